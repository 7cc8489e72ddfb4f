// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import org.junit.jupiter.api.Test;

/**
 * Defaults of one source, or of one per cent, make an oracle of whoever speaks first. Here an instrument about
 * which the operator says nothing needs three independent lineages, for a second, before it is priced.
 */
final class DefaultQuorumTest
{
    private static final long PRICE = 6_000_000_000_000L;

    private static Plan plan()
    {
        return new Plan().instrument(Plan.MAIN, settings -> settings.quorum(QuorumPolicy.DEFAULT));
    }

    @Test
    void contractF_shouldNeedThreeLineagesUnlessToldOtherwise()
    {
        final InstrumentConfig plain = InstrumentConfig.named("A").asset("a", 8).currency("USD", 2).build();
        assertEquals(3, plain.quorum().minLineages());
        final Market market = plan().independent(3).open();
        market.say(0, PRICE);
        assertRefused(market.last(), Refusal.NO_QUORUM);
        market.say(1, PRICE);
        assertRefused(market.last(), Refusal.NO_QUORUM);
        market.say(2, PRICE);
        assertRefused(market.last(), Refusal.PROBATION);
        market.passMs(999);
        assertRefused(market.clock(), Refusal.PROBATION);
        market.passMs(1);
        assertLive(market.clock(), PRICE);
        assertEquals(3, market.last().lineages);
    }

    @Test
    void contractF_shouldNotCountManySourcesOfTwoLineagesAsThree()
    {
        final Plan plan = plan();
        for (int i = 0; i < 10; i++)
        {
            plan.source(i % 2 == 0 ? "even" : "odd", 100);
        }
        final Market market = plan.open();
        for (int i = 0; i < 20; i++)
        {
            market.passMs(200);
            market.sayAll(PRICE + i);
            assertRefused(market.clock(), Refusal.LINEAGE_CAP);
            assertEquals(0, market.last().price);
        }
    }

    @Test
    void contractF_shouldCountLineagesAlsoWhereTheCapWouldLetTwoCarryThePrice()
    {
        final Plan plan = new Plan().instrument(Plan.MAIN,
            settings -> settings.quorum(new QuorumPolicy(3, 3, 100, 6_000, FLOOR, 0)));
        for (int i = 0; i < 10; i++)
        {
            plan.source(i % 2 == 0 ? "even" : "odd", 100);
        }
        final Market market = plan.source("third", 1).open();
        for (int source = 0; source < 10; source++)
        {
            market.say(source, PRICE);
        }
        assertRefused(market.order(), Refusal.NO_QUORUM);
        assertEquals(0, market.order().price);
        market.say(10, PRICE);
        assertLive(market.order(), PRICE);
    }
}
