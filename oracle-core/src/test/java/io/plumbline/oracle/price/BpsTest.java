// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static io.plumbline.oracle.price.Numbers.big;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BpsTest
{
    private static final int ROUNDS = 20_000;
    private static final BigInteger ONE = big(Bps.ONE);

    private long sink;

    @Test
    void shouldRoundDistanceUp()
    {
        assertEquals(0, Bps.ofDifference(100, 100));
        assertEquals(100, Bps.ofDifference(101, 100));
        assertEquals(100, Bps.ofDifference(99, 100));
        assertEquals(1, Bps.ofDifference(1_000_000_001L, 1_000_000_000L));
        assertEquals(76, Bps.ofDifference(1_007_501, 1_000_000));
        assertEquals(20_000, Bps.ofDifference(-1, 1));
        assertEquals(10_000, Bps.ofDifference(1, 10_001), "just below the whole");
        assertEquals(10_000, Bps.ofDifference(0, 10_001), "the whole");
        assertEquals(10_001, Bps.ofDifference(20_003, 10_001), "just above");
    }

    @Test
    void shouldSaturateDistance()
    {
        assertEquals(Integer.MAX_VALUE, Bps.ofDifference(Long.MAX_VALUE, 1));
        assertEquals(Integer.MAX_VALUE, Bps.ofDifference(Long.MIN_VALUE, 1));
        assertEquals(20_001, Bps.ofDifference(Long.MIN_VALUE, Long.MAX_VALUE));
        assertEquals(2_147_480_000, Bps.ofDifference(214_749, 1));
        assertEquals(Integer.MAX_VALUE, Bps.ofDifference(214_750, 1));
        assertEquals(Integer.MAX_VALUE, Bps.ofDifference(5, 0));
        assertEquals(Integer.MAX_VALUE, Bps.ofDifference(-5, -5));
    }

    @Test
    void shouldBoundExactly()
    {
        assertTrue(Bps.within(10_075, 10_000, 75));
        assertTrue(Bps.within(9_925, 10_000, 75));
        assertFalse(Bps.within(10_076, 10_000, 75));
        assertFalse(Bps.within(100_000_750_001L, 100_000_000_000L, 0));
        assertTrue(Bps.within(7, 7, 0));
        assertFalse(Bps.within(7, 7, -1));
        assertFalse(Bps.within(0, 0, 75));
        assertFalse(Bps.within(-7, -7, 75));
    }

    @Test
    void shouldSaturatePortions()
    {
        assertEquals(Long.MIN_VALUE, Bps.portionFloor(Long.MIN_VALUE, Bps.ONE));
        assertEquals(Long.MIN_VALUE, Bps.portionCeiling(Long.MIN_VALUE, Bps.ONE));
        assertEquals(Long.MAX_VALUE, Bps.portionFloor(Long.MAX_VALUE, Bps.ONE));
        assertEquals(Long.MAX_VALUE, Bps.portionFloor(Long.MAX_VALUE, Bps.ONE + 1));
        assertEquals(Long.MIN_VALUE, Bps.portionCeiling(Long.MIN_VALUE, Integer.MAX_VALUE));
        assertEquals(Long.MAX_VALUE, Bps.portionFloor(Long.MIN_VALUE, Integer.MIN_VALUE));
        assertEquals(0, Bps.portionFloor(133, 75));
        assertEquals(1, Bps.portionCeiling(133, 75));
        assertEquals(-1, Bps.portionFloor(-133, 75));
        assertEquals(0, Bps.portionCeiling(-133, 75));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void shouldAgreeWithBigInteger(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long reference = Numbers.positiveLong(random);
            final long a = random.nextBoolean() ? Numbers.anyLong(random) : reference + random.nextInt(2_001) - 1_000;
            final int bps = random.nextBoolean() ? random.nextInt(20_001) : (int)Numbers.anyLong(random);
            final String message = "seed " + seed + ": a " + a + ", reference " + reference + ", bps " + bps;

            final BigInteger distance = big(a).subtract(big(reference)).abs().multiply(ONE);
            final BigInteger rounded = Numbers.divide(distance, big(reference), Rounding.CEILING);
            assertEquals(rounded.min(big(Integer.MAX_VALUE)).intValueExact(), Bps.ofDifference(a, reference), message);
            final boolean isWithin = bps >= 0 && distance.compareTo(big(reference).multiply(big(bps))) <= 0;
            assertEquals(isWithin, Bps.within(a, reference, bps), message);

            final BigInteger[] share = big(a).multiply(big(bps)).divideAndRemainder(ONE);
            final BigInteger floor = share[1].signum() < 0 ? share[0].subtract(BigInteger.ONE) : share[0];
            final BigInteger ceiling = share[1].signum() > 0 ? share[0].add(BigInteger.ONE) : share[0];
            assertEquals(Numbers.saturated(floor), Bps.portionFloor(a, bps), message);
            assertEquals(Numbers.saturated(ceiling), Bps.portionCeiling(a, bps), message);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void shouldBoundExactlyAtTheEdge(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++)
        {
            final long reference = Numbers.positiveLong(random);
            final int bps = random.nextInt(Bps.ONE);
            final long edge = reference - Bps.portionFloor(reference, bps);
            final String message = "seed " + seed + ": reference " + reference + ", bps " + bps;
            assertTrue(Bps.within(edge, reference, bps), message);
            assertFalse(Bps.within(edge - 1, reference, bps), message);
            assertTrue(Bps.ofDifference(edge, reference) <= bps, message);
            assertTrue(Bps.ofDifference(edge - 1, reference) > bps, message);
        }
    }

    @Test
    void shouldNotAllocate()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 1; i < 20_000; i++)
            {
                final long a = i * 0x9E37_79B9_7F4A_7C15L;
                sink += Bps.ofDifference(a, (a >>> 1) + i) + Bps.portionFloor(a, i) + Bps.portionCeiling(a, i);
                sink += Bps.within(a, (a >>> 1) + i, i) ? 1 : 0;
            }
        });
    }
}
