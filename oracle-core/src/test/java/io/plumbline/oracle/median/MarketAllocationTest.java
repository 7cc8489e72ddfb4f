// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.Allocations;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MarketAllocationTest
{
    private static final long PRICE = 1_000_000;
    private static final MarketPolicy NERVOUS = MarketPolicy.DEFAULT.with(new VolatilityPolicy(SECOND, 0))
        .with(new BreakerPolicy(150, 4, 10, 10, 100, 20, 40, 8_000, SECOND / 10)).with(ImpliedPolicy.of("VOL"))
        .with(new ModePolicy(ModePolicy.DEFAULT.stressed(), ModePolicy.DEFAULT.protection(), 7_000, SECOND / 10, true,
            ModePolicy.DEFAULT.stressedRights(), ModePolicy.DEFAULT.protectedRights()));

    private final MarketBench bench = new MarketBench(
        coin("X").market(NERVOUS).fallback(new FallbackPolicy(List.of("S"), List.of("A", "B", "D"))), coin("S"),
        coin("A"), coin("B"), coin("C"), coin("D").leg(LegConfig.times("C")).leg(LegConfig.per("C"))
            .leg(LegConfig.times("C")), coin("E").leg(LegConfig.per("C")).leg(LegConfig.per("C"))
            .leg(LegConfig.per("C")).leg(LegConfig.per("C")), coin("VOL"));
    private final Set<Tier> reached = EnumSet.noneOf(Tier.class);
    private int round;

    @Test
    void contractT_shouldAllocateNothingInBreakersModesTiersAndDerivedPrices()
    {
        Allocations.assertNone(this::rounds);
        assertTrue(reached.containsAll(Set.of(Tier.PRIMARY, Tier.SECONDARY, Tier.INDEX, Tier.LAST_GOOD)),
            () -> "reached " + reached);
        assertTrue(bench.counters.count(Metric.BREAKERS_HEALED) > 0);
        assertTrue(bench.counters.count(Metric.MODE_CHANGES) > 0);
    }

    private void rounds()
    {
        for (int i = 0; i < 400; i++)
        {
            round++;
            bench.now += SECOND / 20;
            final long price = PRICE + round % 13 * 100L + (round % 400 / 20 == 1 ? PRICE / 20 : 0);
            bench.volatilityCentiBps = round % 50 * 10;
            bench.halfSpread = round % 200 < 20 ? 5_000 : 0;
            say("VOL", 3_000 + round % 3 * 1_000L);
            say("C", price);
            say("A", price);
            say("B", price);
            if (round % 400 < 250)
            {
                say("S", price);
            }
            if (round % 400 < 100)
            {
                say("X", price);
            }
            bench.on(bench.builder.clock(bench.now));
            bench.order("X");
            bench.order("D");
            bench.order("E");
            reached.add(bench.record("X").tier);
        }
    }

    private void say(final String symbol, final long price)
    {
        for (int source = 0; source < MarketBench.SOURCES; source++)
        {
            bench.tick(symbol, source, price, bench.now);
        }
    }
}
