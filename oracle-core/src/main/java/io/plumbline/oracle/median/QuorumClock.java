// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;

/**
 * Since when quorum has held on each instrument, as judged at each market event. Losing it closes at once, having it
 * opens after the dwell. One thread; allocates nothing after construction.
 */
final class QuorumClock
{
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] sinceNs;
    private final long[] dwellNs;

    QuorumClock(final OracleConfig config)
    {
        sinceNs = new long[config.instruments().size()];
        dwellNs = new long[sinceNs.length];
        for (int instrument = 0; instrument < sinceNs.length; instrument++)
        {
            sinceNs[instrument] = NEVER;
            dwellNs[instrument] = config.instruments().get(instrument).quorum().dwellNs();
        }
    }

    /** Quorum holds now; whether it has dwelt long enough. It is noted where that moves the clock. */
    boolean hold(final int instrument, final long nowNs, final boolean isMoving)
    {
        if (isMoving && sinceNs[instrument] == NEVER)
        {
            sinceNs[instrument] = nowNs;
        }
        return nowNs >= opensAtNs(instrument, nowNs);
    }

    /** Quorum does not hold. */
    void lose(final int instrument)
    {
        sinceNs[instrument] = NEVER;
    }

    /** When an instrument opens that has quorum now and keeps it, epoch nanoseconds. */
    long opensAtNs(final int instrument, final long nowNs)
    {
        return (sinceNs[instrument] == NEVER ? nowNs : sinceNs[instrument]) + dwellNs[instrument];
    }

    /** Since when quorum has held, {@link Long#MIN_VALUE} where it does not. */
    long sinceNs(final int instrument)
    {
        return sinceNs[instrument];
    }
}
