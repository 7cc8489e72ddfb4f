// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentGraph;
import io.plumbline.oracle.config.InstrumentGraph.Leg;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.reference.ReferenceDigest.Part;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instrument judged at one moment: its own price or what stands in its place, breakers, tier, mode. */
final class ReferenceEvaluation
{
    private static final int SECONDARY_LEAD_BPS = 500;
    private static final int MIN_ROUTES = 3;

    private final ReferenceJudgement world;
    private final OracleConfig config;
    private final InstrumentGraph graph;
    private final InstrumentConfig settings;
    private final int instrument;
    private final ReferenceMarket market;
    private final long nowNs;
    private final boolean withEvidence;
    private ReferenceRecord out = new ReferenceRecord();
    private final List<Leg> legs;
    private final List<ReferenceRecord> legRecords = new ArrayList<>();
    /** What a price of SECONDARY or INDEX was taken from. */
    private List<ReferenceRecord> taken = List.of();
    private Refusal absent = Refusal.NONE;
    private long opensAtNs = Long.MAX_VALUE;

    ReferenceEvaluation(
        final ReferenceJudgement world,
        final OracleConfig config,
        final int instrument,
        final ReferenceMarket market,
        final long nowNs,
        final boolean withEvidence)
    {
        this.world = world;
        this.config = config;
        this.instrument = instrument;
        this.market = market;
        this.nowNs = nowNs;
        this.withEvidence = withEvidence;
        graph = config.graph();
        settings = config.instruments().get(instrument);
        legs = graph.legs(instrument);
    }

    /** Judges, and moves the market it was given. */
    ReferenceRecord judge()
    {
        out.instrument = instrument;
        out.evaluatedAtNs = nowNs;
        out.volatilityBps = legs.isEmpty() ? ReferenceVolatility.overMinuteBps(sigma(),
            settings.market().volatility().sampleIntervalNs()) : 0;
        if (legs.isEmpty())
        {
            judgeSources();
        }
        else
        {
            judgeLegs();
        }
        final ReferenceRecord secondary = bestSecondary();
        out.primaryRefusal = absent;
        boolean isCandidate = absent == Refusal.NONE;
        out.tier = Tier.PRIMARY;
        if (isCandidate && secondary != null)
        {
            out.tierSpreadBps = Math.min(Exact.MAX_U16,
                Exact.ceilBps(Math.abs(out.price - secondary.price), out.price));
        }
        if (!isCandidate && secondary != null)
        {
            takeSecondary(secondary);
            isCandidate = true;
        }
        else if (!isCandidate)
        {
            isCandidate = takeIndex();
        }
        if (isCandidate)
        {
            judgeCandidate(absent == Refusal.NONE && secondary != null);
        }
        else
        {
            market.interrupt();
            out.refusal = out.refusal == Refusal.LEG_WEIGHT ? Refusal.LEG_WEIGHT : absent;
            fallBack();
            out.validUntilNs =
                absent == Refusal.PROBATION ? Math.min(out.validUntilNs, opensAtNs) : out.validUntilNs;
        }
        judgeMode();
        judgeImplied();
        return out;
    }

    private long sigma()
    {
        return legs.isEmpty() ? world.sigma(instrument) : 0;
    }

    private void judgeSources()
    {
        final ReferenceMedian median =
            new ReferenceMedian(config, instrument, world.book(instrument), sigma(), nowNs);
        out.staleShareBps = median.staleShareBps();
        out.spreadBps = market.lastSpreadBps;
        out.trustBySource = median.trustBySource();
        absent = median.why;
        if (absent != Refusal.NONE)
        {
            market.quorumSinceNs = null;
            return;
        }
        market.quorumSinceNs = market.quorumSinceNs == null ? Long.valueOf(nowNs) : market.quorumSinceNs;
        opensAtNs = market.quorumSinceNs + settings.quorum().dwellNs();
        if (nowNs < opensAtNs)
        {
            absent = Refusal.PROBATION;
            return;
        }
        median.describe(out);
        if (withEvidence)
        {
            out.spreadBps = median.spreadBps();
            market.lastSpreadBps = out.spreadBps;
            out.prove(ReferenceDigest.ofSources(median));
        }
    }

    private void judgeLegs()
    {
        for (final Leg leg : legs)
        {
            legRecords.add(world.current(leg.instrument(), nowNs, withEvidence));
        }
        out.volatilityBps = legRecords.stream().mapToLong(r -> r.volatilityBps).max().orElseThrow();
        out.staleShareBps = legRecords.stream().mapToLong(r -> r.staleShareBps).max().orElseThrow();
        out.spreadBps = legRecords.stream().mapToLong(r -> r.spreadBps).max().orElseThrow();
        absent = legRecords.stream().anyMatch(r -> r.tier != Tier.PRIMARY) ? Refusal.MISSING_LEG :
            ReferenceComposite.multiply(config, instrument, legs, legRecords, out);
        if (absent == Refusal.NONE && withEvidence)
        {
            final List<Part> parts = new ArrayList<>();
            for (int i = 0; i < legs.size(); i++)
            {
                parts.add(new Part(legs.get(i).instrument(), legs.get(i).isInverse(), legRecords.get(i).digest));
            }
            out.prove(ReferenceDigest.ofParts("PLUMBLINE-LEGS-1", parts));
        }
    }

