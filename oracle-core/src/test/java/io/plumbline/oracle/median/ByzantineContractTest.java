// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust and median together against liars of every subset whose weight is within F. */
final class ByzantineContractTest
{
    private static final int STEPS = 160;
    private static final TrustPolicy QUICK = new TrustPolicy(500, 500, 2, 0, SECOND, 3, 1L << 20);

    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void contractG_shouldKeepTheMedianWithinTheHonestRangeWhateverLiarsDo(final long seed)
    {
        final Random random = new Random(seed);
        final int sources = 5 + (int)(seed % 3);
        final SampleOracle oracle = new SampleOracle().trust(QUICK)
            .fence(new FencePolicy(100 + random.nextInt(400), 1 + random.nextInt(5), 50, 3_000));
        final long[] weights = new long[sources];
        long total = 0;
        for (int source = 0; source < sources; source++)
        {
            weights[source] = 50L + random.nextInt(100);
            total += weights[source];
            oracle.source("L" + source, weights[source]);
        }
        final int floorBps = 5_000 + random.nextInt(5_001);
        final long liars = total * floorBps / (10_000 + floorBps) * (40 + random.nextInt(50)) / 100;
        final OracleConfig config = oracle.quorum(new QuorumPolicy(3, 3, liars, 4_000, floorBps, 0)).build();
        int published = 0;
        for (int lying = 0; lying < 1 << sources; lying++)
        {
            long weight = 0;
            for (int source = 0; source < sources; source++)
            {
                weight += (lying >>> source & 1) * weights[source];
            }
            if (weight <= liars)
            {
                published += play(config, lying, random, "seed " + seed + " liars " + Integer.toBinaryString(lying));
            }
        }
        assertTrue(published > 50, "seed " + seed + ": an oracle that never publishes proves nothing");
    }

    private int play(final OracleConfig config, final int lying, final Random random, final String who)
    {
        final TrustStage trust = new TrustStage(config, new StageCounters());
        final MedianBench bench = new MedianBench(config);
        final int sources = config.sources().size();
        final long[] said = new long[sources];
        long centre = 1_000_000;
        long target = centre;
        int silent = 0;
        int published = 0;
        for (int step = 0; step < STEPS; step++)
        {
            bench.now += random.nextInt(300) * 1_000_000L;
            centre += random.nextInt(4_001) - 2_000;
            target = random.nextInt(10) == 0 ? 1 + random.nextInt(3_000_000) : target;
            final int source = random.nextInt(sources);
            final boolean isLiar = (lying >>> source & 1) != 0;
            silent ^= random.nextInt(15) == 0 ? 1 << random.nextInt(sources) : 0;
            if (!isLiar && (silent >>> source & 1) != 0)
            {
                continue;
            }
            final long price = isLiar ? lie(random, centre, target) : centre + random.nextInt(4_001) - 2_000;
            sequence++;
            final Slot slot = bench.builder.envelope(source, bench.now).counted(1, sequence).content(sequence)
                .tick(0, bench.now - (isLiar ? random.nextInt(3) * SECOND : 0), price).slot();
            trust.onSlot(slot);
            bench.stage.onSlot(slot);
            said[source] = slot.ticks.refusal[0] == Refusal.NONE ? price : said[source];
            final boolean isPresent =
                bench.last.refusal == Refusal.NONE || bench.last.refusal == Refusal.WIDE_RANGE;
            if (bench.published > 0 && isPresent && bench.last.evaluatedAtNs == bench.now)
            {
                assertWithinHonestRange(bench, said, lying, who + " step " + step);
                published++;
            }
        }
        return published;
    }

    private static long lie(final Random random, final long centre, final long target)
    {
        return switch (random.nextInt(6))
        {
            case 0 -> centre;
            case 1 -> random.nextInt(3_000_000);
            case 2 -> centre + centre / 100 * (random.nextInt(9) - 4);
            default -> target;
        };
    }

    private static void assertWithinHonestRange(
        final MedianBench bench, final long[] said, final int lying, final String where)
    {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int source = 0; source < said.length; source++)
        {
            if ((lying >>> source & 1) == 0 && (bench.last.contributorMask >>> source & 1) != 0)
            {
                low = Math.min(low, said[source]);
                high = Math.max(high, said[source]);
            }
        }
        final long honestLow = low;
        final long honestHigh = high;
        assertTrue(low <= bench.last.price && bench.last.price <= high,
            () -> where + ": " + bench.last.price + " outside " + honestLow + ".." + honestHigh);
    }

    @Test
    void contractB_shouldLoseTrustThenQuorumWhenDeadUpstreamsAreSignedAnew()
    {
        final OracleConfig config = new SampleOracle().independent(3).build();
        final TrustStage trust = new TrustStage(config, new StageCounters());
        final MedianBench bench = new MedianBench(config);
        final long frozenNs = FreshnessPolicy.DEFAULT.frozenAfterNs();
        final long startNs = bench.now;
        boolean hasOpened = false;
        while (bench.now < startNs + frozenNs + 20 * SECOND)
        {
            bench.now += SECOND / 2;
            for (int source = 0; source < 3; source++)
            {
                // the first source's value stands still under a moving time
                final long price = 1_000_000 + (source == 0 ? 0 : bench.now / SECOND % 2);
                sequence++;
                final Slot slot = bench.builder.envelope(source, bench.now).counted(1, sequence).content(sequence)
                    .tick(0, bench.now, price).slot();
                trust.onSlot(slot);
                bench.stage.onSlot(slot);
            }
            hasOpened |= bench.last.refusal == Refusal.NONE;
            if (bench.now < startNs + frozenNs)
            {
                assertEquals(bench.now > startNs, hasOpened);
            }
        }
        assertEquals(Refusal.NO_QUORUM, bench.last.refusal);
        assertEquals(0, bench.lastTrust.trustBps(0));
    }
}
