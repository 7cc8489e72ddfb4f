// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.reference.Exact.Weighted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One instrument's price of its own sources at one moment: who contributes, with which weight, and its figures. */
final class ReferenceMedian
{
    /** The last believed price of a source. */
    record Entry(
        int source,
        long price,
        long bid,
        long ask,
        long originNs,
        int trustBps,
        long decayFromNs,
        int tickIndex,
        long content)
    {
    }

    private static final int FILTERS = 2;
    private static final int NS_PER_LOST_BPS = 1_000_000;
    private static final long NS_PER_MS = 1_000_000;

    /** NONE, or why there is no price. */
    final Refusal why;
    private final OracleConfig config;
    private final InstrumentConfig instrument;
    private final QuorumPolicy quorum;
    private final long nowNs;
    private final long sigma;
    private final List<Entry> fresh = new ArrayList<>();
    private List<Entry> admitted = new ArrayList<>();
    private Map<Integer, BigInteger> capped = Map.of();

    ReferenceMedian(
        final OracleConfig config,
        final int instrumentId,
        final Collection<Entry> book,
        final long sigma,
        final long nowNs)
    {
        this.config = config;
        this.sigma = sigma;
        this.nowNs = nowNs;
        instrument = config.instruments().get(instrumentId);
        quorum = instrument.quorum();
        for (final Entry entry : book)
        {
            if (entry.trustBps() > 0 && nowNs - entry.originNs() <= instrument.freshness().maxAgeNs())
            {
                fresh.add(entry);
            }
        }
        admitted.addAll(fresh);
        why = book.isEmpty() ? Refusal.NO_PRICE : select();
    }

    private Refusal select()
    {
        Refusal found = weigh();
        for (int filter = 0; filter < FILTERS && found == Refusal.NONE; filter++)
        {
            final long median = quantile(1, 2);
            final long fence = fenceBps(median);
            final List<Entry> inside = admitted.stream()
                .filter(e -> Exact.isWithin(e.price(), median, fence)).toList();
            if (inside.size() == admitted.size())
            {
                break;
            }
            admitted = inside;
            found = weigh();
        }
        if (found != Refusal.NONE)
        {
            return found;
        }
        return isMarginHeld(cappedTotal()) ? Refusal.NONE : Refusal.BYZANTINE_MARGIN;
    }

    private Refusal weigh()
    {
        if (admitted.size() < quorum.minSources())
        {
            return Refusal.NO_QUORUM;
        }
        final int lineages = totals().size();
        if ((long)lineages * quorum.lineageCapBps() < 10_000)
        {
            return Refusal.LINEAGE_CAP;
        }
        if (lineages < quorum.minLineages())
        {
            return Refusal.NO_QUORUM;
        }
        capped = cap();
        return Refusal.NONE;
    }

    private long fenceBps(final long median)
    {
        final long oldestNs = admitted.stream().mapToLong(Entry::originNs).min().orElseThrow();
        final VolatilityPolicy policy = instrument.market().volatility();
        final long iqrBps = Exact.ceilBps(quantile(3, 4) - quantile(1, 4), median);
        return big(instrument.fence().floorBps()).max(big(instrument.fence().iqrMultiple()).multiply(big(iqrBps)))
            .max(ReferenceVolatility.overBps(policy.fenceMultiple(), sigma, nowNs - oldestNs,
                policy.sampleIntervalNs()))
            .min(big(Math.max(instrument.fence().floorBps(), instrument.fence().maxRangeBps() / 2)))
            .longValueExact();
    }

    private String lineage(final Entry entry)
    {
        return config.sources().get(entry.source()).lineage();
    }

    private BigInteger base(final Entry entry)
    {
        return big(config.sources().get(entry.source()).baseWeight());
    }

    private Map<String, BigInteger> totals()
    {
        final Map<String, BigInteger> totals = new TreeMap<>();
        admitted.forEach(e -> totals.merge(lineage(e), base(e), BigInteger::add));
        return totals;
    }

