// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;

/**
 * The requests of one kind that are out at a signer outside the engine, oldest first. What is out is counted from
 * events alone, never from how far the signer has come, so that a replay finds the same room. One thread; allocates
 * nothing after construction.
 */
final class SignatureRequests implements Signing
{
    private static final int MAX = Handover.MAX_REQUESTS;
    private static final int MASK = MAX - 1;

    private final int kind;
    private final int[] instruments = new int[MAX];
    private final long[] sequences = new long[MAX];
    private final long[] issuedAtNs = new long[MAX];
    private final byte[] digests = new byte[MAX * Sha256.LENGTH];
    private final Sha256 sha256 = new Sha256();
    private final Handover handover;
    private final StageCounters counters;
    private long head;
    private long tail;

    SignatureRequests(final int kind, final Handover handover, final StageCounters counters)
    {
        this.kind = kind;
        this.handover = handover;
        this.counters = counters;
    }

    @Override
    public boolean isAtOnce()
    {
        return false;
    }

    @Override
    public boolean hasRoom()
    {
        return tail - head < MAX;
    }

    @Override
    public boolean isBehind(final long nowNs, final long toleranceNs)
    {
        return head < tail && nowNs - issuedAtNs[(int)head & MASK] > toleranceNs;
    }

    @Override
    public boolean sign(
        final long nowNs, final long maxDelayNs, final int instrument, final long sequence, final byte[] quote)
    {
        final int at = (int)tail & MASK;
        issuedAtNs[at] = nowNs;
        instruments[at] = instrument;
        sequences[at] = sequence;
        sha256.digest(quote, 0, QuoteFrame.LENGTH, digests, at * Sha256.LENGTH);
        tail++;
        counters.add(Metric.SIGNATURES_REQUESTED);
        handover.request(kind, instrument, sequence, nowNs + maxDelayNs, quote);
        return false;
    }

    /**
     * Takes those before it too: requests come back in order, so their events are lost.
     */
    @Override
    public boolean take(final SignatureEvent event)
    {
        for (long i = head; i < tail; i++)
        {
            final int at = (int)i & MASK;
            if (sequences[at] == event.quoteSequence() && instruments[at] == event.instrument() &&
                event.isDigest(SignatureEvent.QUOTE_DIGEST, digests, at * Sha256.LENGTH))
            {
                head = i + 1;
                return true;
            }
        }
        return false;
    }
}
