// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.PolicyEvent;

/**
 * The terms of every policy that are in force, and how they change: what tightens is in force at once, what loosens
 * runs in shadow until it is adopted. One thread; what is read on an order's way allocates nothing, a change makes its
 * terms anew.
 */
final class PolicyBook
{
    /** The figure that decided the last change, and what it was held against. */
    long measured;
    long limit;

    private final OracleConfig config;
    private final PolicyControl control;
    private final PolicyTerms[] inForce;
    /** The latest version that was in force or on trial: each number names one state of the terms. */
    private final long[] lastVersion;
    private final Shadow shadow;
    private final StageCounters counters;

    /**
     * @param orders     judges orders in shadow.
     * @param redemption judges authorizations in shadow.
     * @param counters   of the stage.
     */
    PolicyBook(
        final OracleConfig config,
        final OrderTrial orders,
        final RedeemTrial redemption,
        final StageCounters counters)
    {
        this.config = config;
        this.counters = counters;
        control = config.policyControl();
        inForce = config.policies().stream().map(policy -> new PolicyTerms(config, policy)).toArray(PolicyTerms[]::new);
        lastVersion = config.policies().stream().mapToLong(QuotePolicy::version).toArray();
        shadow = new Shadow(config, this, orders, redemption, counters);
    }

    /** How many policies there are; their dense ids are less. */
    int size()
    {
        return inForce.length;
    }

    /** A policy's terms in force. */
    PolicyTerms of(final int policy)
    {
        return inForce[policy];
    }

    /** The candidates. */
    Shadow shadow()
    {
        return shadow;
    }

    /**
     * An operator sends a policy's new terms.
     *
     * @return NONE where they are in force or on trial now; UNKNOWN_POLICY, INVALID_ARGUMENT, STALE_VERSION or
     *         MIXED_CHANGE, and nothing has changed.
     */
    Refusal onPolicy(final PolicyEvent event, final long nowNs)
    {
        figures(0, 0);
        final int policy = event.policy();
        if (policy >= inForce.length)
        {
            return Refusal.UNKNOWN_POLICY;
        }
        final QuotePolicy before = inForce[policy].policy();
        final QuotePolicy terms = PolicyCodec.read(event, before);
        if (terms == null || (terms.isRepriced() && config.quoteSigner().isPresent()))
        {
            return Refusal.INVALID_ARGUMENT;
        }
        if (terms.version() <= lastVersion[policy])
        {
            figures(terms.version(), lastVersion[policy]);
            return Refusal.STALE_VERSION;
        }
        final boolean isNoLooser = terms.isNoLooserThan(before);
        if (!isNoLooser && !before.isNoLooserThan(terms))
        {
            return Refusal.MIXED_CHANGE;
        }
        lastVersion[policy] = terms.version();
        if (isNoLooser)
        {
            shadow.end(policy);
            inForce[policy] = new PolicyTerms(config, terms);
            counters.add(Metric.POLICIES_CHANGED);
        }
        else
        {
            shadow.begin(policy, new PolicyTerms(config, terms), nowNs);
            counters.add(Metric.POLICIES_ON_TRIAL);
        }
        return Refusal.NONE;
    }

    /**
     * An operator puts a candidate in force.
     *
     * @return NONE; UNKNOWN_POLICY, NO_CANDIDATE without a candidate, STALE_VERSION where it is of another version,
     *         SHADOW_RUNNING where it has not been judged long enough, or not on enough prices.
     */
    Refusal onAdopt(final int policy, final long version, final long nowNs)
    {
        figures(0, 0);
        if (policy >= inForce.length)
        {
            return Refusal.UNKNOWN_POLICY;
        }
        final Trial trial = shadow.trial(policy);
        if (trial == null)
        {
            return Refusal.NO_CANDIDATE;
        }
        if (trial.terms.policy().version() != version)
        {
            figures(version, trial.terms.policy().version());
            return Refusal.STALE_VERSION;
        }
        if (nowNs - trial.startedAtNs < control.shadowNs())
        {
            figures(nowNs - trial.startedAtNs, control.shadowNs());
            return Refusal.SHADOW_RUNNING;
        }
        if (trial.prices() < control.shadowPrices())
        {
            figures(trial.prices(), control.shadowPrices());
            return Refusal.SHADOW_RUNNING;
        }
        shadow.end(policy);
        inForce[policy] = trial.terms;
        counters.add(Metric.POLICIES_CHANGED);
        return Refusal.NONE;
    }

    /**
     * An operator ends a shadow run.
     *
     * @return NONE; UNKNOWN_POLICY, or NO_CANDIDATE without a candidate.
     */
    Refusal onDiscard(final int policy)
    {
        figures(0, 0);
        if (policy >= inForce.length)
        {
            return Refusal.UNKNOWN_POLICY;
        }
        return shadow.end(policy) ? Refusal.NONE : Refusal.NO_CANDIDATE;
    }

    private void figures(final long found, final long heldAgainst)
    {
        measured = found;
        limit = heldAgainst;
    }
}
