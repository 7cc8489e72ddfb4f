// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.feed.FeedFixture.Rescaled;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.verify.SignedFrames.Point;
import java.math.BigInteger;
import java.nio.ByteBuffer;
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

final class RedStonePackageDecoderTest
{
    private static final long TIME_MS = 1_760_000_000_000L;

    private final RedStonePackageDecoder decoder = new RedStonePackageDecoder(FeedFixture.FEEDS);
    private final Slot slot = new Slot();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldDecodeWhatBigDecimalsDecode(final long seed)
    {
        final Random random = new Random(seed);
        final Set<Refusal> seen = EnumSet.noneOf(Refusal.class);
        for (int round = 0; round < 2_000; round++)
        {
            final int valueSize = 1 + random.nextInt(32);
            final List<String> names = new ArrayList<>(List.of("A", "ASSET", "ASSET-", "ASSET-AA", "ZZZ"));
            for (int i = 0; i < FeedFixture.SCALES.length; i++)
            {
                names.add(FeedFixture.symbol(i));
            }
            Collections.shuffle(names, random);
            final Point[] points = new Point[1 + random.nextInt(names.size())];
            Arrays.setAll(points, i -> new Point(names.get(i),
                new BigInteger(random.nextInt(Math.min(8 * valueSize, 70) + 1), random)));
            Arrays.sort(points, (left, right) -> left.feedName().compareTo(right.feedName()));
            final long timeMs = TIME_MS + random.nextInt();
            final byte[] bytes = SignedFrames.redStonePackage(timeMs, valueSize, points);
            final byte[] shifted = new byte[bytes.length + 9];
            System.arraycopy(bytes, 0, shifted, 4, bytes.length);
            slot.sessionEpoch = round;
            slot.isCounted = true;
            final Refusal refusal = decoder.decode(shifted, 4, bytes.length, FeedFixture.NAMED, slot);
            check(points, timeMs * 1_000_000, refusal, seen, "seed " + seed + ", round " + round);
        }
        final Set<Refusal> all =
            EnumSet.of(Refusal.NONE, Refusal.PRICE_ABSENT, Refusal.PRICE_OVERFLOW, Refusal.PRECISION_LOST);
        assertEquals(all, seen, "seed " + seed);
    }

    private void check(
        final Point[] points,
        final long timeNs,
        final Refusal refusal,
        final Set<Refusal> seen,
        final String message)
    {
        int next = 0;
        for (int i = 0; i < points.length; i++)
        {
            final int instrument = FeedFixture.CONFIG.instrumentId(points[i].feedName());
            if (instrument >= 0)
            {
                final BigInteger value = points[i].value();
                final Rescaled price = value.bitLength() > 63 ? new Rescaled(Refusal.PRICE_OVERFLOW) :
                    FeedFixture.rescale(instrument, value, -FeedFixture.DECIMALS[instrument]);
                assertEquals(price.refusal(), slot.ticks.refusal[next], message);
                assertEquals(price.price(), slot.ticks.price[next], message);
                assertEquals(TickColumns.NULL_PRICE, slot.ticks.bid[next], message);
                assertEquals(TickColumns.NULL_PRICE, slot.ticks.ask[next], message);
                assertEquals(instrument, slot.ticks.instrument[next], message);
                assertEquals(i, slot.ticks.tickIndex[next], message);
                assertEquals(timeNs, slot.ticks.observedAtNs[next], message);
                seen.add(price.refusal());
                next++;
            }
        }
        assertEquals(next == 0 ? Refusal.UNKNOWN_FEED : Refusal.NONE, refusal, message);
        assertEquals(next, slot.ticks.count, message);
        assertEquals(points.length - next, slot.unmappedTicks, message);
        assertEquals(timeNs, slot.signedAtNs, message);
        assertEquals(timeNs, slot.sequence, message);
        assertEquals(0, slot.sessionEpoch, message);
        assertFalse(slot.isCounted);
    }

