// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.RedemptionFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log is read back whole and as it was appended, or the engine does not start.
 */
final class RedemptionRestoreTest
{
    private static final long EPOCH = QuoteBench.BOOT_EPOCH;
    private static final InstrumentConfig BTC = instrument("BTC/USD", QuoteBench.BTC_ASSET);
    private static final QuotePolicy CHECKOUT = QuotePolicy.standard("checkout");
    private static final QuotePolicy OTHER = QuotePolicy.standard("other");

    private static InstrumentConfig instrument(final String symbol, final String asset)
    {
        return InstrumentConfig.named(symbol).asset(asset, 8).currency("USD", 2)
            .price(QuoteBench.BTC_PRICE_SCALE, 4).build();
    }

    static OracleConfig config(
        final RedemptionLog log,
        final int environment,
        final long engineId,
        final int registrySize,
        final InstrumentConfig instrument,
        final QuotePolicy... policies)
    {
        final ThreadingConfig threading = QuoteBench.PATIENT.withSizes(256, 1_024, registrySize);
        final OracleConfigBuilder builder = OracleConfig.builder().identity(environment, engineId)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).threading(threading)
            .instrument(instrument).source(QuoteBench.source(instrument.symbol(), 100)).redemptionLog(log);
        Arrays.stream(policies).forEach(builder::policy);
        return builder.build();
    }

    private static QuoteBench launch(final RedemptionLog log, final long epoch)
    {
        return launch(log, epoch, 64);
    }

    private static QuoteBench launch(final RedemptionLog log, final long epoch, final int registrySize)
    {
        final QuoteBench bench = new QuoteBench(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID,
            registrySize, BTC, CHECKOUT, OTHER), QuoteBench.KEY, epoch);
        bench.clock();
        return bench;
    }

    /** Three quotes of two policies, one of them authorized: four frames. */
    static MemoryLog log()
    {
        final MemoryLog log = new MemoryLog();
        final QuoteBench bench = launch(log, EPOCH);
        bench.issue(10_000);
        bench.order(Side.MERCHANT_RECEIVES, 1, 20_000, "");
        final byte[] quote = bench.issue(30_000);
        bench.advance(QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
        assertEquals(4, log.frames.size());
        return log;
    }

    static byte[] quoteIn(final byte[] frame)
    {
        final RedemptionFrame view = new RedemptionFrame();
        assertEquals(WireStatus.OK, view.wrap(frame, 0, frame.length));
        return Arrays.copyOfRange(frame, view.signedQuoteOffset(),
            view.signedQuoteOffset() + SignedQuote.LENGTH);
    }

    private static void assertRefused(final MemoryLog log, final String what)
    {
        final IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> launch(log, EPOCH + 1));
        assertTrue(refused.getMessage().contains(what), refused::getMessage);
    }

    @Test
    void contractP_shouldRefuseAFrameOfAnotherEngineOrEnvironmentOrOfALaterEpoch()
    {
        final MemoryLog log = log();
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, 1, 64, BTC, CHECKOUT, OTHER), EPOCH + 1,
            "frame 1 is of engine " + QuoteBench.ENGINE_ID);
        assertRefusedBy(config(log, 1, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT, OTHER), EPOCH + 1,
            "frame 1 is of environment " + QuoteBench.ENVIRONMENT);
        final OracleConfig good = config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT, OTHER);
        assertRefusedBy(good, EPOCH, "frame 1 is of epoch " + EPOCH);
        assertRefusedBy(good, EPOCH - 1, "frame 1 is of epoch " + EPOCH);
        assertNotNull(new QuoteBench(good, QuoteBench.KEY, EPOCH + 1));
    }

    private static void assertRefusedBy(final OracleConfig config, final long epoch, final String what)
    {
        final IllegalStateException refused = assertThrows(IllegalStateException.class,
            () -> new QuoteBench(config, QuoteBench.KEY, epoch));
        assertTrue(refused.getMessage().contains(what), refused::getMessage);
    }

    @Test
    void contractP_shouldRefuseALogWhoseInstrumentsOrPoliciesMeanSomethingElseNow()
    {
        final MemoryLog log = log();
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64,
            instrument("ETH/USD", QuoteBench.BTC_ASSET), CHECKOUT, OTHER), EPOCH + 1, "frame 1 names instrument 0");
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64,
            instrument("BTC/USD", "eip155:1/slip44:60"), CHECKOUT, OTHER), EPOCH + 1, "frame 1 names instrument 0");
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT), EPOCH + 1,
            "frame 2 names policy 1");
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, OTHER, CHECKOUT), EPOCH + 1,
            "frame 1 names policy 0, which is another one now");
        final QuotePolicy edited = OTHER.toBuilder().with(PolicyTerm.CAPTURE_TTL_NS, QuoteBench.SECOND_NS).build();
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT, edited), EPOCH + 1,
            "frame 2 names policy 1, which is another one now");
        final QuotePolicy next = edited.toBuilder().version(2).build();
        assertNotNull(new QuoteBench(
            config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT, next), QuoteBench.KEY,
            EPOCH + 1));
    }

    @Test
    void contractP_shouldRefuseALogWhoseTermsAreNewerThanTheConfiguration()
    {
        final MemoryLog log = new MemoryLog();
        final QuotePolicy changed = CHECKOUT.toBuilder().version(CHECKOUT.version() + 1).build();
        final QuoteBench bench = QuoteBench.started(
            config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, changed, OTHER));
        bench.issue(10_000);
        assertRefusedBy(config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, CHECKOUT, OTHER),
            QuoteBench.BOOT_EPOCH + 1, "frame 1 is on version 2 of policy 0, of which the configuration has 1 only");
    }

    @Test
    void contractP_shouldRefuseAFrameThatIsNotAsItWasAppended()
    {
        for (int position = 0; position < 4; position++)
        {
            for (int at = 0; at < 8; at++)
            {
                final MemoryLog log = new MemoryLog(log().frames);
                log.frames.get(position)[at] ^= 1;
                assertRefused(log, "frame " + (position + 1) + " is not canonical");
            }
        }
        final MemoryLog longer = log();
        longer.frames.set(2, Arrays.copyOf(longer.frames.get(2), RedemptionFrame.LENGTH + 1));
        assertRefused(longer, "frame 3 is not canonical");
        final MemoryLog zeroed = log();
        Arrays.fill(zeroed.frames.get(3), RedemptionFrame.LENGTH - 1_000, RedemptionFrame.LENGTH, (byte)0);
        zeroed.frames.get(3)[RedemptionFrame.LENGTH - 1] = 1;
        assertRefused(zeroed, "frame 4 is not canonical");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 100, 1_000, -1})
    void contractP_shouldDropALastFrameThatWasCutShortAndNoOther(final int size)
    {
        final int length = size < 0 ? RedemptionFrame.LENGTH + size : size;
        final MemoryLog torn = log();
        final byte[] paid = quoteIn(torn.frames.get(2));
        torn.frames.set(3, Arrays.copyOf(torn.frames.get(3), length));
        final QuoteBench bench = launch(torn, EPOCH + 1);
        bench.advance(2 * QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, bench.authorize("another", paid), "the authorization was never answered");
        for (int position = 0; position < 3; position++)
        {
            final MemoryLog middle = log();
            middle.frames.set(position, Arrays.copyOf(middle.frames.get(position), length));
            assertRefused(middle, "frame " + (position + 2) + " stands behind a frame that was cut short");
        }
    }

    @Test
    void contractP_shouldRefuseTwoQuotesOfOneNumber()
    {
        final MemoryLog log = log();
        final MemoryLog other = new MemoryLog();
        launch(other, EPOCH).issue(77_777);
        log.frames.addAll(other.frames);
        assertRefused(log, "frame 5 has another quote of the same number");
    }

    @Test
    void contractP_shouldRefuseToStartOnALogThatCannotBeRead()
    {
        final RedemptionLog broken = new RedemptionLog()
        {
            @Override
            public boolean append(final byte[] frame, final int length)
            {
                return true;
            }

            @Override
            public void readBack(final FrameReader reader) throws IOException
            {
                reader.onFrame(log().frames.get(0), 0, RedemptionFrame.LENGTH);
                throw new IOException("no such file");
            }
        };
        final IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> launch(broken, EPOCH + 1));
        assertEquals("redemption log: cannot be read back after frame 1", refused.getMessage());
        assertEquals("no such file", refused.getCause().getMessage());
    }

    @Test
    void contractP_shouldRefuseMoreRetainedQuotesThanTheRegistryHolds()
    {
        final MemoryLog log = new MemoryLog();
        final QuoteBench bench = launch(log, EPOCH, 32);
        for (int i = 0; i < 17; i++)
        {
            bench.issue(10_000);
        }
        final IllegalStateException refused =
            assertThrows(IllegalStateException.class, () -> launch(new MemoryLog(log.frames), EPOCH + 1, 16));
        assertTrue(refused.getMessage().contains("frame 17 "), refused::getMessage);
        log.frames.remove(16);
        final QuoteBench full = launch(log, EPOCH + 1, 16);
        assertEquals(Refusal.REGISTRY_FULL, full.order(10_000));
        full.advance(CHECKOUT.ttlNs() + CHECKOUT.receiptRetentionNs());
        assertEquals(Answer.QUOTED, full.order(10_000));
    }

    /** However long the log grows over however many starts, what one registry held another holds. */
    @Test
    void contractP_shouldFitWhateverFittedBefore()
    {
        final MemoryLog log = new MemoryLog();
        long nowNs = QuoteBench.START_NS;
        for (int life = 0; life < 6; life++)
        {
            final QuoteBench bench = launch(new MemoryLog(log.frames), EPOCH + life, 16);
            final QuoteBench same = launch(log, EPOCH + life, 16);
            same.nowNs = nowNs;
            same.advance(QuoteBench.SECOND_NS);
            for (int i = 0; i < 40; i++)
            {
                same.order(10_000);
                same.advance(QuoteBench.SECOND_NS * 31);
            }
            nowNs = same.nowNs;
            assertNotNull(bench);
        }
        assertTrue(log.frames.size() > 4 * 16, () -> "frames " + log.frames.size());
    }

    @Test
    void contractP_shouldForgetARestoredQuoteWhenItsRetentionIsOverAndUseItsRecordAgain()
    {
        final MemoryLog log = log();
        final byte[] first = quoteIn(log.frames.get(0));
        final byte[] paid = quoteIn(log.frames.get(2));
        final QuoteBench bench = launch(log, EPOCH + 1, 16);
        bench.advance(CHECKOUT.ttlNs() + CHECKOUT.receiptRetentionNs() + QuoteBench.SECOND_NS);
        assertEquals(Refusal.WRONG_ENGINE, bench.authorize("p9", first));
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", paid), "kept until its capture time is over, and after");
        for (int i = 0; i < 15; i++)
        {
            order(bench, 100 + i, Answer.QUOTED);
        }
        order(bench, 99, Refusal.REGISTRY_FULL);
        assertEquals(Refusal.WRONG_ENGINE, bench.authorize("p9", first));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("p9", paid));
    }

    /** Numbers of this epoch begin anew and are nobody else's. */
    @Test
    void contractP_shouldTellAQuoteOfThisEpochFromOneOfAnEarlierByTheSameNumber()
    {
        final MemoryLog log = log();
        final byte[] earlier = quoteIn(log.frames.get(0));
        final QuoteBench bench = launch(log, EPOCH + 1);
        final byte[] own = order(bench, 99, Answer.QUOTED);
        bench.advance(2 * QuoteBench.SECOND_NS);
        final QuoteFrame frame = new QuoteFrame();
        frame.wrap(own, 0, QuoteFrame.LENGTH);
        assertEquals(EPOCH + 1, frame.bootEpoch());
        assertEquals(Answer.AUTHORIZED, bench.authorize("own", own));
        assertEquals(Answer.AUTHORIZED, bench.authorize("earlier", earlier));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("again", earlier));
        assertEquals(2, bench.counters.count(Metric.QUOTES_AUTHORIZED));
    }

    /** An order has one live quote, also over a start, and none once it is paid. */
    @Test
    void contractQ_shouldKnowTheOrdersOfRestoredQuotes()
    {
        final MemoryLog log = new MemoryLog();
        final QuoteBench first = launch(log, EPOCH);
        final byte[] superseded = order(first, 1, Answer.QUOTED);
        final byte[] live = order(first, 1, Answer.QUOTED);
        final byte[] paid = order(first, 2, Answer.QUOTED);
        first.advance(QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, first.authorize("p2", paid));
        final QuoteBench second = launch(new MemoryLog(log.frames), EPOCH + 1);
        second.advance(2 * QuoteBench.SECOND_NS);
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("p1", superseded));
        order(second, 2, Refusal.ORDER_PAID);
        final byte[] anew = order(second, 1, Answer.QUOTED);
        assertEquals(2, second.quote.reprices());
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("p1", live));
        second.advance(QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, second.authorize("p1", anew));
    }

    static byte[] order(final QuoteBench bench, final int number, final Enum<?> expected)
    {
        assertEquals(expected, bench.send(new OrderRequest().reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES)
            .fiatAmount(10_000).order(QuoteBench.MERCHANT, QuoteBench.filled(number))
            .parties("alice", "", QuoteBench.PAY_TO)));
        return bench.quoteBytes.clone();
    }

    /** What an engine that has died has promised still counts against what may be out. */
    @Test
    void contractQ_shouldCountWhatRestoredQuotesAreWorth()
    {
        final QuotePolicy tight =
            CHECKOUT.toBuilder().with(PolicyTerm.MAX_OUTSTANDING_MINOR_UNITS, 25_000).build();
        final MemoryLog log = new MemoryLog();
        final OracleConfig config =
            config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, tight);
        final QuoteBench first = new QuoteBench(config, QuoteBench.KEY, EPOCH);
        first.clock();
        final byte[] quote = first.issue(20_000);
        assertEquals(Refusal.POLICY_EXPOSURE, first.order(10_000));
        final QuoteBench second = new QuoteBench(config, QuoteBench.KEY, EPOCH + 1);
        second.advance(QuoteBench.SECOND_NS);
        order(second, 99, Refusal.POLICY_EXPOSURE);
        assertEquals(Answer.AUTHORIZED, second.authorize("p", quote));
        final QuoteBench third = new QuoteBench(config, QuoteBench.KEY, EPOCH + 2);
        third.advance(40 * QuoteBench.SECOND_NS);
        order(third, 99, Refusal.POLICY_EXPOSURE);
        assertEquals(Answer.RELEASED, third.release("p"));
        order(third, 99, Answer.QUOTED);
    }
}
