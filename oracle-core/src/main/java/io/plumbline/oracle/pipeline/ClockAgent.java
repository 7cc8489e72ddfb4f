// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.ClockEvent;
import java.util.function.LongSupplier;
import org.agrona.concurrent.Agent;

/**
 * Offers a clock event at each duty cycle, unless one is pending, and watches over the engine: a backlog that makes no
 * progress for so many cycles turns health red, progress turns it back.
 */
final class ClockAgent implements Agent
{
    private final RingDoor ring;
    private final LongSupplier handled;
    private final EngineStatus status;
    private final OracleClock clock;
    private final SharedCounters counters;
    private final long intervalNs;
    private final long stallCycles;
    private final byte[] bytes = new byte[ClockEvent.LENGTH];
    private final ClockEvent event = new ClockEvent();
    private long pendingUntil = Long.MIN_VALUE;
    private long lastHandled = Long.MIN_VALUE;
    private long idleCycles;

    /**
     * Makes the agent.
     *
     * @param handled the last sequence that every stage has handled.
     */
    ClockAgent(
        final RingDoor ring,
        final LongSupplier handled,
        final EngineStatus status,
        final OracleClock clock,
        final SharedCounters counters,
        final ThreadingConfig threading)
    {
        this.ring = ring;
        this.handled = handled;
        this.status = status;
        this.clock = clock;
        this.counters = counters;
        intervalNs = threading.clockIntervalNs();
        stallCycles = Math.max(1, threading.stallNs() / intervalNs);
    }

    @Override
    public int doWork()
    {
        final long done = handled.getAsLong();
        watch(done);
        if (done < pendingUntil || !offerClock())
        {
            counters.add(Metric.CLOCK_SKIPPED);
        }
        return 0;
    }

    @Override
    public String roleName()
    {
        return "plumbline-clock";
    }

    private boolean offerClock()
    {
        if (clock instanceof SharedClock shared)
        {
            shared.slew(intervalNs);
        }
        event.begin(bytes, 0);
        event.receivedAtNs(clock.epochNs());
        event.wallNs(clock.wallNs());
        if (ring.offerDraining(bytes, event.finish()) != Refusal.NONE)
        {
            return false;
        }
        // the event stands at the cursor or before it
        pendingUntil = ring.cursor();
        return true;
    }

    private void watch(final long done)
    {
        if (done >= ring.cursor() || done != lastHandled)
        {
            idleCycles = 0;
            status.stalled(false);
        }
        else if (++idleCycles >= stallCycles)
        {
            status.stalled(true);
        }
        lastHandled = done;
    }
}
