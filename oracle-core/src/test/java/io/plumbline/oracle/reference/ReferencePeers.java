// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.reference.Exact.Weighted;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What some sources say together about one instrument, each lineage with the weight of its largest member. */
final class ReferencePeers
{
    private static final BigInteger UNIT = big(512);

    private final OracleConfig config;
    private final InstrumentConfig instrument;
    private final List<ReferencePair> members = new ArrayList<>();
    private final Map<Integer, BigInteger> weights = new HashMap<>();
    private final Set<String> lineages = new HashSet<>();

    /** Of a column the fresh ones; those of one lineage left out, unless it is null. */
    ReferencePeers(
        final OracleConfig config, final List<ReferencePair> column, final String leftOut, final long nowNs)
    {
        this.config = config;
        instrument = config.instruments().get(column.get(0).instrument);
        final Map<String, BigInteger> sum = new HashMap<>();
        final Map<String, BigInteger> max = new HashMap<>();
        for (final ReferencePair pair : column)
        {
            final String lineage = config.sources().get(pair.source).lineage();
            if (isFresh(pair, instrument, nowNs) && !lineage.equals(leftOut))
            {
                members.add(pair);
                lineages.add(lineage);
                sum.merge(lineage, base(pair), BigInteger::add);
                max.merge(lineage, base(pair), BigInteger::max);
            }
        }
        for (final ReferencePair pair : members)
        {
            final String lineage = config.sources().get(pair.source).lineage();
            weights.put(pair.source, base(pair).multiply(UNIT).multiply(max.get(lineage)).divide(sum.get(lineage))
                .max(BigInteger.ONE));
        }
    }

    static boolean isFresh(final ReferencePair pair, final InstrumentConfig instrument, final long nowNs)
    {
        return pair.price != null && nowNs - pair.originNs <= instrument.freshness().maxAgeNs();
    }

    private BigInteger base(final ReferencePair pair)
    {
        return big(config.sources().get(pair.source).baseWeight());
    }

    private List<Weighted> prices()
    {
        return members.stream().map(p -> new Weighted(p.source, p.price, weights.get(p.source))).toList();
    }

    boolean isComparable()
    {
        return lineages.size() >= 2;
    }

    long median()
    {
        return Exact.quantile(prices(), 1, 2);
    }

    long quartile(final int quarters)
    {
        return Exact.quantile(prices(), quarters, 4);
    }

    /** Whether they speak with more than twice what may lie. */
    boolean isVoiceEnough()
    {
        return Exact.total(prices()).compareTo(big(2 * instrument.quorum().byzantineWeight()).multiply(UNIT)) > 0;
    }

    /** How far from the median a price may stand, basis points. */
    long fenceBps(final long sigma, final long nowNs)
    {
        final long median = median();
        final long iqrBps = Exact.ceilBps(
            quartile(3) - quartile(1), median);
        final int upper = Exact.sorted(prices()).stream().filter(w -> w.value() >= median).findFirst().orElseThrow()
            .member();
        final long originNs = members.stream().filter(p -> p.source == upper).findFirst().orElseThrow().originNs;
        final long silenceNs = Math.max(0, nowNs - originNs);
        final VolatilityPolicy volatility = instrument.market().volatility();
        final BigInteger byVolatility = ReferenceVolatility.overBps(
            volatility.fenceMultiple(), sigma, silenceNs, volatility.sampleIntervalNs());
        final BigInteger growth = big(instrument.fence().growthBpsPerSec()).multiply(big(silenceNs / 1_000))
            .divide(big(1_000_000));
        return big(instrument.fence().floorBps()).max(big(instrument.fence().iqrMultiple()).multiply(big(iqrBps)))
            .max(byVolatility).add(growth).min(big(5_000)).longValueExact();
    }

    boolean isMajorityHeardSince(final long ticks)
    {
        BigInteger since = BigInteger.ZERO;
        for (final ReferencePair pair : members)
        {
            since = pair.heardAt > ticks ? since.add(weights.get(pair.source)) : since;
        }
        return since.shiftLeft(1).compareTo(Exact.total(prices())) > 0;
    }

    /** Whether others may put a source out: they are enough, and enough would be left. */
    boolean isWithinBudget(final List<ReferencePair> column, final int source, final long nowNs)
    {
        final QuorumPolicy quorum = instrument.quorum();
        BigInteger left = BigInteger.ZERO;
        for (final ReferencePair pair : column)
        {
            left = pair.source != source && isFresh(pair, instrument, nowNs) ? left.add(base(pair)) : left;
        }
        return isVoiceEnough() && left.multiply(big(quorum.trustFloorBps())).compareTo(
            big(quorum.byzantineWeight()).multiply(big(10_000 + quorum.trustFloorBps()))) > 0;
    }
}
