// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Writes a frame of ticks for a provider: {@link #begin}, {@link #addTick} once to 64 times, {@link #finish}; the bytes
 * written are what the provider then signs. Refuses junk with IllegalArgumentException naming field and value. One
 * thread; no allocation but that of an exception.
 */
public final class TickFrameEncoder
{
    private static final int NOT_BEGUN = -1;
    private static final long HEADER =
        MessageHeader.word(TickFrame.TEMPLATE_ID, TickFrame.END - MessageHeader.LENGTH);

    private byte[] buffer = new byte[0];
    private int offset;
    private int tickCount = NOT_BEGUN;

    /** Reused for one frame after the other by one thread. */
    public TickFrameEncoder()
    {
    }

    /**
     * Starts a frame; one that was not finished is given up.
     *
     * @param target       array to write into, with room for at least one tick
     * @param at           position of the first header byte
     * @param environment  the environment the frame is meant for, 32 bits
     * @param providerId   the provider, 32 bits
     * @param keyId        the provider's key, 32 bits
     * @param sessionEpoch the provider's session, 64 bits, unsigned and rising
     * @param sequence     the number of the frame within key and session, 64 bits, unsigned
     * @param signedAtNs   the time of signing, nanoseconds since 1970-01-01 UTC, not negative
     * @return this
     */
    public TickFrameEncoder begin(
        final byte[] target,
        final int at,
        final int environment,
        final int providerId,
        final int keyId,
        final long sessionEpoch,
        final long sequence,
        final long signedAtNs)
    {
        tickCount = NOT_BEGUN;
        if (!Bytes.isInside(target, at, TickFrame.MIN_LENGTH))
        {
            throw new IllegalArgumentException(
                "target: " + TickFrame.MIN_LENGTH + " bytes needed at " + at + ", array holds " + target.length);
        }
        requireTime("signedAtNs", signedAtNs);
        buffer = target;
        offset = at;
        tickCount = 0;
        Bytes.putI64(target, at, HEADER);
        Context.TICK.put(target, at + TickFrame.CONTEXT);
        Bytes.putU32(target, at + TickFrame.ENVIRONMENT, environment);
        Bytes.putU32(target, at + TickFrame.PROVIDER_ID, providerId);
        Bytes.putU32(target, at + TickFrame.KEY_ID, keyId);
        Bytes.putU32(target, at + TickFrame.RESERVED, 0);
        Bytes.putI64(target, at + TickFrame.SESSION_EPOCH, sessionEpoch);
        Bytes.putI64(target, at + TickFrame.SEQUENCE, sequence);
        Bytes.putI64(target, at + TickFrame.SIGNED_AT, signedAtNs);
        Bytes.putU16(target, at + TickFrame.END, TickFrame.TICK_LENGTH);
        return this;
    }

    /**
     * Adds a tick.
     *
     * @param feedId       the provider's number of the feed, 32 bits
     * @param exponent     scale of price, bid and ask, -128..127
     * @param observedAtNs when the price was seen, nanoseconds since 1970-01-01 UTC, not negative
     * @param price        mantissa, not {@link TickFrame#NULL_PRICE}
     * @param bid          mantissa or {@link TickFrame#NULL_PRICE}
     * @param ask          mantissa or {@link TickFrame#NULL_PRICE}
     * @return this
     */
    public TickFrameEncoder addTick(
        final int feedId, final int exponent, final long observedAtNs, final long price, final long bid, final long ask)
    {
        requireBegun();
        final int at = TickFrame.TICKS + tickCount * TickFrame.TICK_LENGTH;
        if (tickCount == TickFrame.MAX_TICKS)
        {
            throw new IllegalArgumentException("tickCount: " + (tickCount + 1) + ", at most " + TickFrame.MAX_TICKS);
        }
        if (!Bytes.isInside(buffer, offset, at + TickFrame.TICK_LENGTH))
        {
            throw new IllegalArgumentException(
                "target: no room for tick " + (tickCount + 1) + ", array holds " + buffer.length);
        }
        if ((byte)exponent != exponent)
        {
            throw new IllegalArgumentException("exponent: " + exponent + ", must lie within -128..127");
        }
        if (price == TickFrame.NULL_PRICE)
        {
            throw new IllegalArgumentException("price: " + price + " stands for no price");
        }
        requireTime("observedAtNs", observedAtNs);
        Bytes.putU32(buffer, offset + at + TickFrame.FEED_ID, feedId);
        Bytes.putU32(buffer, offset + at + TickFrame.EXPONENT, exponent & 0xFF);
        Bytes.putI64(buffer, offset + at + TickFrame.OBSERVED_AT, observedAtNs);
        Bytes.putI64(buffer, offset + at + TickFrame.PRICE, price);
        Bytes.putI64(buffer, offset + at + TickFrame.BID, bid);
        Bytes.putI64(buffer, offset + at + TickFrame.ASK, ask);
        tickCount++;
        return this;
    }

    /**
     * Ends the frame.
     *
     * @return its length in bytes, header included: what to sign
     */
    public int finish()
    {
        requireBegun();
        if (tickCount == 0)
        {
            throw new IllegalArgumentException("tickCount: 0, at least 1");
        }
        Bytes.putU16(buffer, offset + TickFrame.TICK_COUNT, tickCount);
        final int length = TickFrame.TICKS + tickCount * TickFrame.TICK_LENGTH;
        tickCount = NOT_BEGUN;
        return length;
    }

    private void requireBegun()
    {
        if (tickCount == NOT_BEGUN)
        {
            throw new IllegalStateException("no frame was begun");
        }
    }

    private static void requireTime(final String field, final long timeNs)
    {
        if (timeNs < 0)
        {
            throw new IllegalArgumentException(field + ": " + timeNs + ", must not be negative");
        }
    }
}
