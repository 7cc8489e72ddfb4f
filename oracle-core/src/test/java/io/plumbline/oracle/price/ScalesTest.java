// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScalesTest
{
    private static final int ROUNDS = 20_000;

    private long sink;

    @Test
    void shouldKnowPowersOfTen()
    {
        for (int i = 0; i <= Scales.MAX_SCALE; i++)
        {
            assertEquals(BigInteger.TEN.pow(i).longValueExact(), Scales.pow10(i));
        }
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> Scales.pow10(Scales.MAX_SCALE + 1));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> Scales.pow10(-1));
    }

    @Test
    void shouldCountDigits()
    {
        assertEquals(0, Scales.digits(0));
        assertEquals(19, Scales.digits(Long.MIN_VALUE));
        assertEquals(19, Scales.digits(Long.MAX_VALUE));
        for (int i = 0; i <= Scales.MAX_SCALE; i++)
        {
            assertEquals(i + 1, Scales.digits(Scales.pow10(i)));
            assertEquals(i + 1, Scales.digits(-Scales.pow10(i)));
            assertEquals(i, Scales.digits(Scales.pow10(i) - 1));
        }
    }

    @Test
    void shouldTellPricesFromSentinels()
    {
        assertFalse(Scales.isPrice(Scales.NULL_PRICE));
        assertFalse(Scales.isPrice(Scales.OVERFLOW));
        assertFalse(Scales.isPrice(Scales.PRECISION_LOST));
        assertTrue(Scales.isPrice(Scales.MIN_PRICE));
        assertTrue(Scales.isPrice(0));
        assertTrue(Scales.isPrice(Long.MAX_VALUE));
    }

    @Test
    void shouldRescaleHalfEven()
    {
        assertEquals(6_712_345_000_000L, Scales.rescale(6_712_345, -2, 8, 4));
        assertEquals(2, Scales.rescale(25, -1, 0, 1));
        assertEquals(4, Scales.rescale(35, -1, 0, 1));
        assertEquals(-2, Scales.rescale(-25, -1, 0, 1));
        assertEquals(-4, Scales.rescale(-35, -1, 0, 1));
        assertEquals(3, Scales.rescale(2_500_001, -6, 0, 1));
        assertEquals(0, Scales.rescale(5_000_000_000_000_000_000L, -19, 0, 0));
        assertEquals(1, Scales.rescale(5_000_000_000_000_000_001L, -19, 0, 1));
        assertEquals(-1, Scales.rescale(Long.MIN_VALUE, -19, 0, 1));
    }

    @Test
    void shouldRefuseWhatDoesNotFit()
    {
        assertEquals(Scales.OVERFLOW, Scales.rescale(1, 19, 0, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(1, 1, 18, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(10, 0, 18, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(-10, 0, 18, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(1, Integer.MAX_VALUE, 18, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(Long.MIN_VALUE, 0, 0, 0));
        assertEquals(Scales.OVERFLOW, Scales.rescale(Scales.PRECISION_LOST, 0, 0, 0), "a price is never a sentinel");
        assertEquals(Scales.MIN_PRICE, Scales.rescale(Scales.MIN_PRICE, 0, 0, 0));
        assertEquals(0, Scales.rescale(0, Integer.MAX_VALUE, Integer.MAX_VALUE, 19));
    }

    @Test
    void shouldRefuseWhatKeepsTooFewDigits()
    {
        assertEquals(123, Scales.rescale(12_345, -2, 0, 3));
        assertEquals(Scales.PRECISION_LOST, Scales.rescale(12_345, -2, 0, 4));
        assertEquals(7, Scales.rescale(700, -2, 0, 4), "exact, however short");
        assertEquals(Scales.PRECISION_LOST, Scales.rescale(1, -1, 0, 1));
        assertEquals(0, Scales.rescale(1, -1, 0, 0));
        assertEquals(Scales.PRECISION_LOST, Scales.rescale(Long.MAX_VALUE, Integer.MIN_VALUE, 0, 1));
        assertEquals(0, Scales.rescale(Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRescaleAsBigDecimalDoes(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long mantissa = Numbers.anyLong(random);
            final int exponent = random.nextInt(10) == 0 ? (int)Numbers.anyLong(random) : random.nextInt(60) - 40;
            final int scale = random.nextInt(Scales.MAX_SCALE + 1);
            final int digits = random.nextInt(8);
            final long expected = rescaleSlowly(mantissa, exponent, scale, digits);
            final long actual = Scales.rescale(mantissa, exponent, scale, digits);
            if (expected != actual)
            {
                assertEquals(expected, actual,
                    "seed " + seed + ": " + mantissa + "e" + exponent + " at " + scale + ", digits " + digits);
            }
        }
    }

    @Test
    void shouldNotAllocate()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 20_000; i++)
            {
                sink += Scales.rescale(i * 1_000_003L, i % 40 - 30, i % 19, 3);
            }
        });
    }

    private static long rescaleSlowly(final long mantissa, final int exponent, final int scale, final int digits)
    {
        final int bounded = Math.max(-1_000, Math.min(1_000, exponent));
        final BigDecimal exact = new BigDecimal(BigInteger.valueOf(mantissa)).scaleByPowerOfTen(bounded + scale);
        final BigDecimal rounded = exact.setScale(0, RoundingMode.HALF_EVEN);
        final BigInteger price = rounded.toBigIntegerExact();
        if (price.bitLength() > 63 || price.longValueExact() < Scales.MIN_PRICE)
        {
            return Scales.OVERFLOW;
        }
        final int kept = price.signum() == 0 ? 0 : price.abs().toString().length();
        return rounded.compareTo(exact) != 0 && kept < digits ? Scales.PRECISION_LOST : price.longValueExact();
    }
}
