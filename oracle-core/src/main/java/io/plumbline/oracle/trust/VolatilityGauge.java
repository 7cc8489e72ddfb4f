// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Quartiles;
import java.util.Arrays;

/**
 * The cluster price of each instrument, sampled now and then, and how much it moves: a robust deviation, by the median
 * of the last {@link #SAMPLES} returns, each brought to one sample interval. Time is the caller's. One thread;
 * allocates nothing after construction.
 */
final class VolatilityGauge
{
    /** Returns that count. */
    static final int SAMPLES = 64;

    /** Returns below which nothing is said. */
    static final int LEAST_SAMPLES = 8;

    private static final int MAX_RETURN = 1_000_000;
    private static final int RETURN_BITS = 20;
    private static final long MAX_FAST = Long.MAX_VALUE / MAX_RETURN;
    private static final long SIGMA_BY_MEDIAN = 14_826;
    private static final long SIGMA_ONE = 10_000;
    private static final long ALL = -1L;

    private final long[] intervalNs;
    private final PriceColumn[] returns;
    private final byte[] next;
    private final long[] price;
    private final long[] low;
    private final long[] high;
    private final long[] sampledAtNs;
    private final int[] sigmaCentiBps;
    private final long[] ones = new long[SAMPLES];
    private final Quartiles found = new Quartiles();

    VolatilityGauge(final OracleConfig config)
    {
        final int instruments = config.instruments().size();
        intervalNs = new long[instruments];
        returns = new PriceColumn[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            intervalNs[instrument] = config.instruments().get(instrument).market().volatility().sampleIntervalNs();
            returns[instrument] = new PriceColumn(SAMPLES);
        }
        next = new byte[instruments];
        price = new long[instruments];
        low = new long[instruments];
        high = new long[instruments];
        sampledAtNs = new long[instruments];
        sigmaCentiBps = new int[instruments];
        Arrays.fill(ones, 1);
    }

    boolean isDue(final int instrument, final long nowNs)
    {
        return nowNs - sampledAtNs[instrument] >= intervalNs[instrument] || price[instrument] == 0;
    }

    /** Takes a sample of a cluster's quartiles; the first has nothing to be compared with. */
    void sample(
        final int instrument,
        final long clusterPrice,
        final long clusterLow,
        final long clusterHigh,
        final long nowNs)
    {
        final long last = price[instrument];
        if (last != 0)
        {
            final long elapsedNs = nowNs - sampledAtNs[instrument];
            final long move = returnCentiBps(last, clusterPrice) * VolatilityScale.ROOT_ONE /
                VolatilityScale.root(elapsedNs, intervalNs[instrument]);
            final PriceColumn column = returns[instrument];
            column.put(next[instrument], move);
            next[instrument] = (byte)((next[instrument] + 1) % SAMPLES);
            found.findMedian(column, ones, ALL, column.size());
            sigmaCentiBps[instrument] = column.size() < LEAST_SAMPLES ? 0 :
                (int)(SIGMA_BY_MEDIAN * found.median / SIGMA_ONE);
        }
        price[instrument] = clusterPrice;
        low[instrument] = clusterLow;
        high[instrument] = clusterHigh;
        sampledAtNs[instrument] = nowNs;
    }

    /** The lower quartile last sampled; 0 for none. */
    long low(final int instrument)
    {
        return low[instrument];
    }

    /** The upper quartile last sampled; 0 for none. */
    long high(final int instrument)
    {
        return high[instrument];
    }

    /** The move from a price to another, both positive, in centi-bps of the first, rounded down. */
    static long returnCentiBps(final long from, final long to)
    {
        final long move = Math.abs(to - from);
        if (move >= from)
        {
            return MAX_RETURN;
        }
        return move <= MAX_FAST ? move * MAX_RETURN / from : returnSlowPath(move, from);
    }

    /** The same by doubling, bit by bit: each sum is below 2 · from, which an unsigned long holds. */
    private static long returnSlowPath(final long move, final long from)
    {
        long quotient = 0;
        long remainder = 0;
        for (int bit = RETURN_BITS - 1; bit >= 0; bit--)
        {
            quotient <<= 1;
            remainder <<= 1;
            if (Long.compareUnsigned(remainder, from) >= 0)
            {
                remainder -= from;
                quotient++;
            }
            remainder += (MAX_RETURN >>> bit & 1) * move;
            if (Long.compareUnsigned(remainder, from) >= 0)
            {
                remainder -= from;
                quotient++;
            }
        }
        return quotient;
    }

    /** The cluster price last sampled, at the instrument's scale; 0 for none. */
    long price(final int instrument)
    {
        return price[instrument];
    }

    /** When it was sampled, engine time; 0 for never. */
    long sampledAtNs(final int instrument)
    {
        return sampledAtNs[instrument];
    }

    /** Realized volatility over one sample interval. */
    int sigmaCentiBps(final int instrument)
    {
        return sigmaCentiBps[instrument];
    }
}
