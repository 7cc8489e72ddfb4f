// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.trust.TrustBench.first;
import static io.plumbline.oracle.trust.TrustBench.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.slot.Verdict;
import org.junit.jupiter.api.Test;

final class TimeContractTest
{
    private static final long PRICE = 100_000;
    private static final FreshnessPolicy LIMITS = FreshnessPolicy.DEFAULT;
    private static final int FLOOR = 7_500;

    private final TrustBench bench = new TrustBench(new SampleOracle().independent(3).build());

    private static TrustBench exemptFromFreezing()
    {
        final FreshnessPolicy limits = new FreshnessPolicy(5 * SECOND, 2 * SECOND, 0, 60 * SECOND);
        return new TrustBench(new SampleOracle().freshness(limits).independent(3).build());
    }

    @Test
    void contractB_shouldMeasureAgeFromTheEarliestOfThreeTimes()
    {
        assertEquals(START - 3, originOf(START - 2, START - 3));
        assertEquals(START - 3, originOf(START - 3, START - 2));
        assertEquals(START, originOf(START + 3, START + 2));
    }

    private long originOf(final long signedAtNs, final long observedNs)
    {
        return bench.on(bench.frame(0).signedAt(signedAtNs).tick(0, observedNs, PRICE)).ticks.originNs[0];
    }

    @Test
    void contractB_shouldRefuseWhatIsTooOldOnArrivalByItsObservationNotItsEnvelope()
    {
        final long oldest = START - LIMITS.maxAgeNs();
        assertEquals(Refusal.NONE, first(bench.on(bench.frame(0).tick(0, oldest, PRICE))));
        assertEquals(Refusal.STALE_TICK, first(bench.on(bench.frame(0).tick(0, oldest - 1, PRICE))));
        assertEquals(Refusal.STALE_TICK, first(bench.on(bench.frame(0).tick(0, Long.MIN_VALUE, PRICE))));
        assertEquals(Refusal.STALE_TICK,
            first(bench.on(bench.frame(1).signedAt(Long.MIN_VALUE).tick(0, START, PRICE))));
    }

    @Test
    void contractB_shouldJudgeAgeByEngineTimeWhichNeverGoesBack()
    {
        bench.on(bench.builder.clock(START + 10 * SECOND));
        assertEquals(Refusal.STALE_TICK, first(bench.say(0, PRICE)));
    }

    @Test
    void contractB_shouldRefuseTheFutureBeyondTheSkew()
    {
        final long latest = START + LIMITS.futureSkewNs();
        assertEquals(Refusal.NONE, first(bench.on(bench.frame(0).signedAt(latest).tick(0, latest, PRICE))));
        assertEquals(Refusal.FUTURE_TIME, first(bench.on(bench.frame(0).tick(0, latest + 1, PRICE))));
        assertEquals(Refusal.FUTURE_TIME, first(bench.on(bench.frame(0).signedAt(latest + 1).tick(0, START, PRICE))));
        assertEquals(Refusal.FUTURE_TIME, first(bench.on(bench.frame(0).tick(0, Long.MAX_VALUE, PRICE))));
        assertEquals(3, bench.counters.count(Refusal.FUTURE_TIME));
    }

    @Test
    void contractB_shouldNotLetAFutureTickMoveTheWatermark()
    {
        final TrustBench timed = exemptFromFreezing();
        timed.on(timed.builder.envelope(0, START).timed(START + 60 * SECOND).content(1).tick(0, START, PRICE));
        assertEquals(Refusal.NONE,
            first(timed.on(timed.builder.envelope(0, START).timed(START).content(2).tick(0, START, PRICE))));
    }

