// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;

/**
 * Several writers' counters read as one. Any thread.
 */
public final class SummedCounters implements Counters
{
    private final Counters[] parts;

    /**
     * Sums the given counters.
     *
     * @param parts each with writers of its own.
     */
    public SummedCounters(final Counters... parts)
    {
        this.parts = parts.clone();
    }

    @Override
    public long count(final Refusal refusal)
    {
        long sum = 0;
        for (final Counters part : parts)
        {
            sum += part.count(refusal);
        }
        return sum;
    }

    @Override
    public long count(final Metric metric)
    {
        long sum = 0;
        for (final Counters part : parts)
        {
            sum += part.count(metric);
        }
        return sum;
    }
}
