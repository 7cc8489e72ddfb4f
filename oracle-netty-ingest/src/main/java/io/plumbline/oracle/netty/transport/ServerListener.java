// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.plumbline.oracle.netty.EndpointConfig;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket and all that came in through it. Opens whole or not at all; {@link #close()} says good-bye to each
 * socket, waits a bounded time and ends the event loops.
 */
public final class ServerListener implements AutoCloseable
{
    private static final int MAX_REQUEST_LINE = 2_048;
    private static final int MAX_HEADERS = 16 * 1_024;
    private static final int MAX_REQUEST_BODY = 1_024;

    private final IngestServerConfig config;
    private final Function<EndpointConfig, MessageReceiver> receivers;
    private final Tally tally;
    private final @Nullable SslContext tls;
    private final EventLoopGroup loops;
    private final ChannelGroup sockets = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE, true);
    private final Places places;
    private final Channel listening;

    /**
     * Listens.
     *
     * @param config    what to listen on.
     * @param receivers gives a receiver to each socket that proves to be an endpoint's.
     * @param tally     counts what happens.
     * @throws IOException              where the address cannot be had.
     * @throws IllegalArgumentException where the PEM files are not what they ought to be.
     */
    public ServerListener(
        final IngestServerConfig config, final Function<EndpointConfig, MessageReceiver> receivers, final Tally tally)
        throws IOException
    {
        this.config = config;
        this.receivers = receivers;
        this.tally = tally;
        places = new Places(config.maxConnections());
        tls = config.tlsCertificateChain().isEmpty() ? null :
            TlsContexts.server(config.tlsCertificateChain().orElseThrow(), config.tlsPrivateKey().orElseThrow());
        loops = Loops.start("plumbline-ingest", config.threads());
        final ChannelFuture bound = bootstrap().bind(config.host(), config.port()).awaitUninterruptibly();
        if (!bound.isSuccess())
        {
            Loops.stop(loops);
            throw new IOException("cannot listen on " + config.host() + ":" + config.port(), bound.cause());
        }
        listening = bound.channel();
    }

    private ServerBootstrap bootstrap()
    {
        return new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 128)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<Channel>()
            {
                @Override
                protected void initChannel(final Channel channel)
                {
                    accept(channel);
                }
            });
    }

    private void accept(final Channel channel)
    {
        final Channel leaving = places.arrive(channel);
        if (leaving != null)
        {
            tally.add(IngestCause.TOO_MANY_CONNECTIONS);
            leaving.close().addListener(Futures.IGNORED);
        }
        if (leaving == channel)
        {
            return;
        }
        channel.closeFuture().addListener(closed -> places.leave(channel));
        sockets.add(channel);
        final ChannelPipeline pipeline = channel.pipeline();
        if (tls != null)
        {
            final SslHandler handler = tls.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(config.handshakeTimeoutMs());
            // one full handshake a socket: a client that asks for another under TLS 1.2 would take the loop for itself
            handler.handshakeFuture().addListener(shaken -> handler.engine().setEnableSessionCreation(false));
            pipeline.addLast(handler);
        }
        addHandlers(pipeline, config, receivers, tally);
    }

    /** What every socket begins with, TLS apart. */
    static void addHandlers(
        final ChannelPipeline pipeline,
        final IngestServerConfig config,
        final Function<EndpointConfig, MessageReceiver> receivers,
        final Tally tally)
    {
        pipeline.addLast(
            new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)),
            new HttpObjectAggregator(MAX_REQUEST_BODY, true),
            new UpgradeHandler(config, receivers, tally));
    }

    /** {@return the port listened on} */
    public int port()
    {
        return ((InetSocketAddress)listening.localAddress()).getPort();
    }

    /**
     * Stops listening, closes every socket with 1001, and ends the event loops; waits a few seconds at most. Not to be
     * called on an event loop. Calling again does nothing.
     */
    @Override
    public void close()
    {
        listening.close().awaitUninterruptibly();
        for (final Channel socket : sockets)
        {
            socket.pipeline().fireUserEventTriggered(SocketHandler.GO_AWAY);
        }
        sockets.newCloseFuture().awaitUninterruptibly(Loops.CLOSE_TIMEOUT_MS);
        Loops.stop(loops);
    }
}
