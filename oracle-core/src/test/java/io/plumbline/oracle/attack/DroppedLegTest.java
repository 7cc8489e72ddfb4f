// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A wrapped coin was priced at 1.12 dollars because the leg from coin to dollar was dropped. Here a derived price
 * needs each of its legs at full quorum; and where a bare ratio comes in by another door, the anchor refuses it.
 */
final class DroppedLegTest
{
    private static final long RATIO = 112_000_000;
    private static final long COIN = 200_000_000_000L;
    private static final long WRAPPED = 224_000_000_000L;

    /** 0 wrapped to coin, 1 coin to dollar, 2 wrapped to dollar by both, 3 wrapped to dollar as others have it. */
    private static Market market()
    {
        final MarketPolicy watched = SampleOracle.STILL_MARKET.with(BreakerPolicy.DEFAULT);
        return new Plan().instrument("WRAP-COIN").instrument("COIN-USD")
            .instrument("WRAP-USD", settings -> settings.leg(LegConfig.times("WRAP-COIN"))
                .leg(LegConfig.times("COIN-USD")).market(watched)
                .fallback(new FallbackPolicy(List.of("WRAP-TWO"), List.of())))
            .instrument("WRAP-TWO", settings -> settings.asset("test:WRAP-USD", 8))
            .independent(3, "WRAP-COIN").independent(4, "COIN-USD").independent(3, "WRAP-TWO")
            .policy(QuotePolicy.standard("plain").withLimits(75, 0, 50, 0)).open();
    }

    private static void ratio(final Market market)
    {
        for (int source = 0; source < 3; source++)
        {
            market.sayOf(source, 0, RATIO);
        }
    }

    private static void coin(final Market market, final int fromSource)
    {
        for (int source = fromSource; source < 7; source++)
        {
            market.sayOf(source, 1, COIN);
        }
    }

    @Test
    void contractL_shouldHaveNoPriceWithoutEveryLeg()
    {
        final Market market = market();
        ratio(market);
        market.clock();
        assertRefused(market.last(2), Refusal.MISSING_LEG);
        assertEquals(0, market.last(2).price, "1.12 is a ratio, not a price");
        coin(market, 5);
        market.clock();
        assertRefused(market.last(2), Refusal.MISSING_LEG);
        assertEquals(0, market.last(2).price, "two sources are no quorum of the leg");
        assertEquals(Refusal.MISSING_LEG, market.till.quote(2, 10_000));
        coin(market, 3);
        market.clock();
        assertLive(market.last(2), WRAPPED);
        assertEquals(Answer.QUOTED, market.till.quote(2, 10_000));
    }

    @Test
    void contractL_shouldLoseThePriceWithTheLegThatFallsSilent()
    {
        final Market market = market();
        ratio(market);
        coin(market, 3);
        final long coinNs = market.nowNs;
        for (int i = 0; i < 5; i++)
        {
            market.passMs(1_000);
            ratio(market);
            market.clock();
            assertLive(market.last(2), WRAPPED);
            assertEquals(coinNs, market.last(2).asOfNs, "as old as its oldest leg");
            assertEquals(coinNs + 5 * SECOND + 1, market.last(2).validUntilNs);
        }
        market.passMs(1_000);
        ratio(market);
        market.clock();
        assertRefused(market.last(2), Refusal.MISSING_LEG);
        assertEquals(WRAPPED, market.last(2).price, "the last good one, to look at");
        assertEquals(Refusal.MISSING_LEG, market.till.quote(2, 10_000));
    }

    @Test
    void contractK_shouldCatchABareRatioThatComesAsASecondary()
    {
        final Market market = market();
        ratio(market);
        coin(market, 3);
        market.clock();
        assertLive(market.last(2), WRAPPED);
        market.passMs(6_000);
        for (int source = 7; source < 10; source++)
        {
            market.sayOf(source, 3, RATIO);
        }
        market.clock();
        assertLive(market.last(3), RATIO);
        assertRefused(market.last(2), Refusal.BREAKER_JUMP);
        assertNotEquals(RATIO, market.last(2).price);
        assertEquals(Refusal.BREAKER_JUMP, market.till.quote(2, 10_000));
    }

    @Test
    void contractL_shouldStandOnASecondaryThatIsNearTheAnchor()
    {
        final Market market = market();
        ratio(market);
        coin(market, 3);
        market.clock();
        market.passMs(6_000);
        for (int source = 7; source < 10; source++)
        {
            market.sayOf(source, 3, WRAPPED + WRAPPED / 1_000);
        }
        market.clock();
        assertEquals(Tier.SECONDARY, market.last(2).tier);
        assertEquals(Refusal.MISSING_LEG, market.last(2).primaryRefusal);
        assertEquals(WRAPPED + WRAPPED / 1_000, market.last(2).price);
    }
}
