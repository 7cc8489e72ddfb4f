// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.TickColumns;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MedianReferenceTest
{
    private static final int STEPS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithTheSlowReferenceAtEveryStep(final long seed)
    {
        run(seed, EnumSet.noneOf(Refusal.class));
    }

    @Test
    void shouldReachEveryRefusalOfThePriceAlongTheWay()
    {
        final Set<Refusal> reached = EnumSet.noneOf(Refusal.class);
        for (long seed = 1; seed <= 10; seed++)
        {
            run(seed, reached);
        }
        assertEquals(EnumSet.of(Refusal.NONE, Refusal.NO_PRICE, Refusal.NO_QUORUM, Refusal.LINEAGE_CAP,
            Refusal.BYZANTINE_MARGIN, Refusal.PROBATION, Refusal.WIDE_RANGE), reached);
    }

    private static void run(final long seed, final Set<Refusal> reached)
    {
        final Random random = new Random(seed);
        final OracleConfig config = config(random);
        final int sources = config.sources().size();
        final MedianBench bench = new MedianBench(config);
        final MedianReference reference = new MedianReference(config);
        long centre = 1_000_000L + random.nextInt(1_000_000);
        for (int step = 0; step < STEPS; step++)
        {
            bench.now += random.nextInt(50) == 0 ? random.nextInt(40) * SECOND : random.nextInt(400) * 1_000_000L;
            centre = Math.max(1_000, centre + random.nextInt(501) - 250);
            final int source = random.nextInt(sources);
            if (random.nextInt(200) == 0)
            {
                bench.on(bench.builder.envelope(source, bench.now).excluded(source, bench.now + 1));
                reference.book.remove(source);
            }
            else if (random.nextInt(6) > 0)
            {
                final long price = price(random, centre);
                final long bid = random.nextInt(3) == 0 ? TickColumns.NULL_PRICE : price - random.nextInt(500);
                final long ask = random.nextInt(9) == 0 ? TickColumns.NULL_PRICE : price + random.nextInt(500);
                final MedianReference.Said said = new MedianReference.Said(source, price,
                    bench.now - random.nextInt(4) * SECOND / 2,
                    random.nextInt(12) == 0 ? 0 : 7_500 + random.nextInt(2_501),
                    bench.now + random.nextInt(3) * SECOND, MedianReference.spreadBps(bid, ask, price));
                reference.book.put(source, said);
                reference.volatilityCentiBps = random.nextInt(40) == 0 ? random.nextInt(12_000) :
                    random.nextInt(10) == 0 ? 0 : reference.volatilityCentiBps;
                bench.on(bench.builder.envelope(source, bench.now).content(step)
                    .tick(0, bench.now, price, bid, ask, Refusal.NONE)
                    .found(said.trustBps(), said.originNs(), said.decayFromNs(), reference.volatilityCentiBps));
            }
            final MedianReference.Expected expected = reference.evaluate(bench.now);
            final String where = "seed " + seed + " step " + step;
            assertSame(expected, bench.ask(), where);
            reached.add(expected.refusal());
            if (random.nextInt(20) == 0)
            {
                final long now = bench.now;
                reference.book.values().stream()
                    .filter(s -> s.trustBps() > 0 && now - s.originNs() <= 5 * SECOND)
                    .forEach(s -> assertEquals(reference.trust(s, now), bench.lastTrust.trustBps(s.source()), where));
            }
        }
    }

    private static OracleConfig config(final Random random)
    {
        final int minLineages = 2 + random.nextInt(2);
        final QuorumPolicy quorum = new QuorumPolicy(minLineages, minLineages + random.nextInt(2), random.nextInt(300),
            10_000 / minLineages + 1 + random.nextInt(3_000), 7_500, random.nextInt(3) * SECOND / 2);
        final SampleOracle oracle = new SampleOracle().quorum(quorum)
            .fence(new FencePolicy(20 + random.nextInt(60), 1 + random.nextInt(4), 5, 8 + random.nextInt(100)))
            .market(SampleOracle.STILL_MARKET.with(new VolatilityPolicy(SECOND / 2, random.nextInt(5))));
        final int sources = 4 + random.nextInt(5);
        for (int source = 0; source < sources; source++)
        {
            oracle.source("L" + random.nextInt(5), random.nextInt(4) == 0 ? 1 + random.nextInt(5_000) : 100);
        }
        return oracle.build();
    }

    private static long price(final Random random, final long centre)
    {
        return switch (random.nextInt(12))
        {
            case 0 -> centre * 2;
            case 1 -> centre + centre / 100;
            case 2, 3 -> centre;
            default -> centre + random.nextInt(2_001) - 1_000;
        };
    }

    private static void assertSame(
        final MedianReference.Expected expected, final Evaluation actual, final String where)
    {
        final boolean isPresent = expected.refusal() == Refusal.NONE || expected.refusal() == Refusal.WIDE_RANGE;
        final MedianReference.Expected found = new MedianReference.Expected(actual.tier, actual.refusal, actual.price,
            actual.rangeLow, actual.rangeHigh, actual.quartileLow, actual.quartileHigh, actual.asOfNs,
            actual.validUntilNs, actual.dispersionBps, actual.sources, actual.lineages, actual.contributorMask,
            actual.confidenceBps, isPresent ? actual.trustBps : expected.trustBps(),
            isPresent ? actual.spreadBps : expected.spreadBps(), actual.evaluatedAtNs);
        assertEquals(expected, found, where);
        assertEquals(isPresent, actual.hasEvidence, where);
    }
}
