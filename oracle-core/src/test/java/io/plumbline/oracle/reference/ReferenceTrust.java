// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.reference.Finding.Findings;
import io.plumbline.oracle.reference.Happening.Said;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules of trust once more, one tick after the other, by lists and big numbers. */
final class ReferenceTrust
{
    private final OracleConfig config;
    private final ReferenceStanding standing;
    private final int sources;
    private final int faultsToExclude;
    private final ReferenceWatermarks watermarks;
    private final ReferenceAnomalies anomalies;
    private long nowNs;
    private long heard;

    ReferenceTrust(final OracleConfig config)
    {
        this.config = config;
        sources = config.sources().size();
        faultsToExclude = config.trust().faultsToExclude();
        watermarks = new ReferenceWatermarks(config.trust().maxSequenceJump());
        anomalies = new ReferenceAnomalies(config);
        standing = new ReferenceStanding(config);
    }

    Findings on(final Happening event)
    {
        nowNs = Math.max(nowNs, event.atNs());
        standing.begin();
        return switch (event.kind())
        {
            case ENVELOPE -> onEnvelope(event);
            case ADMIN -> onAdmin(event);
            case CLOCK, ORDER -> Findings.none();
        };
    }

    private Findings onEnvelope(final Happening event)
    {
        final boolean isTimely = event.ticks().stream().anyMatch(said -> isTimely(event, said.instrument()));
        final Refusal frame = watermarks.openFrame(event, isTimely);
        final List<Finding> found = new ArrayList<>();
        final Set<TrustCause> putOutBy = EnumSet.noneOf(TrustCause.class);
        for (final Said said : event.ticks())
        {
            final ReferencePair pair = standing.pair(event.source(), said.instrument());
            final Refusal why = order(event, said, frame);
            if (isTooOften(event, pair, why))
            {
                putOutBy.add(why == Refusal.FUTURE_TIME ? TrustCause.FUTURE_TIME : TrustCause.TIME_REGRESSION);
            }
            found.add(judge(event, said, pair, why));
        }
        if (frame == Refusal.NONE)
        {
            watermarks.noteSigned(event, isTimely);
        }
        add(putOutBy, watermarks.isCharge(), TrustCause.EQUIVOCATION);
        if (putOutBy.isEmpty())
        {
            return new Findings(found, -1, 0);
        }
        found.replaceAll(f -> f.refusal() == Refusal.NONE ? Finding.refused(Refusal.SOURCE_EXCLUDED, false) : f);
        return new Findings(found, event.source(), standing.exclude(event.source(), putOutBy, nowNs));
    }

    private boolean isTimely(final Happening event, final int instrument)
    {
        return event.signedAtNs() <= event.atNs() + skewNs(event.source(), instrument) &&
            isSignedLately(event, instrument);
    }

    private boolean isSignedLately(final Happening event, final int instrument)
    {
        return nowNs - event.signedAtNs() <= freshness(instrument).maxAgeNs();
    }

    private FreshnessPolicy freshness(final int instrument)
    {
        return config.instruments().get(instrument).freshness();
    }

    private long skewNs(final int source, final int instrument)
    {
        return Math.min(freshness(instrument).futureSkewNs(), config.sources().get(source).maxSkewNs());
    }

    /** Rules 1 to 5. */
    private Refusal order(final Happening event, final Said said, final Refusal frame)
    {
        if (frame == Refusal.EQUIVOCATION)
        {
            watermarks.markEquivocation(event, said);
        }
        if (frame != Refusal.NONE)
        {
            return frame;
        }
        final long skewNs = skewNs(event.source(), said.instrument());
        if (Math.max(event.signedAtNs(), said.observedAtNs()) > event.atNs() + skewNs)
        {
            return Refusal.FUTURE_TIME;
        }
        if (watermarks.isRegression(event, skewNs))
        {
            return Refusal.TIME_REGRESSION;
        }
        return watermarks.judge(event, said, isSignedLately(event, said.instrument()));
    }

