// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.wire.generated.AdminCommand;
import io.plumbline.oracle.wire.generated.AdminEventDecoder;
import io.plumbline.oracle.wire.generated.AdminEventEncoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.PolicyEventDecoder;
import io.plumbline.oracle.wire.generated.PolicyEventEncoder;
import io.plumbline.oracle.wire.generated.RightsDecoder;
import io.plumbline.oracle.wire.generated.RightsEncoder;
import io.plumbline.oracle.wire.generated.RiskStepDecoder;
import io.plumbline.oracle.wire.generated.RiskStepEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class OperatorEventSbeTest
{
    private static final int AT = 5;
    private static final byte[] ZEROS = new byte[7];

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldAdminEventAgreeWithSchema(final long seed)
    {
        final AdminEvent writer = new AdminEvent();
        writer.begin(mine, AT);
        OperatorSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final AdminEvent ours = new AdminEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final AdminEventDecoder decoder = new AdminEventDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final AdminEventEncoder encoder = new AdminEventEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldPolicyEventAgreeWithSchema(final long seed)
    {
        final PolicyEvent writer = new PolicyEvent();
        writer.begin(mine, AT);
        OperatorSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final PolicyEvent ours = new PolicyEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final PolicyEventDecoder decoder = new PolicyEventDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final PolicyEventEncoder encoder = new PolicyEventEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final AdminEvent ours, final AdminEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.adminSequence(), theirs.adminSequence());
        assertEquals(ours.text(AdminEvent.OPERATOR_NAME), theirs.operatorName());
        assertEquals(ours.command(), theirs.commandRaw());
        assertEquals(ours.target(), theirs.target());
        assertEquals(ours.argument(), theirs.argument());
        assertEquals(ours.reason(), theirs.reason());
    }

    private static void encode(final AdminEvent ours, final AdminEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.adminSequence(ours.adminSequence());
        theirs.operatorName(ours.text(AdminEvent.OPERATOR_NAME));
        theirs.command(AdminCommand.get((short)ours.command()));
        theirs.putReserved(ZEROS, 0, 3);
        theirs.target(ours.target());
        theirs.argument(ours.argument());
        theirs.reason(ours.reason());
    }

    private static void assertSame(final PolicyEvent ours, final PolicyEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.adminSequence(), theirs.adminSequence());
        assertEquals(ours.text(PolicyEvent.OPERATOR_NAME), theirs.operatorName());
        assertEquals(ours.policy(), theirs.policy());
        assertEquals(ours.customerBurst(), theirs.customerBurst());
        assertEquals(ours.version(), theirs.version());
        assertEquals(ours.ttlNs(), theirs.ttlNs());
        assertEquals(ours.maxIssueDelayNs(), theirs.maxIssueDelayNs());
        assertEquals(ours.captureTtlNs(), theirs.captureTtlNs());
        assertEquals(ours.receiptRetentionNs(), theirs.receiptRetentionNs());
        assertEquals(ours.customerIntervalNs(), theirs.customerIntervalNs());
        assertEquals(ours.maxFiatMinorUnits(), theirs.maxFiatMinorUnits());
        assertEquals(ours.manualAboveMinorUnits(), theirs.manualAboveMinorUnits());
        assertEquals(ours.maxOutstandingMinorUnits(), theirs.maxOutstandingMinorUnits());
        assertEquals(ours.minConfirmations(), theirs.minConfirmations());
        assertEquals(ours.maxReprices(), theirs.maxReprices());
        assertEquals(ours.minLineages(), theirs.minLineages());
        assertEquals(ours.maxRiseBps(), theirs.maxRiseBps());
        assertEquals(ours.maxFallBps(), theirs.maxFallBps());
        assertEquals(ours.feeBps(), theirs.feeBps());
        assertEquals(ours.lockFeeBps(), theirs.lockFeeBps());
        assertEquals(ours.slippageBps(), theirs.slippageBps());
        assertEquals(ours.minConfidenceBps(), theirs.minConfidenceBps());
        assertEquals(ours.maxRoundingBps(), theirs.maxRoundingBps());
        assertEquals(ours.maxNetworkFeeBps(), theirs.maxNetworkFeeBps());
        assertEquals(ours.isRepriced() ? 1 : 0, theirs.isRepriced());
        assertEquals(ours.isNextObservation() ? 1 : 0, theirs.isNextObservation());
        assertEquals(ours.riskStepCount(), theirs.riskStepCount());
        assertSame(ours, 0, theirs.rightsPrimary());
        assertSame(ours, 1, theirs.rightsSecondary());
        assertSame(ours, 2, theirs.rightsIndex());
        assertSame(ours, 3, theirs.rightsLastGood());
        assertSame(ours, 4, theirs.rightsClosed());
        assertSame(ours, 5, theirs.rightsNormal());
        assertSame(ours, 6, theirs.rightsStressed());
        assertSame(ours, 7, theirs.rightsProtected());
        assertSame(ours, 0, theirs.riskStep0());
        assertSame(ours, 1, theirs.riskStep1());
        assertSame(ours, 2, theirs.riskStep2());
        assertSame(ours, 3, theirs.riskStep3());
        assertSame(ours, 4, theirs.riskStep4());
        assertSame(ours, 5, theirs.riskStep5());
        assertSame(ours, 6, theirs.riskStep6());
        assertSame(ours, 7, theirs.riskStep7());
        assertEquals(ours.reason(), theirs.reason());
    }

    private static void encode(final PolicyEvent ours, final PolicyEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.adminSequence(ours.adminSequence());
        theirs.operatorName(ours.text(PolicyEvent.OPERATOR_NAME));
        theirs.policy(ours.policy());
        theirs.customerBurst(ours.customerBurst());
        theirs.version(ours.version());
        theirs.ttlNs(ours.ttlNs());
        theirs.maxIssueDelayNs(ours.maxIssueDelayNs());
        theirs.captureTtlNs(ours.captureTtlNs());
        theirs.receiptRetentionNs(ours.receiptRetentionNs());
        theirs.customerIntervalNs(ours.customerIntervalNs());
        theirs.maxFiatMinorUnits(ours.maxFiatMinorUnits());
        theirs.manualAboveMinorUnits(ours.manualAboveMinorUnits());
        theirs.maxOutstandingMinorUnits(ours.maxOutstandingMinorUnits());
        theirs.minConfirmations(ours.minConfirmations());
        theirs.maxReprices(ours.maxReprices());
        theirs.minLineages(ours.minLineages());
        theirs.maxRiseBps(ours.maxRiseBps());
        theirs.maxFallBps(ours.maxFallBps());
        theirs.feeBps(ours.feeBps());
        theirs.lockFeeBps(ours.lockFeeBps());
        theirs.slippageBps(ours.slippageBps());
        theirs.minConfidenceBps(ours.minConfidenceBps());
        theirs.maxRoundingBps(ours.maxRoundingBps());
        theirs.maxNetworkFeeBps(ours.maxNetworkFeeBps());
        theirs.isRepriced((short)(ours.isRepriced() ? 1 : 0));
        theirs.isNextObservation((short)(ours.isNextObservation() ? 1 : 0));
        theirs.riskStepCount((short)ours.riskStepCount());
        theirs.putReserved(ZEROS, 0, 5);
        encode(ours, 0, theirs.rightsPrimary());
        encode(ours, 1, theirs.rightsSecondary());
        encode(ours, 2, theirs.rightsIndex());
        encode(ours, 3, theirs.rightsLastGood());
        encode(ours, 4, theirs.rightsClosed());
        encode(ours, 5, theirs.rightsNormal());
        encode(ours, 6, theirs.rightsStressed());
        encode(ours, 7, theirs.rightsProtected());
        encode(ours, 0, theirs.riskStep0());
        encode(ours, 1, theirs.riskStep1());
        encode(ours, 2, theirs.riskStep2());
        encode(ours, 3, theirs.riskStep3());
        encode(ours, 4, theirs.riskStep4());
        encode(ours, 5, theirs.riskStep5());
        encode(ours, 6, theirs.riskStep6());
        encode(ours, 7, theirs.riskStep7());
        theirs.reason(ours.reason());
    }

    private static void assertSame(final PolicyEvent ours, final int place, final RightsDecoder theirs)
    {
        assertEquals(ours.rightsFlags(place), theirs.flags());
        assertEquals(ours.rightsTtlBps(place), theirs.ttlBps());
        assertEquals(ours.rightsDriftBps(place), theirs.driftBps());
        assertEquals(ours.rightsCapBps(place), theirs.capBps());
    }

    private static void encode(final PolicyEvent ours, final int place, final RightsEncoder theirs)
    {
        theirs.flags((short)ours.rightsFlags(place)).reserved((short)0).ttlBps(ours.rightsTtlBps(place))
            .driftBps(ours.rightsDriftBps(place)).capBps(ours.rightsCapBps(place));
    }

    private static void assertSame(final PolicyEvent ours, final int step, final RiskStepDecoder theirs)
    {
        assertEquals(ours.stepFromMinorUnits(step), theirs.fromMinorUnits());
        assertEquals(ours.stepTtlBps(step), theirs.ttlBps());
        assertEquals(ours.stepDriftBps(step), theirs.driftBps());
        assertEquals(ours.stepMinLineages(step), theirs.minLineages());
        assertEquals(ours.stepMinConfidenceBps(step), theirs.minConfidenceBps());
    }

    private static void encode(final PolicyEvent ours, final int step, final RiskStepEncoder theirs)
    {
        theirs.fromMinorUnits(ours.stepFromMinorUnits(step)).ttlBps(ours.stepTtlBps(step))
            .driftBps(ours.stepDriftBps(step)).minLineages(ours.stepMinLineages(step))
            .minConfidenceBps(ours.stepMinConfidenceBps(step));
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }
}
