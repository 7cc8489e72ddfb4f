// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.wire.QuoteFrame;

/**
 * What a policy's terms come to for one order: its value chooses the risk step, the price leaves the rights.
 * Reused; one thread; allocates nothing. Each factor is rounded down.
 */
final class Terms
{
    /** Life of the quote; at least 1. */
    long ttlNs;
    int maxRiseBps;
    int maxFallBps;
    /** Largest order, minor units. */
    long capMinorUnits;
    int minLineages;
    int minConfidenceBps;

    /**
     * Becomes the effective terms.
     *
     * @param policy     in force.
     * @param rights     what the price leaves.
     * @param minorUnits the order's value, not negative.
     */
    void set(final QuotePolicy policy, final Rights rights, final long minorUnits)
    {
        final RiskStep step = policy.step(minorUnits);
        ttlNs = Math.max(1, Bps.portionFloor(Bps.portionFloor(policy.ttlNs(), step.ttlBps()), rights.ttlBps()));
        maxRiseBps = drift(policy.maxRiseBps(), step, rights);
        maxFallBps = drift(policy.maxFallBps(), step, rights);
        capMinorUnits = Bps.portionFloor(policy.maxFiatMinorUnits(), rights.capBps());
        minLineages = Math.max(policy.minLineages(), step.minLineages());
        minConfidenceBps = Math.max(policy.minConfidenceBps(), step.minConfidenceBps());
    }

    /**
     * Becomes the stricter of these and others, one by one.
     */
    void narrow(final Terms others)
    {
        ttlNs = Math.min(ttlNs, others.ttlNs);
        maxRiseBps = Math.min(maxRiseBps, others.maxRiseBps);
        maxFallBps = Math.min(maxFallBps, others.maxFallBps);
        capMinorUnits = Math.min(capMinorUnits, others.capMinorUnits);
        minLineages = Math.max(minLineages, others.minLineages);
        minConfidenceBps = Math.max(minConfidenceBps, others.minConfidenceBps);
    }

    /**
     * Becomes the stricter of these and what a quote states.
     */
    void narrow(final QuoteFrame quote)
    {
        ttlNs = Math.min(ttlNs, quote.expiresAtNs() - quote.issuedAtNs());
        maxRiseBps = Math.min(maxRiseBps, quote.maxRiseBps());
        maxFallBps = Math.min(maxFallBps, quote.maxFallBps());
    }

    private static int drift(final int driftBps, final RiskStep step, final Rights rights)
    {
        return (int)Bps.portionFloor(Bps.portionFloor(driftBps, step.driftBps()), rights.driftBps());
    }
}
