// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.netty.bridge.ConnectionDoor;
import io.plumbline.oracle.netty.bridge.EnvelopeBridge;
import io.plumbline.oracle.netty.codec.MessageCodec;
import io.plumbline.oracle.netty.transport.MessageReceiver;
import io.plumbline.oracle.netty.transport.ServerListener;
import io.plumbline.oracle.netty.transport.Tally;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A WebSocket endpoint that providers push to. Each socket proves by its bearer token which connection it is; its
 * binary messages become envelopes for the oracle's sink. One socket's faults never touch another. Any thread.
 */
public final class IngestServer implements AutoCloseable
{
    private final Tally tally = new Tally();
    private final Map<String, ConnectionDoor> doors = new HashMap<>();
    private final int maxMalformedRun;
    private final ServerListener listener;

    private IngestServer(final IngestServerConfig config, final TickSink sink) throws IOException
    {
        maxMalformedRun = config.maxMalformedRun();
        for (final EndpointConfig endpoint : config.endpoints())
        {
            doors.computeIfAbsent(endpoint.connection(), name -> Doors.open(sink, name, tally));
        }
        listener = new ServerListener(config, this::receiverOf, tally);
    }

    /**
     * Starts listening. Opens whole or not at all.
     *
     * @param config what to listen on and who may push.
     * @param sink   the oracle's.
     * @return the listening server.
     * @throws IOException              where the address cannot be had.
     * @throws IllegalArgumentException where an endpoint's connection is not configured, or a PEM file is not usable.
     */
    public static IngestServer start(final IngestServerConfig config, final TickSink sink) throws IOException
    {
        return new IngestServer(Check.present("config", config), Check.present("sink", sink));
    }

    private MessageReceiver receiverOf(final EndpointConfig endpoint)
    {
        final ConnectionDoor door = Check.present("endpoint.connection", doors.get(endpoint.connection()));
        return new EnvelopeBridge(door, MessageCodec.of(endpoint.format()), maxMalformedRun, tally);
    }

    /** {@return the port listened on, also where the configuration left it open} */
    public int port()
    {
        return listener.port();
    }

    /** {@return what has been counted so far} */
    public IngestCounters counters()
    {
        return tally;
    }

    /**
     * Stops listening, closes every socket with 1001 and tells the sink so; waits a few seconds at most. Not to be
     * called by the sink. Calling again does nothing.
     */
    @Override
    public void close()
    {
        listener.close();
    }
}
