// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.Release;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EngineTest
{
    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldPriceQuoteAuthorizeAndSettle(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            final ReferencePrice price = new ReferencePrice();
            assertEquals(Refusal.NONE, rig.engine.prices().read(0, price));
            assertEquals(Fleet.PRICE, price.price());
            assertEquals(Tier.PRIMARY, price.tier());
            assertEquals(4, price.lineages());
            final SignedQuote quote = rig.ask(Fleet.order(0, 10_000, 1)).quote();
            assertEquals(Fleet.PRICE, quote.rate());
            final byte[] bytes = quote.toByteArray();
            assertTrue(new Ed25519Verifier().verify(Ed25519PublicKey.of(rig.engine.quotePublicKey()), bytes, 0,
                QuoteFrame.LENGTH, bytes, QuoteFrame.LENGTH, 64));
            rig.refresh();
            assertEquals(Answer.AUTHORIZED, rig.ask(Fleet.authorization("p1", 1, bytes)).answer());
            assertEquals(Answer.AUTHORIZED, rig.ask(Fleet.authorization("p1", 1, bytes)).answer());
            assertEquals(Refusal.ALREADY_REDEEMED, rig.ask(Fleet.authorization("p2", 1, bytes)).refusal());
            final Capture capture = new Capture().reset(Fleet.MERCHANT, "p1")
                .arrived(quote.assetAmount().longValueExact(), 0, Fleet.ASSET, Fleet.PAY_TO).transaction("tx", 1);
            assertEquals(Answer.SETTLED, rig.ask(capture).answer());
            assertEquals(Answer.SETTLED, rig.ask(capture).answer());
            assertEquals(Refusal.NOT_AUTHORIZED, rig.ask(new Release().reset(Fleet.MERCHANT, "p1")).refusal());
            assertEquals(1, rig.engine.counters().count(Metric.PAYMENTS_SETTLED));
        }
    }

    @Test
    void contractC_shouldWithdrawAPriceThatItsSourceTakesBackAndNotByAnOlderWord()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final ReferencePrice price = new ReferencePrice();
            final Envelope older = rig.fleet.frame(1, rig.clock.epochNs(), SignedFrames.Tick.of(0, -8, 1, 0));
            rig.clock.advance(1_000_000L);
            EngineRig.require(rig.offer(1, Fleet.PRICE));
            EngineRig.require(rig.engine.ticks().offer(1, 90, older));
            EngineRig.require(rig.engine.ticks().offer(0, 91,
                rig.fleet.frame(0, rig.clock.epochNs(), SignedFrames.Tick.of(0, -8, rig.clock.epochNs(), 0))));
            EngineRig.await(() -> rig.engine.counters().count(Refusal.PRICE_ABSENT) == 2);
            EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NONE && !price.isContributor(0));
            assertTrue(price.isContributor(1));
            assertEquals(3, price.sources());
        }
    }

    @Test
    void shouldAnswerACommandWhoseBytesWereTamperedWith()
    {
        try (EngineRig rig = new EngineRig(Layout.SPLIT))
        {
            rig.open();
            final OrderRequest order = Fleet.order(0, 10_000, 1);
            order.bytes()[OrderEvent.MERCHANT.offset()] = ' ';
            assertEquals(Refusal.MALFORMED, rig.ask(order).refusal());
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void shouldRefuseToLaunchOnAKeyThatIsNoPoint()
    {
        final byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        final OracleConfigBuilder config = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .instrument(InstrumentConfig.named("A/USD").asset(Fleet.ASSET, 8).currency("USD", 2).build())
            .source(SourceConfig.named("bad").plumbline(1).connection("c")
                .signer(SignerConfig.ed25519(77, noPoint)).feed(FeedConfig.numbered(1, "A/USD")).build());
        final IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> Oracle.launch(config.build()));
        assertTrue(refused.getMessage().contains("77"), refused::getMessage);
    }

    @ParameterizedTest
    @EnumSource(WaitMode.class)
    void shouldRunInEveryWaitMode(final WaitMode mode)
    {
        try (EngineRig rig = new EngineRig(EngineRig.threading(Layout.FUSED).with(Layout.FUSED, mode),
            OracleListener.NONE))
        {
            rig.open();
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void shouldAnswerThroughFutures() throws Exception
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final QuoteReply reply = rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), 10_000_000_000L)
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertEquals(Answer.QUOTED, reply.answer());
            rig.engine.close();
            final QuoteReply refused = rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), 10_000_000_000L)
                .toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertEquals(Refusal.CLOSED, refused.refusal());
        }
    }

    @Test
    void contractU_shouldReadStalePastValidityAndAfterClose()
    {
        final EngineRig rig = new EngineRig(Layout.FUSED);
        try (rig)
        {
            final ReferencePrice price = new ReferencePrice();
            assertEquals(Refusal.NO_PRICE, rig.engine.prices().read(0, price));
            assertEquals(Refusal.UNKNOWN_INSTRUMENT, rig.engine.prices().read(1, price));
            rig.open();
            rig.clock.advance(6_000_000_000L);
            final Refusal late = rig.engine.prices().read(0, price);
            assertTrue(late == Refusal.STALE || late == Refusal.NO_QUORUM, late::toString);
            EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NO_QUORUM);
        }
        assertEquals(Refusal.STALE, rig.engine.prices().read(0, new ReferencePrice()));
        assertEquals(Health.CLOSED, rig.engine.health());
    }

    @Test
    void contractA_shouldCloseOnAClockFaultUntilReopened()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.clock.advance(2 * EngineRig.MINUTE_NS);
            EngineRig.await(() -> rig.engine.health() == Health.SUSPENDED);
            assertEquals(Refusal.CLOCK_FAULT, rig.ask(Fleet.order(0, 10_000, 1)).refusal());
            assertEquals(Refusal.CLOCK_FAULT, rig.engine.prices().read(0, new ReferencePrice()));
            assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.admin().reopenAfterClockFault(""));
            assertEquals(Refusal.NONE, rig.engine.admin().reopenAfterClockFault("clock checked"));
            EngineRig.await(() -> rig.engine.health() == Health.GREEN);
        }
    }

    private static void assertOverridden(final EngineRig rig, final ReferencePrice price)
    {
        assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.admin().overrideTrust("source-2", 0, "below"));
        assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.admin().overrideTrust("source-2", 10_001, "above"));
        assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.admin().overrideTrust("source-2", 9_000, ""));
        assertEquals(Refusal.UNKNOWN_COMMAND, rig.engine.admin().overrideTrust("nobody", 9_000, "typo"));
        EngineRig.require(rig.engine.admin().overrideTrust("source-2", 9_000, "known to be good"));
        rig.clock.advance(1_000_000L);
        EngineRig.require(rig.offer(2, Fleet.PRICE));
        EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NONE && price.trustBps(2) == 9_000);
        EngineRig.require(rig.engine.admin().endTrustOverride("source-2", "enough"));
        rig.clock.advance(1_000_000L);
        EngineRig.require(rig.offer(2, Fleet.PRICE));
        EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NONE && price.trustBps(2) != 9_000);
    }

    @Test
    void contractW_shouldSuspendResumeAndRevoke()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            EngineRig.require(rig.engine.admin().suspend("maintenance"));
            EngineRig.await(() -> rig.engine.health() == Health.SUSPENDED);
            assertEquals(Refusal.SUSPENDED, rig.ask(Fleet.order(0, 10_000, 1)).refusal());
            EngineRig.require(rig.engine.admin().resume("done"));
            EngineRig.await(() -> rig.engine.health() == Health.GREEN);
            assertEquals(Refusal.UNKNOWN_COMMAND, rig.engine.admin().revokeKey("source-0", 2, "no such key"));
            assertEquals(Refusal.UNKNOWN_COMMAND, rig.engine.admin().excludeSource("nobody", "typo"));
            final ReferencePrice price = new ReferencePrice();
            assertOverridden(rig, price);
            EngineRig.require(rig.engine.admin().revokeKey("source-0", 1, "leaked"));
            EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NONE && !price.isContributor(0));
            assertEquals(3, price.sources());
            EngineRig.require(rig.engine.admin().excludeSource("source-1", "under review"));
            rig.clock.advance(1_000_000L);
            EngineRig.require(rig.offer(0, Fleet.PRICE));
            EngineRig.await(() -> rig.engine.counters().count(Refusal.KEY_REVOKED) == 1);
            rig.offer(2, Fleet.PRICE);
            EngineRig.await(() -> rig.engine.prices().read(0, price) == Refusal.NO_QUORUM);
        }
    }

    @Test
    void shouldRefuseToBlockOnItsOwnThreads()
    {
        final AtomicReference<EngineRig> holder = new AtomicReference<>();
        final AtomicReference<Throwable> seen = new AtomicReference<>();
        final OracleListener listener = new OracleListener()
        {
            @Override
            public void onReferenceQuote(final SignedQuote quote)
            {
                final EngineRig rig = holder.get();
                if (rig != null && seen.get() == null)
                {
                    seen.set(assertThrows(IllegalStateException.class,
                        () -> rig.engine.quotes().newReply().await(1)));
                    assertThrows(IllegalStateException.class, rig.engine::close);
                }
                throw new IllegalArgumentException("a listener that throws harms nobody");
            }
        };
        try (EngineRig rig = new EngineRig(EngineRig.threading(Layout.FUSED), listener))
        {
            holder.set(rig);
            rig.open();
            EngineRig.await(() -> seen.get() != null);
            EngineRig.await(() -> rig.engine.counters().count(Metric.LISTENER_ERRORS) > 0);
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void shouldTellTheListenerOfARefusedEnvelope()
    {
        final AtomicReference<String> told = new AtomicReference<>();
        final OracleListener listener = new OracleListener()
        {
            @Override
            public void onEnvelopeRefused(final int connection, final long messageId, final Refusal refusal)
            {
                told.set(connection + " " + messageId + " " + refusal);
            }
        };
        try (EngineRig rig = new EngineRig(EngineRig.threading(Layout.SPLIT), listener))
        {
            final Refusal refusal =
                rig.engine.ticks().offer(2, 77, rig.fleet.frame(1, rig.clock.epochNs(), Fleet.PRICE));
            assertEquals(Refusal.NONE, refusal);
            EngineRig.await(() -> told.get() != null);
            assertEquals("2 77 SOURCE_NOT_BOUND", told.get());
            assertFalse(rig.engine.health().isRed());
        }
    }
}
