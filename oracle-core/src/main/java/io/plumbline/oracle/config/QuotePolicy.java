// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which order quotes are issued and redeemed: versioned data. Immutable; any thread; what is read while an
 * order is judged allocates nothing. Those that are a number or a flag are listed by {@link PolicyTerm}.
 */
public final class QuotePolicy
{
    /** Most risk steps of one policy. */
    public static final int MAX_RISK_STEPS = 8;

    private final String name;
    private final long version;
    private final @Nullable PolicyScope scope;
    private final long[] terms;
    private final RiskStep[] steps;
    private final List<RiskStep> riskSteps;
    private final List<Rights> tierRights;
    private final List<Rights> modeRights;

    QuotePolicy(final QuotePolicyBuilder builder)
    {
        name = Check.ascii("name", builder.name, 32);
        version = Check.range("version", builder.version, 1, Long.MAX_VALUE);
        scope = builder.scope;
        terms = builder.terms.clone();
        riskSteps = List.copyOf(builder.riskSteps);
        steps = riskSteps.toArray(new RiskStep[0]);
        for (final PolicyTerm term : PolicyTerm.values())
        {
            Check.range(term.term(), terms[term.ordinal()], term.min(), term.max());
        }
        Check.range("maxIssueDelayNs", maxIssueDelayNs(), PolicyTerm.MAX_ISSUE_DELAY_NS.min(), ttlNs() - 1);
        Check.that(feeBps() + lockFeeBps() <= 5_000, "lockFeeBps", lockFeeBps(), "and feeBps " + feeBps() +
            " must be at most 5000 together");
        RiskStep.checkAscent(riskSteps, MAX_RISK_STEPS);
        for (final Tier tier : Tier.values())
        {
            final Rights rights = Check.present("rights of " + tier, builder.tierRights[tier.code()]);
            Check.that(tier.isLive() || (!rights.canIssue() && !rights.canAuthorize()), "rights of " + tier, rights,
                "must not permit money");
        }
        for (final Mode mode : Mode.values())
        {
            Check.present("rights of " + mode, builder.modeRights[mode.code()]);
        }
        tierRights = List.of(builder.tierRights);
        modeRights = List.of(builder.modeRights);
    }

    /**
     * The default terms: signed within 1 s, 30 s to authorize, 10 min to capture, answers kept 10 min, drift 75 bps
     * either way, no fee, slippage 50 bps, confidence at least 50 %, rounding at most 10 bps, orders up to 1,000,000.00
     * of a two-decimal currency, a customer's quotes 10 ms apart after the first 1,000.
     *
     * @param name the policy's name.
     * @return version 1 of the policy.
     */
    public static QuotePolicy standard(final String name)
    {
        return named(name).build();
    }

    /**
     * Starts a policy.
     *
     * @param name printable ASCII, at most 32 characters.
     * @return a builder with the default terms, version 1 and no scope.
     */
    public static QuotePolicyBuilder named(final String name)
    {
        return new QuotePolicyBuilder(name);
    }

    /**
     * Starts from these terms.
     *
     * @return a builder with the same name, version, scope and terms.
     */
    public QuotePolicyBuilder toBuilder()
    {
        return new QuotePolicyBuilder(this);
    }

    /**
     * The same terms with other times. The maximum issue delay stays, or becomes half the life where that is shorter.
     *
     * @param quoteTtlNs   life of a quote; nanoseconds.
     * @param captureNs    time to capture; nanoseconds.
     * @param retentionNs  how long an answer outlives its quote; nanoseconds.
     * @return a new policy of the same version.
     */
    public QuotePolicy withTimes(final long quoteTtlNs, final long captureNs, final long retentionNs)
    {
        return toBuilder().ttlNs(quoteTtlNs).maxIssueDelayNs(Math.min(maxIssueDelayNs(), quoteTtlNs / 2))
            .captureTtlNs(captureNs).receiptRetentionNs(retentionNs).build();
    }

    /**
     * The same terms with other limits in basis points.
     *
     * @param driftBps         furthest price movement at authorization, either way.
     * @param orderFeeBps      fee on the order's value.
     * @param shortfallBps     shortfall that still settles.
     * @param confidenceBps    least confidence.
     * @return a new policy of the same version.
     */
    public QuotePolicy withLimits(
        final int driftBps, final int orderFeeBps, final int shortfallBps, final int confidenceBps)
    {
        return toBuilder().maxRiseBps(driftBps).maxFallBps(driftBps).feeBps(orderFeeBps).slippageBps(shortfallBps)
            .minConfidenceBps(confidenceBps).build();
    }

