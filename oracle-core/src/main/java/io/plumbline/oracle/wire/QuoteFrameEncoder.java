// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Writes a quote: {@code begin}, setters in any order, {@code finish}, which returns its length. Text and digest fields
 * are the constants of {@link QuoteFrame}. Whatever is left out is zero or empty. One thread; allocates nothing.
 */
public final class QuoteFrameEncoder extends QuotedPriceEncoder
{
    /** Views nothing; reused for one quote after the other by one thread. */
    public QuoteFrameEncoder()
    {
        super();
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
     * Sets the rise of the price allowed at authorization.
     *
     * @param maxRiseBps in basis points, 0..65535; else refused
     */
    public void maxRiseBps(final int maxRiseBps)
    {
        putU16(QuoteFrame.MAX_RISE_BPS, maxRiseBps);
    }

    /**
     * Sets the fall of the price allowed at authorization.
     *
     * @param maxFallBps in basis points, 0..65535; else refused
     */
    public void maxFallBps(final int maxFallBps)
    {
        putU16(QuoteFrame.MAX_FALL_BPS, maxFallBps);
    }

    /**
     * Sets the fee for holding the price.
     *
     * @param lockFeeBps in basis points, 0..65535; else refused
     */
    public void lockFeeBps(final int lockFeeBps)
    {
        putU16(QuoteFrame.LOCK_FEE_BPS, lockFeeBps);
    }

    /**
     * Sets the confirmations asked at capture.
     *
     * @param minConfirmations not negative; else refused
     */
    public void minConfirmations(final int minConfirmations)
    {
        putIndex(QuoteFrame.MIN_CONFIRMATIONS, minConfirmations);
    }

    /**
     * Sets which amount the order gave.
     *
     * @param amountIn one of the {@code QuoteFrame.AMOUNT_IN_} codes; else refused
     */
    public void amountIn(final int amountIn)
    {
        refuseUnless(QuoteFrame.isAmountIn(amountIn));
        putU8(QuoteFrame.AMOUNT_IN, amountIn);
    }

    /**
     * Sets the decimals of the asset amounts that a wallet can send.
     *
     * @param payableDecimals 0..255; else refused
     */
    public void payableDecimals(final int payableDecimals)
    {
        putU8(QuoteFrame.PAYABLE_DECIMALS, payableDecimals);
    }

    /**
     * Sets the quotes of the same order before this one.
     *
     * @param reprices 0..65535; else refused
     */
    public void reprices(final int reprices)
    {
        putU16(QuoteFrame.REPRICES, reprices);
    }

    /**
     * Sets whether it takes the place of a quote that expired or drifted.
     *
     * @param isRepriced false where left out
     */
    public void isRepriced(final boolean isRepriced)
    {
        putU8(QuoteFrame.IS_REPRICED, isRepriced ? 1 : 0);
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

    /**
     * Sets the fee for holding the price, minor units of the currency.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void lockFeeAmount(final long low, final long high)
    {
        putI128(QuoteFrame.LOCK_FEE_AMOUNT, low, high);
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
