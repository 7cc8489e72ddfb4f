// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;

/**
 * What to do with a future nobody waits for, said aloud.
 */
final class Futures
{
    /** The outcome does not matter: a close, after which the channel's end is noticed in any case. */
    static final ChannelFutureListener IGNORED = future ->
    {
    };

    private Futures()
    {
    }

    /** A task that runs by itself, or a shutdown. */
    static void ignore(final Future<?> future)
    {
        assert future != null;
    }
}
