// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract P over random lives of a desk: each answer equals the model's, and no quote is authorized twice. */
final class QuoteModelTest
{
    private static final int SEEDS = 50;
    private static final int STEPS = 2_000;
    private static final int PAYMENT_IDS = 12;
    private static final int CAPACITY = 16;
    private static final long STEP_OF_WALL_NS = 2 * QuoteBench.PATIENT.clockFaultNs();
    private static final QuotePolicy SLOW = QuotePolicy.standard("slow").withTimes(30 * QuoteBench.SECOND_NS,
        60 * QuoteBench.SECOND_NS, 40 * QuoteBench.SECOND_NS);
    private static final QuotePolicy QUICK = QuotePolicy.standard("quick").withTimes(5 * QuoteBench.SECOND_NS,
        4 * QuoteBench.SECOND_NS, 10 * QuoteBench.SECOND_NS).withLimits(20, 0, 100, 7_000);

    static Stream<Long> seeds()
    {
        return LongStream.rangeClosed(1, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contractP_shouldAnswerAsTheModelOverAnyLife(final long seed)
    {
        List<Long> steps = new Random(seed).longs(STEPS).boxed().toList();
        AssertionError failure = failureOf(steps);
        if (failure == null)
        {
            return;
        }
        for (int chunk = steps.size() / 2; chunk > 0; chunk /= 2)
        {
            for (int at = 0; at + chunk <= steps.size(); )
            {
                final List<Long> fewer = new ArrayList<>(steps);
                fewer.subList(at, at + chunk).clear();
                final AssertionError stillFailing = failureOf(fewer);
                if (stillFailing == null)
                {
                    at += chunk;
                }
                else
                {
                    steps = fewer;
                    failure = stillFailing;
                }
            }
        }
        throw new AssertionError("seed " + seed + ", shrunk to " + steps.size() + " steps: " + failure.getMessage(),
            failure);
    }

    @Test
    void contractP_shouldMeetEveryAnswerInTheseLives()
    {
        final Set<Enum<?>> met = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++)
        {
            final Life life = new Life();
            new Random(seed).longs(STEPS).forEach(life::step);
            met.addAll(life.model.given.keySet());
        }
        assertEquals(Set.of(Answer.QUOTED, Answer.AUTHORIZED, Answer.SETTLED, Answer.UNDERPAID, Answer.OVERPAID,
            Answer.LATE_PAYMENT, Answer.RELEASED, Refusal.NO_QUORUM, Refusal.CLOCK_FAULT, Refusal.SUSPENDED,
            Refusal.LOW_CONFIDENCE, Refusal.REGISTRY_FULL, Refusal.BINDING_MISMATCH, Refusal.ALREADY_REDEEMED,
            Refusal.QUOTE_DEAD, Refusal.EXPIRED, Refusal.NOT_FRESH, Refusal.DRIFT, Refusal.PAYMENT_ID_CONFLICT,
            Refusal.NOT_AUTHORIZED, Refusal.UNKNOWN_OUTCOME, Refusal.WRONG_PAYMENT, Refusal.TIER, Refusal.MODE,
            Refusal.REAPPROVAL, Refusal.ORDER_TOO_LARGE), met);
    }

    private static @Nullable AssertionError failureOf(final List<Long> steps)
    {
        final Life life = new Life();
        try
        {
            steps.forEach(life::step);
            life.check();
            return null;
        }
        catch (final AssertionError e)
        {
            return new AssertionError(e.getMessage() + "\n" + String.join("\n", life.story), e);
        }
    }

    /** One desk, its model, and what happened to them. */
    private static final class Life
    {
        final List<String> story = new ArrayList<>();
        private final QuoteBench bench = new QuoteBench(
            QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, CAPACITY), SLOW, QUICK), Life::sign,
            QuoteBench.BOOT_EPOCH);
        private final Evaluation price = bench.price;
        private final QuoteModel model = new QuoteModel(CAPACITY);
        private final Map<Long, String> authorizedBy = new HashMap<>();
        private long wallOffsetNs;
        private boolean isReopened;
        private long acceptedOffsetNs;

