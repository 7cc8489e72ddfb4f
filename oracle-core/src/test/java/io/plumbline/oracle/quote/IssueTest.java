// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.OrderEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract R: money is integers, rounded once, in the merchant's favour or not at all. */
final class IssueTest
{
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
    private static final BigInteger MAX_INT128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25})
    void contractR_shouldEqualDecimalArithmeticAtAnyScale(final long seed)
    {
        final Random random = new Random(seed);
        final Set<Refusal> refused = EnumSet.noneOf(Refusal.class);
        int quoted = 0;
        for (int round = 0; round < 100; round++)
        {
            final int feeBps = random.nextBoolean() ? 0 : random.nextInt(5_001);
            final int roundingBps = 1 + random.nextInt(5_000);
            final InstrumentConfig instrument = InstrumentConfig.named("T/USD").asset("t:1", random.nextInt(19))
                .currency("USD", random.nextInt(19)).price(random.nextInt(19), 1).build();
            final QuoteBench bench = QuoteBench.started(QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 16),
                instrument, QuotePolicy.named("p").ttlNs(QuoteBench.SECOND_NS).maxIssueDelayNs(1_000_000L)
                    .captureTtlNs(QuoteBench.SECOND_NS).receiptRetentionNs(QuoteBench.SECOND_NS).feeBps(feeBps)
                    .minConfidenceBps(0).maxRoundingBps(roundingBps).maxFiatMinorUnits(1L << 62).build()));
            bench.price.price = amount(random);
            final long fiat = Math.min(amount(random), 1L << 62);
            final Side side = random.nextBoolean() ? Side.MERCHANT_RECEIVES : Side.MERCHANT_PAYS;
            final String where = "seed " + seed + ", round " + round;
            final Enum<?> ended = bench.order(side, 0, fiat, "");
            assertEquals(expected(instrument, bench.price.price, fiat, side, feeBps, roundingBps), ended, where);
            if (ended == Answer.QUOTED)
            {
                quoted++;
                final SignedQuote quote = new SignedQuote(bench.quoteBytes, 0, SignedQuote.LENGTH);
                assertEquals(exact(instrument, bench.price.price, fiat, side, feeBps), quote.assetAmount(), where);
                assertEquals(BigInteger.valueOf(fiat), quote.fiatAmount(), where);
                assertEquals(new BigDecimal(fiat).multiply(new BigDecimal(feeBps)).divide(BPS, 0, RoundingMode.CEILING)
                    .longValueExact(), bench.quote.feeAmountLow(), where);
            }
            else
            {
                refused.add((Refusal)ended);
            }
        }
        assertTrue(quoted > 20, "seed " + seed + " quoted " + quoted);
        assertEquals(EnumSet.of(Refusal.ORDER_TOO_SMALL, Refusal.AMOUNT_OVERFLOW), refused, "seed " + seed);
    }

    /** Of any length, with a liking for the ends. */
    private static long amount(final Random random)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> Long.MAX_VALUE - random.nextInt(3);
            case 1 -> 1 + random.nextInt(3);
            default -> (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
        };
    }

    private static BigDecimal unrounded(
        final InstrumentConfig instrument, final long rate, final long fiat, final Side side, final int feeBps)
    {
        final int share = side == Side.MERCHANT_RECEIVES ? 10_000 + feeBps : 10_000 - feeBps;
        return BigDecimal.valueOf(fiat, instrument.currencyDecimals()).multiply(BigDecimal.valueOf(share, 4))
            .divide(BigDecimal.valueOf(rate, instrument.priceScale()), new MathContext(120, RoundingMode.DOWN))
            .scaleByPowerOfTen(instrument.assetDecimals());
    }

    private static BigInteger exact(
        final InstrumentConfig instrument, final long rate, final long fiat, final Side side, final int feeBps)
    {
        return unrounded(instrument, rate, fiat, side, feeBps)
            .setScale(0, side == Side.MERCHANT_RECEIVES ? RoundingMode.CEILING : RoundingMode.FLOOR).toBigInteger();
    }

    private static Enum<?> expected(
        final InstrumentConfig instrument,
        final long rate,
        final long fiat,
        final Side side,
        final int feeBps,
        final int roundingBps)
    {
        final BigInteger amount = exact(instrument, rate, fiat, side, feeBps);
        if (amount.compareTo(MAX_INT128) > 0)
        {
            return Refusal.AMOUNT_OVERFLOW;
        }
        final BigDecimal unrounded = unrounded(instrument, rate, fiat, side, feeBps);
        final BigDecimal error = new BigDecimal(amount).subtract(unrounded).abs();
        return error.multiply(BPS).compareTo(unrounded.multiply(BigDecimal.valueOf(roundingBps))) > 0 ?
            Refusal.ORDER_TOO_SMALL : Answer.QUOTED;
    }

    @Test
    void contractR_shouldRefuseOrdersBeyondThePolicysCap()
    {
        final QuotePolicy policy = QuotePolicy.standard("plain");
        final QuoteBench bench = QuoteBench.with(policy);
        assertEquals(Answer.QUOTED, bench.order(policy.maxFiatMinorUnits()));
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.order(policy.maxFiatMinorUnits() + 1));
        assertEquals(policy.maxFiatMinorUnits() + 1, bench.answer.measured());
        assertEquals(policy.maxFiatMinorUnits(), bench.answer.limit());
        assertEquals(Refusal.ORDER_TOO_LARGE, orderOf(bench, 5, 1));
        assertEquals(Long.MAX_VALUE, bench.answer.measured());
        assertEquals(Refusal.ORDER_TOO_LARGE, orderOf(bench, -1, 0));
        assertEquals(Long.MAX_VALUE, bench.answer.measured());
        assertEquals(Refusal.INVALID_ARGUMENT, orderOf(bench, 1, -1));
        assertEquals(Refusal.INVALID_ARGUMENT, bench.order(-1));
        assertEquals(Refusal.INVALID_ARGUMENT, bench.order(0));
        assertEquals(Refusal.ORDER_TOO_SMALL, smallest());
    }

    private static Enum<?> smallest()
    {
        final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"));
        bench.price.price = 100_000_000_00000000L;
        return bench.order(10);
    }

    private static Enum<?> orderOf(final QuoteBench bench, final long low, final long high)
    {
        final OrderEvent event = new OrderEvent();
        final byte[] bytes = new byte[OrderEvent.LENGTH];
        event.begin(bytes, 0);
        event.text(OrderEvent.MERCHANT, QuoteBench.MERCHANT);
        event.amount(low, high);
        event.correlation(bench.lastCorrelation());
        return bench.send(OrderEvent.TEMPLATE_ID, bytes, event.finish());
    }

    @Test
    void shouldRefuseOrdersThatNameNothingKnown()
    {
        final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"));
        final OrderRequest order = new OrderRequest();
        assertEquals(Refusal.UNKNOWN_POLICY, bench.order(Side.MERCHANT_RECEIVES, 1, 10_000, ""));
        assertEquals(Refusal.UNKNOWN_INSTRUMENT, bench.send(order.reset(1, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000)
            .order(QuoteBench.MERCHANT, QuoteBench.ORDER_DIGEST)));
        assertEquals(Refusal.INVALID_ARGUMENT, bench.send(order.reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES)
            .fiatAmount(10_000).order("", QuoteBench.ORDER_DIGEST)));
        assertEquals(Refusal.MALFORMED, bench.send(OrderEvent.TEMPLATE_ID, new byte[OrderEvent.LENGTH], 40));
        final OrderEvent sideless = new OrderEvent();
        final byte[] bytes = new byte[OrderEvent.LENGTH];
        sideless.begin(bytes, 0);
        sideless.side(255);
        sideless.text(OrderEvent.MERCHANT, QuoteBench.MERCHANT);
        sideless.amount(1, 0);
        sideless.correlation(bench.lastCorrelation());
        assertEquals(Refusal.INVALID_ARGUMENT, bench.send(OrderEvent.TEMPLATE_ID, bytes, sideless.finish()));
    }

    @Test
    void shouldIssueOnlyOnAPriceThatPermitsMoney()
    {
        final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"));
        for (final Tier tier : new Tier[]{Tier.LAST_GOOD, Tier.CLOSED})
        {
            bench.price.tier = tier;
            for (final Refusal why : new Refusal[]{Refusal.NO_QUORUM, Refusal.BYZANTINE_MARGIN, Refusal.WIDE_RANGE,
                Refusal.PROBATION, Refusal.LINEAGE_CAP, Refusal.NO_PRICE})
            {
                bench.price.refusal = why;
                assertEquals(why, bench.order(10_000));
                assertEquals(QuoteBench.BTC_PRICE_E8, bench.answer.decidedRate());
            }
            bench.price.refusal = Refusal.NONE;
            assertEquals(Refusal.TIER, bench.order(10_000));
        }
        bench.goodPrice();
        bench.price.instrument = 1;
        assertEquals(Refusal.NO_PRICE, bench.order(10_000));
        bench.goodPrice();
        bench.evaluationCount = 0;
        assertEquals(Refusal.NO_PRICE, bench.order(10_000));
        bench.evaluationCount = 1;
        bench.price.hasEvidence = false;
        assertEquals(Refusal.NO_PRICE, bench.order(10_000));
        bench.goodPrice();
        bench.price.confidenceBps = 4_999;
        assertEquals(Refusal.LOW_CONFIDENCE, bench.order(10_000));
        assertEquals(4_999, bench.answer.measured());
        assertEquals(5_000, bench.answer.limit());
        bench.price.confidenceBps = 5_000;
        assertEquals(Answer.QUOTED, bench.order(10_000));
        assertEquals(1, bench.answer.quoteSequence(), "refused orders take no number");
    }

    @Test
    void contractA_shouldGiveTheSameBytesForTheSameEvents()
    {
        final QuoteBench one = QuoteBench.with(QuotePolicy.standard("plain"));
        final QuoteBench other = QuoteBench.with(QuotePolicy.standard("plain"));
        for (int i = 0; i < 3; i++)
        {
            assertTrue(Arrays.equals(one.issue(10_000 + i), other.issue(10_000 + i)));
            one.advance(7);
            other.advance(7);
        }
    }
}
