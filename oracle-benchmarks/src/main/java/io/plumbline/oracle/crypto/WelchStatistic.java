// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Welch's t-test of whether two classes of samples have the same mean, fed one sample after the other (Welford's update
 * of mean and variance). One thread.
 */
final class WelchStatistic
{
    private final long[] counts = new long[2];
    private final double[] means = new double[2];
    private final double[] squares = new double[2];

    /** Adds a sample to class 0 or 1. */
    void add(final int side, final double sample)
    {
        counts[side]++;
        final double delta = sample - means[side];
        means[side] += delta / counts[side];
        squares[side] += delta * (sample - means[side]);
    }

    /** Number of samples in the smaller class. */
    long count()
    {
        return Math.min(counts[0], counts[1]);
    }

    /** The t-value: 0 where a class has fewer than two samples, or where neither varies and the means are equal. */
    double t()
    {
        if (count() < 2)
        {
            return 0;
        }
        final double difference = means[0] - means[1];
        if (difference == 0)
        {
            return 0;
        }
        final double varianceOfMeans =
            squares[0] / (counts[0] - 1) / counts[0] + squares[1] / (counts[1] - 1) / counts[1];
        return difference / Math.sqrt(varianceOfMeans);
    }
}
