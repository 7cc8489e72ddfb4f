// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.ProofEvent;

/**
 * Asks for a signed document: the JWS or the reference record of a quote, or the receipt of a payment. Given to the
 * merchant of the quote alone. Owned by one thread, reusable. Refusals: INVALID_ARGUMENT, UNKNOWN_QUOTE,
 * UNKNOWN_OUTCOME, WRONG_ENGINE, UNKNOWN_KEY for a restored quote of an earlier key, SIGNER_BUSY, SIGNER_FAILED.
 */
public final class ProofRequest extends QuoteCommand
{
    private final ProofEvent event;

    /**
     * An empty request.
     */
    public ProofRequest()
    {
        this(new ProofEvent());
    }

    private ProofRequest(final ProofEvent event)
    {
        super(ProofEvent.LENGTH, event);
        this.event = event;
    }

    /**
     * Asks for a quote as JWS; forgets what stood here.
     *
     * @param merchant      the quote's audience.
     * @param quoteSequence its number within the engine's boot epoch.
     * @return this.
     */
    public ProofRequest jws(final String merchant, final long quoteSequence)
    {
        return ofQuote(ProofEvent.JWS, merchant, quoteSequence);
    }

    /**
     * Asks for the reference record a quote was cut from; forgets what stood here.
     *
     * @param merchant      the quote's audience.
     * @param quoteSequence its number within the engine's boot epoch.
     * @return this.
     */
    public ProofRequest reference(final String merchant, final long quoteSequence)
    {
        return ofQuote(ProofEvent.REFERENCE, merchant, quoteSequence);
    }

    /**
     * Asks for the receipt of a payment; forgets what stood here.
     *
     * @param merchant  as authorized.
     * @param paymentId as authorized, 1 to 64 characters.
     * @return this.
     */
    public ProofRequest receipt(final String merchant, final String paymentId)
    {
        restart();
        event.kind(ProofEvent.RECEIPT);
        event.text(ProofEvent.MERCHANT, merchant);
        event.text(ProofEvent.PAYMENT_ID, paymentId);
        return this;
    }

    /**
     * Says that the quote was issued in an earlier boot epoch, known from a redemption log; not for receipts.
     *
     * @param bootEpoch {@link SignedQuote#bootEpoch()}; 0 for the present one.
     * @return this.
     */
    public ProofRequest bootEpoch(final long bootEpoch)
    {
        event.bootEpoch(bootEpoch);
        return this;
    }

    private ProofRequest ofQuote(final int kind, final String merchant, final long quoteSequence)
    {
        restart();
        event.kind(kind);
        event.text(ProofEvent.MERCHANT, merchant);
        event.quoteSequence(quoteSequence);
        return this;
    }
}
