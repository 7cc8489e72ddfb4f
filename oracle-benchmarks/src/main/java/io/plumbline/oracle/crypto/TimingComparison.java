// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;

/**
 * Looks for a difference between the durations of two classes of inputs, after Reparaz, Balasch and Verbauwhede, "Dude,
 * is my code constant time?": Welch's t-test over all samples, and over those below each of several percentiles, since
 * interruptions make the upper tail noise. One thread.
 */
final class TimingComparison
{
    /** A larger |t| in any of the tests is taken for a leak; below it, none was found. */
    static final double LEAK = 4.5;
    /** Where |t| is beyond this, chance is out of the question even with many tests. */
    static final double CERTAIN_LEAK = 10;

    private static final double[] PERCENTILES = {0.5, 0.75, 0.9, 0.95, 0.99, 1};
    /** Fewer samples than this in the smaller class allow no verdict. */
    private static final long FEWEST = 1000;

    private final WelchStatistic[] tests = new WelchStatistic[PERCENTILES.length];

    /**
     * Takes the samples at once.
     *
     * @param sides     the class of each sample, 0 or 1.
     * @param durations how long each took, in any unit.
     */
    TimingComparison(final byte[] sides, final long[] durations)
    {
        if (sides.length != durations.length || sides.length == 0)
        {
            throw new IllegalArgumentException(
                "samples: expected as many classes as durations, got " + sides.length + " and " + durations.length);
        }
        final long[] sorted = durations.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < tests.length; i++)
        {
            tests[i] = new WelchStatistic();
            final long limit = sorted[Math.min(sorted.length - 1, (int)(PERCENTILES[i] * sorted.length))];
            for (int j = 0; j < sides.length; j++)
            {
                if (durations[j] <= limit)
                {
                    tests[i].add(sides[j], (double)durations[j]);
                }
            }
        }
    }

    static int size()
    {
        return PERCENTILES.length;
    }

    static double percentile(final int i)
    {
        return PERCENTILES[i];
    }

    double t(final int i)
    {
        return tests[i].t();
    }

    /** The t-value farthest from zero. */
    double worst()
    {
        double worst = 0;
        for (final WelchStatistic test : tests)
        {
            worst = Math.abs(test.t()) > Math.abs(worst) ? test.t() : worst;
        }
        return worst;
    }

    /** What may be said; finding no leak never proves that there is none. */
    Verdict verdict()
    {
        final double worst = Math.abs(worst());
        if (tests[0].count() < FEWEST)
        {
            return Verdict.TOO_FEW_SAMPLES;
        }
        return worst > CERTAIN_LEAK ? Verdict.LEAK : worst > LEAK ? Verdict.PROBABLE_LEAK : Verdict.NONE_FOUND;
    }

    /** What a run tells. */
    enum Verdict
    {
        /** Measure longer. */
        TOO_FEW_SAMPLES,
        /** The classes could not be told apart with so many samples. */
        NONE_FOUND,
        /** Repeat with more samples: a leak's t grows with the square root of their number, chance does not. */
        PROBABLE_LEAK,
        /** The durations of the two classes differ. */
        LEAK
    }
}
