// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.trust.Age;

/**
 * Brings a steady selection up to date where no more has happened than that contributors said new prices: weights and
 * totals are carried on, caps, quorum and margin are as they were, and a fence need be looked for only where the ends
 * of the range are. It finds what {@link FullSelection} would find, or gives up. One thread; allocates nothing.
 */
final class QuickSelection
{
    private final Book book;

    QuickSelection(final Book book)
    {
        this.book = book;
    }

    /**
     * Brings it up to date.
     *
     * @param selected the selection; where the answer is no, no longer steady, and to be made anew.
     * @param changed  whose price was put or removed since.
     * @param nowNs    engine time.
     * @return whether that was possible; then there is a price.
     */
    boolean follow(final Selected selected, final long changed, final long nowNs)
    {
        selected.isSteady = selected.isSteady && isFollowed(selected, changed, nowNs);
        return selected.isSteady;
    }

    private boolean isFollowed(final Selected selected, final long changed, final long nowNs)
    {
        if (nowNs > selected.steadyUntilNs || (changed & ~selected.contributorMask) != 0)
        {
            return false;
        }
        final PriceColumn column = book.column(selected.instrument);
        for (long rest = changed; rest != 0; rest &= rest - 1)
        {
            if (!take(selected, column, Long.numberOfTrailingZeros(rest), nowNs))
            {
                return false;
            }
        }
        if (Age.isPast(selected.oldestOriginNs, nowNs, selected.maxAgeNs))
        {
            return false;
        }
        selected.nowNs = nowNs;
        selected.volatilityCentiBps = book.volatilityCentiBps(selected.instrument);
        selected.describe(column);
        return isInsideFence(selected);
    }

    private boolean take(final Selected selected, final PriceColumn column, final int source, final long nowNs)
    {
        final int trustBps = book.trustBps(source, selected.instrument);
        if (trustBps <= 0 || column.positionOf(source) == PriceColumn.ABSENT)
        {
            return false;
        }
        if (trustBps > selected.trustFloorBps)
        {
            final long decayFromNs = book.decayFromNs(source, selected.instrument);
            if (nowNs > decayFromNs)
            {
                return false;
            }
            selected.steadyUntilNs = Math.min(selected.steadyUntilNs, decayFromNs);
        }
        final long weight = selected.capped[source] * trustBps;
        final long before = selected.effective[source];
        if (weight != before)
        {
            selected.effective[source] = weight;
            selected.effectiveTotal += weight - before;
        }
        selected.putTrust(source, trustBps);
        moveOrigin(selected, source, book.originNs(source, selected.instrument));
        return true;
    }

    private static void moveOrigin(final Selected selected, final int source, final long originNs)
    {
        final long[] origins = selected.originNs;
        final long before = origins[source];
        origins[source] = originNs;
        selected.weightedOriginMs +=
            selected.capped[source] * (originNs / Selected.NS_PER_MS - before / Selected.NS_PER_MS);
        if (originNs <= selected.oldestOriginNs)
        {
            selected.oldestOriginNs = originNs;
        }
        else if (before == selected.oldestOriginNs)
        {
            selected.oldestOriginNs = oldest(origins);
        }
    }

    /** In two halves, which a processor searches side by side. */
    private static long oldest(final long[] origins)
    {
        final int half = origins.length / 2;
        long first = origins[origins.length - 1];
        long second = first;
        for (int i = 0; i < half; i++)
        {
            first = Math.min(first, origins[i]);
            second = Math.min(second, origins[half + i]);
        }
        return Math.min(first, second);
    }

    private static boolean isInsideFence(final Selected selected)
    {
        selected.fenceBps = Selected.NOT_COMPUTED;
        if (selected.isNarrow())
        {
            return true;
        }
        final long median = selected.quartiles[1];
        final int fenceBps = selected.fenceBps();
        selected.fenceBps = fenceBps;
        return Bps.within(selected.low, median, fenceBps) && Bps.within(selected.high, median, fenceBps);
    }
}
