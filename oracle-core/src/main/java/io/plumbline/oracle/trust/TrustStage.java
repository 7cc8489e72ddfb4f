// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.WireStatus;

/**
 * The second stage: judges the ticks of verified envelopes one by one and writes refusal, trust, decay deadline and
 * origin beside each; carries out an operator's exclusions. Refuses whatever verify did not write VERIFIED on. One
 * thread; allocates nothing after construction; time is the slots' own.
 */
public final class TrustStage
{
    private final StageCounters counters;
    private final EngineTime time = new EngineTime();
    private final AdminEvent admin = new AdminEvent();
    private final int instruments;
    private final int sources;
    private final int faultsToExclude;
    private final FreshnessPolicy[] freshness;
    private final long[] graceNs;
    private final Watermarks watermarks;
    private final FrozenWatch frozen;
    private final TrustScores scores;
    private final PeerPrices peers;
    private final DivergenceJudge divergence;
    private final int[] futureRun;

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
        faultsToExclude = config.trust().faultsToExclude();
        freshness = new FreshnessPolicy[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            freshness[instrument] = config.instruments().get(instrument).freshness();
        }
        graceNs = new long[sources];
        for (int source = 0; source < sources; source++)
        {
            graceNs[source] = 2 * config.sources().get(source).expectedIntervalNs();
        }
        watermarks = new Watermarks(config);
        frozen = new FrozenWatch(sources * instruments);
        scores = new TrustScores(config);
        peers = new PeerPrices(config, new Lineages(config));
        divergence = new DivergenceJudge(config, peers);
        futureRun = new int[sources * instruments];
    }

    /**
     * Handles one event, in ring order. Envelopes get findings on their ticks, exclusions set the slot's source-wide
     * change; all else passes untouched.
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
            onEnvelope(slot, nowNs);
        }
        else if (slot.kind == AdminEvent.TEMPLATE_ID)
        {
            onAdmin(slot);
        }
    }

    private void onEnvelope(final Slot slot, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final Refusal frame = watermarks.openFrame(slot, isTimely(slot, nowNs));
        boolean isToExclude = false;
        for (int i = 0; i < ticks.count; i++)
        {
            final Refusal decoded = ticks.refusal[i];
            final Refusal why = order(slot, i, frame, nowNs);
            if (why == Refusal.FUTURE_TIME)
            {
                isToExclude |= isFutureTooOften(slot, ticks.instrument[i]);
            }
            if (decoded == Refusal.NONE || why == Refusal.EQUIVOCATION)
            {
                ticks.refusal[i] = why;
            }
            if (ticks.refusal[i] == Refusal.NONE)
            {
                ticks.refusal[i] = believe(slot, i, nowNs);
            }
            if (ticks.refusal[i] == Refusal.PRICE_ABSENT && why == Refusal.NONE)
            {
                withdraw(slot, i);
            }
        }
        if (isToExclude || watermarks.isCharge())
        {
            excludeWithTicks(slot, nowNs);
        }
        count(ticks);
    }

    /** The newest word of the source is that it has no price: the earlier one no longer counts, here or in the book. */
    private void withdraw(final Slot slot, final int i)
    {
        slot.ticks.isWithdrawn[i] = true;
        peers.remove(slot.source, slot.ticks.instrument[i]);
    }

    /** Whether the frame was signed at a time at which at least one of its ticks might be believed now. */
    private boolean isTimely(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.ticks.count; i++)
        {
            final FreshnessPolicy limits = freshness[slot.ticks.instrument[i]];
            if (slot.signedAtNs <= slot.receivedAtNs + limits.futureSkewNs() && isSignedLately(slot, limits, nowNs))
            {
                return true;
            }
        }
        return false;
    }

    private static boolean isSignedLately(final Slot slot, final FreshnessPolicy limits, final long nowNs)
    {
        return !Age.isPast(slot.signedAtNs, nowNs, limits.maxAgeNs());
    }

    /** Order and time: what stands in the signed bytes alone, whatever the price. */
    private Refusal order(final Slot slot, final int i, final Refusal frame, final long nowNs)
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
        final FreshnessPolicy limits = freshness[ticks.instrument[i]];
        final long latestNs = slot.receivedAtNs + limits.futureSkewNs();
        if (slot.signedAtNs > latestNs || ticks.observedAtNs[i] > latestNs)
        {
            return Refusal.FUTURE_TIME;
        }
        return watermarks.judge(slot, i, isSignedLately(slot, limits, nowNs));
    }

    private boolean isFutureTooOften(final Slot slot, final int instrument)
    {
        if (!watermarks.isNewFault(slot, instrument))
        {
            return false;
        }
        final int dense = slot.source * instruments + instrument;
        scores.fall(dense);
        return ++futureRun[dense] >= faultsToExclude;
    }

    /** Value, age and company of a tick that is the newest of its source; the trust that comes of it. */
    private Refusal believe(final Slot slot, final int i, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final int source = slot.source;
        final int instrument = ticks.instrument[i];
        final int dense = source * instruments + instrument;
        final long price = ticks.price[i];
        if (price <= 0)
        {
            return Refusal.PRICE_ABSENT;
        }
        if (Scales.isPrice(ticks.bid[i]) && Scales.isPrice(ticks.ask[i]) && ticks.bid[i] > ticks.ask[i])
        {
            return Refusal.CROSSED;
        }
        final FreshnessPolicy limits = freshness[instrument];
        final long originNs = Age.originNs(ticks.observedAtNs[i], slot.signedAtNs, slot.receivedAtNs);
        if (Age.isPast(originNs, nowNs, limits.maxAgeNs()))
        {
            return Refusal.STALE_TICK;
        }
        final boolean isFrozen =
            frozen.isFrozen(dense, price, ticks.observedAtNs[i], nowNs, limits.frozenAfterNs());
        if (scores.isOut(source, dense, nowNs))
        {
            return Refusal.SOURCE_EXCLUDED;
        }
        futureRun[dense] = 0;
        ticks.originNs[i] = originNs;
        ticks.decayFromNs[i] = nowNs + graceNs[source];
        ticks.trustBps[i] = judge(source, instrument, price, isFrozen, nowNs);
        if (ticks.trustBps[i] > 0)
        {
            peers.put(source, instrument, price, originNs);
        }
        return Refusal.NONE;
    }

    private int judge(
        final int source, final int instrument, final long price, final boolean isFrozen, final long nowNs)
    {
        final int dense = source * instruments + instrument;
        final int distance = divergence.judge(source, instrument, price, nowNs);
        final boolean isDivergent = distance == DivergenceJudge.FAULT;
        if (isFrozen || isDivergent)
        {
            scores.fall(dense);
        }
        else if (distance == DivergenceJudge.WITHIN)
        {
            scores.thrive(dense, nowNs);
        }
        final boolean isDead = isFrozen && frozen.run(dense) >= faultsToExclude;
        final boolean isAlone = isDivergent && divergence.isToExclude(source, instrument, nowNs);
        if (!isDead && !isAlone)
        {
            return scores.trustBps(dense);
        }
        scores.quarantine(dense, nowNs);
        divergence.forget(source, instrument);
        peers.remove(source, instrument);
        counters.add(Metric.SOURCES_EXCLUDED);
        return 0;
    }

    /** Out at once, and with it what this very frame said besides. */
    private void excludeWithTicks(final Slot slot, final long nowNs)
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
        final long untilNs = scores.exclude(slot.source, nowNs);
        putOut(slot, slot.source, untilNs);
    }

    private void putOut(final Slot slot, final int source, final long untilNs)
    {
        forget(source);
        peers.remove(source);
        slot.changedSource = source;
        slot.excludedUntilNs = untilNs;
        counters.add(Metric.SOURCES_EXCLUDED);
    }

    private void forget(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            divergence.forget(source, instrument);
            futureRun[source * instruments + instrument] = 0;
        }
    }

    private void onAdmin(final Slot slot)
    {
        if (admin.wrap(slot.bytes, 0, slot.length) != WireStatus.OK || admin.target() >= sources)
        {
            return;
        }
        final int source = admin.target();
        if (admin.command() == AdminEvent.EXCLUDE_SOURCE)
        {
            putOut(slot, source, scores.excludeUntil(source, Long.MAX_VALUE));
        }
        else if (admin.command() == AdminEvent.READMIT_SOURCE)
        {
            scores.readmit(source);
            forget(source);
            slot.changedSource = source;
            slot.excludedUntilNs = 0;
        }
        else if (admin.command() == AdminEvent.REVOKE_KEY)
        {
            // what the key signed is believed no longer; the source may speak again at once, by another key
            forget(source);
            peers.remove(source);
            slot.changedSource = source;
            slot.excludedUntilNs = time.nowNs();
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
