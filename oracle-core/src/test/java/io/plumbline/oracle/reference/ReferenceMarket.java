// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import static io.plumbline.oracle.reference.Exact.big;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.slot.StateHash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What one instrument remembers from judgement to judgement: quorum, last good price, breakers, anchor, mode. */
final class ReferenceMarket
{
    /** A breaker over one figure: whether it stands, and since when the figure has been calm. */
    private static final class Breaker
    {
        boolean isStanding;
        Long calmSinceNs;

        void judge(final long figure, final long limit, final BreakerPolicy policy, final long nowNs)
        {
            if (figure > limit)
            {
                isStanding = true;
                calmSinceNs = null;
                return;
            }
            final boolean isCalm =
                big(figure).multiply(Exact.TEN_THOUSAND).compareTo(big(limit).multiply(big(policy.exitBps()))) <= 0;
            calmSinceNs = !isStanding || !isCalm ? null : calmSinceNs == null ? Long.valueOf(nowNs) : calmSinceNs;
            if (calmSinceNs != null && nowNs - calmSinceNs >= policy.healNs())
            {
                isStanding = false;
                calmSinceNs = null;
            }
        }

        Breaker copy()
        {
            final Breaker copy = new Breaker();
            copy.isStanding = isStanding;
            copy.calmSinceNs = calmSinceNs;
            return copy;
        }
    }

    private static final long MIN_STEP_NS = 100_000_000L;
    private static final long MAX_STEP_NS = 60_000_000_000L;

    Long quorumSinceNs;
    ReferenceRecord lastGood;
    /** The last record of a judgement that moved something. */
    ReferenceRecord last;
    long anchor;
    long anchorAtNs;
    long candidate;
    long candidateSinceNs;
    boolean isJumpStanding;
    Mode mode = Mode.NORMAL;
    int standingSecondary = -1;
    long lastSpreadBps;
    private final InstrumentConfig instrument;
    private Breaker range = new Breaker();
    private Breaker dispersion = new Breaker();
    private Breaker spread = new Breaker();
    private Long modeCalmSinceNs;

    ReferenceMarket(final InstrumentConfig instrument)
    {
        this.instrument = instrument;
    }

    ReferenceMarket copy()
    {
        final ReferenceMarket copy = new ReferenceMarket(instrument);
        copy.quorumSinceNs = quorumSinceNs;
        copy.lastGood = lastGood;
        copy.last = last;
        copy.anchor = anchor;
        copy.anchorAtNs = anchorAtNs;
        copy.candidate = candidate;
        copy.candidateSinceNs = candidateSinceNs;
        copy.isJumpStanding = isJumpStanding;
        copy.mode = mode;
        copy.standingSecondary = standingSecondary;
        copy.lastSpreadBps = lastSpreadBps;
        copy.range = range.copy();
        copy.dispersion = dispersion.copy();
        copy.spread = spread.copy();
        copy.modeCalmSinceNs = modeCalmSinceNs;
        return copy;
    }

    int standing()
    {
        return (range.isStanding ? 1 : 0) + (dispersion.isStanding ? 2 : 0) + (isJumpStanding ? 4 : 0) +
            (spread.isStanding ? 8 : 0);
    }

    /** Breakers and mode, folded like the engine's. */
    void fold(final StateHash hash)
    {
        hash.add(standing());
        for (final Breaker each : List.of(range, dispersion, spread))
        {
            hash.add(each.calmSinceNs == null ? Long.MIN_VALUE : each.calmSinceNs);
        }
        hash.add(anchor);
        hash.add(anchorAtNs);
        hash.add(candidate);
        hash.add(candidate == 0 ? 0 : candidateSinceNs);
        hash.add(mode.code());
        hash.add(modeCalmSinceNs == null ? Long.MIN_VALUE : modeCalmSinceNs);
    }

    /** All four breakers on a price that could be live; the first that stands. */
    Refusal judgeBreakers(
        final ReferenceRecord price, final boolean hasBothTiers, final long sigma, final long nowNs)
    {
        final BreakerPolicy policy = instrument.market().breakers();
        range.judge(Exact.ceilBps(price.rangeHigh - price.rangeLow, price.price), instrument.fence().maxRangeBps(),
            policy, nowNs);
        dispersion.judge(price.dispersionBps, policy.dispersionBps(), policy, nowNs);
        judgeJump(price.price, policy, sigma, nowNs);
        spread.judge(hasBothTiers ? price.tierSpreadBps : 0, policy.tierSpreadBps(), policy, nowNs);
        return dispersion.isStanding ? Refusal.BREAKER_DISPERSION : isJumpStanding ? Refusal.BREAKER_JUMP :
            spread.isStanding ? Refusal.BREAKER_SPREAD : range.isStanding ? Refusal.WIDE_RANGE : Refusal.NONE;
    }

