// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.bridge;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.transport.MessageReceiver;
import io.plumbline.oracle.netty.transport.SocketLink;
import io.plumbline.oracle.netty.transport.Tally;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One configured connection: which socket holds it, what the sink has been told of it, and the numbers of its messages.
 * A newer socket takes it over from an older one. Any thread; openings and closings exclude each other for the moment
 * of the call, envelopes never wait.
 */
public final class ConnectionDoor
{
    /** When an opening or closing the ring had no room for is offered again, in milliseconds. */
    private static final long RETRY_MS = 20;

    private final TickSink sink;
    private final int connection;
    private final Tally tally;
    private final AtomicLong lastMessageId = new AtomicLong();

    private volatile @Nullable SocketLink holder;
    private boolean isToldOpen;
    private boolean isCloseOwed;
    private boolean isOpenOwed;
    private boolean isRetryPending;

    /**
     * Nobody holds it yet.
     *
     * @param sink       the oracle's.
     * @param connection dense id.
     * @param tally      counts the sink's answers.
     */
    public ConnectionDoor(final TickSink sink, final int connection, final Tally tally)
    {
        this.sink = sink;
        this.connection = connection;
        this.tally = tally;
    }

    /** A socket takes the connection; the one that held it is closed. */
    int take(final SocketLink link)
    {
        final SocketLink replaced;
        final Refusal refusal;
        synchronized (this)
        {
            replaced = holder;
            if (replaced != null)
            {
                oweClose();
            }
            holder = link;
            isOpenOwed = true;
            refusal = settle(link);
        }
        if (replaced != null)
        {
            tally.add(IngestCause.CONNECTION_REPLACED);
            replaced.close(MessageReceiver.GOING_AWAY, "replaced");
        }
        return isGone(refusal) ? goAway() : MessageReceiver.CARRY_ON;
    }

    /** A socket is gone; nothing happens where another has taken the connection. */
    synchronized void leave(final SocketLink link)
    {
        if (holder == link)
        {
            holder = null;
            oweClose();
            settle(link);
        }
    }

    boolean isHeldBy(final @Nullable SocketLink link)
    {
        return holder == link;
    }

    long nextMessageId()
    {
        return lastMessageId.incrementAndGet();
    }

    Refusal offer(final long messageId, final Envelope envelope)
    {
        final Refusal refusal = sink.offer(connection, messageId, envelope);
        tally.add(refusal);
        return refusal;
    }

    static boolean isGone(final Refusal refusal)
    {
        return refusal == Refusal.ENGINE_FAILED || refusal == Refusal.CLOSED;
    }

    /** An opening the sink has not heard of needs no closing. */
    private void oweClose()
    {
        isOpenOwed = false;
        isCloseOwed = isToldOpen;
    }

    /** Offers what is owed, in order, and gives the last answer. */
    private Refusal settle(final SocketLink link)
    {
        Refusal refusal = Refusal.NONE;
        if (isCloseOwed)
        {
            refusal = tell(false);
            isCloseOwed = refusal == Refusal.RING_FULL;
            isToldOpen = isCloseOwed;
        }
        if (isOpenOwed && !isCloseOwed && !isGone(refusal))
        {
            refusal = tell(true);
            isOpenOwed = refusal == Refusal.RING_FULL;
            isToldOpen = refusal == Refusal.NONE;
        }
        if (refusal == Refusal.RING_FULL && !isRetryPending)
        {
            isRetryPending = link.later(() -> retry(link), RETRY_MS);
        }
        return refusal;
    }

    private int goAway()
    {
        tally.add(IngestCause.ENGINE_GONE);
        return MessageReceiver.GOING_AWAY;
    }

    private void retry(final SocketLink link)
    {
        final SocketLink held;
        final Refusal refusal;
        synchronized (this)
        {
            isRetryPending = false;
            held = holder;
            refusal = settle(held == null ? link : held);
        }
        if (held != null && isGone(refusal))
        {
            held.close(goAway(), "");
        }
    }

    private Refusal tell(final boolean isOpen)
    {
        final Refusal refusal = sink.connection(connection, isOpen);
        if (refusal != Refusal.NONE)
        {
            tally.add(refusal);
        }
        return refusal;
    }
}
