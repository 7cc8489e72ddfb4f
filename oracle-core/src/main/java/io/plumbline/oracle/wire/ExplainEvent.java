// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Somebody asks why an instrument's price is what it is. It moves nothing: its answer leaves beside the ring. */
public final class ExplainEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 25;

    private static final int INSTRUMENT = COMMAND_FIELDS;
    private static final int RESERVED = INSTRUMENT + Integer.BYTES;
    private static final int END = RESERVED + Integer.BYTES;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public ExplainEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the dense number of the instrument} */
    public int instrument()
    {
        return i32(INSTRUMENT);
    }

    /**
     * Sets the dense number of the instrument.
     *
     * @param instrument not negative; else refused
     */
    public void instrument(final int instrument)
    {
        putIndex(INSTRUMENT, instrument);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, Integer.BYTES))
        {
            return WireStatus.BAD_PADDING;
        }
        if (i32(INSTRUMENT) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return checkFlat();
    }
}