    private void judgeJump(final long price, final BreakerPolicy policy, final long sigma, final long nowNs)
    {
        if (isJumpStanding)
        {
            final boolean isKept =
                candidate != 0 && Exact.isWithin(price, candidate, policy.jumpBps() / 2);
            if (isKept && nowNs - candidateSinceNs >= policy.healNs())
            {
                isJumpStanding = false;
                anchor = price;
                anchorAtNs = nowNs;
                candidate = 0;
            }
            else if (!isKept)
            {
                candidate = price;
                candidateSinceNs = nowNs;
            }
            return;
        }
        if (anchor == 0)
        {
            return;
        }
        final long silenceNs = nowNs - lastGood.evaluatedAtNs;
        final BigInteger byVolatility = ReferenceVolatility.overBps(
            policy.jumpMultiple(), sigma, silenceNs, instrument.market().volatility().sampleIntervalNs())
            .min(big(2L * policy.jumpBps()));
        final BigInteger bySilence = big(policy.silenceBpsPerSec()).multiply(big(silenceNs / 1_000))
            .divide(big(1_000_000)).min(big(policy.maxSilenceBps()));
        final BigInteger limit = big(policy.jumpBps()).max(byVolatility).add(bySilence);
        if (!Exact.isWithin(price, anchor, limit.longValueExact()))
        {
            isJumpStanding = true;
            candidate = price;
            candidateSinceNs = nowNs;
        }
    }

    /** There is no price that could be live: whatever heals begins anew. */
    void interrupt()
    {
        range.calmSinceNs = null;
        dispersion.calmSinceNs = null;
        spread.calmSinceNs = null;
        candidate = 0;
        candidateSinceNs = 0;
    }

    /** The anchor goes after a live price, slowly. */
    void follow(final long price, final long nowNs)
    {
        final long elapsedNs = nowNs - anchorAtNs;
        if (anchor == 0 || (elapsedNs >= MIN_STEP_NS && anchor == price))
        {
            anchor = price;
            anchorAtNs = nowNs;
            return;
        }
        if (elapsedNs < MIN_STEP_NS)
        {
            return;
        }
        final BigInteger centiBps = big(instrument.market().breakers().anchorBpsPerSec() * 100L)
            .multiply(big(Math.min(elapsedNs, MAX_STEP_NS) / 1_000)).divide(big(1_000_000));
        final long step = big(anchor).multiply(centiBps).divide(big(1_000_000))
            .min(big(Math.abs(price - anchor))).longValueExact();
        if (step > 0)
        {
            anchor += price > anchor ? step : -step;
            anchorAtNs = nowNs;
        }
    }

    /** Enters a mode at once, leaves it one step after a dwell below. */
    void judgeMode(final ReferenceRecord figures, final long nowNs)
    {
        final ModePolicy policy = instrument.market().modes();
        final Mode reached = isReached(figures, policy.protection()) ? Mode.PROTECTED :
            isReached(figures, policy.stressed()) ? Mode.STRESSED : Mode.NORMAL;
        final Mode before = mode;
        if (reached.ordinal() > mode.ordinal())
        {
            mode = reached;
        }
        else if (mode != Mode.NORMAL)
        {
            final ModeThresholds present = mode == Mode.PROTECTED ? policy.protection() : policy.stressed();
            final boolean isBelow = isBelow(figures, present, policy.exitBps());
            modeCalmSinceNs = !isBelow ? null : modeCalmSinceNs == null ? Long.valueOf(nowNs) : modeCalmSinceNs;
            if (modeCalmSinceNs != null && nowNs - modeCalmSinceNs >= policy.dwellNs())
            {
                mode = Mode.values()[mode.ordinal() - 1];
            }
        }
        modeCalmSinceNs = mode == before ? modeCalmSinceNs : null;
    }

    private static List<long[]> pairs(final ReferenceRecord figures, final ModeThresholds at)
    {
        final List<long[]> pairs = new ArrayList<>(List.of(new long[]{figures.dispersionBps, at.dispersionBps()},
            new long[]{figures.volatilityBps, at.volatilityBps()},
            new long[]{figures.staleShareBps, at.staleShareBps()}, new long[]{figures.spreadBps, at.spreadBps()}));
        pairs.removeIf(pair -> pair[1] == 0);
        return pairs;
    }

    private static boolean isReached(final ReferenceRecord figures, final ModeThresholds at)
    {
        return pairs(figures, at).stream().anyMatch(pair -> pair[0] >= pair[1]);
    }

    private static boolean isBelow(final ReferenceRecord figures, final ModeThresholds at, final long exitBps)
    {
        return pairs(figures, at).stream().allMatch(pair -> pair[0] * 10_000 < pair[1] * exitBps);
    }
}
