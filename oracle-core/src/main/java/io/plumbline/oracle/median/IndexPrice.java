// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.PriceColumn;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Arrays;

/**
 * The median of an instrument's present routes, each of the same weight; the routes are added in their order, then the
 * record is written. One thread; allocates nothing after construction.
 */
final class IndexPrice
{
    /** Fewest routes. */
    static final int MIN_ROUTES = 3;

    private static final int MAX_ROUTES = 16;
    private static final int MAX_U16 = 0xffff;

    private final Combined combined = new Combined();
    private final LegsDigest evidence = new LegsDigest(LegsDigest.INDEX, MAX_ROUTES);
    private final PriceColumn column = new PriceColumn(MAX_ROUTES);
    private final long[] equal = new long[MAX_ROUTES];
    private int presentMask;
    private int confidenceBps;

    IndexPrice()
    {
        Arrays.fill(equal, 1);
    }

    void begin()
    {
        combined.begin();
        evidence.begin();
        column.clear();
        presentMask = 0;
        confidenceBps = Integer.MAX_VALUE;
    }

    /** Adds a route if it is present. */
    void add(final int route, final Evaluation record)
    {
        if (record.tier == Tier.PRIMARY)
        {
            combined.add(record);
            evidence.add(record.instrument, false, record.evidenceDigest);
            column.put(route, record.price);
            presentMask |= 1 << route;
            confidenceBps = Math.min(confidenceBps, record.confidenceBps);
        }
    }

    /** The worst of the present routes'. */
    Mode mode()
    {
        return combined.mode();
    }

    /** Writes the record; NONE, LEG_WEIGHT, or {@code absence} where there are too few routes. */
    Refusal describe(final Routes routes, final Refusal absence, final Evaluation out, final boolean withEvidence)
    {
        if (column.size() < MIN_ROUTES)
        {
            return absence;
        }
        if (!routes.isSpread(presentMask))
        {
            return Refusal.LEG_WEIGHT;
        }
        combined.to(out);
        out.price = column.weightedQuantile(equal, 1, 2);
        out.rangeLow = column.minSelected(equal);
        out.rangeHigh = column.maxSelected(equal);
        out.quartileLow = column.weightedQuantile(equal, 1, 4);
        out.quartileHigh = column.weightedQuantile(equal, 3, 4);
        out.dispersionBps = Math.min(MAX_U16, Spread.bps(out.quartileLow, out.quartileHigh, out.price));
        out.confidenceBps = confidenceBps;
        if (withEvidence)
        {
            evidence.finish(out.evidenceDigest);
            out.hasEvidence = true;
        }
        return Refusal.NONE;
    }
}
