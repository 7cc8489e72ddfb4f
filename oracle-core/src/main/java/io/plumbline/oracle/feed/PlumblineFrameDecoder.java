// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.WireStatus;

/**
 * Reads Plumbline's own frame. Session epoch, sequence and exponents stand in the signed bytes; which feed means which
 * instrument comes from configuration. One thread; allocates nothing.
 *
 * <p>A tick without a positive price is PRICE_ABSENT, one that does not fit the instrument's scale PRICE_OVERFLOW, one
 * left with too few digits PRECISION_LOST; the same holds for a bid or ask that is given.
 */
public final class PlumblineFrameDecoder implements FeedDecoder
{
    private final int environment;
    private final FeedMap feeds;
    private final TickFrame frame = new TickFrame();

    /**
     * Creates a decoder for one thread.
     *
     * @param environment the deployment frames must be meant for.
     * @param feeds       what feeds mean.
     */
    public PlumblineFrameDecoder(final int environment, final FeedMap feeds)
    {
        this.environment = environment;
        this.feeds = feeds;
    }

    /**
     * What a frame that is not canonical is refused with. Any thread.
     *
     * @param status what the frame's check said.
     * @return NONE for OK, POINT_COUNT where the number of ticks is out of range, else MALFORMED.
     */
    public static Refusal refusalOf(final WireStatus status)
    {
        return status == WireStatus.OK ? Refusal.NONE :
            status == WireStatus.BAD_COUNT ? Refusal.POINT_COUNT : Refusal.MALFORMED;
    }

    @Override
    public Refusal decode(
        final byte[] signed, final int offset, final int length, final int source, final Slot slot)
    {
        final WireStatus status = frame.wrap(signed, offset, length);
        if (status != WireStatus.OK)
        {
            return refusalOf(status);
        }
        if (frame.environment() != environment)
        {
            return Refusal.WRONG_ENVIRONMENT;
        }
        if (isFeedTwice())
        {
            return Refusal.DUPLICATE_FEED;
        }
        slot.sessionEpoch = frame.sessionEpoch();
        slot.sequence = frame.sequence();
        slot.isCounted = true;
        slot.signedAtNs = frame.signedAtNs();
        slot.unmappedTicks = 0;
        slot.ticks.count = 0;
        for (int tick = 0; tick < frame.tickCount(); tick++)
        {
            final int feed = feeds.numbered(source, frame.feedId(tick));
            if (feed == FeedMap.NONE)
            {
                slot.unmappedTicks++;
            }
            else
            {
                add(slot.ticks, tick, feed);
            }
        }
        return slot.ticks.count == 0 ? Refusal.UNKNOWN_FEED : Refusal.NONE;
    }

    private void add(final TickColumns ticks, final int tick, final int feed)
    {
        final int exponent = frame.exponent(tick);
        final long price = feeds.rescale(feed, frame.price(tick), exponent);
        final long bid = side(feed, frame.bid(tick), exponent);
        final long ask = side(feed, frame.ask(tick), exponent);
        Refusal why = Mantissa.fault(frame.price(tick), price);
        if (why == Refusal.NONE)
        {
            why = sideFault(frame.bid(tick), bid);
        }
        if (why == Refusal.NONE)
        {
            why = sideFault(frame.ask(tick), ask);
        }
        final boolean isGood = why == Refusal.NONE;
        ticks.add(
            feeds.instrument(feed),
            tick,
            frame.observedAtNs(tick),
            isGood ? price : TickColumns.NULL_PRICE,
            isGood ? bid : TickColumns.NULL_PRICE,
            isGood ? ask : TickColumns.NULL_PRICE,
            why);
    }

    private long side(final int feed, final long mantissa, final int exponent)
    {
        return mantissa == TickFrame.NULL_PRICE ? TickColumns.NULL_PRICE : feeds.rescale(feed, mantissa, exponent);
    }

    private static Refusal sideFault(final long mantissa, final long rescaled)
    {
        return mantissa == TickFrame.NULL_PRICE ? Refusal.NONE : Mantissa.fault(mantissa, rescaled);
    }

    /** Frames list feeds in rising order as a rule; only one that falls back is compared with all before it. */
    private boolean isFeedTwice()
    {
        int highest = frame.feedId(0);
        for (int tick = 1; tick < frame.tickCount(); tick++)
        {
            final int feedId = frame.feedId(tick);
            if (feedId > highest)
            {
                highest = feedId;
            }
            else if (isBefore(tick, feedId))
            {
                return true;
            }
        }
        return false;
    }

    private boolean isBefore(final int tick, final int feedId)
    {
        for (int earlier = 0; earlier < tick; earlier++)
        {
            if (frame.feedId(earlier) == feedId)
            {
                return true;
            }
        }
        return false;
    }
}
