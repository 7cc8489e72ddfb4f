// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.trust.TrustBench.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WatermarkContractTest
{
    private static final long PRICE = 100_000;

    private final TrustBench bench =
        new TrustBench(new SampleOracle().instruments(2).keysEach(2).independent(3).build());

    private SlotBuilder counted(final long epoch, final long sequence, final long content)
    {
        return bench.builder.envelope(0, bench.now).counted(epoch, sequence).content(content).message(0, content);
    }

    private SlotBuilder timed(final long signedAtNs, final long content)
    {
        return bench.builder.envelope(0, bench.now).timed(signedAtNs).content(content).message(0, content);
    }

    private Refusal say(final SlotBuilder frame, final int instrument, final long price)
    {
        return first(bench.on(frame.tick(instrument, bench.now, price)));
    }

    @Test
    void contractC_shouldRefuseAnOlderSequenceAfterANewer()
    {
        assertEquals(Refusal.NONE, say(counted(1, 10, 10), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 9, 9), 0, PRICE + 1));
        assertEquals(Refusal.NONE, say(counted(1, 11, 11), 0, PRICE));
        assertEquals(1, bench.counters.count(Refusal.OLDER_TICK));
        assertEquals(2, bench.counters.count(Metric.TICKS_ACCEPTED));
        assertEquals(1, bench.counters.count(Metric.TICKS_REFUSED));
    }

    @Test
    void contractC_shouldRefuseAnOlderSignedTimeWhereThereIsNoCounter()
    {
        assertEquals(Refusal.NONE, say(timed(START, 1), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(timed(START - 1, 2), 0, PRICE));
        assertEquals(Refusal.NONE, say(timed(START + 1, 3), 0, PRICE));
    }

    @Test
    void contractC_shouldKeepAWatermarkPerInstrument()
    {
        assertEquals(Refusal.NONE, say(counted(1, 10, 10), 0, PRICE));
        assertEquals(Refusal.NONE, say(counted(1, 9, 9), 1, PRICE));
    }

    @Test
    void contractC_shouldScopeSequencesToTheSessionEpoch()
    {
        assertEquals(Refusal.NONE, say(counted(5, 1_000, 1), 0, PRICE));
        assertEquals(Refusal.NONE, say(counted(6, 1, 2), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(5, 2_000, 3), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(5, 2_000, 3), 1, PRICE));
        assertEquals(Refusal.NONE, say(counted(-1L, 1, 4), 0, PRICE), "epochs are unsigned");
        assertEquals(Refusal.OLDER_TICK, say(counted(7, 1, 5), 0, PRICE));
    }

    @Test
    void contractC_shouldRefuseAJumpOfTheSequenceAndStayWhereItWas()
    {
        final long jump = TrustPolicy.DEFAULT.maxSequenceJump();
        assertEquals(Refusal.NONE, say(counted(1, 10, 1), 0, PRICE));
        assertEquals(Refusal.SEQUENCE_JUMP, say(counted(1, 11 + jump, 2), 0, PRICE));
        assertEquals(Refusal.SEQUENCE_JUMP, say(counted(1, -5, 3), 0, PRICE));
        assertEquals(Refusal.NONE, say(counted(1, 10 + jump, 4), 0, PRICE));
        assertEquals(Refusal.NONE, say(counted(2, 1L << 60, 5), 0, PRICE), "a new session begins anywhere");
    }

    @Test
    void contractC_shouldContinueBySignedTimeWhenTheKeyRotates()
    {
        assertEquals(Refusal.NONE, say(counted(9, 900, 1), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 1, 2).key(1), 0, PRICE), "same signed time");
        assertEquals(Refusal.NONE, say(counted(1, 2, 3).key(1).signedAt(START + 1), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(9, 901, 4).signedAt(START), 0, PRICE), "old key, older time");
        assertEquals(Refusal.NONE, say(counted(9, 902, 5).signedAt(START + 2), 0, PRICE));
    }

    @Test
    void contractC_shouldMoveTheWatermarkOnATickWithoutAUsablePrice()
    {
        assertEquals(Refusal.PRICE_ABSENT, say(counted(1, 10, 1), 0, 0));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 9, 2), 0, PRICE));
        final Slot slot = bench.on(counted(1, 12, 3).tick(0, bench.now, 0, Refusal.PRICE_OVERFLOW));
        assertEquals(Refusal.PRICE_OVERFLOW, first(slot));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 11, 4), 0, PRICE));
        assertEquals(1, bench.counters.count(Refusal.PRICE_OVERFLOW));
    }

    @Test
    void contractC_shouldNotLetAFrameOfAnotherTimeMoveTheSession()
    {
        for (final long signedAtNs : new long[] {START + 60 * SECOND, START - 60 * SECOND, 0, Long.MAX_VALUE})
        {
            final Refusal why = say(counted(-1L, 1, 1).signedAt(signedAtNs), 0, PRICE);
            assertEquals(signedAtNs > START ? Refusal.FUTURE_TIME : Refusal.STALE_TICK, why);
        }
        assertEquals(Refusal.NONE, say(counted(5, 1, 2), 0, PRICE));
        say(counted(6, 1, 3).signedAt(START + 60 * SECOND), 0, PRICE);
        say(counted(7, 1, 4).signedAt(START - 60 * SECOND), 1, PRICE);
        say(counted(5, 1_000, 5).signedAt(START - 60 * SECOND), 0, PRICE);
        assertEquals(Refusal.NONE, say(counted(5, 2, 6), 0, PRICE));
        assertEquals(Refusal.NONE, say(counted(5, 3, 7), 1, PRICE));
    }

    @Test
    void contractD_shouldNotChargeAContradictionOfAnotherTimeAfterARestart()
    {
        bench.now = START + 3_600 * SECOND;
        for (int i = 1; i < 10; i++)
        {
            assertEquals(Refusal.STALE_TICK, say(counted(1, i, 2L * i).signedAt(START), 0, PRICE));
            assertEquals(Refusal.STALE_TICK, say(counted(1, i, 2L * i + 1).signedAt(START), 0, PRICE));
            assertEquals(Refusal.STALE_TICK, say(timed(START + i, 100 + i), 0, PRICE));
            assertEquals(Refusal.STALE_TICK, say(timed(START + i, 200 + i), 0, PRICE + 1));
        }
        assertEquals(0, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void contractC_shouldAcceptOnlyWhatIsNewerWhateverArrives(final long seed)
    {
        final Random random = new Random(seed);
        final Map<Integer, Long> newest = new HashMap<>();
        final Map<Integer, Long> epochs = new HashMap<>();
        for (int step = 0; step < 5_000; step++)
        {
            bench.now += random.nextInt(1_000);
            final int instrument = random.nextInt(2);
            final long epoch = 1L + step / 1_000 - random.nextInt(2);
            final long sequence = step % 1_000 / 10L + random.nextInt(8);
            final long order = epoch << 32 | sequence;
            // content is a function of its place, so nothing contradicts itself
            final Refusal why = say(counted(epoch, sequence, order), instrument, PRICE);
            final long epochSeen = epochs.getOrDefault(0, Long.MIN_VALUE);
            final Refusal expected = epoch < epochSeen || order < newest.getOrDefault(instrument, Long.MIN_VALUE) ?
                Refusal.OLDER_TICK : order == newest.getOrDefault(instrument, Long.MIN_VALUE) ?
                Refusal.DUPLICATE_SIGNER : Refusal.NONE;
            assertEquals(expected, why, "seed " + seed + " step " + step);
            epochs.merge(0, epoch, Math::max);
            if (why == Refusal.NONE)
            {
                newest.put(instrument, order);
            }
        }
    }

    @Test
    void contractD_shouldNeverFaultIdenticalContent()
    {
        final Slot slot = bench.on(counted(1, 1, 7).tick(0, bench.now, PRICE));
        final int trust = slot.ticks.trustBps[0];
        for (int i = 0; i < 100; i++)
        {
            assertEquals(Refusal.DUPLICATE, say(counted(1, 1, 7).message(0, 100 + i), 0, PRICE));
            assertEquals(Slot.NONE, bench.builder.slot().changedSource);
        }
        assertEquals(Refusal.DUPLICATE, say(counted(1, 1, 7).message(1, 7), 0, PRICE), "another connection");
        assertEquals(trust, bench.on(counted(1, 2, 8).tick(0, bench.now, PRICE)).ticks.trustBps[0]);
    }

    @Test
    void contractD_shouldCountTwoPackagesByOneSignerInOnePayloadOnce()
    {
        assertEquals(Refusal.NONE, say(timed(START, 1).message(0, 55), 0, PRICE));
        assertEquals(Refusal.DUPLICATE_SIGNER, say(timed(START, 2).message(0, 55), 0, PRICE));
        assertEquals(Refusal.DUPLICATE, say(timed(START, 2).message(0, 56), 0, PRICE));
        assertEquals(1, bench.counters.count(Metric.TICKS_ACCEPTED));
    }

    @Test
    void contractD_shouldPutASourceOutAtOnceThatContradictsItself()
    {
        assertEquals(Refusal.NONE, say(counted(1, 1, 7), 0, PRICE));
        final Slot slot = bench.on(counted(1, 1, 8).tick(0, bench.now, PRICE));
        assertEquals(Refusal.EQUIVOCATION, first(slot));
        assertEquals(0, slot.changedSource);
        assertEquals(bench.now + TrustPolicy.DEFAULT.quarantineNs(), slot.excludedUntilNs);
        assertEquals(1, bench.counters.count(Metric.SOURCES_EXCLUDED));
        assertEquals(Refusal.SOURCE_EXCLUDED, say(counted(1, 2, 9), 1, PRICE));
        assertEquals(Refusal.NONE, first(bench.say(1, PRICE)), "others are not concerned");
        bench.now += TrustPolicy.DEFAULT.quarantineNs();
        assertEquals(Refusal.NONE, say(counted(1, 3, 10), 0, PRICE));
    }

    @Test
    void contractD_shouldFindTheContradictionThoughTheFramesShareNoInstrument()
    {
        assertEquals(Refusal.NONE, say(counted(1, 1, 7), 0, PRICE));
        assertEquals(Refusal.EQUIVOCATION, say(counted(1, 1, 8), 1, PRICE));
        assertEquals(0, bench.builder.slot().changedSource);
    }

    @Test
    void contractD_shouldChargeOneContradictionOnceHoweverOftenItIsReplayed()
    {
        say(counted(1, 1, 7), 0, PRICE);
        say(counted(1, 1, 8), 0, PRICE);
        bench.now += TrustPolicy.DEFAULT.quarantineNs();
        for (int i = 0; i < 10; i++)
        {
            assertTrue(say(counted(1, 1, 7 + i % 3), 0, PRICE) != Refusal.NONE);
            assertEquals(Slot.NONE, bench.builder.slot().changedSource);
        }
        assertEquals(Refusal.NONE, say(counted(1, 2, 20), 0, PRICE));
        assertEquals(Refusal.OLDER_TICK, say(counted(1, 1, 8), 0, PRICE));
        assertEquals(1, bench.counters.count(Metric.SOURCES_EXCLUDED));
    }

    @Test
    void contractD_shouldDefineContradictionBySignedTimeAndValueWhereThereIsNoCounter()
    {
        assertEquals(Refusal.NONE, say(timed(START, 1), 0, PRICE));
        assertEquals(Refusal.NONE, say(timed(START, 2), 1, PRICE), "another feed in another package");
        assertEquals(Refusal.DUPLICATE, say(timed(START, 3), 0, PRICE), "other bytes, same value");
        assertEquals(Refusal.EQUIVOCATION, say(timed(START, 4), 0, PRICE + 1));
        assertEquals(0, bench.builder.slot().changedSource);
        assertEquals(Refusal.EQUIVOCATION, say(timed(START, 4), 0, PRICE + 1));
        assertEquals(Slot.NONE, bench.builder.slot().changedSource, "charged once");
    }

    @Test
    void contractD_shouldChargeOneSequenceOnceThoughNewerFramesFollow()
    {
        say(counted(1, 1, 7), 0, PRICE);
        assertEquals(Refusal.EQUIVOCATION, say(counted(1, 1, 8), 1, PRICE));
        say(counted(1, 2, 9), 0, PRICE);
        assertEquals(Refusal.DUPLICATE, say(counted(1, 1, 8).message(0, 99), 1, PRICE));
        assertEquals(Refusal.EQUIVOCATION, say(counted(1, 1, 10), 1, PRICE));
        assertEquals(Slot.NONE, bench.builder.slot().changedSource);
    }

    @Test
    void contractD_shouldSeeAContradictionInATickWhosePriceDoesNotDecode()
    {
        say(counted(1, 1, 7), 0, PRICE);
        final Slot slot = bench.on(counted(1, 1, 8).tick(0, bench.now, 0, Refusal.PRICE_OVERFLOW));
        assertEquals(Refusal.EQUIVOCATION, first(slot));
        assertEquals(0, slot.changedSource);
    }

    @Test
    void contractD_shouldTakeNothingElseFromAFrameThatContradicts()
    {
        bench.on(timed(START, 1).tick(1, bench.now, PRICE));
        final Slot slot = bench.on(timed(START, 2).tick(0, bench.now, PRICE).tick(1, bench.now, PRICE + 1));
        assertEquals(Refusal.SOURCE_EXCLUDED, slot.ticks.refusal[0]);
        assertEquals(Refusal.EQUIVOCATION, slot.ticks.refusal[1]);
        assertEquals(0, slot.ticks.trustBps[0]);
    }

    @Test
    void contractD_shouldDoubleTheExclusionEachTime()
    {
        long sequence = 0;
        for (int n = 0; n < 14; n++)
        {
            sequence++;
            say(counted(1, sequence, sequence * 2), 0, PRICE);
            say(counted(1, sequence, sequence * 2 + 1), 0, PRICE);
            final long lastsNs = bench.builder.slot().excludedUntilNs - bench.now;
            assertEquals((10 * SECOND) << Math.min(n, TrustScores.MAX_DOUBLINGS), lastsNs);
            bench.now += lastsNs;
        }
    }
}
