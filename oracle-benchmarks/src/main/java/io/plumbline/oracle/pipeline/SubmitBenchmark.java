// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One op = one envelope of one tick through the feeds' door onto the ring (bounds, credit, clock, claim, copy,
 * publish), taken off again by the same thread: no hop between threads is in it, and no stage.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SubmitBenchmark
{
    private static final int ENVELOPES = 256;

    private final Envelope[] envelopes = new Envelope[ENVELOPES];
    private final ConnectionCredits credits = new ConnectionCredits(1, 64);
    private final EventPoller.Handler<Slot> drain = this::onSlot;
    private EventPoller<Slot> poller;
    private TickDoor door;
    private long offered;
    private long taken;

    /** Makes door, ring and envelopes. */
    @Setup
    public void prepare()
    {
        final Publishers publishers = new Publishers(1);
        for (int i = 0; i < ENVELOPES; i++)
        {
            envelopes[i] =
                publishers.believed(0, i, Publishers.START_NS, Publishers.START_NS, Publishers.PRICE + i);
        }
        final EngineStatus status = new EngineStatus();
        final SharedCounters counters = new SharedCounters();
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, TickRing.SLOTS,
            ProcessorFactory.waitStrategy(WaitMode.YIELDING));
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
        door = new TickDoor(List.of("connection-0"), credits, new RingDoor(ring, status, counters),
            new SharedClock(), counters);
    }

    /**
     * Offers one envelope and takes it off the ring.
     *
     * @return how many were taken.
     * @throws Exception never.
     */
    @Benchmark
    public long offerAndDrain() throws Exception
    {
        offered++;
        final Refusal refusal = door.offer(0, offered, envelopes[(int)offered & ENVELOPES - 1]);
        poller.poll(drain);
        if (refusal != Refusal.NONE || taken != offered)
        {
            throw new IllegalStateException("refused: " + refusal + ", taken " + taken + " of " + offered);
        }
        return taken;
    }

    private boolean onSlot(final Slot slot, final long sequence, final boolean isEndOfBatch)
    {
        credits.onVerdict(0, Refusal.NONE, false);
        taken++;
        return true;
    }
}
