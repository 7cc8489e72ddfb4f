// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.market.Breakers;
import io.plumbline.oracle.market.ImpliedVolatility;
import io.plumbline.oracle.market.Modes;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.StateHash;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.Arrays;

/**
 * One instrument's record at a time. The price of the best rung that is present (its own sources or legs, a secondary,
 * the index) is judged by the breakers; where none is present the last good price stands, then nothing. An evaluation
 * that is not moving finds what a market event of the same instant would find and keeps nothing. One thread; allocates
 * nothing after construction.
 */
final class Evaluator
{
    private static final int MAX_U16 = 0xffff;

    private final OwnPrice own;
    private final QuorumClock quorum;
    private final Records records;
    private final Breakers breakers;
    private final Modes modes;
    private final ImpliedVolatility implied;
    private final Secondaries secondaries;
    private final Legs[] legs;
    private final Routes[] routes;
    private final Dependents graph;
    private final Frame[] frames;
    private final boolean[] isAlone;
    private final long[] keptTrust;
    private long[] trustWords;
    private int asked;

    Evaluator(
        final OracleConfig config, final OwnPrice own, final Dependents graph, final StageCounters counters)
    {
        this.own = own;
        this.graph = graph;
        final InstrumentConfig[] settings = config.instruments().toArray(new InstrumentConfig[0]);
        quorum = new QuorumClock(config);
        records = new Records(settings);
        breakers = new Breakers(config, counters);
        modes = new Modes(config, counters);
        implied = new ImpliedVolatility(config);
        secondaries = new Secondaries(config);
        legs = new Legs[settings.length];
        routes = new Routes[settings.length];
        isAlone = new boolean[settings.length];
        for (int instrument = 0; instrument < settings.length; instrument++)
        {
            legs[instrument] = new Legs(config, instrument);
            routes[instrument] = new Routes(config, instrument);
            isAlone[instrument] = graph.depth(instrument) == 0;
        }
        frames = new Frame[graph.maxDepth() + 1];
        Arrays.setAll(frames, i -> new Frame());
        trustWords = own.selection().trustWords();
        keptTrust = new long[trustWords.length];
    }

    /**
     * Judges an instrument. Times never go back from call to call.
     *
     * @param instrument   dense id.
     * @param nowNs        engine time.
     * @param out          receives the record; its digest is computed only where a present price stands in it.
     * @param withEvidence whether to compute the digest.
     * @param isMoving     whether what is found is kept: market events only.
     */
    void evaluate(
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean withEvidence,
        final boolean isMoving)
    {
        asked = instrument;
        judge(instrument, nowNs, out, withEvidence, isMoving);
    }

    private void judge(
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean withEvidence,
        final boolean isMoving)
    {
        final Frame frame = frames[graph.depth(instrument)];
        final boolean isDerived = legs[instrument].count > 0;
        out.instrument = instrument;
        Records.clearEvidence(out);
        final Refusal absence = isDerived ? derive(frame, instrument, nowNs, out, withEvidence) :
            select(instrument, nowNs, out, withEvidence, isMoving);
        out.tierSpreadBps = 0;
        out.primaryRefusal = absence;
        out.refusal = absence;
        out.tier = Tier.PRIMARY;
        final boolean hasSecondary = secondaries.of(instrument).length > 0 &&
            readSecondaries(frame, instrument, nowNs, withEvidence, isMoving);
        if (absence != Refusal.NONE)
        {
            descend(frame, instrument, nowNs, out, hasSecondary, withEvidence);
        }
        else if (hasSecondary)
        {
            out.tierSpreadBps = Math.min(MAX_U16, Bps.ofDifference(frame.best.price, out.price));
        }
        settle(out, hasSecondary && absence == Refusal.NONE, nowNs, isMoving);
        out.mode = records.hasBeenLive(instrument) || out.tier.isLive() ?
            modes.judge(out, nowNs, isMoving) : modes.leading();
        out.mode = Mode.worst(out.mode, lent(frame, out.tier, isDerived));
        final int signal = implied.signal(instrument);
        out.isImpliedHigh = signal >= 0 && implied.isHigh(instrument, current(signal, nowNs, frame.read, false),
            own.volatilityCentiBps(instrument), nowNs);
    }

