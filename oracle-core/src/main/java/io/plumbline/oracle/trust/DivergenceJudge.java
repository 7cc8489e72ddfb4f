// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.price.Bps;

/**
 * How far a source stands from its peers, and how often in a row. The fence is the wider of its floor and a multiple
 * of the peers' interquartile range, and grows with the age of the peers' median. A further divergent tick counts as
 * a further fault only if a majority of the peers' weight has spoken since the last one: the fastest honest source,
 * first to see a move, is not voted out by those who have not spoken yet. One thread; allocates nothing after
 * construction.
 */
final class DivergenceJudge
{
    /** Within the fence, or fewer than {@link #MIN_PEER_LINEAGES} to compare with. */
    static final int WITHIN = 0;

    /** Beyond the fence, but nobody has contradicted anew: neither a fault nor healthy. */
    static final int UNCONFIRMED = 1;

    /** Beyond the fence: a fault. */
    static final int FAULT = 2;

    private static final int MIN_PEER_LINEAGES = 2;
    private static final int MIN_RUN_TO_EXCLUDE = 2;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final int FULL_BPS = 10_000;

    private final PeerPrices peers;
    private final int instruments;
    private final int runToExclude;
    private final FencePolicy[] fences;
    private final QuorumPolicy[] quorums;
    private final int[] run;
    private final long[] lastFaultAt;

    DivergenceJudge(final OracleConfig config, final PeerPrices peers)
    {
        this.peers = peers;
        instruments = config.instruments().size();
        runToExclude = Math.max(MIN_RUN_TO_EXCLUDE, config.trust().faultsToExclude());
        fences = new FencePolicy[instruments];
        quorums = new QuorumPolicy[instruments];
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            fences[instrument] = config.instruments().get(instrument).fence();
            quorums[instrument] = config.instruments().get(instrument).quorum();
        }
        run = new int[config.sources().size() * instruments];
        lastFaultAt = new long[run.length];
    }

    /** Judges an accepted price before it takes its place among the others. */
    int judge(final int source, final int instrument, final long price, final long nowNs)
    {
        final int dense = source * instruments + instrument;
        if (peers.select(source, instrument, nowNs) < MIN_PEER_LINEAGES)
        {
            return WITHIN;
        }
        peers.weigh(instrument);
        if (Bps.within(price, peers.median(), fenceBps(instrument, nowNs)))
        {
            run[dense] = 0;
            return WITHIN;
        }
        if (run[dense] > 0 && !peers.isMajorityHeardSince(instrument, lastFaultAt[dense]))
        {
            return UNCONFIRMED;
        }
        run[dense]++;
        lastFaultAt[dense] = peers.heard();
        return FAULT;
    }

    private int fenceBps(final int instrument, final long nowNs)
    {
        final FencePolicy fence = fences[instrument];
        final long byRange = (long)fence.iqrMultiple() * peers.iqrBps();
        final long silenceNs = Math.max(0, nowNs - peers.medianOriginNs(instrument));
        final long growth = fence.growthBpsPerSec() * (silenceNs / 1_000) / (NS_PER_SECOND / 1_000);
        return (int)Math.min(Integer.MAX_VALUE, Math.max(fence.floorBps(), byRange) + growth);
    }

    /**
     * Whether a source's run of faults, the last one just judged, puts it out: long enough, the voice of the peers
     * exceeds 2 · F, so that liars within F did not make their median, and what remains admitted still exceeds F · (1
     * + 1/τ). Past that budget the source stays in at the least trust, and median's own fence drops its price or
     * refuses.
     */
    boolean isToExclude(final int source, final int instrument, final long nowNs)
    {
        if (run[source * instruments + instrument] < runToExclude)
        {
            return false;
        }
        final QuorumPolicy quorum = quorums[instrument];
        final long floorBps = quorum.trustFloorBps();
        return peers.isVoiceAbove(instrument, 2 * quorum.byzantineWeight()) &&
            peers.baseWeightWithout(source, instrument, nowNs) * floorBps >
            quorum.byzantineWeight() * (FULL_BPS + floorBps);
    }

    /** Forgets a source's run; it has been put out or let in. */
    void forget(final int source, final int instrument)
    {
        run[source * instruments + instrument] = 0;
    }
}