    /** Lowers as few of the heaviest lineages as will do, to cap · rest / (1 − count · cap), in 1/512. */
    private Map<Integer, BigInteger> cap()
    {
        final Map<String, BigInteger> totals = totals();
        final List<BigInteger> heaviest = new ArrayList<>(totals.values());
        heaviest.sort(Comparator.reverseOrder());
        final BigInteger cap = big(quorum.lineageCapBps());
        BigInteger level = BigInteger.ZERO;
        for (int lowered = 0; lowered < heaviest.size(); lowered++)
        {
            final BigInteger rest = heaviest.subList(lowered, heaviest.size()).stream()
                .reduce(BigInteger.ZERO, BigInteger::add).shiftLeft(9);
            level = rest.multiply(cap).divide(Exact.TEN_THOUSAND.subtract(cap.multiply(big(lowered))));
            if (heaviest.get(lowered).shiftLeft(9).compareTo(level) <= 0)
            {
                break;
            }
        }
        final Map<Integer, BigInteger> shares = new HashMap<>();
        final Map<String, BigInteger> served = new HashMap<>();
        for (final Entry entry : admitted.stream().sorted(Comparator.comparingInt(Entry::source)).toList())
        {
            final BigInteger total = totals.get(lineage(entry));
            final BigInteger top = level.min(total.shiftLeft(9));
            final BigInteger before = served.getOrDefault(lineage(entry), BigInteger.ZERO);
            final BigInteger after = before.add(base(entry));
            served.put(lineage(entry), after);
            shares.put(entry.source(),
                after.multiply(top).divide(total).subtract(before.multiply(top).divide(total)));
        }
        return shares;
    }

