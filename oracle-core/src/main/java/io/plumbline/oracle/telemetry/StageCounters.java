// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one writing thread; any thread may read. A count is written with release semantics and allocates
 * nothing.
 */
public final class StageCounters implements Counters
{
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int PADDING = 16;
    private static final int METRICS = Metric.count();

    private final long[] cells = new long[PADDING + Refusal.count() + METRICS + PADDING];

    /**
     * Counts a refusal; the writing thread only.
     *
     * @param refusal the code given.
     */
    public void add(final Refusal refusal)
    {
        increment(PADDING + refusal.code(), 1);
    }

    /**
     * Counts a happening; the writing thread only.
     *
     * @param metric what happened.
     */
    public void add(final Metric metric)
    {
        increment(PADDING + Refusal.count() + metric.code(), 1);
    }

    /**
     * Counts several; the writing thread only.
     *
     * @param metric what happened.
     * @param by     how often, not negative.
     */
    public void add(final Metric metric, final long by)
    {
        increment(PADDING + Refusal.count() + metric.code(), by);
    }

    @Override
    public long count(final Refusal refusal)
    {
        return (long)CELL.getAcquire(cells, PADDING + refusal.code());
    }

    @Override
    public long count(final Metric metric)
    {
        return (long)CELL.getAcquire(cells, PADDING + Refusal.count() + metric.code());
    }

    private void increment(final int index, final long by)
    {
        CELL.setRelease(cells, index, cells[index] + by);
    }
}
