// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Long division of 256-bit unsigned integers (Knuth, algorithm D, 32-bit digits) with one rounding at the end.
 * Numbers come and go as four 64-bit limbs, the least first. Owned by one thread; allocates nothing after
 * construction.
 */
final class LongDivision
{
    private static final int LIMBS = 4;
    private static final int DIGITS = 2 * LIMBS;
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT_MASK = 0xFFFF_FFFFL;
    private static final long DIGIT_BASE = 1L << DIGIT_BITS;

    /** The dividend, shifted; division leaves the remainder in it, shifted alike. */
    private final long[] dividend = new long[DIGITS + 1];

    /** The divisor, shifted until its highest digit has its highest bit set. */
    private final long[] divisor = new long[DIGITS];
    private final long[] quotient = new long[DIGITS];
    private int shift;

    /**
     * Divides in place; {@link #remainderTo} then holds what the floor leaves over.
     *
     * @param limbs        the dividend, replaced by the rounded quotient.
     * @param divisorLimbs the divisor.
     * @param rounding     the direction of the quotient.
     * @return true, or false where the divisor is zero; then nothing is changed.
     */
    boolean divide(final long[] limbs, final long[] divisorLimbs, final Rounding rounding)
    {
        unpack(divisorLimbs, divisor);
        final int divisorSize = significantDigits(divisor);
        if (divisorSize == 0)
        {
            return false;
        }
        unpack(limbs, dividend);
        dividend[DIGITS] = 0;
        final int dividendSize = significantDigits(dividend);
        shift = Integer.numberOfLeadingZeros((int)divisor[divisorSize - 1]);
        shiftLeft(divisor, divisorSize);
        shiftLeft(dividend, dividendSize + 1);
        for (int i = 0; i < DIGITS; i++)
        {
            quotient[i] = 0;
        }
        for (int i = dividendSize - divisorSize; i >= 0; i--)
        {
            quotient[i] = divideDigit(i, divisorSize);
        }
        pack(quotient, limbs);
        if (isRoundedUp(rounding, divisorSize))
        {
            increment(limbs);
        }
        return true;
    }

    /**
     * Writes the remainder of the last division, dividend - divisor · floor(dividend / divisor).
     *
     * @param limbs receives the remainder.
     */
    void remainderTo(final long[] limbs)
    {
        for (int i = 0; i < DIGITS; i++)
        {
            dividend[i] = ((dividend[i] >>> shift) | (dividend[i + 1] << (DIGIT_BITS - shift))) & DIGIT_MASK;
        }
        shift = 0;
        pack(dividend, limbs);
    }

    /** One digit of the quotient: estimated from the leading digits, at most two too high, corrected. */
    private long divideDigit(final int at, final int size)
    {
        final long leading = divisor[size - 1];
        final long second = size > 1 ? divisor[size - 2] : 0;
        final long third = size > 1 ? dividend[at + size - 2] : 0;
        final long top = (dividend[at + size] << DIGIT_BITS) | dividend[at + size - 1];
        long digit = Long.divideUnsigned(top, leading);
        long rest = top - digit * leading;
        while (rest < DIGIT_BASE && (digit >= DIGIT_BASE ||
            Long.compareUnsigned(digit * second, (rest << DIGIT_BITS) | third) > 0))
        {
            digit--;
            rest += leading;
        }
        if (subtractMultiple(at, size, digit))
        {
            digit--;
            addBack(at, size);
        }
        return digit;
    }

    /** Takes digit · divisor from the dividend; true where that was one divisor too much. */
    private boolean subtractMultiple(final int at, final int size, final long digit)
    {
        long borrow = 0;
        for (int i = 0; i < size; i++)
        {
            final long product = digit * divisor[i];
            final long difference = dividend[at + i] - borrow - (product & DIGIT_MASK);
            dividend[at + i] = difference & DIGIT_MASK;
            borrow = (product >>> DIGIT_BITS) - (difference >> DIGIT_BITS);
        }
        final long difference = dividend[at + size] - borrow;
        dividend[at + size] = difference & DIGIT_MASK;
        return difference < 0;
    }

    private void addBack(final int at, final int size)
    {
        long carry = 0;
        for (int i = 0; i < size; i++)
        {
            final long sum = dividend[at + i] + divisor[i] + carry;
            dividend[at + i] = sum & DIGIT_MASK;
            carry = sum >>> DIGIT_BITS;
        }
        dividend[at + size] = (dividend[at + size] + carry) & DIGIT_MASK;
    }

    private boolean isRoundedUp(final Rounding rounding, final int size)
    {
        return switch (rounding)
        {
            case FLOOR -> false;
            case CEILING -> significantDigits(dividend) != 0;
            case HALF_EVEN -> isNearerAbove(size);
        };
    }

    private boolean isNearerAbove(final int size)
    {
        final int order = compareTwiceRemainder(size);
        return order > 0 || (order == 0 && (quotient[0] & 1) != 0);
    }

    /** Compares twice the remainder with the divisor. */
    private int compareTwiceRemainder(final int size)
    {
        if (dividend[size - 1] >>> (DIGIT_BITS - 1) != 0)
        {
            return 1;
        }
        for (int i = size - 1; i >= 0; i--)
        {
            final long carried = i == 0 ? 0 : dividend[i - 1] >>> (DIGIT_BITS - 1);
            final long twice = ((dividend[i] << 1) & DIGIT_MASK) | carried;
            if (twice != divisor[i])
            {
                return Long.compare(twice, divisor[i]);
            }
        }
        return 0;
    }

    /** Never carries out: a quotient is rounded up only where the divisor is above one. */
    private static void increment(final long[] limbs)
    {
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i]++;
            if (limbs[i] != 0)
            {
                return;
            }
        }
    }

    private void shiftLeft(final long[] digits, final int size)
    {
        for (int i = size - 1; i > 0; i--)
        {
            digits[i] = ((digits[i] << shift) | (digits[i - 1] >>> (DIGIT_BITS - shift))) & DIGIT_MASK;
        }
        digits[0] = (digits[0] << shift) & DIGIT_MASK;
    }

    private static int significantDigits(final long[] digits)
    {
        int size = digits.length;
        while (size > 0 && digits[size - 1] == 0)
        {
            size--;
        }
        return size;
    }

    private static void unpack(final long[] limbs, final long[] digits)
    {
        for (int i = 0; i < LIMBS; i++)
        {
            digits[2 * i] = limbs[i] & DIGIT_MASK;
            digits[2 * i + 1] = limbs[i] >>> DIGIT_BITS;
        }
    }

    private static void pack(final long[] digits, final long[] limbs)
    {
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i] = digits[2 * i] | (digits[2 * i + 1] << DIGIT_BITS);
        }
    }
}
