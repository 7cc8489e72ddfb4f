// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The doors and the reads allocate nothing on the caller's thread.
 */
final class DoorAllocationTest
{
    @Test
    void contractT_shouldAllocateNothingInTheFeedsDoor() throws InterruptedException
    {
        final EngineStatus status = new EngineStatus();
        final SharedCounters counters = new SharedCounters();
        final ConnectionCredits credits = new ConnectionCredits(1, 64);
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 64,
            ProcessorFactory.waitStrategy(WaitMode.YIELDING));
        final BatchEventProcessor<Slot> consumer =
            new ProcessorFactory(ring, status).processor(new StageHandler(slot -> credits.giveBack(0)));
        ring.addGatingSequences(consumer.getSequence());
        final Thread thread = new Thread(consumer);
        thread.start();
        final Fleet.TestClock clock = new Fleet.TestClock();
        final TickDoor door = new TickDoor(List.of("connection-0"), credits,
            new RingDoor(ring, status, counters), clock, counters);
        final Envelope envelope = new Fleet(1, 1).frame(0, clock.epochNs(), Fleet.PRICE);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 5_000; i++)
            {
                door.offer(0, i, envelope);
                door.connection(0, true);
            }
        });
        assertTrue(counters.count(Refusal.CONNECTION_LIMIT) >= 0);
        consumer.halt();
        thread.join();
    }

    @Test
    void contractT_shouldAllocateNothingInSubmitAndRead()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final OrderRequest order = Fleet.order(0, 10_000, 1);
            final QuoteReply reply = rig.engine.quotes().newReply();
            final ReferencePrice price = new ReferencePrice();
            Allocations.assertNone(() ->
            {
                for (int i = 0; i < 100; i++)
                {
                    if (rig.engine.quotes().submit(order, reply) == Refusal.NONE)
                    {
                        while (!reply.isDone())
                        {
                            Thread.onSpinWait();
                        }
                    }
                    rig.engine.prices().read(0, price);
                }
            });
            assertEquals(Fleet.PRICE, price.price());
        }
    }
}
