// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One quote and, once a payment is bound to it, that payment: its state, the requests it answered and the answers.
 * Reused; one thread. A quote that waits for a signer outside the engine is SIGNING: nobody holds it yet.
 *
 * <pre>
 *  SIGNING ──signed──► ISSUED ──authorize──► AUTHORIZED ──capture──► CAPTURED
 *     │                   │                      └───────release──► RELEASED
 *     │                   └──expired, drifted, uncertain, superseded──► KILLED
 *     └──late, failed──► FREE
 * </pre>
 */
final class QuoteRecord
{
    enum State
    {
        FREE, SIGNING, ISSUED, AUTHORIZED, CAPTURED, RELEASED, KILLED
    }

    final int index;
    final byte[] quote = new byte[SignedQuote.LENGTH];
    final QuoteFrame frame = new QuoteFrame();
    final byte[] paymentKey = new byte[Sha256.LENGTH];
    /** Of the order; whether it stands in the index is {@link #hasOrder}. */
    final byte[] orderKey = new byte[Sha256.LENGTH];
    final byte[] authorizeDigest = new byte[Sha256.LENGTH];
    final byte[] captureDigest = new byte[Sha256.LENGTH];
    final byte[] authorizeAnswer = new byte[AnswerFrame.LENGTH];
    final byte[] captureAnswer = new byte[AnswerFrame.LENGTH];
    /** Canonical bytes of the reference record the quote was cut from. */
    final byte[] reference = new byte[ReferenceFrame.LENGTH];
    /** Padded as on the wire; of the payment that is bound. */
    final byte[] paymentId = new byte[AuthorizeEvent.PAYMENT_ID.length()];
    /** Padded as on the wire; of the capture. */
    final byte[] transactionId = new byte[CaptureEvent.TRANSACTION_ID.length()];
    State state = State.FREE;
    long sequence;
    int policy;
    int instrument;
    /** Terms of the policy when the quote was written; null for one of an earlier epoch. */
    @Nullable PolicyTerms issuedOn;
    boolean hasPayment;
    /** Whether this is the last quote that was issued for its order. */
    boolean hasOrder;
    /** The order's value, minor units. */
    long value;
    /** Whether an operator has approved its value. */
    boolean isApproved;
    /** When authorization was first asked for, where the terms wait for the next observation; 0 before. */
    long askedAtNs;
    /** Sequence of the quote that was issued in its place; 0 for none. */
    long repricedAs;
    /** Boot epoch in which that was issued. */
    long repricedEpoch;
    /** Confirmations at capture. */
    int finality;
    /** What arrived, base units. */
    long arrivedLow;
    long arrivedHigh;
    /** Longest wait for a signature. */
    long maxDelayNs;
    /** Of the command that waits while the quote is SIGNING. */
    long correlation;
    /** Neighbours in the queue of quotes to be signed. */
    @Nullable QuoteRecord before;
    @Nullable QuoteRecord after;
    long captureUntilNs;
    /** Changed by the registry alone, which orders its records by it. */
    long retainUntilNs;

    QuoteRecord(final int index)
    {
        this.index = index;
    }

    /**
     * Forgets what an earlier quote left here; the quote's bytes, the reference record and the state are set already.
     */
    void begin(final int quotePolicy, final int quoteInstrument, final long minorUnits, final long delayNs)
    {
        frame.wrap(quote, 0, QuoteFrame.LENGTH);
        policy = quotePolicy;
        instrument = quoteInstrument;
        value = minorUnits;
        maxDelayNs = delayNs;
        issuedOn = null;
        isApproved = false;
        askedAtNs = 0;
        repricedAs = 0;
        repricedEpoch = 0;
        captureUntilNs = 0;
        finality = 0;
        arrivedLow = 0;
        arrivedHigh = 0;
        Arrays.fill(paymentId, (byte)0);
        Arrays.fill(transactionId, (byte)0);
    }

    /** How long it waits for a capture: the shorter of the quote's terms and those of now. */
    long captureTtlNs(final QuotePolicy now)
    {
        return issuedOn == null ? now.captureTtlNs() :
            Math.min(issuedOn.policy().captureTtlNs(), now.captureTtlNs());
    }

    /** By how much answers outlive it: the longer of the quote's terms and those of now. */
    long receiptRetentionNs(final QuotePolicy now)
    {
        return issuedOn == null ? now.receiptRetentionNs() :
            Math.max(issuedOn.policy().receiptRetentionNs(), now.receiptRetentionNs());
    }

    boolean isRetained(final long nowNs)
    {
        return nowNs < retainUntilNs;
    }
}
