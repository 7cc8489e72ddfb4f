// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * Trust by source and instrument: within [τ, 10,000] basis points, or out for a time. It falls at once by a fixed
 * step and rises by another after a healthy run in count and time. A run is (1 + falls) times as long, at most {@link
 * #MAX_FALLS} falls counting; each completed run makes up for one fall. Whoever is put out falls too, and no pair falls
 * twice at one event. What each fall was for is kept until trust is full again. One thread; allocates nothing after
 * construction.
 */
final class TrustScores
{
    /** Falls that lengthen a run; more are not counted. */
    static final int MAX_FALLS = 15;

    /** Doublings of a quarantine; more are not made. */
    static final int MAX_DOUBLINGS = 10;

    private static final int FULL_BPS = 10_000;

    private final TrustPolicy policy;
    private final StageCounters counters;
    private final int instruments;
    private final int[] floorByInstrument;

    // by source and instrument
    private final int[] trustBps;
    private final int[] falls;
    private final int[] healthyTicks;
    private final long[] healthySinceNs;
    private final int[] exclusions;
    private final long[] outUntilNs;
    private final int[] causes;
    private final long[] fellAt;

    // by source
    private final int[] sourceExclusions;
    private final long[] sourceOutUntilNs;
    private final int[] overrideBps;

    private long event = 1;

    TrustScores(final OracleConfig config, final StageCounters counters)
    {
        this.counters = counters;
        policy = config.trust();
        instruments = config.instruments().size();
        final int sources = config.sources().size();
        floorByInstrument = new int[instruments];
        trustBps = new int[sources * instruments];
        falls = new int[trustBps.length];
        healthyTicks = new int[trustBps.length];
        healthySinceNs = new long[trustBps.length];
        exclusions = new int[trustBps.length];
        outUntilNs = new long[trustBps.length];
        causes = new int[trustBps.length];
        fellAt = new long[trustBps.length];
        sourceExclusions = new int[sources];
        sourceOutUntilNs = new long[sources];
        overrideBps = new int[sources];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            floorByInstrument[instrument] = config.instruments().get(instrument).quorum().trustFloorBps();
        }
        for (int source = 0; source < sources; source++)
        {
            putOnProbation(source);
        }
    }

    /** A new event begins: each pair may fall again. */
    void beginEvent()
    {
        event++;
    }

    /** Trust as scored. */
    int trustBps(final int dense)
    {
        return trustBps[dense];
    }

    /** Trust that counts: what an operator fixed, no less than the floor, or as scored. */
    int effectiveBps(final int source, final int dense)
    {
        return overrideBps[source] == 0 ? trustBps[dense] :
            Math.max(overrideBps[source], floorByInstrument[dense % instruments]);
    }

    /** What an operator fixed; 0 for nothing. */
    int overrideBps(final int source)
    {
        return overrideBps[source];
    }

    /** Fixes a source's trust on all instruments, 1 to 10,000, or ends that with 0; lifts no exclusion. */
    void override(final int source, final int bps)
    {
        overrideBps[source] = bps;
    }

    /** Falls not made up for. */
    int falls(final int dense)
    {
        return falls[dense];
    }

    int healthyTicks(final int dense)
    {
        return healthyTicks[dense];
    }

    /** Bits of {@link io.plumbline.oracle.TrustCause}. */
    int causes(final int dense)
    {
        return causes[dense];
    }

    /** Until when the pair is out on its own account; 0 for never. */
    long outUntilNs(final int dense)
    {
        return outUntilNs[dense];
    }

    /** Until when the source is out everywhere; 0 for never. */
    long sourceOutUntilNs(final int source)
    {
        return sourceOutUntilNs[source];
    }

    boolean isOut(final int source, final int dense, final long nowNs)
    {
        return nowNs < sourceOutUntilNs[source] || nowNs < outUntilNs[dense];
    }

    /** One fault or several: trust falls, the healthy run starts anew and will have to be longer. */
    void fall(final int dense, final int causeBits)
    {
        causes[dense] |= causeBits;
        if (fellAt[dense] == event)
        {
            return;
        }
        fellAt[dense] = event;
        final int floorBps = floorByInstrument[dense % instruments];
        trustBps[dense] = Math.max(floorBps, trustBps[dense] - policy.fallBps());
        falls[dense] = Math.min(MAX_FALLS, falls[dense] + 1);
        healthyTicks[dense] = 0;
        counters.add(Metric.TRUST_FALLS);
    }

    /** One healthy tick; the one that completes a run raises trust. Full trust forgets quarantines and causes. */
    void thrive(final int dense, final long nowNs)
    {
        if (healthyTicks[dense] == 0)
        {
            healthySinceNs[dense] = nowNs;
        }
        healthyTicks[dense]++;
        final long stretch = 1L + falls[dense];
        if (healthyTicks[dense] < policy.healthyTicks() * stretch ||
            nowNs - healthySinceNs[dense] < policy.healthyNs() * stretch)
        {
            return;
        }
        healthyTicks[dense] = 0;
        falls[dense] = Math.max(0, falls[dense] - 1);
        trustBps[dense] = Math.min(FULL_BPS, trustBps[dense] + policy.riseBps());
        if (trustBps[dense] == FULL_BPS)
        {
            exclusions[dense] = 0;
            causes[dense] = 0;
        }
    }

    /** Puts a source out on one instrument; it comes back on probation. */
    void quarantine(final int dense, final int causeBits, final long nowNs)
    {
        outUntilNs[dense] = nowNs + quarantineNs(exclusions[dense]++);
        fall(dense, causeBits);
        trustBps[dense] = floorByInstrument[dense % instruments];
    }

    /** Puts a source out on all instruments, never for less than before; returns until when. */
    long exclude(final int source, final int causeBits, final long nowNs)
    {
        return excludeUntil(source, causeBits, nowNs + quarantineNs(sourceExclusions[source]++));
    }

    /** Puts a source out on all instruments until a given time, never for less than before; returns until when. */
    long excludeUntil(final int source, final int causeBits, final long untilNs)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            fall(source * instruments + instrument, causeBits);
        }
        putOnProbation(source);
        sourceOutUntilNs[source] = Math.max(untilNs, sourceOutUntilNs[source]);
        return sourceOutUntilNs[source];
    }

    /** Lets a source in again on all instruments, on probation; an operator's word forgives all that was. */
    void readmit(final int source)
    {
        sourceOutUntilNs[source] = 0;
        sourceExclusions[source] = 0;
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            outUntilNs[source * instruments + instrument] = 0;
            exclusions[source * instruments + instrument] = 0;
            falls[source * instruments + instrument] = 0;
            causes[source * instruments + instrument] = 0;
        }
        putOnProbation(source);
    }

    private void putOnProbation(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            trustBps[source * instruments + instrument] = floorByInstrument[instrument];
            healthyTicks[source * instruments + instrument] = 0;
        }
    }

    private long quarantineNs(final int earlier)
    {
        return policy.quarantineNs() << Math.min(MAX_DOUBLINGS, earlier);
    }
}
