// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.reference.Finding.Findings;
import io.plumbline.oracle.reference.Happening.Said;
import io.plumbline.oracle.reference.ReferenceMedian.Entry;
import io.plumbline.oracle.slot.StateHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rules of the reference price once more: the book, whose turn it is, who stands on whom. */
final class ReferenceJudgement
{
    /** The records of one event: those that were given out, and those that were asked for. */
    record Outcome(List<ReferenceRecord> published, List<ReferenceRecord> answered)
    {
    }

    private final OracleConfig config;
    private final InstrumentGraph graph;
    private final int instruments;
    private final List<Map<Integer, Entry>> books = new ArrayList<>();
    private final List<ReferenceMarket> markets = new ArrayList<>();
    private final List<Set<Integer>> standsOn = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();
    private final long[] sigma;
    private final ReferenceRota rota;
    private long nowNs;
    private Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());

    ReferenceJudgement(final OracleConfig config)
    {
        this.config = config;
        graph = config.graph();
        instruments = config.instruments().size();
        sigma = new long[instruments];
        rota = new ReferenceRota(instruments);
        for (int i = 0; i < instruments; i++)
        {
            books.add(new TreeMap<>());
            markets.add(new ReferenceMarket(config.instruments().get(i)));
            standsOn.add(standsOn(i));
        }
        for (int i = 0; i < instruments; i++)
        {
            depths.add(depth(i));
        }
    }

    Outcome on(final Happening event, final Findings findings)
    {
        nowNs = Math.max(nowNs, event.atNs());
        outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        if (findings.changedSource() >= 0 && findings.excludedUntilNs() != 0)
        {
            for (int i = 0; i < instruments; i++)
            {
                if (books.get(i).remove(findings.changedSource()) != null)
                {
                    move(i, false);
                }
            }
        }
        switch (event.kind())
        {
            case ENVELOPE -> onTicks(event, findings);
            case CLOCK -> rota.choose(nowNs).forEach(i -> outcome.answered().add(move(i, true)));
            case ORDER -> onOrder(event);
            case ADMIN ->
            {
                // asks for no price
            }
        }
        return outcome;
    }

    private void onTicks(final Happening event, final Findings findings)
    {
        for (int i = 0; i < event.ticks().size(); i++)
        {
            final Said said = event.ticks().get(i);
            final Finding found = findings.ticks().get(i);
            if (found.refusal() == Refusal.NONE)
            {
                sigma[said.instrument()] = found.volatilityCentiBps();
                books.get(said.instrument()).put(event.source(), new Entry(event.source(), said.price(), said.bid(),
                    said.ask(), found.originNs(), found.trustBps(), found.decayFromNs(), i, event.content()));
                move(said.instrument(), false);
            }
            else if (found.isWithdrawn() && books.get(said.instrument()).remove(event.source()) != null)
            {
                move(said.instrument(), false);
            }
        }
    }

    private void onOrder(final Happening event)
    {
        final ReferenceRecord answer = new ReferenceEvaluation(
            this, config, event.target(), markets.get(event.target()).copy(), nowNs, true).judge();
        outcome.published().add(answer);
        outcome.answered().add(answer);
    }

    /** Judges for good, then those that stand on it, as far as something changed. */
    private ReferenceRecord move(final int instrument, final boolean withEvidence)
    {
        final List<Integer> waiting = new ArrayList<>();
        final Set<Integer> done = new HashSet<>();
        final ReferenceRecord first = moveOne(instrument, withEvidence, waiting, done);
        while (!waiting.isEmpty())
        {
            waiting.sort(Comparator.<Integer>comparingInt(depths::get).thenComparing(Comparator.naturalOrder()));
            moveOne(waiting.remove(0), false, waiting, done);
        }
        return first;
    }

    private ReferenceRecord moveOne(
        final int instrument, final boolean withEvidence, final List<Integer> waiting, final Set<Integer> done)
    {
        done.add(instrument);
        final ReferenceMarket market = markets.get(instrument);
        final ReferenceRecord before = market.last == null ? new ReferenceRecord() : market.last;
        final int standingBefore = market.standing();
        final Mode modeBefore = market.mode;
        final Mode leadingBefore = leadingMode(-1);
        final ReferenceRecord record =
            new ReferenceEvaluation(this, config, instrument, market, nowNs, withEvidence).judge();
        rota.published(instrument, record.validUntilNs, withEvidence);
        outcome.published().add(record);
        if (leadingMode(-1) != leadingBefore)
        {
            rota.touchAll();
        }
        final boolean isOther = market.last == null || record.price != before.price ||
            record.validUntilNs != before.validUntilNs;
        market.last = record;
        if (record.tier != before.tier || market.standing() != standingBefore || market.mode != modeBefore)
        {
            for (int other = 0; other < instruments; other++)
            {
                if (standsOn.get(other).contains(instrument) && !done.contains(other) && !waiting.contains(other))
                {
                    waiting.add(other);
                }
            }
        }
        else if (isOther)
        {
            for (int other = 0; other < instruments; other++)
            {
                if (standsOn.get(other).contains(instrument))
                {
                    rota.touch(other);
                }
            }
        }
        return record;
    }

    /** Legs, secondaries, routes and signal. */
    private Set<Integer> standsOn(final int instrument)
    {
        final Set<Integer> on = new HashSet<>();
        graph.legs(instrument).forEach(leg -> on.add(leg.instrument()));
        for (final int id : graph.secondaries(instrument))
        {
            on.add(id);
        }
        for (final int id : graph.routes(instrument))
        {
            on.add(id);
        }
        if (graph.signal(instrument) >= 0)
        {
            on.add(graph.signal(instrument));
        }
        return on;
    }

    private int depth(final int instrument)
    {
        return standsOn.get(instrument).stream().mapToInt(on -> 1 + depth(on)).max().orElse(0);
    }

    /** What another instrument's record is now, for one that stands on it: the last one while it holds. */
    ReferenceRecord current(final int instrument, final long atNs, final boolean withEvidence)
    {
        final ReferenceMarket market = markets.get(instrument);
        final boolean isHeld = market.last != null && market.last.validUntilNs > atNs &&
            (!withEvidence || (market.last.hasEvidence && graph.legs(instrument).isEmpty()));
        return isHeld ? market.last :
            new ReferenceEvaluation(this, config, instrument, market.copy(), atNs, withEvidence).judge();
    }

    /** The worst mode of the leading instruments, but for one. */
    Mode leadingMode(final int but)
    {
        Mode worst = Mode.NORMAL;
        for (int i = 0; i < instruments; i++)
        {
            final boolean isLeading = config.instruments().get(i).market().modes().isLeading();
            worst = isLeading && i != but ? Mode.worst(worst, markets.get(i).mode) : worst;
        }
        return worst;
    }

    Collection<Entry> book(final int instrument)
    {
        return books.get(instrument).values();
    }

    long sigma(final int instrument)
    {
        return sigma[instrument];
    }

    /** The state, folded like the engine's. */
    long stateHash()
    {
        final StateHash hash = new StateHash();
        for (final ReferenceMarket market : markets)
        {
            hash.add(market.quorumSinceNs == null ? Long.MIN_VALUE : market.quorumSinceNs);
            hash.add(market.lastGood == null ? 0 : market.lastGood.price);
            hash.add(market.lastGood == null ? 0 : market.lastGood.evaluatedAtNs);
            market.fold(hash);
            hash.add(market.standingSecondary);
            hash.add(market.lastGood == null ? 0 : 1);
        }
        return hash.value();
    }

    /** The same in words, for a failure. */
    String describe()
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < instruments; i++)
        {
            final ReferenceMarket m = markets.get(i);
            text.append("\n  instrument ").append(i).append(" quorum since ").append(m.quorumSinceNs)
                .append(" good ").append(m.lastGood == null ? 0 : m.lastGood.price).append(" anchor ")
                .append(m.anchor).append(" candidate ").append(m.candidate).append(" standing ")
                .append(m.standing()).append(" mode ").append(m.mode).append(" secondary ")
                .append(m.standingSecondary);
        }
        return text.toString();
    }
}
