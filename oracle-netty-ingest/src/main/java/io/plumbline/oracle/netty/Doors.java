// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.netty.bridge.ConnectionDoor;
import io.plumbline.oracle.netty.transport.Tally;

/**
 * From a connection's name to its door.
 */
final class Doors
{
    private Doors()
    {
    }

    static ConnectionDoor open(final TickSink sink, final String connection, final Tally tally)
    {
        final int id = sink.connectionId(connection);
        if (id < 0)
        {
            throw new IllegalArgumentException(
                "connection must be one of the oracle's configuration, was '" + connection + "'");
        }
        return new ConnectionDoor(sink, id, tally);
    }
}
