// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Explanation;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.PriceFigures;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceExplanation;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.StrictJson;
import io.plumbline.oracle.verify.SignedFrames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A running engine explains a price that has every kind of source: 0 to 4 contribute, 5 was put out, 6 stands apart,
 * 7 has fallen silent, 8 was never heard.
 */
final class ExplainedEngineTest
{
    private static final long STEP_NS = 500_000_000L;
    private static final int STEPS = 12;
    private static final int LAST_OF_SILENT = 1;
    private static final int TALKERS = 7;
    private static final long APART = Fleet.PRICE + Fleet.PRICE / 50;

    private static EngineRig rig(final Layout layout)
    {
        return new EngineRig(new Fleet(9, 1), EngineRig.threading(layout), OracleListener.NONE, null);
    }

    private static Explanation explain(final EngineRig rig)
    {
        return explain(rig.engine);
    }

    private static Explanation explain(final OracleEngine engine)
    {
        try
        {
            final ExplainReply reply =
                engine.explanations().explain(0).toCompletableFuture().get(20, TimeUnit.SECONDS);
            return reply.explanation();
        }
        catch (final InterruptedException | ExecutionException | TimeoutException e)
        {
            throw new AssertionError(e);
        }
    }

    /** Each step is over before the next begins: an explanation is given after all that was accepted before. */
    private static void feed(final EngineRig rig)
    {
        for (int step = 0; step < STEPS; step++)
        {
            for (int source = 0; source < TALKERS; source++)
            {
                EngineRig.require(rig.offer(source, Fleet.PRICE + source % 3));
            }
            if (step <= LAST_OF_SILENT)
            {
                EngineRig.require(rig.offer(7, Fleet.PRICE));
            }
            explain(rig);
            rig.clock.advance(STEP_NS);
        }
        EngineRig.require(rig.engine.admin().excludeSource("source-5", "an operator's reason"));
        for (int source = 0; source < 6; source++)
        {
            EngineRig.require(rig.offer(source, Fleet.PRICE + source));
        }
        EngineRig.require(rig.offer(6, APART));
    }

