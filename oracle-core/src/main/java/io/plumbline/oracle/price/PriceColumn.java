// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import java.util.Arrays;
import java.util.Objects;

/**
 * The prices of one instrument, one per member, kept sorted as they change, with order statistics over a weighted
 * selection of the members. Equal prices stand in order of member id, so the same prices give the same column
 * whatever the order of their arrival.
 *
 * <p>A put moves one entry from its old position to its new one, which is near when prices are; reads walk
 * the column once and never sort. Owned by one thread; allocates nothing after construction.
 *
 * <p>A selection is an array of weights by member id, at least {@link #capacity()} long: 0 or less leaves a member
 * out, weights are at most 2^43. Members without a price in the column do not count. Where nothing is
 * selected, a statistic is {@link Scales#NULL_PRICE}.
 */
public final class PriceColumn
{
    /** The most members a column can have; ids run from 0 to one less. */
    public static final int MAX_MEMBERS = 64;

    /** The position of a member without a price. */
    public static final int ABSENT = -1;

    private static final int MAX_DENOMINATOR = 10_000;
    private static final int QUARTERS = 4;

    final long[] prices;
    final int[] members;
    private final int[] positionByMember;
    int size;

    /**
     * An empty column.
     *
     * @param capacity how many members it is for, 1 to {@link #MAX_MEMBERS}.
     * @throws IllegalArgumentException if the capacity is out of range.
     */
    public PriceColumn(final int capacity)
    {
        if (capacity < 1 || capacity > MAX_MEMBERS)
        {
            throw new IllegalArgumentException("capacity must be 1 to " + MAX_MEMBERS + ": " + capacity);
        }
        prices = new long[capacity];
        members = new int[capacity];
        positionByMember = new int[capacity];
        Arrays.fill(positionByMember, ABSENT);
    }

    /**
     * How many members the column is for.
     *
     * @return 1 to {@link #MAX_MEMBERS}.
     */
    public int capacity()
    {
        return prices.length;
    }

    /**
     * How many members have a price.
     *
     * @return 0 to {@link #capacity()}.
     */
    public int size()
    {
        return size;
    }

    /**
     * Sets a member's price, in place of an earlier one if it has any.
     *
     * @param member id, 0 to capacity - 1; another throws IndexOutOfBoundsException.
     * @param price  at the instrument's scale; a sentinel is a broken invariant.
     * @throws IllegalArgumentException if the price is a sentinel, see {@link Scales#isPrice}.
     */
    public void put(final int member, final long price)
    {
        if (!Scales.isPrice(price))
        {
            throw new IllegalArgumentException("price of member " + member + " is a sentinel: " + price);
        }
        int position = positionByMember[member];
        if (position == ABSENT)
        {
            position = size++;
        }
        else
        {
            while (position < size - 1 && isBefore(prices[position + 1], members[position + 1], price, member))
            {
                moveEntry(position + 1, position);
                position++;
            }
        }
        while (position > 0 && isBefore(price, member, prices[position - 1], members[position - 1]))
        {
            moveEntry(position - 1, position);
            position--;
        }
        prices[position] = price;
        members[position] = member;
        positionByMember[member] = position;
    }

    /**
     * Takes a member's price out.
     *
     * @param member id, 0 to capacity - 1; another throws IndexOutOfBoundsException.
     * @return whether it had one.
     */
    public boolean remove(final int member)
    {
        final int position = positionByMember[member];
        if (position == ABSENT)
        {
            return false;
        }
        size--;
        for (int i = position; i < size; i++)
        {
            moveEntry(i + 1, i);
        }
        positionByMember[member] = ABSENT;
        return true;
    }

    /**
     * Takes all prices out.
     */
    public void clear()
    {
        Arrays.fill(positionByMember, ABSENT);
        size = 0;
    }

    /**
     * The price at a position; prices never fall from one position to the next.
     *
     * @param position 0 to size - 1; another throws IndexOutOfBoundsException.
     * @return the price, at the instrument's scale.
     */
    public long priceAt(final int position)
    {
        return prices[Objects.checkIndex(position, size)];
    }

    /**
     * The member whose price stands at a position.
     *
     * @param position 0 to size - 1; another throws IndexOutOfBoundsException.
     * @return the member's id.
     */
    public int memberAt(final int position)
    {
        return members[Objects.checkIndex(position, size)];
    }

    /**
     * Where a member's price stands.
     *
     * @param member id, 0 to capacity - 1; another throws IndexOutOfBoundsException.
     * @return the position, or {@link #ABSENT}.
     */
    public int positionOf(final int member)
    {
        return positionByMember[member];
    }

    /**
     * A member's price.
     *
     * @param member id, 0 to capacity - 1; another throws IndexOutOfBoundsException.
     * @return the price, or {@link Scales#NULL_PRICE} if it has none.
     */
    public long priceOf(final int member)
    {
        final int position = positionByMember[member];
        return position == ABSENT ? Scales.NULL_PRICE : prices[position];
    }

