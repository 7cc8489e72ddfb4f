// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.bridge;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.codec.EnvelopeSink;
import io.plumbline.oracle.netty.codec.MessageCodec;
import io.plumbline.oracle.netty.transport.MessageReceiver;
import io.plumbline.oracle.netty.transport.SocketLink;
import io.plumbline.oracle.netty.transport.Tally;
import org.jspecify.annotations.Nullable;

/**
 * From one socket's messages to the sink: decodes each, offers its envelopes and counts the answers. What the sink
 * refuses is dropped. Runs on the socket's event loop, never waits, allocates nothing per message.
 */
public final class EnvelopeBridge implements MessageReceiver, EnvelopeSink
{
    private final ConnectionDoor door;
    private final MessageCodec codec;
    private final int maxMalformedRun;
    private final Tally tally;

    private @Nullable SocketLink link;
    private long messageId;
    private int malformedRun;
    private boolean isEngineGone;

    /**
     * A bridge for one socket.
     *
     * @param door            the connection.
     * @param codec           the socket's own.
     * @param maxMalformedRun how many malformed messages in a row close the socket, 1 or more.
     * @param tally           counts what happens.
     */
    public EnvelopeBridge(
        final ConnectionDoor door, final MessageCodec codec, final int maxMalformedRun, final Tally tally)
    {
        this.door = door;
        this.codec = codec;
        this.maxMalformedRun = maxMalformedRun;
        this.tally = tally;
    }

    @Override
    public int onOpen(final SocketLink opened)
    {
        link = opened;
        return door.take(opened);
    }

    @Override
    public void onClose()
    {
        final SocketLink closed = link;
        if (closed != null)
        {
            door.leave(closed);
        }
    }

    @Override
    public int onMessage(final byte[] message, final int length)
    {
        if (!door.isHeldBy(link))
        {
            tally.add(IngestCause.MESSAGE_AFTER_REPLACEMENT);
            return GOING_AWAY;
        }
        messageId = door.nextMessageId();
        final IngestCause cause = codec.decode(message, length, this);
        tally.add(cause);
        if (cause.isMalformed())
        {
            return onMalformed();
        }
        malformedRun = 0;
        if (isEngineGone)
        {
            tally.add(IngestCause.ENGINE_GONE);
            return GOING_AWAY;
        }
        return CARRY_ON;
    }

    @Override
    public boolean onEnvelope(final Envelope envelope)
    {
        isEngineGone = ConnectionDoor.isGone(door.offer(messageId, envelope));
        return !isEngineGone;
    }

    private int onMalformed()
    {
        tally.add(IngestCause.MALFORMED_MESSAGE);
        if (++malformedRun < maxMalformedRun)
        {
            return CARRY_ON;
        }
        tally.add(IngestCause.MALFORMED_LIMIT);
        return INVALID_DATA;
    }
}
