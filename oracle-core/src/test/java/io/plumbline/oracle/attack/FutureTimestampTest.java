// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.MS;
import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import org.junit.jupiter.api.Test;

/**
 * Timestamps a minute or an hour ahead are accepted, and stay "newest" for as long. Here a tick may be ahead of its
 * receipt by the instrument's skew of seconds at most, and by less where the source's own bound is less.
 */
final class FutureTimestampTest
{
    private static final long PRICE = 6_000_000_000_000L;

    /** The first source says a price signed and observed ahead of receipt. */
    private static Refusal ahead(
        final Market market, final int source, final long signedByNs, final long observedByNs)
    {
        market.frame(source).signedAt(market.nowNs + signedByNs).tick(0, market.nowNs + observedByNs, PRICE * 2);
        return market.run().ticks.refusal[0];
    }

    @Test
    void contractB_shouldRefuseWhatIsAheadByMoreThanTwoSeconds()
    {
        for (final long byNs : new long[]{2 * SECOND + 1, 60 * SECOND, 3_600 * SECOND})
        {
            final Market market = Plan.of(4).open();
            market.sayAll(PRICE);
            assertEquals(Refusal.FUTURE_TIME, ahead(market, 0, byNs, 0), "signed " + byNs);
            assertEquals(Refusal.FUTURE_TIME, ahead(market, 0, 0, byNs), "observed " + byNs);
            assertLive(market.order(), PRICE);
            assertEquals(PRICE, market.order().rangeHigh);
            market.passMs(10);
            assertEquals(Refusal.NONE, market.say(0, PRICE), "it has set no mark in the future");
        }
        assertEquals(Refusal.NONE, ahead(Plan.of(4).open(), 0, 2 * SECOND, 2 * SECOND));
    }

    @Test
    void contractB_shouldHoldASourceToItsOwnBoundWhereThatIsLess()
    {
        final Market market = new Plan().instrument(Plan.MAIN).source(settings -> settings.maxSkewNs(100 * MS))
            .independent(3).open();
        market.sayAll(PRICE);
        assertEquals(Refusal.FUTURE_TIME, ahead(market, 0, 100 * MS + 1, 0));
        assertEquals(Refusal.FUTURE_TIME, ahead(market, 0, 0, 100 * MS + 1));
        assertEquals(Refusal.NONE, ahead(market, 0, 100 * MS, 100 * MS));
        assertEquals(Refusal.NONE, ahead(market, 1, 100 * MS + 1, 100 * MS + 1), "another source, another bound");
    }

    @Test
    void contractH_shouldPutOutEverywhereWhoDoesItFiveTimesInARow()
    {
        final Market market = new Plan().instrument(Plan.MAIN).instrument("COIN1-USD").independent(4).open();
        for (int source = 0; source < 4; source++)
        {
            market.frame(source).tick(0, market.nowNs, PRICE).tick(1, market.nowNs, PRICE);
            market.run();
        }
        for (int i = 1; i <= 4; i++)
        {
            market.passMs(10);
            assertEquals(Refusal.FUTURE_TIME, ahead(market, 0, 60 * SECOND, 0));
        }
        assertEquals(4, market.last(1).sources);
        market.passMs(10);
        ahead(market, 0, 60 * SECOND, 0);
        assertEquals(3, market.last(1).sources, "also where it has told the truth");
        assertEquals(Refusal.SOURCE_EXCLUDED, market.sayOf(0, 1, PRICE));
        assertLive(market.last(), PRICE);
    }
}