    /**
     * The weight of the selected members that have a price.
     *
     * @param weightByMember the selection, see the class.
     * @return the sum, 0 or more.
     */
    public long totalWeight(final long[] weightByMember)
    {
        long total = 0;
        for (int i = 0; i < size; i++)
        {
            total += Math.max(0, weightByMember[members[i]]);
        }
        return total;
    }

    /**
     * The lowest selected price.
     *
     * @param weightByMember the selection, see the class.
     * @return the price, or {@link Scales#NULL_PRICE} if nothing is selected.
     */
    public long minSelected(final long[] weightByMember)
    {
        return nextSelected(0, weightByMember, Scales.NULL_PRICE);
    }

    /**
     * The highest selected price.
     *
     * @param weightByMember the selection, see the class.
     * @return the price, or {@link Scales#NULL_PRICE} if nothing is selected.
     */
    public long maxSelected(final long[] weightByMember)
    {
        for (int i = size - 1; i >= 0; i--)
        {
            if (weightByMember[members[i]] > 0)
            {
                return prices[i];
            }
        }
        return Scales.NULL_PRICE;
    }

    /**
     * The weighted quantile num/den: the first price at which the weight so far reaches total · num / den. Where it
     * is reached exactly, the midpoint of that price and the next selected one, rounded half-even. Exact integers
     * throughout; 1/2 is the weighted median, 1/4 and 3/4 the quartiles.
     *
     * @param weightByMember the selection, see the class.
     * @param num            numerator, 0 to den.
     * @param den            denominator, 1 to 10,000.
     * @return the quantile, or {@link Scales#NULL_PRICE} if nothing is selected.
     * @throws IllegalArgumentException if the fraction is out of range.
     */
    public long weightedQuantile(final long[] weightByMember, final int num, final int den)
    {
        return weightedQuantile(weightByMember, num, den, totalWeight(weightByMember));
    }

    /**
     * The same where the caller knows the selection's weight.
     *
     * @param weightByMember the selection, see the class.
     * @param num            numerator, 0 to den.
     * @param den            denominator, 1 to 10,000.
     * @param totalWeight    its {@link #totalWeight}; another total gives another quantile.
     * @return the quantile, or {@link Scales#NULL_PRICE} if nothing is selected.
     * @throws IllegalArgumentException if the fraction is out of range.
     */
    public long weightedQuantile(
        final long[] weightByMember, final int num, final int den, final long totalWeight)
    {
        if (den < 1 || den > MAX_DENOMINATOR || num < 0 || num > den)
        {
            throw new IllegalArgumentException("quantile must be 0 to 1 by at most 10000ths: " + num + "/" + den);
        }
        final long target = totalWeight * num;
        long cumulative = 0;
        for (int i = 0; i < size; i++)
        {
            final long weight = weightByMember[members[i]];
            if (weight > 0)
            {
                cumulative += weight;
                final long reached = cumulative * den;
                if (reached == target)
                {
                    return midpoint(prices[i], nextSelected(i + 1, weightByMember, prices[i]));
                }
                if (reached > target)
                {
                    return prices[i];
                }
            }
        }
        return Scales.NULL_PRICE;
    }

    /**
     * The weighted quantiles 1/4, 1/2 and 3/4 in one walk, each exactly as {@link #weightedQuantile} finds it.
     *
     * @param weightByMember the selection, see the class.
     * @param totalWeight    its {@link #totalWeight}, which the caller knows; another total gives other quantiles, or
     *                       {@link Scales#NULL_PRICE}.
     * @param quartiles      receives the three at its start; {@link Scales#NULL_PRICE} if nothing is selected.
     */
    public void quartilesTo(final long[] weightByMember, final long totalWeight, final long[] quartiles)
    {
        int position = -1;
        long reached = 0;
        for (int quarter = 1; quarter < QUARTERS; quarter++)
        {
            // at least 1, so that nothing is never enough
            final long target = Math.max(1, totalWeight * quarter);
            while (reached < target && ++position < size)
            {
                reached += QUARTERS * Math.max(0, weightByMember[members[position]]);
            }
            quartiles[quarter - 1] = reached < target ? Scales.NULL_PRICE : reached > target ? prices[position] :
                midpoint(prices[position], nextSelected(position + 1, weightByMember, prices[position]));
        }
    }

    /**
     * The middle of two prices, rounded half-even, for any two longs without overflow.
     *
     * @param a a price.
     * @param b a price at the same scale.
     * @return (a + b) / 2.
     */
    public static long midpoint(final long a, final long b)
    {
        final long floor = (a & b) + ((a ^ b) >> 1);
        final long isHalf = (a ^ b) & 1;
        return floor + (isHalf & floor);
    }

    private static boolean isBefore(final long priceA, final int memberA, final long priceB, final int memberB)
    {
        return priceA < priceB || (priceA == priceB && memberA < memberB);
    }

    private long nextSelected(final int from, final long[] weightByMember, final long otherwise)
    {
        for (int i = from; i < size; i++)
        {
            if (weightByMember[members[i]] > 0)
            {
                return prices[i];
            }
        }
        return otherwise;
    }

    private void moveEntry(final int from, final int to)
    {
        prices[to] = prices[from];
        members[to] = members[from];
        positionByMember[members[to]] = to;
    }
}
