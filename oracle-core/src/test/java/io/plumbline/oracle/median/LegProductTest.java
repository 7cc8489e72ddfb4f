// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.price.Rounding;
import io.plumbline.oracle.price.Scales;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LegProductTest
{
    private static final int RUNS = 60_000;

    private final LegProduct product = new LegProduct();
    private final long[] factors = new long[4];
    private final boolean[] isInverse = new boolean[4];
    private BigInteger quotient = BigInteger.ZERO;
    private boolean isExact;

    /** The same by fractions of big numbers. */
    private long slow(final int[] scales, final int count, final int scale, final RoundingMode rounding)
    {
        BigDecimal dividend = BigDecimal.ONE;
        BigDecimal divisor = BigDecimal.ONE;
        for (int i = 0; i < count; i++)
        {
            final BigDecimal price = BigDecimal.valueOf(factors[i], scales[i]);
            dividend = isInverse[i] ? dividend : dividend.multiply(price);
            divisor = isInverse[i] ? divisor.multiply(price) : divisor;
        }
        if (divisor.signum() == 0)
        {
            return LegProduct.NONE;
        }
        final BigDecimal rounded = dividend.divide(divisor, scale, rounding);
        quotient = rounded.unscaledValue();
        isExact = rounded.multiply(divisor).compareTo(dividend) == 0;
        return quotient.bitLength() < 64 ? quotient.longValue() : LegProduct.NONE;
    }

    private static long factor(final Random random)
    {
        return switch (random.nextInt(8))
        {
            case 0 -> Long.MAX_VALUE - random.nextInt(3);
            case 1 -> 1 + random.nextInt(3);
            case 2 -> Scales.pow10(random.nextInt(19));
            case 3 -> random.nextInt(50) == 0 ? 0 : 5;
            default -> (random.nextLong() >>> (1 + random.nextInt(62))) + 1;
        };
    }

    @Test
    void shouldAgreeWithBigNumbersAtTheExtremes()
    {
        final long seed = 20_260_701;
        final Random random = new Random(seed);
        final RoundingMode[] slow = {RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_EVEN};
        int fitting = 0;
        int late = 0;
        for (int run = 0; run < RUNS; run++)
        {
            final int count = 1 + random.nextInt(4);
            final int scale = random.nextInt(19);
            final int[] scales = new int[count];
            int exponent = scale;
            final boolean isAllInverse = random.nextInt(4) == 0;
            for (int i = 0; i < count; i++)
            {
                factors[i] = factor(random);
                isInverse[i] = isAllInverse || random.nextBoolean();
                scales[i] = random.nextInt(19);
                exponent += isInverse[i] ? scales[i] : -scales[i];
            }
            for (final Rounding rounding : Rounding.values())
            {
                final long expected = slow(scales, count, scale, slow[rounding.ordinal()]);
                final long found = product.of(factors, isInverse, count, exponent, rounding);
                assertEquals(expected, found, "seed " + seed + " run " + run + " " + rounding);
                if (found != LegProduct.NONE)
                {
                    assertEquals(isExact, product.isExact(), "seed " + seed + " run " + run + " " + rounding);
                    fitting++;
                    late += exponent > 77 ? 1 : 0;
                }
            }
        }
        assertTrue(fitting > RUNS / 4, "fitting " + fitting);
        assertTrue(late > 0, "none beyond 256 bits");
    }

    @Test
    void shouldFindWhatFitsThoughItsDividendDoesNot()
    {
        // 1 / (1.8·10^-17)^... : four divisors at scale 18 and a result at scale 18
        for (int i = 0; i < 4; i++)
        {
            factors[i] = Long.MAX_VALUE;
            isInverse[i] = true;
        }
        final int[] scales = {18, 18, 18, 18};
        for (final Rounding rounding : Rounding.values())
        {
            final long expected = slow(scales, 4, 18, rounding == Rounding.FLOOR ? RoundingMode.FLOOR :
                rounding == Rounding.CEILING ? RoundingMode.CEILING : RoundingMode.HALF_EVEN);
            assertTrue(expected > 0);
            assertEquals(expected, product.of(factors, isInverse, 4, 90, rounding));
        }
    }

    @Test
    void shouldRoundHalvesToTheEvenOne()
    {
        factors[0] = 25;
        assertEquals(2, product.of(factors, isInverse, 1, -1, Rounding.HALF_EVEN));
        factors[0] = 35;
        assertEquals(4, product.of(factors, isInverse, 1, -1, Rounding.HALF_EVEN));
        factors[0] = 5;
        assertEquals(0, product.of(factors, isInverse, 1, -1, Rounding.HALF_EVEN));
    }
}
