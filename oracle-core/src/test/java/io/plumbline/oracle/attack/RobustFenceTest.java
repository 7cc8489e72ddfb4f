// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mean and standard deviation over three to five sources throw out two of three good stablecoin sources. Here the
 * fence is a multiple of the interquartile range with a floor in basis points: who is a few bps away stays.
 */
final class RobustFenceTest
{
    private static final long DOLLAR = 100_000_000;

    @Test
    void contractJ_shouldKeepThreeGoodSourcesOfAStablecoin()
    {
        final Market market = Plan.of(3).open();
        market.sayEach(99_990_000, DOLLAR, 100_030_000);
        assertLive(market.order(), DOLLAR);
        assertEquals(3, market.order().sources);
        assertEquals(99_990_000, market.order().rangeLow);
        assertEquals(100_030_000, market.order().rangeHigh);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractJ_shouldNeverThrowOutWhoIsWithinAFewBasisPoints(final long seed)
    {
        final Random random = new Random(seed);
        final int sources = 3 + (int)(seed % 3);
        final Market market = Plan.of(sources).open();
        for (int source = 0; source < sources; source++)
        {
            market.say(source, DOLLAR);
        }
        for (int step = 0; step < 1_000; step++)
        {
            final String where = "seed " + seed + " step " + step;
            market.passMs(100);
            // 15 bps either side of a dollar, many of them exactly at it: the range's quartiles often coincide
            final long price = DOLLAR + (random.nextBoolean() ? 0 : random.nextInt(300_001) - 150_000);
            final int source = step % sources;
            assertEquals(Refusal.NONE, market.say(source, price), where);
            assertEquals(Refusal.NONE, market.last().refusal, where);
            assertEquals(sources, market.last().sources, where);
            assertTrue(market.trustOf(source) >= FLOOR, where);
        }
        assertEquals(0, market.counters.count(Metric.TRUST_FALLS), "seed " + seed);
    }

    @Test
    void contractJ_shouldStillThrowOutTheOneThatHasLostItsPeg()
    {
        final Market market = Plan.of(5).open();
        market.sayEach(99_990_000, DOLLAR, 100_030_000, DOLLAR + 1, 96_000_000);
        assertLive(market.order(), DOLLAR);
        assertEquals(4, market.order().sources);
        assertEquals(false, market.isIn(4));
    }
}
