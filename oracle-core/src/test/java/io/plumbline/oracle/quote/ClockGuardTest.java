// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reopening after a step, with a shared clock that is set anew by the wall clock and with one that is not.
 */
final class ClockGuardTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_700_000_000L * SECOND;
    private static final long TICK = SECOND / 100;
    private static final long HOUR = 3_600 * SECOND;

    private final ClockGuard guard = new ClockGuard(SECOND);

    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR, 2 * SECOND, -2 * SECOND})
    void contractA_shouldStayOpenWhenTheSharedClockFollowedTheStep(final long stepNs)
    {
        guard.onClock(START, START, START);
        assertTrue(guard.onClock(START + TICK, START + TICK, START + TICK + stepNs));
        final long anchored = START + 2 * TICK + stepNs;
        final long nowNs = Math.max(START + TICK, anchored);
        guard.reopen(nowNs);
        assertTrue(guard.isOpen());
        assertFalse(guard.onClock(Math.max(nowNs, anchored + TICK), anchored + TICK, anchored + TICK));
        assertTrue(guard.isOpen());
        final long later = anchored + 2 * TICK;
        assertTrue(guard.onClock(Math.max(nowNs, later), later, later + stepNs), "the next step is a new one");
    }

    @Test
    void contractA_shouldStayOpenAtTheAcceptedStepWhenTheSharedClockDoesNotFollow()
    {
        guard.onClock(START, START, START);
        assertTrue(guard.onClock(START + TICK, START + TICK, START + TICK - HOUR));
        guard.reopen(START + TICK);
        assertFalse(guard.onClock(START + 2 * TICK, START + 2 * TICK, START + 2 * TICK - HOUR));
        assertTrue(guard.isOpen());
        assertTrue(guard.onClock(START + 3 * TICK, START + 3 * TICK, START + 3 * TICK - 2 * HOUR));
    }
}
