// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.StateHash;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where every pair and source stands, and the markets as trust samples them. */
final class ReferenceStanding
{
    private static final int MAX_DOUBLINGS = 10;

    /** Every cause that ever made somebody fall. */
    final Set<TrustCause> causesSeen = EnumSet.noneOf(TrustCause.class);
    final List<ReferenceVolatility> markets = new ArrayList<>();
    private final OracleConfig config;
    private final List<List<ReferencePair>> pairs = new ArrayList<>();
    private final long[] sourceOutUntilNs;
    private final long[] sourceExclusions;
    private final long[] overrideBps;
    private long event;

    ReferenceStanding(final OracleConfig config)
    {
        this.config = config;
        final int sources = config.sources().size();
        sourceOutUntilNs = new long[sources];
        sourceExclusions = new long[sources];
        overrideBps = new long[sources];
        for (final InstrumentConfig each : config.instruments())
        {
            markets.add(new ReferenceVolatility(each.market().volatility()));
        }
        for (int source = 0; source < sources; source++)
        {
            final List<ReferencePair> own = new ArrayList<>();
            for (int instrument = 0; instrument < config.instruments().size(); instrument++)
            {
                own.add(new ReferencePair(source, instrument,
                    config.instruments().get(instrument).quorum().trustFloorBps(), config.trust()));
            }
            pairs.add(own);
        }
    }

    /** Another event: whoever fell may fall once more. */
    void begin()
    {
        event++;
    }

    ReferencePair pair(final int source, final int instrument)
    {
        return pairs.get(source).get(instrument);
    }

    List<ReferencePair> column(final int instrument)
    {
        return pairs.stream().map(own -> own.get(instrument)).toList();
    }

    boolean isOut(final ReferencePair pair, final long nowNs)
    {
        return nowNs < sourceOutUntilNs[pair.source] || nowNs < pair.outUntilNs;
    }

    /** Trust as an operator fixed it, or as scored. */
    int trustBps(final ReferencePair pair)
    {
        final long fixed = overrideBps[pair.source];
        return (int)(fixed > 0 ? Math.max(pair.tau, fixed) : pair.trust);
    }

    void fall(final ReferencePair pair, final TrustCause cause)
    {
        causesSeen.add(cause);
        pair.fall(cause.bit(), event);
    }

    void quarantine(final ReferencePair pair, final TrustCause cause, final long nowNs)
    {
        causesSeen.add(cause);
        pair.quarantine(cause, nowNs, event);
    }

    /** Puts a source out for its own faults; until when. */
    long exclude(final int source, final Set<TrustCause> causes, final long nowNs)
    {
        final long doublings = Math.min(MAX_DOUBLINGS, sourceExclusions[source]++);
        return excludeUntil(source, nowNs + (config.trust().quarantineNs() << doublings), causes);
    }

    long excludeUntil(final int source, final long untilNs, final Set<TrustCause> causes)
    {
        for (final ReferencePair pair : pairs.get(source))
        {
            causes.forEach(cause -> fall(pair, cause));
            pair.probation();
            pair.forgetPrices();
            pair.forgetTimeRuns();
        }
        sourceOutUntilNs[source] = Math.max(sourceOutUntilNs[source], untilNs);
        return sourceOutUntilNs[source];
    }

    void readmit(final int source)
    {
        pairs.get(source).forEach(ReferencePair::readmit);
        sourceOutUntilNs[source] = 0;
        sourceExclusions[source] = 0;
    }

    void revoke(final int source)
    {
        for (final ReferencePair pair : pairs.get(source))
        {
            pair.forgetPrices();
            pair.forgetTimeRuns();
            pair.lastAccepted = null;
        }
    }

    /** Fixes trust, or ends that with 0; what is no trust changes nothing. */
    void override(final int source, final long bps)
    {
        overrideBps[source] = bps >= 0 && bps <= 10_000 ? bps : overrideBps[source];
    }

    /** The state, folded like the engine's. */
    long stateHash()
    {
        final StateHash hash = new StateHash();
        for (int source = 0; source < sourceOutUntilNs.length; source++)
        {
            hash.add(sourceOutUntilNs[source]);
            hash.add(overrideBps[source]);
        }
        for (final List<ReferencePair> own : pairs)
        {
            for (final ReferencePair pair : own)
            {
                hash.add(pair.trust);
                hash.add(pair.falls);
                hash.add(pair.healthyTicks);
                hash.add(pair.outUntilNs);
                hash.add(pair.causes);
            }
        }
        for (final ReferenceVolatility market : markets)
        {
            hash.add(market.sigma);
            hash.add(market.clusterPrice);
            hash.add(market.sampledAtNs);
        }
        return hash.value();
    }

    /** The same in words, for a failure. */
    String describe()
    {
        final StringBuilder text = new StringBuilder();
        pairs.forEach(own -> own.stream().filter(p -> p.lastAccepted != null || p.falls > 0).forEach(p -> text
            .append("\n  pair ").append(p.source).append('/').append(p.instrument).append(" trust ").append(p.trust)
            .append(" falls ").append(p.falls).append(" healthy ").append(p.healthyTicks).append(" out ")
            .append(p.outUntilNs).append(" causes ").append(p.causes).append(" run ").append(p.divergenceRun)
            .append(" frozen ").append(p.frozenRun).append(" windows ").append(p.windows)));
        markets.stream().filter(m -> m.clusterPrice != 0).forEach(m -> text.append("\n  market ").append(m.sigma)
            .append(' ').append(m.clusterPrice).append(' ').append(m.sampledAtNs));
        return text.toString();
    }
}
