// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A desk whose signer is outside, rationed, against a list of orders, step by random step. */
final class DeferredRationLife
{
    private static final int CAPACITY = 32;
    private static final int NUMBERS = 6;
    private static final int CUSTOMERS = 3;
    private static final long CAP = 90_000;
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final QuotePolicy[] POLICIES = {
        policy("quick", SECOND_NS).maxReprices(4).maxOutstandingMinorUnits(50_000).build(),
        policy("slow", 3 * SECOND_NS).customerBurst(3).customerIntervalNs(SECOND_NS / 2).build()};

    private enum State
    {
        WAITING, WITHDRAWN, ISSUED, KILLED, AUTHORIZED, RELEASED
    }

    /** An order that was handed to the signer. */
    private static final class Order
    {
        final Request request;
        final int number;
        final int policy;
        final long correlation;
        final long fiat;
        final long issuedAtNs;
        final int reprices;
        String payment = "";
        State state = State.WAITING;
        long retainUntilNs = Long.MAX_VALUE;
        long captureUntilNs;

        Order(
            final Request request,
            final int number,
            final int policy,
            final long correlation,
            final long fiat,
            final long issuedAtNs,
            final int reprices)
        {
            this.request = request;
            this.number = number;
            this.policy = policy;
            this.correlation = correlation;
            this.fiat = fiat;
            this.issuedAtNs = issuedAtNs;
            this.reprices = reprices;
        }

        boolean isLate(final long nowNs)
        {
            return nowNs - issuedAtNs > POLICIES[policy].maxIssueDelayNs();
        }

        boolean isExpired(final long nowNs)
        {
            return nowNs >= issuedAtNs + POLICIES[policy].ttlNs();
        }

        boolean isOutstanding(final long nowNs)
        {
            return (state == State.WAITING && !isExpired(nowNs)) || (state == State.ISSUED && !isExpired(nowNs)) ||
                (state == State.AUTHORIZED && nowNs < captureUntilNs);
        }
    }

