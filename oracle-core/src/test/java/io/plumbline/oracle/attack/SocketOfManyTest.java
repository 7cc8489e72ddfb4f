// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Evaluation;
import org.junit.jupiter.api.Test;

/**
 * Many sockets, signers or mirrors of one provider look like many sources. Here they are one lineage: one voice of
 * capped weight, and one towards quorum.
 */
final class SocketOfManyTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final int SWARM = 24;

    private static Market market(final int independent)
    {
        final Plan plan = new Plan().instrument(Plan.MAIN).independent(independent);
        for (int i = 0; i < SWARM; i++)
        {
            plan.source("swarm", 100);
        }
        return plan.open();
    }

    @Test
    void contractF_shouldNotFollowTwentyFourVoicesOfOneLineage()
    {
        final Market market = market(3);
        market.sayEach(PRICE, PRICE + 1, PRICE + 2);
        for (int round = 0; round < 20; round++)
        {
            market.passMs(100);
            for (int i = 0; i < SWARM; i++)
            {
                market.say(3 + i, PRICE * 2 + i + round);
                final Evaluation record = market.order();
                assertTrue(PRICE <= record.price && record.price <= PRICE + 2, "round " + round);
            }
            market.sayEach(PRICE, PRICE + 1, PRICE + 2);
            for (int honest = 0; honest < 3; honest++)
            {
                assertTrue(market.trustOf(honest) >= FLOOR, "voted out by one voice");
            }
        }
        assertLive(market.order(), PRICE + 1);
        assertEquals(3, market.order().lineages);
    }

    @Test
    void contractF_shouldBeNoQuorumByThemselvesOrWithOneMore()
    {
        for (int independent = 0; independent < 2; independent++)
        {
            final Market market = market(independent);
            market.sayAll(PRICE);
            assertRefused(market.order(), Refusal.LINEAGE_CAP);
            assertEquals(0, market.order().price);
        }
    }

    @Test
    void contractF_shouldLeaveNoPriceRatherThanTheirsWhereTwoOthersAreLeft()
    {
        final Market market = market(2);
        market.sayEach(PRICE, PRICE);
        for (int i = 0; i < SWARM; i++)
        {
            market.say(2 + i, PRICE * 2);
        }
        assertRefused(market.order(), Refusal.NO_QUORUM);
        assertEquals(0, market.order().price, "never theirs");
    }
}
