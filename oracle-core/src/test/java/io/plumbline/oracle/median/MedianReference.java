// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The median stage's evaluation of one instrument once more: slow, by lists, sorting and big numbers. */
final class MedianReference
{
    /** What one source last said; the spread is -1 where it did not give both bid and ask. */
    record Said(int source, long price, long originNs, int trustBps, long decayFromNs, int spreadBps)
    {
    }

    /** What a record should say. */
    record Expected(
        Tier tier,
        Refusal refusal,
        long price,
        long low,
        long high,
        long quartileLow,
        long quartileHigh,
        long asOfNs,
        long validUntilNs,
        int dispersionBps,
        int sources,
        int lineages,
        long mask,
        int confidence,
        int trustBps,
        int spreadBps,
        long evaluatedAtNs)
    {
    }

    private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

    final Map<Integer, Said> book = new TreeMap<>();
    int volatilityCentiBps;

    // of the last evaluation
    int fenceBps;
    int staleShareBps;
    Map<Integer, BigInteger> weights = Map.of();
    List<Said> fresh = List.of();
    List<Said> admitted = List.of();

    private final OracleConfig config;
    private final InstrumentConfig instrument;
    private final QuorumPolicy quorum;
    private Long heldSinceNs;
    private Expected lastGood;

    MedianReference(final OracleConfig config)
    {
        this.config = config;
        instrument = config.instruments().get(0);
        quorum = instrument.quorum();
    }

    Expected evaluate(final long now)
    {
        final long maxAge = instrument.freshness().maxAgeNs();
        fresh = book.values().stream().filter(s -> s.trustBps() > 0 && now - s.originNs() <= maxAge).toList();
        admitted = fresh;
        fenceBps = 0;
        staleShareBps = staleShare();
        if (book.isEmpty())
        {
            return fail(Refusal.NO_PRICE, now);
        }
        Map<Integer, BigInteger> capped = Map.of();
        for (int pass = 0; pass <= 2; pass++)
        {
            if (admitted.size() < quorum.minSources())
            {
                return fail(Refusal.NO_QUORUM, now);
            }
            if (lineages(admitted).size() * (long)quorum.lineageCapBps() < 10_000)
            {
                return fail(Refusal.LINEAGE_CAP, now);
            }
            if (lineages(admitted).size() < quorum.minLineages())
            {
                return fail(Refusal.NO_QUORUM, now);
            }
            capped = cap(admitted);
            weights = new TreeMap<>();
            for (final Said said : admitted)
            {
                weights.put(said.source(), capped.get(said.source()).multiply(BigInteger.valueOf(trust(said, now))));
            }
            if (pass == 2)
            {
                break;
            }
            final long median = quantile(admitted, weights, 2, 4);
            fenceBps = fence(median, now);
            final List<Said> inside = admitted.stream().filter(s -> BigInteger.valueOf(Math.abs(s.price() - median))
                .multiply(TEN_THOUSAND)
                .compareTo(BigInteger.valueOf(median).multiply(BigInteger.valueOf(fenceBps))) <= 0)
                .toList();
            if (inside.size() == admitted.size())
            {
                break;
            }
            admitted = inside;
        }
        return judge(capped, now);
    }

    private int staleShare()
    {
        final List<Integer> configured = configured();
        final BigInteger whole = configured.stream().map(this::base).reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger heard = fresh.stream().map(s -> base(s.source())).reduce(BigInteger.ZERO, BigInteger::add);
        return new BigDecimal(whole.subtract(heard).multiply(TEN_THOUSAND))
            .divide(new BigDecimal(whole), 0, RoundingMode.CEILING).intValueExact();
    }

    private List<Integer> configured()
    {
        return IntStream.range(0, config.sources().size()).filter(source -> config.sources().get(source).feeds()
            .stream().anyMatch(feed -> feed.instrument().equals(instrument.symbol()))).boxed().toList();
    }

    private int fence(final long median, final long now)
    {
        final int iqr = ceilBps(quantile(admitted, weights, 3, 4) - quantile(admitted, weights, 1, 4), median);
        final long interval = instrument.market().volatility().sampleIntervalNs();
        final long oldest = admitted.stream().mapToLong(Said::originNs).min().orElseThrow();
        final long root = BigInteger.valueOf(1_000_000).multiply(BigInteger.valueOf(
            Math.max(now - oldest, interval) / 1_000)).divide(BigInteger.valueOf(interval / 1_000)).sqrt().longValue();
        final BigInteger byVolatility = BigInteger.valueOf(instrument.market().volatility().fenceMultiple())
            .multiply(BigInteger.valueOf(volatilityCentiBps)).multiply(BigInteger.valueOf(root))
            .divide(BigInteger.valueOf(100_000));
        final BigInteger byRange =
            BigInteger.valueOf(instrument.fence().iqrMultiple()).multiply(BigInteger.valueOf(iqr));
        return byVolatility.max(byRange).max(BigInteger.valueOf(instrument.fence().floorBps()))
            .min(BigInteger.valueOf(Math.max(instrument.fence().floorBps(), instrument.fence().maxRangeBps() / 2)))
            .intValueExact();
    }

