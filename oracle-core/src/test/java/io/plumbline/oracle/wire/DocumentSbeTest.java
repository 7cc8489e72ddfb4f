// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.wire.generated.AnswerFiguresDecoder;
import io.plumbline.oracle.wire.generated.AnswerFiguresEncoder;
import io.plumbline.oracle.wire.generated.Int128Decoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.ReceiptFrameDecoder;
import io.plumbline.oracle.wire.generated.ReceiptFrameEncoder;
import io.plumbline.oracle.wire.generated.ReferenceFrameDecoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class DocumentSbeTest
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
    void shouldReferenceFrameAgreeWithSchema(final long seed)
    {
        final ReferenceFrameEncoder writer = new ReferenceFrameEncoder();
        writer.begin(mine, AT);
        RecordSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ReferenceFrame ours = new ReferenceFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ReferenceFrameDecoder decoder = new ReferenceFrameDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final io.plumbline.oracle.wire.generated.ReferenceFrameEncoder encoder =
            new io.plumbline.oracle.wire.generated.ReferenceFrameEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldReceiptFrameAgreeWithSchema(final long seed)
    {
        final ReceiptFrame writer = new ReceiptFrame();
        writer.begin(mine, AT);
        RecordSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ReceiptFrame ours = new ReceiptFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ReceiptFrameDecoder decoder = new ReceiptFrameDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final ReceiptFrameEncoder encoder = new ReceiptFrameEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final ReferenceFrame ours, final ReferenceFrameDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        assertEquals("PLUMBLINE-REFR-1", theirs.context());
        assertEquals(Integer.toUnsignedLong(ours.environment()), theirs.environment());
        assertEquals(Integer.toUnsignedLong(ours.keyId()), theirs.keyId());
        assertEquals(ours.engineId(), theirs.engineId());
        assertEquals(ours.bootEpoch(), theirs.bootEpoch());
        assertEquals(ours.text(ReferenceFrame.INSTRUMENT), theirs.instrument());
        assertEquals(ours.rateDecimals(), theirs.rateDecimals());
        assertEquals(ours.tier(), theirs.tier());
        assertEquals(ours.mode(), theirs.mode());
        assertEquals(ours.isImpliedHigh() ? 1 : 0, theirs.isImpliedHigh());
        assertEquals(ours.refusal(), theirs.refusal());
        assertEquals(ours.primaryRefusal(), theirs.primaryRefusal());
        assertEquals(ours.price(), theirs.price());
        assertEquals(ours.rangeLow(), theirs.rangeLow());
        assertEquals(ours.rangeHigh(), theirs.rangeHigh());
        assertEquals(ours.quartileLow(), theirs.quartileLow());
        assertEquals(ours.quartileHigh(), theirs.quartileHigh());
        assertEquals(ours.asOfNs(), theirs.asOfNs());
        assertEquals(ours.evaluatedAtNs(), theirs.evaluatedAtNs());
        assertEquals(ours.validUntilNs(), theirs.validUntilNs());
        assertEquals(ours.confidenceBps(), theirs.confidenceBps());
        assertEquals(ours.sources(), theirs.sources());
        assertEquals(ours.lineages(), theirs.lineages());
        assertEquals(ours.dispersionBps(), theirs.dispersionBps());
        assertEquals(ours.trustBps(), theirs.trustBps());
        assertEquals(ours.staleShareBps(), theirs.staleShareBps());
        assertEquals(ours.spreadBps(), theirs.spreadBps());
        assertEquals(ours.tierSpreadBps(), theirs.tierSpreadBps());
        assertEquals(ours.volatilityBps(), theirs.volatilityBps());
        assertEquals(ours.contributorMask(), theirs.contributorMask());
        theirs.getSourceSetDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(ReferenceFrame.SOURCE_SET_DIGEST, digest, 0));
        theirs.getEvidenceDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(ReferenceFrame.EVIDENCE_DIGEST, digest, 0));
    }

    private static void encode(
        final ReferenceFrame ours, final io.plumbline.oracle.wire.generated.ReferenceFrameEncoder theirs)
    {
        theirs.context("PLUMBLINE-REFR-1");
        theirs.environment(Integer.toUnsignedLong(ours.environment()));
        theirs.keyId(Integer.toUnsignedLong(ours.keyId()));
        theirs.engineId(ours.engineId());
        theirs.bootEpoch(ours.bootEpoch());
        theirs.instrument(ours.text(ReferenceFrame.INSTRUMENT));
        theirs.rateDecimals((short)ours.rateDecimals());
        theirs.tier((short)ours.tier());
        theirs.mode((short)ours.mode());
        theirs.isImpliedHigh((short)(ours.isImpliedHigh() ? 1 : 0));
        theirs.refusal(ours.refusal());
        theirs.primaryRefusal(ours.primaryRefusal());
        theirs.price(ours.price());
        theirs.rangeLow(ours.rangeLow());
        theirs.rangeHigh(ours.rangeHigh());
        theirs.quartileLow(ours.quartileLow());
        theirs.quartileHigh(ours.quartileHigh());
        theirs.asOfNs(ours.asOfNs());
        theirs.evaluatedAtNs(ours.evaluatedAtNs());
        theirs.validUntilNs(ours.validUntilNs());
        theirs.confidenceBps(ours.confidenceBps());
        theirs.sources(ours.sources());
        theirs.lineages(ours.lineages());
        theirs.dispersionBps(ours.dispersionBps());
        theirs.trustBps(ours.trustBps());
        theirs.staleShareBps(ours.staleShareBps());
        theirs.spreadBps(ours.spreadBps());
        theirs.tierSpreadBps(ours.tierSpreadBps());
        theirs.volatilityBps(ours.volatilityBps());
        theirs.putReserved(ZEROS, 0, 6);
        theirs.contributorMask(ours.contributorMask());
        theirs.putSourceSetDigest(
            ours.buffer(), ours.offset() + ReferenceFrame.SOURCE_SET_DIGEST.offset(), DigestField.LENGTH);
        theirs.putEvidenceDigest(
            ours.buffer(), ours.offset() + ReferenceFrame.EVIDENCE_DIGEST.offset(), DigestField.LENGTH);
    }

    private static void assertSame(final ReceiptFrame ours, final ReceiptFrameDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        assertEquals("PLUMBLINE-RCPT-1", theirs.context());
        assertEquals(Integer.toUnsignedLong(ours.environment()), theirs.environment());
        assertEquals(Integer.toUnsignedLong(ours.keyId()), theirs.keyId());
        assertEquals(ours.engineId(), theirs.engineId());
        assertEquals(ours.bootEpoch(), theirs.bootEpoch());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        theirs.getQuoteDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(ReceiptFrame.QUOTE_DIGEST, digest, 0));
        assertEquals(ours.text(ReceiptFrame.MERCHANT), theirs.merchant());
        assertEquals(ours.text(ReceiptFrame.PAYMENT_ID), theirs.paymentId());
        assertEquals(ours.state(), theirs.stateRaw());
        assertEquals(ours.finality(), theirs.finality());
        assertEquals(ours.issuedAtNs(), theirs.issuedAtNs());
        assertEquals(ours.captureUntilNs(), theirs.captureUntilNs());
        assertSame(ours.amountLow(), ours.amountHigh(), theirs.amount());
        assertEquals(ours.text(ReceiptFrame.TRANSACTION_ID), theirs.transactionId());
        assertSame(ours, ReceiptFrame.AUTHORIZE, theirs.authorize());
        assertSame(ours, ReceiptFrame.SETTLE, theirs.settle());
    }

    private static void encode(final ReceiptFrame ours, final ReceiptFrameEncoder theirs)
    {
        theirs.context("PLUMBLINE-RCPT-1");
        theirs.environment(Integer.toUnsignedLong(ours.environment()));
        theirs.keyId(Integer.toUnsignedLong(ours.keyId()));
        theirs.engineId(ours.engineId());
        theirs.bootEpoch(ours.bootEpoch());
        theirs.quoteSequence(ours.quoteSequence());
        theirs.putQuoteDigest(
            ours.buffer(), ours.offset() + ReceiptFrame.QUOTE_DIGEST.offset(), DigestField.LENGTH);
        theirs.merchant(ours.text(ReceiptFrame.MERCHANT));
        theirs.paymentId(ours.text(ReceiptFrame.PAYMENT_ID));
        theirs.state(io.plumbline.oracle.wire.generated.QuoteState.get((short)ours.state()));
        theirs.putReserved(ZEROS, 0, 3);
        theirs.finality(ours.finality());
        theirs.issuedAtNs(ours.issuedAtNs());
        theirs.captureUntilNs(ours.captureUntilNs());
        theirs.amount().lo(ours.amountLow()).hi(ours.amountHigh());
        theirs.transactionId(ours.text(ReceiptFrame.TRANSACTION_ID));
        encode(ours, ReceiptFrame.AUTHORIZE, theirs.authorize());
        encode(ours, ReceiptFrame.SETTLE, theirs.settle());
    }

    private static void assertSame(final ReceiptFrame ours, final int which, final AnswerFiguresDecoder theirs)
    {
        assertEquals(ours.atNs(which), theirs.atNs());
        assertEquals(ours.decidedRate(which), theirs.decidedRate());
        assertEquals(ours.quotedRate(which), theirs.quotedRate());
        assertEquals(ours.limit(which), theirs.limitValue());
        assertEquals(ours.measured(which), theirs.measured());
        assertEquals(ours.answer(which), theirs.answer());
        assertEquals(ours.refusal(which), theirs.refusal());
    }

    private static void encode(final ReceiptFrame ours, final int which, final AnswerFiguresEncoder theirs)
    {
        theirs.atNs(ours.atNs(which));
        theirs.decidedRate(ours.decidedRate(which));
        theirs.quotedRate(ours.quotedRate(which));
        theirs.limitValue(ours.limit(which));
        theirs.measured(ours.measured(which));
        theirs.answer((short)ours.answer(which));
        theirs.reserved((short)0);
        theirs.refusal(ours.refusal(which));
        theirs.reserved2(0);
    }

    private static void assertSame(final long low, final long high, final Int128Decoder theirs)
    {
        assertEquals(low, theirs.lo());
        assertEquals(high, theirs.hi());
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }
}
