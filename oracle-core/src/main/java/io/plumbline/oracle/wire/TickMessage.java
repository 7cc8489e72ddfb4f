// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Objects;

/**
 * What travels on a socket: signatures, then the frame they sign. Splits a message without reading the frame, since
 * nothing in it counts before a signature was checked. One thread; owns no bytes and allocates nothing.
 */
public final class TickMessage
{
    /** Most signatures of one message; the least is one. */
    public static final int MAX_SIGNATURES = 16;
    /** Length of one Ed25519 signature in bytes. */
    public static final int SIGNATURE_LENGTH = 64;
    /** Least bytes a message can have. */
    public static final int MIN_LENGTH = 1 + Integer.BYTES + SIGNATURE_LENGTH + TickFrame.MIN_LENGTH;
    /** Most bytes a message can have. */
    public static final int MAX_LENGTH =
        1 + MAX_SIGNATURES * (Integer.BYTES + SIGNATURE_LENGTH) + TickFrame.MAX_LENGTH;

    static final int SIGNATURES = 1;
    static final int ENTRY_LENGTH = Integer.BYTES + SIGNATURE_LENGTH;

    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private int offset;
    private int length;
    private int signatureCount;

    /** Unwrapped; reused for one message after the other by one thread. */
    public TickMessage()
    {
    }

    /**
     * Splits a message; whether the frame is one is {@link TickFrame#wrap}'s affair. Never throws on any bytes.
     *
     * @param source array that holds the message
     * @param at     position of its first byte
     * @param size   its length; no byte of the region may be left over
     * @return OK, TOO_SHORT, BAD_COUNT, or BAD_LENGTH where the rest is longer than any frame
     */
    public WireStatus wrap(final byte[] source, final int at, final int size)
    {
        buffer = NOTHING;
        offset = 0;
        length = 0;
        signatureCount = 0;
        if (size < 1 || !Bytes.isInside(source, at, size))
        {
            return WireStatus.TOO_SHORT;
        }
        final int count = Bytes.u8(source, at);
        if (count < 1 || count > MAX_SIGNATURES)
        {
            return WireStatus.BAD_COUNT;
        }
        final int rest = size - SIGNATURES - count * ENTRY_LENGTH;
        if (rest < TickFrame.MIN_LENGTH)
        {
            return WireStatus.TOO_SHORT;
        }
        if (rest > TickFrame.MAX_LENGTH)
        {
            return WireStatus.BAD_LENGTH;
        }
        buffer = source;
        offset = at;
        length = size;
        signatureCount = count;
        return WireStatus.OK;
    }

    /** {@return the caller's array, an empty one while nothing is wrapped} */
    public byte[] buffer()
    {
        return buffer;
    }

    /** {@return how many signatures there are, 1..{@link #MAX_SIGNATURES}; 0 while nothing is wrapped} */
    public int signatureCount()
    {
        return signatureCount;
    }

    /**
     * The key that a signature is said to be by: a hint for look-up, signed by nobody.
     *
     * @param index 0..{@link #signatureCount()}-1
     * @return 32 bits
     */
    public int keyId(final int index)
    {
        return Bytes.i32(buffer, entryOffset(index));
    }

    /**
     * Where a signature stands.
     *
     * @param index 0..{@link #signatureCount()}-1
     * @return position in {@link #buffer()} of its {@link #SIGNATURE_LENGTH} bytes
     */
    public int signatureOffset(final int index)
    {
        return entryOffset(index) + Integer.BYTES;
    }

    /** {@return position in {@link #buffer()} of the frame, the bytes that were signed} */
    public int frameOffset()
    {
        return offset + SIGNATURES + signatureCount * ENTRY_LENGTH;
    }

    /** {@return length of the frame in bytes} */
    public int frameLength()
    {
        return offset + length - frameOffset();
    }

    private int entryOffset(final int index)
    {
        return offset + SIGNATURES + Objects.checkIndex(index, signatureCount) * ENTRY_LENGTH;
    }
}
