// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.RawSocket;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
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
    void shouldShakeHandsOnceASocketUnderTls() throws IOException, GeneralSecurityException, URISyntaxException
    {
        final IngestServerConfig config = IngestServerConfig.builder()
            .endpoint(A, "a", MessageFormat.PLUMBLINE)
            .endpoint(B, "b", MessageFormat.PLUMBLINE)
            .tls(pem("server-chain"), pem("server-key"))
            .build();
        try (IngestServer server = IngestServer.start(config, sink);
            SSLSocket socket = (SSLSocket)trusting(pem("server-chain")).createSocket("localhost", server.port()))
        {
            socket.setSoTimeout(30_000);
            socket.setEnabledProtocols(new String[]{"TLSv1.2"});
            socket.startHandshake();
            socket.getOutputStream().write(RawSocket.upgrade("/v1/ticks", A).getBytes(StandardCharsets.US_ASCII));
            assertEquals('H', socket.getInputStream().read());
            assertThrows(IOException.class, () -> renegotiate(socket));
            Await.until(() -> server.counters().count(IngestCause.TLS_FAILED) == 1,
                () -> "TLS_FAILED: " + server.counters().count(IngestCause.TLS_FAILED));
        }
    }

    private static void renegotiate(final SSLSocket socket) throws IOException
    {
        socket.getSession().invalidate();
        socket.startHandshake();
        for (int i = 0; i < 500 && socket.getInputStream().read() >= 0; i++)
        {
            socket.getOutputStream().write(RawSocket.frame(RawSocket.FIN | RawSocket.PING, new byte[0]));
        }
    }

    private static SSLSocketFactory trusting(final Path chain) throws IOException, GeneralSecurityException
    {
        final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(chain))
        {
            store.setCertificateEntry("server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static Path pem(final String name) throws URISyntaxException
    {
        return Path.of(SiegeTest.class.getResource("tls/" + name + ".pem").toURI());
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
