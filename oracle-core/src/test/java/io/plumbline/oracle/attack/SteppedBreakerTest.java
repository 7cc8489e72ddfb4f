// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static io.plumbline.oracle.attack.Market.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A breaker that compares with the previous price is walked anywhere by steps under its threshold. Here the anchor
 * follows at its own slow pace, so that the way counts and not the step, whatever the sources agree on.
 */
final class SteppedBreakerTest
{
    private static final long PRICE = 6_000_000_000_000L;

    /** The default but for the dispersion that a step makes while it goes through the sources. */
    private static final BreakerPolicy JUMP_ALONE =
        new BreakerPolicy(300, 8, 10, 10, 300, 10_000, 10_000, 8_000, 10 * SECOND);

    private static Market market(final BreakerPolicy breakers, final VolatilityPolicy volatility)
    {
        return new Plan().instrument(Plan.MAIN, settings -> settings.fence(Plan.rangeUpTo(1_000))
            .market(SampleOracle.STILL_MARKET.with(breakers).with(volatility))).independent(4).open();
    }

    /** Every source walks so many bps each so often; returns after how many milliseconds the breaker stood. */
    private static long walk(final Market market, final int stepBps, final long everyMs, final long forMs)
    {
        long price = PRICE;
        market.sayAll(price);
        for (long ms = everyMs; ms <= forMs; ms += everyMs)
        {
            market.passMs(everyMs);
            price += price * stepBps / 10_000;
            market.sayAll(price);
            if (market.clock().refusal == Refusal.BREAKER_JUMP)
            {
                return ms;
            }
            assertLive(market.last(), price);
        }
        return Long.MAX_VALUE;
    }

    @ParameterizedTest
    @CsvSource({"1,10", "5,50", "10,100", "50,200", "100,500", "250,1000", "299,1000",
        "-1,10", "-50,200", "-250,1000"})
    void contractK_shouldStandBeforeThreeHundredBpsAreWalked(final int stepBps, final long everyMs)
    {
        final Market market = market(new BreakerPolicy(300, 0, 10, 0, 0, 10_000, 10_000, 8_000, 10 * SECOND),
            new VolatilityPolicy(SECOND, 0));
        final long ms = walk(market, stepBps, everyMs, 60_000);
        final long walked = Math.abs(stepBps) * (ms / everyMs);
        // 300 bps from an anchor that has followed by 10 bps a second, and the last step
        final long most = 300 + 10 * ms / 1_000 + Math.abs(stepBps) + 10;
        assertTrue(walked <= most, walked + " bps in " + ms + " ms");
        assertTrue(walked > 250, walked + " bps in " + ms + " ms: the breaker stood too soon");
    }

    @ParameterizedTest
    @CsvSource({"20,1000", "30,1000", "50,200", "5,100", "100,1000"})
    void contractK_shouldStandWithinAMinuteByItsDefaultsThoughWalkingLooksLikeVolatility(
        final int stepBps, final long everyMs)
    {
        final long ms = walk(market(JUMP_ALONE, VolatilityPolicy.DEFAULT), stepBps, everyMs, 120_000);
        assertTrue(ms <= 60_000, stepBps + " bps each " + everyMs + " ms: " + ms + " ms");
    }

    @Test
    void contractK_shouldLetThroughWhatIsNoFasterThanTheAnchor()
    {
        final Market market = market(BreakerPolicy.DEFAULT, VolatilityPolicy.DEFAULT);
        assertEquals(Long.MAX_VALUE, walk(market, 5, 1_000, 120_000), "5 bps a second is a market");
    }

    @Test
    void contractK_shouldNotBeWalkedByTicksWithinTheSameTenthOfASecond()
    {
        final Market market = market(new BreakerPolicy(300, 0, 10_000, 0, 0, 10_000, 10_000, 8_000, 10 * SECOND),
            new VolatilityPolicy(SECOND, 0));
        long price = PRICE;
        market.sayAll(price);
        for (int i = 0; i < 90; i++)
        {
            market.passMs(1);
            price += price / 1_000;
            market.sayAll(price);
        }
        assertRefused(market.clock(), Refusal.BREAKER_JUMP);
    }

    @Test
    void contractK_shouldGrowWithSilenceToItsCapAndNotBeyond()
    {
        for (final long seconds : new long[]{30, 300, 3_000})
        {
            final Market market = market(new BreakerPolicy(300, 0, 10, 10, 300, 10_000, 10_000, 8_000, 10 * SECOND),
                new VolatilityPolicy(SECOND, 0));
            market.sayAll(PRICE);
            market.passMs(seconds * 1_000);
            market.sayAll(PRICE + PRICE * 599 / 10_000);
            assertEquals(Refusal.NONE, market.last().refusal, seconds + " s: 300 and 300 for silence");
            final Market other = market(new BreakerPolicy(300, 0, 10, 10, 300, 10_000, 10_000, 8_000, 10 * SECOND),
                new VolatilityPolicy(SECOND, 0));
            other.sayAll(PRICE);
            other.passMs(seconds * 1_000);
            other.sayAll(PRICE + PRICE * 601 / 10_000);
            assertRefused(other.last(), Refusal.BREAKER_JUMP);
        }
    }
}
