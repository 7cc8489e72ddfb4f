// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A fixed text field of one message: bytes 0x21..0x7e, then zeros to its length. An empty text means absent.
 * Immutable; the constants stand on the message they belong to and work only with that message.
 */
public final class TextField
{
    private final int templateId;
    private final String name;
    private final int offset;
    private final int length;

    TextField(final int templateId, final String name, final int offset, final int length)
    {
        this.templateId = templateId;
        this.name = name;
        this.offset = offset;
        this.length = length;
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
     * Length of the field in bytes, padding included.
     *
     * @return the length in bytes
     */
    public int length()
    {
        return length;
    }

    int end()
    {
        return offset + length;
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