    final Set<Enum<?>> met = new HashSet<>();
    private final SigningBench signing =
        new SigningBench(RationBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, CAPACITY), CAP, POLICIES));
    private final QuoteBench desk = signing.desk;
    private final RationBench bench = new RationBench(desk);
    private final List<Order> orders = new ArrayList<>();
    private final List<Order> out = new ArrayList<>();
    private final Map<Integer, Order> last = new HashMap<>();
    private final long[] arrivalNs = new long[CUSTOMERS];
    private boolean isSuspended;
    private int superseded;
    private int withdrawn;
    private int payments;

    private static QuotePolicyBuilder policy(final String name, final long delayNs)
    {
        return QuotePolicy.standard(name).withTimes(6 * SECOND_NS, 3 * SECOND_NS, 2 * SECOND_NS).toBuilder()
            .maxIssueDelayNs(delayNs).customerIntervalNs(0);
    }

    void step(final long seed)
    {
        final Random random = new Random(seed);
        switch (random.nextInt(24))
        {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> order(random);
            case 8, 9, 10, 11, 12, 13, 14 -> signature(random);
            case 15, 16 -> pass(random);
            case 17, 18, 19, 20 -> authorize(random);
            case 21 -> release(random);
            default ->
            {
                isSuspended = random.nextInt(4) == 0;
                desk.admin(isSuspended ? AdminEvent.CLOSE_ORACLE : AdminEvent.REOPEN_ORACLE);
            }
        }
        assertEquals(superseded, desk.counters.count(Metric.QUOTES_SUPERSEDED));
        assertEquals(withdrawn, desk.counters.count(Metric.QUOTES_WITHDRAWN));
    }

    private void order(final Random random)
    {
        final int number = random.nextInt(NUMBERS);
        final int policy = random.nextInt(POLICIES.length);
        final int customer = random.nextInt(CUSTOMERS);
        final long fiat = 1_000L * (1 + random.nextInt(25));
        final int before = signing.requests.size();
        final int answers = signing.answers.size();
        desk.price.asOfNs = desk.nowNs - SECOND_NS;
        final Refusal refusal = judge(number, policy, customer, fiat);
        final long correlation = bench.post("c" + customer, number, policy, fiat);
        if (refusal != Refusal.NONE)
        {
            assertEquals(before, signing.requests.size(), refusal::name);
            assertAnswers(answers, refusal);
            return;
        }
        assertEquals(before + 1, signing.requests.size(), () -> "handed over, not " + signing.last().how);
        final Order previous = retained(number);
        final Order order = new Order(signing.requests.get(before), number, policy, correlation, fiat, desk.nowNs,
            previous == null ? 0 : previous.reprices + 1);
        final QuoteFrame frame = new QuoteFrame();
        frame.wrap(order.request.quote, 0, QuoteFrame.LENGTH);
        assertEquals(order.reprices, frame.reprices());
        orders.add(order);
        out.add(order);
        arrivalNs[customer] = Math.max(arrivalNs[customer], desk.nowNs) + POLICIES[policy].customerIntervalNs();
    }

    private Refusal judge(final int number, final int policy, final int customer, final long fiat)
    {
        final Order previous = retained(number);
        final QuotePolicy terms = POLICIES[policy];
        final long outstanding = fiat + orders.stream().filter(o -> o != previous && o.isOutstanding(desk.nowNs))
            .mapToLong(o -> o.fiat).sum();
        final long ofPolicy = fiat + orders.stream().filter(o -> o != previous && o.policy == policy &&
            o.isOutstanding(desk.nowNs)).mapToLong(o -> o.fiat).sum();
        final boolean isBehind = !out.isEmpty() && orders.stream().anyMatch(o -> o.state == State.WAITING) &&
            desk.nowNs - out.get(0).issuedAtNs > terms.maxIssueDelayNs() / 2;
        return isSuspended ? Refusal.SUSPENDED :
            previous != null && previous.state == State.AUTHORIZED ? Refusal.ORDER_PAID :
            previous != null && previous.reprices + 1 > terms.maxReprices() ? Refusal.REPRICE_LIMIT :
            terms.customerIntervalNs() > 0 && arrivalNs[customer] - desk.nowNs >
                (terms.customerBurst() - 1) * terms.customerIntervalNs() ? Refusal.ISSUE_RATE :
            outstanding > CAP ? Refusal.INSTRUMENT_EXPOSURE :
            ofPolicy > terms.maxOutstandingMinorUnits() ? Refusal.POLICY_EXPOSURE :
            out.size() == Handover.MAX_REQUESTS || isBehind ? Refusal.SIGNER_BUSY :
            orders.stream().filter(o -> o.retainUntilNs > desk.nowNs).count() == CAPACITY ? Refusal.REGISTRY_FULL :
            Refusal.NONE;
    }

    /** The last quote of an order that was issued, while it is retained. */
    private @Nullable Order retained(final int number)
    {
        final Order order = last.get(number);
        return order == null || order.retainUntilNs <= desk.nowNs ? null : order;
    }

    /** What was answered since is this, and nothing else. */
    private void assertAnswers(final int from, final Enum<?>... expected)
    {
        assertEquals(List.of(expected), signing.answers.subList(from, signing.answers.size()).stream()
            .map(answer -> answer.how).toList());
        met.addAll(List.of(expected));
    }

    private void signature(final Random random)
    {
        if (out.isEmpty())
        {
            return;
        }
        final Order order = out.remove(0);
        final boolean isSigned = random.nextInt(6) > 0;
        final int answers = signing.answers.size();
        signing.send(order.request, SigningBench.digestOf(order.request), isSigned ? fakeSignature(order) : null);
        if (order.state != State.WAITING)
        {
            assertAnswers(answers);
            return;
        }
        final Order previous = retained(order.number);
        final Enum<?> ended = order.isLate(desk.nowNs) ? Refusal.ISSUE_DELAY :
            !isSigned ? Refusal.SIGNER_FAILED : isSuspended ? Refusal.SUSPENDED :
            previous != null && previous.state == State.AUTHORIZED ? Refusal.ORDER_PAID : Answer.QUOTED;
        assertAnswers(answers, ended);
        assertEquals(order.correlation, signing.last().correlation);
        if (ended != Answer.QUOTED)
        {
            withdraw(order);
            return;
        }
        if (previous != null && previous.state == State.ISSUED)
        {
            previous.state = State.KILLED;
            superseded += previous.isExpired(desk.nowNs) ? 0 : 1;
        }
        order.state = State.ISSUED;
        order.retainUntilNs =
            order.issuedAtNs + POLICIES[order.policy].ttlNs() + POLICIES[order.policy].receiptRetentionNs();
        last.put(order.number, order);
    }

    private void withdraw(final Order order)
    {
        order.state = State.WITHDRAWN;
        order.retainUntilNs = 0;
        withdrawn++;
    }

    private void pass(final Random random)
    {
        desk.nowNs += random.nextInt(4) == 0 ? 1 : random.nextInt((int)SECOND_NS);
        if (random.nextInt(3) > 0)
        {
            final int answers = signing.answers.size();
            desk.clock();
            final List<Order> late =
                orders.stream().filter(o -> o.state == State.WAITING && o.isLate(desk.nowNs)).toList();
            late.forEach(this::withdraw);
            assertAnswers(answers, late.stream().map(o -> Refusal.ISSUE_DELAY).toArray(Refusal[]::new));
        }
    }

    private void authorize(final Random random)
    {
        if (orders.isEmpty())
        {
            return;
        }
        final Order order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(CAPACITY)));
        if (order.state == State.WITHDRAWN || order.retainUntilNs <= desk.nowNs)
        {
            // its record may be anybody's by now
            return;
        }
        final byte[] quote = Arrays.copyOf(order.request.quote, SignedQuoteLayout.LENGTH);
        System.arraycopy(fakeSignature(order), 0, quote, SignedQuoteLayout.SIGNATURE, 64);
        desk.price.asOfNs = desk.nowNs - 1;
        final Enum<?> expected = isSuspended ? Refusal.SUSPENDED : switch (order.state)
        {
            case WAITING -> Refusal.UNKNOWN_QUOTE;
            case ISSUED -> order.isExpired(desk.nowNs) ? Refusal.EXPIRED : Answer.AUTHORIZED;
            case AUTHORIZED -> Refusal.ALREADY_REDEEMED;
            case KILLED, RELEASED, WITHDRAWN -> Refusal.QUOTE_DEAD;
        };
        final String payment = "pay" + payments++;
        final int answers = signing.answers.size();
        final Enum<?> ended = bench.authorize(payment, quote);
        assertEquals(expected, ended);
        assertAnswers(answers, expected);
        if (ended == Answer.AUTHORIZED || ended == Refusal.EXPIRED)
        {
            final QuotePolicy policy = POLICIES[order.policy];
            order.state = ended == Answer.AUTHORIZED ? State.AUTHORIZED : State.KILLED;
            order.payment = payment;
            order.captureUntilNs = desk.nowNs + policy.captureTtlNs();
            order.retainUntilNs = Math.max(order.retainUntilNs, policy.receiptRetentionNs() +
                (ended == Answer.AUTHORIZED ? order.captureUntilNs : desk.nowNs));
        }
    }

    private void release(final Random random)
    {
        final List<Order> paid = orders.stream()
            .filter(o -> o.state == State.AUTHORIZED && o.retainUntilNs > desk.nowNs).toList();
        if (!paid.isEmpty())
        {
            final Order order = paid.get(random.nextInt(paid.size()));
            assertEquals(Answer.RELEASED, desk.release(order.payment));
            order.state = State.RELEASED;
            order.retainUntilNs =
                Math.max(order.retainUntilNs, desk.nowNs + POLICIES[order.policy].receiptRetentionNs());
        }
    }

    private static byte[] fakeSignature(final Order order)
    {
        final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
        Arrays.fill(signature, (byte)(1 + (order.correlation & 63)));
        return signature;
    }
}
