// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.StateHash;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.VolatilityScale;

/**
 * Refuses a price that stands too far from its slow anchor, until a price has stood where it is for the healing time.
 * One thread; allocates nothing after construction.
 */
final class JumpBreaker
{
    private static final long MOST_BY_VOLATILITY = 2;
    private static final long NS_PER_US = 1_000L;
    private static final long US_PER_SEC = 1_000_000L;

    private final StageCounters counters;
    private final Anchor anchor;
    private final boolean[] isStanding;
    private final long[] candidate;
    private final long[] candidateSinceNs;

    JumpBreaker(final int instruments, final StageCounters counters)
    {
        this.counters = counters;
        anchor = new Anchor(instruments);
        isStanding = new boolean[instruments];
        candidate = new long[instruments];
        candidateSinceNs = new long[instruments];
    }

    /**
     * Whether it stands in the face of a price.
     *
     * @param price              positive.
     * @param silenceNs          time since the last live price.
     * @param volatilityCentiBps over one sample interval.
     * @param intervalNs         the sample interval.
     * @param isMoving           whether what is found is kept.
     */
    boolean judge(
        final int instrument,
        final long price,
        final BreakerPolicy policy,
        final long silenceNs,
        final int volatilityCentiBps,
        final long intervalNs,
        final long nowNs,
        final boolean isMoving)
    {
        if (isStanding[instrument])
        {
            return !heals(instrument, price, policy, nowNs, isMoving);
        }
        final long from = anchor.price(instrument);
        if (from == 0 || Bps.within(price, from, policy.jumpBps()) || Bps.within(price, from,
            limitBps(policy, silenceNs, volatilityCentiBps, intervalNs)))
        {
            return false;
        }
        if (isMoving)
        {
            isStanding[instrument] = true;
            propose(instrument, price, nowNs);
            counters.add(Metric.BREAKERS_TRIPPED);
        }
        return true;
    }

    private static int limitBps(
        final BreakerPolicy policy, final long silenceNs, final int volatilityCentiBps, final long intervalNs)
    {
        final long byVolatility =
            Math.min(MOST_BY_VOLATILITY * policy.jumpBps(),
                VolatilityScale.overBps(policy.jumpMultiple(), volatilityCentiBps, silenceNs, intervalNs));
        // at most 1,000 bps a second times 2^63 / 1,000 microseconds, which a long holds.
        final long bySilence = Math.min(policy.maxSilenceBps(),
            policy.silenceBpsPerSec() * (silenceNs / NS_PER_US) / US_PER_SEC);
        return (int)Math.min(Integer.MAX_VALUE, Math.max(policy.jumpBps(), byVolatility) + bySilence);
    }

    private boolean heals(
        final int instrument,
        final long price,
        final BreakerPolicy policy,
        final long nowNs,
        final boolean isMoving)
    {
        final boolean isKept = Bps.within(price, candidate[instrument], policy.jumpBps() / 2);
        final boolean isHealed = isKept && nowNs - candidateSinceNs[instrument] >= policy.healNs();
        if (isMoving && isHealed)
        {
            isStanding[instrument] = false;
            anchor.set(instrument, price, nowNs);
            propose(instrument, 0, 0);
            counters.add(Metric.BREAKERS_HEALED);
        }
        else if (isMoving && !isKept)
        {
            propose(instrument, price, nowNs);
        }
        return isHealed;
    }

    private void propose(final int instrument, final long price, final long nowNs)
    {
        candidate[instrument] = price;
        candidateSinceNs[instrument] = nowNs;
    }

    /** There is no price with full quorum: the next one is a new candidate. */
    void interrupt(final int instrument)
    {
        propose(instrument, 0, 0);
    }

    /** A live price. */
    void follow(final int instrument, final long price, final BreakerPolicy policy, final long nowNs)
    {
        anchor.follow(instrument, price, policy, nowNs);
    }

    boolean isStanding(final int instrument)
    {
        return isStanding[instrument];
    }

    /** The price of the trip, 0 where there is none. */
    long candidate(final int instrument)
    {
        return candidate[instrument];
    }

    long anchor(final int instrument)
    {
        return anchor.price(instrument);
    }

    void hash(final int instrument, final StateHash hash)
    {
        hash.add(anchor.price(instrument));
        hash.add(anchor.steppedAtNs(instrument));
        hash.add(candidate[instrument]);
        hash.add(candidate[instrument] == 0 ? 0 : candidateSinceNs[instrument]);
    }
}
