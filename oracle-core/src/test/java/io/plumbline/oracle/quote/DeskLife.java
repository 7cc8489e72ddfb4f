// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One desk, its model, and what happened to them, step by random step. */
final class DeskLife
{
    private static final int PAYMENT_IDS = 12;
    private static final int ORDERS = 14;
    private static final int CAPACITY = 16;
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long STEP_OF_WALL_NS = 2 * QuoteBench.PATIENT.clockFaultNs();
    private static final String[] ACCEPTED = {"none", "own", "other"};
    private static final QuotePolicy SLOW = QuotePolicy.standard("slow")
        .withTimes(30 * SECOND_NS, 60 * SECOND_NS, 40 * SECOND_NS).toBuilder().repriced(true).maxReprices(3)
        .customerBurst(4).customerIntervalNs(2 * SECOND_NS).maxOutstandingMinorUnits(1_200_000).build();
    private static final QuotePolicy QUICK = QuotePolicy.standard("quick")
        .withTimes(5 * SECOND_NS, 4 * SECOND_NS, 10 * SECOND_NS).withLimits(20, 20, 100, 7_000).toBuilder()
        .lockFeeBps(30).maxRiseBps(35).nextObservation(true).minLineages(3).manualAboveMinorUnits(300_000)
        .minConfirmations(2).riskStep(new RiskStep(200_000, 7_000, 9_000, 3, 0))
        .riskStep(new RiskStep(400_000, 5_000, 5_001, 4, 8_000))
        .rights(Tier.SECONDARY, new Rights(true, true, true, false, 6_000, 4_001, 9_000))
        .rights(Mode.STRESSED, new Rights(true, true, true, true, 10_000, 3_000, 5_000))
        .rights(Mode.PROTECTED, new Rights(true, false, true, true, 3_000, 10_000, 10_000)).build();
    private static final QuotePolicy WIDE = QuotePolicy.standard("wide")
        .withTimes(12 * SECOND_NS, 6 * SECOND_NS, 15 * SECOND_NS).toBuilder().repriced(true).maxReprices(1)
        .customerBurst(1).customerIntervalNs(0).maxFallBps(10).manualAboveMinorUnits(400_000).minConfirmations(2)
        .maxFiatMinorUnits(550_000).build();

