// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import java.util.concurrent.TimeUnit;
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
 * What the three benchmarks of the judgement share: stages, rivals, and a world in which every pair has spoken. One op
 * = one tick, sources and instruments in turn; making the slot fresh, some ten stores into the next of 256 slots, is
 * part of it. {@code naive} sorts a copy at every tick, {@code boxed} has collections and BigDecimal; both know fewer
 * rules. The run fails where a tick was refused or no price came out.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public abstract class JudgementRow implements ReferenceSink
{
    static final int PRICE_SCALE = 8;

    @Param({"4", "16", "64"})
    int sources;
    @Param({"1", "256"})
    int instruments;
    JudgedTicks ticks;
    TrustStage trust;
    MedianStage median;
    NaiveJudgement naive;
    BoxedJudgement boxed;
    /** Ticks that went through the stage or stages. */
    long trusted;
    long priced;
    private StageCounters counters;
    private long live;

    /**
     * Makes everything.
     */
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
            judge();
        }
    }

    /** One tick through what this benchmark measures. */
    abstract void judge();

    /** Refuses figures of a path that refused. */
    @TearDown
    public void check()
    {
        if (counters.count(Metric.TICKS_ACCEPTED) != trusted || 2 * live < priced)
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
