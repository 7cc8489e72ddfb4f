// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.PolicyTerm;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.PolicyEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy's terms as an event carries them. Any thread; allocates. */
public final class PolicyCodec
{
    private PolicyCodec()
    {
    }

    /**
     * Writes all terms; version too, but neither name nor scope.
     *
     * @param policy the terms.
     * @param event  begun; its policy, sequence, operator and reason are the caller's.
     */
    public static void write(final QuotePolicy policy, final PolicyEvent event)
    {
        event.version(policy.version());
        for (final PolicyTerm term : PolicyTerm.values())
        {
            write(term, policy.of(term), event);
        }
        for (final Tier tier : Tier.values())
        {
            write(policy.rightsOf(tier), PolicyEvent.placeOfTier(tier.code()), event);
        }
        for (final Mode mode : Mode.values())
        {
            write(policy.rightsOf(mode), PolicyEvent.placeOfMode(mode.code()), event);
        }
        for (final RiskStep step : policy.riskSteps())
        {
            event.addRiskStep(step.fromMinorUnits(), step.ttlBps(), step.driftBps(), step.minLineages(),
                step.minConfidenceBps());
        }
    }

    /**
     * Reads all terms.
     *
     * @param event  canonical.
     * @param before the policy whose name and scope stay.
     * @return the policy, or null where a term, or what several come to, is out of range.
     */
    static @Nullable QuotePolicy read(final PolicyEvent event, final QuotePolicy before)
    {
        try
        {
            final QuotePolicyBuilder terms = before.toBuilder().version(event.version());
            for (final PolicyTerm term : PolicyTerm.values())
            {
                terms.with(term, read(term, event));
            }
            for (final Tier tier : Tier.values())
            {
                terms.rights(tier, rights(event, PolicyEvent.placeOfTier(tier.code())));
            }
            for (final Mode mode : Mode.values())
            {
                terms.rights(mode, rights(event, PolicyEvent.placeOfMode(mode.code())));
            }
            return readSteps(event, terms).build();
        }
        catch (final IllegalArgumentException outOfRange)
        {
            return null;
        }
    }

    private static QuotePolicyBuilder readSteps(final PolicyEvent event, final QuotePolicyBuilder into)
    {
        into.riskSteps(List.of());
        for (int step = 0; step < event.riskStepCount(); step++)
        {
            into.riskStep(new RiskStep(event.stepFromMinorUnits(step), event.stepTtlBps(step),
                event.stepDriftBps(step), event.stepMinLineages(step), event.stepMinConfidenceBps(step)));
        }
        return into;
    }

    private static void write(final PolicyTerm term, final long value, final PolicyEvent event)
    {
        final int number = (int)value;
        switch (term)
        {
            case TTL_NS -> event.ttlNs(value);
            case MAX_ISSUE_DELAY_NS -> event.maxIssueDelayNs(value);
            case CAPTURE_TTL_NS -> event.captureTtlNs(value);
            case RECEIPT_RETENTION_NS -> event.receiptRetentionNs(value);
            case MAX_RISE_BPS -> event.maxRiseBps(number);
            case MAX_FALL_BPS -> event.maxFallBps(number);
            case FEE_BPS -> event.feeBps(number);
            case LOCK_FEE_BPS -> event.lockFeeBps(number);
            case SLIPPAGE_BPS -> event.slippageBps(number);
            case MIN_CONFIDENCE_BPS -> event.minConfidenceBps(number);
            case MIN_LINEAGES -> event.minLineages(number);
            case MAX_ROUNDING_BPS -> event.maxRoundingBps(number);
            case MAX_FIAT_MINOR_UNITS -> event.maxFiatMinorUnits(value);
            case MANUAL_ABOVE_MINOR_UNITS -> event.manualAboveMinorUnits(value);
            case MIN_CONFIRMATIONS -> event.minConfirmations(number);
            case MAX_NETWORK_FEE_BPS -> event.maxNetworkFeeBps(number);
            case IS_REPRICED -> event.isRepriced(value != 0);
            case MAX_REPRICES -> event.maxReprices(number);
            case IS_NEXT_OBSERVATION -> event.isNextObservation(value != 0);
            case CUSTOMER_BURST -> event.customerBurst(number);
            case CUSTOMER_INTERVAL_NS -> event.customerIntervalNs(value);
            case MAX_OUTSTANDING_MINOR_UNITS -> event.maxOutstandingMinorUnits(value);
        }
    }

    private static long read(final PolicyTerm term, final PolicyEvent event)
    {
        return switch (term)
        {
            case TTL_NS -> event.ttlNs();
            case MAX_ISSUE_DELAY_NS -> event.maxIssueDelayNs();
            case CAPTURE_TTL_NS -> event.captureTtlNs();
            case RECEIPT_RETENTION_NS -> event.receiptRetentionNs();
            case MAX_RISE_BPS -> event.maxRiseBps();
            case MAX_FALL_BPS -> event.maxFallBps();
            case FEE_BPS -> event.feeBps();
            case LOCK_FEE_BPS -> event.lockFeeBps();
            case SLIPPAGE_BPS -> event.slippageBps();
            case MIN_CONFIDENCE_BPS -> event.minConfidenceBps();
            case MIN_LINEAGES -> event.minLineages();
            case MAX_ROUNDING_BPS -> event.maxRoundingBps();
            case MAX_FIAT_MINOR_UNITS -> event.maxFiatMinorUnits();
            case MANUAL_ABOVE_MINOR_UNITS -> event.manualAboveMinorUnits();
            case MIN_CONFIRMATIONS -> event.minConfirmations();
            case MAX_NETWORK_FEE_BPS -> event.maxNetworkFeeBps();
            case IS_REPRICED -> event.isRepriced() ? 1 : 0;
            case MAX_REPRICES -> event.maxReprices();
            case IS_NEXT_OBSERVATION -> event.isNextObservation() ? 1 : 0;
            case CUSTOMER_BURST -> event.customerBurst();
            case CUSTOMER_INTERVAL_NS -> event.customerIntervalNs();
            case MAX_OUTSTANDING_MINOR_UNITS -> event.maxOutstandingMinorUnits();
        };
    }

    private static void write(final Rights rights, final int place, final PolicyEvent event)
    {
        final int flags = (rights.canIssue() ? PolicyEvent.CAN_ISSUE : 0) |
            (rights.canAuthorize() ? PolicyEvent.CAN_AUTHORIZE : 0) |
            (rights.canDisplay() ? PolicyEvent.CAN_DISPLAY : 0) |
            (rights.isApprovalNeeded() ? PolicyEvent.IS_APPROVAL_NEEDED : 0);
        event.rights(place, flags, rights.ttlBps(), rights.driftBps(), rights.capBps());
    }

    private static Rights rights(final PolicyEvent event, final int place)
    {
        final int flags = event.rightsFlags(place);
        return new Rights((flags & PolicyEvent.CAN_ISSUE) != 0, (flags & PolicyEvent.CAN_AUTHORIZE) != 0,
            (flags & PolicyEvent.CAN_DISPLAY) != 0, (flags & PolicyEvent.IS_APPROVAL_NEEDED) != 0,
            event.rightsTtlBps(place), event.rightsDriftBps(place), event.rightsCapBps(place));
    }
}