    final List<String> story = new ArrayList<>();
    final DeskModel model;
    private final OracleConfig config =
        RationBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, CAPACITY), 3_000_000, SLOW, QUICK, WIDE);
    private final QuoteBench desk = new QuoteBench(config, DeskLife::sign, QuoteBench.BOOT_EPOCH);
    private final RationBench bench = new RationBench(desk);
    private final Evaluation price = desk.price;
    private final Map<Long, String> authorizedBy = new HashMap<>();
    private long wallOffsetNs;
    private boolean isReopened;
    private long acceptedOffsetNs;

    DeskLife()
    {
        model = new DeskModel(config);
        desk.clock();
    }

    /** No signature, but bytes that depend on the message. */
    private static void sign(
        final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
    {
        Arrays.fill(out, outOffset, outOffset + 64, (byte)Arrays.hashCode(message));
    }

    void step(final long seed)
    {
        final Random random = new Random(seed);
        switch (random.nextInt(26))
        {
            case 0, 1, 2, 3, 4, 5 -> order(random);
            case 6, 7, 8, 9, 10, 11, 12 -> authorize(random);
            case 13, 14, 15 -> capture(random);
            case 16 -> release(random);
            case 17, 18, 19 -> pass(random);
            case 20, 21 -> move(random);
            case 22 -> approve(random);
            case 23 -> change(random);
            case 24 -> decide(random);
            default -> administer(random);
        }
    }

    private void tell(final String what, final Object ended)
    {
        story.add(desk.nowNs - QuoteBench.START_NS + " " + what + " -> " + ended);
    }

    private void order(final Random random)
    {
        final long fiat = switch (random.nextInt(8))
        {
            case 0 -> 1_000L + random.nextInt(40_000_000);
            case 1 -> 100_000L * (1 + random.nextInt(6)) + random.nextInt(2);
            default -> 1_000L + random.nextInt(600_000);
        };
        final ModelQuote.Asked asked = new ModelQuote.Asked(random.nextInt(12) == 0 ? "shop2" : QuoteBench.MERCHANT,
            random.nextInt(4) == 0 ? "" : "c" + random.nextInt(2), random.nextInt(ORDERS),
            random.nextBoolean() ? "" : "p", random.nextInt(2), random.nextInt(3), random.nextInt(3) == 0, fiat);
        final Enum<?> ended = bench.order(asked);
        tell("order " + asked, ended);
        compare(model.order(desk.nowNs, asked, price), ended, true);
    }

    /** Holds how a command ended against the model; a new quote is taken over into it. */
    private void compare(final DeskModel.Answered expected, final Enum<?> ended, final boolean isNew)
    {
        assertEquals(expected.how(), ended);
        assertEquals(isNew ? expected.why() : Refusal.NONE, bench.counted, "counted");
        assertEquals(expected.why().code(), desk.answer.refusal(), "why");
        if (expected.measured() != null && expected.limit() != null)
        {
            assertEquals(expected.measured(), desk.answer.measured(), expected.why()::name);
            assertEquals(expected.limit(), desk.answer.limit(), expected.why()::name);
        }
        final ModelQuote quote = expected.quote();
        if (quote != null && quote.bytes.length != 0)
        {
            assertArrayEquals(quote.bytes, desk.quoteBytes);
        }
        else if (quote != null)
        {
            quote.sequence = desk.answer.quoteSequence();
            quote.bytes = desk.quoteBytes.clone();
            assertEquals(1, model.quotes.stream().filter(q -> q.sequence == quote.sequence).count());
            assertStates(quote, desk.quote);
        }
    }

    private void assertStates(final ModelQuote quote, final QuoteFrame frame)
    {
        assertEquals(quote.sequence, frame.quoteSequence());
        assertEquals(quote.due, BigInteger.valueOf(frame.assetAmountLow()));
        assertEquals(quote.asked.fiat(), frame.fiatAmountLow());
        assertEquals(quote.rate, frame.rate());
        assertEquals(quote.issuedAtNs, frame.issuedAtNs());
        assertEquals(quote.expiresAtNs, frame.expiresAtNs());
        assertEquals(quote.maxRiseBps, frame.maxRiseBps());
        assertEquals(quote.maxFallBps, frame.maxFallBps());
        assertEquals(quote.reprices, frame.reprices());
        assertEquals(quote.isRepriced, frame.isRepriced());
        assertEquals(quote.minConfirmations, frame.minConfirmations());
    }

    private void authorize(final Random random)
    {
        if (model.quotes.isEmpty())
        {
            return;
        }
        final String id = "pay" + random.nextInt(PAYMENT_IDS);
        final ModelQuote bound = model.quoteOf(id);
        final boolean isRetry = bound != null && random.nextInt(3) == 0;
        final int back = 1 + random.nextInt(Math.min(model.quotes.size(), random.nextInt(10) == 0 ? 100 : 8));
        final ModelQuote quote = isRetry ? bound : model.quotes.get(model.quotes.size() - back);
        if (!quote.asked.merchant().equals(QuoteBench.MERCHANT))
        {
            return;
        }
        final boolean isAltered = random.nextInt(12) == 0;
        final String payer = random.nextInt(5) == 0 ? "q" : "p";
        final String accepted = ACCEPTED[random.nextInt(4) == 0 ? random.nextInt(3) : quote.isRepriced ? 1 : 0];
        final byte[] terms = switch (accepted)
        {
            case "none" -> RationBench.NOTHING;
            case "own" -> RationBench.termsOf(quote.bytes);
            default -> QuoteBench.filled(3);
        };
        final byte[] bytes = quote.bytes.clone();
        bytes[isAltered ? QuoteFrame.POLICY_DIGEST.offset() : 0] ^= (byte)(isAltered ? 1 : 0);
        price.instrument = quote.asked.instrument();
        final Enum<?> ended = bench.authorize(id, bytes, payer, terms);
        tell("authorize " + quote.sequence + " for " + id + " by " + payer + " accepting " + accepted, ended);
        final int answers = answersGiven();
        final DeskModel.Answered expected =
            model.authorize(desk.nowNs, id, quote, isAltered, payer, accepted, price);
        compare(expected, ended, answersGiven() > answers);
        if (ended == Answer.AUTHORIZED)
        {
            final String first = authorizedBy.putIfAbsent(quote.sequence, id);
            assertEquals(first == null ? id : first, id, "quote " + quote.sequence + " authorized twice");
            assertEquals(quote.authorizedBy, id);
            assertEquals(quote.due, BigInteger.valueOf(desk.answer.amountLow()));
        }
    }

    private int answersGiven()
    {
        return model.given.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void capture(final Random random)
    {
        final String id = "pay" + random.nextInt(PAYMENT_IDS);
        final ModelQuote quote = model.quoteOf(id);
        final BigInteger due = quote == null ? BigInteger.ONE : quote.due;
        final BigInteger arrived = switch (random.nextInt(5))
        {
            case 0 -> due.add(BigInteger.ONE);
            case 1 -> due.multiply(BigInteger.valueOf(9_900 + random.nextInt(100))).divide(BigInteger.valueOf(10_000));
            default -> due;
        };
        final boolean isElsewhere = random.nextInt(10) == 0;
        final int finality = 1 + random.nextInt(3);
        final Enum<?> ended = bench.capture(id, quote == null ? 0 : quote.asked.instrument(), arrived.longValue(),
            isElsewhere ? "elsewhere" : QuoteBench.PAY_TO, finality);
        tell("capture " + arrived + " for " + id + " with " + finality, ended);
        assertEquals(model.capture(desk.nowNs, id, arrived, isElsewhere, finality), ended);
    }

    private void release(final Random random)
    {
        final String id = "pay" + random.nextInt(PAYMENT_IDS);
        final Enum<?> ended = desk.release(id);
        tell("release " + id, ended);
        assertEquals(model.release(desk.nowNs, id), ended);
    }

    private void approve(final Random random)
    {
        if (!model.quotes.isEmpty())
        {
            final int back = 1 + random.nextInt(Math.min(model.quotes.size(), 6));
            final ModelQuote quote = model.quotes.get(model.quotes.size() - back);
            bench.approve(quote.sequence);
            model.told(model.approve(desk.nowNs, quote));
            tell("approve " + quote.sequence, "");
        }
    }

    /** One term or two of a policy become another policy's; what fits none is not sent. */
    private void change(final Random random)
    {
        final int policy = random.nextInt(3);
        final QuotePolicyBuilder builder = model.book.terms[policy].toBuilder();
        for (int i = random.nextInt(4) == 0 ? 2 : 1; i > 0; i--)
        {
            final PolicyTerm term = PolicyTerm.values()[random.nextInt(PolicyTerm.values().length)];
            builder.with(term, config.policies().get(random.nextInt(3)).of(term));
        }
        final QuotePolicy changed;
        try
        {
            changed = builder.version(model.book.lastVersion(policy) + (random.nextInt(8) == 0 ? 0 : 1)).build();
        }
        catch (final IllegalArgumentException e)
        {
            return;
        }
        bench.change(policy, changed);
        final Refusal refusal = model.book.change(policy, changed);
        model.told(refusal);
        tell("change " + changed, refusal);
    }

    private void decide(final Random random)
    {
        final int policy = random.nextInt(3);
        final long version = model.book.lastVersion(policy) - (random.nextInt(8) == 0 ? 1 : 0);
        final boolean isAdopted = random.nextInt(4) > 0;
        bench.command(isAdopted ? AdminEvent.ADOPT_POLICY : AdminEvent.DISCARD_POLICY, policy, isAdopted ? version : 0);
        final Refusal refusal = isAdopted ? model.book.adopt(policy, version) : model.book.discard(policy);
        model.told(refusal);
        tell((isAdopted ? "adopt " : "discard ") + policy, refusal);
    }

    private void pass(final Random random)
    {
        desk.nowNs += switch (random.nextInt(5))
        {
            case 0 -> 1;
            case 1 -> 10 * SECOND_NS;
            case 2 -> random.nextInt((int)SECOND_NS);
            default -> random.nextInt(4) * SECOND_NS;
        };
        price.asOfNs = desk.nowNs - 1;
        if (random.nextInt(3) > 0)
        {
            clock();
        }
    }

    private void clock()
    {
        desk.clock(desk.nowNs + wallOffsetNs);
        if (isReopened && wallOffsetNs == 0)
        {
            acceptedOffsetNs = 0;
        }
        isReopened = false;
        model.isFaulted |= wallOffsetNs != acceptedOffsetNs;
    }

    private void move(final Random random)
    {
        price.price = QuoteBench.BTC_PRICE_E8 + QuoteBench.BTC_PRICE_E8 / 10_000 * random.nextInt(-50, 51);
        price.confidenceBps = random.nextInt(8) == 0 ? 4_000 + random.nextInt(5_000) : 9_000;
        price.lineages = random.nextInt(6) == 0 ? 1 + random.nextInt(4) : 5;
        price.tier = random.nextInt(3) == 0 ? Tier.values()[random.nextInt(Tier.count())] : Tier.PRIMARY;
        price.mode = random.nextInt(4) == 0 ? Mode.values()[random.nextInt(Mode.count())] : Mode.NORMAL;
        price.refusal = price.tier.isLive() ? Refusal.NONE : Refusal.NO_QUORUM;
        price.asOfNs = desk.nowNs - random.nextInt(3) * SECOND_NS - 1;
        tell("move " + price.price + " " + price.tier + " " + price.mode, "");
    }

    private void administer(final Random random)
    {
        switch (random.nextInt(10))
        {
            case 0 ->
            {
                wallOffsetNs = STEP_OF_WALL_NS - wallOffsetNs;
                clock();
            }
            case 1 ->
            {
                desk.admin(AdminEvent.CLOSE_ORACLE);
                model.isSuspended = true;
            }
            case 2, 3, 4, 5, 6 ->
            {
                desk.admin(AdminEvent.REOPEN_CLOCK);
                acceptedOffsetNs = wallOffsetNs;
                isReopened = true;
                model.isFaulted = false;
            }
            default ->
            {
                desk.admin(AdminEvent.REOPEN_ORACLE);
                model.isSuspended = false;
            }
        }
    }

    /** Everything that was counted is what the model has answered, and no payment is lost. */
    void check()
    {
        assertCount(Answer.QUOTED, Metric.QUOTES_ISSUED);
        assertCount(Answer.REPRICED, Metric.QUOTES_REPRICED);
        assertCount(Answer.AUTHORIZED, Metric.QUOTES_AUTHORIZED);
        assertCount(Answer.SETTLED, Metric.PAYMENTS_SETTLED);
        assertCount(Answer.UNDERPAID, Metric.PAYMENTS_UNDERPAID);
        assertCount(Answer.OVERPAID, Metric.PAYMENTS_OVERPAID);
        assertCount(Answer.LATE_PAYMENT, Metric.PAYMENTS_LATE);
        assertCount(Answer.RELEASED, Metric.PAYMENTS_RELEASED);
        assertEquals(model.superseded, desk.counters.count(Metric.QUOTES_SUPERSEDED));
        assertEquals(model.approved, desk.counters.count(Metric.QUOTES_APPROVED));
        int refusals = -model.given.getOrDefault(Answer.REPRICED, 0);
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(model.given.getOrDefault(refusal, 0) + model.refusedToOperators.getOrDefault(refusal, 0),
                (int)desk.counters.count(refusal), refusal::name);
            refusals += model.given.getOrDefault(refusal, 0);
        }
        assertEquals(refusals, desk.counters.count(Metric.COMMANDS_REFUSED));
        final long open = model.quotes.stream().filter(q -> q.state == QuoteRecord.State.AUTHORIZED).count();
        assertEquals(desk.counters.count(Metric.QUOTES_AUTHORIZED), open +
            desk.counters.count(Metric.PAYMENTS_SETTLED) + desk.counters.count(Metric.PAYMENTS_UNDERPAID) +
            desk.counters.count(Metric.PAYMENTS_OVERPAID) + desk.counters.count(Metric.PAYMENTS_LATE) +
            desk.counters.count(Metric.PAYMENTS_RELEASED), "authorized, and then captured, freed or open");
    }

    private void assertCount(final Answer answer, final Metric metric)
    {
        assertEquals(model.given.getOrDefault(answer, 0), (int)desk.counters.count(metric), metric::name);
    }
}
