// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import java.math.BigDecimal;
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
 * What a believed tick makes of the price. One op = one tick, sources and instruments in turn; making the slot
 * fresh, some ten stores into the next of 256 slots, is part of it. {@code naive} sorts a copy at every tick,
 * {@code boxed} has collections and BigDecimal; both know fewer rules. The run fails where a tick was refused or no
 * price came out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class MedianStageBenchmark implements ReferenceSink
{
    private static final int PRICE_SCALE = 8;
    private static final int FULL_TRUST_BPS = 10_000;

    @Param({"4", "16", "64"})
    private int sources;
    @Param({"1", "256"})
    private int instruments;
    private JudgedTicks ticks;
    private StageCounters counters;
    private MedianStage median;
    private long live;
    private NaiveJudgement naive;
    private BoxedJudgement boxed;
    private long judged;

    /** Makes stages, rivals and a world in which every pair has spoken. */
    @Setup
    public void prepare()
    {
        final OracleConfig config = JudgedTicks.config(sources, instruments);
        ticks = new JudgedTicks(sources, instruments);
        counters = new StageCounters();
        median = new MedianStage(config, counters, this);
        naive = new NaiveJudgement(sources, instruments);
        boxed = new BoxedJudgement();
        for (int i = 0; i < 2 * sources * instruments; i++)
        {
            plumbline();
        }
    }

    /**
     * The engine.
     *
     * @return the slot.
     */
    @Benchmark
    public Slot plumbline()
    {
        final Slot slot = ticks.nextTrusted();
        median.onSlot(slot);
        judged++;
        return slot;
    }

    /**
     * Primitive arrays, a sorted copy a tick.
     *
     * @return what it found.
     */
    @Benchmark
    public long naive()
    {
        ticks.nextBare();
        return naive.price(ticks.source(), ticks.instrument(), ticks.price(), FULL_TRUST_BPS, ticks.nowNs());
    }

    /**
     * Collections and BigDecimal.
     *
     * @return what it found.
     */
    @Benchmark
    public Object boxed()
    {
        ticks.nextBare();
        return boxed.price(ticks.source(), ticks.instrument(), BigDecimal.valueOf(ticks.price(), PRICE_SCALE),
            BigDecimal.ONE, ticks.nowNs());
    }

    /** Refuses figures of a path that refused. */
    @TearDown
    public void check()
    {
        if (2 * live < judged)
        {
            throw new IllegalStateException("ticks were refused, or made no price");
        }
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        live += evaluation.tier.isLive() ? 1 : 0;
    }
}
