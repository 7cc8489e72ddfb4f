// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.MS;
import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A breaker that clamps to a bound goes on selling at the bound while the market is elsewhere. Here a breaker
 * refuses money: what is shown is the last good price or the one found, never a figure made of both, and it heals
 * by itself.
 */
final class BreakerRefusesTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final long BOUND = PRICE * 3 / 100;

    private static Market market(final int maxRangeBps, final int dispersionBps)
    {
        return new Plan().instrument(Plan.MAIN, settings -> settings.fence(Plan.rangeUpTo(maxRangeBps))
                .market(SampleOracle.STILL_MARKET.with(
                    new BreakerPolicy(300, 0, 10, 0, 0, dispersionBps, 100, 8_000, 10 * SECOND))))
            .independent(5).policy(QuotePolicy.standard("plain").withLimits(75, 0, 50, 0)).open();
    }

    private static Market opened()
    {
        return opened(100, 60);
    }

    private static Market opened(final int maxRangeBps, final int dispersionBps)
    {
        final Market market = market(maxRangeBps, dispersionBps);
        market.sayAll(PRICE);
        assertLive(market.clock(), PRICE);
        assertEquals(Answer.QUOTED, market.till.quote(0, 10_000));
        market.passMs(100);
        return market;
    }

    @ParameterizedTest
    @ValueSource(longs = {-50, -10, -5, 5, 10, 50})
    void contractK_shouldRefuseAJumpAndShowNoBound(final long percent)
    {
        final Market market = opened();
        market.passMs(5_000);
        final byte[] earlier = market.till.lastQuote();
        final long jumped = PRICE + PRICE / 100 * percent;
        market.sayAll(jumped);
        assertRefused(market.clock(), Refusal.BREAKER_JUMP);
        assertEquals(Tier.LAST_GOOD, market.last().tier);
        assertEquals(PRICE, market.last().price, "the last good one");
        assertNotEquals(PRICE + (percent < 0 ? -BOUND : BOUND), market.last().price);
        assertEquals(Refusal.BREAKER_JUMP, market.till.quote(0, 10_000));
        assertNotEquals(Answer.AUTHORIZED, market.till.authorize("p", earlier));
        for (int i = 1; i < 100; i++)
        {
            market.passMs(100);
            market.sayAll(jumped + i % 3);
            assertRefused(market.clock(), Refusal.BREAKER_JUMP);
        }
        market.passMs(100);
        market.sayAll(jumped);
        market.clock();
        assertLive(market.last(), jumped);
        assertEquals(Answer.QUOTED, market.till.quote(0, 10_000), "ten seconds at full quorum: it is the market");
    }

    @Test
    void contractK_shouldNotHealWhileThePriceRunsOn()
    {
        final Market market = opened(1_000, 10_000);
        market.passMs(5_000);
        long price = PRICE * 110 / 100;
        for (int i = 0; i < 300; i++)
        {
            market.sayAll(price);
            assertRefused(market.clock(), Refusal.BREAKER_JUMP);
            market.passMs(100);
            price += i % 20 == 19 ? price / 50 : 0;
        }
    }

    @Test
    void contractK_shouldRefuseWhileTheSourcesDisagreeAndForTenSecondsAfter()
    {
        final Market market = opened();
        final long apart = PRICE * 35 / 10_000;
        market.sayEach(PRICE - apart, PRICE - apart, PRICE, PRICE + apart, PRICE + apart);
        assertRefused(market.clock(), Refusal.BREAKER_DISPERSION);
        assertEquals(Refusal.BREAKER_DISPERSION, market.till.quote(0, 10_000));
        final long calmNs = market.nowNs + 100 * MS;
        do
        {
            market.passMs(100);
            market.sayAll(PRICE);
            market.clock();
            assertEquals(market.nowNs - calmNs >= 10 * SECOND, market.last().tier.isLive());
        }
        while (market.nowNs < calmNs + 12 * SECOND);
        assertLive(market.last(), PRICE);
    }

    @Test
    void contractK_shouldRefuseARangeTooWideForMoney()
    {
        final Market market = opened(40, 60);
        final long far = PRICE * 25 / 10_000;
        // dispersion is narrow, one contributor stands at either end
        market.sayEach(PRICE - far, PRICE - PRICE / 1_000, PRICE, PRICE + PRICE / 1_000, PRICE + far);
        assertRefused(market.clock(), Refusal.WIDE_RANGE);
        assertEquals(PRICE, market.last().price, "the median, neither end");
        assertEquals(PRICE - far, market.last().rangeLow);
        assertEquals(PRICE + far, market.last().rangeHigh);
        assertEquals(Refusal.WIDE_RANGE, market.till.quote(0, 10_000));
    }

    @Test
    void contractK_shouldRefuseWhileIndependentPricesContradictOneAnother()
    {
        final Market market = new Plan().instrument(Plan.MAIN, settings -> settings
                .fallback(new FallbackPolicy(List.of("COIN0-TWO"), List.of())).market(SampleOracle.STILL_MARKET
                .with(new BreakerPolicy(10_000, 0, 10, 0, 0, 10_000, 100, 8_000, 10 * SECOND))))
            .instrument("COIN0-TWO", settings -> settings.asset("test:" + Plan.MAIN, 8))
            .independent(3, Plan.MAIN).independent(3, "COIN0-TWO")
            .policy(QuotePolicy.standard("plain").withLimits(75, 0, 50, 0)).open();
        final long other = PRICE + PRICE / 50;
        for (int i = 0; i < 400; i++)
        {
            for (int source = 0; source < 6; source++)
            {
                // after ten seconds the two part by 200 bps, after twenty they agree again
                market.sayOf(source, source / 3, source < 3 || i < 100 || i >= 200 ? PRICE : other);
            }
            market.clock();
            if (i < 100 || i >= 300)
            {
                assertLive(market.last(), PRICE);
            }
            else
            {
                assertRefused(market.last(), Refusal.BREAKER_SPREAD);
                assertEquals(PRICE, market.last().price, "neither the other's nor one between");
                assertEquals(Refusal.BREAKER_SPREAD, market.till.quote(0, 10_000));
            }
            market.passMs(100);
        }
    }
}
