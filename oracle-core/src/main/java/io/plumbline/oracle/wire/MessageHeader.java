// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * The SBE message header: blockLength u16, templateId u16, schemaId u16, version u16. Since a reader accepts exactly
 * one version, the header is a constant of each message and is compared as one 64-bit word.
 */
final class MessageHeader
{
    static final int LENGTH = 8;
    static final int SCHEMA_ID = 7701;
    static final int VERSION = 0;
    /** Length of a group dimension: blockLength u16, numInGroup u16. */
    static final int DIMENSION_LENGTH = 4;
    /** Length of the size in front of variable data. */
    static final int SIZE_LENGTH = 2;

    private static final int TEMPLATE_SHIFT = 16;
    private static final int SCHEMA_SHIFT = 32;
    private static final int VERSION_SHIFT = 48;
    private static final int U16_MASK = 0xFFFF;

    private MessageHeader()
    {
    }

    static long word(final int templateId, final int blockLength)
    {
        return (long)blockLength |
            (long)templateId << TEMPLATE_SHIFT |
            (long)SCHEMA_ID << SCHEMA_SHIFT |
            (long)VERSION << VERSION_SHIFT;
    }

    static int templateId(final long word)
    {
        return (int)(word >>> TEMPLATE_SHIFT) & U16_MASK;
    }

    static boolean isOurs(final long word)
    {
        return word >>> SCHEMA_SHIFT == ((long)SCHEMA_ID | (long)VERSION << (VERSION_SHIFT - SCHEMA_SHIFT));
    }
}