        Life()
        {
            bench.clock();
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
            switch (random.nextInt(20))
            {
                case 0, 1, 2, 3 -> order(random);
                case 4, 5, 6, 7, 8 -> authorize(random);
                case 9, 10, 11 -> capture(random);
                case 12 -> release(random);
                case 13, 14, 15 -> pass(random);
                case 16, 17, 18 -> move(random);
                default -> administer(random);
            }
        }

        private void expect(final Enum<?> expected, final Enum<?> ended, final String what)
        {
            story.add(bench.nowNs - QuoteBench.START_NS + " " + what + " -> " + ended);
            assertEquals(expected, ended, what);
        }

        private void order(final Random random)
        {
            final int policy = random.nextInt(2);
            final long fiat = 1_000L + random.nextInt(random.nextInt(4) == 0 ? 40_000_000 : 1_000_000);
            final String payer = random.nextBoolean() ? "" : "p";
            final Enum<?> ended = bench.order(Side.MERCHANT_RECEIVES, policy, fiat, payer);
            expect(model.order(bench.nowNs, policy == 0 ? SLOW : QUICK, fiat, payer, price), ended, "order " + fiat);
            if (ended == Answer.QUOTED)
            {
                final QuoteModel.Quote quote = model.quotes.get(model.quotes.size() - 1);
                quote.sequence = bench.answer.quoteSequence();
                quote.bytes = bench.quoteBytes.clone();
                assertEquals(quote.due, BigInteger.valueOf(bench.quote.assetAmountLow()));
                assertEquals(1, model.quotes.stream().filter(q -> q.sequence == quote.sequence).count());
            }
        }

        private void authorize(final Random random)
        {
            if (model.quotes.isEmpty())
            {
                return;
            }
            final String id = "pay" + random.nextInt(PAYMENT_IDS);
            final QuoteModel.Quote bound = model.quoteOf(id);
            final boolean isRetry = bound.bytes.length != 0 && random.nextInt(3) == 0;
            final int back = 1 + random.nextInt(Math.min(model.quotes.size(), random.nextInt(10) == 0 ? 100 : 8));
            final QuoteModel.Quote quote = isRetry ? bound : model.quotes.get(model.quotes.size() - back);
            final boolean isAltered = random.nextInt(12) == 0;
            final String payer = random.nextInt(4) == 0 ? "q" : "p";
            final byte[] bytes = quote.bytes.clone();
            bytes[isAltered ? QuoteFrame.POLICY_DIGEST.offset() : 0] ^= (byte)(isAltered ? 1 : 0);
            final Enum<?> ended = bench.authorize(QuoteBench.MERCHANT, id, bench.orderOf(bytes), payer, bytes);
            expect(model.authorize(bench.nowNs, id, quote, isAltered, payer, price), ended,
                "authorize " + quote.sequence + " for " + id);
            if (ended == Answer.AUTHORIZED)
            {
                final String first = authorizedBy.putIfAbsent(quote.sequence, id);
                assertEquals(first == null ? id : first, id, "quote " + quote.sequence + " authorized twice");
                assertEquals(quote.authorizedBy, id);
                assertEquals(quote.due, BigInteger.valueOf(bench.answer.amountLow()));
            }
        }

        private void capture(final Random random)
        {
            final String id = "pay" + random.nextInt(PAYMENT_IDS);
            final BigInteger due = model.quoteOf(id).due;
            final BigInteger arrived = switch (random.nextInt(4))
            {
                case 0 -> due.add(BigInteger.ONE);
                case 1 -> due.multiply(BigInteger.valueOf(9_900 + random.nextInt(100)))
                    .divide(BigInteger.valueOf(10_000));
                default -> due;
            };
            final boolean isElsewhere = random.nextInt(10) == 0;
            final Enum<?> ended = bench.capture(id, arrived.longValue(), 0, QuoteBench.BTC_ASSET,
                isElsewhere ? "elsewhere" : QuoteBench.PAY_TO);
            expect(model.capture(bench.nowNs, id, arrived, isElsewhere), ended, "capture " + arrived + " for " + id);
        }

