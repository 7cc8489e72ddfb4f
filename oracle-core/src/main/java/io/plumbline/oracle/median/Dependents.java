// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.OracleConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which instruments stand on which, and a set of those that wait to be evaluated anew, which gives them out after all
 * they stand on: by depth, then by id. One thread; allocates nothing after construction.
 */
final class Dependents
{
    /** The set is empty. */
    static final int NONE = -1;

    private final int[][] dependents;
    private final int[] depth;
    private final int[] order;
    private final int[] place;
    private final long[] waiting;
    private int waitingCount;

    Dependents(final OracleConfig config)
    {
        final int instruments = config.instruments().size();
        final List<Set<Integer>> by = new ArrayList<>();
        IntStream.range(0, instruments).forEach(i -> by.add(new TreeSet<>()));
        depth = new int[instruments];
        final List<Set<Integer>> on = IntStream.range(0, instruments).mapToObj(i -> standsOn(config.graph(), i))
            .toList();
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final int dependent = instrument;
            on.get(instrument).forEach(each -> by.get(each).add(dependent));
            measure(instrument, on);
        }
        dependents = by.stream().map(set -> set.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new);
        order = IntStream.range(0, instruments).boxed()
            .sorted(Comparator.<Integer>comparingInt(i -> depth[i]).thenComparing(i -> i))
            .mapToInt(Integer::intValue).toArray();
        place = new int[instruments];
        for (int at = 0; at < instruments; at++)
        {
            place[order[at]] = at;
        }
        waiting = new long[(instruments + Long.SIZE - 1) / Long.SIZE];
    }

    private static Set<Integer> standsOn(final InstrumentGraph graph, final int instrument)
    {
        final Set<Integer> names = new TreeSet<>();
        graph.legs(instrument).forEach(leg -> names.add(leg.instrument()));
        IntStream.of(graph.secondaries(instrument)).forEach(names::add);
        IntStream.of(graph.routes(instrument)).forEach(names::add);
        if (graph.signal(instrument) >= 0)
        {
            names.add(graph.signal(instrument));
        }
        return names;
    }

    /** One more than the deepest it stands on; at most the number of instruments deep, since there are no cycles. */
    private int measure(final int instrument, final List<Set<Integer>> on)
    {
        if (depth[instrument] == 0)
        {
            int deepest = 0;
            for (final int each : on.get(instrument))
            {
                deepest = Math.max(deepest, 1 + measure(each, on));
            }
            depth[instrument] = deepest;
        }
        return depth[instrument];
    }

    /** Those that stand on an instrument, by rising id. */
    int[] of(final int instrument)
    {
        return dependents[instrument];
    }

    /** 0 for an instrument that stands on no other. */
    int depth(final int instrument)
    {
        return depth[instrument];
    }

    /** The largest depth. */
    int maxDepth()
    {
        return depth[order[order.length - 1]];
    }

    /** Lets all that stand on an instrument wait. */
    void await(final int instrument)
    {
        for (final int dependent : dependents[instrument])
        {
            final int word = place[dependent] / Long.SIZE;
            final long bit = 1L << place[dependent];
            waitingCount += (waiting[word] & bit) == 0 ? 1 : 0;
            waiting[word] |= bit;
        }
    }

    /** Takes out the first that waits, or {@link #NONE}. */
    int next()
    {
        if (waitingCount == 0)
        {
            return NONE;
        }
        int word = 0;
        while (waiting[word] == 0)
        {
            word++;
        }
        final int at = word * Long.SIZE + Long.numberOfTrailingZeros(waiting[word]);
        waiting[word] &= waiting[word] - 1;
        waitingCount--;
        return order[at];
    }
}
