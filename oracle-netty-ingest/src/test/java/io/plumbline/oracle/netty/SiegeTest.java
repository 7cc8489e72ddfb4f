// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.RawSocket;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One end means harm; nobody else may suffer. */
final class SiegeTest
{
    private static final String A = "token-of-connection-a";
    private static final String B = "token-of-connection-b";
    private static final int PLACES = 4;

    private final RecordingSink sink = new RecordingSink("a", "b");

    private IngestServer server() throws IOException
    {
        return IngestServer.start(IngestServerConfig.builder()
            .endpoint(A, "a", MessageFormat.PLUMBLINE)
            .endpoint(B, "b", MessageFormat.PLUMBLINE)
            .maxConnections(PLACES)
            .handshakeTimeoutMs(60_000)
            .build(), sink);
    }

    @Test
    void shouldLetAProviderInThoughStrangersTakeEveryPlaceAndSayNothing() throws IOException
    {
        final List<RawSocket> strangers = new ArrayList<>();
        try (IngestServer server = server(); RawSocket open = RawSocket.open(server.port(), B))
        {
            for (int i = 1; i < PLACES; i++)
            {
                strangers.add(new RawSocket(server.port()));
            }
            try (RawSocket a = RawSocket.open(server.port(), A))
            {
                assertTrue(strangers.get(0).readEnd(), "the oldest stranger made room");
                assertAlive(a);
                assertAlive(open);
            }
            assertEquals(1, server.counters().count(IngestCause.TOO_MANY_CONNECTIONS));
        }
        finally
        {
            closeAll(strangers);
        }
    }

    @Test
    void shouldLetAProviderInThoughAnotherComesBackAgainAndAgain() throws IOException
    {
        final List<RawSocket> storm = new ArrayList<>();
        try (IngestServer server = server())
        {
            for (int i = 0; i < 3 * PLACES; i++)
            {
                storm.add(RawSocket.open(server.port(), A));
            }
            try (RawSocket b = RawSocket.open(server.port(), B))
            {
                assertAlive(b);
                assertAlive(storm.get(storm.size() - 1));
            }
        }
        finally
        {
            closeAll(storm);
        }
    }

    @Test
    void shouldBearAServerThatAnswersTwice() throws IOException
    {
        try (ServerSocket listening = new ServerSocket(0, 16, InetAddress.getByName("localhost"));
            MessagePublisher publisher = MessagePublisher.start(LinkConfig.builder()
                .uri(URI.create("ws://localhost:" + listening.getLocalPort() + "/"))
                .backoff(1, 1, 0)
                .build()))
        {
            final String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
            for (int i = 0; i < 2; i++)
            {
                try (Socket socket = listening.accept())
                {
                    socket.setSoTimeout(30_000);
                    assertEquals('G', socket.getInputStream().read());
                    socket.getOutputStream().write((answer + answer + answer).getBytes(StandardCharsets.US_ASCII));
                    final int expected = i + 1;
                    Await.until(() -> publisher.counters().count(IngestCause.HANDSHAKE_REJECTED) >= expected,
                        () -> "rejected: " + publisher.counters().count(IngestCause.HANDSHAKE_REJECTED));
                }
            }
            assertEquals(0, publisher.counters().count(IngestCause.UNEXPECTED_ERROR));
        }
    }

    private static void assertAlive(final RawSocket socket) throws IOException
    {
        socket.sendFrame(RawSocket.FIN | RawSocket.PING, new byte[]{7});
        assertArrayEquals(new byte[]{7}, socket.readFrame(RawSocket.PONG));
    }

    private static void closeAll(final List<RawSocket> sockets) throws IOException
    {
        for (final RawSocket socket : sockets)
        {
            socket.close();
        }
    }
}
