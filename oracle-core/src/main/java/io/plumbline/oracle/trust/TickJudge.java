// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Quartiles;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * Judges one tick that is the newest of its source: is its value usable and young, is it out of scale or another
 * instrument's, does it carry faults; the trust that comes of it, and the volatility after it. Keeps what trust holds
 * about values; order and time are the stage's. One thread; allocates nothing after construction.
 */
final class TickJudge
{
    private final StageCounters counters;
    private final TrustScores scores;
    private final PairTerms terms;
    private final TimeFaults times;
    private final int instruments;
    private final int faultsToExclude;
    private final FreshnessPolicy[] freshness;
    private final FrozenWatch frozen;
    private final PeerPrices peers;
    private final DivergenceJudge divergence;
    private final VolatilityGauge gauge;
    private final ScaleWatch scale;
    private final SymbolWatch symbols;
    private final MoveWatch moves;
    private final ErrorRate errors;
    private final long[] decayFromNs;
    private final long[] leastVoice;

    TickJudge(
        final OracleConfig config,
        final StageCounters counters,
        final TrustScores scores,
        final PairTerms terms,
        final TimeFaults times)
    {
        this.counters = counters;
        this.scores = scores;
        this.terms = terms;
        this.times = times;
        instruments = config.instruments().size();
        faultsToExclude = config.trust().faultsToExclude();
        freshness = new FreshnessPolicy[instruments];
        leastVoice = new long[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            freshness[instrument] = config.instruments().get(instrument).freshness();
            leastVoice[instrument] = 2 * config.instruments().get(instrument).quorum().byzantineWeight();
        }
        final int pairs = config.sources().size() * instruments;
        frozen = new FrozenWatch(pairs);
        peers = new PeerPrices(config, new Lineages(config));
        divergence = new DivergenceJudge(config, peers);
        gauge = new VolatilityGauge(config);
        scale = new ScaleWatch(pairs, config.trust().anomalies().scaleToleranceBps());
        symbols = new SymbolWatch(config, terms, gauge);
        moves = new MoveWatch(pairs, config.trust().anomalies());
        errors = new ErrorRate(pairs, config.trust().anomalies().errorBurst());
        decayFromNs = new long[pairs];
    }

    /** Value, age and company of a tick; what is accepted gets its findings. */
    Refusal believe(final Slot slot, final int i, final boolean isLately, final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final int instrument = ticks.instrument[i];
        final int dense = slot.source * instruments + instrument;
        final long price = ticks.price[i];
        final Refusal unusable = usable(ticks, i);
        if (unusable != Refusal.NONE)
        {
            countUnusable(dense, isLately);
            return unusable;
        }
        final FreshnessPolicy limits = freshness[instrument];
        final long originNs = Age.originNs(ticks.observedAtNs[i], slot.signedAtNs, slot.receivedAtNs);
        if (Age.isPast(originNs, nowNs, limits.maxAgeNs()))
        {
            return Refusal.STALE_TICK;
        }
        final boolean isFrozen =
            frozen.isFrozen(dense, price, ticks.observedAtNs[i], nowNs, limits.frozenAfterNs());
        if (scores.isOut(slot.source, dense, nowNs))
        {
            return Refusal.SOURCE_EXCLUDED;
        }
        final int standing =
            divergence.look(slot.source, instrument, price, gauge.sigmaCentiBps(instrument), nowNs);
        if (scale.isJump(dense, price) && standing != DivergenceJudge.WITHIN)
        {
            quarantine(slot.source, instrument, TrustCause.SCALE_JUMP.bit(), nowNs);
            ticks.isWithdrawn[i] = true;
            return Refusal.SCALE_JUMP;
        }
        final int distance = divergence.judge(standing, slot.source, instrument);
        if (distance == DivergenceJudge.FAULT &&
            symbols.isSwap(slot.source, instrument, price, divergence.median(), nowNs))
        {
            ticks.isWithdrawn[i] = refuseSwap(slot.source, instrument, nowNs);
            return Refusal.SYMBOL_SWAP;
        }
        accept(slot, i, originNs, isFrozen, distance, nowNs);
        return Refusal.NONE;
    }

    private static Refusal usable(final TickColumns ticks, final int i)
    {
        if (ticks.price[i] <= 0)
        {
            return Refusal.PRICE_ABSENT;
        }
        final boolean isBook = Scales.isPrice(ticks.bid[i]) && Scales.isPrice(ticks.ask[i]);
        return isBook && ticks.bid[i] > ticks.ask[i] ? Refusal.CROSSED : Refusal.NONE;
    }

    /**
     * Counts a newest tick that could not be used; one not signed about now moved no mark, and its replay would count
     * again.
     */
    void countUnusable(final int dense, final boolean isLately)
    {
        if (isLately && errors.isTooHigh(dense))
        {
            scores.fall(dense, TrustCause.ERRORS.bit());
        }
    }

