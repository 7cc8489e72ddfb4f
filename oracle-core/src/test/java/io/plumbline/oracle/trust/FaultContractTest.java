// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.trust.TrustBench.first;
import static io.plumbline.oracle.trust.TrustBench.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.wire.AdminEvent;
import org.junit.jupiter.api.Test;

final class FaultContractTest
{
    private static final long PRICE = 100_000;
    private static final int FLOOR = 7_500;
    private static final long SKEW = FreshnessPolicy.DEFAULT.futureSkewNs();
    private static final int FAULTS = TrustPolicy.DEFAULT.faultsToExclude();

    private final TrustBench bench = new TrustBench(new SampleOracle().instruments(2).keysEach(2)
        .fence(new FencePolicy(30, 5, 0, 100)).independent(3).build());

    private SlotBuilder counted(final long epoch, final long sequence, final long signedAtNs)
    {
        return bench.builder.envelope(0, bench.now).counted(epoch, sequence).content(epoch << 32 | sequence)
            .signedAt(signedAtNs);
    }

    private Refusal say(final SlotBuilder frame)
    {
        return first(bench.on(frame.tick(0, bench.now, PRICE)));
    }

    @Test
    void contractB_shouldRefuseANewerSequenceThatWasSignedEarlierByMoreThanTheSkew()
    {
        assertEquals(Refusal.NONE, say(counted(1, 5, START)));
        assertEquals(Refusal.NONE, say(counted(1, 6, START - SKEW)), "clocks are stepped back by less");
        assertEquals(0, bench.falls(0));
        final Slot slot = bench.on(counted(1, 7, START - SKEW - 1).tick(0, START, PRICE).tick(1, START, PRICE));
        assertEquals(Refusal.TIME_REGRESSION, first(slot), "by the latest time, not by the last");
        assertEquals(Refusal.TIME_REGRESSION, slot.ticks.refusal[1]);
        assertEquals(1, bench.held(0).falls[0]);
        assertEquals(1, bench.held(1).falls[0]);
        assertEquals(TrustCause.TIME_REGRESSION.bit(), bench.held(1).causes[0]);
        assertEquals(2, bench.counters.count(Refusal.TIME_REGRESSION));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 4, START - SKEW - 1)), "an older sequence may be older");
        assertEquals(Refusal.NONE, say(counted(2, 1, START - SKEW - 1)), "a new session begins anywhere");
    }

    @Test
    void contractB_shouldPutOutASourceWhoseTimeRunsBackAgainAndAgainButNotForOneFrameReplayed()
    {
        say(counted(1, 5, START));
        for (int i = 0; i < 50; i++)
        {
            assertEquals(Refusal.TIME_REGRESSION, say(counted(1, 6, START - SKEW - 1)));
        }
        assertEquals(1, bench.falls(0), "one frame");
        for (int i = 1; i < FAULTS - 1; i++)
        {
            assertEquals(Refusal.TIME_REGRESSION, say(counted(1, 6 + i, START - SKEW - i)));
            assertEquals(Slot.NONE, bench.builder.slot().changedSource);
        }
        bench.on(counted(1, 20, START - 4 * SECOND).tick(0, START, PRICE));
        assertEquals(0, bench.builder.slot().changedSource);
        assertEquals(START + TrustPolicy.DEFAULT.quarantineNs(), bench.builder.slot().excludedUntilNs);
        assertEquals(FAULTS, bench.falls(0), "a tick falls once, though it is the one that puts out");
        assertEquals(TrustCause.TIME_REGRESSION.bit(), bench.held(1).causes[0], "everywhere");
        assertEquals(Refusal.SOURCE_EXCLUDED, say(counted(1, 21, START)));
    }

    @Test
    void contractB_shouldBreakTheRunOfRegressionsByATickInTime()
    {
        say(counted(1, 1, START));
        for (int i = 2; i < 10 * FAULTS; i++)
        {
            say(counted(1, i, i % FAULTS == 0 ? START : START - SKEW - 1));
            assertEquals(Slot.NONE, bench.builder.slot().changedSource);
        }
    }

    @Test
    void contractB_shouldNotJudgeRegressionWhereTheSignedTimeIsTheSequence()
    {
        say(bench.builder.envelope(0, START).timed(START).content(1));
        assertEquals(Refusal.OLDER_TICK, say(bench.builder.envelope(0, START).timed(START - 4 * SECOND).content(2)));
        assertEquals(0, bench.falls(0));
    }

    @Test
    void contractB_shouldNotMeasureByAFrameThatWasNotSignedAboutNow()
    {
        say(counted(1, 5, START));
        say(counted(1, 6, START + 60 * SECOND));
        assertEquals(Refusal.NONE, say(counted(1, 7, START)), "its time was in the future, and not believed");
    }

    @Test
    void contractB_shouldHoldEachSourceToItsOwnSkewAndEachFeedToItsOwnInterval()
    {
        final TrustBench own = new TrustBench(ownTerms());
        assertEquals(Refusal.NONE, first(own.on(own.frame(0).tick(0, START + SECOND, PRICE))));
        assertEquals(Refusal.FUTURE_TIME, first(own.on(own.frame(0).tick(0, START + SECOND + 1, PRICE))));
        assertEquals(Refusal.FUTURE_TIME, first(own.on(own.frame(0).tick(1, START + SECOND / 2 + 1, PRICE))));
        assertEquals(START + 2 * SECOND, own.say(0, 0, PRICE).ticks.decayFromNs[0], "the source's");
        assertEquals(START + SECOND / 2, own.say(0, 1, PRICE).ticks.decayFromNs[0], "the feed's");
    }

    private static OracleConfig ownTerms()
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        for (int i = 0; i < 2; i++)
        {
            builder.instrument(InstrumentConfig.named(SampleOracle.symbol(i)).asset("test:" + i, 8).currency("USD", 2)
                .freshness(new FreshnessPolicy(5 * SECOND, (2 * SECOND) >> (2 * i), 0, SECOND)).build());
        }
        return builder.source(SourceConfig.named("S").plumbline(1).connection("C").maxSkewNs(SECOND)
            .signer(SignerConfig.ed25519(0, new byte[32])).feed(FeedConfig.numbered(1, SampleOracle.symbol(0)))
            .feed(FeedConfig.numbered(2, SampleOracle.symbol(1)).every(SECOND / 4)).build()).build();
    }

    @Test
    void contractI_shouldChargeASilenceToTheTickThatEndsIt()
    {
        bench.say(0, PRICE);
        bench.now += 2 * SECOND;
        bench.say(0, PRICE);
        assertEquals(0, bench.causes(0), "at the deadline it is in time");
        bench.now += 2 * SECOND + 1;
        bench.say(0, PRICE);
        assertEquals(TrustCause.HEARTBEAT.bit(), bench.causes(0));
        assertEquals(1, bench.falls(0));
        bench.now += SECOND;
        bench.say(0, 0);
        bench.now += SECOND + 1;
        bench.say(0, PRICE);
        assertEquals(2, bench.falls(0), "what is refused is no heartbeat");
        assertEquals(0, bench.falls(1), "who never spoke misses nothing");
        bench.now += 100 * SECOND;
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 0, bench.now));
        bench.say(0, PRICE);
        assertEquals(0, bench.falls(0), "nothing is held against who is let in");
    }

    @Test
    void contractI_shouldFallOnceATickHoweverManyItsFaults()
    {
        for (int i = 0; i < 62; i++)
        {
            bench.now += SECOND;
            bench.say(0, PRICE);
        }
        assertEquals(1, bench.falls(0));
        bench.now += 3 * SECOND;
        bench.say(1, PRICE * 2);
        bench.say(2, PRICE * 2);
        bench.say(0, PRICE);
        assertEquals(2, bench.falls(0));
        assertEquals(TrustCause.HEARTBEAT.bit() | TrustCause.FROZEN.bit() | TrustCause.DIVERGENCE.bit(),
            bench.causes(0));
        assertEquals(2, bench.counters.count(Metric.TRUST_FALLS));
    }

    @Test
    void contractI_shouldTakeTrustForABurstOfErrorsOnly()
    {
        for (int i = 0; i < 7; i++)
        {
            assertEquals(Refusal.PRICE_ABSENT, first(bench.say(0, 0)));
        }
        for (int i = 0; i < 4; i++)
        {
            bench.say(0, PRICE + i);
        }
        bench.on(bench.frame(0).tick(0, bench.now, 1, 2, 1, Refusal.NONE));
        assertEquals(0, bench.falls(0), "four good ones make up for a bad one");
        bench.on(bench.frame(0).tick(0, bench.now, 0, Refusal.PRICE_OVERFLOW));
        assertEquals(1, bench.falls(0), "the eighth");
        assertEquals(TrustCause.ERRORS.bit(), bench.causes(0));
        for (int i = 0; i < 7; i++)
        {
            bench.say(0, 0);
        }
        assertEquals(1, bench.falls(0), "counting began anew");
        bench.say(0, 0);
        assertEquals(2, bench.falls(0));
    }

    @Test
    void contractI_shouldNotCountOneErrorTwiceBecauseItIsReplayed()
    {
        for (int i = 0; i < 50; i++)
        {
            bench.on(counted(1, 1, START).tick(0, START, 0));
            bench.on(bench.builder.envelope(1, START).counted(1, 1).signedAt(START - 60 * SECOND).tick(0, START, 0));
        }
        assertEquals(0, bench.falls(0));
        assertEquals(50, bench.counters.count(Refusal.PRICE_ABSENT) - 1, "a recording that was never heard");
        assertEquals(0, bench.falls(1));
    }

    @Test
    void contractI_shouldForgetCausesWithFullTrustAndNotBefore()
    {
        final TrustBench quick = new TrustBench(new SampleOracle()
            .trust(new TrustPolicy(500, 1_000, 1, 0, SECOND, 5, 100)).independent(1).build());
        for (int i = 0; i < 8; i++)
        {
            quick.say(0, 0);
        }
        assertEquals(TrustCause.ERRORS.bit(), quick.causes(0));
        int ticks = 0;
        while (quick.causes(0) != 0)
        {
            assertTrue(trust(quick.say(0, PRICE + ticks++)) <= 10_000);
        }
        assertEquals(2 + 1 + 1, ticks, "three rises, the first after twice as long a run");
        assertEquals(10_000, quick.held(0).trustBps[0]);
    }

    @Test
    void contractI_shouldFixTrustAtAnOperatorsWordWithoutLiftingAnExclusion()
    {
        override(0, 9_000);
        assertEquals(9_000, trust(bench.say(0, PRICE)));
        assertEquals(FLOOR, bench.held(0).trustBps[0], "scored as ever");
        assertEquals(9_000, bench.held(0).overrideBps[0]);
        assertEquals(FLOOR, trust(bench.say(1, PRICE)), "nobody else");
        override(0, 1);
        assertEquals(FLOOR, trust(bench.say(0, PRICE + 1)), "no less than the floor");
        override(0, 10_001);
        override(0, -1);
        assertEquals(1, bench.held(0).overrideBps[0], "not an argument");
        bench.on(bench.builder.admin(AdminEvent.EXCLUDE_SOURCE, 0, bench.now));
        override(0, 10_000);
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(0, PRICE)));
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 0, bench.now));
        assertEquals(10_000, trust(bench.say(0, PRICE)));
        override(0, 0);
        assertEquals(FLOOR, trust(bench.say(0, PRICE + 1)));
    }

    private void override(final int source, final long bps)
    {
        bench.on(bench.builder.admin(AdminEvent.OVERRIDE_TRUST, source, bps, bench.now));
    }

    @Test
    void contractI_shouldNameTheOperatorOnEveryInstrumentOfWhomHePutsOut()
    {
        bench.on(bench.builder.admin(AdminEvent.EXCLUDE_SOURCE, 2, bench.now));
        for (int instrument = 0; instrument < 2; instrument++)
        {
            assertEquals(TrustCause.OPERATOR.bit(), bench.held(instrument).causes[2]);
            assertEquals(Long.MAX_VALUE, bench.held(instrument).outUntilNs[2]);
            assertEquals(1, bench.held(instrument).falls[2]);
        }
        bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 2, bench.now));
        assertEquals(0, bench.causes(2));
    }

    @Test
    void contractD_shouldNameEquivocationOnEveryInstrument()
    {
        say(counted(1, 1, START));
        bench.on(counted(1, 1, START).content(99).tick(0, START, PRICE));
        assertEquals(TrustCause.EQUIVOCATION.bit(), bench.held(1).causes[0]);
        assertEquals(1, bench.falls(0));
    }

    @Test
    void contractA_shouldTellStatesApartAndEqualOnesNot()
    {
        final TrustBench twin = new TrustBench(new SampleOracle().instruments(2).keysEach(2)
            .fence(new FencePolicy(30, 5, 0, 100)).independent(3).build());
        assertEquals(bench.stage.stateHash(), twin.stage.stateHash());
        bench.sayAll(0, 3, PRICE);
        assertNotEquals(bench.stage.stateHash(), twin.stage.stateHash());
        twin.sayAll(0, 3, PRICE);
        assertEquals(bench.stage.stateHash(), twin.stage.stateHash());
        override(0, 9_000);
        assertNotEquals(bench.stage.stateHash(), twin.stage.stateHash());
    }
}
