// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.wire.generated.AmountIn;
import io.plumbline.oracle.wire.generated.Int128Decoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.QuoteFrameDecoder;
import io.plumbline.oracle.wire.generated.QuoteKind;
import io.plumbline.oracle.wire.generated.Rounding;
import io.plumbline.oracle.wire.generated.Side;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class QuoteFrameSbeTest
{
    private static final int AT = 5;

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldQuoteFrameAgreeWithSchema(final long seed)
    {
        final QuoteFrameEncoder writer = new QuoteFrameEncoder();
        writer.begin(mine, AT);
        FrameSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final QuoteFrame ours = new QuoteFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final QuoteFrameDecoder decoder = new QuoteFrameDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final io.plumbline.oracle.wire.generated.QuoteFrameEncoder encoder =
            new io.plumbline.oracle.wire.generated.QuoteFrameEncoder()
                .wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final QuoteFrame ours, final QuoteFrameDecoder theirs)
    {
        assertEquals("PLUMBLINE-QUOT-1", theirs.context());
        assertEquals(Integer.toUnsignedLong(ours.environment()), theirs.environment());
        assertEquals(Integer.toUnsignedLong(ours.keyId()), theirs.keyId());
        assertEquals(ours.engineId(), theirs.engineId());
        assertEquals(ours.bootEpoch(), theirs.bootEpoch());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        assertEquals(ours.kind(), theirs.kindRaw());
        assertEquals(ours.side(), theirs.sideRaw());
        assertEquals(ours.tier(), theirs.tier());
        assertEquals(ours.mode(), theirs.mode());
        assertEquals(ours.rounding(), theirs.roundingRaw());
        assertEquals(ours.baseDecimals(), theirs.baseDecimals());
        assertEquals(ours.quoteDecimals(), theirs.quoteDecimals());
        assertEquals(ours.rateDecimals(), theirs.rateDecimals());
        assertEquals(ours.issuedAtNs(), theirs.issuedAtNs());
        assertEquals(ours.expiresAtNs(), theirs.expiresAtNs());
        assertEquals(ours.asOfNs(), theirs.asOfNs());
        assertEquals(ours.rate(), theirs.rate());
        assertEquals(ours.rangeLow(), theirs.rangeLow());
        assertEquals(ours.rangeHigh(), theirs.rangeHigh());
        assertEquals(ours.quartileLow(), theirs.quartileLow());
        assertEquals(ours.quartileHigh(), theirs.quartileHigh());
        assertEquals(ours.confidenceBps(), theirs.confidenceBps());
        assertEquals(ours.sources(), theirs.sources());
        assertEquals(ours.lineages(), theirs.lineages());
        assertEquals(ours.feeBps(), theirs.feeBps());
        assertEquals(ours.slippageBps(), theirs.slippageBps());
        assertEquals(ours.maxRiseBps(), theirs.maxRiseBps());
        assertEquals(ours.maxFallBps(), theirs.maxFallBps());
        assertEquals(ours.lockFeeBps(), theirs.lockFeeBps());
        assertEquals(ours.minConfirmations(), theirs.minConfirmations());
        assertEquals(ours.amountIn(), theirs.amountInRaw());
        assertEquals(ours.payableDecimals(), theirs.payableDecimals());
        assertEquals(ours.reprices(), theirs.reprices());
        assertEquals(ours.isRepriced() ? 1 : 0, theirs.isRepriced());
        assertEquals(ours.contributorMask(), theirs.contributorMask());
        assertEquals(ours.policyVersion(), theirs.policyVersion());
        assertSame(ours.fiatAmountLow(), ours.fiatAmountHigh(), theirs.fiatAmount());
        assertSame(ours.assetAmountLow(), ours.assetAmountHigh(), theirs.assetAmount());
        assertSame(ours.feeAmountLow(), ours.feeAmountHigh(), theirs.feeAmount());
        assertSame(ours.lockFeeAmountLow(), ours.lockFeeAmountHigh(), theirs.lockFeeAmount());
        assertEquals(ours.text(QuoteFrame.INSTRUMENT), theirs.instrument());
        assertEquals(ours.text(QuoteFrame.ASSET_ID), theirs.assetId());
        assertEquals(ours.text(QuoteFrame.CURRENCY), theirs.currency());
        assertEquals(ours.text(QuoteFrame.MERCHANT), theirs.merchant());
        assertEquals(ours.text(QuoteFrame.CUSTOMER), theirs.customer());
        assertEquals(ours.text(QuoteFrame.PAYER), theirs.payer());
        assertEquals(ours.text(QuoteFrame.PAY_TO), theirs.payTo());
        assertSameDigests(ours, theirs);
    }

    private static void assertSameDigests(final QuoteFrame ours, final QuoteFrameDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        theirs.getOrderDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(QuoteFrame.ORDER_DIGEST, digest, 0));
        theirs.getPolicyDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(QuoteFrame.POLICY_DIGEST, digest, 0));
        theirs.getSourceSetDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(QuoteFrame.SOURCE_SET_DIGEST, digest, 0));
        theirs.getEvidenceDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(QuoteFrame.EVIDENCE_DIGEST, digest, 0));
        theirs.getReferenceDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(QuoteFrame.REFERENCE_DIGEST, digest, 0));
    }

    private static void encode(final QuoteFrame ours, final io.plumbline.oracle.wire.generated.QuoteFrameEncoder theirs)
    {
        theirs.context("PLUMBLINE-QUOT-1");
        theirs.environment(Integer.toUnsignedLong(ours.environment()));
        theirs.keyId(Integer.toUnsignedLong(ours.keyId()));
        theirs.engineId(ours.engineId());
        theirs.bootEpoch(ours.bootEpoch());
        theirs.quoteSequence(ours.quoteSequence());
        theirs.kind(QuoteKind.get((short)ours.kind()));
        theirs.side(Side.get((short)ours.side()));
        theirs.tier((short)ours.tier());
        theirs.mode((short)ours.mode());
        theirs.rounding(Rounding.get((short)ours.rounding()));
        theirs.baseDecimals((short)ours.baseDecimals());
        theirs.quoteDecimals((short)ours.quoteDecimals());
        theirs.rateDecimals((short)ours.rateDecimals());
        theirs.issuedAtNs(ours.issuedAtNs());
        theirs.expiresAtNs(ours.expiresAtNs());
        theirs.asOfNs(ours.asOfNs());
        theirs.rate(ours.rate());
        theirs.rangeLow(ours.rangeLow());
        theirs.rangeHigh(ours.rangeHigh());
        theirs.quartileLow(ours.quartileLow());
        theirs.quartileHigh(ours.quartileHigh());
        theirs.confidenceBps(ours.confidenceBps());
        theirs.sources(ours.sources());
        theirs.lineages(ours.lineages());
        theirs.feeBps(ours.feeBps());
        theirs.slippageBps(ours.slippageBps());
        theirs.maxRiseBps(ours.maxRiseBps());
        theirs.maxFallBps(ours.maxFallBps());
        theirs.lockFeeBps(ours.lockFeeBps());
        theirs.minConfirmations(ours.minConfirmations());
        theirs.amountIn(AmountIn.get((short)ours.amountIn()));
        theirs.payableDecimals((short)ours.payableDecimals());
        theirs.reprices(ours.reprices());
        theirs.isRepriced((short)(ours.isRepriced() ? 1 : 0));
        theirs.putReserved(new byte[7], 0, 7);
        theirs.contributorMask(ours.contributorMask());
        theirs.policyVersion(ours.policyVersion());
        theirs.fiatAmount().lo(ours.fiatAmountLow()).hi(ours.fiatAmountHigh());
        theirs.assetAmount().lo(ours.assetAmountLow()).hi(ours.assetAmountHigh());
        theirs.feeAmount().lo(ours.feeAmountLow()).hi(ours.feeAmountHigh());
        theirs.lockFeeAmount().lo(ours.lockFeeAmountLow()).hi(ours.lockFeeAmountHigh());
        theirs.instrument(ours.text(QuoteFrame.INSTRUMENT));
        theirs.assetId(ours.text(QuoteFrame.ASSET_ID));
        theirs.currency(ours.text(QuoteFrame.CURRENCY));
        theirs.merchant(ours.text(QuoteFrame.MERCHANT));
        theirs.customer(ours.text(QuoteFrame.CUSTOMER));
        theirs.payer(ours.text(QuoteFrame.PAYER));
        theirs.payTo(ours.text(QuoteFrame.PAY_TO));
        theirs.putOrderDigest(ours.buffer(), ours.offset() + QuoteFrame.ORDER_DIGEST.offset(), DigestField.LENGTH);
        theirs.putPolicyDigest(ours.buffer(), ours.offset() + QuoteFrame.POLICY_DIGEST.offset(), DigestField.LENGTH);
        theirs.putSourceSetDigest(
            ours.buffer(), ours.offset() + QuoteFrame.SOURCE_SET_DIGEST.offset(), DigestField.LENGTH);
        theirs.putEvidenceDigest(
            ours.buffer(), ours.offset() + QuoteFrame.EVIDENCE_DIGEST.offset(), DigestField.LENGTH);
        theirs.putReferenceDigest(
            ours.buffer(), ours.offset() + QuoteFrame.REFERENCE_DIGEST.offset(), DigestField.LENGTH);
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }

    private static void assertSame(final long low, final long high, final Int128Decoder theirs)
    {
        assertEquals(low, theirs.lo());
        assertEquals(high, theirs.hi());
    }
}
