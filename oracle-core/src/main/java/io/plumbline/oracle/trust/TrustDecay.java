// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

/**
 * What silence does to trust, as a pure function of a record and now: from a missed heartbeat on, trust falls by
 * {@link #BPS_PER_SECOND} a second down to the floor and no further. Any thread; allocates nothing.
 */
public final class TrustDecay
{
    /** What trust loses in each second past the deadline, basis points. */
    public static final int BPS_PER_SECOND = 1_000;

    private static final long NS_PER_BPS = 1_000_000_000L / BPS_PER_SECOND;

    private TrustDecay()
    {
    }

    /**
     * Trust at a time. The loss is rounded down to whole basis points.
     *
     * @param trustBps    as of the record, 0 to 10,000; 0 stays 0.
     * @param decayFromNs the record's deadline, epoch nanoseconds.
     * @param nowNs       epoch nanoseconds.
     * @param floorBps    what decay leaves, 1 to 10,000; a record already below it is left as it is.
     * @return basis points, 0 to 10,000.
     */
    public static int trustAt(final int trustBps, final long decayFromNs, final long nowNs, final int floorBps)
    {
        if (nowNs <= decayFromNs || trustBps <= floorBps)
        {
            return trustBps;
        }
        final long lossBps = (nowNs - decayFromNs) / NS_PER_BPS;
        return (int)Math.max(floorBps, trustBps - lossBps);
    }
}