    /**
     * Returns whether the pair is put out, from the second fault of a run on: the first to tell of a crash that
     * another market has seen already says that market's price too. Past the budget it stays in.
     */
    private boolean refuseSwap(final int source, final int instrument, final long nowNs)
    {
        if (divergence.isRepeated(source, instrument) && divergence.isWithinBudget(source, instrument, nowNs))
        {
            quarantine(source, instrument, TrustCause.SYMBOL_SWAP.bit(), nowNs);
            return true;
        }
        scores.fall(source * instruments + instrument, TrustCause.SYMBOL_SWAP.bit());
        return false;
    }

    private void accept(
        final Slot slot,
        final int i,
        final long originNs,
        final boolean isFrozen,
        final int distance,
        final long nowNs)
    {
        final TickColumns ticks = slot.ticks;
        final int source = slot.source;
        final int instrument = ticks.instrument[i];
        final int dense = source * instruments + instrument;
        final long price = ticks.price[i];
        final int causes = causes(dense, instrument, price, isFrozen, distance, nowNs);
        times.end(dense);
        errors.accepted(dense);
        scale.accepted(dense, price);
        ticks.originNs[i] = originNs;
        ticks.decayFromNs[i] = nowNs + terms.graceNs(dense);
        decayFromNs[dense] = ticks.decayFromNs[i];
        final boolean isDead = isFrozen && frozen.run(dense) >= faultsToExclude;
        final boolean isAlone = distance == DivergenceJudge.FAULT && divergence.isRunOver(dense) &&
            divergence.isWithinBudget(source, instrument, nowNs);
        if (isDead || isAlone)
        {
            quarantine(source, instrument, causes, nowNs);
            ticks.trustBps[i] = 0;
        }
        else
        {
            score(dense, causes, distance, nowNs);
            ticks.trustBps[i] = scores.effectiveBps(source, dense);
            peers.put(source, instrument, price, originNs);
        }
        if (gauge.isDue(instrument, nowNs))
        {
            sample(instrument, nowNs);
        }
        ticks.volatilityCentiBps[i] = gauge.sigmaCentiBps(instrument);
    }

    /** The accepted tick's faults. */
    private int causes(
        final int dense,
        final int instrument,
        final long price,
        final boolean isFrozen,
        final int distance,
        final long nowNs)
    {
        int causes = 0;
        if (nowNs > decayFromNs[dense] && decayFromNs[dense] != 0)
        {
            causes |= TrustCause.HEARTBEAT.bit();
        }
        if (isFrozen)
        {
            causes |= TrustCause.FROZEN.bit();
        }
        if (distance == DivergenceJudge.FAULT)
        {
            causes |= TrustCause.DIVERGENCE.bit();
        }
        if (moves.isApart(dense, price, gauge.price(instrument), gauge.low(instrument), gauge.high(instrument),
            nowNs))
        {
            causes |= TrustCause.DECORRELATION.bit();
        }
        return causes;
    }

    private void score(final int dense, final int causes, final int distance, final long nowNs)
    {
        if (causes != 0)
        {
            scores.fall(dense, causes);
        }
        else if (distance != DivergenceJudge.UNCONFIRMED)
        {
            scores.thrive(dense, nowNs);
        }
    }

    private void sample(final int instrument, final long nowNs)
    {
        if (peers.selectAll(instrument, nowNs) >= DivergenceJudge.MIN_PEER_LINEAGES &&
            peers.isVoiceAbove(leastVoice[instrument]))
        {
            final Quartiles cluster = peers.weighQuartiles(instrument);
            gauge.sample(instrument, cluster.median, cluster.low, cluster.high, nowNs);
        }
    }

    private void quarantine(final int source, final int instrument, final int causes, final long nowNs)
    {
        final int dense = source * instruments + instrument;
        scores.quarantine(dense, causes, nowNs);
        forgetStanding(dense);
        peers.remove(source, instrument);
        counters.add(Metric.SOURCES_EXCLUDED);
    }

    /** The pair has no price: it no longer counts. */
    void withdraw(final int source, final int instrument)
    {
        peers.remove(source, instrument);
    }

    /** The source is put out: its prices no longer count, and it comes back to be compared anew. */
    void putOut(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            forgetStanding(source * instruments + instrument);
            times.end(source * instruments + instrument);
        }
        peers.remove(source);
    }

    /** A key of the source is revoked: what came of its prices is forgotten with them. */
    void revoke(final int source)
    {
        putOut(source);
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            scale.forget(source * instruments + instrument);
        }
    }

    /** The source is let in: nothing is held against it. Its prices stay what they are. */
    void readmit(final int source)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final int dense = source * instruments + instrument;
            forgetStanding(dense);
            times.end(dense);
            scale.forget(dense);
            errors.forget(dense);
            frozen.forget(dense);
        }
    }

    private void forgetStanding(final int dense)
    {
        divergence.forget(dense);
        moves.forget(dense);
        decayFromNs[dense] = 0;
    }

    VolatilityGauge gauge()
    {
        return gauge;
    }
}
