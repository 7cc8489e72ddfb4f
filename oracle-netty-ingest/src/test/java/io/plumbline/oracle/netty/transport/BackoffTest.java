// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackoffTest
{
    @Test
    void shouldDoubleTheCeilingUpToTheCap()
    {
        assertEquals(100, Backoff.ceilingMs(100, 1_000, 0));
        assertEquals(200, Backoff.ceilingMs(100, 1_000, 1));
        assertEquals(800, Backoff.ceilingMs(100, 1_000, 3));
        assertEquals(1_000, Backoff.ceilingMs(100, 1_000, 4));
        assertEquals(1_000, Backoff.ceilingMs(100, 1_000, 62));
        assertEquals(1_000, Backoff.ceilingMs(100, 1_000, Integer.MAX_VALUE));
        assertEquals(100, Backoff.ceilingMs(100, 100, 0));
        assertEquals(Long.MAX_VALUE, Backoff.ceilingMs(3, Long.MAX_VALUE, 63));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldStayWithinTheCeilingAndBeRepeatable(final long seed)
    {
        final Backoff first = new Backoff(100, 5_000, new SplittableRandom(seed));
        final Backoff second = new Backoff(100, 5_000, new SplittableRandom(seed));
        for (int attempt = 0; attempt < 200; attempt++)
        {
            final long delayMs = first.nextDelayMs();
            final long ceilingMs = Backoff.ceilingMs(100, 5_000, attempt);
            assertTrue(delayMs >= 1 && delayMs <= ceilingMs, "seed " + seed + " attempt " + attempt + ": " + delayMs);
            assertEquals(delayMs, second.nextDelayMs(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSpreadOverTheWholeRange(final long seed)
    {
        final Backoff backoff = new Backoff(1_000, 1_000, new SplittableRandom(seed));
        final int[] quarters = new int[4];
        for (int i = 0; i < 4_000; i++)
        {
            quarters[(int)((backoff.nextDelayMs() - 1) / 250)]++;
        }
        for (final int count : quarters)
        {
            assertTrue(count > 800, "seed " + seed + ": " + count);
        }
    }

    @Test
    void shouldBeginAnewAfterReset()
    {
        final Backoff backoff = new Backoff(1, 1_000_000, new SplittableRandom(7));
        for (int i = 0; i < 30; i++)
        {
            backoff.nextDelayMs();
        }
        backoff.reset();
        assertEquals(1, backoff.nextDelayMs());
        assertTrue(backoff.nextDelayMs() <= 2);
    }

    @Test
    void shouldRefuseCeilingsThatAreNoRange()
    {
        assertThrows(IllegalArgumentException.class, () -> new Backoff(0, 10, new SplittableRandom(1)));
        assertThrows(IllegalArgumentException.class, () -> new Backoff(11, 10, new SplittableRandom(1)));
    }
}
