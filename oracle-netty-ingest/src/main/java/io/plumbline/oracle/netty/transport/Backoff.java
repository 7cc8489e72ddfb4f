// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: evenly drawn between 1 ms and a ceiling ("full jitter"), which doubles with
 * each attempt up to a cap. The same random numbers give the same waits. One thread.
 */
public final class Backoff
{
    private final long initialMs;
    private final long capMs;
    private final RandomGenerator random;
    private int attempt;

    /**
     * Begins at the first attempt.
     *
     * @param initialMs first ceiling, 1 or more.
     * @param capMs     last ceiling, not below the first.
     * @param random    where the jitter comes from.
     * @throws IllegalArgumentException where the ceilings are no range.
     */
    public Backoff(final long initialMs, final long capMs, final RandomGenerator random)
    {
        if (initialMs < 1 || capMs < initialMs)
        {
            throw new IllegalArgumentException(
                "backoff must have 1 <= initialMs <= capMs, was " + initialMs + " and " + capMs);
        }
        this.initialMs = initialMs;
        this.capMs = capMs;
        this.random = random;
    }

    /**
     * The next wait; the ceiling after it is twice as high, up to the cap.
     *
     * @return 1 to the ceiling, milliseconds.
     */
    public long nextDelayMs()
    {
        final long ceilingMs = ceilingMs(initialMs, capMs, attempt);
        if (ceilingMs < capMs)
        {
            attempt++;
        }
        return 1 + random.nextLong(ceilingMs);
    }

    /**
     * Begins anew, after a link has proved stable.
     */
    public void reset()
    {
        attempt = 0;
    }

    /**
     * The ceiling of an attempt. Pure.
     *
     * @param initialMs ceiling of attempt 0, 1 or more.
     * @param capMs     never exceeded, not below initialMs.
     * @param attempt   0 or more.
     * @return initialMs times two to the attempt, or the cap.
     */
    public static long ceilingMs(final long initialMs, final long capMs, final int attempt)
    {
        return attempt >= Long.numberOfLeadingZeros(initialMs) - 1 || initialMs << attempt > capMs ?
            capMs : initialMs << attempt;
    }
}
