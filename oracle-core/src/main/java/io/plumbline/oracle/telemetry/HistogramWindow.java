// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

/**
 * What a histogram counted between two looks at it. One thread; allocates nothing after construction.
 */
public final class HistogramWindow
{
    private static final int WHOLE_BPS = 10_000;

    private final BucketHistogram histogram;
    private long[] before = new long[BucketHistogram.BUCKETS];
    private long[] after = new long[BucketHistogram.BUCKETS];

    /**
     * A window that begins with the first figure and is empty until the first {@link #advance}.
     *
     * @param histogram written by another thread.
     */
    public HistogramWindow(final BucketHistogram histogram)
    {
        this.histogram = histogram;
    }

    /**
     * Moves on: the window is now what was counted since the last call.
     */
    public void advance()
    {
        final long[] oldest = before;
        before = after;
        after = oldest;
        histogram.copy(after);
    }

    /**
     * How many figures are in the window.
     *
     * @return 0 and up.
     */
    public long count()
    {
        long count = 0;
        for (int i = 0; i < BucketHistogram.BUCKETS; i++)
        {
            count += after[i] - before[i];
        }
        return count;
    }

    /**
     * The smallest figure that at least so many of the window's do not exceed.
     *
     * @param shareBps 1 to 10,000 basis points of the figures.
     * @return the upper end of its bucket, so never below it and at most 1/32 above; 0 for an empty window.
     */
    public long percentile(final int shareBps)
    {
        final long count = count();
        final long rank = (count * shareBps + WHOLE_BPS - 1) / WHOLE_BPS;
        long seen = 0;
        for (int i = 0; i < BucketHistogram.BUCKETS; i++)
        {
            seen += after[i] - before[i];
            if (seen >= rank && seen > 0)
            {
                return BucketHistogram.upperEnd(i);
            }
        }
        return 0;
    }
}
