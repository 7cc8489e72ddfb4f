// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateGateTest
{
    private static final long MS = 1_000_000;

    @Test
    void shouldLendOnceTheBurstIsSpent()
    {
        final RateGate gate = new RateGate(1_000, 3, 0);
        assertEquals(0, gate.take(0));
        assertEquals(0, gate.take(0));
        assertEquals(0, gate.take(0));
        assertEquals(MS, gate.take(0));
        assertEquals(2 * MS, gate.take(0));
        assertEquals(0, gate.take(3 * MS));
        assertEquals(MS, gate.take(3 * MS));
    }

    @Test
    void shouldNotSaveMoreThanTheBurst()
    {
        final RateGate gate = new RateGate(1_000, 2, 0);
        final long later = 3_600_000 * MS;
        assertEquals(0, gate.take(later));
        assertEquals(0, gate.take(later));
        assertEquals(MS, gate.take(later));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHoldTheRateWhateverTheMoments(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final RateGate gate = new RateGate(500, 10, Long.MAX_VALUE - 5 * MS);
        long now = Long.MAX_VALUE - 5 * MS;
        long elapsed = 0;
        for (int taken = 1; taken <= 10_000; taken++)
        {
            final long step = random.nextLong(3 * MS);
            now += step;
            elapsed += step;
            final long pauseNs = gate.take(now);
            now += pauseNs;
            elapsed += pauseNs;
            assertTrue(taken <= 10 + elapsed / (2 * MS) + 1, "seed " + seed + " taken " + taken + " in " + elapsed);
        }
    }
}
