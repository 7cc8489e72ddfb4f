// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import org.junit.jupiter.api.Test;

/** Contract Q: one live quote for an order, none once it is paid for, and so many further ones. */
final class OrderRationTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long TTL_NS = 10 * SECOND_NS;
    private static final long RETENTION_NS = 20 * SECOND_NS;
    private static final QuotePolicy POLICY =
        QuotePolicy.standard("p").withTimes(TTL_NS, 30 * SECOND_NS, RETENTION_NS);

    private final RationBench bench = RationBench.with(POLICY, capped(2), capped(0));

    private static QuotePolicy capped(final int maxReprices)
    {
        return QuotePolicy.named("capped" + maxReprices).maxReprices(maxReprices).build();
    }

    private long superseded()
    {
        return bench.desk.counters.count(Metric.QUOTES_SUPERSEDED);
    }

    @Test
    void contractQ_shouldKillTheLiveQuoteOfAnOrderWithTheNext()
    {
        final byte[] old = bench.issue(1, 10_000);
        final byte[] other = bench.issue(2, 10_000);
        assertEquals(0, superseded());
        final byte[] young = bench.issue(1, 20_000);
        assertEquals(1, superseded());
        bench.pass(1);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", old));
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", old));
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", young));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", other));
        assertEquals(2, bench.desk.counters.count(Refusal.QUOTE_DEAD));
    }

    @Test
    void contractQ_shouldCountOnlyLiveQuotesAsSuperseded()
    {
        bench.issue(1, 10_000);
        bench.pass(TTL_NS);
        bench.issue(1, 10_000);
        assertEquals(0, superseded());
        bench.pass(TTL_NS - 1);
        bench.issue(1, 10_000);
        assertEquals(1, superseded());
    }

    @Test
    void contractQ_shouldTellOrdersApartByMerchantAndDigestAlone()
    {
        final byte[] first = bench.issue(1, 10_000);
        assertEquals(Answer.QUOTED, bench.order("shop2", "alice", 1, 0, 10_000));
        assertEquals(0, superseded());
        bench.desk.price.instrument = RationBench.ETH;
        assertEquals(Answer.QUOTED, bench.order("bob", 1, 1, 10_000));
        assertEquals(1, superseded());
        bench.desk.price.instrument = RationBench.BTC;
        bench.pass(1);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", first));
    }

    @Test
    void contractQ_shouldLeaveTheOldQuoteAliveWhereTheNewOneIsRefused()
    {
        final byte[] old = bench.issue(1, 10_000);
        bench.desk.price.confidenceBps = 1;
        assertEquals(Refusal.LOW_CONFIDENCE, bench.order(1, 10_000));
        bench.desk.price.confidenceBps = 9_000;
        assertEquals(Refusal.REPRICE_LIMIT, bench.order("alice", 1, 2, 10_000));
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.order(1, Long.MAX_VALUE));
        assertEquals(0, superseded());
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", old));
    }

    @Test
    void contractQ_shouldLeaveTheOldQuoteAliveWhereTheRegistryIsFull()
    {
        final RationBench small = new RationBench(QuoteBench.started(
            RationBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 16), Long.MAX_VALUE >> 1, POLICY)));
        final byte[] old = small.issue(0, 10_000);
        for (int number = 1; number < 16; number++)
        {
            small.issue(number, 10_000);
        }
        assertEquals(Refusal.REGISTRY_FULL, small.order(0, 10_000));
        small.pass(1);
        assertEquals(Answer.AUTHORIZED, small.authorize("a", old));
        assertEquals(0, small.desk.counters.count(Metric.QUOTES_SUPERSEDED));
    }

    @Test
    void contractQ_shouldQuoteNoOrderThatIsPaidFor()
    {
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        bench.assertRefused(Refusal.ORDER_PAID, bench.order(1, 10_000), 0, 0);
        assertEquals(Answer.QUOTED, bench.order(2, 10_000));
        bench.pass(31 * SECOND_NS);
        // a capture that is late is a payment too
        assertEquals(Refusal.ORDER_PAID, bench.order(1, 10_000));
        assertEquals(Answer.LATE_PAYMENT, bench.desk.capture("a", 156_250, 0));
        assertEquals(Refusal.ORDER_PAID, bench.order(1, 10_000));
        assertEquals(Refusal.ORDER_PAID, bench.order("bob", 1, 1, 20_000));
        assertEquals(4, bench.desk.counters.count(Refusal.ORDER_PAID));
    }

    @Test
    void contractQ_shouldQuoteAnOrderAgainOnceItsPaymentIsReleased()
    {
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        assertEquals(Refusal.ORDER_PAID, bench.order(1, 10_000));
        assertEquals(Answer.RELEASED, bench.desk.release("a"));
        final byte[] young = bench.issue(1, 10_000);
        assertEquals(1, bench.desk.quote.reprices());
        assertEquals(0, superseded());
        bench.pass(1);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("b", quote));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", young));
    }

    @Test
    void contractQ_shouldQuoteAnOrderAgainOnceItsQuoteIsDead()
    {
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(TTL_NS);
        assertEquals(Refusal.EXPIRED, bench.authorize("a", quote));
        final byte[] young = bench.issue(1, 10_000);
        assertEquals(1, bench.desk.quote.reprices());
        bench.pass(1);
        assertEquals(Refusal.EXPIRED, bench.authorize("a", quote));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", young));
    }

    @Test
    void contractQ_shouldForgetAPaidOrderWithItsRecord()
    {
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        assertEquals(Answer.SETTLED, bench.desk.capture("a", 156_250, 0));
        bench.pass(30 * SECOND_NS + RETENTION_NS - 1);
        assertEquals(Refusal.ORDER_PAID, bench.order(1, 10_000));
        bench.pass(1);
        assertEquals(Answer.QUOTED, bench.order(1, 10_000));
        assertEquals(0, bench.desk.quote.reprices());
    }

    @Test
    void contractQ_shouldCountFurtherQuotesAndStopAtTheLimit()
    {
        for (int count = 0; count <= 2; count++)
        {
            assertEquals(Answer.QUOTED, bench.order("alice", 1, 1, 10_000));
            assertEquals(count, bench.desk.quote.reprices());
        }
        bench.assertRefused(Refusal.REPRICE_LIMIT, bench.order("alice", 1, 1, 10_000), 3, 2);
        // neither another customer nor another instrument makes it another order
        bench.desk.price.instrument = RationBench.ETH;
        bench.assertRefused(Refusal.REPRICE_LIMIT, bench.order("bob", 1, 1, 10_000), 3, 2);
        bench.desk.price.instrument = RationBench.BTC;
        assertEquals(Answer.QUOTED, bench.order("alice", 2, 1, 10_000));
        assertEquals(0, bench.desk.quote.reprices());
        // a policy that allows more goes on counting
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        assertEquals(3, bench.desk.quote.reprices());
        assertEquals(2, bench.desk.counters.count(Refusal.REPRICE_LIMIT));
    }

    @Test
    void contractQ_shouldBeginToCountAnewOnceTheLastQuoteIsForgotten()
    {
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        bench.pass(TTL_NS + RETENTION_NS - 1);
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        assertEquals(1, bench.desk.quote.reprices());
        bench.pass(TTL_NS + RETENTION_NS);
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        assertEquals(0, bench.desk.quote.reprices());
    }
}
