// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Writes a reference record: {@code begin}, setters in any order, {@code finish}, which returns its length. Text and
 * digest fields are the constants of {@link ReferenceFrame}. Whatever is left out is zero or empty. One thread;
 * allocates nothing.
 */
public final class ReferenceFrameEncoder extends MutableFlyweight
{
    /** Views nothing; reused for one record after the other by one thread. */
    public ReferenceFrameEncoder()
    {
        super(ReferenceFrame.TEMPLATE_ID, ReferenceFrame.LENGTH);
    }

    /**
     * Sets the environment.
     *
     * @param environment 32 bits
     */
    public void environment(final int environment)
    {
        putU32(ReferenceFrame.ENVIRONMENT, environment);
    }

    /**
     * Sets the key that signs.
     *
     * @param keyId 32 bits
     */
    public void keyId(final int keyId)
    {
        putU32(ReferenceFrame.KEY_ID, keyId);
    }

    /**
     * Sets the engine.
     *
     * @param engineId 64 bits
     */
    public void engineId(final long engineId)
    {
        putI64(ReferenceFrame.ENGINE_ID, engineId);
    }

    /**
     * Sets the start of that engine.
     *
     * @param bootEpoch counted, 64 bits
     */
    public void bootEpoch(final long bootEpoch)
    {
        putI64(ReferenceFrame.BOOT_EPOCH, bootEpoch);
    }

    /**
     * Sets the decimals of every price.
     *
     * @param rateDecimals 0..255; else refused
     */
    public void rateDecimals(final int rateDecimals)
    {
        putU8(ReferenceFrame.RATE_DECIMALS, rateDecimals);
    }

    /**
     * Sets the code of the tier.
     *
     * @param tier the code of a tier; else refused
     */
    public void tier(final int tier)
    {
        refuseUnless(Codes.isTier(tier));
        putU8(ReferenceFrame.TIER, tier);
    }

    /**
     * Sets the code of the mode.
     *
     * @param mode the code of a mode; else refused
     */
    public void mode(final int mode)
    {
        refuseUnless(Codes.isMode(mode));
        putU8(ReferenceFrame.MODE, mode);
    }

    /**
     * Sets whether implied volatility is high against realized volatility.
     *
     * @param isImpliedHigh false where left out
     */
    public void isImpliedHigh(final boolean isImpliedHigh)
    {
        putU8(ReferenceFrame.IS_IMPLIED_HIGH, isImpliedHigh ? 1 : 0);
    }

    /**
     * Sets why there is no price.
     *
     * @param refusal the code of a refusal, 0 for none, 0..65535; else refused
     */
    public void refusal(final int refusal)
    {
        putU16(ReferenceFrame.REFUSAL, refusal);
    }

    /**
     * Sets why it is not PRIMARY.
     *
     * @param primaryRefusal the code of a refusal, 0 where it is, 0..65535; else refused
     */
    public void primaryRefusal(final int primaryRefusal)
    {
        putU16(ReferenceFrame.PRIMARY_REFUSAL, primaryRefusal);
    }

    /**
     * Sets the reference price.
     *
     * @param price 0 where there is none
     */
    public void price(final long price)
    {
        putI64(ReferenceFrame.PRICE, price);
    }

    /**
     * Sets the lowest admitted price.
     *
     * @param rangeLow any
     */
    public void rangeLow(final long rangeLow)
    {
        putI64(ReferenceFrame.RANGE_LOW, rangeLow);
    }

    /**
     * Sets the highest admitted price.
     *
     * @param rangeHigh any
     */
    public void rangeHigh(final long rangeHigh)
    {
        putI64(ReferenceFrame.RANGE_HIGH, rangeHigh);
    }

    /**
     * Sets the lower weighted quartile.
     *
     * @param quartileLow any
     */
    public void quartileLow(final long quartileLow)
    {
        putI64(ReferenceFrame.QUARTILE_LOW, quartileLow);
    }

