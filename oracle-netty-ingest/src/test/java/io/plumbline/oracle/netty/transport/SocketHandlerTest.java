// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.fixtures.RawSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketHandlerTest
{
    private static final int LIMIT = 300;
    private static final int IDLE_MS = 1_000;
    private static final int BINARY = RawSocket.FIN | RawSocket.BINARY;

    private final RecordingReceiver receiver = new RecordingReceiver();
    private final Tally tally = new Tally();
    private EmbeddedChannel channel = channel(0, 0, true);

    @AfterEach
    void release()
    {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldHandOnMessagesAndPutFragmentsTogether()
    {
        receive(BINARY, 1, 2, 3);
        receive(RawSocket.BINARY, 4);
        receive(RawSocket.FIN | RawSocket.PING, 9);
        receive(RawSocket.CONTINUATION, 5);
        receive(RawSocket.FIN | RawSocket.CONTINUATION);
        receive(BINARY);
        assertEquals(3, receiver.messages.size());
        assertArrayEquals(new byte[]{1, 2, 3}, receiver.messages.get(0));
        assertArrayEquals(new byte[]{4, 5}, receiver.messages.get(1));
        assertArrayEquals(new byte[0], receiver.messages.get(2));
        final PongWebSocketFrame pong = channel.readOutbound();
        assertEquals(9, pong.content().readByte());
        pong.release();
        assertTrue(channel.isActive());
    }

    @Test
    void shouldCutTheStreamAnywhereAndReadTheSame() throws IOException
    {
        final ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.write(RawSocket.frame(BINARY, bytes(200, 1)));
        stream.write(RawSocket.frame(RawSocket.BINARY, bytes(150, 2)));
        stream.write(RawSocket.frame(RawSocket.FIN | RawSocket.PING, bytes(3, 3)));
        stream.write(RawSocket.frame(RawSocket.FIN | RawSocket.CONTINUATION, bytes(150, 4)));
        stream.write(RawSocket.frame(BINARY, bytes(1, 5)));
        final byte[] whole = stream.toByteArray();
        for (int split = 1; split < whole.length; split++)
        {
            final EmbeddedChannel fresh = channel(0, 0, true);
            receiver.messages.clear();
            fresh.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(whole, split)));
            fresh.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(whole, split, whole.length)));
            assertEquals(3, receiver.messages.size(), "split " + split);
            assertArrayEquals(bytes(200, 1), receiver.messages.get(0), "split " + split);
            assertEquals(300, receiver.messages.get(1).length, "split " + split);
            assertArrayEquals(bytes(150, 4), Arrays.copyOfRange(receiver.messages.get(1), 150, 300), "split " + split);
            assertArrayEquals(bytes(1, 5), receiver.messages.get(2), "split " + split);
            fresh.finishAndReleaseAll();
        }
    }

    @Test
    void shouldReadByteByByte()
    {
        for (final byte each : RawSocket.frame(BINARY, bytes(LIMIT, 1)))
        {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[]{each}));
        }
        assertArrayEquals(bytes(LIMIT, 1), receiver.messages.get(0));
    }

    @Test
    void shouldRefuseText()
    {
        receive(RawSocket.FIN | RawSocket.TEXT, 'h', 'i');
        assertClosedWith(1_003);
        assertEquals(1, tally.count(IngestCause.TEXT_FRAME));
        receive(BINARY, 1);
        assertTrue(receiver.messages.isEmpty());
    }

    @Test
    void shouldDropTextWhereItIsNotRefused()
    {
        channel.finishAndReleaseAll();
        channel = channel(0, 0, false);
        receive(RawSocket.TEXT, 'h');
        receive(RawSocket.FIN | RawSocket.CONTINUATION, 'i');
        receive(BINARY, 1);
        assertEquals(1, tally.count(IngestCause.TEXT_FRAME));
        assertEquals(1, receiver.messages.size());
        assertTrue(channel.isActive());
    }

    @Test
    void shouldRefuseAFrameAboveTheLimit()
    {
        channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(BINARY, bytes(LIMIT + 1, 1))));
        assertClosedWith(1_009);
        assertEquals(1, tally.count(IngestCause.OVERSIZED));
        assertTrue(receiver.messages.isEmpty());
    }

    @Test
    void shouldRefuseFragmentsAboveTheLimit()
    {
        channel.writeInbound(Unpooled.wrappedBuffer(RawSocket.frame(RawSocket.BINARY, bytes(LIMIT, 1))));
        receive(RawSocket.FIN | RawSocket.CONTINUATION, 1);
        assertClosedWith(1_009);
        assertEquals(1, tally.count(IngestCause.OVERSIZED));
        assertTrue(receiver.messages.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1001, 1001", "3000, 3000", "4999, 4999", "0, 1002", "999, 1002", "1004, 1002",
        "1005, 1002", "1006, 1002", "1016, 1002", "1100, 1002", "2000, 1002", "2999, 1002"})
    void shouldAnswerACloseFrameByItsRule(final int sent, final int answered)
    {
        channel.writeInbound(Unpooled.wrappedBuffer(
            RawSocket.frame(RawSocket.FIN | RawSocket.CLOSE, RawSocket.closePayload(sent))));
        assertClosedWith(answered);
        assertEquals(sent == answered ? 0 : 1, tally.count(IngestCause.PROTOCOL_VIOLATION));
    }

    @Test
    void shouldAnswerAnEmptyCloseFrameWithAnEmptyOne()
    {
        receive(RawSocket.FIN | RawSocket.CLOSE);
        final CloseWebSocketFrame close = channel.readOutbound();
        assertEquals(-1, close.statusCode());
        close.release();
        assertFalse(channel.isActive());
    }

    @ParameterizedTest
    @CsvSource({"0xf3, 1002", "0x83, 1002", "0xc2, 1002", "0x80, 1002", "0x09, 1002"})
    void shouldCloseForBrokenFrames(final String head, final int status)
    {
        receive(Integer.decode(head), 1);
        assertClosedWith(status);
        assertEquals(1, tally.count(IngestCause.PROTOCOL_VIOLATION));
        receive(BINARY, 1);
        assertTrue(receiver.messages.isEmpty());
    }

    @Test
    void shouldCloseForInvalidUtf8InACloseReason()
    {
        receive(RawSocket.FIN | RawSocket.CLOSE, 0x03, 0xe8, 0xc3, 0x28);
        assertClosedWith(1_007);
    }

    @Test
    void shouldCloseForUnmaskedFrames()
    {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[]{(byte)BINARY, 1, 7}));
        assertClosedWith(1_002);
    }

    @Test
    void shouldCloseWithWhatTheReceiverSays()
    {
        receiver.answer = 1_007;
        receive(BINARY, 1);
        assertClosedWith(1_007);
        receive(BINARY, 2);
        assertEquals(1, receiver.messages.size());
    }

    @Test
    void shouldCloseForAFaultAndCountIt()
    {
        receiver.isThrowing = true;
        receive(BINARY, 1);
        assertClosedWith(1_011);
        assertEquals(1, tally.count(IngestCause.UNEXPECTED_ERROR));
    }

    @Test
    void shouldCloseTheSocketWhenItsFarEndDoesNotAnswer()
    {
        channel.freezeTime();
        receiver.answer = 1_001;
        receive(BINARY, 1);
        assertTrue(channel.isActive());
        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertFalse(channel.isActive());
        assertEquals(1, receiver.closings);
        assertEquals(1, tally.count(IngestCause.CONNECTION_CLOSED));
    }

    @Test
    void shouldCloseTheSocketOfAPeerThatSaysGoodByeAndReadsNothing()
    {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter()
        {
            @Override
            public void write(final ChannelHandlerContext ctx, final Object frame, final ChannelPromise promise)
            {
                ReferenceCountUtil.release(frame);
            }
        });
        channel.freezeTime();
        receive(RawSocket.FIN | RawSocket.CLOSE);
        assertTrue(channel.isActive());
        elapse(2_000);
        assertFalse(channel.isActive());
        assertEquals(1, receiver.closings);
    }

    @Test
    void shouldCountAResetAndTellTheClosingOnce()
    {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
        channel.runPendingTasks();
        assertFalse(channel.isActive());
        assertEquals(1, tally.count(IngestCause.SOCKET_ERROR));
        assertEquals(1, receiver.openings);
        assertEquals(1, receiver.closings);
    }

    @Test
    void shouldPingAndThenGiveUpASilentPeer()
    {
        channel.freezeTime();
        elapse(IDLE_MS / 2 + 1);
        final WebSocketFrame ping = channel.readOutbound();
        assertTrue(ping instanceof PingWebSocketFrame);
        ping.release();
        receive(RawSocket.FIN | RawSocket.PONG);
        elapse(IDLE_MS / 2 + 1);
        channel.<WebSocketFrame>readOutbound().release();
        elapse(IDLE_MS / 2 + 1);
        assertEquals(1, tally.count(IngestCause.IDLE_TIMEOUT));
        assertClosedWith(1_001);
    }

    @Test
    void shouldPauseReadsUntilTheDebtIsPaid()
    {
        channel.finishAndReleaseAll();
        channel = channel(10, 2, true);
        channel.freezeTime();
        receive(BINARY, 1);
        receive(BINARY, 2);
        assertTrue(channel.config().isAutoRead());
        receive(BINARY, 3);
        assertFalse(channel.config().isAutoRead());
        assertEquals(1, tally.count(IngestCause.RATE_LIMITED));
        assertEquals(3, receiver.messages.size());
        elapse(200);
        assertTrue(channel.config().isAutoRead());
        assertTrue(channel.isActive());
    }

    @Test
    void shouldCloseForADebtThatOutlastsTheIdleTimeout()
    {
        channel.finishAndReleaseAll();
        channel = channel(2, 1, true);
        channel.freezeTime();
        for (int i = 0; i < 10; i++)
        {
            receive(RawSocket.FIN | RawSocket.PONG);
        }
        assertClosedWith(1_008);
        assertEquals(1, tally.count(IngestCause.RATE_EXCEEDED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldBearNoise(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++)
        {
            final EmbeddedChannel fresh = channel(0, 0, true);
            final byte[] noise = new byte[random.nextInt(1, 60)];
            random.nextBytes(noise);
            if (random.nextBoolean())
            {
                noise[0] = (byte)BINARY;
            }
            fresh.writeInbound(Unpooled.wrappedBuffer(noise));
            fresh.finishAndReleaseAll();
        }
        assertEquals(0, tally.count(IngestCause.UNEXPECTED_ERROR), "seed " + seed);
    }

    private EmbeddedChannel channel(final int framesPerSecond, final int burst, final boolean isTextRefused)
    {
        final SocketHandler handler =
            new SocketHandler(receiver, new SocketLimits(LIMIT, IDLE_MS, framesPerSecond, burst, isTextRefused), tally);
        final EmbeddedChannel opened = new EmbeddedChannel(
            new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(LIMIT)
                .closeOnProtocolViolation(false)
                .build()),
            new IdleStateHandler(IDLE_MS / 2, 0, 0, TimeUnit.MILLISECONDS),
            handler);
        handler.open();
        return opened;
    }

    private void receive(final int head, final int... payload)
    {
        final byte[] bytes = new byte[payload.length];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)payload[i];
        }
        final ByteBuf frame = Unpooled.wrappedBuffer(RawSocket.frame(head, bytes));
        if (channel.isActive())
        {
            channel.writeInbound(frame);
        }
        else
        {
            frame.release();
        }
    }

    private void elapse(final long ms)
    {
        channel.advanceTimeBy(ms, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void assertClosedWith(final int status)
    {
        WebSocketFrame frame = channel.readOutbound();
        while (frame instanceof PingWebSocketFrame)
        {
            frame.release();
            frame = channel.readOutbound();
        }
        final CloseWebSocketFrame close = (CloseWebSocketFrame)frame;
        assertEquals(status, close.statusCode());
        close.release();
        assertNull(channel.readOutbound());
        if (channel.isActive())
        {
            channel.freezeTime();
            elapse(2_000);
            assertFalse(channel.isActive());
            channel.unfreezeTime();
        }
    }

    private static byte[] bytes(final int length, final int value)
    {
        final byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte)value);
        return bytes;
    }
}
