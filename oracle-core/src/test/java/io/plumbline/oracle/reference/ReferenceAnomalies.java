// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.config.AnomalyPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** What gives a source's statements away: another power of ten, another instrument's price, moves of its own. */
final class ReferenceAnomalies
{
    private static final int FAR_BPS = 1_000;
    private static final int KEPT_WINDOWS = 8;

    private final OracleConfig config;
    private final AnomalyPolicy policy;

    ReferenceAnomalies(final OracleConfig config)
    {
        this.config = config;
        policy = config.trust().anomalies();
    }

    /** Whether a price is some power of ten of the last accepted one, or nearly. */
    boolean isPowerOfTen(final Long last, final long price)
    {
        if (last == null)
        {
            return false;
        }
        for (int k = 1; k <= 18; k++)
        {
            final BigInteger power = BigInteger.TEN.pow(k);
            if (Exact.isWithin(big(price), big(last).multiply(power), policy.scaleToleranceBps()) ||
                Exact.isWithin(big(price).multiply(power), big(last), policy.scaleToleranceBps()))
            {
                return true;
            }
        }
        return false;
    }

    /** Whether a price far from the median is where another instrument of the source stands, itself far from it. */
    boolean isAnothersPrice(
        final ReferencePair pair,
        final long price,
        final long median,
        final List<ReferenceVolatility> markets,
        final long nowNs)
    {
        if (Exact.isWithin(price, median, FAR_BPS))
        {
            return false;
        }
        final InstrumentConfig own = config.instruments().get(pair.instrument);
        final int scale = own.priceScale();
        return config.sources().get(pair.source).feeds().stream()
            .map(feed -> config.instrumentId(feed.instrument())).anyMatch(other ->
            {
                final InstrumentConfig settings = config.instruments().get(other);
                final ReferenceVolatility market = markets.get(other);
                if (settings.assetId().equals(own.assetId()) || market.clusterPrice == 0 ||
                    nowNs - market.sampledAtNs > settings.freshness().maxAgeNs())
                {
                    return false;
                }
                final BigInteger cluster = BigDecimal.valueOf(market.clusterPrice, settings.priceScale())
                    .setScale(scale, RoundingMode.HALF_EVEN).unscaledValue();
                return cluster.signum() > 0 &&
                    Exact.isWithin(big(price), cluster, settings.fence().floorBps()) &&
                    !Exact.isWithin(cluster, big(median), FAR_BPS);
            });
    }

    /** Ends the pair's window if its time has come; whether it is the disagreement that makes a fault. */
    boolean isDecorrelated(
        final ReferencePair pair, final long price, final ReferenceVolatility market, final long nowNs)
    {
        final long cluster = market.clusterPrice;
        if (pair.windowSinceNs != null && nowNs - pair.windowSinceNs < policy.windowNs())
        {
            return false;
        }
        boolean isFault = false;
        if (pair.windowSinceNs != null && cluster != 0 && pair.windowCluster != 0)
        {
            final long theirs = Exact.ceilBps(Math.abs(cluster - pair.windowCluster), pair.windowCluster);
            final long own = Exact.ceilBps(Math.abs(price - pair.windowPrice), pair.windowPrice);
            final boolean isUp = cluster > pair.windowCluster;
            if (theirs >= policy.minMoveBps() && isMoved(pair.windowLow, market.clusterLow, isUp) &&
                isMoved(pair.windowHigh, market.clusterHigh, isUp))
            {
                final boolean isSameWay =
                    Long.signum(cluster - pair.windowCluster) == Long.signum(price - pair.windowPrice);
                final boolean isAgreed = isSameWay && 4 * own >= theirs && own <= 4 * theirs;
                pair.windows.add(!isAgreed);
                final List<Boolean> last = pair.windows.subList(
                    Math.max(0, pair.windows.size() - KEPT_WINDOWS), pair.windows.size());
                isFault = !isAgreed && last.stream().filter(is -> is).count() >= policy.disagreements();
            }
        }
        pair.windowSinceNs = nowNs;
        pair.windowPrice = price;
        pair.windowCluster = cluster;
        pair.windowLow = market.clusterLow;
        pair.windowHigh = market.clusterHigh;
        return isFault;
    }

    /** Whether a quartile went the way of the median, and far enough. */
    private boolean isMoved(final long before, final long now, final boolean isUp)
    {
        return now > before == isUp && Exact.ceilBps(Math.abs(now - before), before) >= policy.minMoveBps();
    }
}
