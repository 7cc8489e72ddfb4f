// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What all events share that somebody awaits an answer for: a correlation follows the time of receipt.
 */
public abstract class CommandEvent extends Event
{
    /** Position of the correlation in the message. */
    public static final int CORRELATION = FIELDS;

    /** Where the fields of the particular command begin. */
    static final int COMMAND_FIELDS = CORRELATION + Long.BYTES;

    CommandEvent(final int templateId, final int blockEnd)
    {
        super(templateId, blockEnd);
    }

    /**
     * Ties the answer to the command; chosen by whoever offers it.
     *
     * @return 64 bits, equal in command and answer
     */
    public final long correlation()
    {
        return i64(FIELDS);
    }

    /**
     * Sets what ties the answer to the command.
     *
     * @param correlation 64 bits, equal in command and answer
     */
    public final void correlation(final long correlation)
    {
        putI64(FIELDS, correlation);
    }
}
