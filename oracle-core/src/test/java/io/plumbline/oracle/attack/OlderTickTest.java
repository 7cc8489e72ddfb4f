// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuorumPolicy;
import org.junit.jupiter.api.Test;

/**
 * A guard against regression that compares a time with itself never fires. Here what was signed earlier is refused
 * after what was signed later, by sequence and, where a format has none, by signed time; the price stays.
 */
final class OlderTickTest
{
    private static final long PRICE = 6_000_000_000_000L;

    /** One source decides the price alone, so that whatever moves it shows. */
    private static Market alone()
    {
        return new Plan().instrument(Plan.MAIN,
            settings -> settings.quorum(new QuorumPolicy(1, 1, 0, 10_000, FLOOR, 0))).independent(1).open();
    }

    @Test
    void contractC_shouldRefuseAnEarlierSequenceAfterALaterOne()
    {
        final Market market = alone();
        market.frame(0, 7).tick(0, market.nowNs, PRICE);
        market.run();
        market.passMs(10);
        for (long sequence = 1; sequence < 7; sequence++)
        {
            market.frame(0, sequence).tick(0, market.nowNs, PRICE + sequence);
            assertEquals(Refusal.OLDER_TICK, market.run().ticks.refusal[0], "sequence " + sequence);
            assertLive(market.order(), PRICE);
        }
        market.frame(0, 8).tick(0, market.nowNs, PRICE + 8);
        assertEquals(Refusal.NONE, market.run().ticks.refusal[0]);
        assertLive(market.last(), PRICE + 8);
    }

    @Test
    void contractC_shouldRefuseAnEarlierSignedTimeAfterALaterOne()
    {
        final Market market = alone();
        market.frame(0).timed(market.nowNs).tick(0, market.nowNs, PRICE);
        market.run();
        final long signedNs = market.nowNs;
        market.passMs(10);
        for (int i = 1; i <= 5; i++)
        {
            market.frame(0).timed(signedNs - i).tick(0, market.nowNs, PRICE * 2);
            assertEquals(Refusal.OLDER_TICK, market.run().ticks.refusal[0], i + " ns earlier");
            assertLive(market.order(), PRICE);
        }
        market.frame(0).timed(signedNs + 1).tick(0, market.nowNs, PRICE + 1);
        assertEquals(Refusal.NONE, market.run().ticks.refusal[0]);
        assertLive(market.last(), PRICE + 1);
    }

    @Test
    void contractC_shouldRefuseAnEarlierSessionWhateverItsSequence()
    {
        final Market market = alone();
        market.frame(0).counted(5, 1).tick(0, market.nowNs, PRICE);
        market.run();
        market.passMs(10);
        market.frame(0).counted(4, 900).tick(0, market.nowNs, PRICE * 2);
        assertEquals(Refusal.OLDER_TICK, market.run().ticks.refusal[0]);
        assertLive(market.order(), PRICE);
    }

    @Test
    void contractC_shouldRefuseAnEarlierSessionAlsoWhereItsInstrumentIsNew()
    {
        final Market market = new Plan().instrument(Plan.MAIN)
            .instrument("COIN1-USD", settings -> settings.quorum(new QuorumPolicy(1, 1, 0, 10_000, FLOOR, 0)))
            .independent(1).open();
        market.frame(0).counted(5, 1).tick(0, market.nowNs, PRICE);
        market.run();
        market.frame(0).counted(4, 900).tick(1, market.nowNs, PRICE);
        assertEquals(Refusal.OLDER_TICK, market.run().ticks.refusal[0], "the session is over");
        assertEquals(0, market.orderOf(1).price);
    }
}