    @Test
    void contractB_shouldPutOutASourceWhoseClockIsAheadAgainAndAgainButNotForOneFrameReplayed()
    {
        for (int i = 0; i < 50; i++)
        {
            final Slot slot = bench.on(bench.builder.envelope(1, START).counted(1, 5).content(5)
                .tick(0, START + 9 * SECOND, PRICE));
            assertEquals(Refusal.FUTURE_TIME, first(slot));
            assertEquals(Slot.NONE, slot.changedSource);
        }
        for (int i = 1; i < TrustPolicy.DEFAULT.faultsToExclude(); i++)
        {
            assertEquals(Slot.NONE, bench.on(bench.frame(0).tick(0, START + 9 * SECOND, PRICE)).changedSource);
        }
        assertEquals(0, bench.on(bench.frame(0).tick(0, START + 9 * SECOND, PRICE)).changedSource);
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(0, PRICE)));
    }

    @Test
    void contractB_shouldBreakTheRunOfFutureTicksByOneInTime()
    {
        for (int i = 1; i < 10 * TrustPolicy.DEFAULT.faultsToExclude(); i++)
        {
            final long observed = START + (i % TrustPolicy.DEFAULT.faultsToExclude() == 0 ? 0 : 9 * SECOND);
            assertEquals(Slot.NONE, bench.on(bench.frame(0).tick(0, observed, PRICE)).changedSource);
        }
    }

    @Test
    void contractB_shouldTakeTrustFromAFrozenValueStepByStepThenThePlaceAndKeepItWhileFrozen()
    {
        final TrustPolicy policy = TrustPolicy.DEFAULT;
        final TrustBench rising = new TrustBench(new SampleOracle()
            .trust(new TrustPolicy(500, 2_000, 1, 0, policy.quarantineNs(), 5, 100)).independent(1).build());
        for (int i = 0; i < 3; i++)
        {
            rising.say(0, PRICE + i);
        }
        final long frozen = PRICE + 9;
        assertEquals(10_000, trust(rising.say(0, frozen)));
        final long stoodNs = rising.now;
        while (rising.now < stoodNs + LIMITS.frozenAfterNs())
        {
            rising.now += SECOND;
            assertEquals(10_000, trust(rising.say(0, frozen)));
        }
        for (int i = 1; i < policy.faultsToExclude(); i++)
        {
            rising.now += SECOND;
            assertEquals(10_000 - 500 * i, trust(rising.say(0, frozen)));
        }
        rising.now += SECOND;
        assertEquals(0, trust(rising.say(0, frozen)));
        assertEquals(Refusal.NONE, first(rising.builder.slot()), "authentic, but trusted by nothing");
        rising.now += SECOND;
        assertEquals(Refusal.SOURCE_EXCLUDED, first(rising.say(0, frozen)));
        rising.now += policy.quarantineNs();
        assertEquals(0, trust(rising.say(0, frozen)), "back, still frozen, out again");
        rising.now += 2 * policy.quarantineNs();
        assertEquals(FLOOR, trust(rising.say(0, frozen + 1)), "moves again, on probation");
    }

    @Test
    void contractB_shouldExemptPegsFromFreezing()
    {
        final TrustBench peg = exemptFromFreezing();
        for (int i = 0; i < 200; i++)
        {
            peg.now += SECOND;
            assertTrue(trust(peg.say(0, PRICE)) >= FLOOR);
        }
    }

    @Test
    void contractB_shouldNotCallAValueFrozenWhoseTimeStandsStillToo()
    {
        final FreshnessPolicy limits = new FreshnessPolicy(3_600 * SECOND, 0, 60 * SECOND, 60 * SECOND);
        final TrustBench patient = new TrustBench(new SampleOracle().freshness(limits).independent(1).build());
        for (int i = 0; i < 200; i++)
        {
            patient.now += SECOND;
            assertTrue(trust(patient.on(patient.frame(0).tick(0, START, PRICE))) >= FLOOR);
        }
    }

    @Test
    void shouldCallZeroNegativeAndNullNoPriceForThatSourceAlone()
    {
        assertEquals(Refusal.PRICE_ABSENT, first(bench.say(0, 0)));
        assertEquals(Refusal.PRICE_ABSENT, first(bench.say(0, -1)));
        assertEquals(Refusal.PRICE_ABSENT, first(bench.say(0, TickColumns.NULL_PRICE)));
        assertEquals(Refusal.NONE, first(bench.say(1, PRICE)));
        assertEquals(FLOOR, trust(bench.say(0, PRICE)));
    }

    @Test
    void shouldRefuseACrossedBookWhereBothSidesAreGiven()
    {
        final long none = TickColumns.NULL_PRICE;
        assertEquals(Refusal.CROSSED,
            first(bench.on(bench.frame(0).tick(0, START, PRICE, PRICE + 1, PRICE, Refusal.NONE))));
        assertEquals(Refusal.NONE, first(bench.on(bench.frame(0).tick(0, START, PRICE, PRICE, PRICE, Refusal.NONE))));
        assertEquals(Refusal.NONE, first(bench.on(bench.frame(0).tick(0, START, PRICE, PRICE, none, Refusal.NONE))));
        assertEquals(Refusal.NONE, first(bench.on(bench.frame(0).tick(0, START, PRICE, none, PRICE, Refusal.NONE))));
    }

    @Test
    void shouldLeaveOutWhatVerifyHasNotVerified()
    {
        for (final Verdict verdict : new Verdict[] {Verdict.UNVERIFIED, Verdict.REFUSED, Verdict.VOID})
        {
            assertEquals(0, bench.on(bench.frame(0).tick(0, START, PRICE).verdict(verdict)).ticks.count);
        }
    }

    @Test
    void shouldDecayOnlyPastTheDeadlineAndNeverBelowTheFloor()
    {
        assertEquals(9_000, TrustDecay.trustAt(9_000, START, START, FLOOR));
        assertEquals(8_999, TrustDecay.trustAt(9_000, START, START + 1_000_000, FLOOR));
        assertEquals(8_000, TrustDecay.trustAt(9_000, START, START + SECOND, FLOOR));
        assertEquals(FLOOR, TrustDecay.trustAt(9_000, START, START + 2 * SECOND, FLOOR));
        assertEquals(FLOOR, TrustDecay.trustAt(9_000, 0, Long.MAX_VALUE, FLOOR));
        assertEquals(0, TrustDecay.trustAt(0, START, START + SECOND, FLOOR));
    }

    @Test
    void shouldSetTheDecayDeadlineTwoIntervalsAhead()
    {
        assertEquals(START + 2 * SECOND, bench.say(0, PRICE).ticks.decayFromNs[0]);
    }
}
