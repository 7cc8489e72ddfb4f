// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.netty.bridge.ConnectionDoor;
import io.plumbline.oracle.netty.bridge.EnvelopeBridge;
import io.plumbline.oracle.netty.codec.MessageCodec;
import io.plumbline.oracle.netty.transport.OutboundLink;
import io.plumbline.oracle.netty.transport.Tally;

/**
 * A feed the oracle connects out to. Comes back by itself after a loss; its binary messages become envelopes for the
 * oracle's sink, its text messages are dropped and counted. Has a thread of its own, so that feeds never harm each
 * other. Any thread.
 */
public final class FeedClient implements AutoCloseable
{
    private final Tally tally = new Tally();
    private final OutboundLink link;

    private FeedClient(final FeedClientConfig config, final TickSink sink)
    {
        final ConnectionDoor door = Doors.open(sink, config.connection(), tally);
        link = new OutboundLink(
            "plumbline-feed-" + config.connection(),
            config.link(),
            config.subscriptions(),
            () -> new EnvelopeBridge(door, MessageCodec.of(config.format()), config.maxMalformedRun(), tally),
            tally);
    }

    /**
     * Starts connecting, and returns at once.
     *
     * @param config whereto, and as which connection.
     * @param sink   the oracle's.
     * @return the client.
     * @throws IllegalArgumentException where the connection is not configured, or the PEM file is not usable.
     */
    public static FeedClient start(final FeedClientConfig config, final TickSink sink)
    {
        final FeedClient client = new FeedClient(Check.present("config", config), Check.present("sink", sink));
        client.link.start();
        return client;
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
     * Closes the link for good and tells the sink; waits a few seconds at most. Not to be called by the sink. Calling
     * again does nothing.
     */
    @Override
    public void close()
    {
        link.close();
    }
}
