// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BreakersContractTest
{
    private static final long PRICE = 1_000_000;
    private static final long HEAL = 10 * SECOND;
    private static final BreakerPolicy POLICY = new BreakerPolicy(300, 8, 10, 10, 200, 60, 100, 8_000, HEAL);

    private final StageCounters counters = new StageCounters();
    private final Evaluation price = new Evaluation();
    private Breakers breakers = breakers(POLICY);
    private long now = START;
    private long liveNs = START;
    private int volatility;

    private Breakers breakers(final BreakerPolicy policy)
    {
        return new Breakers(new SampleOracle().independent(3).fence(new FencePolicy(30, 5, 5, 100))
            .market(SampleOracle.STILL_MARKET.with(policy)).build(), counters);
    }

    private Refusal judge(final boolean isMoving)
    {
        final Refusal why =
            breakers.judge(price, price.tierSpreadBps >= 0, now - liveNs, volatility, now, isMoving);
        if (isMoving && why == Refusal.NONE)
        {
            breakers.follow(0, price.price, now);
            liveNs = now;
        }
        return why;
    }

    private Refusal judge(final long at)
    {
        price.price = at;
        price.rangeLow = at;
        price.rangeHigh = at;
        return judge(true);
    }

    /** Sets a figure of the record in the face of which one breaker stands. */
    private void figure(final int bit, final int bps)
    {
        price.price = PRICE;
        price.rangeLow = PRICE;
        price.rangeHigh = PRICE + (bit == Breakers.RANGE ? bps * PRICE / 10_000 : 0);
        price.dispersionBps = bit == Breakers.DISPERSION ? bps : 0;
        price.tierSpreadBps = bit == Breakers.SPREAD ? bps : 0;
    }

    private void assertFigureBreaker(final int bit, final int limitBps, final Refusal refusal)
    {
        figure(bit, limitBps);
        assertEquals(Refusal.NONE, judge(true), "the limit is inside");
        figure(bit, limitBps + 1);
        assertEquals(refusal, judge(true));
        assertEquals(bit, breakers.standing(0));
        assertEquals(PRICE, price.price, "never clamped");
        final int exitBps = limitBps * 8 / 10;
        now += HEAL;
        figure(bit, exitBps + 1);
        assertEquals(refusal, judge(true), "inside the limit is not calm");
        now += HEAL;
        figure(bit, exitBps);
        assertEquals(refusal, judge(true), "calm begins now");
        now += HEAL - 1;
        assertEquals(refusal, judge(true));
        figure(bit, exitBps + 1);
        assertEquals(refusal, judge(true), "calm begins anew");
        figure(bit, exitBps);
        assertEquals(refusal, judge(true));
        now += HEAL - 1;
        assertEquals(refusal, judge(true));
        breakers.interrupt(0);
        now++;
        assertEquals(refusal, judge(true), "quorum was lost meanwhile");
        now += HEAL;
        assertEquals(Refusal.NONE, judge(false), "what a market event would find");
        assertEquals(bit, breakers.standing(0), "which a command does not bring about");
        assertEquals(Refusal.NONE, judge(true));
        assertEquals(0, breakers.standing(0));
        assertEquals(1, counters.count(Metric.BREAKERS_TRIPPED));
        assertEquals(1, counters.count(Metric.BREAKERS_HEALED));
    }

    @Test
    void contractK_shouldTripOnAWideRangeAndHealAfterItsDwell()
    {
        assertFigureBreaker(Breakers.RANGE, 100, Refusal.WIDE_RANGE);
    }

    @Test
    void contractK_shouldTripOnDispersionAndHealAfterItsDwell()
    {
        assertFigureBreaker(Breakers.DISPERSION, 60, Refusal.BREAKER_DISPERSION);
    }

    @Test
    void contractK_shouldTripWherePrimaryAndSecondaryPartAndHealAfterItsDwell()
    {
        assertFigureBreaker(Breakers.SPREAD, 100, Refusal.BREAKER_SPREAD);
    }

    @Test
    void contractK_shouldHealTheTierSpreadAlsoOnceOneSideHasBeenGoneForTheDwell()
    {
        figure(Breakers.SPREAD, 101);
        judge(true);
        figure(Breakers.SPREAD, 0);
        judge(true);
        figure(Breakers.SPREAD, 101);
        judge(true);
        price.tierSpreadBps = -1;
        assertEquals(Refusal.BREAKER_SPREAD, judge(true), "calm begins when one is gone");
        now += HEAL - 1;
        assertEquals(Refusal.BREAKER_SPREAD, judge(true));
        now++;
        assertEquals(Refusal.NONE, judge(true));
    }

    @Test
    void contractK_shouldNameTheFirstOfSeveral()
    {
        judge(PRICE);
        figure(Breakers.RANGE, 101);
        price.dispersionBps = 61;
        price.tierSpreadBps = 101;
        assertEquals(Refusal.BREAKER_DISPERSION, judge(true));
        assertEquals(Breakers.RANGE | Breakers.DISPERSION | Breakers.SPREAD, breakers.standing(0));
        price.dispersionBps = 0;
        judge(true);
        now += HEAL;
        assertEquals(Refusal.BREAKER_SPREAD, judge(true));
        price.tierSpreadBps = 0;
        judge(true);
        now += HEAL;
        assertEquals(Refusal.WIDE_RANGE, judge(true), "only where nothing else stands");
    }

    @Test
    void contractK_shouldKeepNothingOfWhatACommandFinds()
    {
        judge(PRICE);
        figure(Breakers.DISPERSION, 61);
        assertEquals(Refusal.BREAKER_DISPERSION, judge(false));
        price.dispersionBps = 0;
        price.price = 2 * PRICE;
        price.rangeLow = price.price;
        price.rangeHigh = price.price;
        assertEquals(Refusal.BREAKER_JUMP, judge(false));
        assertEquals(0, breakers.standing(0));
        assertEquals(0, breakers.candidate(0));
        assertEquals(PRICE, breakers.anchor(0));
        assertEquals(0, counters.count(Metric.BREAKERS_TRIPPED));
    }

    @Test
    void contractK_shouldRefuseAJumpUntilThePriceHasStoodThere()
    {
        assertEquals(Refusal.NONE, judge(PRICE), "the first price has nothing to jump from");
        assertEquals(Refusal.NONE, judge(PRICE + 30_000), "the limit is inside");
        final long there = PRICE + 30_001;
        assertEquals(Refusal.BREAKER_JUMP, judge(there));
        assertEquals(there, breakers.candidate(0));
        now += HEAL - 1;
        assertEquals(Refusal.BREAKER_JUMP, judge(there));
        assertEquals(PRICE, breakers.anchor(0), "a refused price moves no anchor");
        now++;
        final long about = there + 15_000;
        assertEquals(Refusal.NONE, judge(about), "within half the limit of where it tripped");
        assertEquals(about, breakers.anchor(0));
        assertEquals(0, breakers.candidate(0));
    }

    @Test
    void contractK_shouldBeginAnewWhereThePriceLeavesItsCandidate()
    {
        judge(PRICE);
        judge(2 * PRICE);
        now += HEAL;
        assertEquals(Refusal.BREAKER_JUMP, judge(2 * PRICE + 30_001));
        assertEquals(2 * PRICE + 30_001, breakers.candidate(0));
        now += HEAL - 1;
        assertEquals(Refusal.BREAKER_JUMP, judge(PRICE), "a return is a new candidate too");
        now += HEAL;
        assertEquals(Refusal.NONE, judge(PRICE));
    }

    @Test
    void contractK_shouldBeginAnewWhereQuorumWasLost()
    {
        judge(PRICE);
        judge(2 * PRICE);
        breakers.interrupt(0);
        assertEquals(0, breakers.candidate(0));
        now += HEAL;
        assertEquals(Refusal.BREAKER_JUMP, judge(2 * PRICE));
        assertEquals(2 * PRICE, breakers.candidate(0));
        now += HEAL;
        assertEquals(Refusal.NONE, judge(2 * PRICE));
    }

    @Test
    void contractK_shouldCatchWhoeverStepsUnderTheThreshold()
    {
        // 2.9 % a tick, ten ticks a second: each step alone is below the limit.
        judge(PRICE);
        long walked = PRICE;
        int steps = 0;
        while (judge(walked) == Refusal.NONE)
        {
            now += SECOND / 10;
            walked += walked * 29 / 1_000;
            steps++;
            assertTrue(steps < 10, "walked to " + walked);
        }
        // 10 bps a second for as long as it lasted.
        assertTrue(breakers.anchor(0) <= PRICE + PRICE / 1_000, "anchor at " + breakers.anchor(0));
    }

    @Test
    void contractK_shouldLetNoSeriesOfLivePricesHurryTheAnchor()
    {
        for (long seed = 1; seed <= 20; seed++)
        {
            final Random random = new Random(seed);
            breakers = breakers(POLICY);
            now = START;
            judge(PRICE);
            while (now < START + 60 * SECOND)
            {
                now += 1 + random.nextInt(400_000_000);
                assertEquals(Refusal.NONE, judge(breakers.anchor(0) + 1 + random.nextInt(30_000)), "seed " + seed);
            }
            // 10 bps a second for a minute, compounded
            assertTrue(breakers.anchor(0) <= PRICE * 1_063 / 1_000, "seed " + seed + ": " + breakers.anchor(0));
            assertTrue(breakers.anchor(0) >= PRICE * 1_030 / 1_000, "seed " + seed + ": " + breakers.anchor(0));
        }
    }

    @Test
    void contractK_shouldGrowWithSilenceUpToItsCap()
    {
        // 300 bps, and 10 bps for each second of silence, at most 200.
        for (final int[] each : new int[][] {{0, 300}, {1, 310}, {7, 370}, {20, 500}, {21, 500}, {86_400, 500}})
        {
            breakers = breakers(POLICY);
            now = START;
            judge(PRICE);
            now += each[0] * SECOND;
            final long limit = PRICE + each[1] * PRICE / 10_000;
            price.price = limit;
            price.rangeLow = limit;
            price.rangeHigh = limit;
            assertEquals(Refusal.NONE, judge(false), each[0] + " s");
            price.price = limit + 1;
            price.rangeHigh = limit + 1;
            assertEquals(Refusal.BREAKER_JUMP, judge(false), each[0] + " s");
        }
    }

    @Test
    void contractK_shouldWidenWithVolatility()
    {
        judge(PRICE);
        volatility = 2_500;
        // 8 · 25 bps · √4
        now += 4 * SECOND;
        assertEquals(Refusal.NONE, judge(PRICE + 40_000 + 4_000));
        breakers = breakers(POLICY);
        judge(PRICE);
        now += 4 * SECOND;
        assertEquals(Refusal.BREAKER_JUMP, judge(PRICE + 40_000 + 4_001));
    }

    @Test
    void contractK_shouldWidenToTwiceTheLimitAndNoFurther()
    {
        judge(PRICE);
        volatility = 1_000_000;
        now += 4 * SECOND;
        final long most = PRICE / 10_000 * 2 * POLICY.jumpBps();
        assertEquals(Refusal.NONE, judge(PRICE + most + 4_000));
        breakers = breakers(POLICY);
        judge(PRICE);
        now += 4 * SECOND;
        assertEquals(Refusal.BREAKER_JUMP, judge(PRICE + most + 4_001));
    }

    @Test
    void contractK_shouldStepTheAnchorNoSoonerAndNoFurtherThanItMay()
    {
        judge(PRICE);
        now += SECOND / 10 - 1;
        judge(PRICE + 10_000);
        assertEquals(PRICE, breakers.anchor(0));
        now++;
        judge(PRICE + 10_000);
        assertEquals(PRICE + 100, breakers.anchor(0), "1 bps in 100 ms");
        now += SECOND;
        judge(PRICE + 50);
        assertEquals(PRICE + 50, breakers.anchor(0), "not beyond the price");
        breakers = breakers(new BreakerPolicy(300, 8, 1, 10, 200, 60, 100, 8_000, HEAL));
        judge(PRICE);
        now += 3_600 * SECOND;
        judge(PRICE + 30_000);
        assertEquals(PRICE + 6_000, breakers.anchor(0), "1 bps a second for 60 s at most");
    }

    @Test
    void shouldLetAnAnchorOfFewDigitsFollow()
    {
        judge(1_000);
        for (int i = 0; i < 100; i++)
        {
            now += SECOND / 10;
            judge(1_010);
        }
        assertTrue(breakers.anchor(0) > 1_008, "anchor at " + breakers.anchor(0));
    }

    @Test
    void shouldBearTheLargestPrices()
    {
        breakers = breakers(new BreakerPolicy(10_000, 100, 10_000, 1_000, 5_000, 60, 100, 8_000, HEAL));
        judge(Long.MAX_VALUE / 2);
        now += 70 * SECOND;
        assertEquals(Refusal.NONE, judge(Long.MAX_VALUE - 1));
        assertEquals(Long.MAX_VALUE - 1, breakers.anchor(0));
        now += SECOND;
        assertEquals(Refusal.NONE, judge(1), "within 100 %");
        now += 70 * SECOND;
        judge(1);
        assertEquals(1, breakers.anchor(0));
        assertEquals(Refusal.BREAKER_JUMP, judge(Long.MAX_VALUE - 1));
    }
}
