// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.quote.Handover;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Unsigned quotes on their way from the last stage's thread, which writes, to the signer's thread, which takes order
 * quotes first: a customer waits for them. After so many of them it takes one reference quote, lest customers keep
 * prices from going out. A taken place is free before its signature can be on the ring, so that the
 * stage, which lets no more requests out than there are places, always finds one.
 */
final class SignatureHandover implements Handover
{
    /** Order quotes taken one after the other while a reference quote waits. */
    static final int MAX_ORDERS_FIRST = 8;

    private final SignatureQueue orders;
    private final SignatureQueue references;
    private final AtomicLong answered = new AtomicLong();
    /** Order quotes taken since the last reference quote; the signer's thread. */
    private int ordersTaken;
    private volatile boolean isClosing;

    /**
     * Makes an empty one.
     *
     * @param size places of each kind, a power of two; a stage needs {@link #MAX_REQUESTS}.
     */
    SignatureHandover(final int size)
    {
        orders = new SignatureQueue(size);
        references = new SignatureQueue(size);
    }

    /**
     * Takes one request; the last stage's thread.
     */
    @Override
    public void request(
        final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
    {
        if (kind == QuoteFrame.KIND_ORDER)
        {
            orders.write(kind, instrument, sequence, dueNs, quote);
        }
        else if (!isClosing)
        {
            references.write(kind, instrument, sequence, dueNs, quote);
        }
    }

    /**
     * From now on reference quotes are dropped unsigned: more of them come at every heartbeat, and a close would wait
     * for each. Any thread.
     */
    void close()
    {
        isClosing = true;
    }

    /**
     * Copies the next request out and frees its place; the signer's thread.
     *
     * @return false where there is none.
     */
    boolean take(final SignatureRequest into)
    {
        if (ordersTaken < MAX_ORDERS_FIRST && orders.take(into))
        {
            ordersTaken++;
            return true;
        }
        ordersTaken = 0;
        if (references.take(into))
        {
            return true;
        }
        if (orders.take(into))
        {
            ordersTaken = 1;
            return true;
        }
        return false;
    }

    /**
     * Whether an order quote waits; the signer's thread.
     */
    boolean hasOrders()
    {
        return !orders.isEmpty();
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
        return answered.getAcquire() == orders.written() + references.written();
    }
}
