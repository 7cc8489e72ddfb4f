// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.codec;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.netty.IngestCause;

/**
 * RedStone's binary payload, big-endian, read from its end:
 * {@code (signedBytes, signature[65])* packageCount[2] metadata metadataSize[3] marker[9]}, and each package's signed
 * bytes from theirs: {@code (feedId[32] value[valueSize])* timestamp[6] valueSize[4] pointCount[3]}. One package is one
 * envelope; all of a payload are framed before the first is handed on. Metadata is signed by nobody and skipped.
 */
public final class RedStoneCodec implements MessageCodec
{
    /** Most packages of one payload. */
    public static final int MAX_PACKAGES = 64;
    /** Most data points of one package. */
    public static final int MAX_POINTS = 64;
    /** Most bytes of one value. */
    public static final int MAX_VALUE_BYTES = 32;

    private static final long MARKER = 0x0000_02ed_5701_1e00L;
    private static final int MARKER_BYTES = 9;
    private static final int METADATA_SIZE_BYTES = 3;
    private static final int PACKAGE_COUNT_BYTES = 2;
    private static final int SIGNATURE_BYTES = 65;
    private static final int POINT_COUNT_BYTES = 3;
    private static final int VALUE_SIZE_BYTES = 4;
    private static final int TIMESTAMP_BYTES = 6;
    private static final int FEED_ID_BYTES = 32;
    private static final int PACKAGE_TAIL_BYTES = TIMESTAMP_BYTES + VALUE_SIZE_BYTES + POINT_COUNT_BYTES;

    private final Envelope envelope = new Envelope();
    /** Where each package begins, the last of the payload first. */
    private final int[] starts = new int[MAX_PACKAGES];
    /** Where the signature of each begins. */
    private final int[] signatures = new int[MAX_PACKAGES];

    /**
     * A codec for one socket.
     */
    public RedStoneCodec()
    {
    }

    @Override
    public IngestCause decode(final byte[] message, final int length, final EnvelopeSink sink)
    {
        if (length < MARKER_BYTES)
        {
            return IngestCause.SHORT_BUFFER;
        }
        int end = length - MARKER_BYTES;
        if (message[length - 1] != 0 || unsigned(message, end, MARKER_BYTES - 1) != MARKER)
        {
            return IngestCause.WRONG_MARKER;
        }
        end -= METADATA_SIZE_BYTES;
        if (end < 0)
        {
            return IngestCause.SHORT_BUFFER;
        }
        end -= (int)unsigned(message, end, METADATA_SIZE_BYTES) + PACKAGE_COUNT_BYTES;
        if (end < 0)
        {
            return IngestCause.SHORT_BUFFER;
        }
        final int count = (int)unsigned(message, end, PACKAGE_COUNT_BYTES);
        if (count == 0)
        {
            return IngestCause.NO_PACKAGE;
        }
        if (count > MAX_PACKAGES)
        {
            return IngestCause.TOO_MANY_PACKAGES;
        }
        final IngestCause cause = frame(message, end, count);
        if (cause == IngestCause.DECODED)
        {
            handOn(message, count, sink);
        }
        return cause;
    }

    private IngestCause frame(final byte[] message, final int packagesEnd, final int count)
    {
        int end = packagesEnd;
        for (int i = 0; i < count; i++)
        {
            final int signature = end - SIGNATURE_BYTES;
            final int tail = signature - PACKAGE_TAIL_BYTES;
            if (tail < 0)
            {
                return IngestCause.SHORT_BUFFER;
            }
            final long points = unsigned(message, signature - POINT_COUNT_BYTES, POINT_COUNT_BYTES);
            final long valueBytes = unsigned(message, tail + TIMESTAMP_BYTES, VALUE_SIZE_BYTES);
            if (points == 0)
            {
                return IngestCause.EMPTY_PACKAGE;
            }
            if (points > MAX_POINTS)
            {
                return IngestCause.OVERSIZED_POINT_COUNT;
            }
            if (valueBytes == 0 || valueBytes > MAX_VALUE_BYTES)
            {
                return IngestCause.BAD_VALUE_SIZE;
            }
            end = tail - (int)points * (FEED_ID_BYTES + (int)valueBytes);
            if (end < 0)
            {
                return IngestCause.SHORT_BUFFER;
            }
            starts[i] = end;
            signatures[i] = signature;
        }
        return end == 0 ? IngestCause.DECODED : IngestCause.TRAILING_BYTES;
    }

    private void handOn(final byte[] message, final int count, final EnvelopeSink sink)
    {
        boolean isWanted = true;
        for (int i = count - 1; i >= 0 && isWanted; i--)
        {
            envelope.reset(Scheme.REDSTONE, message, starts[i], signatures[i] - starts[i]);
            envelope.addSignature(0, message, signatures[i], SIGNATURE_BYTES);
            isWanted = sink.onEnvelope(envelope);
        }
    }

    /** Big-endian, up to seven bytes, or eight of which the first is below 0x80. */
    private static long unsigned(final byte[] bytes, final int at, final int size)
    {
        long value = 0;
        for (int i = at; i < at + size; i++)
        {
            value = (value << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return value;
    }
}