    /** The secondary that stands, or null: it changes only for one that is trusted a good deal more. */
    private ReferenceRecord bestSecondary()
    {
        ReferenceRecord standing = null;
        ReferenceRecord best = null;
        for (final int id : graph.secondaries(instrument))
        {
            final ReferenceRecord record = world.current(id, nowNs, withEvidence);
            if (record.tier == Tier.PRIMARY)
            {
                standing = id == market.standingSecondary ? record : standing;
                best = best == null || record.trustBps > best.trustBps ? record : best;
            }
        }
        final boolean isKept = standing != null && best.trustBps < standing.trustBps + SECONDARY_LEAD_BPS;
        final ReferenceRecord chosen = isKept ? standing : best;
        market.standingSecondary = chosen == null ? -1 : chosen.instrument;
        return chosen;
    }

    private void takeSecondary(final ReferenceRecord secondary)
    {
        taken = List.of(secondary);
        final ReferenceRecord copy = secondary.copy();
        copy.instrument = instrument;
        copy.tier = Tier.SECONDARY;
        copy.evaluatedAtNs = nowNs;
        copy.primaryRefusal = absent;
        copy.tierSpreadBps = 0;
        copy.isImpliedHigh = false;
        copy.trustBySource = out.trustBySource;
        if (!withEvidence)
        {
            copy.forgetEvidence();
        }
        out = copy;
    }

    /** The index, where three routes are present and no instrument carries half of them. */
    private boolean takeIndex()
    {
        final List<ReferenceRecord> present = new ArrayList<>();
        for (final int id : graph.routes(instrument))
        {
            final ReferenceRecord record = world.current(id, nowNs, withEvidence);
            if (record.tier == Tier.PRIMARY)
            {
                present.add(record);
            }
        }
        if (present.size() < MIN_ROUTES)
        {
            out.refusal = absent;
            return false;
        }
        final Map<Integer, Integer> reached = new HashMap<>();
        present.forEach(r -> graph.roots(r.instrument).forEach(root -> reached.merge(root, 1, Integer::sum)));
        if (reached.values().stream().anyMatch(count -> 2 * count >= present.size()))
        {
            out.refusal = Refusal.LEG_WEIGHT;
            return false;
        }
        out.tier = Tier.INDEX;
        taken = present;
        ReferenceComposite.median(present, out);
        if (withEvidence)
        {
            out.prove(ReferenceDigest.ofParts("PLUMBLINE-INDX-1",
                present.stream().map(r -> new Part(r.instrument, false, r.digest)).toList()));
        }
        return true;
    }

    private void judgeCandidate(final boolean hasBothTiers)
    {
        final Refusal breaker = market.judgeBreakers(out, hasBothTiers, sigma(), nowNs);
        out.refusal = breaker;
        if (breaker != Refusal.NONE)
        {
            out.tier = Tier.LAST_GOOD;
            out.primaryRefusal = absent == Refusal.NONE ? breaker : absent;
            if (breaker != Refusal.WIDE_RANGE || !settings.fallback().lastGoodRights().canDisplay())
            {
                final long dispersionBps = out.dispersionBps;
                fallBack();
                out.dispersionBps = dispersionBps;
            }
            return;
        }
        market.lastGood = out;
        market.follow(out.price, nowNs);
    }

    private void fallBack()
    {
        final ReferenceRecord good = market.lastGood;
        final long maxAgeNs = settings.freshness().lastGoodMaxAgeNs();
        out.confidenceBps = 0;
        out.forgetEvidence();
        final boolean isShown = good != null && nowNs - good.evaluatedAtNs <= maxAgeNs &&
            settings.fallback().lastGoodRights().canDisplay();
        show(isShown ? good : new ReferenceRecord());
        out.tier = isShown ? Tier.LAST_GOOD : Tier.CLOSED;
        out.validUntilNs = isShown ? good.evaluatedAtNs + maxAgeNs + 1 : Long.MAX_VALUE;
    }

    private void show(final ReferenceRecord good)
    {
        out.price = good.price;
        out.rangeLow = good.rangeLow;
        out.rangeHigh = good.rangeHigh;
        out.quartileLow = good.quartileLow;
        out.quartileHigh = good.quartileHigh;
        out.asOfNs = good.asOfNs;
        out.dispersionBps = good.dispersionBps;
        out.sources = good.sources;
        out.lineages = good.lineages;
        out.mask = good.mask;
        out.trustBps = good.trustBps;
    }

    private void judgeMode()
    {
        if (market.lastGood != null)
        {
            market.judgeMode(out, nowNs);
        }
        Mode worst = Mode.worst(market.mode, world.leadingMode(instrument));
        if (out.tier.isLive())
        {
            final List<ReferenceRecord> on = out.tier == Tier.PRIMARY ? legRecords : taken;
            for (final ReferenceRecord each : on)
            {
                worst = Mode.worst(worst, each.mode);
            }
        }
        out.mode = worst;
    }

    private void judgeImplied()
    {
        final ImpliedPolicy policy = settings.market().implied().orElse(null);
        if (policy == null)
        {
            return;
        }
        final ReferenceRecord signal = world.current(graph.signal(instrument), nowNs, false);
        if (signal.tier != Tier.PRIMARY || signal.validUntilNs <= nowNs)
        {
            return;
        }
        final int scale = config.instruments().get(signal.instrument).priceScale();
        final BigInteger annualBps =
            big(signal.price).multiply(Exact.TEN_THOUSAND).divide(BigInteger.TEN.pow(scale));
        final BigInteger realizedBps = big(policy.floorBps()).max(
            ReferenceVolatility.overYearBps(sigma(), settings.market().volatility().sampleIntervalNs()));
        out.isImpliedHigh = annualBps.multiply(Exact.TEN_THOUSAND)
            .compareTo(realizedBps.multiply(big(policy.ratioBps()))) >= 0;
    }
}
