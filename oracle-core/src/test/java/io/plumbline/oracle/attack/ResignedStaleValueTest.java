// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.MS;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Tier;
import org.junit.jupiter.api.Test;

/**
 * A publisher whose upstream is dead signs the last value anew every 500 ms, with the time of now. Here a value
 * that stands for longer than {@code frozenAfterNs} while its time moves costs trust, then the place, then quorum.
 */
final class ResignedStaleValueTest
{
    private static final long PRICE = 6_000_000_000_000L;

    /** The first source is dead, the others live; one round each 500 ms. */
    private static void round(final Market market)
    {
        market.passMs(500);
        for (int source = market.sources - 1; source >= 0; source--)
        {
            market.say(source, PRICE + (source == 0 ? 0 : market.nowNs / (500 * MS) % 5));
        }
    }

    @Test
    void contractB_shouldTakeTrustAfterAMinuteThenThePlaceThenQuorum()
    {
        final Market market = Plan.of(3).open();
        for (int i = 0; i <= 120; i++)
        {
            round(market);
            assertEquals(Refusal.NONE, market.last().refusal);
        }
        final int earned = market.trustOf(0);
        assertTrue(earned >= FLOOR + 500, "sixty seconds of health have earned trust: " + earned);
        round(market);
        assertEquals(earned - 500, market.trustOf(0), "60.5 s: the first re-signed tick past the minute");
        assertEquals(Refusal.NONE, market.last().refusal);
        for (int i = 2; i < 5; i++)
        {
            round(market);
            assertTrue(market.isIn(0));
        }
        round(market);
        assertEquals(0, market.trustOf(0), "the fifth puts it out");
        assertRefused(market.last(), Refusal.NO_QUORUM);
        assertEquals(Refusal.SOURCE_EXCLUDED, market.say(0, PRICE));
    }

    @Test
    void contractB_shouldGoOnWithTheLivingWhereTheyAreEnough()
    {
        final Market market = Plan.of(4).open();
        for (int i = 0; i < 140; i++)
        {
            round(market);
            assertEquals(Refusal.NONE, market.last().refusal, "round " + i);
        }
        assertEquals(3, market.last().sources);
        assertFalse(market.isIn(0));
    }

    @Test
    void contractB_shouldCloseWhenEveryUpstreamIsDead()
    {
        final Market market = Plan.of(5).open();
        for (int i = 0; i < 130; i++)
        {
            market.passMs(500);
            market.sayAll(PRICE);
        }
        assertEquals(Tier.LAST_GOOD, market.last().tier);
        assertRefused(market.last(), Refusal.NO_QUORUM);
        for (int i = 0; i < 130; i++)
        {
            market.passMs(500);
            market.sayAll(PRICE);
            assertFalse(market.clock().tier.isLive());
        }
        assertEquals(Tier.CLOSED, market.last().tier);
        assertEquals(0, market.last().price);
    }
}
