package io.plumbline.oracle.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Shows that the benchmark jar is built and lists its benchmarks. */
@State(Scope.Thread)
public class ProbeBenchmark
{
    @Param({"1", "2"})
    private int operand;
    private long[] values;

    /** Fills the operands. */
    @Setup
    public void prepare()
    {
        values = new long[] {operand, operand};
    }

    /**
     * Adds two numbers.
     *
     * @return their sum.
     */
    @Benchmark
    public long add()
    {
        return values[0] + values[1];
    }
}
