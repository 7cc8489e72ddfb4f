// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickMessage;
import io.plumbline.oracle.wire.WireStatus;

/**
 * Plumbline's own message: 1 to 16 Ed25519 signatures, then the tick frame they all sign. One message is one envelope.
 * The frame is checked for its canonical form only, so that junk never takes a place on the ring.
 */
public final class PlumblineCodec implements MessageCodec
{
    private final TickMessage message = new TickMessage();
    private final TickFrame frame = new TickFrame();
    private final Envelope envelope = new Envelope();

    /**
     * A codec for one socket.
     */
    public PlumblineCodec()
    {
    }

    @Override
    public IngestCause decode(final byte[] bytes, final int length, final EnvelopeSink sink)
    {
        final WireStatus status = message.wrap(bytes, 0, length);
        if (status != WireStatus.OK)
        {
            return status == WireStatus.BAD_COUNT ? IngestCause.SIGNATURE_COUNT : causeOf(status);
        }
        final int at = message.frameOffset();
        final int frameLength = message.frameLength();
        final WireStatus frameStatus = frame.wrap(bytes, at, frameLength);
        if (frameStatus != WireStatus.OK)
        {
            return causeOf(frameStatus);
        }
        envelope.reset(Scheme.PLUMBLINE, bytes, at, frameLength);
        for (int i = 0; i < message.signatureCount(); i++)
        {
            envelope.addSignature(message.keyId(i), bytes, message.signatureOffset(i), TickMessage.SIGNATURE_LENGTH);
        }
        sink.onEnvelope(envelope);
        return IngestCause.DECODED;
    }

    private static IngestCause causeOf(final WireStatus status)
    {
        return switch (status)
        {
            case TOO_SHORT -> IngestCause.SHORT_BUFFER;
            case BAD_HEADER -> IngestCause.WRONG_HEADER;
            case BAD_CONTEXT -> IngestCause.WRONG_CONTEXT;
            case BAD_COUNT -> IngestCause.TICK_COUNT;
            case BAD_LENGTH -> IngestCause.TRAILING_BYTES;
            default -> IngestCause.NOT_CANONICAL;
        };
    }
}
