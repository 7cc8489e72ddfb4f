// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.Scales;

/**
 * Whether a price that stands apart is that of another asset the source feeds: what two symbols changed for one
 * another look like. Asked at faults of divergence only. One thread; allocates nothing.
 */
final class SymbolWatch
{
    private static final int FAR_BPS = 1_000;

    private final PairTerms terms;
    private final VolatilityGauge gauge;
    private final String[] asset;
    private final int[] scale;
    private final int[] floorBps;
    private final long[] maxAgeNs;

    SymbolWatch(final OracleConfig config, final PairTerms terms, final VolatilityGauge gauge)
    {
        this.terms = terms;
        this.gauge = gauge;
        final int instruments = config.instruments().size();
        asset = new String[instruments];
        scale = new int[instruments];
        floorBps = new int[instruments];
        maxAgeNs = new long[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final InstrumentConfig settings = config.instruments().get(instrument);
            asset[instrument] = settings.assetId();
            scale[instrument] = settings.priceScale();
            floorBps[instrument] = settings.fence().floorBps();
            maxAgeNs[instrument] = settings.freshness().maxAgeNs();
        }
    }

    boolean isSwap(
        final int source, final int instrument, final long price, final long peersMedian, final long nowNs)
    {
        if (Bps.within(price, peersMedian, FAR_BPS))
        {
            return false;
        }
        for (final int other : terms.fedBy(source))
        {
            if (!asset[other].equals(asset[instrument]) && isOf(other, scale[instrument], price, peersMedian, nowNs))
            {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(
        final int other, final int atScale, final long price, final long peersMedian, final long nowNs)
    {
        if (gauge.price(other) == 0 || Age.isPast(gauge.sampledAtNs(other), nowNs, maxAgeNs[other]))
        {
            return false;
        }
        final long theirs = Scales.rescale(gauge.price(other), -scale[other], atScale, 0);
        return Scales.isPrice(theirs) && Bps.within(price, theirs, floorBps[other]) &&
            !Bps.within(theirs, peersMedian, FAR_BPS);
    }
}
