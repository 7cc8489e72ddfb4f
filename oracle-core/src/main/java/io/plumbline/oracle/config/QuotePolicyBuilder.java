// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the terms of a quote policy. Not for concurrent use. What is not set keeps the standard terms, or those of
 * the policy this came from.
 */
public final class QuotePolicyBuilder
{
    final String name;
    final long[] terms = new long[PolicyTerm.values().length];
    final Rights[] tierRights = new Rights[Tier.count()];
    final Rights[] modeRights = new Rights[Mode.count()];
    final List<RiskStep> riskSteps = new ArrayList<>();
    long version = 1;
    @Nullable PolicyScope scope;

    QuotePolicyBuilder(final String name)
    {
        this.name = name;
        for (final PolicyTerm term : PolicyTerm.values())
        {
            terms[term.ordinal()] = term.standard();
        }
        for (final Tier tier : Tier.values())
        {
            tierRights[tier.code()] =
                tier.isLive() ? Rights.FULL : tier == Tier.LAST_GOOD ? Rights.DISPLAY : Rights.NONE;
        }
        for (final Mode mode : Mode.values())
        {
            modeRights[mode.code()] = Rights.FULL;
        }
    }

    QuotePolicyBuilder(final QuotePolicy from)
    {
        name = from.name();
        version = from.version();
        scope = from.scope().orElse(null);
        riskSteps.addAll(from.riskSteps());
        Arrays.setAll(terms, i -> from.of(PolicyTerm.values()[i]));
        Arrays.setAll(tierRights, i -> from.rightsOf(Tier.ofCode(i)));
        Arrays.setAll(modeRights, i -> from.rightsOf(Mode.ofCode(i)));
    }

    /**
     * Sets the version.
     *
     * @param number grows with each change, 1 and up.
     * @return this.
     */
    public QuotePolicyBuilder version(final long number)
    {
        version = number;
        return this;
    }

    /**
     * Sets what the policy is for.
     *
     * @param value product, collection, region and risk tier.
     * @return this.
     */
    public QuotePolicyBuilder scope(final PolicyScope value)
    {
        scope = value;
        return this;
    }

    /**
     * Sets any one term that is a number or a flag.
     *
     * @param term  which.
     * @param value its value; of a flag 0 or 1.
     * @return this.
     */
    public QuotePolicyBuilder with(final PolicyTerm term, final long value)
    {
        terms[term.ordinal()] = value;
        return this;
    }

    /**
     * Adds a risk step.
     *
     * @param step from a higher value on than those added before, and no looser.
     * @return this.
     */
    public QuotePolicyBuilder riskStep(final RiskStep step)
    {
        riskSteps.add(step);
        return this;
    }

    /**
     * Replaces the risk steps.
     *
     * @param steps at most 8, ascending, each no looser than the one before.
     * @return this.
     */
    public QuotePolicyBuilder riskSteps(final List<RiskStep> steps)
    {
        final List<RiskStep> copy = List.copyOf(steps);
        riskSteps.clear();
        riskSteps.addAll(copy);
        return this;
    }

    /**
     * Sets what a tier leaves of the terms, beside what the instrument says.
     *
     * @param tier   the tier.
     * @param rights no money where the tier is not live.
     * @return this.
     */
    public QuotePolicyBuilder rights(final Tier tier, final Rights rights)
    {
        tierRights[tier.code()] = rights;
        return this;
    }

    /**
     * Sets what a mode leaves of the terms, beside what the instrument says.
     *
     * @param mode   the mode.
     * @param rights what stays permitted.
     * @return this.
     */
    public QuotePolicyBuilder rights(final Mode mode, final Rights rights)
    {
        modeRights[mode.code()] = rights;
        return this;
    }

    /**
     * Life of a quote.
     *
     * @param ns nanoseconds, 10 ms to 1 h.
     * @return this.
     */
    public QuotePolicyBuilder ttlNs(final long ns)
    {
        return with(PolicyTerm.TTL_NS, ns);
    }

    /**
     * Longest wait for a signer outside the engine.
     *
     * @param ns nanoseconds, 1 ms to less than the life of a quote.
     * @return this.
     */
    public QuotePolicyBuilder maxIssueDelayNs(final long ns)
    {
        return with(PolicyTerm.MAX_ISSUE_DELAY_NS, ns);
    }

    /**
     * How long an authorized quote waits for its capture.
     *
     * @param ns nanoseconds, 10 ms to 1 day.
     * @return this.
     */
    public QuotePolicyBuilder captureTtlNs(final long ns)
    {
        return with(PolicyTerm.CAPTURE_TTL_NS, ns);
    }

    /**
     * How long answers, receipts and the pinned reference record outlive the quote.
     *
     * @param ns nanoseconds, 1 s to 1 day.
     * @return this.
     */
    public QuotePolicyBuilder receiptRetentionNs(final long ns)
    {
        return with(PolicyTerm.RECEIPT_RETENTION_NS, ns);
    }

