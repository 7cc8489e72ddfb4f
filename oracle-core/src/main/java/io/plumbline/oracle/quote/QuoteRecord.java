// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.QuoteFrame;
import org.jspecify.annotations.Nullable;

/**
 * One quote and, once a payment is bound to it, that payment: its state, the requests it answered and the answers.
 * Reused; one thread. A quote that waits for a signer outside the engine is SIGNING: nobody holds it yet.
 *
 * <pre>
 *  SIGNING ──signed──► ISSUED ──authorize──► AUTHORIZED ──capture──► CAPTURED
 *     │                   │                      └───────release──► RELEASED
 *     │                   └──expired, drifted──► KILLED
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
    /** Of the order; changed by the order index alone, as {@link #hasOrder} is. */
    final byte[] orderKey = new byte[Sha256.LENGTH];
    final byte[] authorizeDigest = new byte[Sha256.LENGTH];
    final byte[] captureDigest = new byte[Sha256.LENGTH];
    final byte[] authorizeAnswer = new byte[AnswerFrame.LENGTH];
    final byte[] captureAnswer = new byte[AnswerFrame.LENGTH];
    State state = State.FREE;
    long sequence;
    int policy;
    int instrument;
    boolean hasPayment;
    /** Whether this is the last quote that was issued for its order. */
    boolean hasOrder;
    /** Of the command that waits while the quote is SIGNING. */
    long correlation;
    /** Neighbours in the queue of quotes to be signed. */
    @Nullable QuoteRecord before;
    @Nullable QuoteRecord after;
    long captureUntilNs;
    /** Changed by the registry alone, which orders its records by it. */
    long retainUntilNs;
    int heapIndex;

    QuoteRecord(final int index)
    {
        this.index = index;
    }

    boolean isRetained(final long nowNs)
    {
        return nowNs < retainUntilNs;
    }

    /** Whether this record may be used again before the other: retention ends earlier or, at once, issued earlier. */
    boolean isBefore(final QuoteRecord other)
    {
        return retainUntilNs < other.retainUntilNs ||
            (retainUntilNs == other.retainUntilNs && sequence < other.sequence);
    }
}
