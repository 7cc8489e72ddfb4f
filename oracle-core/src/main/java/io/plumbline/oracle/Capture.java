// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.CaptureEvent;

/**
 * Says what really arrived for an authorized payment. Owned by one thread, reusable. Answers SETTLED, UNDERPAID,
 * OVERPAID or LATE_PAYMENT, once and for good; refusals: INVALID_ARGUMENT, UNKNOWN_OUTCOME, NOT_AUTHORIZED,
 * PAYMENT_ID_CONFLICT, WRONG_PAYMENT, NOT_FINAL, which may be tried again with more confirmations, LOG_FAILED.
 */
public final class Capture extends QuoteCommand
{
    private final CaptureEvent event;

    /**
     * An empty capture.
     */
    public Capture()
    {
        this(new CaptureEvent());
    }

    private Capture(final CaptureEvent event)
    {
        super(CaptureEvent.LENGTH, event);
        this.event = event;
    }

    /**
     * Starts a capture; forgets what stood here.
     *
     * @param merchant  as authorized.
     * @param paymentId as authorized.
     * @return this.
     */
    public Capture reset(final String merchant, final String paymentId)
    {
        restart();
        event.text(CaptureEvent.MERCHANT, merchant);
        event.text(CaptureEvent.PAYMENT_ID, paymentId);
        return this;
    }

    /**
     * Sets what arrived.
     *
     * @param amountLow  low 64 bits of the amount in base units of the asset.
     * @param amountHigh high 64 bits.
     * @param assetId    CAIP-19 style; must equal the quote's.
     * @param payTo      destination; must equal the quote's.
     * @return this.
     */
    public Capture arrived(final long amountLow, final long amountHigh, final String assetId, final String payTo)
    {
        event.amount(amountLow, amountHigh);
        event.text(CaptureEvent.ASSET_ID, assetId);
        event.text(CaptureEvent.PAY_TO, payTo);
        return this;
    }

    /**
     * Sets how it arrived.
     *
     * @param transactionId of the chain, printable ASCII, at most 96 characters.
     * @param confirmations how deep it is buried.
     * @return this.
     */
    public Capture transaction(final String transactionId, final int confirmations)
    {
        event.text(CaptureEvent.TRANSACTION_ID, transactionId);
        event.finality(confirmations);
        return this;
    }
}
