// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import org.junit.jupiter.api.Test;

/** Contract Q: the value of the live quotes stays within its limits, to the cent and the nanosecond. */
final class OutstandingValueTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long TTL_NS = 10 * SECOND_NS;
    private static final long CAPTURE_NS = 30 * SECOND_NS;
    private static final long INSTRUMENT_CAP = 50_000;
    private static final long POLICY_CAP = 30_000;
    private static final int WIDE = 1;

    private final RationBench bench = new RationBench(QuoteBench.started(RationBench.config(QuoteBench.PATIENT,
        INSTRUMENT_CAP, policy("capped").toBuilder().maxOutstandingMinorUnits(POLICY_CAP).build(), policy("wide"))));

    private static QuotePolicy policy(final String name)
    {
        return QuotePolicy.standard(name).withTimes(TTL_NS, CAPTURE_NS, 60 * SECOND_NS);
    }

    private void assertPolicyFull(final int number, final long value, final long outstanding)
    {
        bench.assertRefused(Refusal.POLICY_EXPOSURE, bench.order(number, value), outstanding + value, POLICY_CAP);
    }

    @Test
    void contractQ_shouldLimitTheValueOfAPolicyOnAnInstrument()
    {
        bench.issue(1, 20_000);
        assertPolicyFull(2, 10_001, 20_000);
        bench.issue(2, 10_000);
        assertPolicyFull(3, 1_000, 30_000);
        assertEquals(Answer.QUOTED, bench.order("alice", 4, WIDE, 10_000));
        bench.desk.price.instrument = RationBench.ETH;
        bench.issue(5, 30_000);
        assertPolicyFull(6, 1_000, 30_000);
        assertEquals(3, bench.desk.counters.count(Refusal.POLICY_EXPOSURE));
    }

    @Test
    void contractQ_shouldLimitTheValueOfAnInstrumentOverAllPolicies()
    {
        bench.issue(1, 20_000);
        assertEquals(Answer.QUOTED, bench.order("alice", 2, WIDE, 20_000));
        bench.assertRefused(Refusal.INSTRUMENT_EXPOSURE, bench.order("alice", 3, WIDE, 10_001), 50_001, INSTRUMENT_CAP);
        // the instrument's is said first
        bench.assertRefused(Refusal.INSTRUMENT_EXPOSURE, bench.order(3, 10_001), 50_001, INSTRUMENT_CAP);
        assertEquals(Answer.QUOTED, bench.order("alice", 3, WIDE, 10_000));
        bench.desk.price.instrument = RationBench.ETH;
        assertEquals(Answer.QUOTED, bench.order("alice", 4, WIDE, 50_000));
        assertEquals(2, bench.desk.counters.count(Refusal.INSTRUMENT_EXPOSURE));
    }

    @Test
    void contractQ_shouldGiveBackTheValueOfAQuoteThatExpires()
    {
        bench.issue(1, 20_000);
        bench.pass(SECOND_NS);
        bench.issue(2, 10_000);
        bench.pass(TTL_NS - SECOND_NS - 1);
        assertPolicyFull(3, 1_000, 30_000);
        bench.pass(1);
        bench.issue(3, 20_000);
        assertPolicyFull(4, 1_000, 30_000);
        bench.desk.clock();
        bench.pass(SECOND_NS);
        bench.issue(4, 10_000);
    }

    @Test
    void contractQ_shouldGiveBackTheValueOfAQuoteThatIsKilled()
    {
        final byte[] quote = bench.issue(1, 30_000);
        bench.pass(1);
        bench.priceAt(QuoteBench.BTC_PRICE_E8 / 2);
        assertEquals(Refusal.DRIFT, bench.authorize("a", quote));
        bench.priceAt(QuoteBench.BTC_PRICE_E8);
        bench.issue(2, 30_000);
        assertPolicyFull(3, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldNotGiveBackByARefusalThatBindsNothing()
    {
        final byte[] quote = bench.issue(1, 30_000);
        bench.desk.price.asOfNs = bench.desk.quote.asOfNs();
        assertEquals(Refusal.NOT_FRESH, bench.authorize("a", quote));
        assertPolicyFull(2, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldCountAnAuthorizedQuoteUntilItsCaptureTimeIsOver()
    {
        final byte[] quote = bench.issue(1, 30_000);
        bench.pass(TTL_NS - 1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        bench.pass(CAPTURE_NS - 1);
        assertPolicyFull(2, 1_000, 30_000);
        bench.pass(1);
        bench.issue(2, 30_000);
        assertEquals(Answer.LATE_PAYMENT, bench.desk.capture("a", 468_750, 0));
        assertPolicyFull(3, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldGiveBackTheValueOfAQuoteThatIsReleased()
    {
        final byte[] quote = bench.issue(1, 30_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        assertPolicyFull(2, 1_000, 30_000);
        assertEquals(Answer.RELEASED, bench.desk.release("a"));
        bench.issue(2, 30_000);
        assertEquals(Answer.RELEASED, bench.desk.release("a"));
        assertPolicyFull(3, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldGiveBackTheValueOfAQuoteThatIsCaptured()
    {
        final byte[] quote = bench.issue(1, 30_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        assertEquals(Refusal.WRONG_PAYMENT, bench.desk.capture("a", 468_750, 0, QuoteBench.BTC_ASSET, "elsewhere"));
        assertPolicyFull(2, 1_000, 30_000);
        assertEquals(Answer.SETTLED, bench.desk.capture("a", 468_750, 0));
        bench.issue(2, 30_000);
        assertEquals(Answer.SETTLED, bench.desk.capture("a", 468_750, 0));
        assertPolicyFull(3, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldNotCountWhatTheNewQuoteWouldKill()
    {
        bench.issue(1, 10_000);
        bench.issue(2, 20_000);
        bench.issue(2, 20_000);
        assertPolicyFull(2, 20_001, 10_000);
        assertPolicyFull(3, 1_000, 30_000);
        bench.issue(2, 5_000);
        bench.issue(3, 15_000);
        assertPolicyFull(4, 1_000, 30_000);
    }

    @Test
    void contractQ_shouldCountWhatTheNewQuoteKillsElsewhere()
    {
        bench.issue(1, 20_000);
        assertEquals(Answer.QUOTED, bench.order("alice", 2, WIDE, 30_000));
        // the order's own quote is one of the other policy, so it makes no room on this one
        assertPolicyFull(2, 10_001, 20_000);
        // on the instrument it does
        assertEquals(Answer.QUOTED, bench.order(2, 10_000));
        bench.desk.price.instrument = RationBench.ETH;
        assertEquals(Answer.QUOTED, bench.order("alice", 3, WIDE, 50_000));
        bench.desk.price.instrument = RationBench.BTC;
        bench.assertRefused(Refusal.INSTRUMENT_EXPOSURE, bench.order("alice", 3, WIDE, 20_001), 50_001, INSTRUMENT_CAP);
        assertEquals(Answer.QUOTED, bench.order("alice", 3, WIDE, 20_000));
        bench.desk.price.instrument = RationBench.ETH;
        assertEquals(Answer.QUOTED, bench.order("alice", 4, WIDE, 50_000));
    }

    @Test
    void contractQ_shouldNotOverflowByTheLargestOrders()
    {
        final long largest = Long.MAX_VALUE >> 1;
        final QuotePolicy wide = policy("wide").toBuilder().maxFiatMinorUnits(largest).build();
        final RationBench huge = RationBench.with(wide);
        assertEquals(Answer.QUOTED, huge.order(1, largest - 10_000));
        huge.assertRefused(Refusal.INSTRUMENT_EXPOSURE, huge.order(2, largest), 2 * largest - 10_000, largest);
        assertEquals(Answer.QUOTED, huge.order(2, 10_000));
        assertEquals(Refusal.INSTRUMENT_EXPOSURE, huge.order(3, 10_000));
    }
}