    /**
     * The same terms with another bound on how long a quote may wait for its signature.
     *
     * @param delayNs nanoseconds, less than the life of the quote.
     * @return a new policy of the same version.
     */
    public QuotePolicy withMaxIssueDelay(final long delayNs)
    {
        return toBuilder().maxIssueDelayNs(delayNs).build();
    }

    /** {@return the policy's name; printable ASCII, at most 32 characters} */
    public String name()
    {
        return name;
    }

    /** {@return which state of the policy's terms this is, 1 and up; stands in every quote} */
    public long version()
    {
        return version;
    }

    /** {@return what the policy is for; empty where it is only found by name} */
    public Optional<PolicyScope> scope()
    {
        return Optional.ofNullable(scope);
    }

    /**
     * A term that is a number or a flag.
     *
     * @param term which.
     * @return its value; of a flag 0 or 1.
     */
    public long of(final PolicyTerm term)
    {
        return terms[term.ordinal()];
    }

    /** {@return life of a quote; nanoseconds, 10 ms to 1 h} */
    public long ttlNs()
    {
        return of(PolicyTerm.TTL_NS);
    }

    /** {@return longest wait for a signer outside the engine;
     * nanoseconds, 1 ms to less than the life of a quote} */
    public long maxIssueDelayNs()
    {
        return of(PolicyTerm.MAX_ISSUE_DELAY_NS);
    }

    /** {@return how long an authorized quote waits for its capture; nanoseconds, 10 ms to 1 day} */
    public long captureTtlNs()
    {
        return of(PolicyTerm.CAPTURE_TTL_NS);
    }

    /** {@return how long answers, receipts and the pinned reference record outlive the quote;
     * nanoseconds, 1 s to 1 day} */
    public long receiptRetentionNs()
    {
        return of(PolicyTerm.RECEIPT_RETENTION_NS);
    }

    /** {@return how far the price may have risen at authorization; basis points, 0 to 5,000} */
    public int maxRiseBps()
    {
        return (int)of(PolicyTerm.MAX_RISE_BPS);
    }

    /** {@return how far the price may have fallen at authorization; basis points, 0 to 5,000} */
    public int maxFallBps()
    {
        return (int)of(PolicyTerm.MAX_FALL_BPS);
    }

    /** {@return fee on the order's value; basis points; with the lock fee 0 to 5,000} */
    public int feeBps()
    {
        return (int)of(PolicyTerm.FEE_BPS);
    }

    /** {@return fee for holding the price, on the order's value, added to the fee;
     * basis points; with the fee 0 to 5,000} */
    public int lockFeeBps()
    {
        return (int)of(PolicyTerm.LOCK_FEE_BPS);
    }

    /** {@return shortfall of a captured amount that still settles; basis points, 0 to 5,000} */
    public int slippageBps()
    {
        return (int)of(PolicyTerm.SLIPPAGE_BPS);
    }

    /** {@return least confidence of the price; basis points, 0 to 10,000} */
    public int minConfidenceBps()
    {
        return (int)of(PolicyTerm.MIN_CONFIDENCE_BPS);
    }

    /** {@return fewest lineages the price must rest on; 0 to 64} */
    public int minLineages()
    {
        return (int)of(PolicyTerm.MIN_LINEAGES);
    }

    /** {@return largest rounding error; basis points of the exact amount, 1 to 5,000} */
    public int maxRoundingBps()
    {
        return (int)of(PolicyTerm.MAX_ROUNDING_BPS);
    }

    /** {@return largest order; minor units of the currency, 1 to 2^62} */
    public long maxFiatMinorUnits()
    {
        return of(PolicyTerm.MAX_FIAT_MINOR_UNITS);
    }

    /** {@return an order above this is authorized only with an operator's approval;
     * minor units of the currency; {@code Long.MAX_VALUE} for none} */
    public long manualAboveMinorUnits()
    {
        return of(PolicyTerm.MANUAL_ABOVE_MINOR_UNITS);
    }

