// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A reusable unsigned 256-bit accumulator, in which a sum of money is multiplied up and divided once at the end.
 * Every operation that can fail says so: {@code false} means it was refused and the value stands unchanged.
 * Owned by one thread; allocates nothing after construction, {@link #toBigInteger()} and {@link #toString()} apart.
 *
 * <p>A long argument named {@code unsigned} is read as 0 to 2^64 - 1, a pair (hi, lo) as 0 to 2^128 - 1.
 */
public final class Wide
{
    private static final int LIMBS = 4;

    /** 10^77 is the last power of ten below 2^256, and half of 10^78 is above it. */
    private static final int MAX_POW10 = 77;

    private final long[] limbs = new long[LIMBS];
    private final long[] scratch = new long[LIMBS];
    private final LongDivision division = new LongDivision();

    /**
     * An accumulator that holds zero.
     */
    public Wide()
    {
    }

    /**
     * Sets the value.
     *
     * @param unsigned the value.
     */
    public void set(final long unsigned)
    {
        set(0, unsigned);
    }

    /**
     * Sets the value.
     *
     * @param hi the upper 64 bits, unsigned.
     * @param lo the lower 64 bits, unsigned.
     */
    public void set(final long hi, final long lo)
    {
        limbs[0] = lo;
        limbs[1] = hi;
        limbs[2] = 0;
        limbs[3] = 0;
    }

    /**
     * Sets the value to another's.
     *
     * @param other the value; may be this.
     */
    public void set(final Wide other)
    {
        System.arraycopy(other.limbs, 0, limbs, 0, LIMBS);
    }

    /**
     * Adds another value.
     *
     * @param other the addend; may be this.
     * @return true, or false where the sum would need more than 256 bits; then unchanged.
     */
    public boolean add(final Wide other)
    {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long partial = limbs[i] + other.limbs[i];
            final long sum = partial + carry;
            carry = isBelow(partial, limbs[i]) || isBelow(sum, partial) ? 1 : 0;
            scratch[i] = sum;
        }
        return commit(carry == 0);
    }

    /**
     * Takes another value away.
     *
     * @param other the subtrahend; may be this.
     * @return true, or false where it is the greater one; then unchanged.
     */
    public boolean subtract(final Wide other)
    {
        long borrow = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long partial = limbs[i] - other.limbs[i];
            final long difference = partial - borrow;
            borrow = isBelow(limbs[i], other.limbs[i]) || isBelow(partial, borrow) ? 1 : 0;
            scratch[i] = difference;
        }
        return commit(borrow == 0);
    }

    /**
     * Multiplies the value.
     *
     * @param unsigned the factor.
     * @return true, or false where the product would need more than 256 bits; then unchanged.
     */
    public boolean multiplyByLong(final long unsigned)
    {
        return commit(multiply(limbs, unsigned, scratch));
    }

    /**
     * Multiplies the value by a power of ten.
     *
     * @param exponent 0 or more; below zero is refused.
     * @return true, or false where the product would need more than 256 bits; then unchanged.
     */
    public boolean multiplyByPow10(final int exponent)
    {
        if (exponent < 0)
        {
            return false;
        }
        if (isZero())
        {
            return true;
        }
        System.arraycopy(limbs, 0, scratch, 0, LIMBS);
        return commit(multiplyByPow10(scratch, exponent));
    }

    /**
     * Divides the value and rounds the quotient to a whole number.
     *
     * @param unsigned the divisor.
     * @param rounding the direction.
     * @return true, or false where the divisor is zero; then unchanged.
     */
    public boolean divideByLong(final long unsigned, final Rounding rounding)
    {
        return divideBy(0, unsigned, rounding);
    }

    /**
     * Divides the value by a 128-bit one and rounds the quotient to a whole number.
     *
     * @param hi       the upper 64 bits of the divisor, unsigned.
     * @param lo       the lower 64 bits of the divisor, unsigned.
     * @param rounding the direction.
     * @return true, or false where the divisor is zero; then unchanged.
     */
    public boolean divideBy(final long hi, final long lo, final Rounding rounding)
    {
        scratch[0] = lo;
        scratch[1] = hi;
        scratch[2] = 0;
        scratch[3] = 0;
        return division.divide(limbs, scratch, rounding);
    }

    /**
     * Divides the value by a power of ten and rounds the quotient to a whole number.
     *
     * @param exponent 0 or more, however large; below zero is refused.
     * @param rounding the direction.
     * @return true, or false where the exponent is negative; then unchanged.
     */
    public boolean divideByPow10(final int exponent, final Rounding rounding)
    {
        if (exponent < 0)
        {
            return false;
        }
        if (exponent > MAX_POW10)
        {
            set(rounding == Rounding.CEILING && !isZero() ? 1 : 0);
            return true;
        }
        Arrays.fill(scratch, 0);
        scratch[0] = 1;
        return multiplyByPow10(scratch, exponent) && division.divide(limbs, scratch, rounding);
    }

    /**
     * Divides the value and rounds the quotient to a whole number.
     *
     * @param divisor  any value; may be this.
     * @param rounding the direction.
     * @return true, or false where the divisor is zero; then unchanged.
     */
    public boolean divideBy(final Wide divisor, final Rounding rounding)
    {
        return division.divide(limbs, divisor.limbs, rounding);
    }

    /**
     * Divides the value, rounds the quotient to a whole number, and keeps what the floor leaves over.
     *
     * @param divisor   any value; may be this.
     * @param rounding  the direction of the quotient; the remainder does not depend on it.
     * @param remainder receives value - divisor · floor(value / divisor); may be the divisor, must not be this.
     * @return true, or false where the divisor is zero; then this and the remainder are unchanged.
     */
    public boolean divideBy(final Wide divisor, final Rounding rounding, final Wide remainder)
    {
        if (!division.divide(limbs, divisor.limbs, rounding))
        {
            return false;
        }
        division.remainderTo(remainder.limbs);
        return true;
    }

    /**
     * Compares the value with another.
     *
     * @param other the other value.
     * @return negative, zero or positive as this is below, at or above it.
     */
    public int compare(final Wide other)
    {
        for (int i = LIMBS - 1; i >= 0; i--)
        {
            if (limbs[i] != other.limbs[i])
            {
                return Long.compareUnsigned(limbs[i], other.limbs[i]);
            }
        }
        return 0;
    }

    /**
     * Whether the value is zero.
     *
     * @return true at zero.
     */
    public boolean isZero()
    {
        return (limbs[0] | limbs[1] | limbs[2] | limbs[3]) == 0;
    }

    /**
     * Whether the value fits a signed 128-bit integer, see {@link Int128}; then {@link #hi} and {@link #lo} are it.
     *
     * @return true below 2^127.
     */
    public boolean isInt128()
    {
        return (limbs[2] | limbs[3]) == 0 && limbs[1] >= 0;
    }

    /**
     * Whether the value fits a signed long; then {@link #lo} is it.
     *
     * @return true below 2^63.
     */
    public boolean isLong()
    {
        return (limbs[1] | limbs[2] | limbs[3]) == 0 && limbs[0] >= 0;
    }

    /**
     * Bits 64 to 127 of the value; meaningful as a signed upper half where {@link #isInt128}.
     *
     * @return the upper half of a 128-bit value.
     */
    public long hi()
    {
        return limbs[1];
    }

    /**
     * Bits 0 to 63 of the value; meaningful as a signed long where {@link #isLong}.
     *
     * @return the lower half of a 128-bit value, unsigned.
     */
    public long lo()
    {
        return limbs[0];
    }

    /**
     * The value, for messages and tests. Allocates.
     *
     * @return 0 to 2^256 - 1.
     */
    public BigInteger toBigInteger()
    {
        BigInteger value = BigInteger.ZERO;
        for (int i = LIMBS - 1; i >= 0; i--)
        {
            value = value.shiftLeft(Long.SIZE).or(Int128.toBigInteger(0, limbs[i]));
        }
        return value;
    }

    @Override
    public String toString()
    {
        return toBigInteger().toString();
    }

    private boolean commit(final boolean isFitting)
    {
        if (isFitting)
        {
            System.arraycopy(scratch, 0, limbs, 0, LIMBS);
        }
        return isFitting;
    }

    private static boolean multiplyByPow10(final long[] value, final int exponent)
    {
        int left = exponent;
        boolean isFitting = true;
        while (isFitting && left > 0)
        {
            final int step = Math.min(left, Scales.MAX_SCALE);
            isFitting = multiply(value, Scales.pow10(step), value);
            left -= step;
        }
        return isFitting;
    }

    /** target = value · factor, which may be the same array; false where a carry is left over. */
    private static boolean multiply(final long[] value, final long factor, final long[] target)
    {
        long carry = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long low = value[i] * factor;
            final long high = Int128.multiplyHighUnsigned(value[i], factor);
            final long sum = low + carry;
            target[i] = sum;
            carry = high + (isBelow(sum, low) ? 1 : 0);
        }
        return carry == 0;
    }

    private static boolean isBelow(final long a, final long b)
    {
        return Long.compareUnsigned(a, b) < 0;
    }
}
