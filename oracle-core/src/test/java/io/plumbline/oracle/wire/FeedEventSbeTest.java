// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.wire.generated.ClockEventDecoder;
import io.plumbline.oracle.wire.generated.ClockEventEncoder;
import io.plumbline.oracle.wire.generated.ConnectionEventDecoder;
import io.plumbline.oracle.wire.generated.ConnectionEventEncoder;
import io.plumbline.oracle.wire.generated.ConnectionState;
import io.plumbline.oracle.wire.generated.EnvelopeEventDecoder;
import io.plumbline.oracle.wire.generated.EnvelopeEventEncoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.QuoteKind;
import io.plumbline.oracle.wire.generated.SignatureEventDecoder;
import io.plumbline.oracle.wire.generated.SignatureEventEncoder;
import io.plumbline.oracle.wire.generated.SignatureStatus;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class FeedEventSbeTest
{
    private static final int AT = 5;
    private static final byte[] ZEROS = new byte[3];

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldEnvelopeEventAgreeWithSchema(final long seed)
    {
        final EnvelopeEvent writer = new EnvelopeEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final EnvelopeEvent ours = new EnvelopeEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final EnvelopeEventDecoder decoder =
            new EnvelopeEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final EnvelopeEventEncoder encoder =
            new EnvelopeEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldClockEventAgreeWithSchema(final long seed)
    {
        final ClockEvent writer = new ClockEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ClockEvent ours = new ClockEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ClockEventDecoder decoder = new ClockEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final ClockEventEncoder encoder =
            new ClockEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldConnectionEventAgreeWithSchema(final long seed)
    {
        final ConnectionEvent writer = new ConnectionEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ConnectionEvent ours = new ConnectionEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ConnectionEventDecoder decoder =
            new ConnectionEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final ConnectionEventEncoder encoder =
            new ConnectionEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldSignatureEventAgreeWithSchema(final long seed)
    {
        final SignatureEvent writer = new SignatureEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final SignatureEvent ours = new SignatureEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final SignatureEventDecoder decoder =
            new SignatureEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final SignatureEventEncoder encoder =
            new SignatureEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final SignatureEvent ours, final SignatureEventDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.quoteSequence(), theirs.quoteSequence());
        assertEquals(ours.instrument(), theirs.instrument());
        assertEquals(ours.kind(), theirs.kindRaw());
        assertEquals(ours.isSigned(), theirs.status() == SignatureStatus.SIGNED);
        theirs.getQuoteDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(SignatureEvent.QUOTE_DIGEST, digest, 0));
        theirs.getSignature(signature, 0, signature.length);
        assertArrayEquals(signature, signatureOf(ours));
    }

    private static void encode(final SignatureEvent ours, final SignatureEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.quoteSequence(ours.quoteSequence());
        theirs.instrument(ours.instrument());
        theirs.kind(QuoteKind.get((short)ours.kind()));
        theirs.status(ours.isSigned() ? SignatureStatus.SIGNED : SignatureStatus.FAILED);
        theirs.reserved(0);
        theirs.putQuoteDigest(
            ours.buffer(), ours.offset() + SignatureEvent.QUOTE_DIGEST.offset(), DigestField.LENGTH);
        theirs.putSignature(signatureOf(ours), 0, SignatureEvent.SIGNATURE_LENGTH);
    }

    private static byte[] signatureOf(final SignatureEvent event)
    {
        final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
        event.copySignature(signature, 0);
        return signature;
    }

    private static void assertSame(final ClockEvent ours, final ClockEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.wallNs(), theirs.wallNs());
    }

    private static void encode(final ClockEvent ours, final ClockEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.wallNs(ours.wallNs());
    }

    private static void assertSame(final ConnectionEvent ours, final ConnectionEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.connection(), theirs.connection());
        assertEquals(ours.isOpen() ? 1 : 0, theirs.openRaw());
    }

    private static void encode(final ConnectionEvent ours, final ConnectionEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.connection(ours.connection());
        theirs.open(ConnectionState.get((short)(ours.isOpen() ? 1 : 0)));
        theirs.putReserved(ZEROS, 0, 3);
    }

    private static void assertSame(final EnvelopeEvent ours, final EnvelopeEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.connection(), theirs.connection());
        assertEquals(ours.messageId(), theirs.messageId());
        assertEquals(ours.scheme(), theirs.scheme());
        assertEquals(ours.signatureCount(), theirs.signatureCount());
        final EnvelopeEventDecoder.SignaturesDecoder entries = theirs.signatures();
        assertEquals(ours.signatureCount(), entries.count());
        final byte[] signature = new byte[EnvelopeEvent.SIGNATURE_LENGTH];
        for (int i = 0; entries.hasNext(); i++)
        {
            entries.next();
            assertEquals(Integer.toUnsignedLong(ours.keyId(i)), entries.keyId());
            entries.getSignature(signature, 0, signature.length);
            assertArrayEquals(signature, region(ours, ours.signatureOffset(i), signature.length));
        }
        final byte[] signed = new byte[theirs.signedBytesLength()];
        theirs.getSignedBytes(signed, 0, signed.length);
        assertArrayEquals(signed, region(ours, ours.signedBytesOffset(), ours.signedBytesLength()));
    }

    private static void encode(final EnvelopeEvent ours, final EnvelopeEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.connection(ours.connection());
        theirs.messageId(ours.messageId());
        theirs.scheme((short)ours.scheme());
        theirs.signatureCount((short)ours.signatureCount());
        theirs.reserved(0);
        final EnvelopeEventEncoder.SignaturesEncoder entries = theirs.signaturesCount(ours.signatureCount());
        for (int i = 0; i < ours.signatureCount(); i++)
        {
            entries.next().keyId(Integer.toUnsignedLong(ours.keyId(i)));
            entries.putSignature(ours.buffer(), ours.signatureOffset(i), EnvelopeEvent.SIGNATURE_LENGTH);
        }
        theirs.putSignedBytes(ours.buffer(), ours.signedBytesOffset(), ours.signedBytesLength());
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }

    private static byte[] region(final Flyweight view, final int at, final int size)
    {
        return Arrays.copyOfRange(view.buffer(), at, at + size);
    }
}
