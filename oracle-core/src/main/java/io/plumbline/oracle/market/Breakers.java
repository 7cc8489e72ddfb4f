// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.StateHash;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * The breakers of every instrument: range, dispersion, jump and tier spread. They say whether a price with quorum is
 * refused, and never replace it. Market events move them; a judgement that is not moving finds what a market event of
 * the same instant would find and keeps nothing. One thread; allocates nothing after construction; all figures in
 * basis points, rounded up.
 */
public final class Breakers
{
    /** Bit of the range breaker, see {@link #standing}. */
    public static final int RANGE = 1;
    /** Bit of the dispersion breaker. */
    public static final int DISPERSION = 2;
    /** Bit of the jump breaker. */
    public static final int JUMP = 4;
    /** Bit of the tier spread breaker. */
    public static final int SPREAD = 8;

    private final BreakerPolicy[] policies;
    private final int[] maxRangeBps;
    private final long[] intervalNs;
    private final FigureBreaker range;
    private final FigureBreaker dispersion;
    private final FigureBreaker spread;
    private final JumpBreaker jump;

    /**
     * None stands and there are no anchors.
     *
     * @param config   the instruments.
     * @param counters of the thread that judges.
     */
    public Breakers(final OracleConfig config, final StageCounters counters)
    {
        final int instruments = config.instruments().size();
        policies = new BreakerPolicy[instruments];
        maxRangeBps = new int[instruments];
        intervalNs = new long[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final InstrumentConfig settings = config.instruments().get(instrument);
            policies[instrument] = settings.market().breakers();
            maxRangeBps[instrument] = settings.fence().maxRangeBps();
            intervalNs[instrument] = settings.market().volatility().sampleIntervalNs();
        }
        range = new FigureBreaker(instruments, counters);
        dispersion = new FigureBreaker(instruments, counters);
        spread = new FigureBreaker(instruments, counters);
        jump = new JumpBreaker(instruments, counters);
    }

    /**
     * Judges a price that has full quorum.
     *
     * @param price              of the instrument: price, range, dispersion and tier spread count.
     * @param isSpreadKnown      whether PRIMARY and SECONDARY are both present.
     * @param silenceNs          time since the last live price; anything where there was none.
     * @param volatilityCentiBps of the instrument over one sample interval, 0 if not known.
     * @param nowNs              engine time.
     * @param isMoving           whether what is found is kept.
     * @return NONE, or that of the first breaker that stands; the range comes last.
     */
    public Refusal judge(
        final Evaluation price,
        final boolean isSpreadKnown,
        final long silenceNs,
        final int volatilityCentiBps,
        final long nowNs,
        final boolean isMoving)
    {
        final int instrument = price.instrument;
        final BreakerPolicy policy = policies[instrument];
        final boolean isSpread = judgeSpread(price, policy, isSpreadKnown, nowNs, isMoving);
        final boolean isJump = jump.judge(instrument, price.price, policy, silenceNs, volatilityCentiBps,
            intervalNs[instrument], nowNs, isMoving);
        final boolean isDispersion = dispersion.judge(instrument, price.dispersionBps, policy.dispersionBps(),
            policy.exitBps(), policy.healNs(), nowNs, isMoving);
        final boolean isRange = judgeRange(price, policy, nowNs, isMoving);
        if (isDispersion)
        {
            return Refusal.BREAKER_DISPERSION;
        }
        if (isJump)
        {
            return Refusal.BREAKER_JUMP;
        }
        if (isSpread)
        {
            return Refusal.BREAKER_SPREAD;
        }
        return isRange ? Refusal.WIDE_RANGE : Refusal.NONE;
    }

    /** The figure costs a division, so it is not asked for where a comparison answers. */
    private boolean judgeRange(
        final Evaluation price, final BreakerPolicy policy, final long nowNs, final boolean isMoving)
    {
        final int instrument = price.instrument;
        final int limitBps = maxRangeBps[instrument];
        if (!range.isStanding(instrument) &&
            Spread.isWithin(price.rangeLow, price.rangeHigh, price.price, limitBps))
        {
            return false;
        }
        return range.judge(instrument, Spread.bps(price.rangeLow, price.rangeHigh, price.price), limitBps,
            policy.exitBps(), policy.healNs(), nowNs, isMoving);
    }

    private boolean judgeSpread(
        final Evaluation price,
        final BreakerPolicy policy,
        final boolean isSpreadKnown,
        final long nowNs,
        final boolean isMoving)
    {
        final int instrument = price.instrument;
        // a side that is gone contradicts nobody: once it has been gone for long enough the other stands alone
        return spread.judge(instrument, isSpreadKnown ? price.tierSpreadBps : 0, policy.tierSpreadBps(),
            policy.exitBps(), policy.healNs(), nowNs, isMoving);
    }

    /**
     * There is no price with full quorum: healing begins anew where a breaker stands. Market events only.
     *
     * @param instrument dense id.
     */
    public void interrupt(final int instrument)
    {
        range.interrupt(instrument);
        dispersion.interrupt(instrument);
        spread.interrupt(instrument);
        jump.interrupt(instrument);
    }

    /**
     * A price has been judged live: the anchor follows it. Market events only.
     *
     * @param instrument dense id.
     * @param price      positive.
     * @param nowNs      engine time.
     */
    public void follow(final int instrument, final long price, final long nowNs)
    {
        jump.follow(instrument, price, policies[instrument], nowNs);
    }

    /**
     * Which breakers stand.
     *
     * @param instrument dense id.
     * @return {@link #RANGE}, {@link #DISPERSION}, {@link #JUMP} and {@link #SPREAD} as bits.
     */
    public int standing(final int instrument)
    {
        return (range.isStanding(instrument) ? RANGE : 0) | (dispersion.isStanding(instrument) ? DISPERSION : 0) |
            (jump.isStanding(instrument) ? JUMP : 0) | (spread.isStanding(instrument) ? SPREAD : 0);
    }

    /**
     * What the jump breaker measures from.
     *
     * @param instrument dense id.
     * @return a price, 0 before the first live one.
     */
    public long anchor(final int instrument)
    {
        return jump.anchor(instrument);
    }

    /**
     * Where the price must stay for the jump breaker to heal.
     *
     * @param instrument dense id.
     * @return a price, 0 for none.
     */
    public long candidate(final int instrument)
    {
        return jump.candidate(instrument);
    }

    /**
     * Folds all that market events have moved of an instrument's breakers.
     *
     * @param instrument dense id.
     * @param hash       receives it.
     */
    public void hash(final int instrument, final StateHash hash)
    {
        hash.add(standing(instrument));
        hash.add(range.calmSinceNs(instrument));
        hash.add(dispersion.calmSinceNs(instrument));
        hash.add(spread.calmSinceNs(instrument));
        jump.hash(instrument, hash);
    }
}
