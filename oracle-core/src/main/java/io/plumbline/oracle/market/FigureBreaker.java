// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.Arrays;

/**
 * A breaker over one figure of each instrument: it trips where the figure is above its limit and heals once the figure
 * has stayed at a share of the limit or below for a time. One thread; allocates nothing after construction.
 */
final class FigureBreaker
{
    private static final long NEVER = Long.MIN_VALUE;

    private final StageCounters counters;
    private final boolean[] isStanding;
    private final long[] calmSinceNs;

    FigureBreaker(final int instruments, final StageCounters counters)
    {
        this.counters = counters;
        isStanding = new boolean[instruments];
        calmSinceNs = new long[instruments];
        Arrays.fill(calmSinceNs, NEVER);
    }

    /**
     * Whether it stands in the face of a figure.
     *
     * @param figureBps 0 or more, rounded up.
     * @param limitBps  the limit, itself inside.
     * @param exitBps   the share of the limit at which it heals.
     * @param healNs    how long that must last.
     * @param isMoving  whether what is found is kept.
     */
    boolean judge(
        final int instrument,
        final int figureBps,
        final int limitBps,
        final int exitBps,
        final long healNs,
        final long nowNs,
        final boolean isMoving)
    {
        if (figureBps > limitBps)
        {
            if (isMoving)
            {
                trip(instrument);
            }
            return true;
        }
        return isStanding[instrument] && !heals(instrument,
            (long)figureBps * Bps.ONE <= (long)limitBps * exitBps, healNs, nowNs, isMoving);
    }

    private void trip(final int instrument)
    {
        calmSinceNs[instrument] = NEVER;
        if (!isStanding[instrument])
        {
            isStanding[instrument] = true;
            counters.add(Metric.BREAKERS_TRIPPED);
        }
    }

    private boolean heals(
        final int instrument, final boolean isCalm, final long healNs, final long nowNs, final boolean isMoving)
    {
        final long sinceNs = !isCalm ? NEVER : calmSinceNs[instrument] == NEVER ? nowNs : calmSinceNs[instrument];
        final boolean isHealed = isCalm && nowNs - sinceNs >= healNs;
        if (isMoving)
        {
            calmSinceNs[instrument] = isHealed ? NEVER : sinceNs;
            if (isHealed)
            {
                isStanding[instrument] = false;
                counters.add(Metric.BREAKERS_HEALED);
            }
        }
        return isHealed;
    }

    /** There is no figure, or no full quorum: healing begins anew. */
    void interrupt(final int instrument)
    {
        calmSinceNs[instrument] = NEVER;
    }

    /** Since when the figure has been calm, {@link Long#MIN_VALUE} where it has not. */
    long calmSinceNs(final int instrument)
    {
        return calmSinceNs[instrument];
    }

    boolean isStanding(final int instrument)
    {
        return isStanding[instrument];
    }
}
