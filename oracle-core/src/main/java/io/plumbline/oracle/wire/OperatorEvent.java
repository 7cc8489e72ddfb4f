// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.nio.charset.StandardCharsets;

/**
 * What an operator's commands share: their number at the door, who gave them, and the reason given, which ends them.
 */
public abstract class OperatorEvent extends CommandEvent
{
    /** Most bytes of a reason, as UTF-8. */
    public static final int MAX_REASON = 256;

    static final int OPERATOR = COMMAND_FIELDS + Long.BYTES;
    static final int OPERATOR_LENGTH = 32;
    /** Where the fields of the particular command begin. */
    static final int OPERATOR_FIELDS = OPERATOR + OPERATOR_LENGTH;

    private static final int ADMIN_SEQUENCE = COMMAND_FIELDS;

    OperatorEvent(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /** {@return the number of the command at its door, 1 and up; 0 for the engine itself} */
    public final long adminSequence()
    {
        return i64(ADMIN_SEQUENCE);
    }

    /**
     * Sets the number of the command at its door.
     *
     * @param adminSequence 1 and up; 0 for the engine itself
     */
    public final void adminSequence(final long adminSequence)
    {
        putI64(ADMIN_SEQUENCE, adminSequence);
    }

    /** {@return position in {@link #buffer()} of the reason's UTF-8 bytes} */
    public final int reasonOffset()
    {
        return offset() + fixedLength() + MessageHeader.SIZE_LENGTH;
    }

    /** {@return length of the reason, 0..{@link #MAX_REASON} bytes} */
    public final int reasonLength()
    {
        return u16(fixedLength());
    }

    /** {@return the reason; allocates, for the edge only} */
    public final String reason()
    {
        return new String(buffer(), reasonOffset(), reasonLength(), StandardCharsets.UTF_8);
    }

    /**
     * Appends the reason, once; left out, it is empty.
     *
     * @param source array that holds well-formed UTF-8
     * @param start  its position
     * @param size   0..{@link #MAX_REASON}; else refused
     */
    public final void reason(final byte[] source, final int start, final int size)
    {
        refuseUnless(length() == fixedLength() && Bytes.isInside(source, start, size) &&
            Utf8.isWellFormed(source, start, size));
        append(source, start, size, MAX_REASON);
    }

    @Override
    final void complete()
    {
        if (length() == fixedLength())
        {
            append(buffer(), offset(), 0, MAX_REASON);
        }
        refuseUnless(checkFields() == WireStatus.OK);
    }

    @Override
    final WireStatus check()
    {
        final WireStatus fields = checkFields();
        if (fields != WireStatus.OK)
        {
            return fields;
        }
        final WireStatus tail = checkTail(fixedLength(), MAX_REASON);
        if (tail != WireStatus.OK)
        {
            return tail;
        }
        return Utf8.isWellFormed(buffer(), reasonOffset(), reasonLength()) ? WireStatus.OK : WireStatus.BAD_TEXT;
    }

    /** The rules of everything in front of the reason. */
    abstract WireStatus checkFields();
}
