// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.SignatureEvent;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a desk whose signer is outside, against lists: every order is answered once, by what the events say,
 * and a quote can be redeemed only after its signature came in time.
 */
final class DeferredModelTest
{
    private static final int SEEDS = 40;
    private static final int STEPS = 4_000;
    private static final int CAPACITY = 16;
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final QuotePolicy[] POLICIES = {
        QuotePolicy.standard("quick").withTimes(20 * SECOND_NS, SECOND_NS, SECOND_NS).withMaxIssueDelay(SECOND_NS),
        QuotePolicy.standard("slow").withTimes(20 * SECOND_NS, SECOND_NS, SECOND_NS).withMaxIssueDelay(4 * SECOND_NS)};

    static Stream<Long> seeds()
    {
        return LongStream.rangeClosed(1, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contractP_shouldAnswerEachOrderOnceAsTheModelDoes(final long seed)
    {
        final Life life = new Life(seed);
        for (int step = 0; step < STEPS; step++)
        {
            life.step();
            life.compare("seed " + seed + ", step " + step);
        }
        life.conserve("seed " + seed);
    }

    @Test
    void shouldMeetEveryAnswerInTheseLives()
    {
        final Set<Enum<?>> met = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++)
        {
            final Life life = new Life(seed);
            for (int step = 0; step < STEPS; step++)
            {
                life.step();
            }
            life.expected.forEach(answer -> met.add(answer.how));
        }
        assertEquals(Set.of(Answer.QUOTED, Answer.AUTHORIZED, Refusal.ISSUE_DELAY, Refusal.SIGNER_FAILED,
            Refusal.REGISTRY_FULL, Refusal.SIGNER_BUSY, Refusal.SUSPENDED, Refusal.UNKNOWN_QUOTE,
            Refusal.ALREADY_REDEEMED), met);
    }

    private enum State
    {
        WAITING, ISSUED, AUTHORIZED, WITHDRAWN
    }

    private record Expected(long correlation, Enum<?> how)
    {
    }

    /** An order that was handed to the signer. */
    private static final class Order
    {
        final Request request;
        final long correlation;
        final int policy;
        final long issuedAtNs;
        State state = State.WAITING;
        long retainUntilNs = Long.MAX_VALUE;

        Order(final Request request, final long correlation, final int policy, final long issuedAtNs)
        {
            this.request = request;
            this.correlation = correlation;
            this.policy = policy;
            this.issuedAtNs = issuedAtNs;
        }

        boolean isLate(final long nowNs)
        {
            return nowNs - issuedAtNs > POLICIES[policy].maxIssueDelayNs();
        }
    }

    private static final class Life
    {
        final List<Expected> expected = new ArrayList<>();
        private final Random random;
        private final SigningBench bench =
            new SigningBench(QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, CAPACITY), POLICIES));
        private final QuoteBench desk = bench.desk;
        private final List<Order> orders = new ArrayList<>();
        private final List<Order> out = new ArrayList<>();
        private boolean isSignerSlow;
        private boolean isSuspended;
        private int payments;

        Life(final long seed)
        {
            random = new Random(seed);
            isSignerSlow = seed % 2 == 0;
        }

        void step()
        {
            switch (random.nextInt(20))
            {
                case 0, 1, 2, 3, 4, 5, 6 -> order();
                case 7, 8, 9, 10, 11, 12 -> signature();
                case 13, 14, 15 -> pass();
                case 16, 17, 18 -> authorize();
                default -> administer();
            }
        }

        private void order()
        {
            final int policy = random.nextInt(POLICIES.length);
            final int before = bench.requests.size();
            desk.price.asOfNs = desk.nowNs - SECOND_NS;
            final long correlation = bench.order(policy);
            final long held = orders.stream().filter(o -> o.retainUntilNs > desk.nowNs).count();
            final Refusal refusal = isSuspended ? Refusal.SUSPENDED :
                out.size() == Handover.MAX_REQUESTS || isBehind(policy) ? Refusal.SIGNER_BUSY :
                held == CAPACITY ? Refusal.REGISTRY_FULL : Refusal.NONE;
            if (refusal == Refusal.NONE)
            {
                assertEquals(before + 1, bench.requests.size());
                final Order order = new Order(bench.requests.get(before), correlation, policy, desk.nowNs);
                orders.add(order);
                out.add(order);
            }
            else
            {
                assertEquals(before, bench.requests.size());
                expected.add(new Expected(correlation, refusal));
            }
        }

        private boolean isBehind(final int policy)
        {
            return !out.isEmpty() && orders.stream().anyMatch(o -> o.state == State.WAITING) &&
                desk.nowNs - out.get(0).issuedAtNs > POLICIES[policy].maxIssueDelayNs() / 2;
        }

        private void signature()
        {
            if (orders.isEmpty() || (isSignerSlow && random.nextInt(50) > 0))
            {
                return;
            }
            final int kind = random.nextInt(20);
            final Order order = kind == 0 ? orders.get(random.nextInt(orders.size())) :
                out.isEmpty() ? orders.get(0) : out.get(kind == 1 ? random.nextInt(out.size()) : 0);
            final byte[] digest = SigningBench.digestOf(order.request);
            final boolean isForOther = random.nextInt(20) == 0;
            digest[random.nextInt(32)] ^= (byte)(isForOther ? 1 << random.nextInt(8) : 0);
            final boolean isSigned = random.nextInt(6) > 0;
            bench.send(order.request, digest, isSigned ? fakeSignature(order) : null);
            final int at = isForOther ? -1 : out.indexOf(order);
            if (at < 0)
            {
                return;
            }
            out.subList(0, at + 1).clear();
            if (order.state != State.WAITING)
            {
                return;
            }
            final Refusal refusal = order.isLate(desk.nowNs) ? Refusal.ISSUE_DELAY :
                !isSigned ? Refusal.SIGNER_FAILED : isSuspended ? Refusal.SUSPENDED : Refusal.NONE;
            if (refusal == Refusal.NONE)
            {
                order.state = State.ISSUED;
                final QuotePolicy policy = POLICIES[order.policy];
                order.retainUntilNs = order.issuedAtNs + policy.ttlNs() + policy.receiptRetentionNs();
                expected.add(new Expected(order.correlation, Answer.QUOTED));
            }
            else
            {
                withdraw(order, refusal);
            }
        }

