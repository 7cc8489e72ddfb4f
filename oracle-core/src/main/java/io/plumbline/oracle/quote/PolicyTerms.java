// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;

/**
 * One version of a policy as the stage uses it: its digest, and what every tier, mode and implied volatility of every
 * instrument leaves of it, made once. Immutable; allocates nothing when read.
 */
final class PolicyTerms
{
    private final QuotePolicy policy;
    private final byte[] digest;
    private final Rights[][] byTier;
    private final Rights[][] byMode;
    private final Rights[][] all;

    PolicyTerms(final OracleConfig config, final QuotePolicy policy)
    {
        this.policy = policy;
        digest = ConfigDigests.ofPolicy(policy);
        final int instruments = config.instruments().size();
        byTier = new Rights[instruments][Tier.count()];
        byMode = new Rights[instruments][Mode.count()];
        all = new Rights[instruments][2 * Tier.count() * Mode.count()];
        for (int i = 0; i < instruments; i++)
        {
            fill(i, config.instruments().get(i));
        }
    }

    private void fill(final int i, final InstrumentConfig instrument)
    {
        final Rights high = instrument.market().implied().map(ImpliedPolicy::highRights).orElse(Rights.FULL);
        for (final Tier tier : Tier.values())
        {
            byTier[i][tier.code()] = instrument.fallback().rightsOf(tier).and(policy.rightsOf(tier));
            for (final Mode mode : Mode.values())
            {
                byMode[i][mode.code()] = instrument.market().modes().rightsOf(mode).and(policy.rightsOf(mode));
                final Rights both = byTier[i][tier.code()].and(byMode[i][mode.code()]);
                all[i][index(tier, mode, false)] = both;
                all[i][index(tier, mode, true)] = both.and(high);
            }
        }
    }

    private static int index(final Tier tier, final Mode mode, final boolean isImpliedHigh)
    {
        return 2 * (tier.code() * Mode.count() + mode.code()) + (isImpliedHigh ? 1 : 0);
    }

    QuotePolicy policy()
    {
        return policy;
    }

    /** SHA-256 of the terms; not to be changed. */
    byte[] digest()
    {
        return digest;
    }

    /** All that stands permitted on a price. */
    Rights rights(final Evaluation price)
    {
        return all[price.instrument][index(price.tier, price.mode, price.isImpliedHigh)];
    }

    /** NONE where quotes may be issued on a price, else what forbids it: TIER, MODE or IMPLIED_VOLATILITY. */
    Refusal whyNoIssue(final Evaluation price)
    {
        if (rights(price).canIssue())
        {
            return Refusal.NONE;
        }
        return forbidding(tier(price).canIssue(), mode(price).canIssue());
    }

    /**
     * NONE where a quote may be authorized on a price, else what forbids it: TIER, MODE, IMPLIED_VOLATILITY, or
     * REAPPROVAL where the tier or the mode has become worse than the quote's and that asks for a new quote.
     */
    Refusal whyNoAuthorization(final Evaluation price, final int quoteTier, final int quoteMode)
    {
        if (!rights(price).canAuthorize())
        {
            return forbidding(tier(price).canAuthorize(), mode(price).canAuthorize());
        }
        final boolean isWorse = (tier(price).isApprovalNeeded() && price.tier.code() > quoteTier) ||
            (mode(price).isApprovalNeeded() && price.mode.code() > quoteMode);
        return isWorse ? Refusal.REAPPROVAL : Refusal.NONE;
    }

    private static Refusal forbidding(final boolean mayByTier, final boolean mayByMode)
    {
        return !mayByTier ? Refusal.TIER : !mayByMode ? Refusal.MODE : Refusal.IMPLIED_VOLATILITY;
    }

    private Rights tier(final Evaluation price)
    {
        return byTier[price.instrument][price.tier.code()];
    }

    private Rights mode(final Evaluation price)
    {
        return byMode[price.instrument][price.mode.code()];
    }
}