    /** The mode that comes with a live price of other instruments: it is quoted no less carefully than they are. */
    private static Mode lent(final Frame frame, final Tier tier, final boolean isDerived)
    {
        return switch (tier)
        {
            case PRIMARY -> isDerived ? frame.derived.mode() : Mode.NORMAL;
            case SECONDARY -> frame.best.mode;
            case INDEX -> frame.index.mode();
            case LAST_GOOD, CLOSED -> Mode.NORMAL;
        };
    }

    /** The price of the instrument's own sources; NONE, or why it is absent. */
    private Refusal select(
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean withEvidence,
        final boolean isMoving)
    {
        final Refusal why = own.select(instrument, nowNs, out);
        if (instrument == asked)
        {
            trustWords = own.selection().trustWords();
            if (!isAlone[instrument])
            {
                System.arraycopy(trustWords, 0, keptTrust, 0, keptTrust.length);
                trustWords = keptTrust;
            }
        }
        if (why != Refusal.NONE)
        {
            if (isMoving)
            {
                quorum.lose(instrument);
            }
            return why;
        }
        if (!quorum.hold(instrument, nowNs, isMoving))
        {
            return Refusal.PROBATION;
        }
        own.describe(instrument, nowNs, out, withEvidence, isMoving);
        return Refusal.NONE;
    }

    /** The price of the instrument's legs; NONE, or why it is absent. */
    private Refusal derive(
        final Frame frame,
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean withEvidence)
    {
        if (instrument == asked)
        {
            Arrays.fill(keptTrust, 0);
            trustWords = keptTrust;
        }
        final Legs on = legs[instrument];
        frame.derived.begin();
        for (int i = 0; i < on.count; i++)
        {
            frame.derived.add(current(on.instrument[i], nowNs, frame.read, withEvidence), on.isInverse[i]);
        }
        return frame.derived.describe(on, out, withEvidence);
    }

    /** Finds the secondary to stand on, into the frame's best; whether one is present. */
    private boolean readSecondaries(
        final Frame frame,
        final int instrument,
        final long nowNs,
        final boolean withEvidence,
        final boolean isMoving)
    {
        int best = Secondaries.NONE;
        boolean isStandingPresent = false;
        for (final int secondary : secondaries.of(instrument))
        {
            final Evaluation record = current(secondary, nowNs, frame.read, withEvidence);
            isStandingPresent |=
                secondary == secondaries.standing(instrument) && record.tier == Tier.PRIMARY;
            best = secondaries.offer(instrument, record, best, frame);
        }
        final int chosen = secondaries.choose(instrument, isStandingPresent, best, frame);
        if (isMoving)
        {
            secondaries.stand(instrument, chosen);
        }
        return chosen != Secondaries.NONE;
    }

    /** The own price is absent: the next rung that is present, if there is one. */
    private void descend(
        final Frame frame,
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean hasSecondary,
        final boolean withEvidence)
    {
        final Refusal absence = out.primaryRefusal;
        if (hasSecondary)
        {
            out.copyFrom(frame.best);
            out.instrument = instrument;
            out.tier = Tier.SECONDARY;
            out.primaryRefusal = absence;
            out.tierSpreadBps = 0;
            if (!withEvidence)
            {
                Records.clearEvidence(out);
            }
        }
        else if (routes[instrument].instrument.length > 0)
        {
            final int[] on = routes[instrument].instrument;
            frame.index.begin();
            for (int route = 0; route < on.length; route++)
            {
                frame.index.add(route, current(on[route], nowNs, frame.read, withEvidence));
            }
            out.refusal = frame.index.describe(routes[instrument], absence, out, withEvidence);
            out.tier = Tier.INDEX;
        }
    }

