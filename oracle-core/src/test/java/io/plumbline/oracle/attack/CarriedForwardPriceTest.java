// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuorumPolicy;
import org.junit.jupiter.api.Test;

/**
 * A service carries its last price forward under the time of each new envelope. Here freshness follows the time of
 * observation: the price ages under whatever envelope brings it.
 */
final class CarriedForwardPriceTest
{
    private static final long PRICE = 6_000_000_000_000L;

    @Test
    void contractB_shouldAgeByObservationUnderEverNewEnvelopes()
    {
        final Market market = Plan.of(3).open();
        final long observedNs = market.nowNs;
        market.sayAll(PRICE);
        for (int i = 1; i <= 10; i++)
        {
            market.passMs(500);
            market.say(1, PRICE + i);
            market.say(2, PRICE + i);
            assertEquals(Refusal.NONE, market.sayObserved(0, 0, observedNs, PRICE), "500 ms times " + i);
            assertEquals(Refusal.NONE, market.last().refusal);
            assertEquals(observedNs, market.last().asOfNs, "as old as the price carried forward");
            assertEquals(observedNs + 5 * SECOND + 1, market.last().validUntilNs);
        }
        market.passMs(500);
        market.say(1, PRICE);
        market.say(2, PRICE);
        assertEquals(Refusal.STALE_TICK, market.sayObserved(0, 0, observedNs, PRICE), "5.5 s old, signed now");
        assertRefused(market.order(), Refusal.NO_QUORUM);
    }

    @Test
    void contractB_shouldAgeByTheEarliestOfObservationSignatureAndReceipt()
    {
        for (int late = 0; late < 3; late++)
        {
            final Market market = new Plan().instrument(Plan.MAIN,
                settings -> settings.quorum(new QuorumPolicy(1, 1, 0, 10_000, FLOOR, 0))).independent(1).open();
            final long aheadNs = market.nowNs + 2 * SECOND;
            market.frame(0).signedAt(late == 1 ? market.nowNs : aheadNs)
                .tick(0, late == 0 ? market.nowNs : aheadNs, PRICE);
            assertEquals(Refusal.NONE, market.run().ticks.refusal[0]);
            assertEquals(market.nowNs, market.last().asOfNs, "a time ahead of receipt makes nothing younger");
        }
    }
}
