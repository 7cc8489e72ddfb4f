// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;

/**
 * A flyweight that can also write its message: {@link #begin}, setters in any order, {@link #finish}. A field never
 * set is zero. A value that the wire cannot carry is neither written nor thrown: it makes {@code finish} return
 * {@link #REFUSED}, so that writing allocates nothing on any path. One thread, no bytes of its own.
 */
public abstract class MutableFlyweight extends Flyweight
{
    /** Returned by {@link #finish} where a setter was given a value that its field cannot carry. */
    public static final int REFUSED = -1;

    private static final long MAX_U8 = 0xFFL;
    private static final long MAX_U16 = 0xFFFFL;

    private boolean isRefused;

    MutableFlyweight(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /**
     * Starts a message: writes the header and sets every field to zero. The flyweight then views the new message.
     *
     * @param target array to write into; IllegalArgumentException where it cannot hold the fixed part
     * @param at     position of the first header byte
     */
    public final void begin(final byte[] target, final int at)
    {
        if (!Bytes.isInside(target, at, fixedLength()))
        {
            throw new IllegalArgumentException(
                "target: " + fixedLength() + " bytes needed at " + at + ", array holds " + target.length);
        }
        isRefused = false;
        view(target, at, fixedLength());
        Arrays.fill(target, at, at + fixedLength(), (byte)0);
        Bytes.putI64(target, at, header());
        start();
    }

    /**
     * Ends a message. The flyweight goes on viewing what it wrote, or nothing where the message was refused.
     *
     * @return the length of the message in bytes, or {@link #REFUSED}
     */
    public final int finish()
    {
        if (length() == 0)
        {
            return REFUSED;
        }
        complete();
        if (isRefused)
        {
            release();
            return REFUSED;
        }
        return length();
    }

    /**
     * Writes a text field.
     *
     * @param field one of this message's constants
     * @param text  characters 0x21..0x7e, at most {@code field.length()}; empty means absent; else refused
     */
    public final void text(final TextField field, final String text)
    {
        refuseUnless(Bytes.putAscii(buffer(), at(field), field.length(), text));
    }

    /**
     * Writes a text field from bytes, padded or not.
     *
     * @param field  one of this message's constants
     * @param source array of the text, which must not overlap the field
     * @param start  its position
     * @param size   its length; refused where the text is longer than the field or breaks the rule
     */
    public final void text(final TextField field, final byte[] source, final int start, final int size)
    {
        refuseUnless(Bytes.putAscii(buffer(), at(field), field.length(), source, start, size));
    }

    /**
     * Writes a digest field.
     *
     * @param field  one of this message's constants
     * @param source array of the 32 bytes; refused where it does not hold them
     * @param start  their position
     */
    public final void digest(final DigestField field, final byte[] source, final int start)
    {
        final int at = at(field);
        final boolean isWhole = Bytes.isInside(source, start, DigestField.LENGTH);
        refuseUnless(isWhole);
        if (isWhole)
        {
            System.arraycopy(source, start, buffer(), at, DigestField.LENGTH);
        }
    }

    /** Prepares what follows the block; called once by {@code begin}, with header and zeros in place. */
    void start()
    {
    }

    /** Writes what the caller left out after the block; called once by {@code finish}. */
    void complete()
    {
    }

    final void refuseUnless(final boolean isAcceptable)
    {
        isRefused |= !isAcceptable;
    }

    final void putU8(final int at, final int value)
    {
        refuseUnless((value & ~MAX_U8) == 0);
        Bytes.putU8(buffer(), offset() + at, value);
    }

    final void putU16(final int at, final int value)
    {
        refuseUnless((value & ~MAX_U16) == 0);
        Bytes.putU16(buffer(), offset() + at, value);
    }

    final void putU32(final int at, final int value)
    {
        Bytes.putU32(buffer(), offset() + at, value);
    }

    /** Writes a dense number of 31 bits, so that a reader may use it as an array index without a sign check. */
    final void putIndex(final int at, final int value)
    {
        refuseUnless(value >= 0);
        Bytes.putU32(buffer(), offset() + at, value);
    }

    final void putI64(final int at, final long value)
    {
        Bytes.putI64(buffer(), offset() + at, value);
    }

    final void putI128(final int at, final long low, final long high)
    {
        Bytes.putI64(buffer(), offset() + at, low);
        Bytes.putI64(buffer(), offset() + at + Long.BYTES, high);
    }

    /** Appends variable data at the present end of the message; refused where it is too long or finds no room. */
    final void append(final byte[] source, final int start, final int size, final int maxSize)
    {
        final int needed = MessageHeader.SIZE_LENGTH + size;
        final boolean fits = size >= 0 && size <= maxSize &&
            Bytes.isInside(source, start, size) &&
            Bytes.isInside(buffer(), offset(), length() + needed);
        refuseUnless(fits);
        if (fits)
        {
            final int end = offset() + length();
            Bytes.putU16(buffer(), end, size);
            System.arraycopy(source, start, buffer(), end + MessageHeader.SIZE_LENGTH, size);
            grow(needed);
        }
    }
}
