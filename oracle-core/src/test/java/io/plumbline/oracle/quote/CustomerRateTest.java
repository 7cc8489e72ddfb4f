// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.fixtures.Shrinking;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Q: a customer takes its burst at once, and after that no faster than its terms say. */
final class CustomerRateTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final QuotePolicy[] POLICIES = {
        policy("narrow", 3, SECOND_NS), policy("wide", 6, 400_000_000), policy("single", 1, 1),
        policy("free", 1, 0)};

    private final RationBench bench = bench(64);
    private int orders;

    private static QuotePolicy policy(final String name, final int burst, final long intervalNs)
    {
        return QuotePolicy.named(name).ttlNs(SECOND_NS).maxIssueDelayNs(SECOND_NS / 2)
            .receiptRetentionNs(SECOND_NS).captureTtlNs(SECOND_NS).maxReprices(1_000).customerBurst(burst)
            .customerIntervalNs(intervalNs).build();
    }

    private static RationBench bench(final int capacity)
    {
        return new RationBench(QuoteBench.started(
            RationBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, capacity), Long.MAX_VALUE >> 1, POLICIES)));
    }

    private Enum<?> order(final String customer, final int policy)
    {
        return bench.order(customer, orders++, policy, 10_000);
    }

    @Test
    void contractQ_shouldGiveTheBurstAndThenOneAnInterval()
    {
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 0));
        }
        bench.assertRefused(Refusal.ISSUE_RATE, order("alice", 0), 3 * SECOND_NS, 2 * SECOND_NS);
        bench.pass(SECOND_NS - 1);
        bench.assertRefused(Refusal.ISSUE_RATE, order("alice", 0), 2 * SECOND_NS + 1, 2 * SECOND_NS);
        bench.pass(1);
        assertEquals(Answer.QUOTED, order("alice", 0));
        bench.assertRefused(Refusal.ISSUE_RATE, order("alice", 0), 3 * SECOND_NS, 2 * SECOND_NS);
        bench.pass(100 * SECOND_NS);
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 0));
        }
        assertEquals(Refusal.ISSUE_RATE, order("alice", 0));
        assertEquals(4, bench.desk.counters.count(Refusal.ISSUE_RATE));
    }

    @Test
    void contractQ_shouldKeepCustomersAndMerchantsApartAndTheUnnamedTogether()
    {
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 0));
            assertEquals(Answer.QUOTED, order("", 0));
        }
        assertEquals(Refusal.ISSUE_RATE, order("alice", 0));
        assertEquals(Refusal.ISSUE_RATE, order("", 0));
        assertEquals(Answer.QUOTED, order("bob", 0));
        assertEquals(Answer.QUOTED, bench.order("shop2", "alice", orders++, 0, 10_000));
        assertEquals(Answer.QUOTED, bench.order("shop2", "", orders++, 0, 10_000));
    }

    @Test
    void contractQ_shouldNotSpendTheRateOnWhatIsRefused()
    {
        bench.desk.price.confidenceBps = 1;
        for (int i = 0; i < 5; i++)
        {
            assertEquals(Refusal.LOW_CONFIDENCE, order("alice", 0));
        }
        bench.desk.price.confidenceBps = 9_000;
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 0));
        }
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Refusal.ISSUE_RATE, order("alice", 0));
        }
        bench.pass(SECOND_NS);
        assertEquals(Answer.QUOTED, order("alice", 0));
    }

    @Test
    void contractQ_shouldSpendTheRateOnFurtherQuotesOfAnOrderToo()
    {
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        }
        assertEquals(Refusal.ISSUE_RATE, bench.order("alice", 1, 0, 10_000));
    }

    @Test
    void contractQ_shouldLimitNobodyWithoutAnInterval()
    {
        for (int i = 0; i < 3; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 0));
        }
        for (int i = 0; i < 20; i++)
        {
            assertEquals(Answer.QUOTED, order("alice", 3));
        }
        bench.assertRefused(Refusal.ISSUE_RATE, order("alice", 0), 3 * SECOND_NS, 2 * SECOND_NS);
    }

    @Test
    void contractQ_shouldRefuseACustomerItCouldNotRememberWhileAllOthersAreAhead()
    {
        final QuotePolicy hourly = policy("hourly", 2, 3_600 * SECOND_NS);
        final RationBench small = new RationBench(QuoteBench.started(
            RationBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 16), Long.MAX_VALUE >> 1, hourly)));
        for (int i = 0; i < 32; i++)
        {
            assertEquals(Answer.QUOTED, small.order("c" + i, i, 0, 10_000));
            small.pass(SECOND_NS);
        }
        small.assertRefused(Refusal.ISSUE_RATE, small.order("c32", 32, 0, 10_000), Long.MAX_VALUE, 3_600 * SECOND_NS);
        assertEquals(Answer.QUOTED, small.order("c31", 32, 0, 10_000));
        assertEquals(Refusal.ISSUE_RATE, small.order("c31", 33, 0, 10_000));
        small.pass(3_568 * SECOND_NS - 1);
        assertEquals(Refusal.ISSUE_RATE, small.order("c32", 32, 0, 10_000));
        small.pass(1);
        assertEquals(Answer.QUOTED, small.order("c32", 32, 0, 10_000));
        assertEquals(Refusal.ISSUE_RATE, small.order("c33", 33, 0, 10_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void contractQ_shouldAgreeWithTheTextbookToTheNanosecond(final long seed)
    {
        Shrinking.assertHolds(seed, 3_000, steps -> new Life().run(steps));
    }

    /** A desk against one arrival time a customer. */
    private static final class Life
    {
        private final RationBench bench = bench(1_024);
        private final Map<String, BigInteger> arrivals = new HashMap<>();
        private int orders;

        void run(final List<Long> steps)
        {
            steps.forEach(this::step);
        }

        private void step(final long seed)
        {
            final Random random = new Random(seed);
            final QuotePolicy policy = POLICIES[random.nextInt(POLICIES.length)];
            final String customer = "c" + random.nextInt(4);
            final BigInteger arrival = arrivals.getOrDefault(customer, BigInteger.ZERO);
            final BigInteger limit = BigInteger.valueOf(policy.customerBurst() - 1L)
                .multiply(BigInteger.valueOf(policy.customerIntervalNs()));
            switch (random.nextInt(6))
            {
                case 0 -> pass(random.nextInt(1_000_000_000));
                case 1 ->
                {
                    // to the very nanosecond, or to the one before
                    final BigInteger wait =
                        arrival.subtract(limit).subtract(BigInteger.valueOf(bench.desk.nowNs + random.nextInt(2)));
                    if (wait.signum() > 0)
                    {
                        pass(wait.longValueExact());
                    }
                }
                default ->
                {
                    // the clock sweeps now and then
                    if (random.nextInt(8) == 0)
                    {
                        bench.desk.clock();
                    }
                }
            }
            ask(policy, customer, arrival, limit);
        }

        private void pass(final long ns)
        {
            bench.pass(ns);
        }

        private void ask(
            final QuotePolicy policy, final String customer, final BigInteger arrival, final BigInteger limit)
        {
            final int at = List.of(POLICIES).indexOf(policy);
            final BigInteger now = BigInteger.valueOf(bench.desk.nowNs);
            final Enum<?> ended = bench.order(customer, orders++, at, 10_000);
            final BigInteger ahead = arrival.subtract(now);
            if (policy.customerIntervalNs() > 0 && ahead.compareTo(limit) > 0)
            {
                bench.assertRefused(Refusal.ISSUE_RATE, ended, ahead.longValueExact(), limit.longValueExact());
            }
            else
            {
                assertEquals(Answer.QUOTED, ended);
                arrivals.put(customer,
                    arrival.max(now).add(BigInteger.valueOf(policy.customerIntervalNs())));
            }
        }
    }
}