    private BigInteger cappedTotal()
    {
        return capped.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Trust now: from the missed heartbeat on it loses a basis point a millisecond, down to the floor. */
    private long trustNow(final Entry entry)
    {
        final long lostBps = Math.max(0, nowNs - entry.decayFromNs()) / NS_PER_LOST_BPS;
        return Math.max(Math.min(entry.trustBps(), quorum.trustFloorBps()), entry.trustBps() - lostBps);
    }

    private BigInteger weight(final Entry entry)
    {
        return capped.get(entry.source()).multiply(big(trustNow(entry)));
    }

    private long quantile(final int num, final int den)
    {
        return Exact.quantile(
            admitted.stream().map(e -> new Weighted(e.source(), e.price(), weight(e))).toList(), num, den);
    }

    /** Trust of everyone whose price is fresh, by source. */
    Map<Integer, Long> trustBySource()
    {
        final Map<Integer, Long> trust = new HashMap<>();
        fresh.forEach(e -> trust.put(e.source(), trustNow(e)));
        return trust;
    }

    /** Share of the instrument's sources' weight that has no fresh believed price, rounded up. */
    long staleShareBps()
    {
        final BigInteger all = config.sources().stream()
            .filter(s -> s.feeds().stream().anyMatch(f -> f.instrument().equals(instrument.symbol())))
            .map(s -> big(s.baseWeight())).reduce(BigInteger.ZERO, BigInteger::add);
        final BigInteger present = fresh.stream().map(this::base).reduce(BigInteger.ZERO, BigInteger::add);
        return all.signum() == 0 ? 0 : Exact.ceilBps(all.subtract(present), all);
    }

    private boolean isMarginHeld(final BigInteger cappedWeight)
    {
        final BigInteger needed = big(quorum.byzantineWeight()).multiply(big(512))
            .multiply(big(10_000 + quorum.trustFloorBps()));
        return cappedWeight.multiply(big(quorum.trustFloorBps())).compareTo(needed) > 0;
    }

    /** The figures of the price; only where there is one. */
    void describe(final ReferenceRecord out)
    {
        final long oldestNs = admitted.stream().mapToLong(Entry::originNs).min().orElseThrow();
        out.price = quantile(1, 2);
        out.rangeLow = admitted.stream().mapToLong(Entry::price).min().orElseThrow();
        out.rangeHigh = admitted.stream().mapToLong(Entry::price).max().orElseThrow();
        out.quartileLow = quantile(1, 4);
        out.quartileHigh = quantile(3, 4);
        out.asOfNs = oldestNs;
        out.validUntilNs = oldestNs + instrument.freshness().maxAgeNs() + 1;
        out.dispersionBps = Math.min(Exact.MAX_U16, Exact.ceilBps(out.quartileHigh - out.quartileLow, out.price));
        out.sources = admitted.size();
        out.lineages = totals().size();
        out.mask = admitted.stream().mapToLong(e -> 1L << e.source()).reduce(0, (a, b) -> a | b);
        out.trustBps = admitted.stream().map(this::weight).reduce(BigInteger.ZERO, BigInteger::add)
            .divide(cappedTotal()).longValueExact();
        out.confidenceBps = confidenceBps(out, averageAgeNs());
    }

    /** The weighted median of what bid and ask lie apart, over those who gave both. */
    long spreadBps()
    {
        final List<Entry> both =
            admitted.stream().filter(e -> Scales.isPrice(e.bid()) && Scales.isPrice(e.ask())).toList();
        final BigInteger voice =
            both.stream().map(e -> capped.get(e.source())).reduce(BigInteger.ZERO, BigInteger::add);
        if (both.size() < admitted.size() && !isMarginHeld(voice))
        {
            return 0;
        }
        final List<Weighted> spreads = both.stream()
            .map(e -> new Weighted(e.source(), Math.min(Exact.MAX_U16,
                Exact.ceilBps(big(e.ask()).subtract(big(e.bid())), big(e.price()))), weight(e)))
            .filter(w -> w.weight().signum() > 0).toList();
        return spreads.isEmpty() ? 0 : Math.min(Exact.MAX_U16, Exact.quantile(spreads, 1, 2));
    }

    /** By capped weight, in whole milliseconds. */
    private long averageAgeNs()
    {
        BigInteger sum = BigInteger.ZERO;
        for (final Entry entry : admitted)
        {
            final long ageMs = nowNs / NS_PER_MS - entry.originNs() / NS_PER_MS;
            sum = sum.add(capped.get(entry.source()).multiply(big(ageMs)));
        }
        return sum.divide(cappedTotal()).longValueExact() * NS_PER_MS;
    }

    private long confidenceBps(final ReferenceRecord out, final long ageNs)
    {
        final long configured = config.sources().stream()
            .filter(s -> s.feeds().stream().anyMatch(f -> f.instrument().equals(instrument.symbol()))).count();
        final long wanted = 2L * quorum.minLineages() - 1;
        final long maxRange = instrument.fence().maxRangeBps();
        final long maxAgeNs = instrument.freshness().maxAgeNs();
        final long count = 10_000L * out.sources / configured;
        final long independence = 10_000L * Math.min(wanted, out.lineages) / wanted;
        final long agreement = 10_000L * Math.max(0, maxRange - out.dispersionBps) / maxRange;
        final long freshness = big(10_000).multiply(big(maxAgeNs - Math.max(0, ageNs)).max(BigInteger.ZERO))
            .divide(big(maxAgeNs)).longValueExact();
        return big(10_000 + independence).multiply(big(10_000 + agreement)).multiply(big(10_000 + freshness))
            .multiply(big(10_000 + out.trustBps)).divide(big(20_000)).multiply(big(10_000 + count))
            .divide(big(16).multiply(BigInteger.TEN.pow(12))).longValueExact();
    }

    /** Who contributes, by rising source id, each with its effective weight. */
    List<Entry> contributors()
    {
        return admitted.stream().sorted(Comparator.comparingInt(Entry::source)).toList();
    }

    BigInteger effectiveWeight(final Entry entry)
    {
        return weight(entry);
    }
}
