// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static io.plumbline.oracle.price.Numbers.big;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.price.ConvertedAmount.Status;
import java.math.BigInteger;
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
    void contractR_shouldRefuseWhatComesToNothing()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.TOO_SMALL, bitcoin.merchantReceives(0, 0, BTC_USD_E8, 1, 50, ANY_ERROR, result));
        assertEquals(Status.TOO_SMALL, bitcoin.merchantPays(0, 10_000, BTC_USD_E8, 1, 10_000, ANY_ERROR, result),
            "all of it fee");
        assertEquals(Status.TOO_SMALL, bitcoin.merchantPays(0, 1, Long.MAX_VALUE, 1, 0, ANY_ERROR, result));
        assertEquals(Status.TOO_SMALL, bitcoin.fiatCredited(0, 14, BTC_USD_E8, 1, 0, ANY_ERROR, result), "0.94 cents");
        assertEquals(Status.OK, bitcoin.fiatCredited(0, 15, BTC_USD_E8, 1, 0, ANY_ERROR, result), "1.007 cents");
        assertEquals(Status.TOO_SMALL, bitcoin.fiatCredited(0, 15, BTC_USD_E8, 1, 0, 60, result));
        assertEquals(Status.OK, bitcoin.fiatCharged(0, 1, BTC_USD_E8, 1, 0, ANY_ERROR, result), "0.067 cents are 1");
        assertEquals(Status.TOO_SMALL, bitcoin.fiatCharged(0, 1, BTC_USD_E8, 1, 0, 9_999, result));
        assertEquals(Status.TOO_SMALL, bitcoin.fiatCharged(0, 0, BTC_USD_E8, 1, 0, ANY_ERROR, result));
    }

    @Test
    void contractR_shouldFindTheFiatAmountWithItsFee()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
        assertEquals(Status.OK, bitcoin.fiatCredited(0, 148_980, BTC_USD_E8, 1, 0, 1, result));
        assertEquals(10_000, result.lo(), "10000.05 cents");
        assertEquals(Status.OK, bitcoin.fiatCredited(0, 149_725, BTC_USD_E8, 1, 50, 1, result));
        assertEquals(10_000, result.lo(), "10050.06 cents / 1.005 = 10000.06");
        assertEquals(Status.OK, bitcoin.fiatCharged(0, 148_234, BTC_USD_E8, 1, 50, 1, result));
        assertEquals(10_000, result.lo(), "9949.98 cents / 0.995 = 9999.98");
        assertEquals(Status.OVERFLOW, bitcoin.fiatCharged(0, 148_234, BTC_USD_E8, 1, 10_000, ANY_ERROR, result),
            "all of it fee: no amount is enough");
        assertEquals(BigInteger.ZERO, amount());
        assertEquals(Status.OK, bitcoin.fiatCredited(0, 148_980, BTC_USD_E8, 1, 10_000, 1, result));
        assertEquals(5_000, result.lo());
    }

    @Test
    void contractR_shouldRoundOnceOntoThePayableGrid()
    {
        final Conversion coarse = new Conversion(2, 8, 8, 0, 4);
        assertEquals(Status.OK, coarse.merchantReceives(0, 10_000, BTC_USD_E8, 1, 0, 100, result));
        assertEquals(150_000, result.lo(), "148979.3... up to a multiple of 10^4, and the rest of it 0.69%");
        assertEquals(Status.TOO_SMALL, coarse.merchantReceives(0, 10_000, BTC_USD_E8, 1, 0, 68, result));
        assertEquals(Status.OK, coarse.merchantPays(0, 10_000, BTC_USD_E8, 1, 0, 700, result));
        assertEquals(140_000, result.lo());
        assertEquals(Status.TOO_SMALL, coarse.merchantPays(0, 600, BTC_USD_E8, 1, 0, ANY_ERROR, result), "0.89 steps");
        assertTrue(coarse.isPayable(0, 150_000));
        assertFalse(coarse.isPayable(0, 150_001));
        assertFalse(coarse.isPayable(-1, 0), "a negative amount");
        assertTrue(coarse.isPayable(625, 0), "625 times 2^64 is a multiple of 10^4");
        assertFalse(coarse.isPayable(624, 0) && coarse.isPayable(0, 16), "digits of the upper half count");
        assertEquals(Status.OFF_GRID, coarse.fiatCredited(0, 150_001, BTC_USD_E8, 1, 0, ANY_ERROR, result));
        assertEquals(Status.OFF_GRID, coarse.fiatCharged(0, 1, BTC_USD_E8, 1, 0, ANY_ERROR, result));
        assertEquals(Status.OK, coarse.fiatCharged(0, 150_000, BTC_USD_E8, 1, 0, 1, result));
        assertEquals(Status.OVERFLOW, coarse.fiatCharged(-1, 1, BTC_USD_E8, 1, 0, ANY_ERROR, result));
        final Conversion whole = new Conversion(0, 18, 0, 0, 0);
        final long rate = 1L << 62;
        assertEquals(Status.OK, whole.merchantReceives(Long.MAX_VALUE, -1, rate, 1, 0, 1, result));
        assertEquals(BigInteger.TEN.pow(18).shiftLeft(65), amount(), "2^65 steps of 10^18");
        assertEquals(Status.OVERFLOW, whole.merchantReceives(Long.MAX_VALUE, -1, rate >> 3, 1, 0, 1, result));
    }

    @Test
    void contractR_shouldHoldTwoLegsOfAnySize()
    {
        final Conversion wide = new Conversion(0, 18, 18, 18);
        final BigInteger most = Numbers.TWO_TO_127.subtract(BigInteger.ONE);
        final BigInteger asset = most.divide(BigInteger.TEN.pow(17));
        final long rate = Long.MAX_VALUE;
        assertEquals(Status.OK, wide.fiatCredited(Int128.hi(most), Int128.lo(most), rate, rate, 1, 1, result));
        final BigInteger exact = most.multiply(big(rate)).multiply(big(rate)).multiply(big(10_000));
        assertEquals(exact.divide(big(10_001).multiply(BigInteger.TEN.pow(54))), amount(), "267 bits on the way");
        assertEquals(Status.OK, wide.merchantReceives(
            Int128.hi(asset), Int128.lo(asset), rate, rate, 1, 1, result));
        final BigInteger top = asset.multiply(big(10_001)).multiply(BigInteger.TEN.pow(54));
        assertEquals(Numbers.divide(top, big(rate).multiply(big(rate)).multiply(big(10_000)), Rounding.CEILING),
            amount(), top.bitLength() + " bits on the way");
    }

    @Test
    void shouldValueNothingAtNothing()
    {
        final Conversion bitcoin = new Conversion(2, 8, 8);
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
        assertMessage("payableDecimals must be 0 to 8: 9", () -> new Conversion(2, 8, 8, 0, 9));
        assertMessage("payableDecimals must be 0 to 8: -1", () -> new Conversion(2, 8, 8, 0, -1));
        assertMessage("feeBps must be 0 to 10000: -1", () -> bitcoin.fiatCredited(0, 1, 1, 1, -1, 0, result));
        assertMessage("feeBps must be 0 to 10000: 10001", () -> bitcoin.fiatCharged(0, 1, 1, 1, 10_001, 0, result));
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104})
    void contractR_shouldValueAssetsAsBigIntegerDoes(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final ConversionCase each = ConversionCase.random(random, random.nextBoolean());
            final long rate = Math.max(1, each.rate());
            final long crossRate = Math.max(1, each.crossRate());
            final int shift = each.assetDecimals() + each.rateScale() + each.crossScale() - each.fiatDecimals();
            final Rounding rounding = Numbers.anyRounding(random);
            final BigInteger top = each.amount().multiply(big(rate)).multiply(big(crossRate));
            final BigInteger expected = shift >= 0 ?
                Numbers.divide(top, BigInteger.TEN.pow(shift), rounding) :
                top.multiply(BigInteger.TEN.pow(-shift));
            final String message = "seed " + seed + ": " + each + " " + rounding;
            final Status status = each.conversion().fiatValue(
                Int128.hi(each.amount()), Int128.lo(each.amount()), rate, crossRate, rounding, result);
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
        int paidOut = 0;
        for (int i = 0; i < ROUNDS; i++)
        {
            final long fiat = Math.max(1, random.nextLong() >>> (1 + random.nextInt(62)));
            final long rate = (Numbers.positiveLong(random) >>> 12) | 1;
            final String message = "seed " + seed + ": " + fiat + " at " + rate;
            assertEquals(Status.OK, token.merchantReceives(0, fiat, rate, 1, 0, ANY_ERROR, result), message);
            assertEquals(Status.OK, token.fiatValue(result.hi(), result.lo(), rate, 1, Rounding.FLOOR, result));
            assertTrue(amount().compareTo(big(fiat)) >= 0, message);
            final Status paid = token.merchantPays(0, fiat, rate, 1, 0, ANY_ERROR, result);
            assertTrue(paid == Status.OK || paid == Status.TOO_SMALL, message);
            paidOut += paid == Status.OK ? 1 : 0;
            assertEquals(Status.OK, token.fiatValue(result.hi(), result.lo(), rate, 1, Rounding.CEILING, result));
            assertTrue(amount().compareTo(big(fiat)) <= 0, message);
        }
        assertTrue(paidOut > ROUNDS / 8, "seed " + seed + " paid out so few: " + paidOut);
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
                bitcoin.fiatCredited(0, mixed, BTC_USD_E8, 1, 50, 10, result);
                sink += result.lo();
                token.fiatCharged(i, mixed, BTC_USD_E8, i, 50, 10, result);
                sink += result.hi();
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
}
