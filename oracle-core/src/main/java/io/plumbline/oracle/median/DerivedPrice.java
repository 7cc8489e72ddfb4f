// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.Rounding;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.Evaluation;

/**
 * A price derived from the prices of its legs, which are added in their order; then the record is written. One thread;
 * allocates nothing after construction.
 */
final class DerivedPrice
{
    private static final int MAX_U16 = 0xffff;

    private final Combined combined = new Combined();
    private final LegProduct product = new LegProduct();
    private final LegsDigest evidence = new LegsDigest(LegsDigest.LEGS, InstrumentGraph.MAX_LEGS);
    private final long[] price = new long[InstrumentGraph.MAX_LEGS];
    private final long[] low = new long[InstrumentGraph.MAX_LEGS];
    private final long[] high = new long[InstrumentGraph.MAX_LEGS];
    private final long[] quartileLow = new long[InstrumentGraph.MAX_LEGS];
    private final long[] quartileHigh = new long[InstrumentGraph.MAX_LEGS];
    private int count;
    private int dispersionBps;
    private long confidenceBps;
    private boolean isMissing;

    DerivedPrice()
    {
    }

    void begin()
    {
        combined.begin();
        evidence.begin();
        count = 0;
        dispersionBps = 0;
        confidenceBps = 0;
        isMissing = false;
    }

    /** An inverted leg gives its high for the low, and its low for the high. */
    void add(final Evaluation leg, final boolean isInverse)
    {
        combined.add(leg);
        evidence.add(leg.instrument, isInverse, leg.evidenceDigest);
        isMissing |= leg.tier != Tier.PRIMARY;
        price[count] = leg.price;
        low[count] = isInverse ? leg.rangeHigh : leg.rangeLow;
        high[count] = isInverse ? leg.rangeLow : leg.rangeHigh;
        quartileLow[count] = isInverse ? leg.quartileHigh : leg.quartileLow;
        quartileHigh[count] = isInverse ? leg.quartileLow : leg.quartileHigh;
        dispersionBps += leg.dispersionBps;
        confidenceBps = count == 0 ? leg.confidenceBps : confidenceBps * leg.confidenceBps;
        count++;
    }

    /**
     * Writes the record of what was added; NONE, or why there is no price, and then its figures alone stand.
     */
    Refusal describe(final Legs legs, final Evaluation out, final boolean withEvidence)
    {
        combined.figuresTo(out);
        if (isMissing)
        {
            return Refusal.MISSING_LEG;
        }
        out.rangeLow = of(low, legs, Rounding.FLOOR);
        out.rangeHigh = of(high, legs, Rounding.CEILING);
        out.quartileLow = of(quartileLow, legs, Rounding.HALF_EVEN);
        out.quartileHigh = of(quartileHigh, legs, Rounding.HALF_EVEN);
        out.price = of(price, legs, Rounding.HALF_EVEN);
        // the high is the largest of the five: where it fits all do.
        if (out.rangeHigh == LegProduct.NONE || out.price == 0)
        {
            return Refusal.PRICE_OVERFLOW;
        }
        if (!product.isExact() && Scales.digits(out.price) < legs.minSignificantDigits)
        {
            return Refusal.PRECISION_LOST;
        }
        combined.to(out);
        out.dispersionBps = Math.min(MAX_U16, dispersionBps);
        long confidence = confidenceBps;
        for (int i = 1; i < count; i++)
        {
            confidence /= Bps.ONE;
        }
        out.confidenceBps = (int)confidence;
        if (withEvidence)
        {
            evidence.finish(out.evidenceDigest);
            out.hasEvidence = true;
        }
        return Refusal.NONE;
    }

    private long of(final long[] factors, final Legs legs, final Rounding rounding)
    {
        return product.of(factors, legs.isInverse, count, legs.exponent, rounding);
    }

    /** The worst of the legs'. */
    Mode mode()
    {
        return combined.mode();
    }
}
