// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same judgement as {@link NaiveJudgement}, as most services would write it: maps of records, prices as
 * BigDecimal, streams.
 */
final class BoxedJudgement
{
    private static final long MAX_AGE_NS = 5_000_000_000L;
    private static final BigDecimal MAX_DIVERGENCE = new BigDecimal("0.01");
    private static final BigDecimal FALL = new BigDecimal("0.05");
    private static final BigDecimal LEAST = new BigDecimal("0.75");
    private static final BigDecimal RISE = new BigDecimal("0.0001");
    private static final int MIN_SOURCES = 3;
    private static final int DIGITS = 8;

    /** A source on an instrument. */
    private record Pair(int source, int instrument)
    {
    }

    /** What a source said last. */
    private record Observation(BigDecimal price, BigDecimal trust, long atNs)
    {
    }

    /** The reference price. */
    record Reference(BigDecimal price, BigDecimal low, BigDecimal high, int sources)
    {
    }

    private final Map<Pair, Long> sequences = new HashMap<>();
    private final Map<Pair, BigDecimal> trust = new HashMap<>();
    private final Map<Integer, Map<Integer, Observation>> books = new HashMap<>();

    /**
     * Whether a tick is believed, and its source's trust.
     */
    BigDecimal believe(
        final int source, final int instrument, final long sequence, final BigDecimal price, final long nowNs)
    {
        final Pair pair = new Pair(source, instrument);
        if (sequence <= sequences.getOrDefault(pair, 0L))
        {
            return BigDecimal.ZERO;
        }
        sequences.put(pair, sequence);
        final Map<Integer, Observation> book = books.computeIfAbsent(instrument, id -> new HashMap<>());
        final List<BigDecimal> others = book.entrySet().stream()
            .filter(entry -> entry.getKey() != source && nowNs - entry.getValue().atNs() <= MAX_AGE_NS)
            .map(entry -> entry.getValue().price()).sorted().toList();
        final boolean isFar = others.size() >= MIN_SOURCES && isFar(price, others.get(others.size() / 2));
        final BigDecimal before = trust.getOrDefault(pair, LEAST);
        final BigDecimal after =
            isFar ? before.subtract(FALL).max(LEAST) : before.add(RISE).min(BigDecimal.ONE);
        trust.put(pair, after);
        book.put(source, new Observation(price, after, nowNs));
        return after;
    }

    /**
     * Enters a believed price and makes the instrument's anew.
     */
    Reference price(
        final int source, final int instrument, final BigDecimal price, final BigDecimal weight, final long nowNs)
    {
        final Map<Integer, Observation> book = books.computeIfAbsent(instrument, id -> new HashMap<>());
        book.put(source, new Observation(price, weight, nowNs));
        final List<Observation> fresh = new ArrayList<>(book.values().stream()
            .filter(observation -> nowNs - observation.atNs() <= MAX_AGE_NS).toList());
        fresh.sort(Comparator.comparing(Observation::price));
        if (fresh.size() < MIN_SOURCES)
        {
            return new Reference(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, fresh.size());
        }
        final BigDecimal middle = quantile(fresh, "0.5");
        final List<Observation> kept =
            fresh.stream().filter(observation -> !isFar(observation.price(), middle)).toList();
        return new Reference(quantile(kept, "0.5"), quantile(kept, "0.25"), quantile(kept, "0.75"), kept.size());
    }

    private static boolean isFar(final BigDecimal price, final BigDecimal middle)
    {
        return price.subtract(middle).abs().divide(middle, DIGITS, RoundingMode.UP).compareTo(MAX_DIVERGENCE) > 0;
    }

    private static BigDecimal quantile(final List<Observation> sorted, final String share)
    {
        final BigDecimal total = sorted.stream().map(Observation::trust).reduce(BigDecimal.ZERO, BigDecimal::add);
        final BigDecimal target = total.multiply(new BigDecimal(share));
        BigDecimal sum = BigDecimal.ZERO;
        for (final Observation observation : sorted)
        {
            sum = sum.add(observation.trust());
            if (sum.compareTo(target) >= 0)
            {
                return observation.price();
            }
        }
        return BigDecimal.ZERO;
    }
}
