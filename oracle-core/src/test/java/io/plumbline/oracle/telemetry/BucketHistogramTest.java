// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketHistogramTest
{
    private static final int[] SHARES = {1, 100, 2_500, 5_000, 9_000, 9_500, 9_900, 9_999, 10_000};

    @Test
    void shouldLeaveNoGapBetweenBucketsAndKeepItsError()
    {
        long lowest = 0;
        for (int bucket = 0; bucket < BucketHistogram.BUCKETS; bucket++)
        {
            final long highest = BucketHistogram.upperEnd(bucket);
            assertEquals(bucket, BucketHistogram.bucketOf(lowest), "lowest of bucket " + bucket);
            assertEquals(bucket, BucketHistogram.bucketOf(highest), "highest of bucket " + bucket);
            assertTrue(highest - lowest <= lowest / 32, "width of bucket " + bucket);
            lowest = highest + 1;
        }
        assertEquals(Long.MIN_VALUE, lowest, "the last bucket ends with the largest figure there is");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldGivePercentilesOfEachWindowWithinTheStatedError(final long seed)
    {
        final Random random = new Random(seed);
        final BucketHistogram histogram = new BucketHistogram();
        final HistogramWindow window = new HistogramWindow(histogram);
        for (int round = 0; round < 20; round++)
        {
            final List<Long> figures = new ArrayList<>();
            final int bits = 1 + random.nextInt(62);
            for (int i = random.nextInt(3_000); i > 0; i--)
            {
                final long figure = random.nextLong() >>> (63 - random.nextInt(bits + 1));
                figures.add(figure);
                histogram.add(figure);
            }
            window.advance();
            Collections.sort(figures);
            assertEquals(figures.size(), window.count(), "seed " + seed);
            for (final int share : SHARES)
            {
                assertNear(figures, share, window.percentile(share), "seed " + seed + ", share " + share);
            }
        }
    }

    private static void assertNear(final List<Long> sorted, final int share, final long found, final String hint)
    {
        if (sorted.isEmpty())
        {
            assertEquals(0, found, hint);
            return;
        }
        int rank = 0;
        while ((long)rank * 10_000 < (long)share * sorted.size())
        {
            rank++;
        }
        final long exact = sorted.get(rank - 1);
        assertTrue(found >= exact && found - exact <= exact / 32, hint + ": exact " + exact + ", found " + found);
    }

    @Test
    void shouldCountNegativeFiguresAsNoneAndForgetEarlierWindows()
    {
        final BucketHistogram histogram = new BucketHistogram();
        final HistogramWindow window = new HistogramWindow(histogram);
        histogram.add(Long.MIN_VALUE);
        histogram.add(-1);
        window.advance();
        assertEquals(2, window.count());
        assertEquals(0, window.percentile(10_000));
        histogram.add(40);
        window.advance();
        assertEquals(1, window.count());
        assertEquals(40, window.percentile(1));
        window.advance();
        assertEquals(0, window.count());
        assertEquals(0, window.percentile(9_500));
    }

    @Test
    void contractT_shouldCountAndLookWithoutAllocating()
    {
        final BucketHistogram histogram = new BucketHistogram();
        final HistogramWindow window = new HistogramWindow(histogram);
        final long[] sink = new long[1];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 1_000; i++)
            {
                histogram.add(i * 1_000_003L);
            }
            window.advance();
            sink[0] += window.percentile(9_500);
        });
        assertTrue(sink[0] > 0);
    }
}
