// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.MS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A dead upstream hides from a rule against frozen values by a last digit that trembles. Here who does not go along
 * when the others move loses trust window by window, and the place once the market has left it behind.
 */
final class JitteredStaleValueTest
{
    private static final long PRICE = 6_000_000_000_000L;

    /** Each 500 ms: the living are where the market is, the first source about where it was. */
    private static void round(final Market market, final long living, final long jitter)
    {
        market.passMs(500);
        for (int source = 1; source < market.sources; source++)
        {
            market.say(source, living + market.nowNs / (500 * MS) % 3 * 1_000);
        }
        market.say(0, PRICE + jitter);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void contractB_shouldLoseTrustWhileTheMarketSwingsWithinTheFence(final long seed)
    {
        final Random random = new Random(seed);
        final Market market = Plan.of(5).open();
        for (int i = 0; i < 120; i++)
        {
            round(market, PRICE, random.nextInt(5_000));
        }
        assertEquals(0, market.counters.count(Metric.TRUST_FALLS), "seed " + seed + ": a market at rest");
        final int before = market.trustOf(0);
        assertTrue(before > FLOOR, "seed " + seed);
        long living = PRICE;
        for (int i = 0; i < 480; i++)
        {
            // 25 bps up and back again, eleven seconds each: the fence of 30 bps is never left
            living += (i / 22 % 2 == 0 ? 1 : -1) * PRICE / 1_000_000 * 115;
            round(market, living, random.nextInt(5_000));
            assertTrue(market.last().tier.isLive());
            assertTrue(Math.abs(market.last().price - living) < PRICE / 5_000, "seed " + seed + " round " + i);
        }
        assertEquals(FLOOR, market.trustOf(0), "seed " + seed);
        for (int source = 1; source < 5; source++)
        {
            assertTrue(market.trustOf(source) > before, "seed " + seed + " source " + source);
        }
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED), "seed " + seed + ": it never excludes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void contractB_shouldLoseItsPlaceOnceTheMarketHasLeft(final long seed)
    {
        final Random random = new Random(seed);
        final Market market = Plan.of(5).open();
        long living = PRICE;
        for (int i = 0; i < 60; i++)
        {
            living += PRICE / 10_000;
            round(market, living, random.nextInt(5_000));
        }
        assertFalse(market.isIn(0), "seed " + seed);
        assertEquals(0, market.trustOf(0), "seed " + seed);
        assertEquals(Refusal.SOURCE_EXCLUDED, market.say(0, PRICE));
        assertEquals(4, market.order().sources);
    }
}
