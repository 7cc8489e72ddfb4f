// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.netty.transport.MessageReceiver;
import io.plumbline.oracle.netty.transport.OutboundLink;
import io.plumbline.oracle.netty.transport.SocketLink;
import io.plumbline.oracle.netty.transport.Tally;
import java.util.List;
import java.util.Objects;

/**
 * Sends binary messages as they are to an {@link IngestServer}, for a provider that signs by itself or replays what it
 * recorded. Comes back by itself after a loss. Holds nothing back: what cannot be sent now is dropped and counted. Any
 * thread.
 */
public final class MessagePublisher implements AutoCloseable
{
    private final Tally tally = new Tally();
    private final OutboundLink link;

    private MessagePublisher(final LinkConfig config)
    {
        link = new OutboundLink("plumbline-publisher", config, List.of(), () -> new Deaf(tally), tally);
    }

    /**
     * Starts connecting, and returns at once.
     *
     * @param config whereto.
     * @return the publisher.
     * @throws IllegalArgumentException where the PEM file is not usable.
     */
    public static MessagePublisher start(final LinkConfig config)
    {
        final MessagePublisher publisher = new MessagePublisher(Check.present("config", config));
        publisher.link.start();
        return publisher;
    }

    /**
     * Sends one message, or drops it.
     *
     * @param bytes  copied before the call returns.
     * @param offset of the first byte.
     * @param length how many.
     * @return SENT, or why it was dropped.
     * @throws IndexOutOfBoundsException where the range lies outside the array.
     */
    public PublishStatus publish(final byte[] bytes, final int offset, final int length)
    {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return link.send(bytes, offset, length);
    }

    /**
     * Whether a message may be sent now.
     *
     * @return SENT for yes, else why it would be dropped.
     */
    PublishStatus readiness()
    {
        return link.readiness();
    }

    PublishStatus drop(final PublishStatus status)
    {
        return link.drop(status);
    }

    /** {@return where the link stands} */
    public LinkState state()
    {
        return link.state();
    }

    /** {@return what has been counted so far} */
    public IngestCounters counters()
    {
        return tally;
    }

    /**
     * Closes the link for good; waits a few seconds at most. Calling again does nothing.
     */
    @Override
    public void close()
    {
        link.close();
    }

    /** A publisher awaits no messages. */
    private static final class Deaf implements MessageReceiver
    {
        private final Tally tally;

        Deaf(final Tally tally)
        {
            this.tally = tally;
        }

        @Override
        public int onOpen(final SocketLink opened)
        {
            return CARRY_ON;
        }

        @Override
        public int onMessage(final byte[] message, final int length)
        {
            tally.add(IngestCause.UNEXPECTED_MESSAGE);
            return CARRY_ON;
        }

        @Override
        public void onClose()
        {
        }
    }
}
