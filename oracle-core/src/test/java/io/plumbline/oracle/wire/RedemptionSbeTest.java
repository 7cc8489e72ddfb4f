// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.ProofEventDecoder;
import io.plumbline.oracle.wire.generated.ProofEventEncoder;
import io.plumbline.oracle.wire.generated.ProofKind;
import io.plumbline.oracle.wire.generated.RedemptionFrameDecoder;
import io.plumbline.oracle.wire.generated.RedemptionFrameEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class RedemptionSbeTest
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
    void shouldRedemptionFrameAgreeWithSchema(final long seed)
    {
        final RedemptionFrame writer = new RedemptionFrame();
        writer.begin(mine, AT);
        RecordSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final RedemptionFrame ours = new RedemptionFrame();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final RedemptionFrameDecoder decoder = new RedemptionFrameDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final RedemptionFrameEncoder encoder = new RedemptionFrameEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldProofEventAgreeWithSchema(final long seed)
    {
        final ProofEvent writer = new ProofEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ProofEvent ours = new ProofEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ProofEventDecoder decoder = new ProofEventDecoder();
        assertSame(ours, decoder.wrapAndApplyHeader(mineBuffer, AT, headerDecoder));
        final ProofEventEncoder encoder = new ProofEventEncoder();
        encode(ours, encoder.wrapAndApplyHeader(otherBuffer, AT, headerEncoder));
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final RedemptionFrame ours, final RedemptionFrameDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        assertEquals(ours.engineId(), theirs.engineId());
        assertEquals(ours.bootEpoch(), theirs.bootEpoch());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        assertEquals(ours.retainUntilNs(), theirs.retainUntilNs());
        assertEquals(ours.captureUntilNs(), theirs.captureUntilNs());
        assertEquals(ours.askedAtNs(), theirs.askedAtNs());
        assertEquals(ours.repricedAs(), theirs.repricedAs());
        assertEquals(ours.policy(), theirs.policy());
        assertEquals(ours.instrument(), theirs.instrument());
        assertEquals(ours.state(), theirs.stateRaw());
        assertEquals(ours.isApproved() ? 1 : 0, theirs.isApproved());
        assertEquals(ours.hasPayment() ? 1 : 0, theirs.hasPayment());
        assertEquals(ours.finality(), theirs.finality());
        theirs.getPaymentKey(digest, 0, digest.length);
        assertTrue(ours.isDigest(RedemptionFrame.PAYMENT_KEY, digest, 0));
        theirs.getAuthorizeDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(RedemptionFrame.AUTHORIZE_DIGEST, digest, 0));
        theirs.getCaptureDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(RedemptionFrame.CAPTURE_DIGEST, digest, 0));
        assertEquals(ours.text(RedemptionFrame.PAYMENT_ID), theirs.paymentId());
        assertEquals(ours.text(RedemptionFrame.TRANSACTION_ID), theirs.transactionId());
        final byte[] authorizeAnswer = new byte[AnswerFrame.LENGTH];
        theirs.getAuthorizeAnswer(authorizeAnswer, 0, authorizeAnswer.length);
        assertArrayEquals(region(ours, ours.authorizeAnswerOffset(), authorizeAnswer.length), authorizeAnswer);
        final byte[] captureAnswer = new byte[AnswerFrame.LENGTH];
        theirs.getCaptureAnswer(captureAnswer, 0, captureAnswer.length);
        assertArrayEquals(region(ours, ours.captureAnswerOffset(), captureAnswer.length), captureAnswer);
        final byte[] signedQuote = new byte[SignedQuoteLayout.LENGTH];
        theirs.getSignedQuote(signedQuote, 0, signedQuote.length);
        assertArrayEquals(region(ours, ours.signedQuoteOffset(), signedQuote.length), signedQuote);
        final byte[] reference = new byte[ReferenceFrame.LENGTH];
        theirs.getReference(reference, 0, reference.length);
        assertArrayEquals(region(ours, ours.referenceOffset(), reference.length), reference);
    }

    private static void encode(final RedemptionFrame ours, final RedemptionFrameEncoder theirs)
    {
        theirs.engineId(ours.engineId());
        theirs.bootEpoch(ours.bootEpoch());
        theirs.quoteSequence(ours.quoteSequence());
        theirs.retainUntilNs(ours.retainUntilNs());
        theirs.captureUntilNs(ours.captureUntilNs());
        theirs.askedAtNs(ours.askedAtNs());
        theirs.repricedAs(ours.repricedAs());
        theirs.policy(ours.policy());
        theirs.instrument(ours.instrument());
        theirs.state(io.plumbline.oracle.wire.generated.QuoteState.get((short)ours.state()));
        theirs.isApproved((short)(ours.isApproved() ? 1 : 0));
        theirs.hasPayment((short)(ours.hasPayment() ? 1 : 0));
        theirs.reserved((short)0);
        theirs.finality(ours.finality());
        theirs.putPaymentKey(
            ours.buffer(), ours.offset() + RedemptionFrame.PAYMENT_KEY.offset(), DigestField.LENGTH);
        theirs.putAuthorizeDigest(
            ours.buffer(), ours.offset() + RedemptionFrame.AUTHORIZE_DIGEST.offset(), DigestField.LENGTH);
        theirs.putCaptureDigest(
            ours.buffer(), ours.offset() + RedemptionFrame.CAPTURE_DIGEST.offset(), DigestField.LENGTH);
        theirs.paymentId(ours.text(RedemptionFrame.PAYMENT_ID));
        theirs.transactionId(ours.text(RedemptionFrame.TRANSACTION_ID));
        theirs.putAuthorizeAnswer(ours.buffer(), ours.authorizeAnswerOffset(), AnswerFrame.LENGTH);
        theirs.putCaptureAnswer(ours.buffer(), ours.captureAnswerOffset(), AnswerFrame.LENGTH);
        theirs.putSignedQuote(ours.buffer(), ours.signedQuoteOffset(), SignedQuoteLayout.LENGTH);
        theirs.putReference(ours.buffer(), ours.referenceOffset(), ReferenceFrame.LENGTH);
    }

    private static void assertSame(final ProofEvent ours, final ProofEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.text(ProofEvent.MERCHANT), theirs.merchant());
        assertEquals(ours.text(ProofEvent.PAYMENT_ID), theirs.paymentId());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        assertEquals(ours.bootEpoch(), theirs.bootEpoch());
        assertEquals(ours.kind(), theirs.kindRaw());
    }

    private static void encode(final ProofEvent ours, final ProofEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.merchant(ours.text(ProofEvent.MERCHANT));
        theirs.paymentId(ours.text(ProofEvent.PAYMENT_ID));
        theirs.quoteSequence(ours.quoteSequence());
        theirs.bootEpoch(ours.bootEpoch());
        theirs.kind(ProofKind.get((short)ours.kind()));
        theirs.putReserved(ZEROS, 0, 7);
    }

    private static byte[] region(final Flyweight view, final int at, final int size)
    {
        return Arrays.copyOfRange(view.buffer(), at, at + size);
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }
}
