// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
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
 * Trust and median: from a verified tick to a published reference price. One op = one tick, sources and instruments
 * in turn; making the slot fresh, some ten stores into the next of 256 slots, is part of it. {@code naive} sorts a
 * copy at every tick, {@code boxed} has collections and BigDecimal; both know fewer rules. The run fails where a
 * tick was refused or no price came out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class JudgementBenchmark implements ReferenceSink
{
    private static final int PRICE_SCALE = 8;

    @Param({"4", "16", "64"})
    private int sources;
    @Param({"1", "256"})
    private int instruments;
    private JudgedTicks ticks;
    private StageCounters counters;
    private TrustStage trust;
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
        trust = new TrustStage(config, counters);
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
        final Slot slot = ticks.nextVerified();
        trust.onSlot(slot);
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
        final int trustBps =
            naive.believe(ticks.source(), ticks.instrument(), ticks.frames(), ticks.price(), ticks.nowNs());
        return naive.price(ticks.source(), ticks.instrument(), ticks.price(), trustBps, ticks.nowNs());
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
        final BigDecimal price = BigDecimal.valueOf(ticks.price(), PRICE_SCALE);
        final BigDecimal weight =
            boxed.believe(ticks.source(), ticks.instrument(), ticks.frames(), price, ticks.nowNs());
        return boxed.price(ticks.source(), ticks.instrument(), price, weight, ticks.nowNs());
    }

    /** Refuses figures of a path that refused. */
    @TearDown
    public void check()
    {
        if (counters.count(Metric.TICKS_ACCEPTED) != judged || 2 * live < judged)
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