    private int spread(final Map<Integer, BigInteger> capped)
    {
        final List<Said> both = admitted.stream().filter(s -> s.spreadBps() >= 0)
            .map(s -> new Said(s.source(), s.spreadBps(), 0, 0, 0, 0)).toList();
        final Map<Integer, BigInteger> theirs = new TreeMap<>(weights);
        theirs.keySet().retainAll(both.stream().map(Said::source).toList());
        final Map<Integer, BigInteger> least = new TreeMap<>(capped);
        least.keySet().retainAll(theirs.keySet());
        return sum(theirs).signum() == 0 || !isMarginHeld(sum(least)) ? 0 : (int)quantile(both, theirs, 2, 4);
    }

    private Expected judge(final Map<Integer, BigInteger> capped, final long now)
    {
        final BigInteger total = sum(capped);
        if (!isMarginHeld(total))
        {
            return fail(Refusal.BYZANTINE_MARGIN, now);
        }
        heldSinceNs = heldSinceNs == null ? now : heldSinceNs;
        if (now - heldSinceNs < quorum.dwellNs())
        {
            final long opens = heldSinceNs + quorum.dwellNs();
            final Expected shown = shown(Refusal.PROBATION, now);
            return new Expected(shown.tier(), shown.refusal(), shown.price(), shown.low(), shown.high(),
                shown.quartileLow(), shown.quartileHigh(), shown.asOfNs(), Math.min(opens, shown.validUntilNs()),
                shown.dispersionBps(), shown.sources(), shown.lineages(), shown.mask(), 0, shown.trustBps(),
                shown.spreadBps(), now);
        }
        final long price = quantile(admitted, weights, 2, 4);
        final long low = admitted.stream().mapToLong(Said::price).min().orElseThrow();
        final long high = admitted.stream().mapToLong(Said::price).max().orElseThrow();
        final long q1 = quantile(admitted, weights, 1, 4);
        final long q3 = quantile(admitted, weights, 3, 4);
        final long asOf = admitted.stream().mapToLong(Said::originNs).min().orElseThrow();
        final long mask = admitted.stream().mapToLong(s -> 1L << s.source()).reduce(0, (x, y) -> x | y);
        final int dispersion = Math.min(65_535, ceilBps(q3 - q1, price));
        final int trust = sum(weights).divide(total).intValueExact();
        final boolean isWide = (high - low) * 10_000 > price * instrument.fence().maxRangeBps();
        final Expected expected = new Expected(isWide ? Tier.LAST_GOOD : Tier.PRIMARY,
            isWide ? Refusal.WIDE_RANGE : Refusal.NONE, price, low, high, q1, q3, asOf,
            asOf + instrument.freshness().maxAgeNs() + 1, dispersion, admitted.size(), lineages(admitted).size(), mask,
            confidence(dispersion, averageAgeNs(capped, now), trust), trust, spread(capped), now);
        lastGood = isWide ? lastGood : expected;
        return expected;
    }

    private long averageAgeNs(final Map<Integer, BigInteger> capped, final long now)
    {
        BigInteger ages = BigInteger.ZERO;
        BigInteger whole = BigInteger.ZERO;
        for (final Said said : admitted)
        {
            final BigInteger weight = capped.get(said.source());
            final long ageMs = now / 1_000_000 - said.originNs() / 1_000_000;
            ages = ages.add(weight.multiply(BigInteger.valueOf(ageMs)));
            whole = whole.add(weight);
        }
        return ages.divide(whole).longValueExact() * 1_000_000;
    }

    /** A > F (1 + 1/τ), as fractions. */
    private boolean isMarginHeld(final BigInteger capped)
    {
        final BigDecimal a = new BigDecimal(capped).divide(BigDecimal.valueOf(512));
        return a.multiply(BigDecimal.valueOf(quorum.trustFloorBps())).compareTo(BigDecimal.valueOf(
            quorum.byzantineWeight()).multiply(BigDecimal.valueOf(quorum.trustFloorBps() + 10_000L))) > 0;
    }

    private int confidence(final int dispersionBps, final long ageNs, final int trustBps)
    {
        final long maxRange = instrument.fence().maxRangeBps();
        final long maxAge = instrument.freshness().maxAgeNs();
        final BigInteger four = more(lineages(admitted).size(), 2L * quorum.minLineages() - 1)
            .multiply(more(maxRange - dispersionBps, maxRange)).multiply(more(maxAge - ageNs, maxAge))
            .multiply(BigInteger.valueOf(10_000 + trustBps)).divide(BigInteger.valueOf(20_000));
        return four.multiply(more(admitted.size(), configured().size()))
            .divide(BigInteger.TEN.pow(12).multiply(BigInteger.valueOf(16))).intValueExact();
    }

    /** 10,000 and the mark: the share, within 0 and 1, rounded down. */
    private static BigInteger more(final long part, final long whole)
    {
        return TEN_THOUSAND.add(BigInteger.valueOf(Math.max(0, Math.min(part, whole))).multiply(TEN_THOUSAND)
            .divide(BigInteger.valueOf(whole)));
    }

