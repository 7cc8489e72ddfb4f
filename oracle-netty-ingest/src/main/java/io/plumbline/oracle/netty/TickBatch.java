// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.wire.TickFrame;

/**
 * Up to 64 ticks on their way into one frame. Owned, filled and reused by one thread; allocates nothing after it was
 * made.
 */
public final class TickBatch
{
    /** Most ticks of a batch. */
    public static final int MAX_TICKS = TickFrame.MAX_TICKS;

    /** A bid or an ask that is not given. */
    public static final long NULL_PRICE = TickFrame.NULL_PRICE;

    private final int[] feedIds = new int[MAX_TICKS];
    private final byte[] exponents = new byte[MAX_TICKS];
    private final long[] observedAtsNs = new long[MAX_TICKS];
    private final long[] prices = new long[MAX_TICKS];
    private final long[] bids = new long[MAX_TICKS];
    private final long[] asks = new long[MAX_TICKS];
    private int size;

    /**
     * An empty batch.
     */
    public TickBatch()
    {
    }

    /**
     * Empties the batch.
     *
     * @return this.
     */
    public TickBatch clear()
    {
        size = 0;
        return this;
    }

    /**
     * Adds a tick without bid and ask.
     *
     * @param feedId       the provider's number of the feed, 32 bits.
     * @param exponent     the price is the mantissa times ten to this power, -128 to 127.
     * @param observedAtNs when the price was seen, nanoseconds since 1970-01-01 UTC, not negative.
     * @param price        mantissa.
     * @return this.
     * @throws IllegalArgumentException naming the field that is out of range, or when the batch is full.
     */
    public TickBatch add(final int feedId, final int exponent, final long observedAtNs, final long price)
    {
        return add(feedId, exponent, observedAtNs, price, NULL_PRICE, NULL_PRICE);
    }

    /**
     * Adds a tick.
     *
     * @param feedId       the provider's number of the feed, 32 bits.
     * @param exponent     price, bid and ask are mantissas times ten to this power, -128 to 127.
     * @param observedAtNs when the price was seen, nanoseconds since 1970-01-01 UTC, not negative.
     * @param price        mantissa.
     * @param bid          mantissa or {@link #NULL_PRICE}.
     * @param ask          mantissa or {@link #NULL_PRICE}.
     * @return this.
     * @throws IllegalArgumentException naming the field that is out of range, or when the batch is full.
     */
    public TickBatch add(
        final int feedId, final int exponent, final long observedAtNs, final long price, final long bid, final long ask)
    {
        if (size == MAX_TICKS)
        {
            throw new IllegalArgumentException("size must be at most " + MAX_TICKS + ", was " + (size + 1));
        }
        if (price == NULL_PRICE)
        {
            throw new IllegalArgumentException("price must be given, was " + price);
        }
        if (observedAtNs < 0)
        {
            throw new IllegalArgumentException("observedAtNs must not be negative, was " + observedAtNs);
        }
        feedIds[size] = feedId;
        exponents[size] = (byte)Check.range("exponent", exponent, Byte.MIN_VALUE, Byte.MAX_VALUE);
        observedAtsNs[size] = observedAtNs;
        prices[size] = price;
        bids[size] = bid;
        asks[size] = ask;
        size++;
        return this;
    }

    /** {@return how many ticks there are, 0 to 64} */
    public int size()
    {
        return size;
    }

    int feedId(final int tick)
    {
        return feedIds[tick];
    }

    int exponent(final int tick)
    {
        return exponents[tick];
    }

    long observedAtNs(final int tick)
    {
        return observedAtsNs[tick];
    }

    long price(final int tick)
    {
        return prices[tick];
    }

    long bid(final int tick)
    {
        return bids[tick];
    }

    long ask(final int tick)
    {
        return asks[tick];
    }
}
