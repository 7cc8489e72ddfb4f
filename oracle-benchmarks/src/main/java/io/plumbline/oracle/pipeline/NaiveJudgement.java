// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.Arrays;

/**
 * The judgement as a careful service would write it on primitive arrays: at every tick it copies the others' prices
 * and sorts the copy. It knows fewer rules than the engine: order, age, divergence from the others' median; a median
 * weighted by trust, quartiles, a fence.
 */
final class NaiveJudgement
{
    private static final long MAX_AGE_NS = 5_000_000_000L;
    private static final long MAX_DIVERGENCE_BPS = 100;
    private static final int MIN_SOURCES = 3;
    private static final int FULL_BPS = 10_000;
    private static final int FALL_BPS = 500;

    private final int sources;
    private final long[][] prices;
    private final long[][] atNs;
    private final int[][] trustBps;
    private final long[][] sequences;
    private final long[] median;
    private final long[] low;
    private final long[] high;

    NaiveJudgement(final int sources, final int instruments)
    {
        this.sources = sources;
        prices = new long[instruments][sources];
        atNs = new long[instruments][sources];
        trustBps = new int[instruments][sources];
        sequences = new long[instruments][sources];
        median = new long[instruments];
        low = new long[instruments];
        high = new long[instruments];
    }

    /**
     * Whether a tick is believed, and its source's trust.
     */
    int believe(final int source, final int instrument, final long sequence, final long price, final long nowNs)
    {
        if (sequence <= sequences[instrument][source])
        {
            return 0;
        }
        sequences[instrument][source] = sequence;
        final long[] others = new long[sources];
        int count = 0;
        for (int other = 0; other < sources; other++)
        {
            if (other != source && nowNs - atNs[instrument][other] <= MAX_AGE_NS)
            {
                others[count++] = prices[instrument][other];
            }
        }
        Arrays.sort(others, 0, count);
        final boolean isFar = count >= MIN_SOURCES && isFar(price, others[count / 2], MAX_DIVERGENCE_BPS);
        trustBps[instrument][source] =
            Math.min(FULL_BPS, Math.max(0, trustBps[instrument][source] + (isFar ? -FALL_BPS : 1)));
        prices[instrument][source] = price;
        atNs[instrument][source] = nowNs;
        return FULL_BPS - trustBps[instrument][source] / 4;
    }

    /**
     * Enters a believed price and makes the instrument's anew.
     */
    long price(final int source, final int instrument, final long price, final int trust, final long nowNs)
    {
        prices[instrument][source] = price;
        atNs[instrument][source] = nowNs;
        trustBps[instrument][source] = trust;
        final long[][] fresh = new long[sources][];
        int count = 0;
        for (int each = 0; each < sources; each++)
        {
            if (nowNs - atNs[instrument][each] <= MAX_AGE_NS)
            {
                fresh[count++] = new long[]{prices[instrument][each], 100L * trustBps[instrument][each]};
            }
        }
        Arrays.sort(fresh, 0, count, (a, b) -> Long.compare(a[0], b[0]));
        if (count < MIN_SOURCES)
        {
            return 0;
        }
        final long middle = quantile(fresh, count, 2);
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (!isFar(fresh[i][0], middle, MAX_DIVERGENCE_BPS))
            {
                fresh[kept++] = fresh[i];
            }
        }
        low[instrument] = quantile(fresh, kept, 1);
        high[instrument] = quantile(fresh, kept, 3);
        median[instrument] = quantile(fresh, kept, 2);
        return median[instrument];
    }

    private static boolean isFar(final long price, final long middle, final long bps)
    {
        return Math.abs(price - middle) > middle / FULL_BPS * bps;
    }

    private static long quantile(final long[][] sorted, final int count, final int quarter)
    {
        long total = 0;
        for (int i = 0; i < count; i++)
        {
            total += sorted[i][1];
        }
        long sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += sorted[i][1];
            if (sum * 4 >= total * quarter)
            {
                return sorted[i][0];
            }
        }
        return 0;
    }
}