    private Expected fail(final Refusal why, final long now)
    {
        heldSinceNs = null;
        return shown(why, now);
    }

    private Expected shown(final Refusal why, final long now)
    {
        final long hardAge = instrument.freshness().lastGoodMaxAgeNs();
        if (lastGood == null || now - lastGood.evaluatedAtNs() > hardAge)
        {
            return new Expected(Tier.CLOSED, why, 0, 0, 0, 0, 0, 0, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0, 0, now);
        }
        return new Expected(Tier.LAST_GOOD, why, lastGood.price(), lastGood.low(), lastGood.high(),
            lastGood.quartileLow(), lastGood.quartileHigh(), lastGood.asOfNs(), lastGood.evaluatedAtNs() + hardAge + 1,
            lastGood.dispersionBps(), lastGood.sources(), lastGood.lineages(), lastGood.mask(), 0,
            lastGood.trustBps(), lastGood.spreadBps(), now);
    }

    long trust(final Said said, final long now)
    {
        final long late = Math.max(0, now - said.decayFromNs()) / 1_000_000;
        return Math.max(Math.min(said.trustBps(), quorum.trustFloorBps()), said.trustBps() - late);
    }

    private Map<String, BigInteger> lineages(final List<Said> admitted)
    {
        final Map<String, BigInteger> totals = new TreeMap<>();
        admitted.forEach(s -> totals.merge(lineage(s.source()), base(s.source()), BigInteger::add));
        return totals;
    }

    private String lineage(final int source)
    {
        return config.sources().get(source).lineage();
    }

    private BigInteger base(final Integer source)
    {
        return BigInteger.valueOf(config.sources().get(source).baseWeight());
    }

    /** Lowers as few of the heaviest lineages as will do: level = cap · rest / (1 - count · cap). */
    private Map<Integer, BigInteger> cap(final List<Said> admitted)
    {
        final Map<String, BigInteger> totals = lineages(admitted);
        final List<BigInteger> heaviest = new ArrayList<>(totals.values());
        heaviest.sort(Comparator.reverseOrder());
        final BigInteger cap = BigInteger.valueOf(quorum.lineageCapBps());
        BigInteger level = BigInteger.ZERO;
        for (int lowered = 0; lowered < heaviest.size(); lowered++)
        {
            final BigInteger rest = heaviest.subList(lowered, heaviest.size()).stream()
                .reduce(BigInteger.ZERO, BigInteger::add).shiftLeft(9);
            level = rest.multiply(cap).divide(TEN_THOUSAND.subtract(cap.multiply(BigInteger.valueOf(lowered))));
            if (heaviest.get(lowered).shiftLeft(9).compareTo(level) <= 0)
            {
                break;
            }
        }
        final Map<Integer, BigInteger> capped = new TreeMap<>();
        final Map<String, BigInteger> served = new TreeMap<>();
        for (final Said said : admitted.stream().sorted(Comparator.comparingInt(Said::source)).toList())
        {
            final BigInteger total = totals.get(lineage(said.source()));
            final BigInteger top = level.min(total.shiftLeft(9));
            final BigInteger before = served.getOrDefault(lineage(said.source()), BigInteger.ZERO);
            final BigInteger after = before.add(base(said.source()));
            served.put(lineage(said.source()), after);
            capped.put(said.source(), after.multiply(top).divide(total).subtract(before.multiply(top).divide(total)));
        }
        return capped;
    }

    private static BigInteger sum(final Map<Integer, BigInteger> weights)
    {
        return weights.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static long quantile(
        final List<Said> admitted, final Map<Integer, BigInteger> weights, final int num, final int den)
    {
        final List<Said> sorted = new ArrayList<>(admitted);
        sorted.removeIf(said -> weights.get(said.source()).signum() == 0);
        sorted.sort(Comparator.comparingLong(Said::price));
        final BigInteger target = sum(weights).multiply(BigInteger.valueOf(num));
        BigInteger reached = BigInteger.ZERO;
        for (int i = 0; i < sorted.size(); i++)
        {
            reached = reached.add(weights.get(sorted.get(i).source()).multiply(BigInteger.valueOf(den)));
            if (reached.compareTo(target) > 0)
            {
                return sorted.get(i).price();
            }
            if (reached.equals(target))
            {
                final BigDecimal both = BigDecimal.valueOf(sorted.get(i).price())
                    .add(BigDecimal.valueOf(sorted.get(Math.min(i + 1, sorted.size() - 1)).price()));
                return both.divide(BigDecimal.valueOf(2), 0, RoundingMode.HALF_EVEN).longValueExact();
            }
        }
        throw new IllegalStateException("nothing selected");
    }

    /** -1 where it is not both. */
    static int spreadBps(final long bid, final long ask, final long price)
    {
        return bid == Long.MIN_VALUE || ask == Long.MIN_VALUE ? -1 : Math.min(65_535, ceilBps(ask - bid, price));
    }

    private static int ceilBps(final long width, final long price)
    {
        return BigDecimal.valueOf(width).multiply(BigDecimal.valueOf(10_000))
            .divide(BigDecimal.valueOf(price), 0, RoundingMode.CEILING).intValueExact();
    }
}
