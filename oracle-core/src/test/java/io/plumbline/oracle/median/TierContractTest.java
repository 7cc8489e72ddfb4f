// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TierContractTest
{
    private static final long PRICE = 1_000_000;
    private static final long DWELL = 3 * SECOND;
    private static final long MAX_AGE = FreshnessPolicy.DEFAULT.maxAgeNs();
    private static final long HARD_AGE = FreshnessPolicy.DEFAULT.lastGoodMaxAgeNs();
    private static final BreakerPolicy STRICT = new BreakerPolicy(300, 8, 10, 10, 300, 60, 100, 8_000, 10 * SECOND);

    private final MarketBench bench = new MarketBench(
        dwelling("X").fallback(new FallbackPolicy(List.of("S1", "S2"), List.of("R1", "R2", "R3"))),
        coin("S1"), coin("S2"), coin("R1"), coin("R2"), coin("R3"));

    private static InstrumentConfigBuilder dwelling(final String symbol)
    {
        return coin(symbol).quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, DWELL));
    }

    private static void assertTier(
        final Tier tier, final Refusal primary, final Refusal refusal, final Evaluation record)
    {
        assertEquals(tier, record.tier);
        assertEquals(primary, record.primaryRefusal);
        assertEquals(refusal, record.refusal);
    }

    private void sayX(final long price)
    {
        bench.say("X", price);
        bench.now += DWELL;
        bench.say("X", price);
    }

    private void routes(final long... prices)
    {
        for (int route = 0; route < prices.length; route++)
        {
            bench.say("R" + (route + 1), prices[route]);
        }
    }

    @Test
    void contractL_shouldDescendAtOnceRungByRungAndClimbAfterTheDwell()
    {
        sayX(PRICE);
        bench.say("S1", PRICE + 1);
        routes(PRICE, PRICE + 10, PRICE + 20);
        bench.clock();
        assertTier(Tier.PRIMARY, Refusal.NONE, Refusal.NONE, bench.order("X"));
        assertEquals(1, bench.order("X").tierSpreadBps);
        bench.putOut("X", 0);
        assertTier(Tier.SECONDARY, Refusal.NO_QUORUM, Refusal.NONE, bench.record("X"));
        assertEquals(PRICE + 1, bench.record("X").price);
        bench.putOut("S1", 0);
        assertTier(Tier.INDEX, Refusal.NO_QUORUM, Refusal.NONE, bench.record("X"));
        assertEquals(PRICE + 10, bench.record("X").price);
        bench.putOut("R1", 0);
        assertTier(Tier.LAST_GOOD, Refusal.NO_QUORUM, Refusal.NO_QUORUM, bench.record("X"));
        assertEquals(PRICE + 10, bench.record("X").price);
        final long goodNs = bench.now;
        assertEquals(goodNs + HARD_AGE + 1, bench.record("X").validUntilNs);
        bench.now = goodNs + HARD_AGE;
        assertEquals(Tier.LAST_GOOD, bench.order("X").tier);
        bench.now++;
        bench.clock();
        assertTier(Tier.CLOSED, Refusal.NO_QUORUM, Refusal.NO_QUORUM, bench.record("X"));
        assertEquals(0, bench.record("X").price);
        bench.say("X", PRICE);
        assertTier(Tier.CLOSED, Refusal.PROBATION, Refusal.PROBATION, bench.record("X"));
        bench.say("S2", PRICE);
        assertTier(Tier.SECONDARY, Refusal.PROBATION, Refusal.NONE, bench.record("X"));
        bench.now += DWELL - 1;
        assertEquals(Tier.SECONDARY, bench.say("X", PRICE).tier);
        bench.now++;
        assertEquals(Tier.PRIMARY, bench.say("X", PRICE).tier);
        assertEquals(7, tierChangesOfX());
    }

    /** All changes less one for each other instrument that came and went. */
    private long tierChangesOfX()
    {
        // S1, R1: PRIMARY, LAST_GOOD, CLOSED; R2, R3: PRIMARY and, when they ran out, LAST_GOOD or CLOSED; S2: PRIMARY
        final long others = 3 + 3 + 2 + 2 + 1;
        return bench.counters.count(Metric.TIER_CHANGES) - others;
    }

    @Test
    void contractL_shouldShowTheSecondarysOwnRecord()
    {
        bench.say("S1", PRICE, PRICE + 2, PRICE + 4);
        bench.clock();
        final Evaluation own = new Evaluation();
        own.copyFrom(bench.order("S1"));
        final Evaluation shown = bench.order("X");
        assertTier(Tier.SECONDARY, Refusal.NO_PRICE, Refusal.NONE, shown);
        assertEquals(0, shown.instrument);
        assertEquals(own.price, shown.price);
        assertEquals(own.rangeHigh, shown.rangeHigh);
        assertEquals(own.confidenceBps, shown.confidenceBps);
        assertEquals(own.contributorMask, shown.contributorMask);
        assertEquals(own.validUntilNs, shown.validUntilNs);
        assertTrue(shown.hasEvidence);
        assertArrayEquals(own.evidenceDigest, shown.evidenceDigest);
    }

    @Test
    void contractL_shouldStandOnTheMostTrustedSecondaryAndNotTakeTurns()
    {
        bench.trustBps = 9_000;
        bench.say("S1", PRICE + 1);
        assertEquals(PRICE + 1, bench.record("X").price);
        bench.trustBps = 9_499;
        bench.say("S2", PRICE + 2);
        bench.clock();
        assertEquals(PRICE + 1, bench.record("X").price, "not for 499 bps");
        bench.trustBps = 9_500;
        bench.say("S2", PRICE + 2);
        assertEquals(PRICE + 2, bench.order("X").price);
        bench.clock();
        assertEquals(PRICE + 2, bench.record("X").price);
        bench.trustBps = 9_999;
        bench.say("S1", PRICE + 1);
        bench.clock();
        assertEquals(PRICE + 2, bench.record("X").price);
        bench.putOut("S2", 0);
        assertEquals(PRICE + 1, bench.record("X").price, "the one that is left");
    }

    @Test
    void contractL_shouldAskForThreeRoutes()
    {
        routes(PRICE, PRICE + 10);
        bench.clock();
        assertTier(Tier.CLOSED, Refusal.NO_PRICE, Refusal.NO_PRICE, bench.record("X"));
        routes(PRICE, PRICE + 10, PRICE + 20);
        assertTier(Tier.INDEX, Refusal.NO_PRICE, Refusal.NONE, bench.record("X"));
        assertEquals(PRICE, bench.record("X").rangeLow);
        assertEquals(PRICE + 20, bench.record("X").rangeHigh);
        assertEquals(0b111111111L << 9, bench.order("X").contributorMask);
        assertEquals(3, bench.order("X").lineages);
    }

    @Test
    void contractJ_shouldKeepMoneyOffRoutesThatDisagree()
    {
        routes(PRICE, PRICE + 5_000, PRICE + 10_051);
        assertTier(Tier.LAST_GOOD, Refusal.NO_PRICE, Refusal.WIDE_RANGE, bench.record("X"));
        routes(PRICE, PRICE + 5_000, PRICE + 10_050);
        bench.clock();
        assertTier(Tier.INDEX, Refusal.NO_PRICE, Refusal.NONE, bench.record("X"));
    }

    @Test
    void contractL_shouldKeepWeightThroughOneLegBelowHalfOfThePresentRoutes()
    {
        // Two of five routes go by way of EUR: 40 %. With one of the others gone they are half.
        final MarketBench legs = new MarketBench(
            coin("X").fallback(new FallbackPolicy(List.of(), List.of("A", "B", "C", "D", "E"))),
            coin("EUR"), coin("X-EUR"), coin("Y-EUR"), coin("C"), coin("D"), coin("E"),
            coin("A").leg(LegConfig.times("X-EUR")).leg(LegConfig.times("EUR")),
            coin("B").leg(LegConfig.times("Y-EUR")).leg(LegConfig.times("EUR")));
        for (final String root : List.of("C", "D", "E"))
        {
            legs.say(root, PRICE);
        }
        legs.say("EUR", 10_000);
        legs.say("X-EUR", PRICE);
        legs.say("Y-EUR", PRICE);
        legs.clock();
        assertEquals(Tier.INDEX, legs.order("X").tier);
        legs.putOut("E", 0);
        assertTier(Tier.LAST_GOOD, Refusal.NO_PRICE, Refusal.LEG_WEIGHT, legs.record("X"));
    }

    @Test
    void contractL_shouldShowNoLastGoodPriceWhereItsRightsForbidDisplay()
    {
        final FallbackPolicy hidden =
            new FallbackPolicy(List.of(), List.of(), Rights.NONE, Rights.NONE, Rights.NONE);
        final MarketBench shy = new MarketBench(coin("X").fallback(hidden));
        shy.say("X", PRICE);
        assertEquals(Tier.PRIMARY, shy.record("X").tier);
        shy.putOut("X", 0);
        assertEquals(Tier.CLOSED, shy.record("X").tier);
        assertEquals(0, shy.record("X").price);
    }

    @Test
    void contractK_shouldJudgeTheSecondarysPriceLikeAnyOther()
    {
        final MarketBench strict = new MarketBench(coin("X").market(SampleOracle.STILL_MARKET.with(STRICT))
            .fallback(new FallbackPolicy(List.of("S"), List.of())), coin("S"));
        strict.say("X", PRICE);
        strict.say("S", PRICE);
        strict.clock();
        strict.putOut("X", 0);
        assertEquals(Tier.SECONDARY, strict.record("X").tier);
        strict.say("S", 2 * PRICE);
        assertEquals(Tier.PRIMARY, strict.record("S").tier);
        strict.clock();
        assertTier(Tier.LAST_GOOD, Refusal.NO_QUORUM, Refusal.BREAKER_JUMP, strict.record("X"));
        assertEquals(PRICE, strict.record("X").price, "the last good one: what is not believed is not shown");
    }

    @Test
    void contractK_shouldRefuseWherePrimaryAndSecondaryPart()
    {
        final MarketBench strict = new MarketBench(coin("X").market(SampleOracle.STILL_MARKET.with(STRICT))
            .fallback(new FallbackPolicy(List.of("S"), List.of())), coin("S"));
        strict.say("X", PRICE);
        strict.say("S", PRICE + PRICE / 50);
        strict.clock();
        assertTier(Tier.LAST_GOOD, Refusal.BREAKER_SPREAD, Refusal.BREAKER_SPREAD, strict.record("X"));
        assertEquals(200, strict.record("X").tierSpreadBps);
        strict.putOut("X", 0);
        assertTier(Tier.LAST_GOOD, Refusal.NO_QUORUM, Refusal.BREAKER_SPREAD, strict.record("X"));
        strict.say("X", PRICE);
        strict.say("S", PRICE);
        strict.clock();
        assertEquals(Tier.LAST_GOOD, strict.record("X").tier);
        for (int second = 0; second < 10; second++)
        {
            strict.now += SECOND;
            strict.say("S", PRICE);
            strict.say("X", PRICE);
        }
        assertTier(Tier.PRIMARY, Refusal.NONE, Refusal.NONE, strict.record("X"));
    }

    @Test
    void contractK_shouldCatchALegThatWasDroppedByItsSources()
    {
        // All sources of cbETH in dollars come back at once, without the rate of ETH.
        final MarketBench strict = new MarketBench(coin("cbETH-USD").market(SampleOracle.STILL_MARKET.with(STRICT)));
        strict.say("cbETH-USD", 22_400_000);
        strict.now += SECOND;
        for (int source = 0; source < MarketBench.SOURCES; source++)
        {
            strict.putOut("cbETH-USD", source);
        }
        strict.say("cbETH-USD", 11_200);
        assertTier(Tier.LAST_GOOD, Refusal.BREAKER_JUMP, Refusal.BREAKER_JUMP, strict.record("cbETH-USD"));
        assertEquals(Refusal.BREAKER_JUMP, strict.order("cbETH-USD").refusal);
    }

    @Test
    void contractK_shouldLetALeaderLeadFromTheNextEvaluationOn()
    {
        final MarketBench led = new MarketBench(coin("X"), coin("L")
            .market(SampleOracle.STILL_MARKET.with(ModePolicy.DEFAULT.leading())), coin("Y"), coin("Z"), coin("V"));
        led.say("X", PRICE);
        led.say("L", PRICE);
        led.clock();
        assertEquals(Mode.NORMAL, led.record("X").mode);
        led.halfSpread = PRICE / 200;
        led.say("L", PRICE);
        led.now += SECOND;
        led.clock();
        assertEquals(100, led.record("L").spreadBps);
        assertEquals(Mode.PROTECTED, led.record("L").mode);
        assertEquals(Mode.PROTECTED, led.order("X").mode);
        assertEquals(Mode.PROTECTED, led.record("V").mode, "also of one that has never been live");
        led.say("L", PRICE);
        assertEquals(100, led.record("L").spreadBps, "as last known");
    }

    @Test
    void contractK_shouldEnterNoModeByTheSpreadOfALiarAlone()
    {
        final MarketBench lone = new MarketBench(
            coin("X").market(SampleOracle.STILL_MARKET.with(ModePolicy.DEFAULT)));
        lone.say("X", PRICE);
        lone.halfSpread = PRICE / 100;
        lone.tick("X", 0, PRICE, lone.now);
        lone.clock();
        assertEquals(Mode.NORMAL, lone.record("X").mode);
        assertEquals(0, lone.record("X").spreadBps, "the others gave none, and one may lie");
        lone.say("X", PRICE);
        lone.clock();
        assertEquals(200, lone.record("X").spreadBps);
        assertEquals(Mode.PROTECTED, lone.record("X").mode);
    }

    @Test
    void contractL_shouldTakeTheModeOfWhatItStandsOn()
    {
        final MarketBench lent = new MarketBench(
            coin("X").fallback(new FallbackPolicy(List.of("S"), List.of("R1", "R2", "R3"))), careful("S"),
            coin("R1"), careful("R2"), coin("R3"));
        lent.halfSpread = PRICE / 100;
        lent.say("R1", PRICE);
        lent.say("R2", PRICE);
        lent.say("R3", PRICE);
        lent.clock();
        assertEquals(Mode.PROTECTED, lent.record("R2").mode);
        assertEquals(Tier.INDEX, lent.order("X").tier);
        assertEquals(Mode.PROTECTED, lent.order("X").mode);
        lent.say("S", PRICE);
        lent.clock();
        assertEquals(Tier.SECONDARY, lent.record("X").tier);
        assertEquals(Mode.PROTECTED, lent.record("X").mode);
        lent.say("X", PRICE);
        assertEquals(Tier.PRIMARY, lent.record("X").tier);
        assertEquals(Mode.NORMAL, lent.record("X").mode, "its own");
    }

    private static InstrumentConfigBuilder careful(final String symbol)
    {
        return coin(symbol).market(SampleOracle.STILL_MARKET.with(ModePolicy.DEFAULT));
    }

    @Test
    void contractK_shouldBeProtectedWhenItsSourcesGoStale()
    {
        final MarketBench still = new MarketBench(
            coin("X").market(SampleOracle.STILL_MARKET.with(ModePolicy.DEFAULT)));
        still.say("X", PRICE);
        assertEquals(Mode.NORMAL, still.record("X").mode);
        still.putOut("X", 0);
        assertEquals(3_334, still.record("X").staleShareBps);
        assertEquals(Mode.STRESSED, still.record("X").mode);
        still.now += MAX_AGE + 1;
        still.clock();
        assertEquals(10_000, still.record("X").staleShareBps);
        assertEquals(Mode.PROTECTED, still.record("X").mode);
    }

    @Test
    void contractL_shouldHeedImpliedVolatilityWithoutTouchingThePrice()
    {
        final MarketBench implied = new MarketBench(
            coin("X").market(SampleOracle.STILL_MARKET.with(ImpliedPolicy.of("VOL"))), coin("VOL").supporting());
        implied.say("X", PRICE);
        implied.say("VOL", 3_999);
        assertFalse(implied.order("X").isImpliedHigh);
        implied.say("VOL", 4_000);
        final Evaluation high = implied.order("X");
        assertTrue(high.isImpliedHigh);
        assertTier(Tier.PRIMARY, Refusal.NONE, Refusal.NONE, high);
        assertEquals(0b111, high.contributorMask);
        implied.now = START + MAX_AGE + 1;
        implied.say("X", PRICE);
        assertFalse(implied.record("X").isImpliedHigh, "a signal that ran out narrows nothing");
    }
}
