// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.trust.Age;
import io.plumbline.oracle.trust.TrustDecay;

/**
 * Selects from nothing but the book: stale, excluded and distrusted prices are left out one by one, the rest is capped
 * by lineage, weighed by trust, and filtered by a fence around its own median at most {@link #MAX_FILTERS} times; each
 * time the survivors alone must meet quorum and caps. One thread; allocates nothing after construction.
 */
final class FullSelection
{
    /** How often the fence is laid. What then still stands outside a narrower fence is judged by the range rule. */
    static final int MAX_FILTERS = 2;

    private final Book book;
    private final LineageCaps caps;
    private final long[] baseWeight;
    private final int[] trustBps;

    FullSelection(final OracleConfig config, final Book book)
    {
        this.book = book;
        caps = new LineageCaps(config);
        baseWeight = new long[config.sources().size()];
        trustBps = new int[baseWeight.length];
        for (int source = 0; source < baseWeight.length; source++)
        {
            baseWeight[source] = config.sources().get(source).baseWeight();
        }
    }

    /** Selects and weighs anew; NONE, or the first rule that the price fails. Only what the selection says is kept. */
    Refusal select(final Selected selected, final long nowNs)
    {
        final PriceColumn column = book.column(selected.instrument);
        selected.nowNs = nowNs;
        selected.volatilityCentiBps = book.volatilityCentiBps(selected.instrument);
        selected.fenceBps = 0;
        selected.isSteady = false;
        admitFresh(selected, column, nowNs);
        if (column.size() == 0)
        {
            return Refusal.NO_PRICE;
        }
        Refusal why = weigh(selected, column);
        for (int filter = 0; filter < MAX_FILTERS && why == Refusal.NONE && dropOutliers(selected, column); filter++)
        {
            why = weigh(selected, column);
        }
        if (why == Refusal.NONE && !selected.isMarginHeld(selected.cappedTotal))
        {
            why = Refusal.BYZANTINE_MARGIN;
        }
        if (why == Refusal.NONE && selected.contributorMask == selected.freshMask)
        {
            settle(selected, nowNs);
        }
        return why;
    }

    private void admitFresh(final Selected selected, final PriceColumn column, final long nowNs)
    {
        for (int source = 0; source < trustBps.length; source++)
        {
            trustBps[source] = 0;
        }
        long mask = 0;
        long weight = 0;
        for (int i = 0; i < column.size(); i++)
        {
            final int source = column.memberAt(i);
            final int trust = book.trustBps(source, selected.instrument);
            if (trust > 0 && !Age.isPast(book.originNs(source, selected.instrument), nowNs, selected.maxAgeNs))
            {
                final long decayFromNs = book.decayFromNs(source, selected.instrument);
                trustBps[source] = TrustDecay.trustAt(trust, decayFromNs, nowNs, selected.trustFloorBps);
                mask |= 1L << source;
                weight += baseWeight[source];
            }
        }
        selected.putTrust(trustBps);
        selected.freshMask = mask;
        selected.contributorMask = mask;
        selected.sources = Long.bitCount(mask);
        selected.lineages = 0;
        selected.fresh(weight);
    }

    /** Quorum and caps on what is admitted; then its weights and figures. */
    private Refusal weigh(final Selected selected, final PriceColumn column)
    {
        if (selected.sources < selected.quorum.minSources())
        {
            return Refusal.NO_QUORUM;
        }
        final boolean isCapHeld =
            caps.apply(selected.contributorMask, selected.quorum.lineageCapBps(), selected.capped);
        selected.lineages = caps.count();
        if (!isCapHeld)
        {
            return Refusal.LINEAGE_CAP;
        }
        if (selected.lineages < selected.quorum.minLineages())
        {
            return Refusal.NO_QUORUM;
        }
        long total = 0;
        for (int source = 0; source < selected.effective.length; source++)
        {
            final long weight = selected.capped[source] * trustBps[source];
            selected.effective[source] = weight;
            total += weight;
        }
        selected.effectiveTotal = total;
        selected.cappedTotal = caps.cappedTotal();
        describe(selected, column);
        return Refusal.NONE;
    }

    private void describe(final Selected selected, final PriceColumn column)
    {
        selected.describe(column);
        long oldestNs = Long.MAX_VALUE;
        long weightedOriginMs = 0;
        for (long rest = selected.contributorMask; rest != 0; rest &= rest - 1)
        {
            final int source = Long.numberOfTrailingZeros(rest);
            final long originNs = book.originNs(source, selected.instrument);
            oldestNs = Math.min(oldestNs, originNs);
            weightedOriginMs += selected.capped[source] * (originNs / Selected.NS_PER_MS);
        }
        selected.oldestOriginNs = oldestNs;
        selected.weightedOriginMs = weightedOriginMs;
    }

    /** Lays the fence; whether it cut anything off. Prices are sorted, so it cuts at the ends. */
    private static boolean dropOutliers(final Selected selected, final PriceColumn column)
    {
        if (selected.isNarrow())
        {
            selected.fenceBps = Selected.NOT_COMPUTED;
            return false;
        }
        final int fenceBps = selected.fenceBps();
        final long median = selected.quartiles[1];
        selected.fenceBps = fenceBps;
        long dropped = 0;
        for (int i = 0; i < column.size() && !Bps.within(column.priceAt(i), median, fenceBps); i++)
        {
            dropped |= 1L << column.memberAt(i);
        }
        for (int i = column.size() - 1; i >= 0 && !Bps.within(column.priceAt(i), median, fenceBps); i--)
        {
            dropped |= 1L << column.memberAt(i);
        }
        dropped &= selected.contributorMask;
        selected.contributorMask &= ~dropped;
        selected.sources = Long.bitCount(selected.contributorMask);
        return dropped != 0;
    }

    /** Notes what the quick way needs, unless somebody's trust is falling at the moment. */
    private void settle(final Selected selected, final long nowNs)
    {
        long untilNs = Long.MAX_VALUE;
        for (int source = 0; source < selected.originNs.length; source++)
        {
            if (selected.isContributor(source))
            {
                selected.originNs[source] = book.originNs(source, selected.instrument);
                if (trustBps[source] > selected.trustFloorBps)
                {
                    untilNs = Math.min(untilNs, book.decayFromNs(source, selected.instrument));
                }
            }
            else
            {
                selected.originNs[source] = Long.MAX_VALUE;
            }
        }
        selected.steadyUntilNs = untilNs;
        selected.isSteady = nowNs <= untilNs;
    }
}
