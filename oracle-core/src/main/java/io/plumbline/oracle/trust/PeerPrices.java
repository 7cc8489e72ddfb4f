// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Spread;
import java.util.Arrays;

/**
 * Trust's own column of last accepted prices per instrument, and what a source's peers say. Peers are the fresh
 * sources of other lineages; a lineage speaks with the weight of its largest member, shared by its members in
 * proportion, so that many signers of one upstream cannot swamp the rest. One thread; allocates nothing after
 * construction.
 */
final class PeerPrices
{
    private static final long UNIT = 512;

    private final int instruments;
    private final Lineages lineages;
    private final long[] baseWeight;
    private final long[] maxAgeNs;
    private final PriceColumn[] columns;
    private final long[] originNs;
    private final long[] heardAt;
    private long heard;

    // the peers last selected
    private final long[] weight;
    private final long[] lineageSum;
    private final long[] lineageMax;
    private long median;
    private int iqrBps;
    private int medianSource;

    PeerPrices(final OracleConfig config, final Lineages lineages)
    {
        this.lineages = lineages;
        final int sources = config.sources().size();
        instruments = config.instruments().size();
        baseWeight = new long[sources];
        for (int source = 0; source < sources; source++)
        {
            baseWeight[source] = config.sources().get(source).baseWeight();
        }
        maxAgeNs = new long[instruments];
        columns = new PriceColumn[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final InstrumentConfig settings = config.instruments().get(instrument);
            maxAgeNs[instrument] = settings.freshness().maxAgeNs();
            columns[instrument] = new PriceColumn(sources);
        }
        originNs = new long[sources * instruments];
        heardAt = new long[sources * instruments];
        weight = new long[sources];
        lineageSum = new long[lineages.count()];
        lineageMax = new long[lineages.count()];
    }

    void put(final int source, final int instrument, final long price, final long origin)
    {
        columns[instrument].put(source, price);
        originNs[source * instruments + instrument] = origin;
        heardAt[source * instruments + instrument] = ++heard;
    }

    void remove(final int source, final int instrument)
    {
        columns[instrument].remove(source);
    }

    void remove(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            columns[instrument].remove(source);
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
        final PriceColumn column = columns[instrument];
        final int own = lineages.of(source);
        Arrays.fill(weight, 0);
        Arrays.fill(lineageSum, 0);
        Arrays.fill(lineageMax, 0);
        int count = 0;
        for (int i = 0; i < column.size(); i++)
        {
            final int peer = column.memberAt(i);
            final int lineage = lineages.of(peer);
            if (lineage != own && isFresh(peer, instrument, nowNs))
            {
                count += lineageSum[lineage] == 0 ? 1 : 0;
                lineageSum[lineage] += baseWeight[peer];
                lineageMax[lineage] = Math.max(lineageMax[lineage], baseWeight[peer]);
                weight[peer] = baseWeight[peer];
            }
        }
        for (int i = 0; i < column.size(); i++)
        {
            final int peer = column.memberAt(i);
            if (weight[peer] > 0)
            {
                final int lineage = lineages.of(peer);
                weight[peer] = Math.max(1, baseWeight[peer] * UNIT * lineageMax[lineage] / lineageSum[lineage]);
            }
        }
        return count;
    }

    /** Weighs the selected peers, at least one: median, interquartile range, whose price the median is. */
    void weigh(final int instrument)
    {
        final PriceColumn column = columns[instrument];
        median = column.weightedQuantile(weight, 1, 2);
        final long low = column.weightedQuantile(weight, 1, 4);
        final long high = column.weightedQuantile(weight, 3, 4);
        iqrBps = Spread.bps(low, high, median);
        int at = 0;
        while (weight[column.memberAt(at)] == 0 || column.priceAt(at) < median)
        {
            at++;
        }
        medianSource = column.memberAt(at);
    }

    /** The peers' weighted median, at the instrument's scale. */
    long median()
    {
        return median;
    }

    /** The peers' interquartile range against their median, rounded up. */
    int iqrBps()
    {
        return iqrBps;
    }

    /** Origin of the price the median is, or of the one above where it lies between two; epoch nanoseconds. */
    long medianOriginNs(final int instrument)
    {
        return originNs[medianSource * instruments + instrument];
    }

    /** Whether selected peers of more than half the selected weight were heard after so many ticks accepted. */
    boolean isMajorityHeardSince(final int instrument, final long ticks)
    {
        final PriceColumn column = columns[instrument];
        long since = 0;
        for (int i = 0; i < column.size(); i++)
        {
            final int peer = column.memberAt(i);
            since += heardAt[peer * instruments + instrument] > ticks ? weight[peer] : 0;
        }
        return 2 * since > column.totalWeight(weight);
    }

    /** Whether the selected peers speak with more than so much base weight, each lineage with its largest member's. */
    boolean isVoiceAbove(final int instrument, final long baseWeightBound)
    {
        return columns[instrument].totalWeight(weight) > baseWeightBound * UNIT;
    }

    /** Base weight of the fresh sources on an instrument, one source left out. */
    long baseWeightWithout(final int source, final int instrument, final long nowNs)
    {
        final PriceColumn column = columns[instrument];
        long sum = 0;
        for (int i = 0; i < column.size(); i++)
        {
            final int other = column.memberAt(i);
            if (other != source && isFresh(other, instrument, nowNs))
            {
                sum += baseWeight[other];
            }
        }
        return sum;
    }

    private boolean isFresh(final int source, final int instrument, final long nowNs)
    {
        return !Age.isPast(originNs[source * instruments + instrument], nowNs, maxAgeNs[instrument]);
    }
}
