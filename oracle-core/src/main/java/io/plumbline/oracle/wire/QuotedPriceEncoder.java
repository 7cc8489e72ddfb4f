// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Writes what a quote says about its price: what it is and what it rests on. */
public abstract class QuotedPriceEncoder extends MutableFlyweight
{
    QuotedPriceEncoder()
    {
        super(QuoteFrame.TEMPLATE_ID, QuoteFrame.LENGTH);
    }

    /**
     * Sets the code of the tier.
     *
     * @param tier one that a tier has; else refused
     */
    public final void tier(final int tier)
    {
        refuseUnless(Codes.isTier(tier));
        putU8(QuoteFrame.TIER, tier);
    }

    /**
     * Sets the code of the mode.
     *
     * @param mode one that a mode has; else refused
     */
    public final void mode(final int mode)
    {
        refuseUnless(Codes.isMode(mode));
        putU8(QuoteFrame.MODE, mode);
    }

    /**
     * Sets the decimals of rate.
     *
     * @param rateDecimals range and quartiles, 0..255; else refused
     */
    public final void rateDecimals(final int rateDecimals)
    {
        putU8(QuoteFrame.RATE_DECIMALS, rateDecimals);
    }

    /**
     * Sets the time of the oldest contributor.
     *
     * @param asOfNs nanoseconds since 1970-01-01 UTC
     */
    public final void asOfNs(final long asOfNs)
    {
        putI64(QuoteFrame.AS_OF, asOfNs);
    }

    /**
     * Sets the rate.
     *
     * @param rate at the rate decimals
     */
    public final void rate(final long rate)
    {
        putI64(QuoteFrame.RATE, rate);
    }

    /**
     * Sets the lowest admitted price.
     *
     * @param rangeLow at the rate decimals
     */
    public final void rangeLow(final long rangeLow)
    {
        putI64(QuoteFrame.RANGE_LOW, rangeLow);
    }

    /**
     * Sets the highest admitted price.
     *
     * @param rangeHigh at the rate decimals
     */
    public final void rangeHigh(final long rangeHigh)
    {
        putI64(QuoteFrame.RANGE_HIGH, rangeHigh);
    }

    /**
     * Sets the lower weighted quartile.
     *
     * @param quartileLow at the rate decimals
     */
    public final void quartileLow(final long quartileLow)
    {
        putI64(QuoteFrame.QUARTILE_LOW, quartileLow);
    }

    /**
     * Sets the upper weighted quartile.
     *
     * @param quartileHigh at the rate decimals
     */
    public final void quartileHigh(final long quartileHigh)
    {
        putI64(QuoteFrame.QUARTILE_HIGH, quartileHigh);
    }

    /**
     * Sets the confidence.
     *
     * @param confidenceBps in basis points, 0..65535; else refused
     */
    public final void confidenceBps(final int confidenceBps)
    {
        putU16(QuoteFrame.CONFIDENCE_BPS, confidenceBps);
    }

    /**
     * Sets the number of contributing sources.
     *
     * @param sources 0..65535; else refused
     */
    public final void sources(final int sources)
    {
        putU16(QuoteFrame.SOURCES, sources);
    }

    /**
     * Sets the number of contributing lineages.
     *
     * @param lineages 0..65535; else refused
     */
    public final void lineages(final int lineages)
    {
        putU16(QuoteFrame.LINEAGES, lineages);
    }

    /**
     * Sets the contributors.
     *
     * @param contributorMask one bit each
     */
    public final void contributorMask(final long contributorMask)
    {
        putI64(QuoteFrame.CONTRIBUTOR_MASK, contributorMask);
    }
}
