// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.trust.Age;
import io.plumbline.oracle.trust.Lineages;
import io.plumbline.oracle.trust.TrustDecay;
import java.util.Arrays;

/**
 * Who contributes to one instrument's price now, with which weight, and the statistics of it. Stale, excluded and
 * distrusted prices are left out one by one, the rest is capped by lineage, weighed by trust, and filtered by a fence
 * around its own median at most {@link #MAX_FILTERS} times; each time the survivors alone must meet quorum and caps.
 * One thread; allocates nothing after construction.
 */
final class Selection
{
    /** How often the fence is laid. What then still stands outside a narrower fence is judged by the range rule. */
    static final int MAX_FILTERS = 2;

    private static final int FULL_BPS = 10_000;
    private static final int SOURCES_PER_WORD = 4;
    private static final int BITS_PER_SOURCE = 16;

    private final Book book;
    private final InstrumentConfig[] settings;
    private final long[] baseWeight;
    private final LineageCaps caps;
    private final int[] trustBps;
    private final long[] admitted;
    private final long[] capped;
    private final long[] effective;
    private final long[] trustWords = new long[OracleConfig.MAX_SOURCES / SOURCES_PER_WORD];
    private int count;
    private long median;
    private long quartileLow;
    private long quartileHigh;

    Selection(final OracleConfig config, final Book book)
    {
        this.book = book;
        settings = config.instruments().toArray(new InstrumentConfig[0]);
        final int sources = config.sources().size();
        baseWeight = new long[sources];
        for (int source = 0; source < sources; source++)
        {
            baseWeight[source] = config.sources().get(source).baseWeight();
        }
        caps = new LineageCaps(new Lineages(config));
        trustBps = new int[sources];
        admitted = new long[sources];
        capped = new long[sources];
        effective = new long[sources];
    }

    /** Selects and weighs; NONE, or the first rule that the price fails. Statistics hold after NONE alone. */
    Refusal select(final int instrument, final long nowNs)
    {
        admitFresh(instrument, nowNs);
        if (book.column(instrument).size() == 0)
        {
            return Refusal.NO_PRICE;
        }
        Refusal why = weigh(instrument);
        for (int filter = 0; filter < MAX_FILTERS && why == Refusal.NONE && dropOutliers(instrument); filter++)
        {
            why = weigh(instrument);
        }
        return why == Refusal.NONE ? checkMargin(instrument) : why;
    }

    private void admitFresh(final int instrument, final long nowNs)
    {
        final PriceColumn column = book.column(instrument);
        final long maxAgeNs = settings[instrument].freshness().maxAgeNs();
        final int floorBps = settings[instrument].quorum().trustFloorBps();
        Arrays.fill(admitted, 0);
        Arrays.fill(trustBps, 0);
        count = 0;
        for (int i = 0; i < column.size(); i++)
        {
            final int source = column.memberAt(i);
            final int trust = book.trustBps(source, instrument);
            if (trust > 0 && !Age.isPast(book.originNs(source, instrument), nowNs, maxAgeNs))
            {
                trustBps[source] =
                    TrustDecay.trustAt(trust, book.decayFromNs(source, instrument), nowNs, floorBps);
                admitted[source] = baseWeight[source];
                count++;
            }
        }
        packTrust();
    }

    /** Quorum and caps on what is admitted; then its weights and statistics. */
    private Refusal weigh(final int instrument)
    {
        final QuorumPolicy quorum = settings[instrument].quorum();
        if (count < quorum.minSources())
        {
            return Refusal.NO_QUORUM;
        }
        if (!caps.apply(admitted, quorum.lineageCapBps(), capped))
        {
            return Refusal.LINEAGE_CAP;
        }
        if (caps.count() < quorum.minLineages())
        {
            return Refusal.NO_QUORUM;
        }
        for (int source = 0; source < effective.length; source++)
        {
            effective[source] = capped[source] * trustBps[source];
        }
        final PriceColumn column = book.column(instrument);
        median = column.weightedQuantile(effective, 1, 2);
        quartileLow = column.weightedQuantile(effective, 1, 4);
        quartileHigh = column.weightedQuantile(effective, 3, 4);
        return Refusal.NONE;
    }

    private boolean dropOutliers(final int instrument)
    {
        final PriceColumn column = book.column(instrument);
        final int floorBps = settings[instrument].fence().floorBps();
        final long byRange = (long)settings[instrument].fence().iqrMultiple() * dispersionBps();
        final int fenceBps = (int)Math.min(Integer.MAX_VALUE, Math.max(floorBps, byRange));
        boolean isDropped = false;
        for (int i = 0; i < column.size(); i++)
        {
            final int source = column.memberAt(i);
            if (admitted[source] > 0 && !Bps.within(column.priceAt(i), median, fenceBps))
            {
                admitted[source] = 0;
                count--;
                isDropped = true;
            }
        }
        return isDropped;
    }

    private Refusal checkMargin(final int instrument)
    {
        final QuorumPolicy quorum = settings[instrument].quorum();
        final long floorBps = quorum.trustFloorBps();
        final long needed = quorum.byzantineWeight() * LineageCaps.UNIT * (FULL_BPS + floorBps);
        return caps.cappedTotal() * floorBps > needed ? Refusal.NONE : Refusal.BYZANTINE_MARGIN;
    }

    private void packTrust()
    {
        Arrays.fill(trustWords, 0);
        for (int source = 0; source < trustBps.length; source++)
        {
            final int shift = source % SOURCES_PER_WORD * BITS_PER_SOURCE;
            trustWords[source / SOURCES_PER_WORD] |= (long)trustBps[source] << shift;
        }
    }

    /** Trust now by source, packed; also of those the fence dropped, 0 for those out, stale or unheard. */
    long[] trustWords()
    {
        return trustWords;
    }

    boolean isContributor(final int source)
    {
        return admitted[source] > 0;
    }

    /** Capped base weight in 1/512 times trust in basis points, by source; 0 for those left out. */
    long effectiveWeight(final int source)
    {
        return effective[source];
    }

    int sources()
    {
        return count;
    }

    int lineages()
    {
        return caps.count();
    }

    long median()
    {
        return median;
    }

    long quartileLow()
    {
        return quartileLow;
    }

    long quartileHigh()
    {
        return quartileHigh;
    }

    long low(final int instrument)
    {
        return book.column(instrument).minSelected(effective);
    }

    long high(final int instrument)
    {
        return book.column(instrument).maxSelected(effective);
    }

    /** Interquartile range against the median, rounded up. */
    int dispersionBps()
    {
        return Spread.bps(quartileLow, quartileHigh, median);
    }

    /** Weight after trust. */
    long effectiveTotal(final int instrument)
    {
        return book.column(instrument).totalWeight(effective);
    }

    /** The same weight at full trust. */
    long fullTotal()
    {
        return caps.cappedTotal() * FULL_BPS;
    }
}
