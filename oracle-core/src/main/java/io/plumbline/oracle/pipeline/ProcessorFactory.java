// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.slot.Slot;

/**
 * Makes every processor of the ring, so that each has the batch limit, since nothing reaches the next stage before a
 * batch ends, and the handler that rethrows, which a processor made by hand goes without.
 */
final class ProcessorFactory
{
    /** Most slots a stage handles before the next stage sees them. */
    static final int MAX_BATCH = 16;

    private static final int PARK_RETRIES = 200;
    private static final long PARK_NS = 50_000;

    private final RingBuffer<Slot> ring;
    private final EngineStatus status;

    ProcessorFactory(final RingBuffer<Slot> ring, final EngineStatus status)
    {
        this.ring = ring;
        this.status = status;
    }

    BatchEventProcessor<Slot> processor(final EventHandler<Slot> handler, final Sequence... after)
    {
        final BatchEventProcessor<Slot> processor = new BatchEventProcessorBuilder()
            .setMaxBatchSize(MAX_BATCH)
            .build(ring, ring.newBarrier(after), handler);
        processor.setExceptionHandler(new FatalHandler(status));
        return processor;
    }

    /**
     * The strategy of a wait mode. PARKING parks on a stage before it as on producers; BLOCKING would spin on stages,
     * and configuration allows it on one thread only.
     */
    static WaitStrategy waitStrategy(final WaitMode mode)
    {
        return switch (mode)
        {
            case PARKING -> new SleepingWaitStrategy(PARK_RETRIES, PARK_NS);
            case BLOCKING -> new BlockingWaitStrategy();
            case YIELDING -> new YieldingWaitStrategy();
            case BUSY_SPIN -> new BusySpinWaitStrategy();
        };
    }
}
