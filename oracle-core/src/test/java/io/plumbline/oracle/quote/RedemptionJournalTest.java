// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.RedemptionFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is appended when a quote is re-priced or signed outside, and that nothing else is.
 */
final class RedemptionJournalTest
{
    private static final long EPOCH = QuoteBench.BOOT_EPOCH;
    private static final InstrumentConfig BTC = InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8)
        .currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE, 4).build();

    private static OracleConfig config(final RedemptionLog log)
    {
        return config(log, QuotePolicy.standard("checkout"));
    }

    private static OracleConfig config(final RedemptionLog log, final QuotePolicy policy)
    {
        return RedemptionRestoreTest.config(log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, BTC, policy,
            QuotePolicy.standard("other"));
    }

    private static QuoteBench repricing(final RedemptionLog log, final long epoch)
    {
        final QuotePolicy repriced = QuotePolicy.named("repriced").repriced(true).build();
        final QuoteBench bench = new QuoteBench(config(log, repriced), QuoteBench.KEY, epoch);
        bench.clock();
        return bench;
    }

    /** The price jumps, and the quote is presented. */
    private static Enum<?> presentAfterJump(final QuoteBench bench, final byte[] quote)
    {
        bench.advance(QuoteBench.SECOND_NS);
        bench.price.price = QuoteBench.BTC_PRICE_E8 / 20 * 21;
        return bench.authorize("p1", quote);
    }

    @Test
    void contractP_shouldAnswerARepricedPaymentAsBeforeOrNotKnowItWhereverItWasCutOff()
    {
        final MemoryLog log = new MemoryLog();
        final QuoteBench first = repricing(log, EPOCH);
        final byte[] quote = first.issue(10_000);
        assertEquals(Answer.REPRICED, presentAfterJump(first, quote));
        final byte[] successor = first.quoteBytes.clone();
        assertEquals(3, log.frames.size(), "issued, its successor issued, killed");

        final QuoteBench whole = repricing(new MemoryLog(log.frames), EPOCH + 1);
        assertEquals(Answer.REPRICED, presentAfterJump(whole, quote));
        assertArrayEquals(successor, whole.quoteBytes, "the same successor, though it is of an earlier epoch");
        assertEquals(Refusal.TERMS_NOT_ACCEPTED, whole.authorize("p2", successor));

        final QuoteBench cutBetween = repricing(new MemoryLog(log.frames.subList(0, 2)), EPOCH + 1);
        assertEquals(Refusal.QUOTE_DEAD, presentAfterJump(cutBetween, quote), "its successor has taken its place");

        final QuoteBench cutBefore = repricing(new MemoryLog(log.frames.subList(0, 1)), EPOCH + 1);
        assertEquals(Answer.REPRICED, presentAfterJump(cutBefore, quote), "as never asked");
    }

    @Test
    void contractP_shouldLetTheOldQuoteLiveOnWhereItsEndIsNotAppended()
    {
        final MemoryLog log = new MemoryLog().failingAt(append -> append == 2);
        final QuoteBench first = repricing(log, EPOCH);
        final byte[] quote = first.issue(10_000);
        assertEquals(Refusal.LOG_FAILED, presentAfterJump(first, quote));
        first.price.price = QuoteBench.BTC_PRICE_E8;
        assertEquals(Answer.AUTHORIZED, first.authorize("p1", quote));
        assertEquals(3, log.frames.size(), "issued, a successor that nobody got, authorized");
        final byte[] successor = RedemptionRestoreTest.quoteIn(log.frames.get(1));
        final QuoteBench second = repricing(new MemoryLog(log.frames), EPOCH + 1);
        second.advance(2 * QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, second.authorize("p1", quote));
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("p2", successor));
    }

    @Test
    void contractP_shouldAppendAQuoteThatIsSignedOutsideWhenItsSignatureHasCome()
    {
        final MemoryLog log = new MemoryLog().failingAt(append -> append == 1);
        final SigningBench bench = new SigningBench(config(log));
        final SigningBench.Request kept = bench.request(0);
        final SigningBench.Request lost = bench.request(0);
        final SigningBench.Request late = bench.request(0);
        assertEquals(0, log.appends, "nobody holds a quote that is not signed");
        bench.sign(kept);
        assertEquals(Answer.QUOTED, bench.last().how);
        bench.sign(lost);
        assertEquals(Refusal.LOG_FAILED, bench.last().how);
        assertEquals(1, log.frames.size());
        assertArrayEquals(SigningBench.signed(kept), RedemptionRestoreTest.quoteIn(log.frames.get(0)));
        bench.desk.advance(5 * QuoteBench.SECOND_NS);
        assertEquals(Refusal.ISSUE_DELAY, bench.last().how);
        bench.sign(late);
        assertEquals(2, log.appends, "what was withdrawn is not appended");

        final QuoteBench second = new QuoteBench(config(new MemoryLog(log.frames)), QuoteBench.KEY, EPOCH + 1);
        second.advance(2 * QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, second.authorize("p1", SigningBench.signed(kept)));
        assertEquals(Refusal.WRONG_ENGINE, second.authorize("p2", SigningBench.signed(lost)));
        assertEquals(Refusal.WRONG_ENGINE, second.authorize("p3", SigningBench.signed(late)));
    }

    @Test
    void contractP_shouldAppendNothingForWhatBindsNothing()
    {
        final MemoryLog log = new MemoryLog();
        final QuoteBench bench = new QuoteBench(config(log), QuoteBench.KEY, EPOCH);
        bench.clock();
        final byte[] quote = bench.issue(10_000);
        assertEquals(Refusal.NOT_FRESH, bench.authorize("p1", quote));
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.capture("p1", 1, 0));
        bench.advance(QuoteBench.SECOND_NS);
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
        assertEquals(2, log.appends);
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("p2", quote));
        assertEquals(Refusal.WRONG_PAYMENT, bench.capture("p1", 1, 0, "eip155:1/slip44:60", QuoteBench.PAY_TO));
        bench.clock();
        assertEquals(2, log.appends);
    }

    @Test
    void contractT_shouldAllocateNothingWhenItAppends()
    {
        final byte[] kept = new byte[RedemptionFrame.LENGTH];
        final int[] count = new int[1];
        final RedemptionLog log = new RedemptionLog()
        {
            @Override
            public boolean append(final byte[] frame, final int length)
            {
                System.arraycopy(frame, 0, kept, 0, length);
                count[0]++;
                return true;
            }

            @Override
            public void readBack(final FrameReader reader)
            {
                RedemptionRestoreTest.log().readBack(reader);
            }
        };
        final OracleConfig config = config(log);
        final QuoteRegistry registry = new QuoteRegistry(64);
        final Journal journal = RedemptionJournal.open(config, EPOCH + 1, registry,
            new Ration(config, registry, new StageCounters()), new ErrorLog(), new StageCounters());
        final List<QuoteRecord> records = new ArrayList<>();
        for (long sequence = 1; sequence < 4; sequence++)
        {
            records.add(registry.findRestored(EPOCH, sequence, QuoteBench.START_NS));
            assertNotNull(records.get(records.size() - 1), "sequence " + sequence);
        }
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 300; i++)
            {
                journal.append(records.get(i % 3));
                registry.findRestored(EPOCH, i, QuoteBench.START_NS);
            }
        });
        assertTrue(count[0] > 1_000);
        assertEquals(WireStatus.OK, new RedemptionFrame().wrap(kept, 0, kept.length));
    }

    @ParameterizedTest
    @EnumSource(value = QuoteRecord.State.class, names = {"FREE", "SIGNING"})
    void contractP_shouldNeverAppendWhatNobodyHolds(final QuoteRecord.State state)
    {
        final MemoryLog log = RedemptionRestoreTest.log();
        final OracleConfig config = config(log);
        final QuoteRegistry registry = new QuoteRegistry(64);
        final ErrorLog errors = new ErrorLog();
        final StageCounters counters = new StageCounters();
        final Journal journal = RedemptionJournal.open(config, EPOCH + 1, registry,
            new Ration(config, registry, new StageCounters()), errors, counters);
        assertEquals(3, counters.count(Metric.QUOTES_RESTORED));
        final QuoteRecord record = registry.findRestored(EPOCH, 1, QuoteBench.START_NS);
        assertTrue(journal.append(record));
        assertEquals(1, counters.count(Metric.LOG_APPENDS));
        record.state = state;
        assertEquals(false, journal.append(record));
        assertEquals(1, counters.count(Metric.LOG_APPENDS));
        assertEquals(5, log.frames.size());
        assertEquals(1, errors.records().size());
    }
}
