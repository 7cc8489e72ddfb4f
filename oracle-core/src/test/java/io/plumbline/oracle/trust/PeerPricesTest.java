// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeerPricesTest
{
    private static final int INSTRUMENTS = 2;
    private static final long MAX_AGE = FreshnessPolicy.DEFAULT.maxAgeNs();

    /** A member of the reference's list. */
    private record Entry(int source, long price, long origin, long heard)
    {
    }

    /** A peer and the weight it speaks with. */
    private record Voice(Entry entry, BigInteger weight)
    {
    }

    private final List<Map<Integer, Entry>> entries = List.of(new HashMap<>(), new HashMap<>());
    private OracleConfig config;
    private long heard;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractH_shouldSayWhatListsOfPeersSay(final long seed)
    {
        final Random random = new Random(seed);
        final SampleOracle oracle = new SampleOracle().instruments(INSTRUMENTS);
        final int sources = 2 + random.nextInt(seed % 2 == 0 ? 62 : 8);
        for (int i = 0; i < sources; i++)
        {
            oracle.source("L" + random.nextInt(1 + sources * 2 / 3), random.nextInt(4) == 0 ? 1 :
                1 + random.nextInt(1_000_000));
        }
        config = oracle.build();
        final PeerPrices peers = new PeerPrices(config, new Lineages(config));
        long now = 0;
        int compared = 0;
        for (int step = 0; step < 6_000; step++)
        {
            now += random.nextInt(20) == 0 ? random.nextLong(MAX_AGE) : random.nextLong(SECOND / 50);
            final int source = random.nextInt(sources);
            final int instrument = random.nextInt(INSTRUMENTS);
            change(peers, random, source, instrument, now);
            final int asking = random.nextInt(sources);
            compared += compare(peers, asking, instrument, now, random, "seed " + seed + " step " + step);
        }
        assertTrue(compared > 1_000, "seed " + seed + ": there were peers to compare");
    }

    private void change(
        final PeerPrices peers, final Random random, final int source, final int instrument, final long now)
    {
        final int what = random.nextInt(100);
        if (what == 0)
        {
            peers.remove(source);
            entries.forEach(each -> each.remove(source));
        }
        else if (what < 6)
        {
            peers.remove(source, instrument);
            entries.get(instrument).remove(source);
        }
        else
        {
            final long price = 1_000L + random.nextInt(30);
            final long origin = now - (random.nextInt(4) == 0 ? random.nextLong(MAX_AGE + 1) : 0);
            peers.put(source, instrument, price, origin);
            entries.get(instrument).put(source, new Entry(source, price, origin, ++heard));
        }
    }

    private int compare(
        final PeerPrices peers, final int asking, final int instrument, final long now, final Random random,
        final String at)
    {
        final List<Voice> all = voices(instrument, now, null);
        assertEquals(lineages(all), peers.selectAll(instrument, now), at);
        if (!all.isEmpty())
        {
            assertEquals(quantile(all, 2), peers.weighMedian(instrument), at);
        }
        final List<Voice> voices = voices(instrument, now, config.sources().get(asking).lineage());
        assertEquals(lineages(voices), peers.select(asking, instrument, now), at);
        assertEquals(base(instrument, now, asking), peers.baseWeightWithout(asking, instrument, now), at);
        final BigInteger total = voices.stream().map(Voice::weight).reduce(BigInteger.ZERO, BigInteger::add);
        final long bound = total.longValueExact() / 512 + random.nextInt(3) - 1;
        assertEquals(total.compareTo(BigInteger.valueOf(512 * bound)) > 0, peers.isVoiceAbove(bound), at);
        if (voices.isEmpty())
        {
            return 0;
        }
        final long median = quantile(voices, 2);
        assertEquals(median, peers.weighMedian(instrument), at);
        final BigInteger range = BigInteger.valueOf(10_000 * (quantile(voices, 3) - quantile(voices, 1)));
        final BigInteger[] iqr = range.divideAndRemainder(BigInteger.valueOf(median));
        assertEquals(iqr[0].intValueExact() + iqr[1].signum(), peers.weighIqrBps(instrument), at);
        final Entry first = voices.stream().map(Voice::entry).filter(e -> e.price() >= median).findFirst()
            .orElseThrow();
        assertEquals(first.origin(), peers.medianOriginNs(instrument), at);
        final long since = Math.max(0, heard - random.nextInt(2 * config.sources().size()));
        final BigInteger spoken = voices.stream().filter(v -> v.entry().heard() > since).map(Voice::weight)
            .reduce(BigInteger.ZERO, BigInteger::add);
        assertEquals(spoken.shiftLeft(1).compareTo(total) > 0, peers.isMajorityHeardSince(instrument, since), at);
        return 1;
    }

    private List<Entry> fresh(final int instrument, final long now)
    {
        return entries.get(instrument).values().stream().filter(e -> now - e.origin() <= MAX_AGE)
            .sorted(Comparator.comparingLong(Entry::price).thenComparingInt(Entry::source)).toList();
    }

    /** The fresh ones in order of price, without one lineage, each with its share of its lineage's weight. */
    private List<Voice> voices(final int instrument, final long now, final String without)
    {
        final List<Entry> fresh = fresh(instrument, now);
        final List<Voice> voices = new ArrayList<>();
        for (final Entry entry : fresh)
        {
            final SourceConfig source = config.sources().get(entry.source());
            if (!source.lineage().equals(without))
            {
                BigInteger sum = BigInteger.ZERO;
                BigInteger most = BigInteger.ZERO;
                for (final Entry other : fresh)
                {
                    final SourceConfig sibling = config.sources().get(other.source());
                    if (sibling.lineage().equals(source.lineage()))
                    {
                        sum = sum.add(BigInteger.valueOf(sibling.baseWeight()));
                        most = most.max(BigInteger.valueOf(sibling.baseWeight()));
                    }
                }
                voices.add(new Voice(entry, BigInteger.valueOf(512 * source.baseWeight()).multiply(most).divide(sum)
                    .max(BigInteger.ONE)));
            }
        }
        return voices;
    }

    private int lineages(final List<Voice> voices)
    {
        final HashSet<String> names = new HashSet<>();
        voices.forEach(v -> names.add(config.sources().get(v.entry().source()).lineage()));
        return names.size();
    }

    private long base(final int instrument, final long now, final int without)
    {
        return fresh(instrument, now).stream().filter(e -> e.source() != without)
            .mapToLong(e -> config.sources().get(e.source()).baseWeight()).sum();
    }

    private static long quantile(final List<Voice> voices, final int quarters)
    {
        final BigInteger target = voices.stream().map(Voice::weight).reduce(BigInteger.ZERO, BigInteger::add)
            .multiply(BigInteger.valueOf(quarters));
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < voices.size(); i++)
        {
            sum = sum.add(voices.get(i).weight().shiftLeft(2));
            final long price = voices.get(i).entry().price();
            if (sum.compareTo(target) > 0)
            {
                return price;
            }
            if (sum.equals(target))
            {
                final long above = voices.get(i + 1).entry().price();
                final long floor = (price + above) / 2;
                return (price + above) % 2 == 0 ? floor : floor + floor % 2;
            }
        }
        throw new AssertionError("nobody spoke");
    }
}
