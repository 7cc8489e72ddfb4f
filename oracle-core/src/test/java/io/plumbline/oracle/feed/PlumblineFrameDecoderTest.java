// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.feed.FeedFixture.Rescaled;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.verify.SignedFrames.Tick;
import io.plumbline.oracle.wire.WireStatus;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlumblineFrameDecoderTest
{
    private static final int ENVIRONMENT = 3;
    private static final long NULL = TickColumns.NULL_PRICE;

    private final PlumblineFrameDecoder decoder = new PlumblineFrameDecoder(ENVIRONMENT, FeedFixture.FEEDS);
    private final Slot slot = new Slot();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldDecodeWhatBigDecimalsDecode(final long seed)
    {
        final Random random = new Random(seed);
        final Set<Refusal> seen = EnumSet.noneOf(Refusal.class);
        for (int round = 0; round < 2_000; round++)
        {
            final List<Integer> feedIds = new ArrayList<>(List.of(-2, 0, 1, 99, 98));
            for (int i = 0; i < FeedFixture.SCALES.length; i++)
            {
                feedIds.add(FeedFixture.feedId(i));
            }
            Collections.shuffle(feedIds, random);
            final Tick[] ticks = new Tick[1 + random.nextInt(feedIds.size())];
            for (int i = 0; i < ticks.length; i++)
            {
                ticks[i] = tick(random, feedIds.get(i));
            }
            final byte[] frame = SignedFrames.frame(ENVIRONMENT, 1, 2, 5, round, 1_000 + round, ticks);
            final byte[] shifted = new byte[frame.length + 9];
            System.arraycopy(frame, 0, shifted, 4, frame.length);
            final Refusal refusal = decoder.decode(shifted, 4, frame.length, FeedFixture.NUMBERED, slot);
            check(ticks, refusal, seen, "seed " + seed + ", round " + round);
            if (refusal == Refusal.NONE)
            {
                assertEquals(round, slot.sequence);
                assertEquals(5, slot.sessionEpoch);
                assertEquals(1_000 + round, slot.signedAtNs);
                assertTrue(slot.isCounted);
            }
        }
        final Set<Refusal> all =
            EnumSet.of(Refusal.NONE, Refusal.PRICE_ABSENT, Refusal.PRICE_OVERFLOW, Refusal.PRECISION_LOST);
        assertEquals(all, seen, "seed " + seed);
    }

    private static Tick tick(final Random random, final int feedId)
    {
        final long price = mantissa(random);
        final boolean hasBid = random.nextInt(3) == 0;
        final boolean hasAsk = random.nextInt(3) == 0;
        return new Tick(feedId, random.nextInt(8) == 0 ? random.nextInt(256) - 128 : random.nextInt(24) - 18,
            random.nextInt(1 << 30), price, hasBid ? price - random.nextInt(5) : NULL,
            hasAsk ? mantissa(random) : NULL);
    }

    private static long mantissa(final Random random)
    {
        final long value = random.nextLong() >>> random.nextInt(64);
        return random.nextInt(8) == 0 ? -(value >>> 1) : value == NULL ? 1 : value;
    }

    private void check(final Tick[] ticks, final Refusal refusal, final Set<Refusal> seen, final String message)
    {
        int next = 0;
        for (int i = 0; i < ticks.length; i++)
        {
            final int instrument = instrument(ticks[i].feedId());
            if (instrument >= 0)
            {
                final Rescaled price = expected(instrument, ticks[i], ticks[i].price());
                final Rescaled bid = expected(instrument, ticks[i], ticks[i].bid());
                final Rescaled ask = expected(instrument, ticks[i], ticks[i].ask());
                final Refusal why = price.refusal() != Refusal.NONE ? price.refusal() :
                    bid.refusal() != Refusal.NONE ? bid.refusal() : ask.refusal();
                assertEquals(why, slot.ticks.refusal[next], message);
                assertEquals(instrument, slot.ticks.instrument[next], message);
                assertEquals(i, slot.ticks.tickIndex[next], message);
                assertEquals(ticks[i].observedAtNs(), slot.ticks.observedAtNs[next], message);
                assertEquals(why == Refusal.NONE ? price.price() : NULL, slot.ticks.price[next], message);
                assertEquals(why == Refusal.NONE ? bid.price() : NULL, slot.ticks.bid[next], message);
                assertEquals(why == Refusal.NONE ? ask.price() : NULL, slot.ticks.ask[next], message);
                seen.add(why);
                next++;
            }
        }
        assertEquals(next == 0 ? Refusal.UNKNOWN_FEED : Refusal.NONE, refusal, message);
        assertEquals(next, slot.ticks.count, message);
        assertEquals(ticks.length - next, slot.unmappedTicks, message);
    }

    private static Rescaled expected(final int instrument, final Tick tick, final long mantissa)
    {
        return mantissa == NULL ? new Rescaled(Refusal.NONE) :
            FeedFixture.rescale(instrument, BigInteger.valueOf(mantissa), tick.exponent());
    }

    private static int instrument(final int feedId)
    {
        for (int i = 0; i < FeedFixture.SCALES.length; i++)
        {
            if (FeedFixture.feedId(i) == feedId)
            {
                return i;
            }
        }
        return -1;
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldFindAFeedNamedTwiceWhereverItStands(final long seed)
    {
        final Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++)
        {
            final Tick[] ticks = new Tick[2 + random.nextInt(63)];
            final int range = 1 + random.nextInt(4_000);
            Arrays.setAll(ticks, i -> Tick.of(i == 0 ? FeedFixture.feedId(0) : random.nextInt(range) - range / 2, 0,
                1, 123_456));
            final long distinct = Arrays.stream(ticks).mapToInt(Tick::feedId).distinct().count();
            final byte[] frame = SignedFrames.frame(ENVIRONMENT, 1, 2, 5, 1, 1, ticks);
            final Refusal refusal = decoder.decode(frame, 0, frame.length, FeedFixture.NUMBERED, slot);
            assertEquals(distinct == ticks.length ? Refusal.NONE : Refusal.DUPLICATE_FEED, refusal,
                "seed " + seed + ", round " + round);
        }
    }

    @Test
    void shouldRefuseFramesOfAnotherEnvironment()
    {
        final byte[] frame = SignedFrames.frame(ENVIRONMENT + 1, 1, 2, 5, 1, 1, Tick.of(10, 0, 1, 123_456));
        assertEquals(Refusal.WRONG_ENVIRONMENT, decoder.decode(frame, 0, frame.length, FeedFixture.NUMBERED, slot));
    }

    @Test
    void contractE_shouldKnowFeedsOfTheSigningSourceOnly()
    {
        final byte[] frame = SignedFrames.frame(ENVIRONMENT, 1, 2, 5, 1, 1, Tick.of(10, 0, 1, 123_456));
        assertEquals(Refusal.NONE, decoder.decode(frame, 0, frame.length, FeedFixture.NUMBERED, slot));
        assertEquals(Refusal.UNKNOWN_FEED, decoder.decode(frame, 0, frame.length, FeedFixture.NAMED, slot));
    }

    @Test
    void shouldRefuseShortAndMiscountedFrames()
    {
        final byte[] frame = SignedFrames.frame(ENVIRONMENT, 1, 2, 5, 1, 1, Tick.of(10, 0, 1, 123_456));
        for (int length = 0; length < frame.length; length++)
        {
            assertEquals(Refusal.MALFORMED, decoder.decode(frame, 0, length, FeedFixture.NUMBERED, slot));
        }
        for (final WireStatus status : WireStatus.values())
        {
            final Refusal expected = status == WireStatus.OK ? Refusal.NONE :
                status == WireStatus.BAD_COUNT ? Refusal.POINT_COUNT : Refusal.MALFORMED;
            assertEquals(expected, PlumblineFrameDecoder.refusalOf(status));
        }
    }
}
