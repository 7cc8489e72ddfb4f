// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.plumbline.oracle.netty.EndpointConfig;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestServerConfig;
import io.plumbline.oracle.netty.MessageFormat;
import io.plumbline.oracle.netty.fixtures.RawSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpgradeHandlerTest
{
    private static final String TOKEN = "token-of-the-first-feed";
    private static final String OTHER = "token-of-the-second-feed";

    private final IngestServerConfig config = IngestServerConfig.builder()
        .endpoint(TOKEN, "first", MessageFormat.PLUMBLINE)
        .endpoint(OTHER, "second", MessageFormat.REDSTONE)
        .build();
    private final RecordingReceiver receiver = new RecordingReceiver();
    private final Tally tally = new Tally();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private String connection = "";

    UpgradeHandlerTest()
    {
        ServerListener.addHandlers(channel.pipeline(), config, this::receiverOf, tally);
    }

    private MessageReceiver receiverOf(final EndpointConfig endpoint)
    {
        connection = endpoint.connection();
        return receiver;
    }

    @AfterEach
    void release()
    {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldUpgradeWhoeverKnowsAToken()
    {
        assertTrue(exchange(RawSocket.upgrade("/v1/ticks", OTHER)).startsWith("HTTP/1.1 101 "));
        assertEquals("second", connection);
        assertEquals(1, receiver.openings);
        assertEquals(1, tally.count(IngestCause.CONNECTION_OPENED));
        channel.writeInbound(Unpooled.wrappedBuffer(
            RawSocket.frame(RawSocket.FIN | RawSocket.BINARY, new byte[]{1, 2})));
        assertEquals(1, receiver.messages.size());
    }

    @Test
    void shouldUpgradeWhereverTheRequestIsCut()
    {
        final byte[] request = RawSocket.upgrade("/v1/ticks?x=1", TOKEN).getBytes(StandardCharsets.US_ASCII);
        for (int split = 1; split < request.length; split++)
        {
            final EmbeddedChannel fresh = new EmbeddedChannel();
            ServerListener.addHandlers(fresh.pipeline(), config, this::receiverOf, tally);
            fresh.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(request, split)));
            fresh.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(request, split, request.length)));
            assertTrue(fresh.isActive());
            fresh.finishAndReleaseAll();
        }
        assertEquals(request.length - 1, receiver.openings);
        assertEquals(request.length - 1, receiver.closings);
    }

    @Test
    void shouldAnswer401WithoutAToken()
    {
        refuse(RawSocket.upgrade("/v1/ticks", null), 401, IngestCause.UNAUTHORIZED);
    }

    @Test
    void shouldAnswer401ToAWrongToken()
    {
        refuse(RawSocket.upgrade("/v1/ticks", TOKEN + "x"), 401, IngestCause.UNAUTHORIZED);
    }

    @Test
    void shouldAnswer401ToAnotherScheme()
    {
        refuse(RawSocket.upgrade("/v1/ticks", TOKEN).replace("Bearer", "Basic"), 401, IngestCause.UNAUTHORIZED);
    }

    @Test
    void shouldAnswer404ToAnotherPath()
    {
        refuse(RawSocket.upgrade("/v1/ticks/", TOKEN), 404, IngestCause.UNKNOWN_PATH);
    }

    @Test
    void shouldAnswer426WithoutAnUpgrade()
    {
        refuse("GET /v1/ticks HTTP/1.1\r\nHost: x\r\n\r\n", 426, IngestCause.NOT_AN_UPGRADE);
    }

    @Test
    void shouldAnswer426ToAPost()
    {
        refuse(RawSocket.upgrade("/v1/ticks", TOKEN).replace("GET", "POST"), 426, IngestCause.NOT_AN_UPGRADE);
    }

    @Test
    void shouldAnswer426ToAnotherVersion()
    {
        refuse(RawSocket.upgrade("/v1/ticks", TOKEN).replace("Version: 13", "Version: 8"), 426,
            IngestCause.NOT_AN_UPGRADE);
    }

    @Test
    void shouldAnswer400WithoutAKey()
    {
        refuse(RawSocket.upgrade("/v1/ticks", TOKEN).replace("Sec-WebSocket-Key", "X-Key"), 400,
            IngestCause.BAD_HTTP);
    }

    @ParameterizedTest
    @CsvSource({"'\u0001\u0002\u0003\r\n\r\n'", "'GET\r\n\r\n'", "'GET /v1/ticks HTTP/9\r\nno header\r\n\r\n'"})
    void shouldAnswer400ToWhatIsNoHttp(final String request)
    {
        refuse(request, 400, IngestCause.BAD_HTTP);
    }

    @Test
    void shouldAnswer400ToEndlessHeaders()
    {
        refuse("GET /v1/ticks HTTP/1.1\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", 400, IngestCause.BAD_HTTP);
    }

    @Test
    void shouldGiveUpAHandshakeThatTakesTooLong()
    {
        channel.freezeTime();
        channel.writeInbound(Unpooled.copiedBuffer("GET /v1", StandardCharsets.US_ASCII));
        channel.advanceTimeBy(config.handshakeTimeoutMs() + 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isActive());
        assertEquals(1, tally.count(IngestCause.HANDSHAKE_TIMEOUT));
        assertEquals(0, receiver.openings);
    }

    @Test
    void shouldNotGiveUpAHandshakeThatIsThrough()
    {
        channel.freezeTime();
        exchange(RawSocket.upgrade("/v1/ticks", TOKEN));
        channel.advanceTimeBy(config.handshakeTimeoutMs() + 1, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertTrue(channel.isActive());
        assertEquals(0, tally.count(IngestCause.HANDSHAKE_TIMEOUT));
    }

    private void refuse(final String request, final int status, final IngestCause cause)
    {
        final String answer = exchange(request);
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertFalse(channel.isActive());
        assertEquals(1, tally.count(cause));
        assertEquals(0, receiver.openings);
        assertEquals(0, tally.count(IngestCause.CONNECTION_OPENED));
        assertEquals("", connection);
    }

    private String exchange(final String request)
    {
        channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
        final StringBuilder answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound())
        {
            answer.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return answer.toString();
    }
}
