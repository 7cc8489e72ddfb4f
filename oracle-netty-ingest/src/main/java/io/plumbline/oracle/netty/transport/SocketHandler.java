// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import io.plumbline.oracle.netty.IngestCause;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The last handler of an open WebSocket, either end: puts binary messages together in one reused array, answers pings
 * and close frames, and closes for what may not be. Whatever happens stays with its own channel. Runs on the event
 * loop.
 */
final class SocketHandler extends ChannelInboundHandlerAdapter implements SocketLink
{
    /** Sent down the pipeline to close politely. */
    static final Object GO_AWAY = new Object();

    /** How long the other end may take to answer a close frame. */
    private static final long LINGER_MS = 1_000;

    private final MessageReceiver receiver;
    private final SocketLimits limits;
    private final Tally tally;
    private final byte[] message;

    private @Nullable ChannelHandlerContext context;
    private @Nullable RateGate gate;
    private int length;
    private boolean isOpen;
    private boolean isClosing;
    private boolean isSkipping;
    private boolean isPinged;
    private boolean isPaused;

    SocketHandler(final MessageReceiver receiver, final SocketLimits limits, final Tally tally)
    {
        this.receiver = receiver;
        this.limits = limits;
        this.tally = tally;
        message = new byte[limits.maxMessageBytes()];
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx)
    {
        context = ctx;
        if (limits.framesPerSecond() > 0)
        {
            gate = new RateGate(
                limits.framesPerSecond(), limits.frameBurst(), ctx.executor().ticker().nanoTime());
        }
    }

