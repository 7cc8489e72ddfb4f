// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What the desk takes before a command is on the ring, it gives back when the command does not get there.
 */
final class DeskTest
{
    private static final int MORE_THAN_CREDITS = 200;

    @Test
    void shouldRefuseAnInvalidCommandEachTimeItIsSubmitted()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final QuoteReply reply = rig.engine.quotes().newReply();
            final OrderRequest noDigest = Fleet.order(0, 10_000, 1).order(Fleet.MERCHANT, new byte[31]);
            assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.quotes().submit(noDigest, reply));
            final OrderRequest request = Fleet.order(0, 10_000, 1).order("a name with spaces", Fleet.orderDigest(1));
            for (int i = 0; i < MORE_THAN_CREDITS; i++)
            {
                assertEquals(Refusal.INVALID_ARGUMENT, rig.engine.quotes().submit(request, reply));
            }
            assertFalse(reply.abandon(), "nothing is pending");
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void shouldGiveBackWhatItTookWhenTheClockThrows()
    {
        final SharedCounters counters = new SharedCounters();
        final EngineStatus status = new EngineStatus();
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 32);
        final ReplyTable table = new ReplyTable(2);
        final Desk desk = new Desk(List.of(), table, new RingDoor(ring, status, counters), status, new BrokenClock(),
            counters);
        final QuoteReply reply = desk.newReply();
        for (int i = 0; i < 3; i++)
        {
            final OrderRequest request = Fleet.order(0, 10_000, i);
            assertThrows(IllegalStateException.class, () -> desk.submit(request, reply));
        }
        assertFalse(reply.abandon(), "nothing is pending");
        assertNotEquals(0, table.reserve());
        assertNotEquals(0, table.reserve());
    }

    @Test
    void shouldTimeOutWithTheExceptionItPromises() throws Exception
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            final Object failure = rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), 1_000_000L)
                .handle((reply, thrown) -> (Object)thrown).toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertInstanceOf(TimeoutException.class, failure);
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) == 1);
        }
    }

    private static final class BrokenClock implements OracleClock
    {
        @Override
        public long epochNs()
        {
            throw new IllegalStateException("no time");
        }

        @Override
        public long wallNs()
        {
            return epochNs();
        }
    }
}