        private void release(final Random random)
        {
            final String id = "pay" + random.nextInt(PAYMENT_IDS);
            expect(model.release(bench.nowNs, id), bench.release(id), "release " + id);
        }

        private void pass(final Random random)
        {
            bench.nowNs += switch (random.nextInt(4))
            {
                case 0 -> 1;
                case 1 -> 10 * QuoteBench.SECOND_NS;
                default -> random.nextInt(4) * QuoteBench.SECOND_NS;
            };
            price.asOfNs = bench.nowNs - 1;
            clock();
        }

        private void clock()
        {
            bench.clock(bench.nowNs + wallOffsetNs);
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
            price.confidenceBps = random.nextInt(8) == 0 ? 4_000 + random.nextInt(4_000) : 9_000;
            price.tier = random.nextInt(3) == 0 ? Tier.values()[random.nextInt(Tier.count())] : Tier.PRIMARY;
            price.mode = random.nextInt(4) == 0 ? Mode.values()[random.nextInt(Mode.count())] : Mode.NORMAL;
            price.refusal = price.tier.isLive() ? Refusal.NONE : Refusal.NO_QUORUM;
            price.asOfNs = bench.nowNs - random.nextInt(3) * QuoteBench.SECOND_NS - 1;
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
                    bench.admin(AdminEvent.CLOSE_ORACLE);
                    model.isSuspended = true;
                }
                case 2, 3, 4, 5, 6 ->
                {
                    bench.admin(AdminEvent.REOPEN_CLOCK);
                    acceptedOffsetNs = wallOffsetNs;
                    isReopened = true;
                    model.isFaulted = false;
                }
                default ->
                {
                    bench.admin(AdminEvent.REOPEN_ORACLE);
                    model.isSuspended = false;
                }
            }
        }

        void check()
        {
            assertCount(Answer.QUOTED, Metric.QUOTES_ISSUED);
            assertCount(Answer.AUTHORIZED, Metric.QUOTES_AUTHORIZED);
            assertCount(Answer.SETTLED, Metric.PAYMENTS_SETTLED);
            assertCount(Answer.UNDERPAID, Metric.PAYMENTS_UNDERPAID);
            assertCount(Answer.OVERPAID, Metric.PAYMENTS_OVERPAID);
            assertCount(Answer.LATE_PAYMENT, Metric.PAYMENTS_LATE);
            assertCount(Answer.RELEASED, Metric.PAYMENTS_RELEASED);
            int refusals = 0;
            for (final Refusal refusal : Refusal.values())
            {
                assertEquals(model.given.getOrDefault(refusal, 0), (int)bench.counters.count(refusal), refusal::name);
                refusals += model.given.getOrDefault(refusal, 0);
            }
            assertEquals(refusals, bench.counters.count(Metric.COMMANDS_REFUSED));
            final long open = model.quotes.stream().filter(q -> q.state == QuoteRecord.State.AUTHORIZED).count();
            assertEquals(bench.counters.count(Metric.QUOTES_AUTHORIZED), open +
                bench.counters.count(Metric.PAYMENTS_SETTLED) + bench.counters.count(Metric.PAYMENTS_UNDERPAID) +
                bench.counters.count(Metric.PAYMENTS_OVERPAID) + bench.counters.count(Metric.PAYMENTS_LATE) +
                bench.counters.count(Metric.PAYMENTS_RELEASED), "authorized, and then captured, freed or open");
        }

        private void assertCount(final Answer answer, final Metric metric)
        {
            assertEquals(model.given.getOrDefault(answer, 0), (int)bench.counters.count(metric), metric::name);
        }
    }
}
