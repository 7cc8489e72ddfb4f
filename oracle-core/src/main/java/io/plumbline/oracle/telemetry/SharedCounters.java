// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters that any thread may write: those of the doors. Allocates nothing; a writer may contend with others.
 */
public final class SharedCounters implements Counters
{
    private final AtomicLongArray refusals = new AtomicLongArray(Refusal.count());
    private final AtomicLongArray metrics = new AtomicLongArray(Metric.count());

    /**
     * Counts a refusal and hands it back.
     *
     * @param refusal the code given.
     * @return the same code.
     */
    public Refusal add(final Refusal refusal)
    {
        refusals.getAndIncrement(refusal.code());
        return refusal;
    }

    /**
     * Counts a happening.
     *
     * @param metric what happened.
     */
    public void add(final Metric metric)
    {
        metrics.getAndIncrement(metric.code());
    }

    @Override
    public long count(final Refusal refusal)
    {
        return refusals.get(refusal.code());
    }

    @Override
    public long count(final Metric metric)
    {
        return metrics.get(metric.code());
    }
}
