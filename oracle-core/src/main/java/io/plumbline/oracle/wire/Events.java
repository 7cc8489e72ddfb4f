// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Tells which message bytes claim to be, so that a journal or a stage can choose the flyweight that then checks them.
 * A pure function, for any thread.
 */
public final class Events
{
    /** Template id of what is none of our messages. */
    public static final int UNKNOWN = 0;

    private Events()
    {
    }

    /**
     * Template id of a message, read from its header alone. Never throws on any bytes.
     *
     * @param source array that holds the message
     * @param at     position of the first header byte
     * @param size   length of the message
     * @return the template id, or {@link #UNKNOWN} where the header is cut off or of another schema or version
     */
    public static int templateId(final byte[] source, final int at, final int size)
    {
        if (size < MessageHeader.LENGTH || !Bytes.isInside(source, at, size))
        {
            return UNKNOWN;
        }
        final long word = Bytes.i64(source, at);
        return MessageHeader.isOurs(word) ? MessageHeader.templateId(word) : UNKNOWN;
    }
}
