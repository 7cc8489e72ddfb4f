// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TickSink;
import io.plumbline.oracle.netty.MessageFormat;
import io.plumbline.oracle.netty.codec.MessageCodec;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.netty.transport.SocketLink;
import io.plumbline.oracle.netty.transport.Tally;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BridgeAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void contractT_shouldAllocateNothingFromMessageToSink(final MessageFormat format)
    {
        final CountingSink sink = new CountingSink();
        final Tally tally = new Tally();
        final EnvelopeBridge bridge =
            new EnvelopeBridge(new ConnectionDoor(sink, 0, tally), MessageCodec.of(format), 1 << 30, tally);
        bridge.onOpen(new NoLink());
        final byte[] good = format == MessageFormat.PLUMBLINE ? Messages.plumbline(1, 3, 20) :
            Messages.redStone(new byte[3], Messages.redStonePackage(1, 4, 32), Messages.redStonePackage(2, 1, 32));
        final byte[] bad = good.clone();
        bad[good.length - 1] ^= 1;
        bad[0] = 0;
        run(bridge, good, bad);
        run(bridge, good, bad);
        final long offered = sink.offered;
        final long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            final long before = THREADS.getThreadAllocatedBytes(thread);
            run(bridge, good, bad);
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        assertTrue(sink.offered - offered >= 5L * ROUNDS);
        assertEquals(0, least / ROUNDS, "bytes a round");
        assertTrue(least < 1_024, "bytes in all: " + least);
    }

    private static void run(final EnvelopeBridge bridge, final byte[] good, final byte[] bad)
    {
        for (int i = 0; i < ROUNDS; i++)
        {
            bridge.onMessage(good, good.length);
            bridge.onMessage(bad, bad.length);
        }
    }

    private static final class CountingSink implements TickSink
    {
        private long offered;

        @Override
        public int connectionId(final String name)
        {
            return 0;
        }

        @Override
        public Refusal connection(final int connection, final boolean isOpen)
        {
            return Refusal.NONE;
        }

        @Override
        public Refusal offer(final int connection, final long messageId, final Envelope envelope)
        {
            return (++offered & 7) == 0 ? Refusal.RING_FULL : Refusal.NONE;
        }
    }

    private static final class NoLink implements SocketLink
    {
        @Override
        public void close(final int status, final String reason)
        {
        }

        @Override
        public boolean later(final Runnable task, final long delayMs)
        {
            return false;
        }
    }
}
