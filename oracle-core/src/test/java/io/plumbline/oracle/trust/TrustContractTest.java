// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.trust.TrustBench.first;
import static io.plumbline.oracle.trust.TrustBench.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustContractTest
{
    private static final long PRICE = 100_000;
    private static final int FLOOR = 7_500;
    private static final int FAULTS = TrustPolicy.DEFAULT.faultsToExclude();
    private static final FencePolicy STILL = new FencePolicy(30, 5, 0, 100);

    private static TrustBench of(final int sources)
    {
        return new TrustBench(new SampleOracle().fence(STILL).independent(sources).build());
    }

    /** One round: the others restate their price, then the source says its own. */
    private static Slot round(final TrustBench bench, final int others, final long theirs, final long own)
    {
        bench.now += SECOND / 10;
        bench.sayAll(1, others + 1, theirs + bench.now % 7);
        return bench.say(0, own);
    }

    @Test
    void contractH_shouldTakeTrustAtOnceAndThePlaceAfterARunOfDivergence()
    {
        final TrustBench bench = of(7);
        round(bench, 6, PRICE, PRICE);
        for (int i = 1; i < FAULTS; i++)
        {
            assertEquals(FLOOR, trust(round(bench, 6, PRICE, PRICE * 2)), "fault " + i);
        }
        final Slot slot = round(bench, 6, PRICE, PRICE * 2);
        assertEquals(Refusal.NONE, first(slot), "the tick is authentic");
        assertEquals(0, trust(slot));
        assertEquals(Slot.NONE, slot.changedSource, "out on this instrument alone");
        assertEquals(1, bench.counters.count(Metric.SOURCES_EXCLUDED));
        assertEquals(Refusal.SOURCE_EXCLUDED, first(round(bench, 6, PRICE, PRICE)));
        bench.now += TrustPolicy.DEFAULT.quarantineNs();
        assertEquals(FLOOR, trust(round(bench, 6, PRICE, PRICE)), "back on probation");
    }

    @Test
    void contractH_shouldBreakTheRunByOneTickWithinTheFence()
    {
        final TrustBench bench = of(7);
        for (int i = 0; i < 10 * FAULTS; i++)
        {
            assertTrue(trust(round(bench, 6, PRICE, i % FAULTS == FAULTS - 1 ? PRICE : PRICE * 2)) > 0);
        }
    }

    @Test
    void contractH_shouldNotEjectTheFastestHonestSource()
    {
        final TrustBench bench = of(7);
        round(bench, 6, PRICE, PRICE);
        for (int i = 0; i < 1_000; i++)
        {
            bench.now += 1_000_000;
            assertEquals(FLOOR, trust(bench.say(0, PRICE + PRICE / 50 + i % 10)), "the others have not spoken since");
        }
        bench.sayAll(1, 7, PRICE + PRICE / 50);
        for (int i = 0; i < 2 * FAULTS; i++)
        {
            assertEquals(FLOOR, trust(round(bench, 6, PRICE + PRICE / 50, PRICE + PRICE / 50)));
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractH_shouldNotLetTheFastestSourceEjectTheSlowerOnes()
    {
        final TrustBench bench = of(7);
        bench.sayAll(0, 7, PRICE);
        for (int i = 0; i < 6 * (FAULTS - 3); i++)
        {
            bench.now += SECOND / 100;
            bench.say(0, PRICE + PRICE / 50 + i % 10);
            assertTrue(trust(bench.say(1 + i % 6, PRICE)) >= FLOOR);
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractH_shouldLeaveADivergentSourceInWhereTheMarginHasNothingToSpare()
    {
        final TrustBench bench = of(3);
        for (int i = 0; i < 5 * FAULTS; i++)
        {
            assertEquals(FLOOR, trust(round(bench, 2, PRICE, PRICE * 2)));
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractH_shouldNeverVoteOutMoreThanTheMarginLeaves(final long seed)
    {
        final Random random = new Random(seed);
        final int sources = 5 + random.nextInt(4);
        final TrustBench bench = of(sources);
        final boolean[] isOut = new boolean[sources];
        for (int step = 0; step < 5_000; step++)
        {
            bench.now += SECOND / 1_000;
            final int source = random.nextInt(sources);
            final long price = random.nextInt(3) == 0 ? PRICE : PRICE * (1 + source);
            final Slot slot = bench.say(source, price + random.nextInt(5));
            isOut[source] = first(slot) == Refusal.SOURCE_EXCLUDED || trust(slot) == 0;
            int left = 0;
            for (final boolean out : isOut)
            {
                left += out ? 0 : 1;
            }
            assertTrue(left * 100 * FLOOR > 100 * (10_000 + FLOOR), "seed " + seed + " step " + step);
        }
    }

    @Test
    void contractH_shouldNotLetManySignersOfOneLineageSwampTheRest()
    {
        final SampleOracle oracle = new SampleOracle().fence(STILL).independent(4);
        for (int i = 0; i < 12; i++)
        {
            oracle.source("swarm", 100);
        }
        final TrustBench bench = new TrustBench(oracle.build());
        for (int i = 0; i < 5 * FAULTS; i++)
        {
            bench.now += SECOND / 10;
            bench.sayAll(4, 16, PRICE * 2 + i);
            bench.sayAll(1, 4, PRICE + i);
            assertTrue(trust(bench.say(0, PRICE)) >= FLOOR);
        }
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE)));
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(4, PRICE * 2)), "the swarm is the one that diverges");
    }

    @Test
    void contractH_shouldNotJudgeWithFewerThanTwoOtherLineages()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().quorum(new QuorumPolicy(1, 1, 0, 10_000, FLOOR, 0))
            .source("a", 100).source("b", 100).source("b", 100).source("b", 100).build());
        for (int i = 0; i < 5 * FAULTS; i++)
        {
            assertTrue(trust(round(bench, 3, PRICE, PRICE * 2)) >= FLOOR);
        }
    }

    @Test
    void contractH_shouldNotLetASiblingVouchForASource()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().fence(STILL)
            .quorum(new QuorumPolicy(3, 3, 0, 4_000, FLOOR, 0))
            .source("a", 100).source("b", 100).source("c", 100).source("a", 100).build());
        for (int i = 0; i < FAULTS; i++)
        {
            bench.sayAll(3, 4, PRICE * 2 + i);
            round(bench, 2, PRICE, PRICE * 2);
        }
        assertEquals(0, trust(bench.builder.slot()));
    }

    @Test
    void contractH_shouldNotLetOneLiarEjectAnHonestSourceBecauseItHasSiblings()
    {
        assertLiarEjectsNobody(new SampleOracle().fence(STILL)
            .source("a", 100).source("liar", 100).source("a", 100).source("a", 100).source("b", 30));
    }

    @Test
    void contractH_shouldNotLetOneLiarOutvoteALineageOfManyLightMembers()
    {
        final SampleOracle oracle = new SampleOracle().fence(STILL).source("a", 100).source("liar", 100);
        for (int i = 0; i < 6; i++)
        {
            oracle.source("many", 30);
        }
        assertLiarEjectsNobody(oracle);
    }

    /** The liar, source 1, weighs no more than may lie, and breaks its own run by a true word before each lie. */
    private static void assertLiarEjectsNobody(final SampleOracle oracle)
    {
        final OracleConfig config = oracle.build();
        final TrustBench bench = new TrustBench(config);
        for (int i = 0; i < 5 * FAULTS; i++)
        {
            bench.now += SECOND / 10;
            bench.sayAll(1, config.sources().size(), PRICE + i % 3);
            bench.say(1, PRICE * 2 + i);
            assertTrue(trust(bench.say(0, PRICE)) >= FLOOR, "round " + i);
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractH_shouldNotJudgeByThePriceOfARevokedKey()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().fence(STILL)
            .source("a", 100).source("stolen", 1_000).source("b", 100).source("c", 100).build());
        bench.say(1, PRICE * 4);
        bench.sayAll(2, 4, PRICE);
        bench.on(bench.builder.admin(AdminEvent.REVOKE_KEY, 1, bench.now));
        for (int i = 0; i < 20; i++)
        {
            bench.now += SECOND / 5;
            bench.say(0, PRICE);
        }
        assertTrue(trust(bench.say(0, PRICE)) > FLOOR, "nothing contradicts it");
    }

    @Test
    void contractJ_shouldWidenTheFenceWhileTheOthersAreSilent()
    {
        final FencePolicy growing = new FencePolicy(30, 5, 100, 100);
        final DivergenceProbe probe = new DivergenceProbe(growing);
        assertEquals(DivergenceJudge.WITHIN, probe.judge(PRICE + PRICE * 30 / 10_000, 0));
        assertEquals(DivergenceJudge.FAULT, probe.judge(PRICE + PRICE * 31 / 10_000, 0));
        assertEquals(DivergenceJudge.WITHIN, probe.judge(PRICE + PRICE * 230 / 10_000, 2 * SECOND));
        assertEquals(DivergenceJudge.FAULT, probe.judge(PRICE + PRICE * 231 / 10_000, 2 * SECOND));
    }

    @Test
    void contractI_shouldBeginOnProbationAndRiseByRunsInCountAndTime()
    {
        final TrustScores scores = new TrustScores(new SampleOracle().independent(1).build(), new StageCounters());
        assertEquals(FLOOR, scores.trustBps(0));
        for (int i = 0; i < 100; i++)
        {
            scores.thrive(0, 1_000 + i);
        }
        assertEquals(FLOOR, scores.trustBps(0), "enough ticks, too little time");
        scores.thrive(0, 1_000 + 2 * SECOND);
        assertEquals(FLOOR + 100, scores.trustBps(0));
        scores.thrive(0, 1_000 + 3 * SECOND);
        scores.thrive(0, 1_000 + 30 * SECOND);
        assertEquals(FLOOR + 100, scores.trustBps(0), "enough time, too few ticks");
    }

    @Test
    void contractI_shouldRiseSlowlyFallFastAndNeedLongerAfterEachFall()
    {
        final TrustScores scores = new TrustScores(new SampleOracle().independent(1).build(), new StageCounters());
        long now = 0;
        int ticks = 0;
        while (scores.trustBps(0) < 10_000)
        {
            scores.thrive(0, now += SECOND / 5);
            ticks++;
        }
        assertTrue(ticks >= 25 * 20, "25 runs of 20 ticks");
        fall(scores);
        fall(scores);
        assertEquals(9_000, scores.trustBps(0));
        assertEquals(3 * 20, ticksToRise(scores, now));
        assertEquals(2 * 20, ticksToRise(scores, now + 100 * SECOND));
        assertEquals(20, ticksToRise(scores, now + 200 * SECOND));
        for (int i = 0; i < 100; i++)
        {
            fall(scores);
            assertTrue(scores.trustBps(0) >= FLOOR);
        }
        assertEquals((1 + TrustScores.MAX_FALLS) * 20, ticksToRise(scores, now + 300 * SECOND));
    }

    private static void fall(final TrustScores scores)
    {
        scores.beginEvent();
        scores.fall(0, TrustCause.DIVERGENCE.bit());
    }

    private static int ticksToRise(final TrustScores scores, final long fromNs)
    {
        final int before = scores.trustBps(0);
        int ticks = 0;
        while (scores.trustBps(0) == before)
        {
            scores.thrive(0, fromNs + ticks++ * SECOND / 5);
        }
        return ticks;
    }

    @Test
    void contractI_shouldQuarantineLongerEachTimeUntilFullTrustIsEarned()
    {
        final TrustScores scores = new TrustScores(new SampleOracle().independent(1).build(), new StageCounters());
        for (int n = 0; n < 14; n++)
        {
            scores.quarantine(0, 0, 0);
            final long lastsNs = (10 * SECOND) << Math.min(n, TrustScores.MAX_DOUBLINGS);
            assertTrue(scores.isOut(0, 0, lastsNs - 1));
            assertEquals(false, scores.isOut(0, 0, lastsNs));
        }
        long now = 0;
        while (scores.trustBps(0) < 10_000)
        {
            scores.thrive(0, now += SECOND);
        }
        scores.quarantine(0, 0, now);
        assertEquals(false, scores.isOut(0, 0, now + 10 * SECOND));
        assertEquals(FLOOR, scores.trustBps(0));
    }

    @Test
    void shouldFollowAnOperatorsWordOnASource()
    {
        final TrustBench bench = of(3);
        bench.sayAll(0, 3, PRICE);
        final Slot out = bench.on(bench.builder.admin(AdminEvent.EXCLUDE_SOURCE, 1, bench.now));
        assertEquals(1, out.changedSource);
        assertEquals(Long.MAX_VALUE, out.excludedUntilNs);
        bench.now += 1_000_000 * SECOND;
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(1, PRICE)));
        final Slot in = bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 1, bench.now));
        assertEquals(1, in.changedSource);
        assertEquals(0, in.excludedUntilNs);
        assertEquals(FLOOR, trust(bench.say(1, PRICE)));
        assertEquals(Slot.NONE, bench.on(bench.builder.admin(AdminEvent.EXCLUDE_SOURCE, 3, bench.now)).changedSource);
        final Slot revoked = bench.on(bench.builder.admin(AdminEvent.REVOKE_KEY, 1, bench.now));
        assertEquals(1, revoked.changedSource);
        assertEquals(bench.now, revoked.excludedUntilNs);
        assertEquals(FLOOR, trust(bench.say(1, PRICE)));
    }

    /** A judge with six peers at one price, heard at time 0, that is asked once. */
    private record DivergenceProbe(FencePolicy fence)
    {
        int judge(final long price, final long nowNs)
        {
            final var config = new SampleOracle().fence(fence).independent(7).build();
            final PeerPrices peers = new PeerPrices(config, new Lineages(config));
            for (int source = 1; source < 7; source++)
            {
                peers.put(source, 0, PRICE, 0);
            }
            final DivergenceJudge judge = new DivergenceJudge(config, peers);
            return judge.judge(judge.look(0, 0, price, 0, nowNs), 0, 0);
        }
    }
}
