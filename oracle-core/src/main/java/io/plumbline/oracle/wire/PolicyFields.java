// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Of the event that changes a policy's terms: which policy, its version, its times and its bounds in money. What they
 * mean and how far they go is the policy's own to say.
 */
public abstract class PolicyFields extends OperatorEvent
{
    private static final int POLICY = OPERATOR_FIELDS;
    private static final int CUSTOMER_BURST = POLICY + Integer.BYTES;
    private static final int VERSION = CUSTOMER_BURST + Integer.BYTES;
    private static final int TTL = VERSION + Long.BYTES;
    private static final int MAX_ISSUE_DELAY = TTL + Long.BYTES;
    private static final int CAPTURE_TTL = MAX_ISSUE_DELAY + Long.BYTES;
    private static final int RECEIPT_RETENTION = CAPTURE_TTL + Long.BYTES;
    private static final int CUSTOMER_INTERVAL = RECEIPT_RETENTION + Long.BYTES;
    private static final int MAX_FIAT_MINOR_UNITS = CUSTOMER_INTERVAL + Long.BYTES;
    private static final int MANUAL_ABOVE_MINOR_UNITS = MAX_FIAT_MINOR_UNITS + Long.BYTES;
    private static final int MAX_OUTSTANDING_MINOR_UNITS = MANUAL_ABOVE_MINOR_UNITS + Long.BYTES;
    /** Where the fields after these begin. */
    static final int TERMS_END = MAX_OUTSTANDING_MINOR_UNITS + Long.BYTES;

    PolicyFields(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /** {@return the dense number of the policy} */
    public final int policy()
    {
        return i32(POLICY);
    }

    /**
     * Sets the dense number of the policy.
     *
     * @param policy not negative; else refused
     */
    public final void policy(final int policy)
    {
        putIndex(POLICY, policy);
    }

    /** {@return the quotes a customer may take at once} */
    public final int customerBurst()
    {
        return i32(CUSTOMER_BURST);
    }

    /**
     * Sets the quotes a customer may take at once.
     *
     * @param customerBurst not negative; else refused
     */
    public final void customerBurst(final int customerBurst)
    {
        putIndex(CUSTOMER_BURST, customerBurst);
    }

    /** {@return the version of the terms, 64 bits} */
    public final long version()
    {
        return i64(VERSION);
    }

    /**
     * Sets the version of the terms.
     *
     * @param version 64 bits
     */
    public final void version(final long version)
    {
        putI64(VERSION, version);
    }

    /** {@return the life of a quote, nanoseconds} */
    public final long ttlNs()
    {
        return i64(TTL);
    }

    /**
     * Sets the life of a quote.
     *
     * @param ttlNs nanoseconds
     */
    public final void ttlNs(final long ttlNs)
    {
        putI64(TTL, ttlNs);
    }

    /** {@return the longest wait for a signer outside the engine, nanoseconds} */
    public final long maxIssueDelayNs()
    {
        return i64(MAX_ISSUE_DELAY);
    }

    /**
     * Sets the longest wait for a signer outside the engine.
     *
     * @param maxIssueDelayNs nanoseconds
     */
    public final void maxIssueDelayNs(final long maxIssueDelayNs)
    {
        putI64(MAX_ISSUE_DELAY, maxIssueDelayNs);
    }

    /** {@return the time an authorized quote waits for its capture, nanoseconds} */
    public final long captureTtlNs()
    {
        return i64(CAPTURE_TTL);
    }

    /**
     * Sets the time an authorized quote waits for its capture.
     *
     * @param captureTtlNs nanoseconds
     */
    public final void captureTtlNs(final long captureTtlNs)
    {
        putI64(CAPTURE_TTL, captureTtlNs);
    }

    /** {@return the time answers outlive their quote, nanoseconds} */
    public final long receiptRetentionNs()
    {
        return i64(RECEIPT_RETENTION);
    }

    /**
     * Sets the time answers outlive their quote.
     *
     * @param receiptRetentionNs nanoseconds
     */
    public final void receiptRetentionNs(final long receiptRetentionNs)
    {
        putI64(RECEIPT_RETENTION, receiptRetentionNs);
    }

    /** {@return the time in which a customer earns one more quote, nanoseconds} */
    public final long customerIntervalNs()
    {
        return i64(CUSTOMER_INTERVAL);
    }

    /**
     * Sets the time in which a customer earns one more quote.
     *
     * @param customerIntervalNs nanoseconds
     */
    public final void customerIntervalNs(final long customerIntervalNs)
    {
        putI64(CUSTOMER_INTERVAL, customerIntervalNs);
    }

    /** {@return the largest order, minor units of the currency} */
    public final long maxFiatMinorUnits()
    {
        return i64(MAX_FIAT_MINOR_UNITS);
    }

    /**
     * Sets the largest order.
     *
     * @param maxFiatMinorUnits minor units of the currency
     */
    public final void maxFiatMinorUnits(final long maxFiatMinorUnits)
    {
        putI64(MAX_FIAT_MINOR_UNITS, maxFiatMinorUnits);
    }

    /** {@return the value above which an order needs an approval, minor units of the currency} */
    public final long manualAboveMinorUnits()
    {
        return i64(MANUAL_ABOVE_MINOR_UNITS);
    }

    /**
     * Sets the value above which an order needs an approval.
     *
     * @param manualAboveMinorUnits minor units of the currency
     */
    public final void manualAboveMinorUnits(final long manualAboveMinorUnits)
    {
        putI64(MANUAL_ABOVE_MINOR_UNITS, manualAboveMinorUnits);
    }

    /** {@return the value of the live quotes on one instrument, minor units of the currency} */
    public final long maxOutstandingMinorUnits()
    {
        return i64(MAX_OUTSTANDING_MINOR_UNITS);
    }

    /**
     * Sets the value of the live quotes on one instrument.
     *
     * @param maxOutstandingMinorUnits minor units of the currency
     */
    public final void maxOutstandingMinorUnits(final long maxOutstandingMinorUnits)
    {
        putI64(MAX_OUTSTANDING_MINOR_UNITS, maxOutstandingMinorUnits);
    }


    final boolean areTermsCanonical()
    {
        return (i32(POLICY) | i32(CUSTOMER_BURST)) >= 0;
    }
}
