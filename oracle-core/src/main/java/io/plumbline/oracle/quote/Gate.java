// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * Whether money may flow at all: closed by a clock fault until an operator reopens it, or by an operator's order.
 * Written by the quote stage's thread; {@link #closedBy()} may be read by any.
 */
public final class Gate
{
    private final ClockGuard clock;
    private final StageCounters counters;
    private boolean isSuspended;
    private volatile Refusal closedBy = Refusal.CLOCK_FAULT;

    Gate(final long clockFaultNs, final StageCounters counters)
    {
        this.counters = counters;
        clock = new ClockGuard(clockFaultNs);
    }

    /**
     * Why money is refused now.
     *
     * @return NONE while the gate is open, CLOCK_FAULT also before the first clock event, or SUSPENDED.
     */
    public Refusal closedBy()
    {
        return closedBy;
    }

    void onEvent(final long nowNs)
    {
        if (clock.onEvent(nowNs))
        {
            counters.add(Metric.CLOCK_FAULTS);
            settle();
        }
    }

    void onClock(final long nowNs, final long sharedNs, final long wallNs)
    {
        if (clock.onClock(nowNs, sharedNs, wallNs))
        {
            counters.add(Metric.CLOCK_FAULTS);
        }
        settle();
    }

    void reopenClock(final long nowNs)
    {
        clock.reopen(nowNs);
        settle();
    }

    void suspend(final boolean suspended)
    {
        isSuspended = suspended;
        settle();
    }

    private void settle()
    {
        final Refusal now = clock.isOpen() ? isSuspended ? Refusal.SUSPENDED : Refusal.NONE : Refusal.CLOCK_FAULT;
        if (now != closedBy)
        {
            closedBy = now;
        }
    }
}
