// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One op = one frame of one tick through the named stage or stages, in the next of 256 slots, written fresh first (some
 * ten stores, part of the op; the slots together outgrow the second cache level, as a ring's do). The signature kernel
 * believes everything: the curves are in the benchmarks of the crypto room. {@code trustAndMedianNaive} does with boxed
 * lists what {@code trustAndMedian} does. The run fails where a frame was refused or no price for money came out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TickPathBenchmark implements ReferenceSink, Outbox
{
    @Param({"4", "16"})
    private int sources;
    private TickRing ring;
    private Stages stages;
    private Counters counters;
    private NaiveTickPath naive;
    private final Evaluation last = new Evaluation();
    private long published;
    private long verified;
    private long trusted;
    private long naivePrice;

    /** Makes slots and stages. */
    @Setup
    public void prepare()
    {
        final Publishers publishers = new Publishers(sources);
        final OracleConfig config = publishers.config(ThreadingConfig.DEFAULT).build();
        ring = new TickRing(publishers);
        stages = new Stages(config, new BelievingKernel(), Ed25519SigningKey.ofSeed(new byte[32]), 1, this, this,
            new StageCounters());
        counters = stages.counters();
        naive = new NaiveTickPath();
    }

    /**
     * Authentic? Then decode it.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot verifyFakeKernel()
    {
        final Slot slot = ring.nextBytes();
        stages.verify().onSlot(slot);
        verified++;
        return slot;
    }

    /**
     * Believed?
     *
     * @return the slot.
     */
    @Benchmark
    public Slot trust()
    {
        final Slot slot = ring.nextVerified();
        stages.trust().onSlot(slot);
        trusted++;
        return slot;
    }

    /**
     * The price.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot median()
    {
        final Slot slot = ring.nextTrusted();
        stages.median().onSlot(slot);
        published++;
        return slot;
    }

    /**
     * Trust and median.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot trustAndMedian()
    {
        final Slot slot = ring.nextVerified();
        stages.trust().onSlot(slot);
        stages.median().onSlot(slot);
        trusted++;
        published++;
        return slot;
    }

    /**
     * The rival.
     *
     * @return its record.
     */
    @Benchmark
    public Object trustAndMedianNaive()
    {
        final Slot slot = ring.nextVerified();
        final NaiveTickPath.Reference record = naive.onTick(slot.source, slot.sequence, slot.receivedAtNs,
            slot.ticks.observedAtNs[0], slot.ticks.price[0]);
        naivePrice = record.price();
        return record;
    }

    /**
     * All four, as in one thread.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot allStages()
    {
        final Slot slot = ring.nextBytes();
        stages.onSlot(slot);
        verified++;
        trusted++;
        published++;
        return slot;
    }

    /** Refuses figures of a path that refused. */
    @TearDown
    public void check()
    {
        require(counters.count(Metric.FRAMES_VERIFIED) == verified, "frames were refused");
        require(counters.count(Metric.TICKS_ACCEPTED) == trusted, "ticks were refused");
        require(published == 0 || (last.tier.isLive() && last.sources == sources), "no price: " + last.refusal);
        require(naivePrice >= 0, "no naive price");
    }

    private static void require(final boolean isTrue, final String otherwise)
    {
        if (!isTrue)
        {
            throw new IllegalStateException(otherwise);
        }
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        last.copyFrom(evaluation);
    }

    @Override
    public void answer(final byte[] answer, final byte[] quote, final int quoteLength)
    {
        throw new IllegalStateException("nobody asked");
    }

    @Override
    public void referenceQuote(final byte[] quote, final int length)
    {
        throw new IllegalStateException("no clock event was sent");
    }
}
