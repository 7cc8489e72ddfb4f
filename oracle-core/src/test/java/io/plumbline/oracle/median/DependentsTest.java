// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DependentsTest
{
    private final Dependents dependents = new Dependents(new MarketBench(
        coin("TOP").fallback(new FallbackPolicy(List.of("S"), List.of("R1", "R2", "R3"))),
        coin("S").market(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("VOL"))),
        coin("R1").leg(LegConfig.times("A")).leg(LegConfig.times("B")), coin("R2"), coin("R3"), coin("A"), coin("B"),
        coin("VOL")).config);

    @Test
    void shouldKnowWhatStandsOnWhat()
    {
        assertArrayEquals(new int[0], dependents.of(0));
        assertArrayEquals(new int[] {0}, dependents.of(1));
        assertArrayEquals(new int[] {2}, dependents.of(5));
        assertArrayEquals(new int[] {1}, dependents.of(7));
        assertEquals(2, dependents.depth(0));
        assertEquals(1, dependents.depth(1));
        assertEquals(0, dependents.depth(6));
        assertEquals(2, dependents.maxDepth());
    }

    @Test
    void shouldGiveOutEachOnceAfterAllItStandsOn()
    {
        dependents.await(1);
        dependents.await(7);
        dependents.await(5);
        dependents.await(6);
        assertEquals(1, dependents.next());
        assertEquals(2, dependents.next());
        dependents.await(2);
        assertEquals(0, dependents.next());
        assertEquals(Dependents.NONE, dependents.next());
    }
}
