// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.LinkConfig;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the far end for a WebSocket and gives up where it answers otherwise or not in time. One for each socket, on its
 * event loop.
 */
final class ClientUpgradeHandler extends SimpleChannelInboundHandler<FullHttpResponse>
{
    private final LinkConfig config;
    private final SocketHandler socket;
    private final Consumer<Channel> onOpen;
    private final Tally tally;
    private final WebSocketClientHandshaker13 handshaker;
    private @Nullable Future<?> timeout;
    private boolean isEnded;

    ClientUpgradeHandler(
        final LinkConfig config, final MessageReceiver receiver, final Consumer<Channel> onOpen, final Tally tally)
    {
        this.config = config;
        this.onOpen = onOpen;
        this.tally = tally;
        socket = new SocketHandler(
            receiver, new SocketLimits(config.maxMessageBytes(), config.idleTimeoutMs(), 0, 0, false), tally);
        final HttpHeaders headers = new DefaultHttpHeaders();
        for (final Map.Entry<String, String> header : config.headers().entrySet())
        {
            headers.add(header.getKey(), header.getValue());
        }
        handshaker = new Handshaker(config, headers);
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx)
    {
        timeout = ctx.executor().schedule(
            () -> giveUp(ctx), 2L * config.connectTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(final ChannelHandlerContext ctx)
    {
        if (timeout != null)
        {
            timeout.cancel(false);
        }
    }

    private void giveUp(final ChannelHandlerContext ctx)
    {
        end(ctx, IngestCause.HANDSHAKE_TIMEOUT);
    }

    /** Only the first cause counts. */
    private void end(final ChannelHandlerContext ctx, final IngestCause cause)
    {
        if (!isEnded)
        {
            isEnded = true;
            tally.add(cause);
        }
        ctx.close().addListener(Futures.IGNORED);
    }

    @Override
    public void channelInactive(final ChannelHandlerContext ctx)
    {
        end(ctx, IngestCause.HANDSHAKE_REJECTED);
        ctx.fireChannelInactive();
    }

    @Override
    public void channelActive(final ChannelHandlerContext ctx)
    {
        handshaker.handshake(ctx.channel()).addListener(sent ->
        {
            if (!sent.isSuccess())
            {
                ctx.close().addListener(Futures.IGNORED);
            }
        });
        ctx.fireChannelActive();
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final FullHttpResponse response)
    {
        if (isEnded || handshaker.isHandshakeComplete())
        {
            return;
        }
        ctx.pipeline().addLast(
            new Utf8FrameValidator(false),
            new IdleStateHandler(config.idleTimeoutMs() / 2, 0, 0, TimeUnit.MILLISECONDS),
            socket);
        handshaker.finishHandshake(ctx.channel(), response);
        ctx.pipeline().remove(this);
        isEnded = true;
        if (socket.open())
        {
            onOpen.accept(ctx.channel());
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause)
    {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException)
        {
            end(ctx, IngestCause.TLS_FAILED);
        }
        else if (cause instanceof WebSocketHandshakeException || cause instanceof DecoderException)
        {
            end(ctx, IngestCause.HANDSHAKE_REJECTED);
        }
        else if (cause instanceof IOException)
        {
            end(ctx, IngestCause.SOCKET_ERROR);
        }
        else
        {
            tally.addFault(cause);
            isEnded = true;
            ctx.close().addListener(Futures.IGNORED);
        }
    }

    /** Leaves the answer to a broken frame to the socket's own handler. */
    private static final class Handshaker extends WebSocketClientHandshaker13
    {
        private static final long FORCE_CLOSE_TIMEOUT_MS = 10_000;

        Handshaker(final LinkConfig config, final HttpHeaders headers)
        {
            super(config.uri(), WebSocketVersion.V13, null, false, headers, config.maxMessageBytes(), true, false,
                FORCE_CLOSE_TIMEOUT_MS);
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder()
        {
            return new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(false)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(maxFramePayloadLength())
                .closeOnProtocolViolation(false)
                .build());
        }
    }
}
