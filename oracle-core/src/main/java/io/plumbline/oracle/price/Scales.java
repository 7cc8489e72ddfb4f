// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Powers of ten, and the move of a price from a source's exponent to an instrument's scale.
 * Pure functions, callable from any thread; they neither allocate nor throw, {@link #pow10(int)} apart.
 */
public final class Scales
{
    /** The largest number of decimals a price or an amount may have; 10^18 is the largest power that fits a long. */
    public static final int MAX_SCALE = 18;

    /** Stands where a price is absent; never the value of a price. */
    public static final long NULL_PRICE = Long.MIN_VALUE;

    /** {@link #rescale} refused: the price does not fit a long at that scale. The same word as {@link #NULL_PRICE}. */
    public static final long OVERFLOW = NULL_PRICE;

    /** {@link #rescale} refused: rounding left fewer significant digits than asked for. Never the value of a price. */
    public static final long PRECISION_LOST = Long.MIN_VALUE + 1;

    /** The smallest price; the two words below it are sentinels. */
    public static final long MIN_PRICE = Long.MIN_VALUE + 2;

    private static final long HALF_OF_TEN_TO_19 = 5_000_000_000_000_000_000L;

    private static final long[] POW10 = new long[MAX_SCALE + 1];

    static
    {
        POW10[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++)
        {
            POW10[i] = POW10[i - 1] * 10;
        }
    }

    private Scales()
    {
    }

    /**
     * Ten to the power of {@code exponent}.
     *
     * @param exponent 0 to {@link #MAX_SCALE}; anything else is a broken invariant and throws
     *                 ArrayIndexOutOfBoundsException.
     * @return the power, exact.
     */
    public static long pow10(final int exponent)
    {
        return POW10[exponent];
    }

    /**
     * Whether a word is a price, and not one of the sentinels {@link #NULL_PRICE}, {@link #OVERFLOW} and
     * {@link #PRECISION_LOST}.
     *
     * @param price any word.
     * @return true from {@link #MIN_PRICE} up.
     */
    public static boolean isPrice(final long price)
    {
        return price >= MIN_PRICE;
    }

    /**
     * How many decimal digits a value has, sign apart; zero has none, since none of its digits is significant.
     *
     * @param value any long.
     * @return 0 to 19.
     */
    public static int digits(final long value)
    {
        if (value == Long.MIN_VALUE)
        {
            return 19;
        }
        final long magnitude = Math.abs(value);
        if (magnitude == 0)
        {
            return 0;
        }
        int digits = 1;
        while (digits <= MAX_SCALE && magnitude >= POW10[digits])
        {
            digits++;
        }
        return digits;
    }

    /**
     * The value mantissa · 10^exponent as a whole number of 10^-scale, rounded half-even.
     * An exact result is good however short it is; a rounded one must keep the digits asked for.
     *
     * @param mantissa             any long, negative ones too.
     * @param exponent             any int.
     * @param scale                decimals of the result, usually 0 to {@link #MAX_SCALE}; any int is answered rightly.
     * @param minSignificantDigits the least {@link #digits} of a rounded result; 0 or less accepts even zero.
     * @return the price, or {@link #OVERFLOW}, or {@link #PRECISION_LOST}; see {@link #isPrice}.
     */
    public static long rescale(
        final long mantissa, final int exponent, final int scale, final int minSignificantDigits)
    {
        final long shift = (long)exponent + scale;
        if (mantissa == 0)
        {
            return 0;
        }
        if (shift >= 0)
        {
            return scaleUp(mantissa, shift);
        }
        return scaleDown(mantissa, -shift, minSignificantDigits);
    }

    private static long scaleUp(final long mantissa, final long shift)
    {
        if (shift > MAX_SCALE)
        {
            return OVERFLOW;
        }
        final long factor = POW10[(int)shift];
        final long product = mantissa * factor;
        final boolean isWhole = Math.multiplyHigh(mantissa, factor) == product >> 63;
        return isWhole && isPrice(product) ? product : OVERFLOW;
    }

    private static long scaleDown(final long mantissa, final long shift, final int minSignificantDigits)
    {
        final long rounded;
        if (shift <= MAX_SCALE)
        {
            final long divisor = POW10[(int)shift];
            final long quotient = mantissa / divisor;
            final long remainder = mantissa % divisor;
            if (remainder == 0)
            {
                return quotient;
            }
            final long magnitude = Math.abs(remainder);
            final long opposite = divisor - magnitude;
            final boolean isUp = magnitude > opposite || (magnitude == opposite && (quotient & 1) != 0);
            rounded = isUp ? quotient + ((mantissa >> 63) | 1) : quotient;
        }
        else if (shift == MAX_SCALE + 1)
        {
            rounded = mantissa > HALF_OF_TEN_TO_19 ? 1 : mantissa < -HALF_OF_TEN_TO_19 ? -1 : 0;
        }
        else
        {
            rounded = 0;
        }
        return digits(rounded) >= minSignificantDigits ? rounded : PRECISION_LOST;
    }
}
