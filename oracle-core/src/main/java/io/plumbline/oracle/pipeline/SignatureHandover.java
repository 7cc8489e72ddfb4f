// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.quote.Handover;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Unsigned quotes on their way from the last stage's thread, which writes, to the signer's thread, which takes. A taken
 * place is free before its signature can be on the ring, so that the stage, which lets no more requests out than there
 * are places, always finds one. Neither side waits; no allocation after construction.
 */
final class SignatureHandover implements Handover
{
    private final SignatureRequest[] places;
    private final int mask;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    SignatureHandover()
    {
        this(MAX_REQUESTS);
    }

    /**
     * With another number of places, a power of two.
     */
    SignatureHandover(final int size)
    {
        places = new SignatureRequest[size];
        mask = size - 1;
        Arrays.setAll(places, i -> new SignatureRequest());
    }

    /**
     * Takes one request; the last stage's thread.
     */
    @Override
    public void request(final int kind, final int instrument, final long sequence, final byte[] quote)
    {
        final long at = written.getPlain();
        if (at - taken.getAcquire() == places.length)
        {
            throw new IllegalStateException("more than " + places.length + " signature requests are out");
        }
        places[(int)at & mask].set(kind, instrument, sequence, quote);
        written.setRelease(at + 1);
    }

    /**
     * Copies the oldest request out and frees its place; the signer's thread.
     *
     * @return false where there is none.
     */
    boolean take(final SignatureRequest into)
    {
        final long at = taken.getPlain();
        if (at == written.getAcquire())
        {
            return false;
        }
        final SignatureRequest place = places[(int)at & mask];
        into.set(place.kind, place.instrument, place.sequence, place.quote);
        taken.setRelease(at + 1);
        return true;
    }

    /**
     * What was taken last is on the ring, or nobody waits for it any more; the signer's thread.
     */
    void answered()
    {
        answered.setRelease(answered.getPlain() + 1);
    }

    /**
     * Whether every request has been answered. Any thread.
     */
    boolean isIdle()
    {
        return answered.getAcquire() == written.getAcquire();
    }
}
