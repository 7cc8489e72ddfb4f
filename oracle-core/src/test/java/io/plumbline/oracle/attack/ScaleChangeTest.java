// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.wire.AdminEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two publishers got their exponents wrong, and the price followed them by nine tenths. Here a sudden step by a
 * power of ten puts the source out on that instrument at once, before its price is counted.
 */
final class ScaleChangeTest
{
    private static final long PRICE = 6_000_000_000_000L;

    private static long shifted(final int exponent)
    {
        long price = PRICE + PRICE / 100;
        for (int i = 0; i < Math.abs(exponent); i++)
        {
            price = exponent > 0 ? price * 10 : price / 10;
        }
        return price;
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, -4, -2, -1, 1, 2, 4})
    void contractE_shouldQuarantineTwoOfFiveAndNotMove(final int exponent)
    {
        final Market market = Plan.of(5).open();
        market.sayEach(PRICE - 2, PRICE - 1, PRICE, PRICE + 1, PRICE + 2);
        market.passMs(200);
        for (int liar = 0; liar < 2; liar++)
        {
            market.frame(liar).tick(0, market.nowNs, shifted(exponent), shifted(exponent), shifted(exponent),
                Refusal.NONE);
            assertEquals(Refusal.SCALE_JUMP, market.run().ticks.refusal[0], "however sure of itself");
        }
        assertLive(market.last(), PRICE + 1);
        assertEquals(3, market.last().sources);
        assertEquals(PRICE, market.last().rangeLow);
        assertEquals(2, market.counters.count(Metric.SOURCES_EXCLUDED));
        assertEquals(Refusal.SOURCE_EXCLUDED, market.say(0, PRICE), "out, whatever it says next");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void contractE_shouldRatherHaveNoPriceThanTheirs(final int exponent)
    {
        final Market market = Plan.of(3).open();
        market.sayAll(PRICE);
        market.passMs(200);
        assertEquals(Refusal.SCALE_JUMP, market.say(0, shifted(exponent)));
        assertEquals(Refusal.SCALE_JUMP, market.say(1, shifted(exponent)));
        assertRefused(market.last(), Refusal.NO_QUORUM);
        assertEquals(PRICE, market.last().price, "the last good one, for display");
    }

    @Test
    void contractE_shouldJudgeTheReturnedByWhatTheySaidBefore()
    {
        final Market market = Plan.of(5).open();
        market.sayAll(PRICE);
        market.passMs(200);
        market.say(0, PRICE * 100);
        market.passMs(10_000);
        market.sayFrom(1, PRICE);
        assertEquals(Refusal.SCALE_JUMP, market.say(0, PRICE * 100), "served its time and learnt nothing");
        market.passMs(20_000);
        market.sayFrom(1, PRICE);
        assertEquals(Refusal.NONE, market.say(0, PRICE));
        assertEquals(FLOOR, market.trustOf(0));
        assertEquals(5, market.last().sources);
    }

    @Test
    void contractE_shouldFollowAMarketThatHasReallyMoved()
    {
        final Market market = Plan.of(5).open();
        market.sayAll(PRICE);
        market.passMs(60_000);
        for (int source = 1; source < 5; source++)
        {
            market.admin(AdminEvent.READMIT_SOURCE, source);
            assertEquals(Refusal.NONE, market.say(source, PRICE / 10), "an operator has spoken for it");
        }
        assertEquals(Refusal.NONE, market.say(0, PRICE / 10), "a power of ten away, where the others are");
        assertLive(market.last(), PRICE / 10);
    }
}