    /** Charges a fault of rule 3 or 4; whether it is one too many in a row. */
    private boolean isTooOften(final Happening event, final ReferencePair pair, final Refusal why)
    {
        final boolean isFault = why == Refusal.FUTURE_TIME || why == Refusal.TIME_REGRESSION;
        if (!isFault || !watermarks.isNewFault(event, pair.instrument))
        {
            return false;
        }
        if (why == Refusal.FUTURE_TIME)
        {
            standing.fall(pair, TrustCause.FUTURE_TIME);
            return ++pair.futureRun >= faultsToExclude;
        }
        standing.fall(pair, TrustCause.TIME_REGRESSION);
        return ++pair.regressionRun >= faultsToExclude;
    }

    private Finding judge(final Happening event, final Said said, final ReferencePair pair, final Refusal why)
    {
        Refusal refusal = said.decoded() == Refusal.NONE || why == Refusal.EQUIVOCATION ? why : said.decoded();
        if (refusal == Refusal.NONE)
        {
            refusal = value(said);
        }
        final boolean isUnusable = why == Refusal.NONE && refusal != Refusal.NONE;
        if (isUnusable && isSignedLately(event, said.instrument()))
        {
            pair.errors += 4;
            if (pair.errors >= 4L * config.trust().anomalies().errorBurst())
            {
                standing.fall(pair, TrustCause.ERRORS);
                pair.errors = 0;
            }
        }
        if (refusal != Refusal.NONE)
        {
            final boolean isWithdrawn = isUnusable && refusal == Refusal.PRICE_ABSENT;
            pair.price = isWithdrawn ? null : pair.price;
            return Finding.refused(refusal, isWithdrawn);
        }
        return believe(event, said, pair);
    }

    private static Refusal value(final Said said)
    {
        if (said.price() <= 0)
        {
            return Refusal.PRICE_ABSENT;
        }
        final boolean hasBoth = Scales.isPrice(said.bid()) && Scales.isPrice(said.ask());
        return hasBoth && said.bid() > said.ask() ? Refusal.CROSSED : Refusal.NONE;
    }

    /** Rules 7 and 8. */
    private Finding believe(final Happening event, final Said said, final ReferencePair pair)
    {
        final long originNs = Math.min(said.observedAtNs(), Math.min(event.signedAtNs(), event.atNs()));
        if (nowNs - originNs > freshness(pair.instrument).maxAgeNs())
        {
            return Finding.refused(Refusal.STALE_TICK, false);
        }
        final long price = said.price();
        final boolean isFrozen =
            pair.isFrozen(price, said.observedAtNs(), nowNs, freshness(pair.instrument).frozenAfterNs());
        if (standing.isOut(pair, nowNs))
        {
            return Finding.refused(Refusal.SOURCE_EXCLUDED, false);
        }
        return compare(pair, price, originNs, isFrozen);
    }

    /** Rules 9 and 10, and the faults of what is accepted. */
    private Finding compare(
        final ReferencePair pair, final long price, final long originNs, final boolean isFrozen)
    {
        final List<ReferencePair> column = standing.column(pair.instrument);
        final ReferencePeers peers =
            new ReferencePeers(config, column, config.sources().get(pair.source).lineage(), nowNs);
        final long sigma = standing.markets.get(pair.instrument).sigma;
        final boolean isWithin = !peers.isComparable() ||
            Exact.isWithin(price, peers.median(), peers.fenceBps(sigma, nowNs));
        if (!(peers.isComparable() && isWithin) && anomalies.isPowerOfTen(pair.lastAccepted, price))
        {
            standing.quarantine(pair, TrustCause.SCALE_JUMP, nowNs);
            return Finding.refused(Refusal.SCALE_JUMP, true);
        }
        final boolean isUnconfirmed = !isWithin && pair.divergenceRun > 0 &&
            !peers.isMajorityHeardSince(pair.lastFaultAt);
        final boolean isDivergent = !isWithin && !isUnconfirmed;
        pair.divergenceRun = isWithin && peers.isComparable() ? 0 : pair.divergenceRun;
        if (isDivergent)
        {
            pair.divergenceRun++;
            pair.lastFaultAt = heard;
        }
        if (isDivergent && anomalies.isAnothersPrice(pair, price, peers.median(), standing.markets, nowNs))
        {
            standing.fall(pair, TrustCause.SYMBOL_SWAP);
            final boolean isOut = pair.divergenceRun > 1 && peers.isWithinBudget(column, pair.source, nowNs);
            if (isOut)
            {
                standing.quarantine(pair, TrustCause.SYMBOL_SWAP, nowNs);
            }
            return Finding.refused(Refusal.SYMBOL_SWAP, isOut);
        }
        accept(pair, price, isFrozen, isDivergent, isUnconfirmed);
        final boolean isDead = isFrozen && pair.frozenRun >= faultsToExclude;
        final boolean isAlone = isDivergent && pair.divergenceRun >= Math.max(2, faultsToExclude) &&
            peers.isWithinBudget(column, pair.source, nowNs);
        if (isDead || isAlone)
        {
            standing.quarantine(pair, isDead ? TrustCause.FROZEN : TrustCause.DIVERGENCE, nowNs);
        }
        else
        {
            pair.price = price;
            pair.originNs = originNs;
            pair.heardAt = ++heard;
            pair.heartbeatNs = nowNs + 2 * intervalNs(pair);
        }
        sample(pair.instrument);
        return new Finding(Refusal.NONE, isDead || isAlone ? 0 : standing.trustBps(pair),
            nowNs + 2 * intervalNs(pair), originNs, standing.markets.get(pair.instrument).sigma, false);
    }

