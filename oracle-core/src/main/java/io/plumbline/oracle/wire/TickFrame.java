// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Objects;

/**
 * A provider's frame of ticks, to be read: who says what, in which order, about which feeds. The whole message, header
 * included, is what is signed. Nothing in it may be believed before its signature was checked.
 */
public final class TickFrame extends Flyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 1;
    /** Most ticks of one frame; the least is one. */
    public static final int MAX_TICKS = 64;
    /** A bid or an ask that is not given. A price is always given. */
    public static final long NULL_PRICE = Long.MIN_VALUE;

    static final int CONTEXT = MessageHeader.LENGTH;
    static final int ENVIRONMENT = CONTEXT + Context.LENGTH;
    static final int PROVIDER_ID = ENVIRONMENT + Integer.BYTES;
    static final int KEY_ID = PROVIDER_ID + Integer.BYTES;
    static final int RESERVED = KEY_ID + Integer.BYTES;
    static final int SESSION_EPOCH = RESERVED + Integer.BYTES;
    static final int SEQUENCE = SESSION_EPOCH + Long.BYTES;
    static final int SIGNED_AT = SEQUENCE + Long.BYTES;
    static final int END = SIGNED_AT + Long.BYTES;
    static final int TICK_COUNT = END + Short.BYTES;
    static final int TICKS = END + MessageHeader.DIMENSION_LENGTH;

    static final int FEED_ID = 0;
    static final int EXPONENT = FEED_ID + Integer.BYTES;
    static final int OBSERVED_AT = EXPONENT + Integer.BYTES;
    static final int PRICE = OBSERVED_AT + Long.BYTES;
    static final int BID = PRICE + Long.BYTES;
    static final int ASK = BID + Long.BYTES;
    static final int TICK_LENGTH = ASK + Long.BYTES;

    /** Length of a frame of one tick in bytes, header included. */
    public static final int MIN_LENGTH = TICKS + TICK_LENGTH;
    /** Length of a frame of {@link #MAX_TICKS} ticks in bytes, header included. */
    public static final int MAX_LENGTH = TICKS + MAX_TICKS * TICK_LENGTH;

    private int tickCount;

    /** Unwrapped; reused for one frame after the other by one thread. */
    public TickFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the environment the frame is meant for, 32 bits} */
    public int environment()
    {
        return i32(ENVIRONMENT);
    }

    /** {@return the provider, 32 bits} */
    public int providerId()
    {
        return i32(PROVIDER_ID);
    }

    /** {@return the provider's key, 32 bits} */
    public int keyId()
    {
        return i32(KEY_ID);
    }

    /** {@return the provider's session, 64 bits, unsigned and rising} */
    public long sessionEpoch()
    {
        return i64(SESSION_EPOCH);
    }

    /** {@return the number of the frame within key and session, 64 bits, unsigned} */
    public long sequence()
    {
        return i64(SEQUENCE);
    }

    /** {@return the time of signing, nanoseconds since 1970-01-01 UTC, not negative} */
    public long signedAtNs()
    {
        return i64(SIGNED_AT);
    }

    /** {@return how many ticks there are, 1..{@link #MAX_TICKS}} */
    public int tickCount()
    {
        return u16(TICK_COUNT);
    }

    /**
     * The provider's number of the feed.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return 32 bits
     */
    public int feedId(final int tick)
    {
        return i32(tickAt(tick) + FEED_ID);
    }

    /**
     * The scale of price, bid and ask: each is a mantissa times ten to this power.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return -128..127
     */
    public int exponent(final int tick)
    {
        return (byte)u8(tickAt(tick) + EXPONENT);
    }

    /**
     * When the provider saw the price.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return nanoseconds since 1970-01-01 UTC, not negative
     */
    public long observedAtNs(final int tick)
    {
        return i64(tickAt(tick) + OBSERVED_AT);
    }

    /**
     * The price.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return mantissa at {@link #exponent}, never {@link #NULL_PRICE}
     */
    public long price(final int tick)
    {
        return i64(tickAt(tick) + PRICE);
    }

    /**
     * The bid.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return mantissa at {@link #exponent}, or {@link #NULL_PRICE}
     */
    public long bid(final int tick)
    {
        return i64(tickAt(tick) + BID);
    }

    /**
     * The ask.
     *
     * @param tick 0..{@link #tickCount()}-1
     * @return mantissa at {@link #exponent}, or {@link #NULL_PRICE}
     */
    public long ask(final int tick)
    {
        return i64(tickAt(tick) + ASK);
    }

    @Override
    WireStatus check()
    {
        if (!Context.TICK.isAt(buffer(), offset() + CONTEXT))
        {
            return WireStatus.BAD_CONTEXT;
        }
        if (length() < TICKS)
        {
            return WireStatus.TOO_SHORT;
        }
        if (u16(END) != TICK_LENGTH)
        {
            return WireStatus.BAD_HEADER;
        }
        tickCount = u16(TICK_COUNT);
        if (tickCount < 1 || tickCount > MAX_TICKS)
        {
            return WireStatus.BAD_COUNT;
        }
        final int end = TICKS + tickCount * TICK_LENGTH;
        if (length() != end)
        {
            return length() < end ? WireStatus.TOO_SHORT : WireStatus.BAD_LENGTH;
        }
        if (signedAtNs() < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return isZero(RESERVED, Integer.BYTES) ? checkTicks() : WireStatus.BAD_PADDING;
    }

    private WireStatus checkTicks()
    {
        for (int tick = 0; tick < tickCount; tick++)
        {
            final int at = TICKS + tick * TICK_LENGTH;
            if (i32(at + EXPONENT) >>> Byte.SIZE != 0)
            {
                return WireStatus.BAD_PADDING;
            }
            if (i64(at + PRICE) == NULL_PRICE || i64(at + OBSERVED_AT) < 0)
            {
                return WireStatus.BAD_VALUE;
            }
        }
        return WireStatus.OK;
    }

    private int tickAt(final int tick)
    {
        return TICKS + Objects.checkIndex(tick, tickCount) * TICK_LENGTH;
    }
}
