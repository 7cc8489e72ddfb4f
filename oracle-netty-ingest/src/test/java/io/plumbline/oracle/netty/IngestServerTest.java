// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.netty.fixtures.Await;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.netty.fixtures.RawSocket;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IngestServerTest
{
    private static final String A = "token-of-connection-a";
    private static final String B = "token-of-connection-b";
    private static final byte[] GOOD = Messages.plumbline(1, 1, 1);

    private final RecordingSink sink = new RecordingSink("a", "b");
    private IngestServer server;

    @BeforeEach
    void open() throws IOException
    {
        server = IngestServer.start(config().build(), sink);
    }

    @AfterEach
    void close()
    {
        server.close();
    }

    private static IngestServerConfig.Builder config()
    {
        return IngestServerConfig.builder()
            .endpoint(A, "a", MessageFormat.PLUMBLINE)
            .endpoint(B, "b", MessageFormat.REDSTONE)
            .maxMessageBytes(4_096)
            .maxMalformedRun(4);
    }

    @Test
    void contractD_shouldOfferUnderTheTokensConnectionOnly() throws IOException
    {
        final byte[] one = Messages.redStonePackage(1, 1, 32);
        try (RawSocket a = RawSocket.open(server.port(), A); RawSocket b = RawSocket.open(server.port(), B))
        {
            a.sendBinary(GOOD);
            b.sendBinary(Messages.redStone(new byte[0], one, one));
            awaitOffers("a", 1);
            awaitOffers("b", 2);
            assertArrayEquals(Messages.frameOf(GOOD), sink.offersOf("a").get(0).signedBytes());
            assertArrayEquals(Arrays.copyOf(one, one.length - 65), sink.offersOf("b").get(0).signedBytes());
            b.sendBinary(GOOD);
            awaitCount(IngestCause.WRONG_MARKER, 1);
        }
        awaitCount(IngestCause.CONNECTION_CLOSED, 2);
        assertEquals(3, server.counters().count(Refusal.NONE));
        assertEquals(4, sink.connections().size());
    }

    @Test
    void shouldKeepOneConnectionsFaultsFromAnother() throws IOException
    {
        try (RawSocket healthy = RawSocket.open(server.port(), B))
        {
            final byte[] payload = Messages.redStone(new byte[0], Messages.redStonePackage(1, 1, 32));
            int sent = 0;
            for (int fault = 0; fault < 6; fault++)
            {
                try (RawSocket broken = RawSocket.open(server.port(), A))
                {
                    breakIn(broken, fault);
                }
                healthy.sendBinary(payload);
                awaitOffers("b", ++sent);
            }
            healthy.sendFrame(RawSocket.FIN | RawSocket.PING, new byte[]{7});
            assertArrayEquals(new byte[]{7}, healthy.readFrame(RawSocket.PONG));
        }
        assertEquals(List.of(), sink.offersOf("a"));
        final IngestCounters counters = server.counters();
        assertEquals(1, counters.count(IngestCause.TEXT_FRAME));
        assertEquals(2, counters.count(IngestCause.OVERSIZED));
        assertEquals(1, counters.count(IngestCause.PROTOCOL_VIOLATION));
        assertEquals(4, counters.count(IngestCause.MALFORMED_MESSAGE));
        assertEquals(4, counters.count(IngestCause.SHORT_BUFFER));
        assertEquals(1, counters.count(IngestCause.MALFORMED_LIMIT));
        assertEquals(0, counters.count(IngestCause.UNEXPECTED_ERROR));
    }

    private static void breakIn(final RawSocket broken, final int fault) throws IOException
    {
        switch (fault)
        {
            case 0 ->
            {
                broken.sendFrame(RawSocket.FIN | RawSocket.TEXT, GOOD);
                assertEquals(1_003, broken.readClose());
            }
            case 1 ->
            {
                broken.sendBinary(new byte[5_000]);
                assertEquals(1_009, broken.readClose());
            }
            case 2 ->
            {
                broken.sendFrame(RawSocket.BINARY, new byte[4_000]);
                broken.sendFrame(RawSocket.FIN | RawSocket.CONTINUATION, new byte[97]);
                assertEquals(1_009, broken.readClose());
            }
            case 3 ->
            {
                for (int i = 0; i < 4; i++)
                {
                    broken.sendBinary(Arrays.copyOf(GOOD, GOOD.length - 1 - i));
                }
                assertEquals(1_007, broken.readClose());
            }
            case 4 ->
            {
                broken.sendFrame(0xf0 | RawSocket.BINARY, GOOD);
                assertEquals(1_002, broken.readClose());
            }
            default -> broken.send(Arrays.copyOf(RawSocket.frame(RawSocket.FIN | RawSocket.BINARY, GOOD), 50));
        }
    }

    @Test
    void shouldContainAFaultBehindTheSink() throws IOException
    {
        try (RawSocket a = RawSocket.open(server.port(), A); RawSocket b = RawSocket.open(server.port(), B))
        {
            sink.throwOnOffer();
            a.sendBinary(GOOD);
            assertEquals(1_011, a.readClose());
            b.sendFrame(RawSocket.FIN | RawSocket.PING, new byte[]{7});
            assertArrayEquals(new byte[]{7}, b.readFrame(RawSocket.PONG));
            assertEquals(1, server.counters().count(IngestCause.UNEXPECTED_ERROR));
        }
    }

    @Test
    void shouldRefuseWhoeverDoesNotKnowAToken() throws IOException
    {
        for (final String token : new String[]{null, "x", A + A, A.substring(1)})
        {
            try (RawSocket stranger = new RawSocket(server.port()))
            {
                assertEquals(401, stranger.request(RawSocket.upgrade("/v1/ticks", token)));
                assertTrue(stranger.readEnd());
            }
        }
        assertEquals(4, server.counters().count(IngestCause.UNAUTHORIZED));
        assertEquals(List.of(), sink.connections());
    }

    @Test
    void shouldLetASecondSocketReplaceTheFirst() throws IOException
    {
        try (RawSocket first = RawSocket.open(server.port(), A))
        {
            first.sendBinary(GOOD);
            awaitOffers("a", 1);
            try (RawSocket second = RawSocket.open(server.port(), A))
            {
                assertEquals(1_001, first.readClose());
                second.sendBinary(GOOD);
                awaitOffers("a", 2);
                assertEquals(List.of(1L, 2L), sink.offersOf("a").stream()
                    .map(RecordingSink.Offer::messageId).toList());
                assertEquals(List.of("a+", "a-", "a+"), sink.connections());
                assertEquals(1, server.counters().count(IngestCause.CONNECTION_REPLACED));
            }
        }
        awaitCount(IngestCause.CONNECTION_CLOSED, 2);
        assertEquals(List.of("a+", "a-", "a+", "a-"), sink.connections());
    }

    @Test
    void contractS_shouldDropAndCountWhatTheRingHasNoRoomFor() throws IOException
    {
        try (RawSocket a = RawSocket.open(server.port(), A))
        {
            sink.answerOffers(Refusal.RING_FULL);
            a.sendBinary(GOOD);
            awaitOffers("a", 1);
            sink.answerOffers(Refusal.NONE);
            a.sendBinary(GOOD);
            awaitOffers("a", 2);
            assertEquals(1, server.counters().count(Refusal.RING_FULL));
            assertEquals(1, server.counters().count(Refusal.NONE));
        }
    }

    @Test
    void contractU_shouldGoAwayWithTheEngine() throws IOException
    {
        try (RawSocket a = RawSocket.open(server.port(), A))
        {
            sink.answerOffers(Refusal.ENGINE_FAILED);
            sink.answerConnections(Refusal.ENGINE_FAILED);
            a.sendBinary(GOOD);
            assertEquals(1_001, a.readClose());
        }
        try (RawSocket late = RawSocket.open(server.port(), A))
        {
            assertEquals(1_001, late.readClose());
        }
        assertEquals(2, server.counters().count(IngestCause.ENGINE_GONE));
    }

    @Test
    void shouldAdmitAsManySocketsAsConfigured() throws IOException
    {
        try (IngestServer small = IngestServer.start(config().maxConnections(1).build(), sink))
        {
            try (RawSocket first = RawSocket.open(small.port(), A); RawSocket second = new RawSocket(small.port()))
            {
                assertTrue(second.readEnd());
                assertEquals(1, small.counters().count(IngestCause.TOO_MANY_CONNECTIONS));
                first.sendFrame(RawSocket.FIN | RawSocket.PING, new byte[]{7});
                assertArrayEquals(new byte[]{7}, first.readFrame(RawSocket.PONG));
            }
        }
    }

    @Test
    void shouldTakeABurstAboveTheRateWithoutLoss() throws IOException
    {
        try (IngestServer slow = IngestServer.start(config().frameRate(1_000, 10).build(), sink);
            RawSocket a = RawSocket.open(slow.port(), A))
        {
            for (int i = 0; i < 100; i++)
            {
                a.sendBinary(GOOD);
            }
            awaitOffers("a", 100);
            assertTrue(slow.counters().count(IngestCause.RATE_LIMITED) > 0);
        }
    }

    @Test
    void shouldSayGoodByeWhenItCloses() throws IOException
    {
        try (RawSocket a = RawSocket.open(server.port(), A); RawSocket waiting = new RawSocket(server.port()))
        {
            server.close();
            assertEquals(1_001, a.readClose());
            assertTrue(a.readEnd());
            assertTrue(waiting.readEnd());
        }
        assertEquals(List.of("a+", "a-"), sink.connections());
        server.close();
    }

    @Test
    void shouldRefuseAnAddressInUseAndAnUnknownConnection()
    {
        assertThrows(IOException.class, () -> IngestServer.start(config().port(server.port()).build(), sink));
        final IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class,
            () -> IngestServer.start(config().build(), new RecordingSink("a")));
        assertTrue(unknown.getMessage().contains("'b'"), unknown.getMessage());
    }

    private void awaitOffers(final String connection, final int count)
    {
        Await.until(() -> sink.offersOf(connection).size() >= count, () -> "offers: " + sink.offers().size());
        assertEquals(count, sink.offersOf(connection).size());
    }

    private void awaitCount(final IngestCause cause, final int count)
    {
        Await.until(() -> server.counters().count(cause) >= count, () -> cause + ": " + server.counters().count(cause));
    }
}
