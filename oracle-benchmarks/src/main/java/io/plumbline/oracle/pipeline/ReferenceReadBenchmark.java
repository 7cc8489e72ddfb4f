// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One op of {@code plumbline} = a copy of one instrument's newest record out of the reference table; one op of
 * {@code volatileRead} = one read of a volatile reference to an immutable record, whose writer must allocate. The rows
 * named {@code …WithWriter} do the same beside a thread that publishes without end, with a short pause of its own
 * between two records; their {@code write} rows are the writer's, pause and all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ReferenceReadBenchmark
{
    private static final int PAUSE_TOKENS = 50;

    /** The rival's record: fewer words than ours, never torn, never reused. */
    private record Rival(long price, long low, long high, long asOfNs, long validUntilNs)
    {
    }

    /** A reader's own record. */
    @State(Scope.Thread)
    public static class Reader
    {
        private final ReferencePrice record = new ReferencePrice();
    }

    private final ReferenceTable table = new ReferenceTable(1);
    private final Evaluation evaluation = new Evaluation();
    private final long[] trustWords = new long[ReferencePrice.TRUST_WORDS];
    private volatile Rival rival = new Rival(1, 1, 1, 1, 1);

    /** Publishes the first record. */
    @Setup
    public void prepare()
    {
        evaluation.tier = Tier.PRIMARY;
        evaluation.refusal = Refusal.NONE;
        publish();
    }

    private void publish()
    {
        evaluation.price++;
        table.publish(evaluation, trustWords);
    }

    private void publishRival()
    {
        final long next = rival.price() + 1;
        rival = new Rival(next, next, next, next, next);
    }

    /**
     * Copies the newest record.
     *
     * @param reader whose record receives it.
     * @return its price.
     */
    @Benchmark
    public long plumbline(final Reader reader)
    {
        table.read(0, reader.record);
        return reader.record.price();
    }

    /**
     * Reads a volatile reference and the price behind it.
     *
     * @return the price.
     */
    @Benchmark
    public long volatileRead()
    {
        return rival.price();
    }

    /**
     * Copies the newest record while others are published.
     *
     * @param reader whose record receives it.
     * @return its price.
     */
    @Benchmark
    @Group("plumblineWithWriter")
    @GroupThreads(1)
    public long read(final Reader reader)
    {
        table.read(0, reader.record);
        return reader.record.price();
    }

    /** Publishes. */
    @Benchmark
    @Group("plumblineWithWriter")
    @GroupThreads(1)
    public void write()
    {
        publish();
        Blackhole.consumeCPU(PAUSE_TOKENS);
    }

    /**
     * Reads while others are published.
     *
     * @return the price.
     */
    @Benchmark
    @Group("volatileReadWithWriter")
    @GroupThreads(1)
    public long readRival()
    {
        return rival.price();
    }

    /** Publishes. */
    @Benchmark
    @Group("volatileReadWithWriter")
    @GroupThreads(1)
    public void writeRival()
    {
        publishRival();
        Blackhole.consumeCPU(PAUSE_TOKENS);
    }
}
