// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import org.junit.jupiter.api.Test;

/**
 * A publisher sends one asset's price under another's symbol. Here a price that stands far from everybody's, just
 * where another instrument of the same source is, is refused at once, and the pair put out where the budget allows.
 */
final class SymbolSwapTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final long OTHER = 250_000_000_000L;

    private static Market market(final int sources)
    {
        final Market market = new Plan().instrument(Plan.MAIN).instrument("COIN1-USD").independent(sources).open();
        round(market, 0);
        market.passMs(1_000);
        round(market, 0);
        return market;
    }

    private static void round(final Market market, final int fromSource)
    {
        for (int source = fromSource; source < market.sources; source++)
        {
            market.frame(source).tick(0, market.nowNs, PRICE).tick(1, market.nowNs, OTHER);
            market.run();
        }
    }

    @Test
    void contractE_shouldPutOutTheSwappedPairOnceTheOthersHaveSpokenAndNotMove()
    {
        final Market market = market(5);
        market.frame(0).tick(0, market.nowNs, OTHER).tick(1, market.nowNs, PRICE);
        assertEquals(Refusal.SYMBOL_SWAP, market.run().ticks.refusal[0]);
        assertLive(market.last(0), PRICE);
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED));
        market.passMs(100);
        round(market, 1);
        market.frame(0).tick(0, market.nowNs, OTHER + 1).tick(1, market.nowNs, PRICE + 1);
        final Slot slot = market.run();
        assertEquals(Refusal.SYMBOL_SWAP, slot.ticks.refusal[0]);
        assertEquals(Refusal.SYMBOL_SWAP, slot.ticks.refusal[1]);
        assertLive(market.last(0), PRICE);
        assertLive(market.last(1), OTHER);
        assertEquals(4, market.last(0).sources, "what it said before went with it");
        assertEquals(4, market.last(1).sources);
        assertEquals(2, market.counters.count(Metric.SOURCES_EXCLUDED));
        market.passMs(100);
        assertEquals(Refusal.SOURCE_EXCLUDED, market.say(0, PRICE));
        market.passMs(10_000);
        round(market, 1);
        assertEquals(Refusal.NONE, market.say(0, PRICE), "ten seconds later it may show that it has learnt");
    }

    @Test
    void contractH_shouldRefuseTheTickButKeepThePairWhereTheBudgetIsSpent()
    {
        final Market market = market(3);
        assertEquals(Refusal.SYMBOL_SWAP, market.say(0, OTHER));
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED));
        assertLive(market.last(), PRICE);
        assertEquals(3, market.last().sources, "its earlier price still stands");
        assertEquals(Refusal.NONE, market.say(0, PRICE));
    }

    @Test
    void contractE_shouldCallItDivergenceWhereNoOtherInstrumentIsThere()
    {
        final Market market = market(5);
        assertEquals(Refusal.NONE, market.say(0, OTHER + OTHER / 100), "100 bps from the other: just wrong");
        assertLive(market.last(), PRICE);
        assertEquals(false, market.isIn(0));
        assertEquals(FLOOR, market.trustOf(0));
    }
}
