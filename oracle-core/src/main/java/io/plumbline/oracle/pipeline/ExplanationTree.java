// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Explanation;
import io.plumbline.oracle.PriceFigures;
import io.plumbline.oracle.SourceExplanation;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.ExplanationDraft;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which instruments and sources an explanation is made of: makes the drafts that the stages fill in, and from filled
 * ones what the asker gets. Immutable; any thread.
 */
final class ExplanationTree
{
    private static final TrustCause[] CAUSES = TrustCause.values();

    private final List<InstrumentConfig> instruments;
    private final List<SourceConfig> sources;
    private final List<List<Edge>> edges = new ArrayList<>();
    private final List<BitSet> feeders = new ArrayList<>();

    ExplanationTree(final OracleConfig config)
    {
        instruments = config.instruments();
        sources = config.sources();
        for (int i = 0; i < instruments.size(); i++)
        {
            edges.add(edges(config.graph(), i));
            feeders.add(new BitSet());
        }
        for (int source = 0; source < sources.size(); source++)
        {
            for (final FeedConfig feed : sources.get(source).feeds())
            {
                feeders.get(config.instrumentId(feed.instrument())).set(source);
            }
        }
    }

    private static List<Edge> edges(final InstrumentGraph graph, final int from)
    {
        final List<Edge> edges = new ArrayList<>();
        for (final InstrumentGraph.Leg leg : graph.legs(from))
        {
            edges.add(new Edge(
                leg.isInverse() ? Explanation.Role.INVERSE_LEG : Explanation.Role.LEG, leg.instrument()));
        }
        for (final int secondary : graph.secondaries(from))
        {
            edges.add(new Edge(Explanation.Role.SECONDARY, secondary));
        }
        for (final int route : graph.routes(from))
        {
            edges.add(new Edge(Explanation.Role.ROUTE, route));
        }
        if (graph.signal(from) >= 0)
        {
            edges.add(new Edge(Explanation.Role.SIGNAL, graph.signal(from)));
        }
        return List.copyOf(edges);
    }

    int instruments()
    {
        return instruments.size();
    }

    /**
     * An empty draft in which each instrument has one node, however many of the others stand on it.
     */
    ExplanationDraft draft(final int instrument)
    {
        return draft(instrument, new BitSet());
    }

    private ExplanationDraft draft(final int instrument, final BitSet seen)
    {
        seen.set(instrument);
        final List<ExplanationDraft> children = new ArrayList<>();
        for (final Edge edge : edges.get(instrument))
        {
            if (!seen.get(edge.to()))
            {
                children.add(draft(edge.to(), seen));
            }
        }
        return new ExplanationDraft(instrument, sources.size(), children);
    }

    /**
     * What a filled draft says.
     */
    Explanation explanation(final ExplanationDraft draft)
    {
        final Map<Integer, ExplanationDraft> nodes = new HashMap<>();
        collect(draft, nodes);
        return explanation(draft, nodes, new HashMap<>());
    }

    private static void collect(final ExplanationDraft draft, final Map<Integer, ExplanationDraft> nodes)
    {
        nodes.put(draft.instrument, draft);
        draft.children.forEach(child -> collect(child, nodes));
    }

    private Explanation explanation(
        final ExplanationDraft draft, final Map<Integer, ExplanationDraft> nodes, final Map<Integer, Explanation> made)
    {
        final Explanation known = made.get(draft.instrument);
        if (known != null)
        {
            return known;
        }
        final List<Explanation.Part> parts = new ArrayList<>();
        for (final Edge edge : edges.get(draft.instrument))
        {
            final ExplanationDraft child = nodes.get(edge.to());
            if (child != null)
            {
                parts.add(new Explanation.Part(edge.role(), explanation(child, nodes, made)));
            }
        }
        final InstrumentConfig instrument = instruments.get(draft.instrument);
        final List<SourceExplanation> each = new ArrayList<>();
        feeders.get(draft.instrument).stream().forEach(source -> each.add(source(draft, source)));
        final Explanation explanation =
            new Explanation(instrument.symbol(), instrument.priceScale(), figures(draft), each, parts);
        made.put(draft.instrument, explanation);
        return explanation;
    }

    private static PriceFigures figures(final ExplanationDraft draft)
    {
        final Evaluation record = draft.record;
        return new PriceFigures(record.tier, record.mode, record.refusal, record.primaryRefusal, record.isImpliedHigh,
            record.price, record.rangeLow, record.rangeHigh, record.quartileLow, record.quartileHigh, record.asOfNs,
            record.evaluatedAtNs, record.validUntilNs, draft.opensAtNs, record.sources, record.lineages,
            record.confidenceBps, record.trustBps, record.dispersionBps, record.staleShareBps, record.spreadBps,
            record.tierSpreadBps, record.volatilityBps, draft.fenceBps, draft.volatilityCentiBps, draft.clusterPrice,
            draft.anchor);
    }

    private SourceExplanation source(final ExplanationDraft draft, final int source)
    {
        final SourceConfig config = sources.get(source);
        final long originNs = draft.originNs[source];
        final long ageNs = originNs == 0 ? 0 : Math.max(0, draft.record.evaluatedAtNs - originNs);
        return new SourceExplanation(config.name(), config.lineage(), config.baseWeight(), draft.price[source],
            originNs, ageNs, draft.trustBps[source], draft.overrideBps[source], draft.trustNowBps[source],
            causes(draft.causes[source]), draft.falls[source], draft.outUntilNs[source], draft.weightBps[source],
            draft.standing[source]);
    }

    private static Set<TrustCause> causes(final int mask)
    {
        final Set<TrustCause> causes = EnumSet.noneOf(TrustCause.class);
        for (final TrustCause cause : CAUSES)
        {
            if ((mask & cause.bit()) != 0)
            {
                causes.add(cause);
            }
        }
        return causes;
    }

    /**
     * That an instrument stands on another.
     */
    private record Edge(Explanation.Role role, int to)
    {
    }
}
