// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the instruments of one oracle stand on one another, by dense ids: legs, secondaries, routes and signals. It has
 * no cycle. Immutable; any thread.
 */
public final class InstrumentGraph
{
    /** Most legs of a derived instrument, once those that are derived themselves are spelled out. */
    public static final int MAX_LEGS = 4;

    /** Most judgements that one may cost when all it stands on is judged anew, by whatever ways it is reached. */
    static final int MAX_JUDGEMENTS = 256;

    /**
     * One factor of a derived price.
     *
     * @param instrument dense id of an instrument with sources.
     * @param isInverse  whether the price is divided by it.
     */
    public record Leg(int instrument, boolean isInverse)
    {
    }

    private final List<InstrumentConfig> instruments;
    private final Map<String, Integer> ids;
    private final List<List<Leg>> legs;

    /**
     * Numbers the instruments and checks what they name.
     *
     * @throws IllegalArgumentException naming the field that names what is not there, or a cycle.
     */
    InstrumentGraph(final List<InstrumentConfig> instruments)
    {
        this.instruments = instruments;
        final Map<String, Integer> numbers = new HashMap<>();
        for (final InstrumentConfig each : instruments)
        {
            Check.that(numbers.put(each.symbol(), numbers.size()) == null, "instrument", each.symbol(),
                "must be unique");
        }
        ids = Map.copyOf(numbers);
        for (final InstrumentConfig each : instruments)
        {
            names(each).forEach(name -> Check.that(ids.containsKey(name), "instrument named by " + each.symbol(), name,
                "is not configured"));
        }
        final Set<String> settled = new LinkedHashSet<>();
        instruments.forEach(each -> settle(each, new LinkedHashSet<>(), settled));
        final List<List<Leg>> spelled = new ArrayList<>();
        for (final InstrumentConfig each : instruments)
        {
            final List<Leg> own = new ArrayList<>();
            each.legs().forEach(leg -> spellOut(leg, leg.isInverse(), own));
            Check.that(own.size() <= MAX_LEGS, "legs", each.legs(), "of " + each.symbol() + " are more than " +
                MAX_LEGS + " when spelled out");
            spelled.add(List.copyOf(own));
        }
        legs = List.copyOf(spelled);
        instruments.forEach(this::checkFallback);
        instruments.forEach(this::checkNetworkFee);
        final int[] known = new int[instruments.size()];
        for (int instrument = 0; instrument < known.length; instrument++)
        {
            Check.that(judgements(instrument, known) <= MAX_JUDGEMENTS, "instrument",
                instruments.get(instrument).symbol(), "takes more than " + MAX_JUDGEMENTS +
                " judgements, one for each way to what it stands on");
        }
    }

    private static Set<String> names(final InstrumentConfig of)
    {
        final Set<String> names = new LinkedHashSet<>();
        of.legs().forEach(leg -> names.add(leg.instrument()));
        names.addAll(of.fallback().secondaries());
        names.addAll(of.fallback().routes());
        of.market().implied().ifPresent(implied -> names.add(implied.signal()));
        of.networkFee().ifPresent(names::add);
        return names;
    }

    private void settle(final InstrumentConfig each, final Set<String> path, final Set<String> settled)
    {
        if (settled.contains(each.symbol()))
        {
            return;
        }
        Check.that(path.add(each.symbol()), "instrument", each.symbol(), "stands on itself by way of " + path);
        Check.that(path.size() <= MAX_JUDGEMENTS, "instrument", each.symbol(), "is more than " + MAX_JUDGEMENTS +
            " steps below another");
        names(each).forEach(name -> settle(instruments.get(id(name)), path, settled));
        path.remove(each.symbol());
        settled.add(each.symbol());
    }

    /** Each way to an instrument is judged for itself, so that they multiply; saturated. */
    private int judgements(final int instrument, final int[] known)
    {
        if (known[instrument] == 0)
        {
            int sum = 1;
            for (final String name : names(instruments.get(instrument)))
            {
                sum = Math.min(MAX_JUDGEMENTS + 1, sum + judgements(id(name), known));
            }
            known[instrument] = sum;
        }
        return known[instrument];
    }