    private void accept(
        final ReferencePair pair,
        final long price,
        final boolean isFrozen,
        final boolean isDivergent,
        final boolean isUnconfirmed)
    {
        final boolean isMissed = pair.heartbeatNs != null && nowNs > pair.heartbeatNs;
        final boolean isDecorrelated =
            anomalies.isDecorrelated(pair, price, standing.markets.get(pair.instrument), nowNs);
        pair.futureRun = 0;
        pair.regressionRun = 0;
        pair.errors = Math.max(0, pair.errors - 1);
        pair.lastAccepted = price;
        final Set<TrustCause> faults = EnumSet.noneOf(TrustCause.class);
        add(faults, isMissed, TrustCause.HEARTBEAT);
        add(faults, isFrozen, TrustCause.FROZEN);
        add(faults, isDivergent, TrustCause.DIVERGENCE);
        add(faults, isDecorrelated, TrustCause.DECORRELATION);
        faults.forEach(cause -> standing.fall(pair, cause));
        if (faults.isEmpty() && !isUnconfirmed)
        {
            pair.thrive(nowNs);
        }
    }

    private static void add(final Set<TrustCause> faults, final boolean isFault, final TrustCause cause)
    {
        if (isFault)
        {
            faults.add(cause);
        }
    }

    private long intervalNs(final ReferencePair pair)
    {
        final SourceConfig source = config.sources().get(pair.source);
        final String symbol = config.instruments().get(pair.instrument).symbol();
        final long own = source.feeds().stream().filter(feed -> feed.instrument().equals(symbol))
            .mapToLong(FeedConfig::expectedIntervalNs).findFirst().orElseThrow();
        return own == 0 ? source.expectedIntervalNs() : own;
    }

    private void sample(final int instrument)
    {
        final ReferencePeers all = new ReferencePeers(config, standing.column(instrument), null, nowNs);
        if (standing.markets.get(instrument).isDue(nowNs) && all.isComparable() && all.isVoiceEnough())
        {
            standing.markets.get(instrument).sample(all.quartile(1), all.median(), all.quartile(3), nowNs);
        }
    }

    private Findings onAdmin(final Happening event)
    {
        final int source = event.target();
        if (source >= sources)
        {
            return Findings.none();
        }
        switch (event.command())
        {
            case AdminEvent.EXCLUDE_SOURCE ->
            {
                return new Findings(List.of(), source,
                    standing.excludeUntil(source, Long.MAX_VALUE, Set.of(TrustCause.OPERATOR)));
            }
            case AdminEvent.READMIT_SOURCE ->
            {
                standing.readmit(source);
                return new Findings(List.of(), source, 0);
            }
            case AdminEvent.REVOKE_KEY ->
            {
                standing.revoke(source);
                return new Findings(List.of(), source, nowNs);
            }
            case AdminEvent.OVERRIDE_TRUST -> standing.override(source, event.argument());
            default ->
            {
                // nobody's trust is meant
            }
        }
        return Findings.none();
    }

    /** The state, folded like the engine's. */
    long stateHash()
    {
        return standing.stateHash();
    }

    /** The same in words, for a failure. */
    String describe()
    {
        return standing.describe();
    }

    /** Every cause that ever made somebody fall. */
    Set<TrustCause> causesSeen()
    {
        return standing.causesSeen;
    }
}
