// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.AnomalyPolicy;
import io.plumbline.oracle.price.Bps;

/**
 * Whether each pair moves when its cluster does: windows that follow one another, each from one accepted tick to the
 * first at or after its end, and what the last eight that counted said. One thread; allocates nothing after
 * construction.
 */
final class MoveWatch
{
    private static final int REMEMBERED = 0xff;
    private static final int MOST_APART = 4;

    private final AnomalyPolicy policy;
    private final long[] endsAtNs;
    private final long[] price;
    private final long[] cluster;
    private final long[] low;
    private final long[] high;
    private final byte[] disagreed;

    MoveWatch(final int pairs, final AnomalyPolicy policy)
    {
        this.policy = policy;
        endsAtNs = new long[pairs];
        price = new long[pairs];
        cluster = new long[pairs];
        low = new long[pairs];
        high = new long[pairs];
        disagreed = new byte[pairs];
    }

    /**
     * Takes an accepted price in, beside the cluster's last sampled, 0 for none, and its quartiles.
     *
     * @return whether it ends a window that disagrees, as too many of the last have done.
     */
    boolean isApart(
        final int dense,
        final long priceNow,
        final long clusterNow,
        final long lowNow,
        final long highNow,
        final long nowNs)
    {
        if (nowNs < endsAtNs[dense])
        {
            return false;
        }
        final boolean isFault = price[dense] != 0 && cluster[dense] != 0 && clusterNow != 0 &&
            isCounting(dense, clusterNow, lowNow, highNow) && isFault(dense, priceNow, clusterNow);
        endsAtNs[dense] = nowNs + policy.windowNs();
        price[dense] = priceNow;
        cluster[dense] = clusterNow;
        low[dense] = lowNow;
        high[dense] = highNow;
        return isFault;
    }

    /** A minority can swing a median between the others, but not both quartiles the same way. */
    private boolean isCounting(final int dense, final long clusterNow, final long lowNow, final long highNow)
    {
        final boolean isUp = clusterNow > cluster[dense];
        return (lowNow > low[dense]) == isUp && (highNow > high[dense]) == isUp &&
            isFar(clusterNow, cluster[dense]) && isFar(lowNow, low[dense]) && isFar(highNow, high[dense]);
    }

    private boolean isFar(final long now, final long before)
    {
        return Bps.ofDifference(now, before) >= policy.minMoveBps();
    }

    private boolean isFault(final int dense, final long priceNow, final long clusterNow)
    {
        final long theirs = Bps.ofDifference(clusterNow, cluster[dense]);
        final long own = Bps.ofDifference(priceNow, price[dense]);
        final boolean isSameWay = (priceNow > price[dense]) == (clusterNow > cluster[dense]);
        final boolean isAgreed = isSameWay && own * MOST_APART >= theirs && own <= theirs * MOST_APART;
        final int history = ((disagreed[dense] << 1) | (isAgreed ? 0 : 1)) & REMEMBERED;
        disagreed[dense] = (byte)history;
        return !isAgreed && Integer.bitCount(history) >= policy.disagreements();
    }

    void forget(final int dense)
    {
        endsAtNs[dense] = 0;
        price[dense] = 0;
        disagreed[dense] = 0;
    }
}
