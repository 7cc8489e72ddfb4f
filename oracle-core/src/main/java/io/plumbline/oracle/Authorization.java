// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.AuthorizeEvent;

/**
 * Reserves a quote for one payment. Owned by one thread, reusable. The same payment id with the same request always
 * gets the same answer once it was authorized or the quote was killed; other refusals bind nothing. Refusals in the
 * order they are judged: INVALID_ARGUMENT, PAYMENT_ID_CONFLICT, CLOCK_FAULT, SUSPENDED, MALFORMED, WRONG_ENGINE,
 * UNKNOWN_QUOTE, UNKNOWN_OUTCOME, BINDING_MISMATCH, ALREADY_REDEEMED, QUOTE_DEAD, TERMS_NOT_ACCEPTED, EXPIRED,
 * NOT_FRESH, AWAITING_OBSERVATION, DRIFT, TOO_FEW_LINEAGES, LOW_CONFIDENCE, TIER, MODE, IMPLIED_VOLATILITY, REAPPROVAL,
 * ORDER_TOO_LARGE, NEEDS_APPROVAL, LOG_FAILED. Where the terms say so, EXPIRED and DRIFT are answered with REPRICED.
 */
public final class Authorization extends QuoteCommand
{
    private final AuthorizeEvent event;

    /**
     * An empty authorization.
     */
    public Authorization()
    {
        this(new AuthorizeEvent());
    }

    private Authorization(final AuthorizeEvent event)
    {
        super(AuthorizeEvent.MAX_LENGTH, event);
        this.event = event;
    }

    /**
     * Fills the command; forgets what stood here.
     *
     * @param merchant    the quote's audience.
     * @param paymentId   chosen by the merchant, printable ASCII, 1 to 64 characters, one for each attempt to pay.
     * @param orderDigest 32 bytes, as in the order request.
     * @param payer       who pays; must equal the quote's payer where it binds one; may be empty.
     * @param quote       where the quote and its signature stand.
     * @param offset      of the first byte.
     * @param length      {@link SignedQuote#LENGTH}.
     * @return this.
     */
    public Authorization reset(
        final String merchant,
        final String paymentId,
        final byte[] orderDigest,
        final String payer,
        final byte[] quote,
        final int offset,
        final int length)
    {
        restart();
        event.text(AuthorizeEvent.MERCHANT, merchant);
        event.text(AuthorizeEvent.PAYMENT_ID, paymentId);
        event.digest(AuthorizeEvent.ORDER_DIGEST, orderDigest, 0);
        event.text(AuthorizeEvent.PAYER, payer);
        event.signedQuote(quote, offset, length);
        return this;
    }

    /**
     * Fills the command from a quote object; allocates.
     *
     * @param merchant    the quote's audience.
     * @param paymentId   chosen by the merchant.
     * @param orderDigest 32 bytes, as in the order request.
     * @param quote       what the customer presented.
     * @return this.
     */
    public Authorization reset(
        final String merchant, final String paymentId, final byte[] orderDigest, final SignedQuote quote)
    {
        return reset(merchant, paymentId, orderDigest, "", quote.toByteArray(), 0, SignedQuote.LENGTH);
    }

    /**
     * Accepts the terms of a quote by its digest: asked where it came in the place of one that expired or drifted.
     *
     * @param digest 32 bytes, {@link SignedQuote#digest()}.
     * @return this.
     */
    public Authorization accept(final byte[] digest)
    {
        event.digest(AuthorizeEvent.ACCEPTED_DIGEST, digest, 0);
        return this;
    }
}