    /** {@return finality asked at capture; confirmations, 0 to 1,000,000} */
    public int minConfirmations()
    {
        return (int)of(PolicyTerm.MIN_CONFIRMATIONS);
    }

    /** {@return largest network fee against the order's value; basis points, 0 to 10,000, which is no bound} */
    public int maxNetworkFeeBps()
    {
        return (int)of(PolicyTerm.MAX_NETWORK_FEE_BPS);
    }

    /** {@return whether a quote that fell to EXPIRED or DRIFT is re-priced at once;
     * false where it must be asked for anew} */
    public boolean isRepriced()
    {
        return of(PolicyTerm.IS_REPRICED) != 0;
    }

    /** {@return most further quotes for one order; 0 to 1,000} */
    public int maxReprices()
    {
        return (int)of(PolicyTerm.MAX_REPRICES);
    }

    /** {@return whether authorization waits for prices observed after it was first asked for;
     * true where it waits} */
    public boolean isNextObservation()
    {
        return of(PolicyTerm.IS_NEXT_OBSERVATION) != 0;
    }

    /** {@return quotes a customer may take at once; 1 to 1,000,000} */
    public int customerBurst()
    {
        return (int)of(PolicyTerm.CUSTOMER_BURST);
    }

    /** {@return time in which a customer earns one more quote; nanoseconds, 0 to 1 h; 0 is unlimited} */
    public long customerIntervalNs()
    {
        return of(PolicyTerm.CUSTOMER_INTERVAL_NS);
    }

    /** {@return most value of the policy's live quotes on one instrument;
     * minor units of the currency, 1 to 2^62} */
    public long maxOutstandingMinorUnits()
    {
        return of(PolicyTerm.MAX_OUTSTANDING_MINOR_UNITS);
    }

    /**
     * The risk steps.
     *
     * @return at most 8, by rising value, each no looser than the one before.
     */
    public List<RiskStep> riskSteps()
    {
        return riskSteps;
    }

    /**
     * The step an order falls under.
     *
     * @param fiatMinorUnits the order's value, minor units of the currency.
     * @return the last step from this value or a smaller one on; {@link RiskStep#NONE} where there is none.
     */
    public RiskStep step(final long fiatMinorUnits)
    {
        for (int i = steps.length - 1; i >= 0; i--)
        {
            if (steps[i].fromMinorUnits() <= fiatMinorUnits)
            {
                return steps[i];
            }
        }
        return RiskStep.NONE;
    }

    /**
     * What a tier leaves of these terms, beside what the instrument says.
     *
     * @param tier the tier.
     * @return no money where the tier is not live.
     */
    public Rights rightsOf(final Tier tier)
    {
        return tierRights.get(tier.code());
    }

    /**
     * What a mode leaves of these terms, beside what the instrument says.
     *
     * @param mode the mode.
     * @return what stays permitted.
     */
    public Rights rightsOf(final Mode mode)
    {
        return modeRights.get(mode.code());
    }

    /**
     * Whether no term is looser than another policy's; name, version and scope do not count.
     *
     * @param other the terms compared with.
     * @return true where every term is tighter or equal.
     */
    public boolean isNoLooserThan(final QuotePolicy other)
    {
        return PolicyStrictness.isNoLooser(this, other);
    }

    /**
     * Of each term the tighter one. Where the risk steps of both together are more than 8, those closest to each other
     * are made one: from the smaller value on, with the tighter terms.
     *
     * @param other the terms to combine with.
     * @return a new policy with the name, version and scope of this one, no looser than either.
     * @throws IllegalArgumentException where the larger fees of both are more than 5,000 bps together.
     */
    public QuotePolicy strictest(final QuotePolicy other)
    {
        return PolicyStrictness.strictest(this, other);
    }

    @Override
    public boolean equals(final Object object)
    {
        return object instanceof QuotePolicy other && name.equals(other.name) && version == other.version &&
            scope().equals(other.scope()) && Arrays.equals(terms, other.terms) &&
            riskSteps.equals(other.riskSteps) && tierRights.equals(other.tierRights) &&
            modeRights.equals(other.modeRights);
    }

    @Override
    public int hashCode()
    {
        return 31 * name.hashCode() + Arrays.hashCode(terms);
    }

    @Override
    public String toString()
    {
        return "QuotePolicy[" + name + ", version " + version + "]";
    }
}
