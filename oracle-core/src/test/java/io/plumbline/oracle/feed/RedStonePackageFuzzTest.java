// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.feed;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.verify.SignedFrames.Point;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes from anywhere: the decoder never throws, refuses with its own codes only, and what it accepts adds up. */
final class RedStonePackageFuzzTest
{
    private final RedStonePackageDecoder decoder = new RedStonePackageDecoder(FeedFixture.FEEDS);
    private final Slot slot = new Slot();

    static Stream<byte[]> packages()
    {
        return Stream.of(
            SignedFrames.redStonePackage(1_760_000_000_000L, Point.of("ASSET-A", 5_000_000), Point.of("B", 2)),
            SignedFrames.redStonePackage(1_760_000_000_000L, 3, Point.of("ASSET-C", 5_000_000)),
            new byte[13]);
    }

    @MethodSource("packages")
    @FuzzTest
    void shouldNeverThrow(final byte[] bytes)
    {
        final Refusal refusal = decoder.decode(bytes, 0, bytes.length, FeedFixture.NAMED, slot);
        final boolean isExpected = switch (refusal)
        {
            case NONE -> slot.ticks.count > 0 && slot.signedAtNs >= 0 &&
                (bytes.length - 13) % (slot.ticks.count + slot.unmappedTicks) == 0;
            case MALFORMED, POINT_COUNT, DUPLICATE_FEED, UNKNOWN_FEED -> true;
            default -> false;
        };
        if (!isExpected)
        {
            throw new AssertionError(refusal + " with " + slot.ticks.count + " ticks");
        }
    }
}
