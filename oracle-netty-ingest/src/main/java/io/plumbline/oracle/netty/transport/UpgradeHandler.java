// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.plumbline.oracle.netty.EndpointConfig;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestServerConfig;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns one HTTP request into a WebSocket, or answers it with 400, 401, 404 or 426 and closes. Gives up after the
 * handshake timeout, which runs from the first moment of the socket. One for each socket, on its event loop.
 */
final class UpgradeHandler extends SimpleChannelInboundHandler<FullHttpRequest>
{
    private static final String BEARER = "Bearer ";
    private static final String VERSION = "13";

    private final IngestServerConfig config;
    private final Function<EndpointConfig, MessageReceiver> receivers;
    private final Tally tally;
    private @Nullable Future<?> timeout;
    private boolean isAnswered;

    UpgradeHandler(
        final IngestServerConfig config, final Function<EndpointConfig, MessageReceiver> receivers, final Tally tally)
    {
        this.config = config;
        this.receivers = receivers;
        this.tally = tally;
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx)
    {
        timeout = ctx.executor().schedule(() -> giveUp(ctx), config.handshakeTimeoutMs(), TimeUnit.MILLISECONDS);
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
        if (ctx.channel().isActive())
        {
            tally.add(IngestCause.HANDSHAKE_TIMEOUT);
            ctx.close().addListener(Futures.IGNORED);
        }
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final FullHttpRequest request)
    {
        if (isAnswered)
        {
            return;
        }
        isAnswered = true;
        if (!request.decoderResult().isSuccess())
        {
            refuse(ctx, IngestCause.BAD_HTTP, HttpResponseStatus.BAD_REQUEST);
        }
        else if (!config.path().equals(pathOf(request.uri())))
        {
            refuse(ctx, IngestCause.UNKNOWN_PATH, HttpResponseStatus.NOT_FOUND);
        }
        else if (!isUpgrade(request))
        {
            refuse(ctx, IngestCause.NOT_AN_UPGRADE, HttpResponseStatus.UPGRADE_REQUIRED);
        }
        else
        {
            final EndpointConfig endpoint = endpointOf(request);
            if (endpoint == null)
            {
                refuse(ctx, IngestCause.UNAUTHORIZED, HttpResponseStatus.UNAUTHORIZED);
            }
            else if (!request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY))
            {
                refuse(ctx, IngestCause.BAD_HTTP, HttpResponseStatus.BAD_REQUEST);
            }
            else
            {
                upgrade(ctx, request, endpoint);
            }
        }
    }

    private void upgrade(
        final ChannelHandlerContext ctx, final FullHttpRequest request, final EndpointConfig endpoint)
    {
        final SocketLimits limits = new SocketLimits(
            config.maxMessageBytes(), config.idleTimeoutMs(), config.maxFramesPerSecond(), config.frameBurst(), true);
        final SocketHandler socket = new SocketHandler(receivers.apply(endpoint), limits, tally);
        final WebSocketDecoderConfig decoder = WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(config.maxMessageBytes())
            .allowExtensions(false)
            .closeOnProtocolViolation(false)
            .build();
        ctx.pipeline().addLast(
            new IdleStateHandler(config.idleTimeoutMs() / 2, 0, 0, TimeUnit.MILLISECONDS), socket);
        final ChannelFuture handshake =
            new WebSocketServerHandshaker13(request.uri(), null, decoder).handshake(ctx.channel(), request);
        handshake.addListener(future ->
        {
            if (future.isSuccess())
            {
                ctx.pipeline().remove(this);
                socket.open();
            }
            else
            {
                ctx.close().addListener(Futures.IGNORED);
            }
        });
    }

    /** Looks at every endpoint, so that time does not tell which token was nearly right. */
    private @Nullable EndpointConfig endpointOf(final FullHttpRequest request)
    {
        final String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        {
            return null;
        }
        final byte[] presented = EndpointConfig.sha256(authorization.substring(BEARER.length()).trim());
        EndpointConfig found = null;
        for (final EndpointConfig endpoint : config.endpoints())
        {
            if (endpoint.isToken(presented))
            {
                found = endpoint;
            }
        }
        return found;
    }

    private static boolean isUpgrade(final FullHttpRequest request)
    {
        return HttpMethod.GET.equals(request.method()) &&
            request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true) &&
            request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true) &&
            VERSION.equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
    }

    private static String pathOf(final String uri)
    {
        final int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    private void refuse(final ChannelHandlerContext ctx, final IngestCause cause, final HttpResponseStatus status)
    {
        tally.add(cause);
        final FullHttpResponse response =
            new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (HttpResponseStatus.UNAUTHORIZED.equals(status))
        {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        else if (HttpResponseStatus.UPGRADE_REQUIRED.equals(status))
        {
            response.headers().set(HttpHeaderNames.CONNECTION, "Upgrade, close");
            response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext ctx, final Object event)
    {
        if (event == SocketHandler.GO_AWAY)
        {
            ctx.close().addListener(Futures.IGNORED);
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause)
    {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException)
        {
            tally.add(IngestCause.TLS_FAILED);
        }
        else if (cause instanceof DecoderException)
        {
            tally.add(IngestCause.BAD_HTTP);
        }
        else if (cause instanceof IOException)
        {
            tally.add(IngestCause.SOCKET_ERROR);
        }
        else
        {
            tally.addFault(cause);
        }
        ctx.close().addListener(Futures.IGNORED);
    }
}
