// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.slot.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The threads that carry events through the stages: one, or one a stage. Started once, halted once.
 */
final class StageThreads
{
    private static final long JOIN_MS = 5_000;
    private static final long POLL_MS = 1;

    private final RingBuffer<Slot> ring;
    private final EngineStatus status;
    private final List<BatchEventProcessor<Slot>> processors = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Sequence tail;

    /**
     * Wires the stages to the ring; nothing runs yet.
     *
     * @param last what follows the last stage on its thread.
     */
    StageThreads(
        final Layout layout,
        final RingBuffer<Slot> ring,
        final EngineStatus status,
        final Stages stages,
        final Consumer<Slot> last)
    {
        this.ring = ring;
        this.status = status;
        final ProcessorFactory factory = new ProcessorFactory(ring, status);
        if (layout == Layout.FUSED)
        {
            add("plumbline-engine", factory.processor(new FusedHandler(stages, last)));
        }
        else
        {
            final Sequence verified = add("plumbline-verify", factory.processor(new VerifyHandler(stages.verify())));
            final Sequence trusted = add("plumbline-trust",
                factory.processor(new StageHandler(stages.trust()::onSlot), verified));
            final Sequence priced = add("plumbline-median",
                factory.processor(new StageHandler(stages.median()::onSlot), trusted));
            add("plumbline-quote", factory.processor(new StageHandler(slot ->
            {
                stages.quote().onSlot(slot);
                last.accept(slot);
            }), priced));
        }
        tail = processors.get(processors.size() - 1).getSequence();
        ring.addGatingSequences(tail);
    }

    private Sequence add(final String name, final BatchEventProcessor<Slot> processor)
    {
        processors.add(processor);
        threads.add(new OracleThread(() ->
        {
            try
            {
                processor.run();
            }
            catch (final IllegalStateException e)
            {
                // the fatal handler has logged the cause and turned the status; this thread just ends
                status.fail();
            }
        }, name));
        return processor.getSequence();
    }

    void start()
    {
        threads.forEach(Thread::start);
    }

    /**
     * The last sequence that every stage has handled.
     */
    long handled()
    {
        return tail.get();
    }

    /**
     * Waits until what was published has been handled.
     *
     * @return false when the time ran out or the engine failed first.
     */
    boolean drain(final long timeoutNs) throws InterruptedException
    {
        final long deadlineNs = OracleThread.monotonicNs() + timeoutNs;
        while (tail.get() < ring.getCursor())
        {
            if (status.phase() == EngineStatus.Phase.FAILED || OracleThread.monotonicNs() - deadlineNs >= 0)
            {
                return false;
            }
            Thread.sleep(POLL_MS);
        }
        return true;
    }

    /**
     * Stops every thread; a stage that hangs is interrupted and, after a while, left behind.
     *
     * @return whether all have ended.
     */
    boolean halt() throws InterruptedException
    {
        processors.forEach(BatchEventProcessor::halt);
        boolean isEnded = true;
        for (final Thread thread : threads)
        {
            thread.join(JOIN_MS);
            if (thread.isAlive())
            {
                thread.interrupt();
                thread.join(JOIN_MS);
            }
            isEnded &= !thread.isAlive();
        }
        return isEnded;
    }
}
