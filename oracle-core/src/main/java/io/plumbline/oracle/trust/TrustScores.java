// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.TrustPolicy;

/**
 * Trust by source and instrument: within [τ, 10,000] basis points, or out for a time. It falls at once by a fixed
 * step and rises by another after a healthy run in count and time. A run is (1 + falls) times as long, at most {@link
 * #MAX_FALLS} falls counting; each completed run makes up for one fall. One thread; allocates nothing after
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
    private final int instruments;
    private final int[] floorByInstrument;

    // by source and instrument
    private final int[] trustBps;
    private final int[] falls;
    private final int[] healthyTicks;
    private final long[] healthySinceNs;
    private final int[] exclusions;
    private final long[] outUntilNs;

    // by source
    private final int[] sourceExclusions;
    private final long[] sourceOutUntilNs;

    TrustScores(final OracleConfig config)
    {
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
        sourceExclusions = new int[sources];
        sourceOutUntilNs = new long[sources];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            floorByInstrument[instrument] = config.instruments().get(instrument).quorum().trustFloorBps();
        }
        for (int source = 0; source < sources; source++)
        {
            putOnProbation(source);
        }
    }

    int trustBps(final int dense)
    {
        return trustBps[dense];
    }

    boolean isOut(final int source, final int dense, final long nowNs)
    {
        return nowNs < sourceOutUntilNs[source] || nowNs < outUntilNs[dense];
    }

    /** One fault: trust falls, the healthy run starts anew and will have to be longer. */
    void fall(final int dense)
    {
        final int floorBps = floorByInstrument[dense % instruments];
        trustBps[dense] = Math.max(floorBps, trustBps[dense] - policy.fallBps());
        falls[dense] = Math.min(MAX_FALLS, falls[dense] + 1);
        healthyTicks[dense] = 0;
    }

    /** One healthy tick; the one that completes a run raises trust. Full trust forgets past quarantines. */
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
        }
    }

    /** Puts a source out on one instrument; it comes back on probation. */
    void quarantine(final int dense, final long nowNs)
    {
        outUntilNs[dense] = nowNs + quarantineNs(exclusions[dense]++);
        fall(dense);
        trustBps[dense] = floorByInstrument[dense % instruments];
    }

    /** Puts a source out on all instruments, never for less than before; returns until when. */
    long exclude(final int source, final long nowNs)
    {
        return excludeUntil(source, nowNs + quarantineNs(sourceExclusions[source]++));
    }

    /** Puts a source out on all instruments until a given time, never for less than before; returns until when. */
    long excludeUntil(final int source, final long untilNs)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            fall(source * instruments + instrument);
        }
        putOnProbation(source);
        sourceOutUntilNs[source] = Math.max(untilNs, sourceOutUntilNs[source]);
        return sourceOutUntilNs[source];
    }

    /** Lets a source in again on all instruments, on probation; an operator's word forgives past exclusions. */
    void readmit(final int source)
    {
        sourceOutUntilNs[source] = 0;
        sourceExclusions[source] = 0;
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            outUntilNs[source * instruments + instrument] = 0;
            exclusions[source * instruments + instrument] = 0;
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
