// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.price.Bps;

/**
 * How far a source stands from its peers, and how often in a row. The fence is the widest of its floor, a multiple of
 * the peers' interquartile range and a multiple of the volatility over the age of their median; it grows with that age
 * and is never wider than {@link #MAX_FENCE_BPS}. A further divergent tick counts as a further fault only if a majority
 * of the peers' weight has spoken since the last one: the fastest honest source, first to see a move, is not voted out
 * by those who have not spoken yet. One thread; allocates nothing after construction.
 */
final class DivergenceJudge
{
    /** Fewer than {@link #MIN_PEER_LINEAGES} to compare with. */
    static final int ALONE = 0;

    /** Within the fence. */
    static final int WITHIN = 1;

    /** Beyond the fence, and not judged further. */
    static final int BEYOND = 2;

    /** Beyond the fence, but nobody has contradicted anew: neither a fault nor healthy. */
    static final int UNCONFIRMED = 3;

    /** Beyond the fence: a fault. */
    static final int FAULT = 4;

    /** The widest a fence can be. */
    static final int MAX_FENCE_BPS = 5_000;

    /** Lineages of peers below which nothing is compared. */
    static final int MIN_PEER_LINEAGES = 2;

    private static final int MIN_RUN_TO_EXCLUDE = 2;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int FULL_BPS = 10_000;

    private final PeerPrices peers;
    private final int instruments;
    private final int runToExclude;
    private final FencePolicy[] fences;
    private final int[] floorBps;
    private final QuorumPolicy[] quorums;
    private final VolatilityPolicy[] volatilities;
    private final int[] run;
    private final long[] lastFaultAt;
    private long median;

    DivergenceJudge(final OracleConfig config, final PeerPrices peers)
    {
        this.peers = peers;
        instruments = config.instruments().size();
        runToExclude = Math.max(MIN_RUN_TO_EXCLUDE, config.trust().faultsToExclude());
        fences = new FencePolicy[instruments];
        floorBps = new int[instruments];
        quorums = new QuorumPolicy[instruments];
        volatilities = new VolatilityPolicy[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            final InstrumentConfig settings = config.instruments().get(instrument);
            fences[instrument] = settings.fence();
            floorBps[instrument] = settings.fence().floorBps();
            quorums[instrument] = settings.quorum();
            volatilities[instrument] = settings.market().volatility();
        }
        run = new int[config.sources().size() * instruments];
        lastFaultAt = new long[run.length];
    }

    /** Where a price stands: ALONE, WITHIN or BEYOND. Changes nothing; asked before the price joins the others. */
    int look(
        final int source, final int instrument, final long price, final int sigmaCentiBps, final long nowNs)
    {
        if (peers.select(source, instrument, nowNs) < MIN_PEER_LINEAGES)
        {
            return ALONE;
        }
        median = peers.weighMedian(instrument);
        final boolean isWithin = Bps.within(price, median, floorBps[instrument]) ||
            Bps.within(price, median, fenceBps(instrument, sigmaCentiBps, nowNs));
        return isWithin ? WITHIN : BEYOND;
    }

    private int fenceBps(final int instrument, final int sigmaCentiBps, final long nowNs)
    {
        final FencePolicy fence = fences[instrument];
        final VolatilityPolicy volatility = volatilities[instrument];
        final long byRange = (long)fence.iqrMultiple() * peers.weighIqrBps(instrument);
        final long silenceNs = Math.max(0, nowNs - peers.medianOriginNs(instrument));
        final long byMoves = VolatilityScale.overBps(
            volatility.fenceMultiple(), sigmaCentiBps, silenceNs, volatility.sampleIntervalNs());
        final long growth = fence.growthBpsPerSec() * (silenceNs / 1_000) / (NS_PER_SECOND / 1_000);
        return (int)Math.min(MAX_FENCE_BPS, Math.max(Math.max(fence.floorBps(), byRange), byMoves) + growth);
    }

    /** The peers' weighted median as of the last look that was not ALONE. */
    long median()
    {
        return median;
    }

    /** Enters what the last look found into the source's run: the same, or UNCONFIRMED or FAULT for BEYOND. */
    int judge(final int standing, final int source, final int instrument)
    {
        final int dense = source * instruments + instrument;
        if (standing == WITHIN && run[dense] != 0)
        {
            run[dense] = 0;
        }
        if (standing != BEYOND)
        {
            return standing;
        }
        if (run[dense] > 0 && !peers.isMajorityHeardSince(instrument, lastFaultAt[dense]))
        {
            return UNCONFIRMED;
        }
        run[dense]++;
        lastFaultAt[dense] = peers.heard();
        return FAULT;
    }

    /** Whether a source's run of faults, the last one just judged, is long enough to put it out. */
    boolean isRunOver(final int dense)
    {
        return run[dense] >= runToExclude;
    }

    /**
     * Whether the judgement of others may put a source out, the one last looked at: the voice of its peers exceeds 2 ·
     * F, so that liars within F did not make their median, and what remains admitted still exceeds F · (1 + 1/τ). Past
     * that budget the source stays in at the least trust, and median's own fence drops its price or refuses.
     */
    boolean isWithinBudget(final int source, final int instrument, final long nowNs)
    {
        final QuorumPolicy quorum = quorums[instrument];
        final long tau = quorum.trustFloorBps();
        return peers.isVoiceAbove(2 * quorum.byzantineWeight()) &&
            peers.baseWeightWithout(source, instrument, nowNs) * tau > quorum.byzantineWeight() * (FULL_BPS + tau);
    }

    /** Whether the fault just judged is not the first of its run. */
    boolean isRepeated(final int source, final int instrument)
    {
        return run[source * instruments + instrument] > 1;
    }

    /** Forgets a source's run; it has been put out or let in. */
    void forget(final int dense)
    {
        run[dense] = 0;
    }
}
