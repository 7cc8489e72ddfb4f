// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.reference;

import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.TrustPolicy;
import java.util.ArrayList;
import java.util.List;

/** All that is held for or against one source on one instrument. */
final class ReferencePair
{
    private static final int FULL = 10_000;
    private static final int MAX_FALLS = 15;
    private static final int MAX_DOUBLINGS = 10;

    final int source;
    final int instrument;
    final long tau;
    long trust;
    long falls;
    long healthyTicks;
    long healthySinceNs;
    long exclusions;
    long outUntilNs;
    int causes;
    long fellInEvent = -1;

    /** Its place in trust's own column; null where it has none. */
    Long price;
    long originNs;
    long heardAt;

    /** Price of the last accepted tick, of whatever age. */
    Long lastAccepted;
    /** When the heartbeat was due at the latest; null where there is none to miss. */
    Long heartbeatNs;
    long errors;
    int futureRun;
    int regressionRun;

    int divergenceRun;
    long lastFaultAt;

    Long value;
    long valueSinceNs;
    long valueObservedNs;
    int frozenRun;

    Long windowSinceNs;
    long windowPrice;
    long windowCluster;
    long windowLow;
    long windowHigh;
    /** Of the windows that counted, the last last: whether it disagreed. */
    final List<Boolean> windows = new ArrayList<>();

    private final TrustPolicy policy;

    ReferencePair(final int source, final int instrument, final long tau, final TrustPolicy policy)
    {
        this.source = source;
        this.instrument = instrument;
        this.tau = tau;
        this.policy = policy;
        trust = tau;
    }

    /** A fall, at most one in an event. */
    void fall(final int newCauses, final long event)
    {
        causes |= newCauses;
        if (fellInEvent == event)
        {
            return;
        }
        fellInEvent = event;
        trust = Math.max(tau, trust - policy.fallBps());
        falls = Math.min(MAX_FALLS, falls + 1);
        healthyTicks = 0;
    }

    void thrive(final long nowNs)
    {
        healthySinceNs = healthyTicks == 0 ? nowNs : healthySinceNs;
        healthyTicks++;
        if (healthyTicks >= policy.healthyTicks() * (1 + falls) &&
            nowNs - healthySinceNs >= policy.healthyNs() * (1 + falls))
        {
            healthyTicks = 0;
            falls = Math.max(0, falls - 1);
            trust = Math.min(FULL, trust + policy.riseBps());
            exclusions = trust == FULL ? 0 : exclusions;
            causes = trust == FULL ? 0 : causes;
        }
    }

    void quarantine(final TrustCause cause, final long nowNs, final long event)
    {
        fall(cause.bit(), event);
        outUntilNs = nowNs + (policy.quarantineNs() << Math.min(MAX_DOUBLINGS, exclusions));
        exclusions++;
        probation();
        forgetPrices();
    }

    void probation()
    {
        trust = tau;
        healthyTicks = 0;
    }

    /** What a putting-out forgets, the price first of all. */
    void forgetPrices()
    {
        price = null;
        forgetStanding();
    }

    private void forgetStanding()
    {
        divergenceRun = 0;
        heartbeatNs = null;
        windowSinceNs = null;
        windows.clear();
    }

    void forgetTimeRuns()
    {
        futureRun = 0;
        regressionRun = 0;
    }

    /** An operator lets it in; a price that counts goes on counting. */
    void readmit()
    {
        forgetStanding();
        forgetTimeRuns();
        probation();
        falls = 0;
        exclusions = 0;
        outUntilNs = 0;
        causes = 0;
        errors = 0;
        lastAccepted = null;
        value = null;
        frozenRun = 0;
    }

    /** Takes a value in; whether it has stood too long. */
    boolean isFrozen(final long newValue, final long observedNs, final long nowNs, final long frozenAfterNs)
    {
        if (value == null || value != newValue)
        {
            value = newValue;
            valueSinceNs = nowNs;
            valueObservedNs = observedNs;
            frozenRun = 0;
            return false;
        }
        final boolean isMoving = observedNs > valueObservedNs;
        valueObservedNs = Math.max(valueObservedNs, observedNs);
        if (frozenAfterNs == 0 || !isMoving || nowNs - valueSinceNs <= frozenAfterNs)
        {
            return false;
        }
        frozenRun++;
        return true;
    }
}