    @Test
    void shouldRefuseEveryLengthButItsOwn()
    {
        final byte[] bytes = SignedFrames.redStonePackage(TIME_MS, Point.of("ASSET-A", 5_000_000), Point.of("B", 2));
        final byte[] padded = Arrays.copyOf(bytes, bytes.length + 80);
        assertEquals(Refusal.NONE, decode(padded, 0, bytes.length));
        for (int cut = 1; cut <= bytes.length; cut++)
        {
            assertEquals(Refusal.MALFORMED, decode(padded, cut, bytes.length - cut), "from " + cut);
            assertNotEquals(Refusal.NONE, decode(padded, 0, bytes.length - cut), "to " + (bytes.length - cut));
        }
        final byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 1, bytes.length);
        assertEquals(Refusal.MALFORMED, decode(longer, 0, longer.length));
    }

    @Test
    void shouldRefuseWrongPointCountsBeforeAnyMultiplication()
    {
        for (final int count : new int[] {0, 65, 66, 1 << 16, (1 << 24) - 1})
        {
            final byte[] bytes = new byte[4_608];
            trailer(bytes, TIME_MS, 32, count);
            assertEquals(Refusal.POINT_COUNT, decode(bytes, 0, bytes.length), "count " + count);
        }
        final Point[] points = new Point[64];
        Arrays.setAll(points, i -> Point.of(i == 0 ? "ASSET-A" : String.format("B%02d", i), 5_000_000));
        final byte[] most = SignedFrames.redStonePackage(TIME_MS, points);
        assertEquals(Refusal.NONE, decode(most, 0, most.length));
        assertEquals(63, slot.unmappedTicks);
    }

    @Test
    void shouldRefuseValueSizesOutOfRange()
    {
        final byte[] bytes = SignedFrames.redStonePackage(TIME_MS, Point.of("ASSET-A", 5_000_000));
        for (final int size : new int[] {0, 31, 33, -32, Integer.MIN_VALUE + 32, Integer.MAX_VALUE})
        {
            trailer(bytes, TIME_MS, size, 1);
            assertEquals(Refusal.MALFORMED, decode(bytes, 0, bytes.length), "size " + size);
        }
        final byte[] empty = new byte[32 + 13];
        trailer(empty, TIME_MS, 0, 1);
        assertEquals(Refusal.MALFORMED, decode(empty, 0, empty.length));
        final byte[] large = new byte[32 + 33 + 13];
        trailer(large, TIME_MS, 33, 1);
        assertEquals(Refusal.MALFORMED, decode(large, 0, large.length));
    }

    @Test
    void shouldRefuseTimesPastNanoseconds()
    {
        final long lastMs = Long.MAX_VALUE / 1_000_000;
        final byte[] bytes = SignedFrames.redStonePackage(lastMs, Point.of("ASSET-A", 5_000_000));
        assertEquals(Refusal.NONE, decode(bytes, 0, bytes.length));
        assertEquals(lastMs * 1_000_000, slot.signedAtNs);
        assertEquals(slot.signedAtNs, RedStonePackageDecoder.signedAtNs(bytes, 0, bytes.length));
        for (final long timeMs : new long[] {lastMs + 1, (1L << 48) - 1})
        {
            trailer(bytes, timeMs, 32, 1);
            assertEquals(Refusal.MALFORMED, decode(bytes, 0, bytes.length), "time " + timeMs);
        }
    }

    @Test
    void shouldAskForRisingFeedIds()
    {
        assertEquals(Refusal.NONE, order("ASSET-A", "ASSET-B"));
        assertEquals(Refusal.DUPLICATE_FEED, order("ASSET-A", "ASSET-A"));
        assertEquals(Refusal.MALFORMED, order("ASSET-B", "ASSET-A"));
        assertEquals(Refusal.DUPLICATE_FEED, order("ASSET-A", "X", "X"), "unmapped ones too");
        assertEquals(Refusal.NONE, order("ASSET-A", "\u00e9"), "bytes are unsigned");
        assertEquals(Refusal.MALFORMED, order("\u00e9", "ASSET-A"));
    }

    private Refusal order(final String... names)
    {
        final Point[] points = Arrays.stream(names).map(name -> Point.of(name, 5_000_000)).toArray(Point[]::new);
        final byte[] bytes = SignedFrames.redStonePackage(TIME_MS, points);
        return decode(bytes, 0, bytes.length);
    }

    @Test
    void contractE_shouldKnowFeedsOfTheSigningSourceOnly()
    {
        final byte[] bytes = SignedFrames.redStonePackage(TIME_MS, Point.of("ASSET-A", 5_000_000));
        assertEquals(Refusal.UNKNOWN_FEED, decoder.decode(bytes, 0, bytes.length, FeedFixture.NUMBERED, slot));
    }

    private static void trailer(final byte[] bytes, final long timeMs, final int valueSize, final int pointCount)
    {
        final ByteBuffer trailer = ByteBuffer.wrap(bytes, bytes.length - 13, 13);
        trailer.put(SignedFrames.bigEndian(BigInteger.valueOf(timeMs), 6));
        trailer.putInt(valueSize);
        trailer.put(SignedFrames.bigEndian(BigInteger.valueOf(pointCount), 3));
    }

    private Refusal decode(final byte[] bytes, final int offset, final int length)
    {
        return decoder.decode(bytes, offset, length, FeedFixture.NAMED, slot);
    }
}
