// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Basis points, ten-thousandths of a reference: distances, shares and exact bounds.
 * Pure functions, callable from any thread; they neither allocate nor throw, and no input overflows them.
 */
public final class Bps
{
    /** Basis points in one whole. */
    public static final int ONE = 10_000;

    private static final long MAX_FAST = Long.MAX_VALUE / ONE;

    private Bps()
    {
    }

    /**
     * How far a price stands from a reference, in basis points of the reference, rounded up, so that a distance
     * never looks smaller than it is.
     *
     * @param a         any long.
     * @param reference positive; at zero or below nothing is near, and the answer is Integer.MAX_VALUE.
     * @return 0 to Integer.MAX_VALUE, saturated.
     */
    public static int ofDifference(final long a, final long reference)
    {
        if (reference <= 0)
        {
            return Integer.MAX_VALUE;
        }
        final long distance = distance(a, reference);
        if (Long.compareUnsigned(distance, reference) < 0)
        {
            return partBps(distance, reference);
        }
        final long whole = Long.divideUnsigned(distance, reference);
        if (Long.compareUnsigned(whole, Integer.MAX_VALUE / ONE) > 0)
        {
            return Integer.MAX_VALUE;
        }
        final long rest = distance - whole * reference;
        return (int)Math.min(Integer.MAX_VALUE, whole * ONE + partBps(rest, reference));
    }

    /**
     * Whether a price stands within a bound of a reference: |a - reference| · 10,000 at most reference · bps,
     * compared exactly, without rounding.
     *
     * @param a         any long.
     * @param reference positive; at zero or below the answer is false.
     * @param bps       the bound, itself inside; below zero the answer is false.
     * @return true if within.
     */
    public static boolean within(final long a, final long reference, final int bps)
    {
        if (reference <= 0 || bps < 0)
        {
            return false;
        }
        final long distance = distance(a, reference);
        final long distanceHigh = Int128.multiplyHighUnsigned(distance, ONE);
        final long boundHigh = Math.multiplyHigh(reference, bps);
        if (distanceHigh != boundHigh)
        {
            return distanceHigh < boundHigh;
        }
        return Long.compareUnsigned(distance * ONE, reference * bps) <= 0;
    }

    /**
     * The share value · bps / 10,000, rounded towards negative infinity.
     *
     * @param value any long.
     * @param bps   any int; above 10,000 or below 0 the share saturates where a long ends.
     * @return the share, in the unit of the value.
     */
    public static long portionFloor(final long value, final int bps)
    {
        final long part = Math.floorDiv(Math.floorMod(value, (long)ONE) * bps, (long)ONE);
        return multiplyAddSaturated(Math.floorDiv(value, (long)ONE), bps, part);
    }

    /**
     * The share value · bps / 10,000, rounded towards positive infinity.
     *
     * @param value any long.
     * @param bps   any int; above 10,000 or below 0 the share saturates where a long ends.
     * @return the share, in the unit of the value.
     */
    public static long portionCeiling(final long value, final int bps)
    {
        final long part = -Math.floorDiv(-(Math.floorMod(value, (long)ONE) * bps), (long)ONE);
        return multiplyAddSaturated(Math.floorDiv(value, (long)ONE), bps, part);
    }

    /** The distance of two longs as an unsigned long, which always holds it. */
    private static long distance(final long a, final long b)
    {
        return a >= b ? a - b : b - a;
    }

    /** rest · 10,000 / reference rounded up, for 0 <= rest < reference. */
    private static int partBps(final long rest, final long reference)
    {
        if (rest <= MAX_FAST)
        {
            final long product = rest * ONE;
            final long quotient = product / reference;
            return (int)(quotient * reference == product ? quotient : quotient + 1);
        }
        return partBpsSlowPath(rest, reference);
    }

    /** The same by doubling, bit by bit of 10,000: each sum is below 2 · reference, which an unsigned long holds. */
    private static int partBpsSlowPath(final long rest, final long reference)
    {
        int quotient = 0;
        long remainder = 0;
        for (int bit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(ONE); bit >= 0; bit--)
        {
            quotient <<= 1;
            remainder <<= 1;
            if (Long.compareUnsigned(remainder, reference) >= 0)
            {
                remainder -= reference;
                quotient++;
            }
            if (((ONE >>> bit) & 1) != 0)
            {
                remainder += rest;
                if (Long.compareUnsigned(remainder, reference) >= 0)
                {
                    remainder -= reference;
                    quotient++;
                }
            }
        }
        return remainder == 0 ? quotient : quotient + 1;
    }

    private static long multiplyAddSaturated(final long a, final long b, final long addend)
    {
        final long product = a * b;
        final long sum = product + addend;
        final long carry = Long.compareUnsigned(sum, product) < 0 ? 1 : 0;
        final long high = Math.multiplyHigh(a, b) + (addend >> 63) + carry;
        if (high == sum >> 63)
        {
            return sum;
        }
        return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
