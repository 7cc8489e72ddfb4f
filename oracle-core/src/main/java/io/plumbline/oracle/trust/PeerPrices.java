// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Quartiles;
import io.plumbline.oracle.price.Spread;

/**
 * Trust's own column of last accepted prices per instrument, and what a source's peers say. Peers are the fresh
 * sources of other lineages; a lineage speaks with the weight of its largest member, shared by its members in
 * proportion, so that many signers of one upstream cannot swamp the rest. One thread; allocates nothing after
 * construction.
 *
 * <p>Shares depend on who is fresh and on nothing else, so they are kept until that may have changed: somebody came or
 * left, or the oldest origin has passed its age. Who is selected is a mask of source ids.
 */
final class PeerPrices
{
    private static final long UNIT = 512;

    private final int instruments;
    private final int lineageCount;
    private final long[] baseWeight;
    private final int[] lineage;
    private final long[] membersByLineage;
    private final long[] maxAgeNs;
    private final PriceColumn[] columns;
    // origin of each pair's price and when it was heard, side by side
    private final long[] originHeard;
    private long heard;

    // by instrument: its fresh sources, and shares as of these
    private final long[] freshMask;
    private final long[] freshUntilNs;
    private final long[][] share;
    private final long[] total;
    private final int[] voices;
    private final long[] totalByLineage;

    // of one rebuild
    private final long[] lineageSum;
    private final long[] lineageMax;

    // the peers last selected
    private final Quartiles quartiles = new Quartiles();
    private long selected;
    private long selectedTotal;

    PeerPrices(final OracleConfig config, final Lineages lineages)
    {
        final int sources = config.sources().size();
        instruments = config.instruments().size();
        lineageCount = lineages.count();
        baseWeight = new long[sources];
        lineage = new int[sources];
        membersByLineage = new long[lineageCount];
        for (int source = 0; source < sources; source++)
        {
            baseWeight[source] = config.sources().get(source).baseWeight();
            lineage[source] = lineages.of(source);
            membersByLineage[lineage[source]] |= 1L << source;
        }
        maxAgeNs = new long[instruments];
        columns = new PriceColumn[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            maxAgeNs[instrument] = config.instruments().get(instrument).freshness().maxAgeNs();
            columns[instrument] = new PriceColumn(sources);
        }
        originHeard = new long[2 * sources * instruments];
        freshMask = new long[instruments];
        freshUntilNs = new long[instruments];
        share = new long[instruments][sources];
        total = new long[instruments];
        voices = new int[instruments];
        totalByLineage = new long[instruments * lineageCount];
        lineageSum = new long[lineageCount];
        lineageMax = new long[lineageCount];
    }

    void put(final int source, final int instrument, final long price, final long origin)
    {
        columns[instrument].put(source, price);
        final int at = 2 * (source * instruments + instrument);
        originHeard[at] = origin;
        originHeard[at + 1] = ++heard;
        final boolean isMember = (freshMask[instrument] >>> source & 1) != 0;
        freshUntilNs[instrument] =
            isMember ? Math.min(freshUntilNs[instrument], origin + maxAgeNs[instrument]) : Long.MIN_VALUE;
    }

    void remove(final int source, final int instrument)
    {
        if (columns[instrument].remove(source))
        {
            freshUntilNs[instrument] = Long.MIN_VALUE;
        }
    }