    private void spellOut(final LegConfig leg, final boolean isInverse, final List<Leg> into)
    {
        final InstrumentConfig target = instruments.get(id(leg.instrument()));
        if (target.legs().isEmpty())
        {
            into.add(new Leg(id(leg.instrument()), isInverse));
        }
        else if (into.size() <= MAX_LEGS)
        {
            target.legs().forEach(inner -> spellOut(inner, inner.isInverse() != isInverse, into));
        }
    }

    private void checkFallback(final InstrumentConfig each)
    {
        final FallbackPolicy fallback = each.fallback();
        for (final String name : fallback.secondaries())
        {
            checkPriced(each, instruments.get(id(name)));
        }
        final Map<Integer, Integer> reached = new HashMap<>();
        for (final String name : fallback.routes())
        {
            checkPriced(each, instruments.get(id(name)));
            roots(id(name)).forEach(root -> reached.merge(root, 1, Integer::sum));
        }
        reached.forEach((root, count) -> Check.that(2 * count < fallback.routes().size(), "routes", fallback.routes(),
            "of " + each.symbol() + " reach " + instruments.get(root).symbol() + " by half of them or more"));
    }

    private void checkNetworkFee(final InstrumentConfig each)
    {
        if (each.networkFee().isPresent())
        {
            final InstrumentConfig signal = instruments.get(networkFee(id(each.symbol())));
            Check.that(signal.isSupporting(), "networkFee", signal.symbol(), "of " + each.symbol() +
                " must be a supporting instrument");
            Check.that(each.currency().equals(signal.currency()), "currency", signal.currency(), "of " +
                signal.symbol() + " must be that of " + each.symbol());
        }
    }

    private static void checkPriced(final InstrumentConfig each, final InstrumentConfig other)
    {
        Check.that(each.assetId().equals(other.assetId()), "assetId", other.assetId(), "of " + other.symbol() +
            " must be that of " + each.symbol());
        Check.that(each.priceScale() == other.priceScale(), "priceScale", other.priceScale(), "of " + other.symbol() +
            " must be that of " + each.symbol());
        Check.that(each.currency().equals(other.currency()), "currency", other.currency(), "of " + other.symbol() +
            " must be that of " + each.symbol());
    }

    /**
     * The dense id of a symbol.
     *
     * @param symbol the instrument's name.
     * @return the id, or -1 where there is none.
     */
    public int id(final String symbol)
    {
        return ids.getOrDefault(symbol, -1);
    }

    /**
     * The symbols.
     *
     * @return all of them, in no order.
     */
    Set<String> symbols()
    {
        return ids.keySet();
    }

    /**
     * The factors of a derived instrument, down to instruments with sources.
     *
     * @param instrument dense id.
     * @return empty where it has sources itself.
     */
    public List<Leg> legs(final int instrument)
    {
        return legs.get(instrument);
    }

    /**
     * The instruments with sources that an instrument's own price stands on.
     *
     * @param instrument dense id.
     * @return itself where it has sources, else those of its legs, by rising id.
     */
    public Set<Integer> roots(final int instrument)
    {
        final Set<Integer> roots = new TreeSet<>();
        legs.get(instrument).forEach(leg -> roots.add(leg.instrument()));
        if (roots.isEmpty())
        {
            roots.add(instrument);
        }
        return roots;
    }

    /**
     * The instruments an instrument may fall back to, in the order the operator gave.
     *
     * @param instrument dense id.
     * @return dense ids, a new array.
     */
    public int[] secondaries(final int instrument)
    {
        return instruments.get(instrument).fallback().secondaries().stream().mapToInt(this::id).toArray();
    }

    /**
     * The routes of an instrument's index.
     *
     * @param instrument dense id.
     * @return dense ids, a new array.
     */
    public int[] routes(final int instrument)
    {
        return instruments.get(instrument).fallback().routes().stream().mapToInt(this::id).toArray();
    }

    /**
     * The signal of implied volatility.
     *
     * @param instrument dense id.
     * @return dense id, or -1 where there is none.
     */
    public int signal(final int instrument)
    {
        return instruments.get(instrument).market().implied().map(implied -> id(implied.signal())).orElse(-1);
    }

    /**
     * The signal of what a transfer costs.
     *
     * @param instrument dense id.
     * @return dense id, or -1 where there is none.
     */
    public int networkFee(final int instrument)
    {
        return instruments.get(instrument).networkFee().map(this::id).orElse(-1);
    }
}
