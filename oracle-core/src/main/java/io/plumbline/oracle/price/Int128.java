// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A signed 128-bit integer as two longs, two's complement: {@code hi} carries the sign, {@code lo} is unsigned.
 * Pure functions, callable from any thread. Those that speak BigInteger or text allocate: they serve the edges of
 * the API, never a hot path.
 */
public final class Int128
{
    private static final int MAX_BITS = 127;

    /** Longest text worth reading: sign, 39 digits, point, and as many zeros again as anybody may pad with. */
    private static final int MAX_TEXT_LENGTH = 80;

    private Int128()
    {
    }

    /**
     * The value of a pair of longs. Allocates.
     *
     * @param hi the upper 64 bits, with the sign.
     * @param lo the lower 64 bits, unsigned.
     * @return hi · 2^64 + lo.
     */
    public static BigInteger toBigInteger(final long hi, final long lo)
    {
        final BigInteger low = BigInteger.valueOf(lo & Long.MAX_VALUE);
        final BigInteger unsignedLow = lo < 0 ? low.setBit(63) : low;
        return BigInteger.valueOf(hi).shiftLeft(64).add(unsignedLow);
    }

    /**
     * Whether a value fits 128 signed bits.
     *
     * @param value any value.
     * @return true from -2^127 to 2^127 - 1.
     */
    public static boolean fits(final BigInteger value)
    {
        return value.bitLength() <= MAX_BITS;
    }

    /**
     * The upper 64 bits of a value that {@link #fits}.
     *
     * @param value the value; one that does not fit throws ArithmeticException.
     * @return the upper half, with the sign.
     */
    public static long hi(final BigInteger value)
    {
        return value.shiftRight(64).longValueExact();
    }

    /**
     * The lower 64 bits of a value.
     *
     * @param value any value.
     * @return the lower half, unsigned.
     */
    public static long lo(final BigInteger value)
    {
        return value.longValue();
    }

    /**
     * Compares two values. Does not allocate.
     *
     * @param aHi the upper half of the first.
     * @param aLo the lower half of the first.
     * @param bHi the upper half of the second.
     * @param bLo the lower half of the second.
     * @return negative, zero or positive as the first is below, at or above the second.
     */
    public static int compare(final long aHi, final long aLo, final long bHi, final long bLo)
    {
        return aHi != bHi ? Long.compare(aHi, bHi) : Long.compareUnsigned(aLo, bLo);
    }

    /**
     * The amount as plain decimal text, all decimals shown: 1234 at 2 decimals is {@code 12.34}. Allocates.
     *
     * @param hi       the upper half.
     * @param lo       the lower half.
     * @param decimals how many of its digits stand after the point, 0 or more.
     * @return text without exponent or grouping.
     */
    public static String format(final long hi, final long lo, final int decimals)
    {
        if (decimals < 0)
        {
            throw new IllegalArgumentException("decimals must not be negative: " + decimals);
        }
        return new BigDecimal(toBigInteger(hi, lo), decimals).toPlainString();
    }

    /**
     * Reads plain decimal text as a whole number of base units: {@code 12.34} at 3 decimals is 12340. Allocates.
     *
     * @param text     ASCII digits with an optional minus sign and an optional point with digits on either side; no
     *                 exponent, no plus sign, no spaces; at most 80 characters.
     * @param decimals decimals of the unit, 0 to {@link Scales#MAX_SCALE}.
     * @return the value, which {@link #fits}.
     * @throws IllegalArgumentException if the text is malformed, has more decimals than the unit, or does not fit.
     */
    public static BigInteger parse(final String text, final int decimals)
    {
        if (decimals < 0 || decimals > Scales.MAX_SCALE)
        {
            throw new IllegalArgumentException("decimals must be 0 to " + Scales.MAX_SCALE + ": " + decimals);
        }
        if (text.length() > MAX_TEXT_LENGTH)
        {
            throw new IllegalArgumentException("amount has more than " + MAX_TEXT_LENGTH + " characters");
        }
        if (!isPlainDecimal(text))
        {
            throw new IllegalArgumentException("amount is not a plain decimal: " + text);
        }
        final BigDecimal scaled = new BigDecimal(text).movePointRight(decimals).stripTrailingZeros();
        if (scaled.scale() > 0)
        {
            throw new IllegalArgumentException("amount has more than " + decimals + " decimals: " + text);
        }
        final BigInteger value = scaled.toBigIntegerExact();
        if (!fits(value))
        {
            throw new IllegalArgumentException("amount does not fit 128 bits: " + text);
        }
        return value;
    }

    /**
     * The upper 64 bits of the unsigned product of two unsigned longs. Does not allocate.
     *
     * @param a an unsigned long.
     * @param b an unsigned long.
     * @return the upper half of the product; the lower half is {@code a * b}.
     */
    static long multiplyHighUnsigned(final long a, final long b)
    {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    private static boolean isPlainDecimal(final String text)
    {
        boolean isDigitBefore = false;
        boolean isPointSeen = false;
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c >= '0' && c <= '9')
            {
                isDigitBefore = true;
            }
            else if (c == '.' && isDigitBefore && !isPointSeen)
            {
                isPointSeen = true;
                isDigitBefore = false;
            }
            else
            {
                return false;
            }
        }
        return isDigitBefore;
    }
}
