// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static io.plumbline.oracle.price.Numbers.big;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.price.ConvertedAmount.Status;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversionTest
{
    private static final int ROUNDS = 4_000;
    private static final int ANY_ERROR = Integer.MAX_VALUE;
    private static final long BTC_USD_E8 = 6_712_345_000_000L;

    private final ConvertedAmount result = new ConvertedAmount();
    private long sink;

    @Test
    void contractR_shouldRoundUpWhatTheMerchantReceives()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.OK, bitcoin.merchantReceives(0, 10_000, BTC_USD_E8, 1, 0, 1, result));
        assertEquals(148_980, result.lo(), "100 USD / 67123.45 = 0.00148979...");
        assertEquals(Status.OK, bitcoin.merchantReceives(0, 10_000, BTC_USD_E8, 1, 50, 1, result));
        assertEquals(149_725, result.lo(), "and a fee of half a percent on top: 149724.12...");
        assertEquals(0, result.hi());
    }

    @Test
    void contractR_shouldRoundDownWhatTheMerchantPays()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.OK, bitcoin.merchantPays(0, 10_000, BTC_USD_E8, 1, 0, 1, result));
        assertEquals(148_979, result.lo());
        assertEquals(Status.OK, bitcoin.merchantPays(0, 10_000, BTC_USD_E8, 1, 50, 1, result));
        assertEquals(148_234, result.lo(), "a fee of half a percent kept back: 148234.3...");
    }

    @Test
    void contractR_shouldHoldTokensOfEighteenDecimals()
    {
        final Conversion token = new Conversion(2, 18, 18);
        final long rate = 7_000_000_000_000L;
        final BigInteger fiat = big(123_456_789_012_345L);
        assertEquals(Status.OK, token.merchantReceives(0, fiat.longValue(), rate, 1, 30, 1, result), "0.000007 USD");
        final BigInteger exact = fiat.multiply(big(10_030)).multiply(BigInteger.TEN.pow(34));
        assertEquals(Numbers.divide(exact, big(rate).multiply(big(10_000)), Rounding.CEILING), amount());
    }

    @Test
    void contractR_shouldRefuseOrdersTooSmallForTheirRounding()
    {
        final Conversion coarse = new Conversion(2, 0, 0);
        assertEquals(Status.OK, coarse.merchantReceives(0, 9_900, 1, 1, 0, 0, result), "99 units, exact");
        assertEquals(Status.OK, coarse.merchantReceives(0, 9_901, 1, 1, 0, 100, result), "0.99 of 99.01 is within 1%");
        assertEquals(100, result.lo());
        assertEquals(Status.TOO_SMALL, coarse.merchantReceives(0, 9_900 + 1, 1, 1, 0, 99, result));
        assertEquals(BigInteger.ZERO, amount(), "a refusal leaves no amount behind");
        assertEquals(Status.TOO_SMALL, coarse.merchantPays(0, 99, 1, 1, 0, 9_999, result));
        assertEquals(Status.TOO_SMALL, coarse.merchantReceives(0, 1, 1, 1, 0, 989_999, result));
        assertEquals(Status.OK, coarse.merchantReceives(0, 1, 1, 1, 0, 990_000, result), "exactly at the bound");
        assertEquals(Status.TOO_SMALL, coarse.merchantReceives(0, 1, 1, 1, 0, -1, result), "a bound below 0 is 0");
    }

    @Test
    void contractR_shouldRefuseOverflow()
    {
        final Conversion narrow = new Conversion(0, 0, 0);
        assertEquals(Status.OK, narrow.merchantReceives(Long.MAX_VALUE, -1, 1, 1, 0, 0, result));
        assertEquals(Numbers.TWO_TO_127.subtract(BigInteger.ONE), amount());
        assertEquals(Status.OVERFLOW, narrow.merchantReceives(Long.MAX_VALUE, -1, 1, 1, 1, ANY_ERROR, result));
        assertEquals(Status.OVERFLOW, narrow.fiatValue(Long.MAX_VALUE, -1, 2, 1, Rounding.FLOOR, result));
        final Conversion wide = new Conversion(0, 18, 18, 18);
        assertEquals(Status.OVERFLOW, wide.merchantReceives(Long.MAX_VALUE, -1, 1, 1, 0, ANY_ERROR, result));
        assertEquals(BigInteger.ZERO, amount());
    }

    @Test
    void contractR_shouldRefuseNegativeAmounts()
    {
        final Conversion shrinking = new Conversion(18, 0, 0);
        assertEquals(Status.OVERFLOW, shrinking.merchantReceives(-1, -1, 1, 1, 0, ANY_ERROR, result));
        assertEquals(Status.OVERFLOW, shrinking.merchantPays(Long.MIN_VALUE, 0, 1, 1, 0, ANY_ERROR, result));
        final Conversion valuing = new Conversion(0, 18, 18);
        assertEquals(Status.OVERFLOW, valuing.fiatValue(-1, -1, 1, 1, Rounding.FLOOR, result));
        assertEquals(BigInteger.ZERO, amount());
    }

    @Test
    void contractR_shouldRefuseRatesOfZeroOrLess()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.ZERO_RATE, result.status(), "an answer not yet given");
        for (final long rate : new long[]{0, -1, Scales.NULL_PRICE})
        {
            assertEquals(Status.ZERO_RATE, bitcoin.merchantReceives(0, 1, rate, 1, 0, ANY_ERROR, result));
            assertEquals(Status.ZERO_RATE, bitcoin.merchantPays(0, 1, rate, 1, 0, ANY_ERROR, result));
            assertEquals(Status.ZERO_RATE, bitcoin.fiatValue(0, 1, rate, 1, Rounding.FLOOR, result));
            assertEquals(Status.ZERO_RATE, bitcoin.merchantReceives(0, 1, 1, rate, 0, ANY_ERROR, result));
            assertEquals(Status.ZERO_RATE, bitcoin.fiatValue(0, 1, 1, rate, Rounding.FLOOR, result));
        }
    }

    @Test
    void shouldConvertNothingToNothing()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.OK, bitcoin.merchantReceives(0, 0, BTC_USD_E8, 1, 50, 0, result));
        assertEquals(BigInteger.ZERO, amount());
        assertEquals(Status.OK, bitcoin.merchantPays(0, 10_000, BTC_USD_E8, 1, 10_000, 0, result), "all of it fee");
        assertEquals(BigInteger.ZERO, amount());
        assertEquals(Status.OK, bitcoin.fiatValue(0, 1, 1, 1, Rounding.FLOOR, result));
        assertEquals(BigInteger.ZERO, amount());
        assertEquals(Status.OK, bitcoin.fiatValue(0, 1, 1, 1, Rounding.CEILING, result));
        assertEquals(BigInteger.ONE, amount());
    }

    @Test
    void shouldRefuseBrokenArguments()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertMessage("feeBps must be 0 to 10000: -1", () -> bitcoin.merchantReceives(0, 1, 1, 1, -1, 0, result));
        assertMessage("feeBps must be 0 to 10000: 10001", () -> bitcoin.merchantPays(0, 1, 1, 1, 10_001, 0, result));
        assertMessage("fiatDecimals must be 0 to 18: 19", () -> new Conversion(19, 0, 0));
        assertMessage("assetDecimals must be 0 to 18: -1", () -> new Conversion(0, -1, 0));
        assertMessage("rateScale must be 0 to 18: 19", () -> new Conversion(0, 0, 19));
        assertMessage("crossScale must be 0 to 18: -1", () -> new Conversion(0, 0, 0, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {81, 82, 83, 84, 85, 86, 87, 88})
    void contractR_shouldAgreeWithBigInteger(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Status, Integer> seen = new EnumMap<>(Status.class);
        for (int i = 0; i < ROUNDS; i++)
        {
            final Order order = new Order(random, false);
            final String message = "seed " + seed + ": " + order;
            final Status expected = order.expectedStatus();
            assertEquals(expected, order.convert(result), message);
            assertEquals(expected, result.status(), message);
            assertEquals(expected == Status.OK ? order.expectedUnits() : BigInteger.ZERO, amount(), message);
            seen.merge(expected, 1, Integer::sum);
        }
        for (final Status status : new Status[]{Status.OK, Status.OVERFLOW, Status.TOO_SMALL})
        {
            assertTrue(seen.getOrDefault(status, 0) > ROUNDS / 50, "seed " + seed + " hardly saw " + status + seen);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {91, 92, 93, 94})
    void contractR_shouldAgreeWithBigIntegerOverTwoLegs(final long seed)
    {
        final Random random = new Random(seed);
        int refusedEarly = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final Order order = new Order(random, true);
            final String message = "seed " + seed + ": " + order;
            final Status status = order.convert(result);
            if (order.numerator().bitLength() > 256)
            {
                assertEquals(Status.OVERFLOW, status, message);
                refusedEarly++;
                continue;
            }
            assertEquals(order.expectedStatus(), status, message);
            assertEquals(status == Status.OK ? order.expectedUnits() : BigInteger.ZERO, amount(), message);
        }
        assertTrue(refusedEarly < ROUNDS / 4, "seed " + seed + " refused too much: " + refusedEarly);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104})
    void contractR_shouldValueAssetsAsBigIntegerDoes(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final Order order = new Order(random, random.nextBoolean());
            final Rounding rounding = Numbers.anyRounding(random);
            final BigInteger top = order.amount.multiply(big(order.rate)).multiply(big(order.crossRate));
            final BigInteger expected = order.shift >= 0 ?
                Numbers.divide(top, BigInteger.TEN.pow(order.shift), rounding) :
                top.multiply(BigInteger.TEN.pow(-order.shift));
            final String message = "seed " + seed + ": " + order + " " + rounding;
            final Status status = order.conversion.fiatValue(
                Int128.hi(order.amount), Int128.lo(order.amount), order.rate, order.crossRate, rounding, result);
            assertEquals(Int128.fits(expected) ? Status.OK : Status.OVERFLOW, status, message);
            assertEquals(Int128.fits(expected) ? expected : BigInteger.ZERO, amount(), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {111, 112, 113, 114})
    void contractR_shouldNeverRoundAgainstTheMerchant(final long seed)
    {
        final Random random = new Random(seed);
        final Conversion token = new Conversion(2, random.nextInt(19), 8);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long fiat = random.nextLong() >>> (1 + random.nextInt(62));
            final long rate = (Numbers.positiveLong(random) >>> 12) | 1;
            final String message = "seed " + seed + ": " + fiat + " at " + rate;
            assertEquals(Status.OK, token.merchantReceives(0, fiat, rate, 1, 0, ANY_ERROR, result), message);
            assertEquals(Status.OK, token.fiatValue(result.hi(), result.lo(), rate, 1, Rounding.FLOOR, result));
            assertTrue(amount().compareTo(big(fiat)) >= 0, message);
            assertEquals(Status.OK, token.merchantPays(0, fiat, rate, 1, 0, ANY_ERROR, result), message);
            assertEquals(Status.OK, token.fiatValue(result.hi(), result.lo(), rate, 1, Rounding.CEILING, result));
            assertTrue(amount().compareTo(big(fiat)) <= 0, message);
        }
    }

    @Test
    void contractT_shouldNotAllocate()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        final Conversion token = new Conversion(2, 18, 8, 8);
        Allocations.assertNone(() ->
        {
            for (int i = 1; i < 2_000; i++)
            {
                final long mixed = (i * 0x9E37_79B9_7F4A_7C15L) >>> 1;
                bitcoin.merchantReceives(0, mixed, BTC_USD_E8 + i, 1, 50, 10, result);
                sink += result.lo();
                token.merchantPays(0, mixed, i, BTC_USD_E8, 50, 10, result);
                sink += result.hi();
                token.fiatValue(i, mixed, BTC_USD_E8, i, Rounding.HALF_EVEN, result);
                sink += result.lo();
            }
        });
    }

    private BigInteger amount()
    {
        return Int128.toBigInteger(result.hi(), result.lo());
    }

    private static void assertMessage(final String expected, final Runnable broken)
    {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, broken::run).getMessage());
    }

    /** One random order and what becomes of it, by the formula, in BigInteger. */
    private static final class Order
    {
        private final Conversion conversion;
        private final int shift;
        private final BigInteger amount;
        private final long rate;
        private final long crossRate;
        private final int feeBps;
        private final int maxErrorBps;
        private final boolean isReceiving;
        private final String scales;

        private Order(final Random random, final boolean isTwoLegs)
        {
            final int fiatDecimals = random.nextInt(19);
            final int assetDecimals = random.nextInt(19);
            final int rateScale = random.nextInt(19);
            final int crossScale = isTwoLegs ? random.nextInt(19) : 0;
            conversion = isTwoLegs ?
                new Conversion(fiatDecimals, assetDecimals, rateScale, crossScale) :
                new Conversion(fiatDecimals, assetDecimals, rateScale);
            scales = fiatDecimals + "/" + assetDecimals + "/" + rateScale + "/" + crossScale;
            shift = assetDecimals + rateScale + crossScale - fiatDecimals;
            amount = Numbers.unsigned(random, 127);
            rate = Numbers.positiveLong(random);
            crossRate = isTwoLegs ? Numbers.positiveLong(random) : 1;
            feeBps = random.nextInt(4) == 0 ? random.nextInt(Bps.ONE + 1) : random.nextInt(200);
            maxErrorBps = random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(100);
            isReceiving = random.nextBoolean();
        }

        private Status convert(final ConvertedAmount result)
        {
            final long hi = Int128.hi(amount);
            final long lo = Int128.lo(amount);
            return isReceiving ?
                conversion.merchantReceives(hi, lo, rate, crossRate, feeBps, maxErrorBps, result) :
                conversion.merchantPays(hi, lo, rate, crossRate, feeBps, maxErrorBps, result);
        }

        private BigInteger numerator()
        {
            final int shareBps = isReceiving ? Bps.ONE + feeBps : Bps.ONE - feeBps;
            return amount.multiply(big(shareBps)).multiply(BigInteger.TEN.pow(Math.max(0, shift)));
        }

        private BigInteger denominator()
        {
            return big(Bps.ONE).multiply(big(rate)).multiply(big(crossRate))
                .multiply(BigInteger.TEN.pow(Math.max(0, -shift)));
        }

        private BigInteger expectedUnits()
        {
            return Numbers.divide(numerator(), denominator(), isReceiving ? Rounding.CEILING : Rounding.FLOOR);
        }

        private Status expectedStatus()
        {
            final BigInteger units = expectedUnits();
            if (!Int128.fits(units))
            {
                return Status.OVERFLOW;
            }
            final BigInteger error = units.multiply(denominator()).subtract(numerator()).abs();
            final BigInteger bound = numerator().multiply(big(Math.max(0, maxErrorBps)));
            return error.multiply(big(Bps.ONE)).compareTo(bound) > 0 ? Status.TOO_SMALL : Status.OK;
        }

        @Override
        public String toString()
        {
            final BigDecimal units = new BigDecimal(numerator())
                .divide(new BigDecimal(denominator()), new MathContext(40, RoundingMode.DOWN));
            return amount + " at " + rate + " x " + crossRate + ", decimals " + scales + ", fee " + feeBps +
                ", bound " + maxErrorBps + (isReceiving ? ", received: " : ", paid: ") + units;
        }
    }
}
