// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;

/**
 * The requests that are out at a signer outside the engine, oldest first. What is out is counted from events alone,
 * never from how far the signer has come, so that a replay finds the same room. One thread, no allocation.
 */
final class SignatureRequests implements Signing
{
    private static final int MAX = Handover.MAX_REQUESTS;
    private static final int MAX_REFERENCES = MAX / 2;
    private static final int MASK = MAX - 1;

    private final int[] kinds = new int[MAX];
    private final int[] instruments = new int[MAX];
    private final long[] sequences = new long[MAX];
    private final byte[] digests = new byte[MAX * Sha256.LENGTH];
    private final Sha256 sha256 = new Sha256();
    private final Handover handover;
    private final StageCounters counters;
    private long head;
    private long tail;

    SignatureRequests(final Handover handover, final StageCounters counters)
    {
        this.handover = handover;
        this.counters = counters;
    }

    @Override
    public boolean isAtOnce()
    {
        return false;
    }

    /**
     * Reference quotes may take half the room, so that they never keep orders out.
     */
    @Override
    public boolean hasRoom(final int kind)
    {
        return tail - head < (kind == QuoteFrame.KIND_ORDER ? MAX : MAX_REFERENCES);
    }

    @Override
    public boolean sign(final int kind, final int instrument, final long sequence, final byte[] quote)
    {
        final int at = (int)tail & MASK;
        kinds[at] = kind;
        instruments[at] = instrument;
        sequences[at] = sequence;
        sha256.digest(quote, 0, QuoteFrame.LENGTH, digests, at * Sha256.LENGTH);
        tail++;
        counters.add(Metric.SIGNATURES_REQUESTED);
        handover.request(kind, instrument, sequence, quote);
        return false;
    }

    /**
     * Takes the request that an event answers, and those before it: requests come back in order, so theirs are lost.
     *
     * @return false where no request is out for these very bytes, and nothing has changed.
     */
    boolean take(final SignatureEvent event)
    {
        for (long i = head; i < tail; i++)
        {
            final int at = (int)i & MASK;
            if (sequences[at] == event.quoteSequence() && kinds[at] == event.kind() &&
                instruments[at] == event.instrument() &&
                event.isDigest(SignatureEvent.QUOTE_DIGEST, digests, at * Sha256.LENGTH))
            {
                head = i + 1;
                return true;
            }
        }
        counters.add(Metric.SIGNATURES_STRAY);
        return false;
    }
}
