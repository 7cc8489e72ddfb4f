// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.WireStatus;

/**
 * The second stage: judges the ticks of verified envelopes one by one and writes refusal, trust, decay deadline, origin
 * and volatility beside each; carries out what an operator says about a source. Refuses whatever verify did not write
 * VERIFIED on. One thread; allocates nothing after construction; time is the slots' own.
 */
public final class TrustStage
{
    private static final int FULL_BPS = 10_000;

    private final StageCounters counters;
    private final EngineTime time = new EngineTime();
    private final AdminEvent admin = new AdminEvent();
    private final int instruments;
    private final int sources;
    private final long[] maxAgeNs;
    private final PairTerms terms;
    private final Watermarks watermarks;
    private final TimeFaults times;
    private final TrustScores scores;
    private final TickJudge judge;
    private final TrustAccount account;

    /**
     * A stage that has seen nothing: every source is on probation.
     *
     * @param config   sources, instruments and the trust policy.
     * @param counters of the thread that will call {@link #onSlot}.
     */
    public TrustStage(final OracleConfig config, final StageCounters counters)
    {
        this.counters = counters;
        instruments = config.instruments().size();
        sources = config.sources().size();
        maxAgeNs = new long[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            maxAgeNs[instrument] = config.instruments().get(instrument).freshness().maxAgeNs();
        }
        terms = new PairTerms(config);
        watermarks = new Watermarks(config);
        times = new TimeFaults(sources * instruments, config.trust().faultsToExclude());
        scores = new TrustScores(config, counters);
        judge = new TickJudge(config, counters, scores, terms, times);
        account = new TrustAccount(sources, instruments, scores, judge.gauge());
    }

    /**
     * Handles one event, in ring order. Envelopes get findings on their ticks, exclusions set the slot's source-wide
     * change; all else passes untouched, but that whoever explains a price gets trust's part.
     *
     * @param slot the event, with verify's findings.
     */
    public void onSlot(final Slot slot)
    {
        final long nowNs = time.advance(slot);
        if (slot.verdict != Verdict.VERIFIED)
        {
            slot.ticks.count = 0;
            return;
        }
        if (slot.kind == EnvelopeEvent.TEMPLATE_ID)
        {
            scores.beginEvent();
            onEnvelope(slot, nowNs);
        }
        else if (slot.kind == AdminEvent.TEMPLATE_ID)
        {
            scores.beginEvent();
            onAdmin(slot);
        }
        if (slot.draft != null)
        {
            account.fill(slot.draft);
        }
    }

    /**
     * Scores, exclusions, overrides and volatility, folded; marks, runs and windows show in them only later. Allocates.
     *
     * @return equal for stages that have seen the same events; stages that differ may agree for a while.
     */
    public long stateHash()
    {
        return account.stateHash();
    }

    private void onEnvelope(final Slot slot, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final Refusal frame = watermarks.openFrame(slot, isTimely(slot, nowNs));
        int exclusion = 0;
        for (int i = 0; i < ticks.count; i++)
        {
            exclusion |= onTick(slot, i, frame, nowNs);
        }
        if (watermarks.isCharge())
        {
            exclusion |= TrustCause.EQUIVOCATION.bit();
        }
        if (exclusion != 0)
        {
            excludeWithTicks(slot, exclusion, nowNs);
        }
        count(ticks);
    }

    /** Judges one tick; returns the causes for which the source is to be put out everywhere. */
    private int onTick(final Slot slot, final int i, final Refusal frame, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final int instrument = ticks.instrument[i];
        final boolean isLately = isSignedLately(slot, instrument, nowNs);
        final Refusal decoded = ticks.refusal[i];
        final Refusal why = order(slot, i, frame, isLately);
        if (decoded == Refusal.NONE || why == Refusal.EQUIVOCATION)
        {
            ticks.refusal[i] = why;
        }
        if (why != Refusal.NONE)
        {
            return chargeTime(slot, instrument, why);
        }
        if (decoded == Refusal.NONE)
        {
            ticks.refusal[i] = judge.believe(slot, i, isLately, nowNs);
        }
        else
        {
            judge.countUnusable(slot.source * instruments + instrument, isLately);
        }
        if (ticks.refusal[i] == Refusal.PRICE_ABSENT)
        {
            // the newest word of the source is that it has no price: the earlier one no longer counts, here or there
            ticks.isWithdrawn[i] = true;
            judge.withdraw(slot.source, instrument);
        }
        return 0;
    }

