// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandContractTest
{
    private static final long PRICE = 1_000_000;
    private static final String[] ROOTS = {"X", "S1", "S2", "A", "B", "C"};
    private static final MarketPolicy NERVOUS = MarketPolicy.DEFAULT
        .with(new VolatilityPolicy(SECOND, 0))
        .with(new BreakerPolicy(150, 4, 10, 10, 100, 20, 40, 8_000, SECOND))
        .with(new ModePolicy(ModePolicy.DEFAULT.stressed(), ModePolicy.DEFAULT.protection(), 7_000, SECOND, true,
            ModePolicy.DEFAULT.stressedRights(), ModePolicy.DEFAULT.protectedRights()));

    private final List<String> seen = new ArrayList<>();

    private static MarketBench bench()
    {
        final QuorumPolicy quorum = SampleOracle.withDwell(new QuorumPolicy(2, 2, 0, 6_000, 7_500, 0), SECOND / 2);
        final FencePolicy fence = new FencePolicy(200, 5, 5, 60);
        return new MarketBench(
            coin("X").quorum(quorum).fence(fence).market(NERVOUS)
                .fallback(new FallbackPolicy(List.of("S1", "S2"), List.of("A", "B", "D"))),
            coin("S1").quorum(quorum), coin("S2").quorum(quorum), coin("A").quorum(quorum).market(NERVOUS),
            coin("B").quorum(quorum), coin("C").quorum(quorum),
            coin("D").leg(LegConfig.times("C")).leg(LegConfig.times("C")).leg(LegConfig.per("C")));
    }

    private static String text(final Evaluation e)
    {
        return e.instrument + " " + e.tier + " " + e.mode + " " + e.refusal + " " + e.primaryRefusal + " " + e.price +
            " " + e.rangeLow + " " + e.rangeHigh + " " + e.quartileLow + " " + e.quartileHigh + " " + e.asOfNs + " " +
            e.evaluatedAtNs + " " + e.validUntilNs + " " + e.confidenceBps + " " + e.dispersionBps + " " +
            e.staleShareBps + " " + e.spreadBps + " " + e.tierSpreadBps + " " + e.volatilityBps + " " + e.trustBps +
            " " + e.contributorMask + " " + Arrays.hashCode(e.evidenceDigest);
    }

    /** What every market event left behind; between them commands come or do not. */
    private static List<String> run(final long seed, final boolean hasCommands, final MarketBench bench)
    {
        final Random random = new Random(seed);
        final Random commands = new Random(~seed);
        final List<String> left = new ArrayList<>();
        long centre = PRICE;
        for (int step = 0; step < 3_000; step++)
        {
            bench.now += random.nextInt(60) == 0 ? random.nextInt(9) * SECOND : random.nextInt(60) * 1_000_000L;
            centre += random.nextInt(401) - 200 + (random.nextInt(150) == 0 ? centre / 50 : 0);
            final String symbol = ROOTS[random.nextInt(ROOTS.length)];
            final int source = random.nextInt(MarketBench.SOURCES);
            if (random.nextInt(6) == 0)
            {
                bench.on(bench.builder.clock(bench.now));
                for (int i = 0; i < bench.builder.slot().evaluationCount; i++)
                {
                    left.add(text(bench.builder.slot().evaluations[i]));
                }
            }
            else if (random.nextInt(100) == 0)
            {
                bench.putOut(symbol, source);
            }
            else
            {
                bench.trustBps = 7_500 + random.nextInt(2_500);
                bench.halfSpread = random.nextInt(3) * 1_000L;
                bench.volatilityCentiBps = random.nextInt(3_000);
                bench.tick(symbol, source, centre + random.nextInt(4_001), bench.now - random.nextInt(3) * SECOND);
            }
            left.add(step + " " + bench.stage.stateHash());
            for (int i = commands.nextInt(4); hasCommands && i > 0; i--)
            {
                command(bench, commands);
            }
        }
        return left;
    }

    private static void command(final MarketBench bench, final Random random)
    {
        final int instrument = random.nextInt(bench.config.instruments().size());
        switch (random.nextInt(3))
        {
            case 0 -> bench.on(bench.builder.order(instrument, bench.now));
            case 1 -> bench.on(bench.builder.authorize(bench.config.instruments().get(instrument).symbol(), bench.now));
            default ->
            {
                bench.builder.admin(AdminEvent.INSTALL_TABLE, 0, bench.now).slot().draft =
                    new ExplanationDraft(instrument, bench.config.sources().size(), List.of());
                bench.on(bench.builder);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contractA_shouldNotBeMovedByCommands(final long seed)
    {
        final MarketBench quiet = bench();
        final MarketBench asked = bench();
        assertEquals(run(seed, false, quiet), run(seed, true, asked), "seed " + seed);
        for (final Metric metric : new Metric[] {Metric.BREAKERS_TRIPPED, Metric.BREAKERS_HEALED, Metric.MODE_CHANGES,
            Metric.TIER_CHANGES})
        {
            assertTrue(quiet.counters.count(metric) > 0, "seed " + seed + " has no " + metric);
            assertEquals(quiet.counters.count(metric), asked.counters.count(metric), metric.name());
        }
    }

    @Test
    void contractK_shouldRefuseACommandByWhatIsTrueNow()
    {
        final MarketBench bench = new MarketBench(coin("X").market(NERVOUS).fence(new FencePolicy(200, 5, 5, 60)));
        bench.say("X", PRICE, PRICE, PRICE);
        final long before = bench.stage.stateHash();
        bench.now += 6 * SECOND;
        assertEquals(Refusal.NO_QUORUM, bench.order("X").refusal);
        assertEquals(Tier.LAST_GOOD, bench.order("X").tier);
        assertEquals(before, bench.stage.stateHash());
        bench.clock();
        assertTrue(before != bench.stage.stateHash(), "the clock's word counts");
    }

    @Test
    void contractV_shouldFindWhatAnOrderWouldFind()
    {
        final MarketBench bench = bench();
        run(7, false, bench);
        for (int instrument = 0; instrument < bench.config.instruments().size(); instrument++)
        {
            final ExplanationDraft draft = new ExplanationDraft(instrument, bench.config.sources().size(), List.of());
            bench.builder.admin(AdminEvent.INSTALL_TABLE, 0, bench.now).slot().draft = draft;
            final long published = bench.published;
            bench.on(bench.builder);
            assertEquals(published, bench.published, "an explanation is for whoever asked");
            seen.add(text(draft.record));
            assertEquals(seen.get(instrument), text(bench.order(bench.config.instruments().get(instrument).symbol())));
        }
    }
}
