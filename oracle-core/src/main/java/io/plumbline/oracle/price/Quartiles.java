// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * The weighted quartiles of a column and whose price the median is, found in one walk and kept until the next. Prices
 * are at the instrument's scale. One thread; allocates nothing after construction.
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

    /**
     * The three weighted quartiles, as {@link PriceColumn#weightedQuantile} has them, in one walk.
     *
     * @param column         whose prices.
     * @param weightByMember weights of the selected members, 1 to 2^43.
     * @param selected       bits of the members selected, by member id.
     * @param total          the weight of those selected that have a price; by another nothing sensible is found.
     */
    public void find(
        final PriceColumn column, final long[] weightByMember, final long selected, final long total)
    {
        clear();
        long quarters = 0;
        int at = 0;
        while (at < column.size && quarters < total)
        {
            quarters += quartersAt(column, at++, weightByMember, selected);
        }
        if (at == 0)
        {
            return;
        }
        low = quantileAt(column, at - 1, quarters == total, selected);
        while (at < column.size && quarters < 2 * total)
        {
            quarters += quartersAt(column, at++, weightByMember, selected);
        }
        setMedian(column, at - 1, quarters == 2 * total, selected);
        while (at < column.size && quarters < 3 * total)
        {
            quarters += quartersAt(column, at++, weightByMember, selected);
        }
        high = quantileAt(column, at - 1, quarters == 3 * total, selected);
    }

    /**
     * The weighted median and its member alone, as {@link #find} has them; the other two are left as they were.
     *
     * @param column         whose prices.
     * @param weightByMember weights of the selected members, 1 to 2^43.
     * @param selected       bits of the members selected, by member id.
     * @param total          the weight of those selected that have a price.
     */
    public void findMedian(
        final PriceColumn column, final long[] weightByMember, final long selected, final long total)
    {
        median = Scales.NULL_PRICE;
        medianMember = PriceColumn.ABSENT;
        long quarters = 0;
        int at = 0;
        while (at < column.size && quarters < 2 * total)
        {
            quarters += quartersAt(column, at++, weightByMember, selected);
        }
        if (at > 0)
        {
            setMedian(column, at - 1, quarters == 2 * total, selected);
        }
    }

    private static long quartersAt(
        final PriceColumn column, final int position, final long[] weightByMember, final long selected)
    {
        final int member = column.members[position];
        return (weightByMember[member] * (selected >>> member & 1)) << 2;
    }

    private static long quantileAt(
        final PriceColumn column, final int position, final boolean isExact, final long selected)
    {
        final int next = isExact ? nextSelected(column, position + 1, selected, position) : position;
        return PriceColumn.midpoint(column.prices[position], column.prices[next]);
    }

    private void setMedian(
        final PriceColumn column, final int position, final boolean isExact, final long selected)
    {
        final long middle = quantileAt(column, position, isExact, selected);
        int first =
            middle > column.prices[position] ? nextSelected(column, position + 1, selected, position) : position;
        for (int i = first - 1; i >= 0 && column.prices[i] >= middle; i--)
        {
            first = (selected >>> column.members[i] & 1) == 0 ? first : i;
        }
        median = middle;
        medianMember = column.members[first];
    }

    private static int nextSelected(
        final PriceColumn column, final int from, final long selected, final int otherwise)
    {
        for (int i = from; i < column.size; i++)
        {
            if ((selected >>> column.members[i] & 1) != 0)
            {
                return i;
            }
        }
        return otherwise;
    }

    private void clear()
    {
        low = Scales.NULL_PRICE;
        median = Scales.NULL_PRICE;
        high = Scales.NULL_PRICE;
        medianMember = PriceColumn.ABSENT;
    }
}
