// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Of the event that changes a policy's terms: its limits in basis points and counts, and what it does or does not. What
 * they mean and how far they go is the policy's own to say.
 */
public abstract class PolicyLimits extends PolicyFields
{
    private static final int MIN_CONFIRMATIONS = TERMS_END;
    private static final int MAX_REPRICES = MIN_CONFIRMATIONS + Integer.BYTES;
    private static final int MIN_LINEAGES = MAX_REPRICES + Short.BYTES;
    private static final int MAX_RISE_BPS = MIN_LINEAGES + Short.BYTES;
    private static final int MAX_FALL_BPS = MAX_RISE_BPS + Short.BYTES;
    private static final int FEE_BPS = MAX_FALL_BPS + Short.BYTES;
    private static final int LOCK_FEE_BPS = FEE_BPS + Short.BYTES;
    private static final int SLIPPAGE_BPS = LOCK_FEE_BPS + Short.BYTES;
    private static final int MIN_CONFIDENCE_BPS = SLIPPAGE_BPS + Short.BYTES;
    private static final int MAX_ROUNDING_BPS = MIN_CONFIDENCE_BPS + Short.BYTES;
    private static final int MAX_NETWORK_FEE_BPS = MAX_ROUNDING_BPS + Short.BYTES;
    private static final int IS_REPRICED = MAX_NETWORK_FEE_BPS + Short.BYTES;
    private static final int IS_NEXT_OBSERVATION = IS_REPRICED + 1;
    /** Where the fields after these begin. */
    static final int LIMITS_END = IS_NEXT_OBSERVATION + 1;

    PolicyLimits(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /** {@return the finality asked at capture} */
    public final int minConfirmations()
    {
        return i32(MIN_CONFIRMATIONS);
    }

    /**
     * Sets the finality asked at capture.
     *
     * @param minConfirmations not negative; else refused
     */
    public final void minConfirmations(final int minConfirmations)
    {
        putIndex(MIN_CONFIRMATIONS, minConfirmations);
    }

    /** {@return the further quotes for one order} */
    public final int maxReprices()
    {
        return u16(MAX_REPRICES);
    }

    /**
     * Sets the further quotes for one order.
     *
     * @param maxReprices 0..65535; else refused
     */
    public final void maxReprices(final int maxReprices)
    {
        putU16(MAX_REPRICES, maxReprices);
    }

    /** {@return the least lineages} */
    public final int minLineages()
    {
        return u16(MIN_LINEAGES);
    }

    /**
     * Sets the least lineages.
     *
     * @param minLineages 0..65535; else refused
     */
    public final void minLineages(final int minLineages)
    {
        putU16(MIN_LINEAGES, minLineages);
    }

    /** {@return the rise allowed at authorization, in basis points} */
    public final int maxRiseBps()
    {
        return u16(MAX_RISE_BPS);
    }

    /**
     * Sets the rise allowed at authorization.
     *
     * @param maxRiseBps in basis points, 0..65535; else refused
     */
    public final void maxRiseBps(final int maxRiseBps)
    {
        putU16(MAX_RISE_BPS, maxRiseBps);
    }

    /** {@return the fall allowed at authorization, in basis points} */
    public final int maxFallBps()
    {
        return u16(MAX_FALL_BPS);
    }

    /**
     * Sets the fall allowed at authorization.
     *
     * @param maxFallBps in basis points, 0..65535; else refused
     */
    public final void maxFallBps(final int maxFallBps)
    {
        putU16(MAX_FALL_BPS, maxFallBps);
    }

    /** {@return the fee, in basis points} */
    public final int feeBps()
    {
        return u16(FEE_BPS);
    }

    /**
     * Sets the fee.
     *
     * @param feeBps in basis points, 0..65535; else refused
     */
    public final void feeBps(final int feeBps)
    {
        putU16(FEE_BPS, feeBps);
    }

    /** {@return the fee for holding the price, in basis points} */
    public final int lockFeeBps()
    {
        return u16(LOCK_FEE_BPS);
    }

    /**
     * Sets the fee for holding the price.
     *
     * @param lockFeeBps in basis points, 0..65535; else refused
     */
    public final void lockFeeBps(final int lockFeeBps)
    {
        putU16(LOCK_FEE_BPS, lockFeeBps);
    }

    /** {@return the shortfall that still settles, in basis points} */
    public final int slippageBps()
    {
        return u16(SLIPPAGE_BPS);
    }

    /**
     * Sets the shortfall that still settles.
     *
     * @param slippageBps in basis points, 0..65535; else refused
     */
    public final void slippageBps(final int slippageBps)
    {
        putU16(SLIPPAGE_BPS, slippageBps);
    }

    /** {@return the least confidence, in basis points} */
    public final int minConfidenceBps()
    {
        return u16(MIN_CONFIDENCE_BPS);
    }

    /**
     * Sets the least confidence.
     *
     * @param minConfidenceBps in basis points, 0..65535; else refused
     */
    public final void minConfidenceBps(final int minConfidenceBps)
    {
        putU16(MIN_CONFIDENCE_BPS, minConfidenceBps);
    }

    /** {@return the largest rounding error, in basis points} */
    public final int maxRoundingBps()
    {
        return u16(MAX_ROUNDING_BPS);
    }

    /**
     * Sets the largest rounding error.
     *
     * @param maxRoundingBps in basis points, 0..65535; else refused
     */
    public final void maxRoundingBps(final int maxRoundingBps)
    {
        putU16(MAX_ROUNDING_BPS, maxRoundingBps);
    }

    /** {@return the largest network fee, in basis points} */
    public final int maxNetworkFeeBps()
    {
        return u16(MAX_NETWORK_FEE_BPS);
    }

    /**
     * Sets the largest network fee.
     *
     * @param maxNetworkFeeBps in basis points, 0..65535; else refused
     */
    public final void maxNetworkFeeBps(final int maxNetworkFeeBps)
    {
        putU16(MAX_NETWORK_FEE_BPS, maxNetworkFeeBps);
    }

    /** {@return whether a quote that fell to EXPIRED or DRIFT is re-priced} */
    public final boolean isRepriced()
    {
        return u8(IS_REPRICED) == 1;
    }

    /**
     * Sets whether a quote that fell to EXPIRED or DRIFT is re-priced.
     *
     * @param isRepriced false where left out
     */
    public final void isRepriced(final boolean isRepriced)
    {
        putU8(IS_REPRICED, isRepriced ? 1 : 0);
    }

    /** {@return whether authorization waits for prices observed after it was first asked for} */
    public final boolean isNextObservation()
    {
        return u8(IS_NEXT_OBSERVATION) == 1;
    }

    /**
     * Sets whether authorization waits for prices observed after it was first asked for.
     *
     * @param isNextObservation false where left out
     */
    public final void isNextObservation(final boolean isNextObservation)
    {
        putU8(IS_NEXT_OBSERVATION, isNextObservation ? 1 : 0);
    }


    final boolean areLimitsCanonical()
    {
        return i32(MIN_CONFIRMATIONS) >= 0 && Codes.isFlag(u8(IS_REPRICED)) && Codes.isFlag(u8(IS_NEXT_OBSERVATION));
    }
}
