// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.LinkConfig;
import io.plumbline.oracle.netty.LinkState;
import io.plumbline.oracle.netty.PublishStatus;
import java.net.URI;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket to a far end that comes back by itself: connects, shakes hands, sends its greetings, and after a loss
 * waits and tries again, until it is closed. Has an event loop of its own, so that links never harm each other. State
 * and sending from any thread; everything else happens on the loop.
 */
public final class OutboundLink implements AutoCloseable
{
    private static final int MAX_RESPONSE_BODY = 16 * 1_024;
    private static final int WSS_PORT = 443;
    private static final int WS_PORT = 80;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1_024, 256 * 1_024);

    private final LinkConfig config;
    private final List<String> greetings;
    private final Supplier<MessageReceiver> receivers;
    private final Tally tally;
    private final Backoff backoff;
    private final @Nullable SslContext tls;
    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;
    private final ChannelFutureListener onSent = this::onSent;

    private volatile LinkState state = LinkState.CONNECTING;
    private volatile @Nullable Channel channel;

    /**
     * Starts connecting.
     *
     * @param name      of its thread.
     * @param config    whereto and how.
     * @param greetings text messages to send after each handshake.
     * @param receivers gives a receiver to each socket that opens.
     * @param tally     counts what happens.
     * @throws IllegalArgumentException where the PEM file is not what it ought to be.
     */
    public OutboundLink(
        final String name,
        final LinkConfig config,
        final List<String> greetings,
        final Supplier<MessageReceiver> receivers,
        final Tally tally)
    {
        this.config = config;
        this.greetings = List.copyOf(greetings);
        this.receivers = receivers;
        this.tally = tally;
        backoff = new Backoff(config.backoffInitialMs(), config.backoffCapMs(), config.random());
        tls = isSecure(config.uri()) ? TlsContexts.client(config.trustedCertificates().orElse(null)) : null;
        loops = Loops.start(name, 1);
        bootstrap = new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, config.connectTimeoutMs())
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(new ChannelInitializer<Channel>()
            {
                @Override
                protected void initChannel(final Channel socket)
                {
                    addHandlers(socket);
                }
            });
    }

    /** Makes the first attempt; once. */
    public void start()
    {
        loops.execute(this::connect);
    }

    /** {@return where the link stands} */
    public LinkState state()
    {
        return state;
    }

    /**
     * Whether a message may be sent now.
     *
     * @return SENT for yes, else why not; not counted.
     */
    public PublishStatus readiness()
    {
        final Channel socket = channel;
        if (state == LinkState.CLOSED)
        {
            return PublishStatus.CLOSED;
        }
        if (socket == null)
        {
            return PublishStatus.NOT_CONNECTED;
        }
        return socket.isWritable() ? PublishStatus.SENT : PublishStatus.NOT_WRITABLE;
    }

    /**
     * Sends a binary message, or drops it; counted either way.
     *
     * @param bytes  copied before the call returns.
     * @param offset of the first byte.
     * @param length how many.
     * @return what became of it.
     */
    public PublishStatus send(final byte[] bytes, final int offset, final int length)
    {
        final PublishStatus status = readiness();
        final Channel socket = channel;
        if (status != PublishStatus.SENT || socket == null)
        {
            return drop(status == PublishStatus.SENT ? PublishStatus.NOT_CONNECTED : status);
        }
        final ByteBuf content = socket.alloc().buffer(length);
        content.writeBytes(bytes, offset, length);
        tally.add(IngestCause.MESSAGE_SENT);
        socket.writeAndFlush(new BinaryWebSocketFrame(content)).addListener(onSent);
        return PublishStatus.SENT;
    }

    /**
     * Counts a message that was not sent.
     *
     * @param status why.
     * @return the same.
     */
    public PublishStatus drop(final PublishStatus status)
    {
        tally.add(status == PublishStatus.NOT_WRITABLE ? IngestCause.NOT_WRITABLE : IngestCause.NOT_CONNECTED);
        return status;
    }

    private void onSent(final ChannelFuture future)
    {
        if (!future.isSuccess())
        {
            tally.add(IngestCause.SEND_FAILED);
        }
    }

    private void connect()
    {
        if (state == LinkState.CLOSED)
        {
            return;
        }
        become(LinkState.CONNECTING);
        final URI uri = config.uri();
        bootstrap.connect(uri.getHost(), portOf(uri)).addListener((ChannelFutureListener)attempt ->
        {
            if (attempt.isSuccess())
            {
                attempt.channel().closeFuture().addListener(lost -> onLost());
            }
            else
            {
                tally.add(IngestCause.CONNECT_FAILED);
                onLost();
            }
        });
    }

    private void addHandlers(final Channel socket)
    {
        final ChannelPipeline pipeline = socket.pipeline();
        if (tls != null)
        {
            final SslHandler handler =
                tls.newHandler(socket.alloc(), config.uri().getHost(), portOf(config.uri()));
            handler.setHandshakeTimeoutMillis(config.connectTimeoutMs());
            pipeline.addLast(handler);
        }
        pipeline.addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(MAX_RESPONSE_BODY),
            new ClientUpgradeHandler(config, receivers.get(), this::onOpen, tally));
    }

    private void onOpen(final Channel socket)
    {
        if (state == LinkState.CLOSED)
        {
            socket.close().addListener(Futures.IGNORED);
            return;
        }
        for (final String greeting : greetings)
        {
            socket.writeAndFlush(new TextWebSocketFrame(greeting)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        channel = socket;
        become(LinkState.OPEN);
        Futures.ignore(socket.eventLoop().schedule(
            () -> onStable(socket), config.stableMs(), TimeUnit.MILLISECONDS));
    }

    private void onStable(final Channel socket)
    {
        if (socket.isActive())
        {
            backoff.reset();
        }
    }

    private void onLost()
    {
        channel = null;
        if (state == LinkState.CLOSED)
        {
            return;
        }
        become(LinkState.WAITING);
        try
        {
            Futures.ignore(loops.schedule(this::connect, backoff.nextDelayMs(), TimeUnit.MILLISECONDS));
        }
        catch (final RejectedExecutionException e)
        {
            state = LinkState.CLOSED;
        }
    }

    private synchronized void become(final LinkState next)
    {
        if (state != LinkState.CLOSED)
        {
            state = next;
        }
    }

    /**
     * Says good-bye and stops for good; waits a few seconds at most. Not to be called on the link's own event loop.
     * Calling again does nothing.
     */
    @Override
    public void close()
    {
        synchronized (this)
        {
            state = LinkState.CLOSED;
        }
        final Channel socket = channel;
        if (socket != null)
        {
            socket.pipeline().fireUserEventTriggered(SocketHandler.GO_AWAY);
            socket.closeFuture().awaitUninterruptibly(Loops.CLOSE_TIMEOUT_MS);
        }
        Loops.stop(loops);
    }

    private static boolean isSecure(final URI uri)
    {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }

    private static int portOf(final URI uri)
    {
        if (uri.getPort() >= 0)
        {
            return uri.getPort();
        }
        return isSecure(uri) ? WSS_PORT : WS_PORT;
    }
}
