// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.slot.Evaluation;
import java.math.BigInteger;

/** The effective terms of an order as docs/quotes.md defines them. */
record ModelTerms(long ttlNs, long maxRiseBps, long maxFallBps, long cap, int minLineages, int minConfidenceBps)
{
    static ModelTerms of(final QuotePolicy policy, final long fiat, final Rights rights)
    {
        RiskStep step = RiskStep.NONE;
        for (final RiskStep next : policy.riskSteps())
        {
            step = next.fromMinorUnits() <= fiat ? next : step;
        }
        return new ModelTerms(part(part(policy.ttlNs(), step.ttlBps()), rights.ttlBps()),
            part(part(policy.maxRiseBps(), step.driftBps()), rights.driftBps()),
            part(part(policy.maxFallBps(), step.driftBps()), rights.driftBps()),
            part(policy.maxFiatMinorUnits(), rights.capBps()), Math.max(policy.minLineages(), step.minLineages()),
            Math.max(policy.minConfidenceBps(), step.minConfidenceBps()));
    }

    DeskModel.Answered judgeCertainty(final Evaluation price)
    {
        return price.lineages < minLineages ?
            DeskModel.refused(Refusal.TOO_FEW_LINEAGES, price.lineages, minLineages) :
            price.confidenceBps < minConfidenceBps ?
            DeskModel.refused(Refusal.LOW_CONFIDENCE, price.confidenceBps, minConfidenceBps) :
            DeskModel.refused(Refusal.NONE);
    }

    ModelTerms strictest(final ModelTerms other)
    {
        return new ModelTerms(Math.min(ttlNs, other.ttlNs), Math.min(maxRiseBps, other.maxRiseBps),
            Math.min(maxFallBps, other.maxFallBps), Math.min(cap, other.cap), Math.max(minLineages, other.minLineages),
            Math.max(minConfidenceBps, other.minConfidenceBps));
    }

    static Rights byTier(final OracleConfig config, final Evaluation price, final QuotePolicy policy)
    {
        return config.instruments().get(price.instrument).fallback().rightsOf(price.tier)
            .and(policy.rightsOf(price.tier));
    }

    static Rights byMode(final OracleConfig config, final Evaluation price, final QuotePolicy policy)
    {
        return config.instruments().get(price.instrument).market().modes().rightsOf(price.mode)
            .and(policy.rightsOf(price.mode));
    }

    /** What stands permitted on a price: each only takes away. */
    static Rights rights(final OracleConfig config, final Evaluation price, final QuotePolicy policy)
    {
        return byTier(config, price, policy).and(byMode(config, price, policy));
    }

    private static long part(final long whole, final int bps)
    {
        return BigInteger.valueOf(whole).multiply(BigInteger.valueOf(bps)).divide(BigInteger.valueOf(10_000))
            .longValueExact();
    }
}
