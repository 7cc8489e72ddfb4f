// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import io.plumbline.oracle.wire.WireStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine whose quotes are signed outside it, by a signer that is slow, throws, hangs or signs with another key. */
final class OutsideSignerTest
{
    private final OutsideSigner signer = new OutsideSigner();
    private final List<SignedQuote> references = new CopyOnWriteArrayList<>();
    private final OracleListener listener = new OracleListener()
    {
        @Override
        public void onReferenceQuote(final SignedQuote quote)
        {
            references.add(quote);
        }
    };

    private EngineRig rig(final Layout layout)
    {
        return rig(EngineRig.threading(layout));
    }

    private EngineRig rig(final ThreadingConfig threading)
    {
        return new EngineRig(threading, listener, signer);
    }

    /** Open, and the reference quote of its first price is out, so that the signer has nothing more to do. */
    private void open(final EngineRig rig)
    {
        rig.open();
        EngineRig.await(() -> !references.isEmpty());
    }

    private static QuoteReply submit(final EngineRig rig, final int number)
    {
        final QuoteReply reply = rig.engine.quotes().newReply();
        EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, number), reply));
        return reply;
    }

    private static void assertSigned(final EngineRig rig, final SignedQuote quote)
    {
        final byte[] bytes = quote.toByteArray();
        assertTrue(new Ed25519Verifier().verify(Ed25519PublicKey.of(rig.engine.quotePublicKey()), bytes, 0,
            SignedQuoteLayout.SIGNATURE, bytes, SignedQuoteLayout.SIGNATURE, SignedQuoteLayout.SIGNATURE_LENGTH));
        final QuoteFrame frame = new QuoteFrame();
        assertEquals(WireStatus.OK, frame.wrap(bytes, 0, QuoteFrame.LENGTH));
        assertEquals(OutsideSigner.KEY_ID, frame.keyId());
    }

    private static Refusal ended(final QuoteReply reply)
    {
        assertTrue(reply.await(10_000_000_000L));
        return reply.refusal();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldAnswerOnceTheSignerHasSigned(final Layout layout) throws Exception
    {
        try (EngineRig rig = rig(layout))
        {
            assertArrayEquals(signer.publicKey(), rig.engine.quotePublicKey());
            open(rig);
            assertSigned(rig, references.get(0));
            signer.hang(false);
            final QuoteReply reply = submit(rig, 1);
            signer.awaitEntered();
            assertEquals("plumbline-signer", Objects.requireNonNull(signer.thread).getName());
            rig.refresh();
            assertFalse(reply.isDone());
            signer.letGo();
            assertEquals(Refusal.NONE, ended(reply));
            assertSigned(rig, reply.quote());
            assertEquals(Answer.AUTHORIZED,
                rig.ask(Fleet.authorization("pay", 1, reply.quote().toByteArray())).answer());
        }
    }

    @Test
    void shouldRefuseWhatTheSignerFailsToSignAndGoOn()
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            open(rig);
            signer.before(() ->
            {
                throw new IOException("no link to the module");
            });
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig, 1)));
            signer.before(() ->
            {
                throw new AssertionError("a module that is broken");
            });
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig, 2)));
            signer.before(rig.engine::close);
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig, 3)), "no blocking call on the signer's thread");
            assertEquals(3, rig.engine.counters().count(Metric.SIGNER_ERRORS));
            assertEquals(3, rig.engine.errors().size());
            signer.before(() -> Thread.currentThread().interrupt());
            assertEquals(Refusal.NONE, ended(submit(rig, 4)));
            signer.before(null);
            assertEquals(Refusal.NONE, ended(submit(rig, 5)));
            assertEquals(3, rig.engine.counters().count(Refusal.SIGNER_FAILED));
            assertEquals(Health.GREEN, rig.engine.health());
        }
    }

    @Test
    void shouldNeverLetAWrongSignatureOut()
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            open(rig);
            signer.foreign(true);
            assertEquals(Refusal.SIGNER_FAILED, ended(submit(rig, 1)));
            assertEquals(1, rig.engine.counters().count(Metric.SIGNATURES_WRONG));
            signer.foreign(false);
            signer.scribble();
            final QuoteReply reply = submit(rig, 2);
            assertEquals(Refusal.NONE, ended(reply), "what the signer does to its copy changes no quote");
            assertSigned(rig, reply.quote());
            for (final SignedQuote reference : references)
            {
                assertSigned(rig, reference);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldWithdrawWhatASlowSignerKeepsTooLong(final Layout layout) throws Exception
    {
        try (EngineRig rig = rig(layout))
        {
            open(rig);
            signer.hang(false);
            final QuoteReply reply = submit(rig, 1);
            signer.awaitEntered();
            rig.clock.advance(QuotePolicy.standard("any").maxIssueDelayNs() + 1);
            assertEquals(Refusal.ISSUE_DELAY, ended(reply));
            signer.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.SIGNATURES_DISCARDED) == 1);
            assertEquals(0, rig.engine.counters().count(Metric.QUOTES_ISSUED));
            rig.refresh();
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 2)).answer());
        }
    }

    @Test
    void shouldNotAskForWhatIsOverdue() throws Exception
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            open(rig);
            signer.hang(false);
            final List<QuoteReply> replies = new ArrayList<>();
            for (int i = 0; i < 5; i++)
            {
                replies.add(submit(rig, i));
            }
            signer.awaitEntered();
            final int signed = signer.calls.get();
            EngineRig.await(() -> rig.engine.counters().count(Metric.SIGNATURES_REQUESTED) == signed + 4);
            rig.clock.advance(QuotePolicy.standard("any").maxIssueDelayNs() + 1);
            for (final QuoteReply reply : replies)
            {
                assertEquals(Refusal.ISSUE_DELAY, ended(reply));
            }
            signer.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.SIGNATURES_FAILED) == 4);
            assertEquals(1, rig.engine.counters().count(Metric.SIGNATURES_DISCARDED), "the one that hung");
            assertEquals(0, rig.engine.counters().count(Metric.SIGNER_ERRORS));
        }
    }

    @Test
    void shouldOfferASignatureUntilTheFullRingTakesIt() throws Exception
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            open(rig);
            signer.hang(false);
            final QuoteReply reply = submit(rig, 1);
            signer.awaitEntered();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            final byte[] bytes = new byte[ClockEvent.LENGTH];
            final ClockEvent clock = new ClockEvent();
            clock.begin(bytes, 0);
            clock.receivedAtNs(rig.clock.epochNs());
            clock.wallNs(rig.clock.wallNs());
            clock.finish();
            EngineRig.await(() -> rig.engine.ringDoor().offerSystem(bytes, bytes.length) == Refusal.RING_FULL);
            signer.letGo();
            assertFalse(reply.isDone());
            rig.kernel.letGo();
            assertEquals(Refusal.NONE, ended(reply));
        }
    }

    @Test
    void shouldAnswerWhatWaitsForTheSignerBeforeAClose() throws Exception
    {
        final EngineRig rig = rig(Layout.SPLIT);
        final List<QuoteReply> replies = new ArrayList<>();
        open(rig);
        signer.hang(false);
        for (int i = 0; i < 6; i++)
        {
            replies.add(submit(rig, i));
        }
        signer.awaitEntered();
        final Thread closer = new Thread(rig::close);
        closer.start();
        EngineRig.await(() -> rig.engine.health() == Health.CLOSED);
        assertEquals(Refusal.CLOSED, rig.engine.quotes().submit(Fleet.order(0, 1, 1), rig.engine.quotes().newReply()));
        signer.letGo();
        closer.join();
        for (final QuoteReply reply : replies)
        {
            assertTrue(reply.isDone());
            assertEquals(Answer.QUOTED, reply.answer());
        }
        assertSigner(false);
    }

    @Test
    void contractA_shouldLetTimeGoOnWhileItCloses() throws Exception
    {
        final EngineRig rig = rig(EngineRig.threading(Layout.FUSED)
            .withTimes(1_000_000L, 100_000_000L, 5_000_000_000L, 200_000_000L));
        open(rig);
        signer.hang(false);
        final QuoteReply overdue = submit(rig, 1);
        signer.awaitEntered();
        final Thread closer = new Thread(rig::close);
        closer.start();
        EngineRig.await(() -> rig.engine.health() == Health.CLOSED);
        final long limitNs = QuotePolicy.standard("any").maxIssueDelayNs();
        while (!overdue.isDone())
        {
            final long clocks = rig.engine.counters().count(Metric.CLOCK_EVENTS);
            rig.clock.advance(limitNs / 100);
            EngineRig.await(() -> rig.engine.counters().count(Metric.CLOCK_EVENTS) > clocks + 1);
        }
        assertEquals(Refusal.ISSUE_DELAY, ended(overdue));
        signer.letGo();
        closer.join();
        assertEquals(0, rig.engine.counters().count(Metric.CLOCK_FAULTS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldCloseThoughTheSignerHangs(final boolean isDeaf) throws Exception
    {
        final EngineRig rig = rig(EngineRig.threading(Layout.FUSED)
            .withTimes(1_000_000L, EngineRig.MINUTE_NS, 100_000_000L, 200_000_000L));
        open(rig);
        signer.hang(isDeaf);
        final QuoteReply reply = submit(rig, 1);
        final QuoteReply next = submit(rig, 2);
        signer.awaitEntered();
        rig.close();
        final Refusal refusal = ended(reply);
        // one that hears the interrupt may still say that it failed
        assertTrue(refusal == Refusal.ENGINE_FAILED || (!isDeaf && refusal == Refusal.SIGNER_FAILED),
            refusal::toString);
        assertEquals(Refusal.ENGINE_FAILED, ended(next));
        assertEquals(Health.CLOSED, rig.engine.health());
        assertSigner(isDeaf);
        signer.letGo();
        assertSigner(false);
        assertEquals(0, rig.engine.counters().count(Metric.QUOTES_ISSUED));
    }

    private void assertSigner(final boolean isAlive) throws InterruptedException
    {
        final Thread thread = Objects.requireNonNull(signer.thread);
        if (!isAlive)
        {
            thread.join(20_000);
        }
        assertEquals(isAlive, thread.isAlive());
    }

    @Test
    void shouldEndWithTheEngine() throws Exception
    {
        try (EngineRig rig = rig(Layout.FUSED))
        {
            open(rig);
            signer.hang(false);
            final QuoteReply reply = submit(rig, 1);
            signer.awaitEntered();
            rig.kernel.die();
            rig.offer(0, Fleet.PRICE);
            assertEquals(Refusal.ENGINE_FAILED, ended(reply));
            signer.letGo();
        }
        assertSigner(false);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldAnswerEachOfManyOrdersOnce(final Layout layout)
    {
        try (EngineRig rig = rig(EngineRig.threading(layout).withSizes(64, 512, 1_024)))
        {
            open(rig);
            final List<QuoteReply> replies = new ArrayList<>();
            for (int i = 0; i < 400; i++)
            {
                final QuoteReply reply = rig.engine.quotes().newReply();
                final int number = i;
                EngineRig.await(() ->
                    rig.engine.quotes().submit(Fleet.order(0, 10_000, number), reply) == Refusal.NONE);
                replies.add(reply);
            }
            int issued = 0;
            for (final QuoteReply reply : replies)
            {
                final Refusal refusal = ended(reply);
                assertTrue(refusal == Refusal.NONE || refusal == Refusal.SIGNER_BUSY, refusal::toString);
                issued += refusal == Refusal.NONE ? 1 : 0;
            }
            assertEquals(issued, rig.engine.counters().count(Metric.QUOTES_ISSUED));
            assertEquals(0, rig.engine.counters().count(Metric.LATE_REPLIES));
            assertEquals(0, rig.engine.counters().count(Metric.SIGNATURES_STRAY));
        }
    }

    @Test
    void shouldRefuseAPublicKeyThatIsNone()
    {
        final QuoteSigner broken = new QuoteSigner()
        {
            @Override
            public int keyId()
            {
                return 1;
            }

            @Override
            public byte[] publicKey()
            {
                return new byte[31];
            }

            @Override
            public void sign(
                final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
            {
                throw new AssertionError("never launched");
            }
        };
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () ->
            new EngineRig(EngineRig.threading(Layout.FUSED), OracleListener.NONE, broken).close());
        assertTrue(e.getMessage().startsWith("ed25519PublicKey: "), e.getMessage());
    }
}
