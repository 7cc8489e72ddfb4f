// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What time it is. The clock event is the only thing that moves the engine while nothing else happens.
 */
public final class ClockEvent extends Event
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 17;

    private static final int WALL = FIELDS;
    private static final int END = WALL + Long.BYTES;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public ClockEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the wall clock, nanoseconds since 1970-01-01 UTC} */
    public long wallNs()
    {
        return i64(WALL);
    }

    /**
     * Sets the wall clock.
     *
     * @param wallNs nanoseconds since 1970-01-01 UTC
     */
    public void wallNs(final long wallNs)
    {
        putI64(WALL, wallNs);
    }

    @Override
    WireStatus check()
    {
        return checkFlat();
    }
}
