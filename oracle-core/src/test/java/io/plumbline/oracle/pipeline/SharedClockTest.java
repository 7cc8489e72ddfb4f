// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SharedClockTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldStandByTheWallWhenAnchored()
    {
        final SharedClock clock = new SharedClock();
        assertTrue(Math.abs(clock.wallNs() - clock.epochNs()) < SECOND_NS);
        clock.anchor();
        assertTrue(Math.abs(clock.wallNs() - clock.epochNs()) < SECOND_NS);
    }

    @Test
    void shouldNeverRunBackWhileItIsNotSlewed()
    {
        final SharedClock clock = new SharedClock();
        long last = clock.epochNs();
        for (int i = 0; i < 100_000; i++)
        {
            final long now = clock.epochNs();
            assertTrue(now >= last);
            last = now;
        }
    }
}