    /** The handshake is through. On the event loop. Says whether the socket is to be used. */
    boolean open()
    {
        final ChannelHandlerContext ctx = context;
        if (ctx == null || !ctx.channel().isActive())
        {
            return false;
        }
        isOpen = true;
        Places.setOpen(ctx.channel(), true);
        tally.add(IngestCause.CONNECTION_OPENED);
        final int status = receiver.onOpen(this);
        if (status != MessageReceiver.CARRY_ON)
        {
            startClose(ctx, status, "");
        }
        return !isClosing;
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx)
    {
        isClosing = true;
        if (isOpen)
        {
            isOpen = false;
            tally.add(IngestCause.CONNECTION_CLOSED);
            receiver.onClose();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(final ChannelHandlerContext ctx, final Object frame)
    {
        try
        {
            if (isClosing)
            {
                if (frame instanceof CloseWebSocketFrame)
                {
                    ctx.close().addListener(Futures.IGNORED);
                }
            }
            else if (frame instanceof final WebSocketFrame webSocketFrame)
            {
                isPinged = false;
                onFrame(ctx, webSocketFrame);
            }
            else
            {
                tally.add(IngestCause.PROTOCOL_VIOLATION);
                startClose(ctx, WebSocketCloseStatus.PROTOCOL_ERROR.code(), "");
            }
        }
        finally
        {
            ReferenceCountUtil.release(frame);
        }
    }

    private void onFrame(final ChannelHandlerContext ctx, final WebSocketFrame frame)
    {
        if (frame instanceof CloseWebSocketFrame)
        {
            beginClose(ctx);
            ctx.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        }
        else if (isWithinRate(ctx))
        {
            if (frame instanceof BinaryWebSocketFrame)
            {
                length = 0;
                append(ctx, frame);
            }
            else if (frame instanceof ContinuationWebSocketFrame)
            {
                if (isSkipping)
                {
                    isSkipping = !frame.isFinalFragment();
                }
                else
                {
                    append(ctx, frame);
                }
            }
            else if (frame instanceof PingWebSocketFrame)
            {
                pong(ctx, frame);
            }
            else if (frame instanceof TextWebSocketFrame)
            {
                onText(ctx, frame);
            }
        }
    }

    private void append(final ChannelHandlerContext ctx, final WebSocketFrame frame)
    {
        final ByteBuf content = frame.content();
        final int size = content.readableBytes();
        if (size > message.length - length)
        {
            tally.add(IngestCause.OVERSIZED);
            startClose(ctx, WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), "");
            return;
        }
        content.readBytes(message, length, size);
        length += size;
        if (frame.isFinalFragment())
        {
            final int status = receiver.onMessage(message, length);
            if (status != MessageReceiver.CARRY_ON)
            {
                startClose(ctx, status, "");
            }
        }
    }

    private void onText(final ChannelHandlerContext ctx, final WebSocketFrame frame)
    {
        tally.add(IngestCause.TEXT_FRAME);
        if (limits.isTextRefused())
        {
            startClose(ctx, WebSocketCloseStatus.INVALID_MESSAGE_TYPE.code(), "binary only");
        }
        else
        {
            isSkipping = !frame.isFinalFragment();
        }
    }

    private void pong(final ChannelHandlerContext ctx, final WebSocketFrame ping)
    {
        if (ctx.channel().isWritable())
        {
            ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        else
        {
            tally.add(IngestCause.PONG_DROPPED);
        }
    }

    private boolean isWithinRate(final ChannelHandlerContext ctx)
    {
        if (gate == null)
        {
            return true;
        }
        final long pauseNs = gate.take(ctx.executor().ticker().nanoTime());
        if (pauseNs > TimeUnit.MILLISECONDS.toNanos(limits.idleTimeoutMs()))
        {
            tally.add(IngestCause.RATE_EXCEEDED);
            startClose(ctx, WebSocketCloseStatus.POLICY_VIOLATION.code(), "too many frames");
            return false;
        }
        if (pauseNs > 0 && !isPaused)
        {
            tally.add(IngestCause.RATE_LIMITED);
            isPaused = true;
            ctx.channel().config().setAutoRead(false);
            Futures.ignore(ctx.executor().schedule(() -> resume(ctx), pauseNs, TimeUnit.NANOSECONDS));
        }
        return true;
    }

    private void resume(final ChannelHandlerContext ctx)
    {
        isPaused = false;
        ctx.channel().config().setAutoRead(true);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object event)
    {
        if (event == GO_AWAY)
        {
            startClose(ctx, MessageReceiver.GOING_AWAY, "");
        }
        else if (event instanceof IdleStateEvent && !isPaused && !isClosing)
        {
            onIdle(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    private void onIdle(final ChannelHandlerContext ctx)
    {
        if (isPinged)
        {
            tally.add(IngestCause.IDLE_TIMEOUT);
            startClose(ctx, MessageReceiver.GOING_AWAY, "idle");
        }
        else
        {
            isPinged = true;
            ctx.writeAndFlush(new PingWebSocketFrame()).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause)
    {
        if (cause instanceof final CorruptedWebSocketFrameException corrupted)
        {
            final WebSocketCloseStatus status = corrupted.closeStatus();
            tally.add(WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(status) ?
                IngestCause.OVERSIZED : IngestCause.PROTOCOL_VIOLATION);
            startClose(ctx, status.code(), "");
        }
        else if (cause instanceof DecoderException && cause.getCause() instanceof SSLException)
        {
            tally.add(IngestCause.TLS_FAILED);
            ctx.close().addListener(Futures.IGNORED);
        }
        else if (cause instanceof IOException)
        {
            tally.add(IngestCause.SOCKET_ERROR);
            ctx.close().addListener(Futures.IGNORED);
        }
        else
        {
            tally.addFault(cause);
            startClose(ctx, WebSocketCloseStatus.INTERNAL_SERVER_ERROR.code(), "");
        }
    }

    @Override
    public void close(final int status, final String reason)
    {
        final ChannelHandlerContext ctx = context;
        if (ctx == null)
        {
            return;
        }
        if (ctx.executor().inEventLoop())
        {
            startClose(ctx, status, reason);
        }
        else
        {
            later(() -> startClose(ctx, status, reason), 0);
        }
    }

    @Override
    public boolean later(final Runnable task, final long delayMs)
    {
        final ChannelHandlerContext ctx = context;
        if (ctx == null)
        {
            return false;
        }
        try
        {
            Futures.ignore(ctx.executor().schedule(task, delayMs, TimeUnit.MILLISECONDS));
            return true;
        }
        catch (final RejectedExecutionException e)
        {
            return false;
        }
    }

    /** From here on everything but the other end's close frame is thrown away. */
    private void startClose(final ChannelHandlerContext ctx, final int status, final String reason)
    {
        if (isClosing || !ctx.channel().isActive())
        {
            return;
        }
        beginClose(ctx);
        ctx.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        ctx.channel().config().setAutoRead(true);
    }

    /** Ends in a bounded time, also where the other end reads nothing any more. */
    private void beginClose(final ChannelHandlerContext ctx)
    {
        isClosing = true;
        Places.setOpen(ctx.channel(), false);
        later(() -> Futures.ignore(ctx.close()), LINGER_MS);
    }
}
