// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Widths of ranges of positive prices against a reference price, exact for any such prices. Pure functions, callable
 * from any thread; they neither allocate nor throw.
 */
public final class Spread
{
    private Spread()
    {
    }

    /**
     * How wide a range is, in basis points of a reference, rounded up.
     *
     * @param low       positive.
     * @param high      at least {@code low}.
     * @param reference positive.
     * @return 0 to Integer.MAX_VALUE, saturated.
     */
    public static int bps(final long low, final long high, final long reference)
    {
        return Bps.ofDifference(reference - (high - low), reference);
    }

    /**
     * Whether a range is no wider than a bound, compared exactly.
     *
     * @param low       positive.
     * @param high      at least {@code low}.
     * @param reference positive.
     * @param bps       the bound in basis points of the reference, itself inside.
     * @return true if within.
     */
    public static boolean isWithin(final long low, final long high, final long reference, final int bps)
    {
        return Bps.within(reference - (high - low), reference, bps);
    }
}