    /** Whether the frame was signed at a time at which at least one of its ticks might be believed now. */
    private boolean isTimely(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.ticks.count; i++)
        {
            final int instrument = slot.ticks.instrument[i];
            if (slot.signedAtNs <= slot.receivedAtNs + terms.skewNs(slot.source * instruments + instrument) &&
                isSignedLately(slot, instrument, nowNs))
            {
                return true;
            }
        }
        return false;
    }

    private boolean isSignedLately(final Slot slot, final int instrument, final long nowNs)
    {
        return !Age.isPast(slot.signedAtNs, nowNs, maxAgeNs[instrument]);
    }

    /** Order and time: what stands in the signed bytes alone, whatever the price. */
    private Refusal order(final Slot slot, final int i, final Refusal frame, final boolean isLately)
    {
        final TickColumns ticks = slot.ticks;
        if (frame == Refusal.EQUIVOCATION)
        {
            watermarks.markEquivocation(slot, i);
        }
        if (frame != Refusal.NONE)
        {
            return frame;
        }
        final long skewNs = terms.skewNs(slot.source * instruments + ticks.instrument[i]);
        final long latestNs = slot.receivedAtNs + skewNs;
        if (slot.signedAtNs > latestNs || ticks.observedAtNs[i] > latestNs)
        {
            return Refusal.FUTURE_TIME;
        }
        if (watermarks.isRegression(slot, skewNs))
        {
            return Refusal.TIME_REGRESSION;
        }
        return watermarks.judge(slot, i, isLately);
    }

    /** What the times of a tick cost its source, if they are why it was refused; a replay costs nothing. */
    private int chargeTime(final Slot slot, final int instrument, final Refusal why)
    {
        final int dense = slot.source * instruments + instrument;
        if (why == Refusal.FUTURE_TIME && watermarks.isNewFault(slot, instrument))
        {
            scores.fall(dense, TrustCause.FUTURE_TIME.bit());
            return times.isFutureTooOften(dense) ? TrustCause.FUTURE_TIME.bit() : 0;
        }
        if (why == Refusal.TIME_REGRESSION && watermarks.isNewFault(slot, instrument))
        {
            scores.fall(dense, TrustCause.TIME_REGRESSION.bit());
            return times.isRegressionTooOften(dense) ? TrustCause.TIME_REGRESSION.bit() : 0;
        }
        return 0;
    }

    /** Out at once, and with it what this very frame said besides. */
    private void excludeWithTicks(final Slot slot, final int causes, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        for (int i = 0; i < ticks.count; i++)
        {
            if (ticks.refusal[i] == Refusal.NONE)
            {
                ticks.refusal[i] = Refusal.SOURCE_EXCLUDED;
                ticks.trustBps[i] = 0;
            }
        }
        putOut(slot, slot.source, scores.exclude(slot.source, causes, nowNs));
    }

    private void putOut(final Slot slot, final int source, final long untilNs)
    {
        judge.putOut(source);
        slot.changedSource = source;
        slot.excludedUntilNs = untilNs;
        counters.add(Metric.SOURCES_EXCLUDED);
    }

    private void onAdmin(final Slot slot)
    {
        if (admin.wrap(slot.bytes, 0, slot.length) != WireStatus.OK || admin.target() >= sources)
        {
            return;
        }
        final int source = admin.target();
        switch (admin.command())
        {
            case AdminEvent.EXCLUDE_SOURCE ->
                putOut(slot, source, scores.excludeUntil(source, TrustCause.OPERATOR.bit(), Long.MAX_VALUE));
            case AdminEvent.READMIT_SOURCE ->
            {
                scores.readmit(source);
                judge.readmit(source);
                slot.changedSource = source;
                slot.excludedUntilNs = 0;
            }
            case AdminEvent.REVOKE_KEY ->
            {
                // what the key signed is believed no longer; the source may speak again at once, by another key
                judge.revoke(source);
                slot.changedSource = source;
                slot.excludedUntilNs = time.nowNs();
            }
            case AdminEvent.OVERRIDE_TRUST -> override(source, admin.argument());
            default ->
            {
                // the other commands are not about what is believed
            }
        }
    }

    private void override(final int source, final long bps)
    {
        if (bps >= 0 && bps <= FULL_BPS)
        {
            scores.override(source, (int)bps);
        }
    }

    private void count(final TickColumns ticks)
    {
        int accepted = 0;
        for (int i = 0; i < ticks.count; i++)
        {
            if (ticks.refusal[i] == Refusal.NONE)
            {
                accepted++;
            }
            else
            {
                counters.add(ticks.refusal[i]);
            }
        }
        counters.add(Metric.TICKS_ACCEPTED, accepted);
        counters.add(Metric.TICKS_REFUSED, ticks.count - accepted);
    }
}
