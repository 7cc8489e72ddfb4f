// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;

/**
 * Since when quorum has held on each instrument, as judged at each evaluation. Losing it closes at once, having it
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

    /** Quorum holds now; whether it has dwelt long enough. */
    boolean hold(final int instrument, final long nowNs)
    {
        if (sinceNs[instrument] == NEVER)
        {
            sinceNs[instrument] = nowNs;
        }
        return nowNs >= opensAtNs(instrument);
    }

    /** Quorum does not hold. */
    void lose(final int instrument)
    {
        sinceNs[instrument] = NEVER;
    }

    /** When an instrument opens whose quorum holds until then, epoch nanoseconds. */
    long opensAtNs(final int instrument)
    {
        return sinceNs[instrument] + dwellNs[instrument];
    }
}
