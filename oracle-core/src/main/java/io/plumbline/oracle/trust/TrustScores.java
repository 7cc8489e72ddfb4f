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

    // what a tick reads and writes of its pair lies side by side
    private static final int SCORES = 4;
    private static final int TRUST_BPS = 0;
    private static final int FALLS = 1;
    private static final int HEALTHY_TICKS = 2;
    private static final int EXCLUSIONS = 3;
    private static final int TIMES = 2;
    private static final int HEALTHY_SINCE_NS = 0;
    private static final int OUT_UNTIL_NS = 1;

    private final TrustPolicy policy;
    private final StageCounters counters;
    private final int instruments;
    private final int[] floorByInstrument;

    // by source and instrument
    private final int[] scores;
    private final long[] times;
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
        scores = new int[sources * instruments * SCORES];
        times = new long[sources * instruments * TIMES];
        causes = new int[sources * instruments];
        fellAt = new long[sources * instruments];
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
        return scores[dense * SCORES + TRUST_BPS];
    }

    /** Trust that counts: what an operator fixed, no less than the floor, or as scored. */
    int effectiveBps(final int source, final int dense)
    {
        return overrideBps[source] == 0 ? scores[dense * SCORES + TRUST_BPS] :
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
        return scores[dense * SCORES + FALLS];
    }

    int healthyTicks(final int dense)
    {
        return scores[dense * SCORES + HEALTHY_TICKS];
    }

    /** Bits of {@link io.plumbline.oracle.TrustCause}. */
    int causes(final int dense)
    {
        return causes[dense];
    }

    /** Until when the pair is out on its own account; 0 for never. */
    long outUntilNs(final int dense)
    {
        return times[dense * TIMES + OUT_UNTIL_NS];
    }

    /** Until when the source is out everywhere; 0 for never. */
    long sourceOutUntilNs(final int source)
    {
        return sourceOutUntilNs[source];
    }

    boolean isOut(final int source, final int dense, final long nowNs)
    {
        return nowNs < sourceOutUntilNs[source] || nowNs < times[dense * TIMES + OUT_UNTIL_NS];
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
        final int at = dense * SCORES;
        final int floorBps = floorByInstrument[dense % instruments];
        scores[at + TRUST_BPS] = Math.max(floorBps, scores[at + TRUST_BPS] - policy.fallBps());
        scores[at + FALLS] = Math.min(MAX_FALLS, scores[at + FALLS] + 1);
        scores[at + HEALTHY_TICKS] = 0;
        counters.add(Metric.TRUST_FALLS);
    }

    /** One healthy tick; the one that completes a run raises trust. Full trust forgets quarantines and causes. */
    void thrive(final int dense, final long nowNs)
    {
        final int at = dense * SCORES;
        if (scores[at + HEALTHY_TICKS] == 0)
        {
            times[dense * TIMES + HEALTHY_SINCE_NS] = nowNs;
        }
        scores[at + HEALTHY_TICKS]++;
        final long stretch = 1L + scores[at + FALLS];
        if (scores[at + HEALTHY_TICKS] < policy.healthyTicks() * stretch ||
            nowNs - times[dense * TIMES + HEALTHY_SINCE_NS] < policy.healthyNs() * stretch)
        {
            return;
        }
        scores[at + HEALTHY_TICKS] = 0;
        scores[at + FALLS] = Math.max(0, scores[at + FALLS] - 1);
        scores[at + TRUST_BPS] = Math.min(FULL_BPS, scores[at + TRUST_BPS] + policy.riseBps());
        if (scores[at + TRUST_BPS] == FULL_BPS)
        {
            scores[at + EXCLUSIONS] = 0;
            causes[dense] = 0;
        }
    }

    /** Puts a source out on one instrument; it comes back on probation. */
    void quarantine(final int dense, final int causeBits, final long nowNs)
    {
        final int at = dense * SCORES;
        times[dense * TIMES + OUT_UNTIL_NS] = nowNs + quarantineNs(scores[at + EXCLUSIONS]++);
        fall(dense, causeBits);
        scores[at + TRUST_BPS] = floorByInstrument[dense % instruments];
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
            final int dense = source * instruments + instrument;
            times[dense * TIMES + OUT_UNTIL_NS] = 0;
            scores[dense * SCORES + EXCLUSIONS] = 0;
            scores[dense * SCORES + FALLS] = 0;
            causes[dense] = 0;
        }
        putOnProbation(source);
    }

    private void putOnProbation(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final int dense = source * instruments + instrument;
            scores[dense * SCORES + TRUST_BPS] = floorByInstrument[instrument];
            scores[dense * SCORES + HEALTHY_TICKS] = 0;
        }
    }

    private long quarantineNs(final int earlier)
    {
        return policy.quarantineNs() << Math.min(MAX_DOUBLINGS, earlier);
    }
}