    /** A rung's price is live, or a breaker refuses it; where there is none, the last good one is shown. */
    private void settle(
        final Evaluation out, final boolean isSpreadKnown, final long nowNs, final boolean isMoving)
    {
        final int instrument = out.instrument;
        final Evaluation good = records.lastGood(instrument);
        if (out.refusal != Refusal.NONE)
        {
            lapse(out, nowNs, isMoving);
            return;
        }
        out.evaluatedAtNs = nowNs;
        final Refusal why = breakers.judge(out, isSpreadKnown, nowNs - good.evaluatedAtNs,
            own.volatilityCentiBps(instrument), nowNs, isMoving);
        if (why == Refusal.WIDE_RANGE && records.isShown(instrument))
        {
            out.tier = Tier.LAST_GOOD;
            out.refusal = why;
            out.primaryRefusal = out.primaryRefusal == Refusal.NONE ? why : out.primaryRefusal;
        }
        else if (why != Refusal.NONE)
        {
            refuse(out, why, nowNs);
        }
        else if (isMoving)
        {
            breakers.follow(instrument, out.price, nowNs);
            good.copyFrom(out);
        }
    }

    /** What is not believed is not shown: the last good price stands, with the dispersion and distance of now. */
    private void refuse(final Evaluation out, final Refusal why, final long nowNs)
    {
        final int instrument = out.instrument;
        final Refusal own = out.primaryRefusal;
        final int dispersionBps = out.dispersionBps;
        final int tierSpreadBps = out.tierSpreadBps;
        records.fallBack(instrument, nowNs, out);
        out.instrument = instrument;
        out.dispersionBps = dispersionBps;
        out.tierSpreadBps = tierSpreadBps;
        out.refusal = why;
        out.primaryRefusal = own == Refusal.NONE ? why : own;
        out.evaluatedAtNs = nowNs;
    }

    private void lapse(final Evaluation out, final long nowNs, final boolean isMoving)
    {
        final int instrument = out.instrument;
        final Refusal why = out.refusal;
        final Refusal absence = out.primaryRefusal;
        if (isMoving)
        {
            breakers.interrupt(instrument);
        }
        records.fallBack(instrument, nowNs, out);
        out.instrument = instrument;
        out.refusal = why;
        out.primaryRefusal = absence;
        out.evaluatedAtNs = nowNs;
        if (absence == Refusal.PROBATION)
        {
            out.validUntilNs = Math.min(out.validUntilNs, quorum.opensAtNs(instrument, nowNs));
        }
    }

    /**
     * What stands on a record that is not asked for: the last of a market event while it holds, else one made now. A
     * derived price waits for its turn at the clock, so that one is made now wherever evidence is wanted.
     */
    Evaluation current(
        final int instrument, final long nowNs, final Evaluation room, final boolean withEvidence)
    {
        final Evaluation last = records.last(instrument);
        final boolean isOwn = legs[instrument].count == 0;
        if (last.validUntilNs > nowNs && (!withEvidence || (last.hasEvidence && isOwn)))
        {
            return last;
        }
        judge(instrument, nowNs, room, withEvidence, false);
        return room;
    }

    /** Trust by source as of the last evaluation asked for. */
    long[] trustWords()
    {
        return trustWords;
    }

    /** The record last published at a market event, which the caller keeps. */
    Evaluation last(final int instrument)
    {
        return records.last(instrument);
    }

    /** Standing breakers and own mode in one figure, as of the last market event. */
    int market(final int instrument)
    {
        return breakers.standing(instrument) << 2 | modes.own(instrument).code();
    }

    /** The worst mode of a leading instrument. */
    Mode leading()
    {
        return modes.leading();
    }

    long anchor(final int instrument)
    {
        return breakers.anchor(instrument);
    }

    /** When quorum will have dwelt that has been noted; 0 where there is none. */
    long opensAtNs(final int instrument, final long nowNs)
    {
        return quorum.sinceNs(instrument) == Long.MIN_VALUE ? 0 : quorum.opensAtNs(instrument, nowNs);
    }

    /** Folds what market events have moved. */
    void hash(final StateHash hash)
    {
        for (int instrument = 0; instrument < legs.length; instrument++)
        {
            final Evaluation good = records.lastGood(instrument);
            hash.add(quorum.sinceNs(instrument));
            hash.add(good.price);
            hash.add(good.evaluatedAtNs);
            breakers.hash(instrument, hash);
            modes.hash(instrument, hash);
            hash.add(secondaries.standing(instrument));
            hash.add(records.hasBeenLive(instrument) ? 1 : 0);
        }
    }
}
