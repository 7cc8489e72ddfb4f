// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounded number of sockets a listener has. Where all are taken, the oldest that is not an open WebSocket makes
 * room, so that neither strangers who never shake hands nor sockets on their way out keep a provider away. Any thread.
 */
final class Places
{
    private static final AttributeKey<Places> KEY = AttributeKey.valueOf(Places.class, "places");

    private final int limit;
    private final Set<Channel> taken = new HashSet<>();
    /** Those without an open WebSocket, the oldest first. */
    private final Set<Channel> dispensable = new LinkedHashSet<>();

    Places(final int limit)
    {
        this.limit = limit;
    }

    /** Gives a newcomer a place; says who has to go for it, itself perhaps, or null. */
    synchronized @Nullable Channel arrive(final Channel channel)
    {
        Channel leaving = null;
        if (taken.size() >= limit)
        {
            if (dispensable.isEmpty())
            {
                return channel;
            }
            leaving = dispensable.iterator().next();
            leave(leaving);
        }
        channel.attr(KEY).set(this);
        taken.add(channel);
        dispensable.add(channel);
        return leaving;
    }

    synchronized void leave(final Channel channel)
    {
        taken.remove(channel);
        dispensable.remove(channel);
    }

    private synchronized void mark(final Channel channel, final boolean isOpen)
    {
        if (isOpen)
        {
            dispensable.remove(channel);
        }
        else if (taken.contains(channel))
        {
            dispensable.add(channel);
        }
    }

    /** A socket's WebSocket is open, or no longer; nothing happens where the socket has no place. */
    static void setOpen(final Channel channel, final boolean isOpen)
    {
        final Places places = channel.attr(KEY).get();
        if (places != null)
        {
            places.mark(channel, isOpen);
        }
    }
}
