// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** A connection opened or closed. */
public final class ConnectionEvent extends Event
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 18;

    private static final int RESERVED_LENGTH = 3;

    private static final int CONNECTION = FIELDS;
    private static final int OPEN = CONNECTION + Integer.BYTES;
    private static final int RESERVED = OPEN + 1;
    private static final int END = RESERVED + RESERVED_LENGTH;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public ConnectionEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the dense number of the connection} */
    public int connection()
    {
        return i32(CONNECTION);
    }

    /**
     * Sets the dense number of the connection.
     *
     * @param connection not negative; else refused
     */
    public void connection(final int connection)
    {
        putIndex(CONNECTION, connection);
    }

    /** {@return true where the connection opened, false where it closed} */
    public boolean isOpen()
    {
        return u8(OPEN) == 1;
    }

    /**
     * Sets whether the connection opened or closed.
     *
     * @param isOpen true where it opened
     */
    public void open(final boolean isOpen)
    {
        putU8(OPEN, isOpen ? 1 : 0);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (u8(OPEN) > 1 || i32(CONNECTION) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return checkFlat();
    }
}
