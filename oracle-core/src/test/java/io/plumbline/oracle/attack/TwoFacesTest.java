// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import org.junit.jupiter.api.Test;

/**
 * A source signs two prices under one sequence and shows each to whom it suits. Here that is out at once and
 * everywhere, whichever arrives first; the same bytes twice are no fault.
 */
final class TwoFacesTest
{
    private static final long PRICE = 6_000_000_000_000L;

    private static Market market()
    {
        final Market market = new Plan().instrument(Plan.MAIN).instrument("COIN1-USD").independent(4).open();
        for (int source = 0; source < 4; source++)
        {
            market.frame(source).tick(0, market.nowNs, PRICE).tick(1, market.nowNs, PRICE);
            market.run();
        }
        market.passMs(100);
        return market;
    }

    private static Refusal show(final Market market, final long content, final long price)
    {
        market.frame(0, 9).content(content).tick(0, market.nowNs, price);
        return market.run().ticks.refusal[0];
    }

    @Test
    void contractD_shouldPutOutEverywhereWhoContradictsItself()
    {
        final Market market = market();
        assertEquals(Refusal.NONE, show(market, 1, PRICE + 1));
        assertEquals(Refusal.EQUIVOCATION, show(market, 2, PRICE + 2));
        assertEquals(3, market.last(0).sources);
        assertEquals(3, market.last(1).sources, "also where it has said nothing twice");
        assertLive(market.last(0), PRICE);
        assertEquals(Refusal.SOURCE_EXCLUDED, market.sayOf(0, 1, PRICE));
    }

    @Test
    void contractD_shouldSeeTheContradictionAlsoBetweenDifferentInstruments()
    {
        final Market market = market();
        assertEquals(Refusal.NONE, show(market, 1, PRICE + 1));
        market.frame(0, 9).content(2).tick(1, market.nowNs, PRICE + 2);
        assertEquals(Refusal.EQUIVOCATION, market.run().ticks.refusal[0], "one sequence, two frames");
        assertEquals(3, market.last(0).sources);
    }

    @Test
    void contractD_shouldNotMindTheSameBytesTwice()
    {
        final Market market = market();
        assertEquals(Refusal.NONE, show(market, 1, PRICE + 1));
        for (int i = 0; i < 10; i++)
        {
            market.passMs(1);
            assertEquals(Refusal.DUPLICATE, show(market, 1, PRICE + 1));
        }
        assertEquals(4, market.last(0).sources);
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED));
    }
}
