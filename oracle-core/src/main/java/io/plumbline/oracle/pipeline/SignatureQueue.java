// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests of one kind, from one writing thread to one taking thread, in order and bounded. Neither waits; nothing is
 * allocated after construction.
 */
final class SignatureQueue
{
    private final SignatureRequest[] places;
    private final int mask;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /**
     * Makes an empty queue.
     *
     * @param size places, a power of two.
     */
    SignatureQueue(final int size)
    {
        places = new SignatureRequest[size];
        mask = size - 1;
        Arrays.setAll(places, i -> new SignatureRequest());
    }

    /**
     * Writes one request; the writing thread.
     */
    void write(final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
    {
        final long at = written.getPlain();
        if (at - taken.getAcquire() == places.length)
        {
            throw new IllegalStateException("more than " + places.length + " signature requests are out");
        }
        places[(int)at & mask].set(kind, instrument, sequence, dueNs, quote);
        written.setRelease(at + 1);
    }

    /**
     * Copies the oldest request out and frees its place; the taking thread.
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
        into.set(place.kind, place.instrument, place.sequence, place.dueNs, place.quote);
        taken.setRelease(at + 1);
        return true;
    }

    /**
     * Whether nothing waits; the taking thread.
     */
    boolean isEmpty()
    {
        return taken.getPlain() == written.getAcquire();
    }

    /**
     * How many were ever written. Any thread.
     */
    long written()
    {
        return written.getAcquire();
    }
}
