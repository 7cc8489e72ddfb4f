// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.price.Rounding;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.price.Wide;

/**
 * The product of up to {@link InstrumentGraph#MAX_LEGS} positive prices, each as it is or inverted, at a scale of its
 * own: exact, then rounded once. Every product that fits a long at its scale is found, however large what it is made
 * of. One thread; allocates nothing after construction.
 */
final class LegProduct
{
    /** The product does not fit a long, or a divisor is zero. */
    static final long NONE = -1;

    private final Wide dividend = new Wide();
    private final Wide divisor = new Wide();
    private final Wide rest = new Wide();
    private final Wide digit = new Wide();

    LegProduct()
    {
    }

    /**
     * Multiplies.
     *
     * @param factors   0 or more, {@code count} of them, each at a scale of its own.
     * @param isInverse by factor, whether it divides.
     * @param exponent  scale of the result, less the scales of factors, plus those of divisors; -72 to 90.
     * @return 0 or more, or {@link #NONE}.
     */
    long of(
        final long[] factors,
        final boolean[] isInverse,
        final int count,
        final int exponent,
        final Rounding rounding)
    {
        // Factors have 63 bits and a power of ten per factor 60, so neither side is ever above 252 bits but the
        // dividend with a positive exponent.
        dividend.set(1);
        divisor.set(1);
        for (int i = 0; i < count; i++)
        {
            (isInverse[i] ? divisor : dividend).multiplyByLong(factors[i]);
        }
        if (divisor.isZero())
        {
            return NONE;
        }
        if (exponent < 0)
        {
            divisor.multiplyByPow10(-exponent);
        }
        else if (!dividend.multiplyByPow10(exponent))
        {
            return byDigits(exponent, rounding);
        }
        dividend.divideBy(divisor, rounding, rest);
        return dividend.isLong() ? dividend.lo() : NONE;
    }

    /** Whether the last product needed no rounding. */
    boolean isExact()
    {
        return rest.isZero();
    }

    /** What does not fit before the division is brought in after it, digit by digit. */
    private long byDigits(final int exponent, final Rounding rounding)
    {
        int left = exponent;
        while (left >= Scales.MAX_SCALE && dividend.multiplyByPow10(Scales.MAX_SCALE))
        {
            left -= Scales.MAX_SCALE;
        }
        dividend.divideBy(divisor, Rounding.FLOOR, rest);
        if (!dividend.isLong())
        {
            return NONE;
        }
        long quotient = dividend.lo();
        for (; left > 0; left--)
        {
            rest.multiplyByLong(10);
            digit.set(rest);
            digit.divideBy(divisor, Rounding.FLOOR, rest);
            if (quotient > (Long.MAX_VALUE - digit.lo()) / 10)
            {
                return NONE;
            }
            quotient = quotient * 10 + digit.lo();
        }
        if (!isRoundedUp(quotient, rounding))
        {
            return quotient;
        }
        return quotient == Long.MAX_VALUE ? NONE : quotient + 1;
    }

    private boolean isRoundedUp(final long quotient, final Rounding rounding)
    {
        digit.set(rest);
        digit.multiplyByLong(2);
        final int order = digit.compare(divisor);
        return switch (rounding)
        {
            case FLOOR -> false;
            case CEILING -> !rest.isZero();
            case HALF_EVEN -> order > 0 || (order == 0 && (quotient & 1) != 0);
        };
    }
}
