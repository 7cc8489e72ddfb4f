// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Writes what travels on a socket, for a provider: {@link #begin}, {@link #addSignature} once to 16 times,
 * {@link #finish} with the frame. Refuses junk with IllegalArgumentException naming field and value. One thread; no
 * allocation but that of an exception.
 */
public final class TickMessageEncoder
{
    private byte[] buffer = new byte[0];
    private int offset;
    private int signatureCount;

    /** Reused for one message after the other by one thread. */
    public TickMessageEncoder()
    {
    }

    /**
     * Starts a message; one that was not finished is given up.
     *
     * @param target array to write into
     * @param at     position of the first byte
     * @return this
     */
    public TickMessageEncoder begin(final byte[] target, final int at)
    {
        if (!Bytes.isInside(target, at, TickMessage.MIN_LENGTH))
        {
            throw new IllegalArgumentException(
                "target: " + TickMessage.MIN_LENGTH + " bytes needed at " + at + ", array holds " + target.length);
        }
        buffer = target;
        offset = at;
        signatureCount = 0;
        return this;
    }

    /**
     * Adds a signature of the frame.
     *
     * @param keyId  the key it is by, 32 bits
     * @param source array that holds its 64 bytes
     * @param start  their position
     * @return this
     */
    public TickMessageEncoder addSignature(final int keyId, final byte[] source, final int start)
    {
        if (signatureCount == TickMessage.MAX_SIGNATURES)
        {
            throw new IllegalArgumentException(
                "signatureCount: " + (signatureCount + 1) + ", at most " + TickMessage.MAX_SIGNATURES);
        }
        if (!Bytes.isInside(source, start, TickMessage.SIGNATURE_LENGTH))
        {
            throw new IllegalArgumentException(
                "signature: 64 bytes needed at " + start + ", array holds " + source.length);
        }
        final int at = end();
        requireRoom(at + TickMessage.ENTRY_LENGTH);
        Bytes.putU32(buffer, offset + at, keyId);
        System.arraycopy(source, start, buffer, offset + at + Integer.BYTES, TickMessage.SIGNATURE_LENGTH);
        signatureCount++;
        return this;
    }

    /**
     * Ends the message with the frame that was signed.
     *
     * @param frame array that holds the frame
     * @param start its position
     * @param size  its length, {@link TickFrame#MIN_LENGTH}..{@link TickFrame#MAX_LENGTH}
     * @return length of the message in bytes
     */
    public int finish(final byte[] frame, final int start, final int size)
    {
        if (signatureCount == 0)
        {
            throw new IllegalArgumentException("signatureCount: 0, at least 1");
        }
        if (size < TickFrame.MIN_LENGTH || size > TickFrame.MAX_LENGTH || !Bytes.isInside(frame, start, size))
        {
            throw new IllegalArgumentException(
                "frame: no frame of " + size + " bytes at " + start + ", array holds " + frame.length);
        }
        final int at = end();
        requireRoom(at + size);
        Bytes.putU8(buffer, offset, signatureCount);
        System.arraycopy(frame, start, buffer, offset + at, size);
        signatureCount = 0;
        return at + size;
    }

    private int end()
    {
        return TickMessage.SIGNATURES + signatureCount * TickMessage.ENTRY_LENGTH;
    }

    private void requireRoom(final int needed)
    {
        if (!Bytes.isInside(buffer, offset, needed))
        {
            throw new IllegalArgumentException(
                "target: " + needed + " bytes needed at " + offset + ", array holds " + buffer.length);
        }
    }
}