    void remove(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            remove(source, instrument);
        }
    }

    /** How many accepted ticks there were; orders what was heard without a clock. */
    long heard()
    {
        return heard;
    }

    /** Selects a source's peers on an instrument; returns how many lineages they have. */
    int select(final int source, final int instrument, final long nowNs)
    {
        refresh(instrument, nowNs);
        final long fresh = freshMask[instrument];
        final long own = fresh & membersByLineage[lineage[source]];
        selected = fresh ^ own;
        selectedTotal = total[instrument] - totalByLineage[instrument * lineageCount + lineage[source]];
        return own == 0 ? voices[instrument] : voices[instrument] - 1;
    }

    /** Selects all that are fresh on an instrument; returns how many lineages they have. */
    int selectAll(final int instrument, final long nowNs)
    {
        refresh(instrument, nowNs);
        selected = freshMask[instrument];
        selectedTotal = total[instrument];
        return voices[instrument];
    }

    /** Weighs the selected, at least one: their quartiles, which the next weighing overwrites. */
    Quartiles weighQuartiles(final int instrument)
    {
        quartiles.find(columns[instrument], share[instrument], selected, selectedTotal);
        return quartiles;
    }

    /** Weighs the selected, at least one: their median, and whose price it is. */
    long weighMedian(final int instrument)
    {
        quartiles.findMedian(columns[instrument], share[instrument], selected, selectedTotal);
        return quartiles.median;
    }

    /** Weighs the selected, at least one: their interquartile range against their median, rounded up. */
    int weighIqrBps(final int instrument)
    {
        quartiles.find(columns[instrument], share[instrument], selected, selectedTotal);
        return Spread.bps(quartiles.low, quartiles.high, quartiles.median);
    }

    /** Origin of the weighed median's price, or of the one above where it lies between two; epoch nanoseconds. */
    long medianOriginNs(final int instrument)
    {
        return originHeard[2 * (quartiles.medianMember * instruments + instrument)];
    }

    /** Whether selected peers of more than half the selected weight were heard after so many ticks accepted. */
    boolean isMajorityHeardSince(final int instrument, final long ticks)
    {
        long since = 0;
        for (long rest = selected; rest != 0; rest &= rest - 1)
        {
            final int peer = Long.numberOfTrailingZeros(rest);
            since += originHeard[2 * (peer * instruments + instrument) + 1] > ticks ? share[instrument][peer] : 0;
        }
        return 2 * since > selectedTotal;
    }

    /** Whether the selected speak with more than so much base weight, each lineage with its largest member's. */
    boolean isVoiceAbove(final long baseWeightBound)
    {
        return selectedTotal > baseWeightBound * UNIT;
    }

    /** Base weight of the fresh sources on an instrument, one source left out. */
    long baseWeightWithout(final int source, final int instrument, final long nowNs)
    {
        refresh(instrument, nowNs);
        long sum = 0;
        for (long rest = freshMask[instrument] & ~(1L << source); rest != 0; rest &= rest - 1)
        {
            sum += baseWeight[Long.numberOfTrailingZeros(rest)];
        }
        return sum;
    }

    private void refresh(final int instrument, final long nowNs)
    {
        if (nowNs > freshUntilNs[instrument])
        {
            refreshSlowPath(instrument, nowNs);
        }
    }

    private void refreshSlowPath(final int instrument, final long nowNs)
    {
        final PriceColumn column = columns[instrument];
        long mask = 0;
        long oldestNs = Long.MAX_VALUE - maxAgeNs[instrument];
        for (int i = 0; i < column.size(); i++)
        {
            final int source = column.memberAt(i);
            final long origin = originHeard[2 * (source * instruments + instrument)];
            if (!Age.isPast(origin, nowNs, maxAgeNs[instrument]))
            {
                mask |= 1L << source;
                oldestNs = Math.min(oldestNs, origin);
            }
        }
        freshUntilNs[instrument] = oldestNs + maxAgeNs[instrument];
        if (mask != freshMask[instrument])
        {
            freshMask[instrument] = mask;
            shareOut(instrument, mask);
        }
    }

    private void shareOut(final int instrument, final long mask)
    {
        for (int i = 0; i < lineageCount; i++)
        {
            lineageSum[i] = 0;
            lineageMax[i] = 0;
            totalByLineage[instrument * lineageCount + i] = 0;
        }
        voices[instrument] = 0;
        total[instrument] = 0;
        for (long rest = mask; rest != 0; rest &= rest - 1)
        {
            final int source = Long.numberOfTrailingZeros(rest);
            final int of = lineage[source];
            voices[instrument] += lineageSum[of] == 0 ? 1 : 0;
            lineageSum[of] += baseWeight[source];
            lineageMax[of] = Math.max(lineageMax[of], baseWeight[source]);
        }
        for (long rest = mask; rest != 0; rest &= rest - 1)
        {
            final int source = Long.numberOfTrailingZeros(rest);
            final int of = lineage[source];
            final long part = Math.max(1, baseWeight[source] * UNIT * lineageMax[of] / lineageSum[of]);
            share[instrument][source] = part;
            totalByLineage[instrument * lineageCount + of] += part;
            total[instrument] += part;
        }
    }
}
