// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import java.util.Arrays;

/**
 * Reads a RedStone data package:
 * {@code (feedId[32] ‖ value[valueSize])* ‖ timestampMs[6] ‖ valueSize[4] ‖ pointCount[3]}, big-endian, feed ids
 * strictly ascending. Nothing in it says the scale: that comes from configuration. One thread; allocates nothing.
 *
 * <p>The format counts nothing, so the sequence is the signed time. A value of zero is PRICE_ABSENT, one above 63 bits
 * or out of the instrument's scale PRICE_OVERFLOW, one left with too few digits PRECISION_LOST.
 */
public final class RedStonePackageDecoder implements FeedDecoder
{
    /** Most points of one package. */
    public static final int MAX_POINTS = TickColumns.MAX_TICKS;

    private static final int FEED_ID_LENGTH = FeedMap.NAME_LENGTH;
    private static final int MAX_VALUE_SIZE = 32;
    private static final int TIME_LENGTH = 6;
    private static final int VALUE_SIZE_LENGTH = 4;
    private static final int POINT_COUNT_LENGTH = 3;
    private static final int TRAILER_LENGTH = TIME_LENGTH + VALUE_SIZE_LENGTH + POINT_COUNT_LENGTH;
    private static final long NS_PER_MS = 1_000_000L;
    private static final long MAX_TIME_MS = Long.MAX_VALUE / NS_PER_MS;
    private static final long TOO_LARGE = -1;

    private final FeedMap feeds;

    /**
     * Creates a decoder for one thread.
     *
     * @param feeds what feeds mean and at which scale.
     */
    public RedStonePackageDecoder(final FeedMap feeds)
    {
        this.feeds = feeds;
    }

    /**
     * Whether the trailer and the length agree with each other. Any thread; needs no authentic bytes.
     *
     * @param bytes  holds the package without its signature.
     * @param offset of the first byte, within the array.
     * @param length how many, within the array.
     * @return NONE, POINT_COUNT for no point or more than {@link #MAX_POINTS}, or MALFORMED.
     */
    public static Refusal shape(final byte[] bytes, final int offset, final int length)
    {
        if (length < TRAILER_LENGTH)
        {
            return Refusal.MALFORMED;
        }
        final int end = offset + length;
        final long pointCount = unsigned(bytes, end - POINT_COUNT_LENGTH, POINT_COUNT_LENGTH);
        if (pointCount < 1 || pointCount > MAX_POINTS)
        {
            return Refusal.POINT_COUNT;
        }
        final long valueSize = valueSize(bytes, end);
        if (valueSize < 1 || valueSize > MAX_VALUE_SIZE ||
            length != pointCount * (FEED_ID_LENGTH + valueSize) + TRAILER_LENGTH)
        {
            return Refusal.MALFORMED;
        }
        return timeMs(bytes, end) <= MAX_TIME_MS ? Refusal.NONE : Refusal.MALFORMED;
    }

    /**
     * The package's time. Any thread; true only where the bytes are authentic.
     *
     * @param bytes  holds a package for which {@link #shape} is NONE.
     * @param offset of the first byte.
     * @param length how many.
     * @return epoch nanoseconds.
     */
    public static long signedAtNs(final byte[] bytes, final int offset, final int length)
    {
        return timeMs(bytes, offset + length) * NS_PER_MS;
    }

    @Override
    public Refusal decode(
        final byte[] signed, final int offset, final int length, final int source, final Slot slot)
    {
        final Refusal shape = shape(signed, offset, length);
        if (shape != Refusal.NONE)
        {
            return shape;
        }
        final int valueSize = (int)valueSize(signed, offset + length);
        final int pointLength = FEED_ID_LENGTH + valueSize;
        final int pointCount = (length - TRAILER_LENGTH) / pointLength;
        slot.sessionEpoch = 0;
        slot.signedAtNs = signedAtNs(signed, offset, length);
        slot.sequence = slot.signedAtNs;
        slot.isCounted = false;
        slot.unmappedTicks = 0;
        slot.ticks.count = 0;
        for (int point = 0; point < pointCount; point++)
        {
            final int at = offset + point * pointLength;
            final int order = point == 0 ? -1 : Arrays.compareUnsigned(
                signed, at - pointLength, at - pointLength + FEED_ID_LENGTH, signed, at, at + FEED_ID_LENGTH);
            if (order >= 0)
            {
                return order == 0 ? Refusal.DUPLICATE_FEED : Refusal.MALFORMED;
            }
            final int feed = feeds.named(source, signed, at);
            if (feed == FeedMap.NONE)
            {
                slot.unmappedTicks++;
            }
            else
            {
                add(slot, point, feed, value(signed, at + FEED_ID_LENGTH, valueSize));
            }
        }
        return slot.ticks.count == 0 ? Refusal.UNKNOWN_FEED : Refusal.NONE;
    }

    private void add(final Slot slot, final int point, final int feed, final long value)
    {
        final long price = value == TOO_LARGE ? value : feeds.rescale(feed, value, feeds.exponent(feed));
        final Refusal why = value == TOO_LARGE ? Refusal.PRICE_OVERFLOW : Mantissa.fault(value, price);
        slot.ticks.add(
            feeds.instrument(feed),
            point,
            slot.signedAtNs,
            why == Refusal.NONE ? price : TickColumns.NULL_PRICE,
            TickColumns.NULL_PRICE,
            TickColumns.NULL_PRICE,
            why);
    }

    private static long timeMs(final byte[] bytes, final int end)
    {
        return unsigned(bytes, end - TRAILER_LENGTH, TIME_LENGTH);
    }

    private static long valueSize(final byte[] bytes, final int end)
    {
        return unsigned(bytes, end - POINT_COUNT_LENGTH - VALUE_SIZE_LENGTH, VALUE_SIZE_LENGTH);
    }

    /** A point's value, or TOO_LARGE above 63 bits. */
    private static long value(final byte[] bytes, final int at, final int size)
    {
        final int head = Math.max(0, size - Long.BYTES);
        for (int i = 0; i < head; i++)
        {
            if (bytes[at + i] != 0)
            {
                return TOO_LARGE;
            }
        }
        final long value = unsigned(bytes, at + head, size - head);
        return value < 0 ? TOO_LARGE : value;
    }

    private static long unsigned(final byte[] bytes, final int at, final int size)
    {
        long value = 0;
        for (int i = 0; i < size; i++)
        {
            value = (value << Byte.SIZE) | (bytes[at + i] & 0xFF);
        }
        return value;
    }
}
