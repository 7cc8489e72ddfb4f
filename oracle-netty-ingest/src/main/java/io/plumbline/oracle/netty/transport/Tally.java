// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.IngestCounters;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters that any thread may write, and the one place that logs a fault of ours: once for each distinct one. Counting
 * allocates nothing.
 */
public final class Tally implements IngestCounters
{
    private static final System.Logger LOGGER = System.getLogger("io.plumbline.oracle.netty");
    private static final int MAX_DISTINCT_FAULTS = 64;

    private final AtomicLongArray causes = new AtomicLongArray(IngestCause.values().length);
    private final AtomicLongArray refusals = new AtomicLongArray(Refusal.count());
    private final Set<String> faults = ConcurrentHashMap.newKeySet();

    /**
     * All at zero.
     */
    public Tally()
    {
    }

    /**
     * Counts a happening.
     *
     * @param cause what happened.
     */
    public void add(final IngestCause cause)
    {
        causes.getAndIncrement(cause.ordinal());
    }

    /**
     * Counts an answer of the sink.
     *
     * @param refusal the code given.
     */
    public void add(final Refusal refusal)
    {
        refusals.getAndIncrement(refusal.code());
    }

    /**
     * Counts a fault of ours and logs it where it is new.
     *
     * @param fault what was thrown.
     */
    public void addFault(final Throwable fault)
    {
        add(IngestCause.UNEXPECTED_ERROR);
        final StackTraceElement[] trace = fault.getStackTrace();
        final String name = trace.length == 0 ? fault.getClass().getName() : fault.getClass().getName() + trace[0];
        if (faults.size() < MAX_DISTINCT_FAULTS && faults.add(name))
        {
            LOGGER.log(Level.WARNING, "a socket was closed because of a fault", fault);
        }
    }

    @Override
    public long count(final IngestCause cause)
    {
        return causes.get(cause.ordinal());
    }

    @Override
    public long count(final Refusal refusal)
    {
        return refusals.get(refusal.code());
    }
}
