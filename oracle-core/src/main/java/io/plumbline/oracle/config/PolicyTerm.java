// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * A term of a quote policy that is one number or one flag, 0 or 1: its name, its range and which way is tighter.
 * Rights, risk steps, name, version and scope are no such terms. Immutable; any thread.
 */
public enum PolicyTerm
{
    /** Life of a quote. */
    TTL_NS("ttlNs", 10_000_000L, 3_600_000_000_000L, Tighter.SMALLER, 30_000_000_000L),

    /** Longest wait for a signer outside the engine. */
    MAX_ISSUE_DELAY_NS("maxIssueDelayNs", 1_000_000L, 3_599_999_999_999L, Tighter.SMALLER, 1_000_000_000L),

    /** How long an authorized quote waits for its capture. */
    CAPTURE_TTL_NS("captureTtlNs", 10_000_000L, 86_400_000_000_000L, Tighter.SMALLER, 600_000_000_000L),

    /** How long answers, receipts and the pinned reference record outlive the quote. */
    RECEIPT_RETENTION_NS("receiptRetentionNs", 1_000_000_000L, 86_400_000_000_000L, Tighter.LARGER, 600_000_000_000L),

    /** How far the price may have risen at authorization. */
    MAX_RISE_BPS("maxRiseBps", 0, 5_000, Tighter.SMALLER, 75),

    /** How far the price may have fallen at authorization. */
    MAX_FALL_BPS("maxFallBps", 0, 5_000, Tighter.SMALLER, 75),

    /** Fee on the order's value. */
    FEE_BPS("feeBps", 0, 5_000, Tighter.LARGER, 0),

    /** Fee for holding the price, on the order's value, added to the fee. */
    LOCK_FEE_BPS("lockFeeBps", 0, 5_000, Tighter.LARGER, 0),

    /** Shortfall of a captured amount that still settles. */
    SLIPPAGE_BPS("slippageBps", 0, 5_000, Tighter.SMALLER, 50),

    /** Least confidence of the price. */
    MIN_CONFIDENCE_BPS("minConfidenceBps", 0, 10_000, Tighter.LARGER, 5_000),

    /** Fewest lineages the price must rest on. */
    MIN_LINEAGES("minLineages", 0, 64, Tighter.LARGER, 0),

    /** Largest rounding error. */
    MAX_ROUNDING_BPS("maxRoundingBps", 1, 5_000, Tighter.SMALLER, 10),

    /** Largest order. */
    MAX_FIAT_MINOR_UNITS("maxFiatMinorUnits", 1, 1L << 62, Tighter.SMALLER, 100_000_000L),

    /** An order above this is authorized only with an operator's approval. */
    MANUAL_ABOVE_MINOR_UNITS("manualAboveMinorUnits", 0, Long.MAX_VALUE, Tighter.SMALLER, Long.MAX_VALUE),

    /** Finality asked at capture. */
    MIN_CONFIRMATIONS("minConfirmations", 0, 1_000_000, Tighter.LARGER, 0),

    /** Largest network fee against the order's value. */
    MAX_NETWORK_FEE_BPS("maxNetworkFeeBps", 0, 10_000, Tighter.SMALLER, 10_000),

    /** Whether a quote that fell to EXPIRED or DRIFT is re-priced at once. */
    IS_REPRICED("isRepriced", 0, 1, Tighter.SMALLER, 0),

    /** Most further quotes for one order. */
    MAX_REPRICES("maxReprices", 0, 1_000, Tighter.SMALLER, 100),

    /** Whether authorization waits for prices observed after it was first asked for. */
    IS_NEXT_OBSERVATION("isNextObservation", 0, 1, Tighter.LARGER, 0),

    /** Quotes a customer may take at once. */
    CUSTOMER_BURST("customerBurst", 1, 1_000_000, Tighter.SMALLER, 1_000),

    /** Time in which a customer earns one more quote. */
    CUSTOMER_INTERVAL_NS("customerIntervalNs", 0, 3_600_000_000_000L, Tighter.LARGER, 10_000_000L),

    /** Most value of the policy's live quotes on one instrument. */
    MAX_OUTSTANDING_MINOR_UNITS("maxOutstandingMinorUnits", 1, 1L << 62, Tighter.SMALLER, 1L << 62);

    private enum Tighter
    {
        SMALLER,
        LARGER
    }

    private final String term;
    private final long min;
    private final long max;
    private final Tighter tighter;
    private final long standard;

    PolicyTerm(final String term, final long min, final long max, final Tighter tighter, final long standard)
    {
        this.term = term;
        this.min = min;
        this.max = max;
        this.tighter = tighter;
        this.standard = standard;
    }

    /**
     * The term's name, as the accessor of {@link QuotePolicy} has it.
     *
     * @return such as {@code ttlNs}.
     */
    public String term()
    {
        return term;
    }

    /**
     * The least value.
     *
     * @return inclusive.
     */
    public long min()
    {
        return min;
    }

    /**
     * The largest value, whatever the other terms are.
     *
     * @return inclusive.
     */
    public long max()
    {
        return max;
    }

    /**
     * Whether a smaller value is the tighter one.
     *
     * @return false where a larger one is.
     */
    public boolean isSmallerTighter()
    {
        return tighter == Tighter.SMALLER;
    }

    /**
     * Whether the term is a flag.
     *
     * @return true where 0 is no and 1 is yes.
     */
    public boolean isFlag()
    {
        return term.startsWith("is");
    }

    long standard()
    {
        return standard;
    }

    boolean isNoLooser(final long value, final long than)
    {
        return isSmallerTighter() ? value <= than : value >= than;
    }

    long stricter(final long one, final long other)
    {
        return isNoLooser(one, other) ? one : other;
    }
}
