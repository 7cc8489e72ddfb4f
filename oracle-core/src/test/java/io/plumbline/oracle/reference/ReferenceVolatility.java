// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.config.VolatilityPolicy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Realized volatility of one instrument: its cluster price now and then, and the median of what it moved. */
final class ReferenceVolatility
{
    private static final int KEPT = 64;
    private static final int FEWEST = 8;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long YEAR_NS = 31_536_000L * 1_000_000_000L;

    long clusterPrice;
    long clusterLow;
    long clusterHigh;
    long sampledAtNs;
    long sigma;
    private final long intervalNs;
    private final List<Long> samples = new ArrayList<>();

    ReferenceVolatility(final VolatilityPolicy policy)
    {
        intervalNs = policy.sampleIntervalNs();
    }

    boolean isDue(final long nowNs)
    {
        return clusterPrice == 0 || nowNs - sampledAtNs >= intervalNs;
    }

    void sample(final long low, final long price, final long high, final long nowNs)
    {
        clusterLow = low;
        clusterHigh = high;
        if (clusterPrice != 0)
        {
            final BigInteger moved = big(1_000_000).multiply(big(Math.abs(price - clusterPrice)))
                .divide(big(clusterPrice)).min(big(1_000_000));
            samples.add(moved.multiply(big(1_000))
                .divide(Exact.root(Math.min(nowNs - sampledAtNs, DAY_NS), intervalNs)).longValueExact());
        }
        clusterPrice = price;
        sampledAtNs = nowNs;
        final List<Long> last = samples.subList(Math.max(0, samples.size() - KEPT), samples.size());
        if (last.size() >= FEWEST)
        {
            final List<Long> sorted = last.stream().sorted().toList();
            final long below = sorted.get((sorted.size() - 1) / 2);
            final long above = sorted.get(sorted.size() / 2);
            sigma = big(14_826).multiply(big(Exact.midpoint(below, above))).divide(big(10_000)).longValueExact();
        }
    }

    /** So many times a volatility over a span, or over one interval where that is longer; basis points. */
    static BigInteger overBps(final long multiple, final long sigma, final long spanNs, final long intervalNs)
    {
        return big(multiple).multiply(big(sigma))
            .multiply(Exact.root(Math.min(Math.max(spanNs, intervalNs), DAY_NS), intervalNs)).divide(big(100_000));
    }

    static long overMinuteBps(final long sigma, final long intervalNs)
    {
        return big(sigma).multiply(Exact.root(MINUTE_NS, intervalNs)).divide(big(100_000))
            .min(big(Exact.MAX_U16)).longValueExact();
    }

    static BigInteger overYearBps(final long sigma, final long intervalNs)
    {
        return big(sigma).multiply(big(1_000_000).multiply(big(YEAR_NS)).divide(big(intervalNs)).sqrt())
            .divide(big(100_000));
    }
}
