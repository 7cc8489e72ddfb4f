// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Where {@link PriceColumn#quartiles} leaves what it found, to be used again and again. Prices are at the instrument's
 * scale. One thread.
 */
public final class Quartiles
{
    /** The weighted quantile 1/4, or {@link Scales#NULL_PRICE}. */
    public long low;
    /** The weighted quantile 1/2, or {@link Scales#NULL_PRICE}. */
    public long median;
    /** The weighted quantile 3/4, or {@link Scales#NULL_PRICE}. */
    public long high;
    /** Member of the first selected price that is at least the median, or {@link PriceColumn#ABSENT}. */
    public int medianMember;

    /** Nothing found yet. */
    public Quartiles()
    {
        clear();
    }

    void clear()
    {
        low = Scales.NULL_PRICE;
        median = Scales.NULL_PRICE;
        high = Scales.NULL_PRICE;
        medianMember = PriceColumn.ABSENT;
    }
}
