// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What instruments may stand on, and what is refused before anything is priced. */
final class InstrumentGraphTest
{
    private static InstrumentConfigBuilder usd(final String symbol)
    {
        return InstrumentConfig.named(symbol).asset("a:coin", 8).currency("USD", 2);
    }

    private static InstrumentGraph graph(final InstrumentConfigBuilder... instruments)
    {
        return new InstrumentGraph(List.of(instruments).stream().map(InstrumentConfigBuilder::build).toList());
    }

    private static void assertRefused(final String named, final InstrumentConfigBuilder... instruments)
    {
        final String message =
            assertThrows(IllegalArgumentException.class, () -> graph(instruments)).getMessage();
        assertTrue(message.contains(named), message);
    }

    @Test
    void contractL_shouldSpellOutLegsThatAreDerivedThemselves()
    {
        final InstrumentGraph graph = graph(usd("A/B"), usd("B/C"), usd("D/C"),
            usd("A/C").leg(LegConfig.times("A/B")).leg(LegConfig.times("B/C")),
            usd("D/A").leg(LegConfig.times("D/C")).leg(LegConfig.per("A/C")),
            usd("A/D").leg(LegConfig.per("D/A")));
        assertEquals(List.of(), graph.legs(0));
        assertEquals(List.of(new InstrumentGraph.Leg(0, false), new InstrumentGraph.Leg(1, false)), graph.legs(3));
        assertEquals(List.of(new InstrumentGraph.Leg(2, false), new InstrumentGraph.Leg(0, true),
            new InstrumentGraph.Leg(1, true)), graph.legs(4));
        assertEquals(List.of(new InstrumentGraph.Leg(2, true), new InstrumentGraph.Leg(0, false),
            new InstrumentGraph.Leg(1, false)), graph.legs(5), "an inverse of an inverse is a factor");
        assertEquals(Set.of(0), graph.roots(0));
        assertEquals(Set.of(0, 1, 2), graph.roots(5));
    }

    @Test
    void contractL_shouldRefuseMoreLegsThanFour()
    {
        final InstrumentConfigBuilder three = usd("X/A").leg(LegConfig.times("A/B")).leg(LegConfig.times("A/B"))
            .leg(LegConfig.times("A/B"));
        assertEquals(4, graph(usd("A/B"), three, usd("Y/A").leg(LegConfig.times("X/A")).leg(LegConfig.per("A/B")))
            .legs(2).size());
        assertRefused("of Y/A are more than 4", usd("A/B"), three,
            usd("Y/A").leg(LegConfig.times("X/A")).leg(LegConfig.times("X/A")));
    }

