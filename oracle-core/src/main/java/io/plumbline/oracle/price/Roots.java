// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Integer square roots. Pure functions, any thread; no floating point.
 */
public final class Roots
{
    private Roots()
    {
    }

    /**
     * The square root, rounded down.
     *
     * @param value 0 or more; less throws.
     * @return the largest r with r · r at most the value.
     * @throws IllegalArgumentException if the value is negative.
     */
    public static long floor(final long value)
    {
        if (value < 0)
        {
            throw new IllegalArgumentException("value must not be negative: " + value);
        }
        long rest = value;
        long root = 0;
        long bit = value == 0 ? 0 : 1L << (Long.SIZE - 1 - Long.numberOfLeadingZeros(value) & ~1);
        while (bit != 0)
        {
            if (rest >= root + bit)
            {
                rest -= root + bit;
                root = (root >> 1) + bit;
            }
            else
            {
                root >>= 1;
            }
            bit >>= 2;
        }
        return root;
    }
}