    /**
     * Sets the upper weighted quartile.
     *
     * @param quartileHigh any
     */
    public void quartileHigh(final long quartileHigh)
    {
        putI64(ReferenceFrame.QUARTILE_HIGH, quartileHigh);
    }

    /**
     * Sets the time of the oldest contributor.
     *
     * @param asOfNs nanoseconds since 1970-01-01 UTC
     */
    public void asOfNs(final long asOfNs)
    {
        putI64(ReferenceFrame.AS_OF, asOfNs);
    }

    /**
     * Sets the engine time of the evaluation.
     *
     * @param evaluatedAtNs nanoseconds since 1970-01-01 UTC
     */
    public void evaluatedAtNs(final long evaluatedAtNs)
    {
        putI64(ReferenceFrame.EVALUATED_AT, evaluatedAtNs);
    }

    /**
     * Sets the end of validity.
     *
     * @param validUntilNs nanoseconds since 1970-01-01 UTC
     */
    public void validUntilNs(final long validUntilNs)
    {
        putI64(ReferenceFrame.VALID_UNTIL, validUntilNs);
    }

    /**
     * Sets the confidence.
     *
     * @param confidenceBps in basis points, 0..65535; else refused
     */
    public void confidenceBps(final int confidenceBps)
    {
        putU16(ReferenceFrame.CONFIDENCE_BPS, confidenceBps);
    }

    /**
     * Sets the number of contributing sources.
     *
     * @param sources 0..65535; else refused
     */
    public void sources(final int sources)
    {
        putU16(ReferenceFrame.SOURCES, sources);
    }

    /**
     * Sets the number of contributing lineages.
     *
     * @param lineages 0..65535; else refused
     */
    public void lineages(final int lineages)
    {
        putU16(ReferenceFrame.LINEAGES, lineages);
    }

    /**
     * Sets the dispersion of the contributors.
     *
     * @param dispersionBps in basis points of the price, 0..65535; else refused
     */
    public void dispersionBps(final int dispersionBps)
    {
        putU16(ReferenceFrame.DISPERSION_BPS, dispersionBps);
    }

    /**
     * Sets the average trust of the contributors.
     *
     * @param trustBps in basis points, 0..65535; else refused
     */
    public void trustBps(final int trustBps)
    {
        putU16(ReferenceFrame.TRUST_BPS, trustBps);
    }

    /**
     * Sets the share of the weight without a fresh believed price.
     *
     * @param staleShareBps in basis points, 0..65535; else refused
     */
    public void staleShareBps(final int staleShareBps)
    {
        putU16(ReferenceFrame.STALE_SHARE_BPS, staleShareBps);
    }

    /**
     * Sets the bid-ask spread of the contributors.
     *
     * @param spreadBps in basis points, 0 where too few gave both, 0..65535; else refused
     */
    public void spreadBps(final int spreadBps)
    {
        putU16(ReferenceFrame.SPREAD_BPS, spreadBps);
    }

    /**
     * Sets the distance of PRIMARY and SECONDARY.
     *
     * @param tierSpreadBps in basis points, 0 where there are not both, 0..65535; else refused
     */
    public void tierSpreadBps(final int tierSpreadBps)
    {
        putU16(ReferenceFrame.TIER_SPREAD_BPS, tierSpreadBps);
    }

    /**
     * Sets the realized volatility over one minute.
     *
     * @param volatilityBps in basis points, 0..65535; else refused
     */
    public void volatilityBps(final int volatilityBps)
    {
        putU16(ReferenceFrame.VOLATILITY_BPS, volatilityBps);
    }

    /**
     * Sets the contributors.
     *
     * @param contributorMask one bit each
     */
    public void contributorMask(final long contributorMask)
    {
        putI64(ReferenceFrame.CONTRIBUTOR_MASK, contributorMask);
    }

    @Override
    WireStatus check()
    {
        return ReferenceFrame.check(this);
    }

    @Override
    void start()
    {
        Context.REFERENCE.put(buffer(), offset() + ReferenceFrame.CONTEXT);
    }
}
