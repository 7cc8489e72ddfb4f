// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Writes a quote: {@code begin}, setters in any order, {@code finish}, which returns its length. Text and digest fields
 * are the constants of {@link QuoteFrame}. Whatever is left out is zero or empty. One thread; allocates nothing.
 */
public final class QuoteFrameEncoder extends MutableFlyweight
{
    /** Views nothing; reused for one quote after the other by one thread. */
    public QuoteFrameEncoder()
    {
        super(QuoteFrame.TEMPLATE_ID, QuoteFrame.LENGTH);
    }

    /**
     * Sets the environment.
     *
     * @param environment 32 bits
     */
    public void environment(final int environment)
    {
        putU32(QuoteFrame.ENVIRONMENT, environment);
    }

    /**
     * Sets the key that signs.
     *
     * @param keyId 32 bits
     */
    public void keyId(final int keyId)
    {
        putU32(QuoteFrame.KEY_ID, keyId);
    }

    /**
     * Sets the engine that issues.
     *
     * @param engineId 64 bits
     */
    public void engineId(final long engineId)
    {
        putI64(QuoteFrame.ENGINE_ID, engineId);
    }

    /**
     * Sets the start of that engine.
     *
     * @param bootEpoch counted, 64 bits
     */
    public void bootEpoch(final long bootEpoch)
    {
        putI64(QuoteFrame.BOOT_EPOCH, bootEpoch);
    }

    /**
     * Sets the number of the quote within engine and epoch.
     *
     * @param quoteSequence 64 bits
     */
    public void quoteSequence(final long quoteSequence)
    {
        putI64(QuoteFrame.QUOTE_SEQUENCE, quoteSequence);
    }

    /**
     * Sets the kind.
     *
     * @param kind one of the {@code QuoteFrame.KIND_} codes; else refused
     */
    public void kind(final int kind)
    {
        refuseUnless(QuoteFrame.isKind(kind));
        putU8(QuoteFrame.KIND, kind);
    }

    /**
     * Sets the side.
     *
     * @param side one of the {@code QuoteFrame.SIDE_} codes; else refused
     */
    public void side(final int side)
    {
        refuseUnless(QuoteFrame.isSide(side));
        putU8(QuoteFrame.SIDE, side);
    }

    /**
     * Sets the code of the tier.
     *
     * @param tier 0..255; else refused
     */
    public void tier(final int tier)
    {
        putU8(QuoteFrame.TIER, tier);
    }

    /**
     * Sets the code of the mode.
     *
     * @param mode 0..255; else refused
     */
    public void mode(final int mode)
    {
        putU8(QuoteFrame.MODE, mode);
    }

    /**
     * Sets the rounding.
     *
     * @param rounding one of the {@code QuoteFrame.ROUNDING_} codes; else refused
     */
    public void rounding(final int rounding)
    {
        refuseUnless(QuoteFrame.isRounding(rounding));
        putU8(QuoteFrame.ROUNDING, rounding);
    }

    /**
     * Sets the decimals of the asset amount.
     *
     * @param baseDecimals 0..255; else refused
     */
    public void baseDecimals(final int baseDecimals)
    {
        putU8(QuoteFrame.BASE_DECIMALS, baseDecimals);
    }

    /**
     * Sets the decimals of currency amounts.
     *
     * @param quoteDecimals 0..255; else refused
     */
    public void quoteDecimals(final int quoteDecimals)
    {
        putU8(QuoteFrame.QUOTE_DECIMALS, quoteDecimals);
    }

    /**
     * Sets the decimals of rate.
     *
     * @param rateDecimals range and quartiles, 0..255; else refused
     */
    public void rateDecimals(final int rateDecimals)
    {
        putU8(QuoteFrame.RATE_DECIMALS, rateDecimals);
    }

    /**
     * Sets the time of issue.
     *
     * @param issuedAtNs nanoseconds since 1970-01-01 UTC
     */
    public void issuedAtNs(final long issuedAtNs)
    {
        putI64(QuoteFrame.ISSUED_AT, issuedAtNs);
    }

    /**
     * Sets the time of expiry.
     *
     * @param expiresAtNs nanoseconds since 1970-01-01 UTC
     */
    public void expiresAtNs(final long expiresAtNs)
    {
        putI64(QuoteFrame.EXPIRES_AT, expiresAtNs);
    }

