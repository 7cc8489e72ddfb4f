// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tick path as one would write it first: boxed maps, a sorted copy at every step, a new record every tick. Judges
 * order, age, divergence from the others and robust fences, and gives a weighted median and quartiles. What trust and
 * median are compared with.
 */
final class NaiveTickPath
{
    private static final long MAX_AGE_NS = 5_000_000_000L;
    private static final long MAX_DIVERGENCE_BPS = 100;
    private static final int MIN_SOURCES = 3;

    /** What one source said last. */
    private record Observation(long price, long atNs, long weight)
    {
    }

    /** The reference price. */
    record Reference(long price, long low, long high, long asOfNs, int sources)
    {
    }

    private final Map<Integer, Long> sequences = new HashMap<>();
    private final Map<Integer, Observation> latest = new HashMap<>();
    private Reference record = new Reference(0, 0, 0, 0, 0);

    Reference onTick(final int source, final long sequence, final long nowNs, final long atNs, final long price)
    {
        final Long last = sequences.get(source);
        if (last != null && sequence <= last)
        {
            return record;
        }
        sequences.put(source, sequence);
        final List<Long> others = new ArrayList<>();
        latest.forEach((other, observation) ->
        {
            if (other != source)
            {
                others.add(observation.price());
            }
        });
        Collections.sort(others);
        final boolean isFar = others.size() >= MIN_SOURCES && isFar(price, others.get(others.size() / 2));
        latest.put(source, new Observation(price, atNs, isFar ? 75 : 100));
        record = evaluate(nowNs);
        return record;
    }

    private static boolean isFar(final long price, final long middle)
    {
        return Math.abs(price - middle) * 10_000 / MAX_DIVERGENCE_BPS > middle;
    }

    private Reference evaluate(final long nowNs)
    {
        final List<Observation> fresh = new ArrayList<>();
        for (final Observation observation : latest.values())
        {
            if (nowNs - observation.atNs() <= MAX_AGE_NS)
            {
                fresh.add(observation);
            }
        }
        if (fresh.size() < MIN_SOURCES)
        {
            return new Reference(0, 0, 0, nowNs, fresh.size());
        }
        fresh.sort(Comparator.comparingLong(Observation::price));
        final long low = quantile(fresh, 1);
        final long high = quantile(fresh, 3);
        final long fence = Math.max(3 * (high - low), high / 200);
        final List<Observation> admitted = new ArrayList<>();
        for (final Observation observation : fresh)
        {
            if (observation.price() >= low - fence && observation.price() <= high + fence)
            {
                admitted.add(observation);
            }
        }
        long asOfNs = nowNs;
        for (final Observation observation : admitted)
        {
            asOfNs = Math.min(asOfNs, observation.atNs());
        }
        return new Reference(quantile(admitted, 2), quantile(admitted, 1), quantile(admitted, 3), asOfNs,
            admitted.size());
    }

    private static long quantile(final List<Observation> sorted, final int quarter)
    {
        long total = 0;
        for (final Observation observation : sorted)
        {
            total += observation.weight();
        }
        long sum = 0;
        for (final Observation observation : sorted)
        {
            sum += observation.weight();
            if (sum * 4 >= total * quarter)
            {
                return observation.price();
            }
        }
        return 0;
    }
}
