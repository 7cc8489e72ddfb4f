// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One zero among the answers aborts a whole feed, or is taken for a price. Here zero, a negative or no price is "no
 * price" for that source alone, withdraws what it said before, and leaves the others alone.
 */
final class ZeroPriceTest
{
    private static final long PRICE = 6_000_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -6_000_000_000_000L, Long.MIN_VALUE})
    void contractJ_shouldBeNoPriceForThatSourceAlone(final long absent)
    {
        final Market market = Plan.of(5).open();
        market.sayEach(PRICE, PRICE + 1, PRICE + 2, PRICE + 3, PRICE + 4);
        assertLive(market.last(), PRICE + 2);
        market.passMs(100);
        assertEquals(Refusal.PRICE_ABSENT, market.say(0, absent));
        assertLive(market.last(), PRICE + 2);
        assertEquals(4, market.last().sources, "its earlier price has gone with it");
        assertEquals(PRICE + 1, market.last().rangeLow);
        market.passMs(100);
        assertEquals(Refusal.NONE, market.say(0, PRICE));
        assertEquals(5, market.last().sources, "and it is back with its next price");
    }

    @Test
    void contractJ_shouldNotTouchTheOtherPricesOfTheFrame()
    {
        final Market market = new Plan().instrument(Plan.MAIN).instrument("COIN1-USD").independent(3).open();
        for (int source = 0; source < 3; source++)
        {
            market.frame(source).tick(0, market.nowNs, source == 1 ? 0 : PRICE).tick(1, market.nowNs, PRICE / 7);
            market.run();
        }
        assertRefused(market.last(0), Refusal.NO_QUORUM);
        assertLive(market.last(1), PRICE / 7);
    }

    @Test
    void contractI_shouldCostTrustOnlyInABurst()
    {
        final Market market = Plan.of(4).trust(new TrustPolicy(500, 2_500, 1, 0, SECOND, 5, 1L << 20)).open();
        market.sayAll(PRICE);
        assertEquals(10_000, market.trustOf(0));
        for (int i = 1; i < 8; i++)
        {
            market.passMs(10);
            market.say(0, 0);
        }
        market.say(0, PRICE);
        assertEquals(10_000, market.trustFound(), "seven zeros and a price: nothing yet");
        market.say(0, 0);
        market.say(0, 0);
        market.say(0, PRICE);
        assertTrue(market.trustFound() < 10_000, "the eighth is a burst: " + market.trustFound());
    }
}
