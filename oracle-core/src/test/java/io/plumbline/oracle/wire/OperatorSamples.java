// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.nio.charset.StandardCharsets;

/** Fills operators' commands with seeded values, and copies one field by field through its accessors and setters. */
final class OperatorSamples
{
    private OperatorSamples()
    {
    }

    static void fill(final AdminEvent to, final Values values)
    {
        start(to, values);
        to.text(AdminEvent.OPERATOR_NAME, values.text(AdminEvent.OPERATOR_NAME.length()));
        to.command(1 + values.upTo(10));
        to.target(values.index());
        to.argument(values.i64());
        end(to, values);
    }

    static void copy(final AdminEvent from, final AdminEvent to)
    {
        start(from, to);
        to.text(AdminEvent.OPERATOR_NAME, from.text(AdminEvent.OPERATOR_NAME));
        to.command(from.command());
        to.target(from.target());
        to.argument(from.argument());
        to.reason(from.buffer(), from.reasonOffset(), from.reasonLength());
    }

    static void fill(final PolicyEvent to, final Values values)
    {
        start(to, values);
        to.text(PolicyEvent.OPERATOR_NAME, values.text(PolicyEvent.OPERATOR_NAME.length()));
        to.policy(values.index());
        to.customerBurst(values.index());
        to.version(values.i64());
        to.ttlNs(values.i64());
        to.maxIssueDelayNs(values.i64());
        to.captureTtlNs(values.i64());
        to.receiptRetentionNs(values.i64());
        to.customerIntervalNs(values.i64());
        to.maxFiatMinorUnits(values.i64());
        to.manualAboveMinorUnits(values.i64());
        to.maxOutstandingMinorUnits(values.i64());
        to.minConfirmations(values.index());
        to.maxReprices(values.u16());
        to.minLineages(values.u16());
        to.maxRiseBps(values.u16());
        to.maxFallBps(values.u16());
        to.feeBps(values.u16());
        to.lockFeeBps(values.u16());
        to.slippageBps(values.u16());
        to.minConfidenceBps(values.u16());
        to.maxRoundingBps(values.u16());
        to.maxNetworkFeeBps(values.u16());
        to.isRepriced(values.upTo(1) == 1);
        to.isNextObservation(values.upTo(1) == 1);
        for (int place = 0; place < PolicyEvent.RIGHTS; place++)
        {
            to.rights(place, values.upTo(15), values.u16(), values.u16(), values.u16());
        }
        for (int steps = values.upTo(PolicyEvent.MAX_RISK_STEPS); steps > 0; steps--)
        {
            to.addRiskStep(values.i64(), values.u16(), values.u16(), values.u16(), values.u16());
        }
        end(to, values);
    }

    static void copy(final PolicyEvent from, final PolicyEvent to)
    {
        start(from, to);
        to.text(PolicyEvent.OPERATOR_NAME, from.text(PolicyEvent.OPERATOR_NAME));
        to.policy(from.policy());
        to.customerBurst(from.customerBurst());
        to.version(from.version());
        to.ttlNs(from.ttlNs());
        to.maxIssueDelayNs(from.maxIssueDelayNs());
        to.captureTtlNs(from.captureTtlNs());
        to.receiptRetentionNs(from.receiptRetentionNs());
        to.customerIntervalNs(from.customerIntervalNs());
        to.maxFiatMinorUnits(from.maxFiatMinorUnits());
        to.manualAboveMinorUnits(from.manualAboveMinorUnits());
        to.maxOutstandingMinorUnits(from.maxOutstandingMinorUnits());
        to.minConfirmations(from.minConfirmations());
        to.maxReprices(from.maxReprices());
        to.minLineages(from.minLineages());
        to.maxRiseBps(from.maxRiseBps());
        to.maxFallBps(from.maxFallBps());
        to.feeBps(from.feeBps());
        to.lockFeeBps(from.lockFeeBps());
        to.slippageBps(from.slippageBps());
        to.minConfidenceBps(from.minConfidenceBps());
        to.maxRoundingBps(from.maxRoundingBps());
        to.maxNetworkFeeBps(from.maxNetworkFeeBps());
        to.isRepriced(from.isRepriced());
        to.isNextObservation(from.isNextObservation());
        for (int place = 0; place < PolicyEvent.RIGHTS; place++)
        {
            to.rights(place, from.rightsFlags(place), from.rightsTtlBps(place), from.rightsDriftBps(place),
                from.rightsCapBps(place));
        }
        for (int i = 0; i < from.riskStepCount(); i++)
        {
            to.addRiskStep(from.stepFromMinorUnits(i), from.stepTtlBps(i), from.stepDriftBps(i),
                from.stepMinLineages(i), from.stepMinConfidenceBps(i));
        }
        to.reason(from.buffer(), from.reasonOffset(), from.reasonLength());
    }

    private static void start(final OperatorEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.adminSequence(values.i64());
    }

    private static void start(final OperatorEvent from, final OperatorEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.adminSequence(from.adminSequence());
    }

    private static void end(final OperatorEvent to, final Values values)
    {
        final byte[] reason = (values.text(50) + "\u00e9 \u20ac \ud83d\ude00").getBytes(StandardCharsets.UTF_8);
        to.reason(reason, 0, reason.length);
    }
}
