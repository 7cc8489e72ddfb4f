// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.trust.VolatilityScale;

/**
 * One instrument's selection as it was last found: what its settings ask for, who is in, with which weight, and the
 * figures of it. Plain data that the two ways of selecting share. One thread; allocates nothing after construction.
 */
final class Selected
{
    /** No fence was computed: it is as the figures at hand give it. */
    static final int NOT_COMPUTED = -1;

    private static final int SOURCES_PER_WORD = 4;
    private static final int BITS_PER_SOURCE = 16;
    private static final long TRUST_MASK = 0xffff;
    private static final int FULL_BPS = 10_000;
    static final long NS_PER_MS = 1_000_000L;

    // settings
    final int instrument;
    final long maxAgeNs;
    final int trustFloorBps;
    final int fenceFloorBps;
    private final int widestFenceBps;
    final QuorumPolicy quorum;
    final int configuredSources;
    private final long configuredWeight;
    private final int iqrMultiple;
    private final int volatilityMultiple;
    private final long sampleIntervalNs;

    // by source

    /** Capped base weight in sub-units; 0 for those left out. */
    final long[] capped;
    /** The same times trust in basis points. */
    final long[] effective;
    /** Origin of the contributors, Long.MAX_VALUE for the others; kept only while steady. */
    final long[] originNs;
    /** Trust now, packed; 0 for those out, stale or unheard. */
    final long[] trustWords;

    // who

    /** Fresh believed prices, before any fence. */
    long freshMask;
    /** What is left of them. */
    long contributorMask;
    int sources;
    int lineages;
    int staleShareBps;

    // figures of the contributors; they hold where a price was found
    final long[] quartiles = new long[3];
    long cappedTotal;
    /** Capped weights times origins in milliseconds, as a sum modulo 2^64. */
    long weightedOriginMs;
    long effectiveTotal;
    long low;
    long high;
    int dispersionBps;
    long oldestOriginNs;

    // the fence
    long nowNs;
    int volatilityCentiBps;
    int fenceBps;

    /** Whether a price was found, all that is fresh contributes, and nobody's trust is falling. */
    boolean isSteady;
    /** Until when the last holds. */
    long steadyUntilNs;

    Selected(final OracleConfig config, final int instrument)
    {
        this.instrument = instrument;
        final InstrumentConfig settings = config.instruments().get(instrument);
        final VolatilityPolicy volatility = settings.market().volatility();
        maxAgeNs = settings.freshness().maxAgeNs();
        quorum = settings.quorum();
        trustFloorBps = quorum.trustFloorBps();
        fenceFloorBps = settings.fence().floorBps();
        widestFenceBps = Math.max(fenceFloorBps, settings.fence().maxRangeBps() / 2);
        iqrMultiple = settings.fence().iqrMultiple();
        volatilityMultiple = volatility.fenceMultiple();
        sampleIntervalNs = volatility.sampleIntervalNs();
        int count = 0;
        long weight = 0;
        for (final SourceConfig source : config.sources())
        {
            if (hasFeed(source, settings.symbol()))
            {
                count++;
                weight += source.baseWeight();
            }
        }
        configuredSources = count;
        configuredWeight = weight;
        final int all = config.sources().size();
        capped = new long[all];
        effective = new long[all];
        originNs = new long[all];
        trustWords = new long[(all + SOURCES_PER_WORD - 1) / SOURCES_PER_WORD];
    }

    private static boolean hasFeed(final SourceConfig source, final String symbol)
    {
        for (final FeedConfig feed : source.feeds())
        {
            if (feed.instrument().equals(symbol))
            {
                return true;
            }
        }
        return false;
    }

    boolean isContributor(final int source)
    {
        return (contributorMask >>> source & 1) != 0;
    }

    void putTrust(final int[] trustBps)
    {
        for (int word = 0, source = 0; word < trustWords.length; word++)
        {
            long packed = 0;
            for (int shift = 0; shift < Long.SIZE && source < trustBps.length; shift += BITS_PER_SOURCE)
            {
                packed |= (long)trustBps[source++] << shift;
            }
            trustWords[word] = packed;
        }
    }

    void putTrust(final int source, final int trustBps)
    {
        final int word = source / SOURCES_PER_WORD;
        final int shift = source % SOURCES_PER_WORD * BITS_PER_SOURCE;
        trustWords[word] = (trustWords[word] & ~(TRUST_MASK << shift)) | ((long)trustBps << shift);
    }

    int trustBps(final int source)
    {
        final int shift = source % SOURCES_PER_WORD * BITS_PER_SOURCE;
        return (int)(trustWords[source / SOURCES_PER_WORD] >>> shift & TRUST_MASK);
    }

    /** Takes note of the base weight of the fresh prices. */
    void fresh(final long weight)
    {
        staleShareBps = configuredWeight == 0 ? 0 :
            (int)(((configuredWeight - weight) * FULL_BPS + configuredWeight - 1) / configuredWeight);
    }

    /** Finds quartiles, dispersion and range of the contributors, at least one. */
    void describe(final PriceColumn column)
    {
        column.quartilesTo(effective, effectiveTotal, quartiles);
        dispersionBps = Spread.bps(quartiles[0], quartiles[2], quartiles[1]);
        int first = 0;
        while (!isContributor(column.memberAt(first)))
        {
            first++;
        }
        int last = column.size() - 1;
        while (!isContributor(column.memberAt(last)))
        {
            last--;
        }
        low = column.priceAt(first);
        high = column.priceAt(last);
    }

    /** The fence around the median for the figures at hand, basis points. */
    int fenceBps()
    {
        final long byRange = (long)iqrMultiple * dispersionBps;
        final long byVolatility = VolatilityScale.overBps(volatilityMultiple, volatilityCentiBps,
            nowNs - oldestOriginNs, sampleIntervalNs);
        return (int)Math.min(widestFenceBps, Math.max(fenceFloorBps, Math.max(byRange, byVolatility)));
    }

    /** Whether so much capped weight bears liars of F: at the least trust it exceeds F and what F gains over it. */
    boolean isMarginHeld(final long cappedWeight)
    {
        final long needed = quorum.byzantineWeight() * LineageCaps.UNIT * (FULL_BPS + (long)trustFloorBps);
        return cappedWeight * trustFloorBps > needed;
    }

    /** Whether the range is so narrow that no fence cuts it, which is the usual case and cheap to see. */
    boolean isNarrow()
    {
        return Spread.isWithin(low, high, quartiles[1], fenceFloorBps);
    }

    /**
     * Average age of the contributors by capped weight, in whole milliseconds. The sums wrap around, their difference
     * does not: weights add up to less than 2^35, and an age is less than 2^27 ms.
     */
    long averageAgeMs()
    {
        return (cappedTotal * (nowNs / NS_PER_MS) - weightedOriginMs) / cappedTotal;
    }
}
