// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Explanation;
import io.plumbline.oracle.Explanation.Role;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceExplanation;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.ExplanationDraft;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationTreeTest
{
    private static final long NOW = 1_790_000_000_000_000_000L;

    /**
     * D = A / B falls back to S, whose signal is V as is D's, and to the routes B, R and T.
     */
    private static OracleConfig config()
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        final MarketPolicy implied = MarketPolicy.DEFAULT.with(ImpliedPolicy.of("V"));
        for (final String symbol : List.of("A", "B", "R", "T", "V"))
        {
            builder.instrument(instrument(symbol).build());
        }
        builder.instrument(instrument("S").market(implied).build());
        builder.instrument(instrument("D").leg(LegConfig.times("A")).leg(LegConfig.per("B")).market(implied)
            .fallback(new FallbackPolicy(List.of("S"), List.of("B", "R", "T"))).build());
        builder.source(source("s0", 1, "A", "B", "V").build());
        builder.source(source("s1", 2, "R", "B").baseWeight(70).lineage("house").build());
        builder.source(source("s2", 3, "S").build());
        return builder.build();
    }

    private static InstrumentConfigBuilder instrument(final String symbol)
    {
        return InstrumentConfig.named(symbol).asset("test", 8).currency("USD", 2).price(4, 4);
    }

    private static SourceConfig.Builder source(final String name, final int id, final String... feeds)
    {
        final SourceConfig.Builder builder = SourceConfig.named(name).plumbline(id).connection("c-" + name)
            .signer(SignerConfig.ed25519(1, new byte[32]));
        for (int i = 0; i < feeds.length; i++)
        {
            builder.feed(FeedConfig.numbered(i, feeds[i]));
        }
        return builder;
    }

    private static List<Integer> instruments(final ExplanationDraft draft)
    {
        final List<Integer> all = new ArrayList<>(List.of(draft.instrument));
        draft.children.forEach(child -> all.addAll(instruments(child)));
        return all;
    }

    @Test
    void contractV_shouldDraftEachInstrumentOnceWhateverStandsOnIt()
    {
        final OracleConfig config = config();
        final ExplanationTree tree = new ExplanationTree(config);
        final List<Integer> all = instruments(tree.draft(config.instrumentId("D")));
        assertEquals(7, all.size());
        assertEquals(7, all.stream().distinct().count());
        assertEquals(config.instrumentId("D"), all.get(0));
        assertEquals(List.of(config.instrumentId("A")), instruments(tree.draft(config.instrumentId("A"))));
        assertEquals(3, tree.draft(0).price.length);
    }

    @Test
    void contractV_shouldLabelEachInstrumentByItsRole()
    {
        final OracleConfig config = config();
        final ExplanationTree tree = new ExplanationTree(config);
        final Explanation whole = tree.explanation(tree.draft(config.instrumentId("D")));
        final List<String> labels = new ArrayList<>();
        whole.parts().forEach(part -> labels.add(part.role() + " " + part.explanation().instrument()));
        assertEquals(List.of("LEG A", "INVERSE_LEG B", "SECONDARY S", "ROUTE B", "ROUTE R", "ROUTE T", "SIGNAL V"),
            labels);
        assertTrue(whole.sources().isEmpty(), "its price is derived");
        final Explanation secondary = whole.parts().get(2).explanation();
        assertEquals(Role.SIGNAL, secondary.parts().get(0).role());
        assertSame(whole.parts().get(6).explanation(), secondary.parts().get(0).explanation());
        assertEquals(List.of("s0", "s1"),
            whole.parts().get(1).explanation().sources().stream().map(SourceExplanation::name).toList());
        assertEquals(List.of("s2"), secondary.sources().stream().map(SourceExplanation::name).toList());
        assertTrue(whole.parts().get(5).explanation().sources().isEmpty(), "nobody feeds T");
    }

    @Test
    void contractV_shouldSayWhatTheStagesFound()
    {
        final OracleConfig config = config();
        final ExplanationTree tree = new ExplanationTree(config);
        final ExplanationDraft draft = tree.draft(config.instrumentId("B"));
        draft.record.tier = Tier.PRIMARY;
        draft.record.mode = Mode.PROTECTED;
        draft.record.refusal = Refusal.NONE;
        draft.record.primaryRefusal = Refusal.BREAKER_JUMP;
        draft.record.isImpliedHigh = true;
        draft.record.price = 1;
        draft.record.rangeLow = 2;
        draft.record.rangeHigh = 3;
        draft.record.quartileLow = 4;
        draft.record.quartileHigh = 5;
        draft.record.asOfNs = 6;
        draft.record.evaluatedAtNs = NOW;
        draft.record.validUntilNs = 7;
        draft.opensAtNs = 8;
        draft.record.sources = 9;
        draft.record.lineages = 10;
        draft.record.confidenceBps = 11;
        draft.record.trustBps = 12;
        draft.record.dispersionBps = 13;
        draft.record.staleShareBps = 14;
        draft.record.spreadBps = 15;
        draft.record.tierSpreadBps = 16;
        draft.record.volatilityBps = 17;
        draft.fenceBps = 18;
        draft.volatilityCentiBps = 19;
        draft.clusterPrice = 20;
        draft.anchor = 21;
        draft.price[1] = 22;
        draft.originNs[1] = NOW - 23;
        draft.trustBps[1] = 24;
        draft.overrideBps[1] = 25;
        draft.trustNowBps[1] = 26;
        draft.causes[1] = TrustCause.HEARTBEAT.bit() | TrustCause.OPERATOR.bit();
        draft.falls[1] = 27;
        draft.outUntilNs[1] = 28;
        draft.weightBps[1] = 29;
        draft.standing[1] = SourceStanding.OUTLIER;
        draft.originNs[0] = NOW + 1;
        final Explanation explanation = tree.explanation(draft);
        assertEquals("PriceFigures[tier=PRIMARY, mode=PROTECTED, refusal=NONE, primaryRefusal=BREAKER_JUMP, " +
            "isImpliedHigh=true, price=1, rangeLow=2, rangeHigh=3, quartileLow=4, quartileHigh=5, asOfNs=6, " +
            "evaluatedAtNs=" + NOW + ", validUntilNs=7, opensAtNs=8, sources=9, lineages=10, confidenceBps=11, " +
            "trustBps=12, dispersionBps=13, staleShareBps=14, spreadBps=15, tierSpreadBps=16, volatilityBps=17, " +
            "fenceBps=18, volatilityCentiBps=19, clusterPrice=20, anchor=21]", explanation.figures().toString());
        assertEquals(new SourceExplanation("s1", "house", 70, 22, NOW - 23, 23, 24, 25, 26,
            EnumSet.of(TrustCause.HEARTBEAT, TrustCause.OPERATOR), 27, 28, 29, SourceStanding.OUTLIER),
            explanation.sources().get(1));
        assertEquals(0, explanation.sources().get(0).ageNs(), "what lies in the future has no age");
        assertEquals(SourceStanding.UNHEARD, explanation.sources().get(0).standing());
        assertEquals(4, explanation.priceScale());
    }
}
