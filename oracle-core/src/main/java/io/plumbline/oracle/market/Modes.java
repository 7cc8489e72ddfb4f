// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.StateHash;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How carefully each instrument is quoted: entered at once by any figure, left one step at a time after a dwell below a
 * share of the thresholds. Leading instruments lend their mode to all. Market events move modes; a judgement that is
 * not moving finds what a market event of the same instant would find and keeps nothing. One thread; allocates nothing
 * after construction.
 */
public final class Modes
{
    private static final long NEVER = Long.MIN_VALUE;
    private static final int NOBODY = -1;

    private final StageCounters counters;
    private final ModePolicy[] policies;
    private final Mode[] modes;
    private final long[] calmSinceNs;
    private final int[] leaders;
    private Mode leading = Mode.NORMAL;

    /**
     * All are NORMAL.
     *
     * @param config   the instruments.
     * @param counters of the thread that judges.
     */
    public Modes(final OracleConfig config, final StageCounters counters)
    {
        this.counters = counters;
        final int instruments = config.instruments().size();
        policies = new ModePolicy[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            policies[instrument] = config.instruments().get(instrument).market().modes();
        }
        leaders = IntStream.range(0, instruments).filter(i -> policies[i].isLeading()).toArray();
        modes = new Mode[instruments];
        Arrays.fill(modes, Mode.NORMAL);
        calmSinceNs = new long[instruments];
        Arrays.fill(calmSinceNs, NEVER);
    }

    /**
     * Judges an instrument that has been live by the figures of its record.
     *
     * @param record   dispersion, volatility, stale share and spread count.
     * @param nowNs    engine time.
     * @param isMoving whether what is found is kept.
     * @return its own mode, or that of a leading instrument where it is worse.
     */
    public Mode judge(final Evaluation record, final long nowNs, final boolean isMoving)
    {
        final int instrument = record.instrument;
        final ModePolicy policy = policies[instrument];
        final Mode before = modes[instrument];
        final Mode reached = reached(record, policy);
        Mode now = before;
        if (reached.code() > before.code())
        {
            now = reached;
        }
        else if (before != Mode.NORMAL)
        {
            now = calm(record, policy, nowNs, isMoving);
        }
        if (isMoving && now != before)
        {
            change(instrument, now);
        }
        return Mode.worst(now, isMoving || !policy.isLeading() ? leading : leadingBut(instrument));
    }

    private static Mode reached(final Evaluation record, final ModePolicy policy)
    {
        if (isReached(record, policy.protection()))
        {
            return Mode.PROTECTED;
        }
        return isReached(record, policy.stressed()) ? Mode.STRESSED : Mode.NORMAL;
    }

    private static boolean isReached(final Evaluation record, final ModeThresholds at)
    {
        return isReached(record.dispersionBps, at.dispersionBps()) ||
            isReached(record.volatilityBps, at.volatilityBps()) ||
            isReached(record.staleShareBps, at.staleShareBps()) || isReached(record.spreadBps, at.spreadBps());
    }

    private static boolean isReached(final int figure, final int threshold)
    {
        return threshold != 0 && figure >= threshold;
    }

    /** The mode after an evaluation that enters none. */
    private Mode calm(final Evaluation record, final ModePolicy policy, final long nowNs, final boolean isMoving)
    {
        final int instrument = record.instrument;
        final Mode mode = modes[instrument];
        final boolean isCalm =
            isBelow(record, mode == Mode.PROTECTED ? policy.protection() : policy.stressed(), policy.exitBps());
        final long sinceNs = !isCalm ? NEVER : calmSinceNs[instrument] == NEVER ? nowNs : calmSinceNs[instrument];
        if (isMoving)
        {
            calmSinceNs[instrument] = sinceNs;
        }
        return isCalm && nowNs - sinceNs >= policy.dwellNs() ? Mode.ofCode(mode.code() - 1) : mode;
    }

    private static boolean isBelow(final Evaluation record, final ModeThresholds at, final int exitBps)
    {
        return isBelow(record.dispersionBps, at.dispersionBps(), exitBps) &&
            isBelow(record.volatilityBps, at.volatilityBps(), exitBps) &&
            isBelow(record.staleShareBps, at.staleShareBps(), exitBps) &&
            isBelow(record.spreadBps, at.spreadBps(), exitBps);
    }

    private static boolean isBelow(final int figure, final int threshold, final int exitBps)
    {
        return threshold == 0 || (long)figure * Bps.ONE < (long)threshold * exitBps;
    }

    private void change(final int instrument, final Mode mode)
    {
        modes[instrument] = mode;
        calmSinceNs[instrument] = NEVER;
        counters.add(Metric.MODE_CHANGES);
        if (policies[instrument].isLeading())
        {
            leading = leadingBut(NOBODY);
        }
    }

    private Mode leadingBut(final int other)
    {
        Mode worst = Mode.NORMAL;
        for (final int leader : leaders)
        {
            worst = leader == other ? worst : Mode.worst(worst, modes[leader]);
        }
        return worst;
    }

    /**
     * An instrument's own mode.
     *
     * @param instrument dense id.
     * @return that of the last market event.
     */
    public Mode own(final int instrument)
    {
        return modes[instrument];
    }

    /**
     * Folds an instrument's mode, and since when it has been calm.
     *
     * @param instrument dense id.
     * @param hash       receives both.
     */
    public void hash(final int instrument, final StateHash hash)
    {
        hash.add(modes[instrument].code());
        hash.add(calmSinceNs[instrument]);
    }

    /**
     * The worst mode of a leading instrument.
     *
     * @return NORMAL where none leads.
     */
    public Mode leading()
    {
        return leading;
    }
}
