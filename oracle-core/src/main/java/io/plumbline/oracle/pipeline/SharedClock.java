// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.telemetry.ReadsClock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The system's clock as the doors see it: the wall time of its anchoring carried on by the monotonic counter, so that
 * it never steps. The clock agent slews it towards the wall by a bounded rate; a larger step shows as a difference
 * between the two readings, which the engine judges. Any thread.
 */
@ReadsClock
final class SharedClock implements OracleClock
{
    /** The share of an interval by which the clock may be moved within it: 1,000 ppm. */
    private static final long SLEW_DIVISOR = 1_000;

    private final AtomicLong offsetNs = new AtomicLong();

    SharedClock()
    {
        anchor();
    }

    @Override
    public long epochNs()
    {
        return offsetNs.get() + System.nanoTime();
    }

    @Override
    public long wallNs()
    {
        final Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /**
     * Starts anew from the wall clock: at launch, and when an operator ends a clock fault.
     */
    void anchor()
    {
        offsetNs.set(wallNs() - System.nanoTime());
    }

    /**
     * Follows a wall clock that drifts, by at most 1,000 ppm.
     *
     * @param intervalNs time between two calls.
     */
    void slew(final long intervalNs)
    {
        final long mostNs = intervalNs / SLEW_DIVISOR;
        final long behindNs = wallNs() - epochNs();
        offsetNs.addAndGet(Math.max(-mostNs, Math.min(mostNs, behindNs)));
    }
}
