// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A field of 32 raw bytes, a digest, of one message. Immutable; the constants stand on the message they belong to and
 * work only with that message.
 */
public final class DigestField
{
    /** Length of every digest field in bytes. */
    public static final int LENGTH = 32;

    private final int templateId;
    private final String name;
    private final int offset;

    DigestField(final int templateId, final String name, final int offset)
    {
        this.templateId = templateId;
        this.name = name;
        this.offset = offset;
    }

    /**
     * Name of the field in the schema, for messages.
     *
     * @return the name
     */
    public String name()
    {
        return name;
    }

    /**
     * Position of the field counted from the first byte of the message, its header included.
     *
     * @return the offset in bytes
     */
    public int offset()
    {
        return offset;
    }

    /**
     * Position just past the field, where the next one starts.
     *
     * @return the offset in bytes
     */
    int end()
    {
        return offset + LENGTH;
    }

    int checkedOffset(final int template)
    {
        if (template != templateId)
        {
            throw new IllegalArgumentException("field: " + name + " belongs to template " + templateId +
                ", not to template " + template);
        }
        return offset;
    }
}
