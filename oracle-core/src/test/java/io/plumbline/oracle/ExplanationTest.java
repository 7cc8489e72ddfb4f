// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplanationTest
{
    private static final long NOW = 1_790_000_000_123_456_789L;

    private static PriceFigures figures(final Tier tier, final Refusal refusal, final Refusal primary, final long price)
    {
        return new PriceFigures(tier, Mode.STRESSED, refusal, primary, true, price, price - 3, price + 4, price - 1,
            price + 2, NOW - 1_500_000_000L, NOW, NOW + 3_500_000_000L, NOW - 7, 2, 2, 8_750, 9_800, 12, 3_334, 3, 9,
            14, 30, 1_234, price + 5, price - 6);
    }

    private static SourceExplanation source(
        final String name, final SourceStanding standing, final TrustCause... causes)
    {
        return new SourceExplanation(name, "line-" + name, 100, 6_000_012_345_678L, NOW - 1_500_000_000L,
            1_500_000_000L, 9_700, 0, 9_600, Set.of(causes), 2, 0, 3_333, standing);
    }

    @Test
    void contractV_shouldTellPeopleWhoCountsAndWhoDoesNotByWhichRule()
    {
        final SourceExplanation out = new SourceExplanation("b", "line-b", 50, 0, 0, 0, 7_500, 8_000, 0,
            EnumSet.of(TrustCause.OPERATOR, TrustCause.DIVERGENCE), 1, NOW + 1_000_000_000L, 0,
            SourceStanding.EXCLUDED);
        final Explanation leg = new Explanation("USDC/USD", 4,
            figures(Tier.CLOSED, Refusal.NO_PRICE, Refusal.NO_PRICE, 10_000), List.of(), List.of());
        final Explanation whole = new Explanation("BTC/USD", 8,
            figures(Tier.SECONDARY, Refusal.NONE, Refusal.NO_QUORUM, 6_000_000_000_000L),
            List.of(source("a", SourceStanding.CONTRIBUTES), out),
            List.of(new Explanation.Part(Explanation.Role.INVERSE_LEG, leg),
                new Explanation.Part(Explanation.Role.SECONDARY, leg)));
        assertEquals("""
            BTC/USD  60000.00000000  SECONDARY, STRESSED, confidence 87.50 %
              not PRIMARY by NO_QUORUM: SENTENCE
              implied volatility is high against realized volatility
              judged 2026-09-21T14:13:20.123456789Z, as of 2026-09-21T14:13:18.623456789Z, holds until \
            2026-09-21T14:13:23.623456789Z, quorum dwells until 2026-09-21T14:13:20.123456782Z
              range 59999.99999997 to 60000.00000004, quartiles 59999.99999999 and 60000.00000002, fence 30 bps, \
            anchor 59999.99999994, cluster price 60000.00000005
              2 sources of 2 lineages, average trust 98.00 %, stale share 33.34 %
              dispersion 12 bps, bid-ask spread 3 bps, PRIMARY and SECONDARY part by 9 bps, volatility 14 bps a minute
              a  60000.12345678  in with 33.33 % of the weight
                lineage line-a, base weight 100, age 1.500 s
                trust 97.00 % scored, 96.00 % now, 2 falls to make up for
              b  none  out by EXCLUDED: It is out, as a whole or on this instrument.
                lineage line-b, base weight 50
                trust 75.00 % scored, 80.00 % by an operator, 0.00 % now, 1 falls to make up for
                DIVERGENCE: Its price stood apart from the others'.
                OPERATOR: An operator put it out.
                out until 2026-09-21T14:13:21.123456789Z
              divided by USDC/USD  1.0000  CLOSED, STRESSED, confidence 87.50 %
                refused by NO_PRICE: PRICELESS
            """.replace("SENTENCE", Refusal.NO_QUORUM.sentence()).replace("PRICELESS", Refusal.NO_PRICE.sentence()),
            linesBefore(whole.text(), "    implied volatility is high"));
        assertTrue(whole.text().endsWith("  falls back to USDC/USD, as above\n"), whole.text());
    }

    /** What comes before the first line that begins so. */
    private static String linesBefore(final String text, final String beginning)
    {
        return text.substring(0, text.indexOf("\n" + beginning) + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractV_shouldGiveMachinesStrictJsonOfEveryFigure(final long seed)
    {
        final Random random = new Random(seed);
        final Explanation whole = random(random, 0);
        final Set<String> told = new HashSet<>();
        assertSame(whole, (Map<?, ?>)StrictJson.read(whole.json()), told, "seed " + seed);
        assertFalse(whole.json().chars().anyMatch(c -> c < ' ' || c > '~'), "seed " + seed);
    }

    private static Explanation random(final Random random, final int depth)
    {
        final List<Explanation.Part> parts = new ArrayList<>();
        for (int i = depth < 3 ? random.nextInt(4) : 0; i > 0; i--)
        {
            parts.add(new Explanation.Part(pick(random, Explanation.Role.values()), random(random, depth + 1)));
        }
        final List<SourceExplanation> sources = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--)
        {
            final EnumSet<TrustCause> causes = EnumSet.allOf(TrustCause.class);
            causes.removeIf(cause -> random.nextBoolean());
            sources.add(new SourceExplanation(text(random), text(random), random.nextLong(), random.nextLong(),
                random.nextLong(), random.nextLong(), random.nextInt(), random.nextInt(), random.nextInt(), causes,
                random.nextInt(), random.nextLong(), random.nextInt(), pick(random, SourceStanding.values())));
        }
        final PriceFigures figures = new PriceFigures(pick(random, Tier.values()), pick(random, Mode.values()),
            pick(random, Refusal.values()), pick(random, Refusal.values()), random.nextBoolean(), random.nextLong(),
            random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong(),
            random.nextLong(), random.nextLong(), random.nextLong(), random.nextInt(), random.nextInt(),
            random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(),
            random.nextInt(), random.nextInt(), random.nextInt(), random.nextLong(), random.nextLong());
        return new Explanation(depth == 0 ? text(random) : "I" + random.nextInt(6), random.nextInt(19), figures,
            sources, parts);
    }

    private static <T> T pick(final Random random, final T[] from)
    {
        return from[random.nextInt(from.length)];
    }

    private static String text(final Random random)
    {
        final String all = "az09 \"\\/\b\n\t\u0000\u001f\u007f\u00e9\u20ac\ud83d\ude00</script>\u2028";
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--)
        {
            text.append(all.charAt(random.nextInt(all.length())));
        }
        return text.toString();
    }

    private static void assertSame(
        final Explanation of, final Map<?, ?> json, final Set<String> told, final String hint)
    {
        assertEquals(of.instrument(), json.get("instrument"), hint);
        if (!told.add(of.instrument()))
        {
            assertEquals(true, json.get("isRepeated"), hint);
            assertNull(json.get("sources"), hint);
            return;
        }
        assertNull(json.get("isRepeated"), hint);
        assertEquals((long)of.priceScale(), json.get("priceScale"), hint);
        final PriceFigures figures = of.figures();
        final Object[] expected = {figures.tier().name(), figures.mode().name(), figures.refusal().name(),
            figures.refusal().sentence(), figures.primaryRefusal().name(), figures.isImpliedHigh(),
            "" + figures.asOfNs(), "" + figures.evaluatedAtNs(), "" + figures.validUntilNs(), "" + figures.opensAtNs(),
            (long)figures.sources(), (long)figures.lineages(), (long)figures.confidenceBps(),
            (long)figures.trustBps(), (long)figures.dispersionBps(), (long)figures.staleShareBps(),
            (long)figures.spreadBps(), (long)figures.tierSpreadBps(), (long)figures.volatilityBps(),
            (long)figures.volatilityCentiBps(), (long)figures.fenceBps()};
        assertMembers(expected, json, hint, "tier", "mode", "refusal", "sentence", "primaryRefusal", "isImpliedHigh",
            "asOfNs", "evaluatedAtNs", "validUntilNs", "opensAtNs", "contributors", "lineages", "confidenceBps",
            "trustBps", "dispersionBps", "staleShareBps", "spreadBps", "tierSpreadBps", "volatilityBps",
            "volatilityCentiBps", "fenceBps");
        final long[] prices = {figures.price(), figures.rangeLow(), figures.rangeHigh(), figures.quartileLow(),
            figures.quartileHigh(), figures.clusterPrice(), figures.anchor()};
        final String[] names =
            {"price", "rangeLow", "rangeHigh", "quartileLow", "quartileHigh", "clusterPrice", "anchor"};
        for (int i = 0; i < prices.length; i++)
        {
            assertPrice(of, prices[i], json, names[i], hint);
        }
        final List<?> sources = (List<?>)json.get("sources");
        assertEquals(of.sources().size(), sources.size(), hint);
        for (int i = 0; i < sources.size(); i++)
        {
            assertSame(of, of.sources().get(i), (Map<?, ?>)sources.get(i), hint);
        }
        final List<?> parts = (List<?>)json.get("parts");
        assertEquals(of.parts().size(), parts.size(), hint);
        for (int i = 0; i < parts.size(); i++)
        {
            assertEquals(of.parts().get(i).role().name(), ((Map<?, ?>)parts.get(i)).get("role"), hint);
            assertSame(of.parts().get(i).explanation(), (Map<?, ?>)parts.get(i), told, hint);
        }
    }

    private static void assertSame(
        final Explanation of, final SourceExplanation source, final Map<?, ?> json, final String hint)
    {
        final Object[] expected = {source.name(), source.lineage(), "" + source.baseWeight(), "" + source.originNs(),
            "" + source.ageNs(), (long)source.scoredTrustBps(), (long)source.overrideBps(), (long)source.trustNowBps(),
            (long)source.falls(), "" + source.outUntilNs(), (long)source.weightBps(), source.standing().name()};
        assertMembers(expected, json, hint, "name", "lineage", "baseWeight", "originNs", "ageNs", "scoredTrustBps",
            "overrideBps", "trustNowBps", "falls", "outUntilNs", "weightBps", "standing");
        assertPrice(of, source.price(), json, "price", hint);
        final List<String> causes = new ArrayList<>();
        ((List<?>)json.get("causes")).forEach(cause -> causes.add((String)((Map<?, ?>)cause).get("cause")));
        assertEquals(source.causes().stream().map(TrustCause::name).toList(), causes, hint);
    }

    private static void assertMembers(
        final Object[] expected, final Map<?, ?> json, final String hint, final String... names)
    {
        for (int i = 0; i < names.length; i++)
        {
            assertEquals(expected[i], json.get(names[i]), names[i] + ", " + hint);
        }
    }

    private static void assertPrice(
        final Explanation of, final long price, final Map<?, ?> json, final String name, final String hint)
    {
        assertEquals("" + price, json.get(name), name + ", " + hint);
        final BigDecimal decimal = new BigDecimal((String)json.get(name + "Decimal"));
        assertEquals(BigDecimal.valueOf(price), decimal.movePointRight(of.priceScale()).setScale(0), hint);
    }

    @Test
    void contractV_shouldHaveASentenceOfItsOwnForEachRule()
    {
        final List<String> sentences = new ArrayList<>();
        Arrays.stream(SourceStanding.values()).map(ExplanationWords::of).forEach(sentences::add);
        Arrays.stream(TrustCause.values()).map(ExplanationWords::of).forEach(sentences::add);
        assertEquals(sentences.size(), new HashSet<>(sentences).size());
        sentences.forEach(sentence -> assertTrue(sentence.matches("[A-Z].{10,}[^.]\\."), sentence));
        final Set<String> roles = new HashSet<>();
        Arrays.stream(Explanation.Role.values()).map(ExplanationWords::of).forEach(roles::add);
        assertEquals(Explanation.Role.values().length, roles.size());
    }

    @Test
    void contractV_shouldHoldStillWhateverBecomesOfWhatItWasMadeFrom()
    {
        final EnumSet<TrustCause> causes = EnumSet.of(TrustCause.FROZEN);
        final SourceExplanation source = new SourceExplanation("a", "a", 1, 1, 1, 1, 1, 1, 1, causes, 1, 1, 1,
            SourceStanding.CONTRIBUTES);
        final List<SourceExplanation> sources = new ArrayList<>(List.of(source));
        final Explanation explanation = new Explanation("A", 0,
            figures(Tier.PRIMARY, Refusal.NONE, Refusal.NONE, 5), sources, List.of());
        final String before = explanation.json() + explanation.text();
        causes.add(TrustCause.ERRORS);
        sources.clear();
        assertEquals(before, explanation.json() + explanation.text());
        assertThrows(UnsupportedOperationException.class, () -> source.causes().add(TrustCause.ERRORS));
        assertThrows(UnsupportedOperationException.class, () -> explanation.sources().clear());
    }

    @Test
    void shouldSayWhyNothingWasExplained()
    {
        final ExplainReply refused = ExplainReply.refused(Refusal.CLOSED);
        assertEquals(Refusal.CLOSED, refused.refusal());
        assertTrue(assertThrows(IllegalStateException.class, refused::explanation).getMessage().contains("CLOSED"));
        assertThrows(IllegalArgumentException.class, () -> ExplainReply.refused(Refusal.NONE));
    }
}
