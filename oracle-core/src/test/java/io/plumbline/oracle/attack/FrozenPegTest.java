// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import org.junit.jupiter.api.Test;

/**
 * A rule against frozen values throws out every source of a peg or of a closed market, whose price does stand
 * still. Here {@code frozenAfterNs} of 0 exempts an instrument, and it alone.
 */
final class FrozenPegTest
{
    private static final long DOLLAR = 100_000_000;

    private static Market market()
    {
        return new Plan().instrument("USDC-USD", settings -> settings.freshness(Plan.frozenAfter(0)))
            .instrument("COIN1-USD", settings -> settings.freshness(Plan.frozenAfter(60 * SECOND)))
            .independent(3).open();
    }

    @Test
    void contractB_shouldLeaveAPegInForAnHourAndNoOtherForMoreThanAMinute()
    {
        final Market market = market();
        for (int second = 0; second <= 3_600; second++)
        {
            for (int source = 0; source < 3; source++)
            {
                market.frame(source).tick(0, market.nowNs, DOLLAR).tick(1, market.nowNs, DOLLAR);
                market.run();
            }
            assertEquals(Refusal.NONE, market.last(0).refusal, "second " + second);
            assertEquals(DOLLAR, market.last(0).price);
            if (second <= 60)
            {
                assertEquals(Refusal.NONE, market.last(1).refusal, "second " + second);
            }
            else if (second >= 65)
            {
                assertRefused(market.last(1), Refusal.NO_QUORUM);
            }
            market.passMs(1_000);
        }
        assertEquals(10_000, market.trustOf(0), "standing still is a peg's health");
    }
}