    private static SourceExplanation source(final Explanation explanation, final int source)
    {
        return explanation.sources().get(source);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldTellOfEachSourceWhatTheStagesFound(final Layout layout)
    {
        try (EngineRig rig = rig(layout))
        {
            feed(rig);
            final Explanation explanation = explain(rig);
            final long nowNs = rig.clock.epochNs();
            assertEquals(List.of(SourceStanding.CONTRIBUTES, SourceStanding.CONTRIBUTES, SourceStanding.CONTRIBUTES,
                SourceStanding.CONTRIBUTES, SourceStanding.CONTRIBUTES, SourceStanding.EXCLUDED,
                SourceStanding.OUTLIER, SourceStanding.STALE, SourceStanding.UNHEARD),
                explanation.sources().stream().map(SourceExplanation::standing).toList());
            int weightBps = 0;
            for (int i = 0; i < 5; i++)
            {
                final SourceExplanation in = source(explanation, i);
                weightBps += in.weightBps();
                assertEquals(Fleet.PRICE + i, in.price());
                assertEquals(nowNs, in.originNs());
                assertEquals(0, in.ageNs());
                assertEquals(Set.of(), in.causes());
                assertEquals(in.scoredTrustBps(), in.trustNowBps());
            }
            assertTrue(weightBps > 10_000 - 5 && weightBps <= 10_000, "weights add up, was " + weightBps);
            final SourceExplanation out = source(explanation, 5);
            assertEquals(Set.of(TrustCause.OPERATOR), out.causes());
            assertTrue(out.outUntilNs() == Long.MAX_VALUE);
            assertEquals(0, out.trustNowBps());
            final SourceExplanation apart = source(explanation, 6);
            assertEquals(APART, apart.price());
            assertEquals(Set.of(TrustCause.DIVERGENCE), apart.causes());
            assertEquals(1, apart.falls());
            final SourceExplanation silent = source(explanation, 7);
            assertEquals(Fleet.PRICE, silent.price());
            assertEquals((STEPS - LAST_OF_SILENT) * STEP_NS, silent.ageNs());
            final SourceExplanation unheard = source(explanation, 8);
            assertEquals(0, unheard.price());
            assertEquals(0, unheard.originNs());
            assertEquals(0, unheard.ageNs());
            for (int i = 5; i < 9; i++)
            {
                assertEquals(0, source(explanation, i).weightBps());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldTellTheFiguresThatAReaderOfThePriceSees(final Layout layout)
    {
        try (EngineRig rig = rig(layout))
        {
            feed(rig);
            final PriceFigures figures = explain(rig).figures();
            final ReferencePrice read = new ReferencePrice();
            assertEquals(Refusal.NONE, rig.engine.prices().read(0, read));
            final long nowNs = rig.clock.epochNs();
            assertEquals(Tier.PRIMARY, figures.tier());
            assertEquals(Refusal.NONE, figures.refusal());
            assertEquals(Fleet.PRICE + 2, figures.price());
            assertEquals(Fleet.PRICE, figures.rangeLow());
            assertEquals(Fleet.PRICE + 4, figures.rangeHigh());
            assertEquals(5, figures.sources());
            assertEquals(5, figures.lineages());
            assertEquals(3_334, figures.staleShareBps(), "three of nine, rounded up: out, silent, unheard");
            assertEquals(Mode.PROTECTED, figures.mode(), "entered while few were heard, not left yet");
            assertEquals(FencePolicy.DEFAULT.floorBps(), figures.fenceBps());
            assertTrue(Math.abs(figures.anchor() - Fleet.PRICE) <= 2, "a market that stands still");
            assertTrue(Math.abs(figures.clusterPrice() - Fleet.PRICE) <= 2, "a market that stands still");
            assertEquals(nowNs, figures.asOfNs());
            assertEquals(nowNs, figures.evaluatedAtNs());
            assertEquals(nowNs + 5_000_000_001L, figures.validUntilNs());
            assertEquals(read.price(), figures.price());
            assertEquals(read.tier(), figures.tier());
            assertEquals(read.mode(), figures.mode());
            assertEquals(read.confidenceBps(), figures.confidenceBps());
            assertEquals(read.trustBps(), figures.trustBps());
            assertEquals(read.dispersionBps(), figures.dispersionBps());
            assertEquals(read.staleShareBps(), figures.staleShareBps());
            assertEquals(read.validUntilNs(), figures.validUntilNs());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldSayTheSameInWordsAndInJson(final Layout layout)
    {
        try (EngineRig rig = rig(layout))
        {
            feed(rig);
            final Explanation explanation = explain(rig);
            final String text = explanation.text();
            for (final String words : List.of(
                "A0/USD  60000.00000002  PRIMARY, PROTECTED, confidence ",
                "source-0  60000.00000000  in with 20.00 % of the weight", "source-5  ", "out by EXCLUDED",
                "OPERATOR: An operator put it out.", "out until it is let in",
                "source-6  61200.00000000  out by OUTLIER", "DIVERGENCE: Its price stood apart",
                "source-7  60000.00000000  out by STALE", "age 5.500 s",
                "source-8  none  out by UNHEARD", "5 sources of 5 lineages", "stale share 33.34 %", "fence 30 bps"))
            {
                assertTrue(text.contains(words), words + "\n" + text);
            }
            assertFalse(text.contains("null"), text);
            assertTrue(StrictJson.read(explanation.json()) instanceof Map<?, ?> tree && isSaid(tree),
                explanation.json());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldExplainTheDeepestGraphThatMayBeConfigured(final Layout layout)
    {
        final int depth = 256;
        final OracleConfigBuilder config = OracleConfig.builder().signingSeed(new SigningSeed(9, new byte[32]))
            .threading(EngineRig.threading(layout)).clock(new Fleet.TestClock())
            .source(SourceConfig.named("s").plumbline(1).connection("c")
                .signer(SignedFrames.signer(1, SignedFrames.key(0))).feed(FeedConfig.numbered(1, "A255")).build());
        for (int i = 0; i < depth; i++)
        {
            final List<String> next = i + 1 == depth ? List.of() : List.of("A" + (i + 1));
            config.instrument(InstrumentConfig.named("A" + i).asset("a", 8).currency("USD", 2)
                .fallback(new FallbackPolicy(next, List.of())).build());
        }
        try (OracleEngine engine = new OracleEngine(config.build(), OracleListener.NONE, new GatedKernel(), null))
        {
            engine.start();
            final Explanation whole = explain(engine);
            Explanation each = whole;
            for (int i = 1; i < depth; i++)
            {
                assertEquals(Explanation.Role.SECONDARY, each.parts().get(0).role());
                each = each.parts().get(0).explanation();
            }
            assertEquals("A255", each.instrument());
            assertEquals(SourceStanding.UNHEARD, source(each, 0).standing());
            assertTrue(whole.text().contains("falls back to A255  none  CLOSED"));
            assertTrue(whole.json().contains("\"instrument\":\"A255\""));
        }
    }

    private static boolean isSaid(final Map<?, ?> tree)
    {
        assertEquals("6000000000002", tree.get("price"));
        assertEquals("60000.00000002", tree.get("priceDecimal"));
        assertEquals(3_334L, tree.get("staleShareBps"));
        assertEquals(30L, tree.get("fenceBps"));
        final List<?> sources = (List<?>)tree.get("sources");
        assertEquals(9, sources.size());
        assertEquals("OUTLIER", ((Map<?, ?>)sources.get(6)).get("standing"));
        assertEquals("5500000000", ((Map<?, ?>)sources.get(7)).get("ageNs"));
        assertEquals(2_000L, ((Map<?, ?>)sources.get(1)).get("weightBps"));
        assertTrue(((Map<?, ?>)sources.get(5)).get("causes").toString().contains("OPERATOR"));
        return true;
    }
}
