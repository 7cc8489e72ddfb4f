// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.fixtures.SampleOracle;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VolatilityScaleTest
{
    private static final long SECOND = SampleOracle.SECOND;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldEqualBigIntegersOverTheWholeRange(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++)
        {
            final long interval = 10_000_000L + (long)(random.nextDouble() * 3_600 * SECOND);
            final long span =
                random.nextInt(10) == 0 ? random.nextLong() : (long)(random.nextDouble() * 90_000 * SECOND);
            final int multiple = random.nextInt(101);
            final int sigma = random.nextInt(2_000_001);
            final long counted = Math.min(Math.max(span, interval), 86_400 * SECOND);
            final BigInteger root = BigInteger.valueOf(1_000_000).multiply(BigInteger.valueOf(counted / 1_000))
                .divide(BigInteger.valueOf(interval / 1_000)).sqrt();
            final long expected = BigInteger.valueOf(multiple).multiply(BigInteger.valueOf(sigma)).multiply(root)
                .divide(BigInteger.valueOf(100_000)).longValueExact();
            assertEquals(expected, VolatilityScale.overBps(multiple, sigma, span, interval),
                () -> "seed " + seed + ": " + multiple + " · " + sigma + " over " + span + " by " + interval);
        }
    }

    @Test
    void shouldGrowByTheRootOfTime()
    {
        assertEquals(10, VolatilityScale.overBps(1, 1_000, SECOND, SECOND));
        assertEquals(20, VolatilityScale.overBps(1, 1_000, 4 * SECOND, SECOND));
        assertEquals(10, VolatilityScale.overBps(1, 1_000, 0, SECOND), "never less than over one interval");
        assertEquals(0, VolatilityScale.overBps(0, 1_000, SECOND, SECOND));
        assertEquals(77, VolatilityScale.overMinuteBps(1_000, SECOND));
        assertEquals(65_535, VolatilityScale.overMinuteBps(2_000_000, 10_000_000L));
        assertEquals(56_156, VolatilityScale.overYearBps(1_000, SECOND));
        assertEquals(0, VolatilityScale.overYearBps(0, SECOND));
    }
}
