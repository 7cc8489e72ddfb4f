// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Event loops: how they start, and how they end within a bounded time.
 */
final class Loops
{
    /** How long a closing door waits for its sockets, then for its loops, in milliseconds. */
    static final long CLOSE_TIMEOUT_MS = 2_000;

    private Loops()
    {
    }

    static EventLoopGroup start(final String name, final int threads)
    {
        return new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    static void stop(final EventLoopGroup loops)
    {
        loops.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS)
            .awaitUninterruptibly(2 * CLOSE_TIMEOUT_MS);
    }
}