    @Test
    void contractL_shouldRefuseWhatStandsOnItselfByAnyWay()
    {
        assertRefused("A/B", usd("A/B").leg(LegConfig.times("A/B")));
        assertRefused("stands on itself", usd("A/B").leg(LegConfig.times("B/C")),
            usd("B/C").leg(LegConfig.times("C/D")), usd("C/D").leg(LegConfig.per("A/B")));
        assertRefused("stands on itself", usd("A/B").fallback(new FallbackPolicy(List.of("A/2"), List.of())),
            usd("A/2").fallback(new FallbackPolicy(List.of("A/B"), List.of())));
        assertRefused("stands on itself", usd("A/B").market(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("A/IV"))),
            usd("A/IV").leg(LegConfig.times("A/B")));
        assertEquals(4, List.of(graph(usd("A/B"), usd("B/C").leg(LegConfig.times("A/B")),
            usd("C/D").leg(LegConfig.times("A/B")),
            usd("D/E").leg(LegConfig.times("B/C")).leg(LegConfig.times("C/D"))).legs(3), 1, 2, 3).size(),
            "two ways to one leg are no cycle");
    }

    @Test
    void contractR_shouldFindTheSignalOfTheNetworkFee()
    {
        final InstrumentGraph graph = graph(usd("A/FEE").supporting(), usd("A/B").networkFee("A/FEE"));
        assertEquals(0, graph.networkFee(1));
        assertEquals(-1, graph.networkFee(0));
        assertRefused("is not configured, was A/FEE", usd("A/B").networkFee("A/FEE"));
        assertRefused("networkFee of A/B must be a supporting instrument, was A/FEE",
            usd("A/FEE"), usd("A/B").networkFee("A/FEE"));
        assertRefused("currency of A/FEE must be that of A/B, was EUR",
            usd("A/FEE").currency("EUR", 2).supporting(), usd("A/B").networkFee("A/FEE"));
        assertRefused("stands on itself", usd("A/B").supporting().networkFee("A/B"));
        assertRefused("stands on itself", usd("A/FEE").supporting().leg(LegConfig.times("A/B")),
            usd("A/B").networkFee("A/FEE"));
    }

    @Test
    void contractL_shouldRefuseNamesOfNothing()
    {
        assertRefused("is not configured, was B/C", usd("A/B").leg(LegConfig.times("B/C")));
        assertRefused("is not configured, was B/C", usd("A/B").fallback(new FallbackPolicy(List.of("B/C"), List.of())));
        assertRefused("is not configured, was A/IV",
            usd("A/B").market(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("A/IV"))));
    }

    @Test
    void contractL_shouldRefuseAnIndexOfWhichHalfStandsOnOneLeg()
    {
        final FallbackPolicy index = new FallbackPolicy(List.of(), List.of("A/1", "A/2", "A/3"));
        final InstrumentConfigBuilder first = usd("A/1").leg(LegConfig.times("T/1"));
        final InstrumentConfigBuilder third = usd("A/3").leg(LegConfig.times("T/3"));
        final InstrumentGraph graph = graph(usd("T/1"), usd("T/2"), usd("T/3"), first,
            usd("A/2").leg(LegConfig.times("T/2")), third, usd("A/B").fallback(index));
        assertArrayEquals(new int[]{3, 4, 5}, graph.routes(6));
        assertRefused("T/1", usd("T/1"), usd("T/3"), first, usd("A/2").leg(LegConfig.times("T/1")), third,
            usd("A/B").fallback(index));
    }

    @Test
    void contractL_shouldRefuseAFallbackOfAnotherAssetOrCurrencyOrAtAnotherScale()
    {
        final FallbackPolicy second = new FallbackPolicy(List.of("A/2"), List.of());
        assertArrayEquals(new int[]{1}, graph(usd("A/B").fallback(second), usd("A/2")).secondaries(0));
        assertRefused("priceScale", usd("A/B").fallback(second), usd("A/2").price(4, 4));
        assertRefused("currency", usd("A/B").fallback(second), usd("A/2").currency("EUR", 2));
        assertRefused("assetId", usd("A/B").fallback(second), usd("A/2").asset("b:other", 8));
    }

    @Test
    void contractL_shouldRefuseAFallbackToThePriceOfAnotherAsset()
    {
        final FallbackPolicy index = new FallbackPolicy(List.of(), List.of("A/1", "A/2", "A/3"));
        assertArrayEquals(new int[]{1, 2, 3},
            graph(usd("A/B").fallback(index), usd("A/1"), usd("A/2"), usd("A/3")).routes(0));
        assertRefused("assetId", usd("A/B").fallback(new FallbackPolicy(List.of("A/2"), List.of())),
            usd("A/2").asset("a:E", 8));
        assertRefused("assetId of A/3", usd("A/B").fallback(index), usd("A/1"), usd("A/2"),
            usd("A/3").asset("a:E", 8));
    }

    @Test
    void shouldRefuseWhatWouldCostAnEventTooManyJudgements()
    {
        final List<InstrumentConfig> layers = new ArrayList<>();
        layers.add(usd("A/0").fallback(new FallbackPolicy(List.of("A/1.0", "A/1.1"), List.of())).build());
        for (int layer = 1; layer < 12; layer++)
        {
            final List<String> next = layer == 11 ? List.of() :
                List.of("A/" + (layer + 1) + ".0", "A/" + (layer + 1) + ".1");
            layers.add(usd("A/" + layer + ".0").fallback(new FallbackPolicy(next, List.of())).build());
            layers.add(usd("A/" + layer + ".1").fallback(new FallbackPolicy(next, List.of())).build());
        }
        final String message =
            assertThrows(IllegalArgumentException.class, () -> new InstrumentGraph(layers)).getMessage();
        assertTrue(message.contains("A/0") && message.contains("256"), message);
        final InstrumentGraph one = new InstrumentGraph(layers.subList(7, layers.size()));
        assertEquals(16, one.symbols().size(), "three layers less, 255 judgements");
    }

    @Test
    void shouldFindIdsAndSignals()
    {
        final InstrumentGraph graph =
            graph(usd("A/B").market(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("A/IV"))), usd("A/IV"));
        assertEquals(1, graph.signal(0));
        assertEquals(-1, graph.signal(1));
        assertEquals(-1, graph.id("B/B"));
    }
}