        private void withdraw(final Order order, final Refusal why)
        {
            order.state = State.WITHDRAWN;
            order.retainUntilNs = 0;
            expected.add(new Expected(order.correlation, why));
        }

        private void pass()
        {
            desk.nowNs += random.nextInt(4) == 0 ? 1 : random.nextInt((int)SECOND_NS);
            if (random.nextInt(3) == 0)
            {
                return;
            }
            desk.clock();
            // the answers of one clock event come policy by policy, and either policy may be the first
            final List<Order> late = orders.stream()
                .filter(o -> o.state == State.WAITING && o.isLate(desk.nowNs)).toList();
            if (late.isEmpty())
            {
                return;
            }
            final int first = indexOf(bench.answers.get(expected.size()).correlation);
            for (int i = 0; i < POLICIES.length; i++)
            {
                final int policy = (first + i) % POLICIES.length;
                late.stream().filter(o -> o.policy == policy).forEach(o -> withdraw(o, Refusal.ISSUE_DELAY));
            }
        }

        private int indexOf(final long correlation)
        {
            return orders.stream().filter(o -> o.correlation == correlation).findFirst().orElseThrow().policy;
        }

        private void authorize()
        {
            if (orders.isEmpty())
            {
                return;
            }
            final Order order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(2 * CAPACITY)));
            if ((order.state == State.ISSUED &&
                desk.nowNs >= order.issuedAtNs + POLICIES[order.policy].ttlNs()) ||
                (order.state == State.AUTHORIZED && desk.nowNs >= order.retainUntilNs))
            {
                return;
            }
            final byte[] quote = Arrays.copyOf(order.request.quote, SignedQuoteLayout.LENGTH);
            System.arraycopy(fakeSignature(order), 0, quote, SignedQuoteLayout.SIGNATURE, 64);
            desk.price.asOfNs = desk.nowNs - 1;
            final Enum<?> ended = desk.authorize("pay" + payments++, quote);
            final Enum<?> answer = isSuspended ? Refusal.SUSPENDED : switch (order.state)
            {
                case WAITING -> Refusal.UNKNOWN_QUOTE;
                // once its record is used again, all that is known is that there may have been such a quote
                case WITHDRAWN -> ended == Refusal.UNKNOWN_OUTCOME ? ended : Refusal.UNKNOWN_QUOTE;
                case ISSUED -> Answer.AUTHORIZED;
                case AUTHORIZED -> Refusal.ALREADY_REDEEMED;
            };
            if (answer == Refusal.UNKNOWN_OUTCOME)
            {
                bench.answers.remove(bench.answers.size() - 1);
                return;
            }
            expected.add(new Expected(desk.lastCorrelation(), answer));
            if (answer == Answer.AUTHORIZED)
            {
                order.state = State.AUTHORIZED;
                final QuotePolicy policy = POLICIES[order.policy];
                order.retainUntilNs = Math.max(order.retainUntilNs,
                    desk.nowNs + policy.captureTtlNs() + policy.receiptRetentionNs());
            }
        }

        private void administer()
        {
            switch (random.nextInt(30))
            {
                case 0 -> isSignerSlow = !isSignerSlow;
                case 1, 2, 3, 4, 5 -> suspend(true);
                default -> suspend(false);
            }
        }

        private void suspend(final boolean suspended)
        {
            desk.admin(suspended ? AdminEvent.CLOSE_ORACLE : AdminEvent.REOPEN_ORACLE);
            isSuspended = suspended;
        }

        private static byte[] fakeSignature(final Order order)
        {
            final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
            Arrays.fill(signature, (byte)(1 + (order.correlation & 63)));
            return signature;
        }

        void compare(final String where)
        {
            assertEquals(expected.size(), bench.answers.size(), where);
            for (int i = Math.max(0, expected.size() - 2 * CAPACITY); i < expected.size(); i++)
            {
                final SigningBench.Ended ended = bench.answers.get(i);
                assertEquals(expected.get(i), new Expected(ended.correlation, ended.how), where);
            }
        }

        void conserve(final String where)
        {
            final long waiting = orders.stream().filter(o -> o.state == State.WAITING).count();
            final long withdrawn = orders.stream().filter(o -> o.state == State.WITHDRAWN).count();
            assertEquals(orders.size(), desk.counters.count(Metric.SIGNATURES_REQUESTED), where);
            assertEquals(orders.size() - waiting - withdrawn, desk.counters.count(Metric.QUOTES_ISSUED), where);
            assertEquals(withdrawn, desk.counters.count(Metric.QUOTES_WITHDRAWN), where);
            final Set<Long> answered = new HashSet<>();
            expected.forEach(answer -> assertTrue(answered.add(answer.correlation), where + ": answered twice"));
        }
    }
}