    /**
     * Sets the time of the oldest contributor.
     *
     * @param asOfNs nanoseconds since 1970-01-01 UTC
     */
    public void asOfNs(final long asOfNs)
    {
        putI64(QuoteFrame.AS_OF, asOfNs);
    }

    /**
     * Sets the rate.
     *
     * @param rate at the rate decimals
     */
    public void rate(final long rate)
    {
        putI64(QuoteFrame.RATE, rate);
    }

    /**
     * Sets the lowest admitted price.
     *
     * @param rangeLow at the rate decimals
     */
    public void rangeLow(final long rangeLow)
    {
        putI64(QuoteFrame.RANGE_LOW, rangeLow);
    }

    /**
     * Sets the highest admitted price.
     *
     * @param rangeHigh at the rate decimals
     */
    public void rangeHigh(final long rangeHigh)
    {
        putI64(QuoteFrame.RANGE_HIGH, rangeHigh);
    }

    /**
     * Sets the lower weighted quartile.
     *
     * @param quartileLow at the rate decimals
     */
    public void quartileLow(final long quartileLow)
    {
        putI64(QuoteFrame.QUARTILE_LOW, quartileLow);
    }

    /**
     * Sets the upper weighted quartile.
     *
     * @param quartileHigh at the rate decimals
     */
    public void quartileHigh(final long quartileHigh)
    {
        putI64(QuoteFrame.QUARTILE_HIGH, quartileHigh);
    }

    /**
     * Sets the confidence.
     *
     * @param confidenceBps in basis points, 0..65535; else refused
     */
    public void confidenceBps(final int confidenceBps)
    {
        putU16(QuoteFrame.CONFIDENCE_BPS, confidenceBps);
    }

    /**
     * Sets the number of contributing sources.
     *
     * @param sources 0..65535; else refused
     */
    public void sources(final int sources)
    {
        putU16(QuoteFrame.SOURCES, sources);
    }

    /**
     * Sets the number of contributing lineages.
     *
     * @param lineages 0..65535; else refused
     */
    public void lineages(final int lineages)
    {
        putU16(QuoteFrame.LINEAGES, lineages);
    }

    /**
     * Sets the fee.
     *
     * @param feeBps in basis points, 0..65535; else refused
     */
    public void feeBps(final int feeBps)
    {
        putU16(QuoteFrame.FEE_BPS, feeBps);
    }

    /**
     * Sets the slippage allowed.
     *
     * @param slippageBps in basis points, 0..65535; else refused
     */
    public void slippageBps(final int slippageBps)
    {
        putU16(QuoteFrame.SLIPPAGE_BPS, slippageBps);
    }

    /**
     * Sets the drift allowed.
     *
     * @param maxDriftBps in basis points, 0..65535; else refused
     */
    public void maxDriftBps(final int maxDriftBps)
    {
        putU16(QuoteFrame.MAX_DRIFT_BPS, maxDriftBps);
    }

    /**
     * Sets the contributors.
     *
     * @param contributorMask one bit each
     */
    public void contributorMask(final long contributorMask)
    {
        putI64(QuoteFrame.CONTRIBUTOR_MASK, contributorMask);
    }

    /**
     * Sets the version of the policy.
     *
     * @param policyVersion 64 bits
     */
    public void policyVersion(final long policyVersion)
    {
        putI64(QuoteFrame.POLICY_VERSION, policyVersion);
    }

    /**
     * Sets the amount to be paid, minor units of the currency.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void fiatAmount(final long low, final long high)
    {
        putI128(QuoteFrame.FIAT_AMOUNT, low, high);
    }

    /**
     * Sets the amount of the asset, base units.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void assetAmount(final long low, final long high)
    {
        putI128(QuoteFrame.ASSET_AMOUNT, low, high);
    }

    /**
     * Sets the fee, minor units of the currency.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void feeAmount(final long low, final long high)
    {
        putI128(QuoteFrame.FEE_AMOUNT, low, high);
    }

    @Override
    WireStatus check()
    {
        return QuoteFrame.check(this);
    }

    @Override
    void start()
    {
        Context.QUOTE.put(buffer(), offset() + QuoteFrame.CONTEXT);
    }
}