    /**
     * How far the price may have risen at authorization.
     *
     * @param bps basis points, 0 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder maxRiseBps(final int bps)
    {
        return with(PolicyTerm.MAX_RISE_BPS, bps);
    }

    /**
     * How far the price may have fallen at authorization.
     *
     * @param bps basis points, 0 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder maxFallBps(final int bps)
    {
        return with(PolicyTerm.MAX_FALL_BPS, bps);
    }

    /**
     * Fee on the order's value.
     *
     * @param bps basis points; with the lock fee 0 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder feeBps(final int bps)
    {
        return with(PolicyTerm.FEE_BPS, bps);
    }

    /**
     * Fee for holding the price, on the order's value, added to the fee.
     *
     * @param bps basis points; with the fee 0 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder lockFeeBps(final int bps)
    {
        return with(PolicyTerm.LOCK_FEE_BPS, bps);
    }

    /**
     * Shortfall of a captured amount that still settles.
     *
     * @param bps basis points, 0 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder slippageBps(final int bps)
    {
        return with(PolicyTerm.SLIPPAGE_BPS, bps);
    }

    /**
     * Least confidence of the price.
     *
     * @param bps basis points, 0 to 10,000.
     * @return this.
     */
    public QuotePolicyBuilder minConfidenceBps(final int bps)
    {
        return with(PolicyTerm.MIN_CONFIDENCE_BPS, bps);
    }

    /**
     * Fewest lineages the price must rest on.
     *
     * @param count 0 to 64.
     * @return this.
     */
    public QuotePolicyBuilder minLineages(final int count)
    {
        return with(PolicyTerm.MIN_LINEAGES, count);
    }

    /**
     * Largest rounding error.
     *
     * @param bps basis points of the exact amount, 1 to 5,000.
     * @return this.
     */
    public QuotePolicyBuilder maxRoundingBps(final int bps)
    {
        return with(PolicyTerm.MAX_ROUNDING_BPS, bps);
    }

    /**
     * Largest order.
     *
     * @param minorUnits minor units of the currency, 1 to 2^62.
     * @return this.
     */
    public QuotePolicyBuilder maxFiatMinorUnits(final long minorUnits)
    {
        return with(PolicyTerm.MAX_FIAT_MINOR_UNITS, minorUnits);
    }

    /**
     * An order above this is authorized only with an operator's approval.
     *
     * @param minorUnits minor units of the currency; {@code Long.MAX_VALUE} for none.
     * @return this.
     */
    public QuotePolicyBuilder manualAboveMinorUnits(final long minorUnits)
    {
        return with(PolicyTerm.MANUAL_ABOVE_MINOR_UNITS, minorUnits);
    }

    /**
     * Finality asked at capture.
     *
     * @param count confirmations, 0 to 1,000,000.
     * @return this.
     */
    public QuotePolicyBuilder minConfirmations(final int count)
    {
        return with(PolicyTerm.MIN_CONFIRMATIONS, count);
    }

    /**
     * Largest network fee against the order's value.
     *
     * @param bps basis points, 0 to 10,000, which is no bound.
     * @return this.
     */
    public QuotePolicyBuilder maxNetworkFeeBps(final int bps)
    {
        return with(PolicyTerm.MAX_NETWORK_FEE_BPS, bps);
    }

    /**
     * Whether a quote that fell to EXPIRED or DRIFT is re-priced at once.
     *
     * @param isWanted false where it must be asked for anew.
     * @return this.
     */
    public QuotePolicyBuilder repriced(final boolean isWanted)
    {
        return with(PolicyTerm.IS_REPRICED, isWanted ? 1 : 0);
    }

    /**
     * Most further quotes for one order.
     *
     * @param count 0 to 1,000.
     * @return this.
     */
    public QuotePolicyBuilder maxReprices(final int count)
    {
        return with(PolicyTerm.MAX_REPRICES, count);
    }

    /**
     * Whether authorization waits for prices observed after it was first asked for.
     *
     * @param isWanted true where it waits.
     * @return this.
     */
    public QuotePolicyBuilder nextObservation(final boolean isWanted)
    {
        return with(PolicyTerm.IS_NEXT_OBSERVATION, isWanted ? 1 : 0);
    }

    /**
     * Quotes a customer may take at once.
     *
     * @param count 1 to 1,000,000.
     * @return this.
     */
    public QuotePolicyBuilder customerBurst(final int count)
    {
        return with(PolicyTerm.CUSTOMER_BURST, count);
    }

    /**
     * Time in which a customer earns one more quote.
     *
     * @param ns nanoseconds, 0 to 1 h; 0 is unlimited.
     * @return this.
     */
    public QuotePolicyBuilder customerIntervalNs(final long ns)
    {
        return with(PolicyTerm.CUSTOMER_INTERVAL_NS, ns);
    }

    /**
     * Most value of the policy's live quotes on one instrument.
     *
     * @param minorUnits minor units of the currency, 1 to 2^62.
     * @return this.
     */
    public QuotePolicyBuilder maxOutstandingMinorUnits(final long minorUnits)
    {
        return with(PolicyTerm.MAX_OUTSTANDING_MINOR_UNITS, minorUnits);
    }

    /**
     * Validates and freezes.
     *
     * @return the policy.
     * @throws IllegalArgumentException naming the field and its value.
     */
    public QuotePolicy build()
    {
        return new QuotePolicy(this);
    }
}
