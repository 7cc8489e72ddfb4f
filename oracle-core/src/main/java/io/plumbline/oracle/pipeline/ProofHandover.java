// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Documents on their way from the reply agent's thread to whoever signs them and back, in order and bounded. A place is
 * the reply agent's until it is handed over, then the signer's until that one is done with it, then the reply agent's
 * again. Neither waits.
 */
final class ProofHandover
{
    /** Places of an engine. */
    static final int SIZE = 64;

    private final Proof[] places;
    private final int mask;
    private final AtomicLong handedOver = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    /**
     * Makes an empty one.
     *
     * @param size places, a power of two.
     */
    ProofHandover(final int size)
    {
        places = new Proof[size];
        mask = size - 1;
        Arrays.setAll(places, i -> new Proof());
    }

    /**
     * A place to be filled and then {@linkplain #handOver handed over}; the reply agent's thread.
     *
     * @return null where as many are out as may.
     */
    @Nullable Proof free()
    {
        final long at = handedOver.getPlain();
        return at - taken.getPlain() == places.length ? null : places[(int)at & mask];
    }

    /**
     * Hands the filled place over; the reply agent's thread.
     */
    void handOver()
    {
        handedOver.setRelease(handedOver.getPlain() + 1);
    }

    /**
     * The oldest document that waits for its signature; the signer's thread.
     *
     * @return null where none does.
     */
    @Nullable Proof next()
    {
        final long at = done.getPlain();
        return at == handedOver.getAcquire() ? null : places[(int)at & mask];
    }

    /**
     * That document is signed, or will not be; the signer's thread.
     */
    void done()
    {
        done.setRelease(done.getPlain() + 1);
    }

    /**
     * The oldest document that has come back; the reply agent's thread.
     *
     * @return null where none has.
     */
    @Nullable Proof back()
    {
        final long at = taken.getPlain();
        return at == done.getAcquire() ? null : places[(int)at & mask];
    }

    /**
     * That document's answer is given, and its place free; the reply agent's thread.
     */
    void taken()
    {
        taken.setRelease(taken.getPlain() + 1);
    }

    /**
     * How many are out: handed over, and their answers not given. Any thread.
     */
    long out()
    {
        // read first: what is taken later only makes the difference larger than it is
        final long answered = taken.getAcquire();
        return handedOver.getAcquire() - answered;
    }
}
