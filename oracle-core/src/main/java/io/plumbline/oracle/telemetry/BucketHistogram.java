// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts figures by size: each below 64 in a bucket of its own, larger ones in 32 buckets for each power of two, so
 * that a bucket's upper end is at most 1/32 above any figure in it. One thread writes, any thread reads; neither waits
 * nor allocates.
 */
public final class BucketHistogram
{
    /** How many buckets there are. */
    public static final int BUCKETS = bucketOf(Long.MAX_VALUE) + 1;

    private static final int SUB_BITS = 5;
    private static final int PADDING = 16;
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] cells = new long[PADDING + BUCKETS + PADDING];

    /**
     * Nothing counted yet.
     */
    public BucketHistogram()
    {
    }

    /**
     * Counts a figure; the writing thread only.
     *
     * @param figure any; below 0 it counts as 0.
     */
    public void add(final long figure)
    {
        final int cell = PADDING + bucketOf(Math.max(0, figure));
        CELL.setRelease(cells, cell, cells[cell] + 1);
    }

    /**
     * Copies what was counted so far. Figures that are added meanwhile are in the copy or not.
     *
     * @param into receives {@link #BUCKETS} counts.
     */
    public void copy(final long[] into)
    {
        for (int i = 0; i < BUCKETS; i++)
        {
            into[i] = (long)CELL.getAcquire(cells, PADDING + i);
        }
    }

    /**
     * The bucket of a figure.
     *
     * @param figure not negative.
     * @return 0 up to one less than {@link #BUCKETS}, rising with the figure.
     */
    static int bucketOf(final long figure)
    {
        final int shift = Math.max(0, Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(figure));
        return (shift << SUB_BITS) + (int)(figure >>> shift);
    }

    /**
     * The largest figure of a bucket.
     *
     * @param bucket 0 up to one less than {@link #BUCKETS}.
     * @return at most 1/32 above the bucket's smallest.
     */
    static long upperEnd(final int bucket)
    {
        final int shift = Math.max(0, (bucket >>> SUB_BITS) - 1);
        return ((long)(bucket - (shift << SUB_BITS)) << shift) + ((1L << shift) - 1);
    }
}
