// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

/**
 * A token bucket that lends: each frame takes a token, and once the bucket is overdrawn it says how long to pause until
 * the debt is paid. Time is given by the caller, monotonic nanoseconds. One thread; allocates nothing.
 */
final class RateGate
{
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long costNs;
    private final long capacityNs;
    /** When the bucket was, or will be, just empty. */
    private long emptyAtNs;

    /**
     * @param perSecond tokens a second, 1 to 1000000000.
     * @param burst     tokens of a full bucket, 1 or more.
     * @param nowNs     when it is full.
     */
    RateGate(final int perSecond, final int burst, final long nowNs)
    {
        costNs = NS_PER_SECOND / perSecond;
        capacityNs = costNs * burst;
        emptyAtNs = nowNs - capacityNs;
    }

    /**
     * Takes a token.
     *
     * @param nowNs not before the last call's.
     * @return 0, or for how long the bucket stays overdrawn.
     */
    long take(final long nowNs)
    {
        if (nowNs - emptyAtNs > capacityNs)
        {
            emptyAtNs = nowNs - capacityNs;
        }
        emptyAtNs += costNs;
        return Math.max(0, emptyAtNs - nowNs);
    }
}
