// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A view of one message inside a caller's array. A flyweight belongs to one thread, owns no bytes and allocates
 * nothing; {@link #wrap} decides whether bytes are canonical and never throws on what they hold. Accessors may be
 * called only after {@code wrap} returned {@link WireStatus#OK}; before that they throw
 * {@link IndexOutOfBoundsException}.
 */
public abstract class Flyweight
{
    private static final byte[] NOTHING = new byte[0];

    private final int templateId;
    private final int fixedLength;
    private final long header;
    private byte[] buffer = NOTHING;
    private int offset;
    private int length;

    Flyweight(final int templateId, final int blockEnd)
    {
        this.templateId = templateId;
        this.fixedLength = blockEnd;
        this.header = MessageHeader.word(templateId, blockEnd - MessageHeader.LENGTH);
    }

    /**
     * Looks at a region and, where it holds exactly one canonical message of this kind, views it. Otherwise the
     * flyweight is left unwrapped. The bytes are not copied: they must stand as long as the view is used.
     *
     * @param source array that holds the message
     * @param at     position of the first header byte
     * @param size   length of the message; no byte of the region may be left over
     * @return {@link WireStatus#OK} or the first rule that the bytes break
     */
    public final WireStatus wrap(final byte[] source, final int at, final int size)
    {
        release();
        if (size < MessageHeader.LENGTH || !Bytes.isInside(source, at, size))
        {
            return WireStatus.TOO_SHORT;
        }
        if (Bytes.i64(source, at) != header)
        {
            return WireStatus.BAD_HEADER;
        }
        if (size < fixedLength)
        {
            return WireStatus.TOO_SHORT;
        }
        view(source, at, size);
        final WireStatus status = check();
        if (status != WireStatus.OK)
        {
            release();
        }
        return status;
    }

    /**
     * The array that holds the message; an empty one while nothing is wrapped.
     *
     * @return the caller's array, not a copy
     */
    public final byte[] buffer()
    {
        return buffer;
    }

    /**
     * Position of the message in {@link #buffer()}.
     *
     * @return the position of the first header byte
     */
    public final int offset()
    {
        return offset;
    }

    /**
     * Length of the message, header included; 0 while nothing is wrapped.
     *
     * @return the length in bytes
     */
    public final int length()
    {
        return length;
    }

    /**
     * The text of a field as a string. Allocates: for the edge only.
     *
     * @param field one of this message's constants
     * @return the text without padding; empty means absent
     */
    public final String text(final TextField field)
    {
        return Bytes.ascii(buffer, at(field), field.length());
    }

    /**
     * Whether a field holds exactly this text.
     *
     * @param field one of this message's constants
     * @param text  compared character by character, without allocation
     * @return true where they agree
     */
    public final boolean isText(final TextField field, final String text)
    {
        return Bytes.isSameAscii(buffer, at(field), field.length(), text);
    }

    /**
     * Whether a field holds the text of another region, which may be padded or not.
     *
     * @param field  one of this message's constants
     * @param source array of the other text
     * @param start  its position
     * @param size   its length
     * @return true where they agree
     */
    public final boolean isText(final TextField field, final byte[] source, final int start, final int size)
    {
        return Bytes.isSameAscii(buffer, at(field), field.length(), source, start, size);
    }

    /**
     * Copies a text field, padding included.
     *
     * @param field  one of this message's constants
     * @param target receives {@code field.length()} bytes
     * @param start  where they begin
     */
    public final void copyText(final TextField field, final byte[] target, final int start)
    {
        System.arraycopy(buffer, at(field), target, start, field.length());
    }

    /**
     * Whether a digest field holds these 32 bytes.
     *
     * @param field  one of this message's constants
     * @param source array of the other digest
     * @param start  its position
     * @return true where all bytes agree
     */
    public final boolean isDigest(final DigestField field, final byte[] source, final int start)
    {
        return Bytes.isEqual(buffer, at(field), source, start, DigestField.LENGTH);
    }

    /**
     * Copies a digest field.
     *
     * @param field  one of this message's constants
     * @param target receives 32 bytes
     * @param start  where they begin
     */
    public final void copyDigest(final DigestField field, final byte[] target, final int start)
    {
        System.arraycopy(buffer, at(field), target, start, DigestField.LENGTH);
    }

    /** Checks what follows the header; every byte of the block may be read. */
    abstract WireStatus check();

    final void view(final byte[] source, final int at, final int size)
    {
        buffer = source;
        offset = at;
        length = size;
    }

    final void release()
    {
        view(NOTHING, 0, 0);
    }

    final void grow(final int bytes)
    {
        length += bytes;
    }

    final int templateId()
    {
        return templateId;
    }

    final int fixedLength()
    {
        return fixedLength;
    }

    final long header()
    {
        return header;
    }

    final int at(final TextField field)
    {
        return offset + field.checkedOffset(templateId);
    }

    final int at(final DigestField field)
    {
        return offset + field.checkedOffset(templateId);
    }

    final int u8(final int at)
    {
        return Bytes.u8(buffer, offset + at);
    }

    final int u16(final int at)
    {
        return Bytes.u16(buffer, offset + at);
    }

    final int i32(final int at)
    {
        return Bytes.i32(buffer, offset + at);
    }

    final long i64(final int at)
    {
        return Bytes.i64(buffer, offset + at);
    }

    final boolean isZero(final int at, final int size)
    {
        return Bytes.isZero(buffer, offset + at, size);
    }

    final boolean isCanonicalText(final TextField[] fields)
    {
        for (int i = 0; i < fields.length; i++)
        {
            if (!Bytes.isAscii(buffer, at(fields[i]), fields[i].length()))
            {
                return false;
            }
        }
        return true;
    }

    /** OK where the message ends with its block, which is the whole check of a flat message without rules. */
    final WireStatus checkFlat()
    {
        return length == fixedLength ? WireStatus.OK : WireStatus.BAD_LENGTH;
    }

    /** OK where the message ends with variable data that starts at {@code at} and is no longer than its bound. */
    final WireStatus checkTail(final int at, final int maxSize)
    {
        if (length < at + MessageHeader.SIZE_LENGTH)
        {
            return WireStatus.TOO_SHORT;
        }
        final int size = u16(at);
        if (size > maxSize)
        {
            return WireStatus.BAD_LENGTH;
        }
        final int end = at + MessageHeader.SIZE_LENGTH + size;
        return length == end ? WireStatus.OK : length < end ? WireStatus.TOO_SHORT : WireStatus.BAD_LENGTH;
    }
}
