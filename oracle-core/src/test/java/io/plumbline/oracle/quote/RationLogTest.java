// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import org.junit.jupiter.api.Test;

/** Contracts P and Q: what the log does not take has not happened, neither to the order nor to what is outstanding. */
final class RationLogTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long TTL_NS = 10 * SECOND_NS;
    private static final long CAPTURE_NS = 30 * SECOND_NS;
    private static final long CAP = 30_000;
    private static final long HOUR_NS = 3_600 * SECOND_NS;
    private static final QuotePolicy POLICY = QuotePolicy.named("p").ttlNs(TTL_NS).captureTtlNs(CAPTURE_NS)
        .maxOutstandingMinorUnits(CAP).customerBurst(4).customerIntervalNs(HOUR_NS).repriced(true).build();

    private final MemoryLog log = new MemoryLog();
    private final RationBench bench = new RationBench(QuoteBench.started(
        RationBench.builder(QuoteBench.PATIENT, Long.MAX_VALUE >> 1, POLICY).redemptionLog(log).build()));

    private void logFails(final boolean isFailing)
    {
        log.failingAt(append -> isFailing);
    }

    private void assertFull(final long outstanding)
    {
        final long more = CAP - outstanding + 1_000;
        bench.assertRefused(Refusal.POLICY_EXPOSURE, bench.order("bob", 99, 0, more), outstanding + more, CAP);
    }

    @Test
    void contractQ_shouldLeaveEverythingAsItWasWhereAQuoteIsNotLogged()
    {
        final byte[] old = bench.issue(1, 10_000);
        logFails(true);
        for (int i = 0; i < 5; i++)
        {
            bench.assertRefused(Refusal.LOG_FAILED, bench.order(1, 20_000), 0, 0);
            assertEquals(Refusal.LOG_FAILED, bench.order(2, 20_000));
        }
        logFails(false);
        assertEquals(1, bench.desk.counters.count(Metric.QUOTES_ISSUED));
        assertEquals(0, bench.desk.counters.count(Metric.QUOTES_SUPERSEDED));
        assertFull(10_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", old));
        for (int i = 2; i < 5; i++)
        {
            bench.issue(i, 1_000);
            assertEquals(0, bench.desk.quote.reprices());
        }
        bench.assertRefused(Refusal.ISSUE_RATE, bench.order(5, 1_000), 4 * HOUR_NS - 1, 3 * HOUR_NS);
    }

    @Test
    void contractQ_shouldCountAQuoteAsBeforeWhereItsPaymentIsNotLogged()
    {
        final byte[] quote = bench.issue(1, 20_000);
        bench.pass(1);
        logFails(true);
        assertEquals(Refusal.LOG_FAILED, bench.authorize("a", quote));
        assertEquals(Refusal.LOG_FAILED, bench.authorize("b", quote));
        assertFull(20_000);
        logFails(false);
        // not until a capture that will never come
        bench.pass(TTL_NS - 2);
        assertFull(20_000);
        bench.pass(1);
        bench.issue(2, CAP);
    }

    @Test
    void contractQ_shouldCountAPaymentAsBeforeWhereItsEndIsNotLogged()
    {
        final byte[] quote = bench.issue(1, 20_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        logFails(true);
        assertEquals(Refusal.LOG_FAILED, bench.desk.release("a"));
        assertEquals(Refusal.LOG_FAILED, bench.desk.capture("a", 312_500, 0));
        assertEquals(Refusal.ORDER_PAID, bench.order(1, 1_000));
        assertFull(20_000);
        logFails(false);
        assertEquals(Answer.SETTLED, bench.desk.capture("a", 312_500, 0));
        bench.issue(2, CAP);
    }

    @Test
    void contractQ_shouldTakeTheNewQuoteBackWhereTheOldOnesDeathIsNotLogged()
    {
        final byte[] quote = bench.issue(1, 20_000);
        bench.pass(1);
        bench.priceAt(2 * QuoteBench.BTC_PRICE_E8);
        final int next = log.appends;
        // the successor's is taken, that of the death is not
        log.failingAt(append -> append == next + 1);
        assertEquals(Refusal.LOG_FAILED, bench.authorize("a", quote));
        assertEquals(Refusal.LOG_FAILED, bench.counted);
        assertEquals(1, bench.desk.counters.count(Metric.QUOTES_ISSUED));
        assertEquals(0, bench.desk.counters.count(Metric.QUOTES_REPRICED));
        assertFull(20_000);
        // nothing was bound, and the old quote is alive
        bench.priceAt(QuoteBench.BTC_PRICE_E8);
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", quote));
        assertFull(20_000);
        assertEquals(Refusal.ORDER_PAID, bench.order("bob", 1, 0, 1_000));
    }

    @Test
    void contractQ_shouldRefusePlainlyWhereTheNewQuoteIsNotLogged()
    {
        final byte[] quote = bench.issue(1, 20_000);
        bench.pass(1);
        bench.priceAt(2 * QuoteBench.BTC_PRICE_E8);
        final int next = log.appends;
        log.failingAt(append -> append == next);
        bench.assertRefused(Refusal.DRIFT, bench.authorize("a", quote), 10_000, 75);
        assertEquals(Refusal.DRIFT, bench.authorize("a", quote));
        bench.issue(2, CAP);
    }
}
