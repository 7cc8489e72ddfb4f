// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimingComparisonTest
{
    private static final int SAMPLES = 40_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldComputeTLikeTheTextbook(final long seed)
    {
        final Random random = new Random(seed);
        final WelchStatistic test = new WelchStatistic();
        final List<List<Double>> samples = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < 5000; i++)
        {
            final int side = random.nextInt(3) == 0 ? 0 : 1;
            final double sample = 1e4 + random.nextGaussian() * (side == 0 ? 30 : 70) + side;
            test.add(side, sample);
            samples.get(side).add(sample);
        }
        final double expected = (mean(samples.get(0)) - mean(samples.get(1))) /
            Math.sqrt(varianceOfMean(samples.get(0)) + varianceOfMean(samples.get(1)));
        assertEquals(expected, test.t(), 1e-6 * Math.abs(expected), () -> "seed " + seed);
        assertEquals(Math.min(samples.get(0).size(), samples.get(1).size()), test.count());
    }

    private static double mean(final List<Double> samples)
    {
        return samples.stream().mapToDouble(sample -> sample).sum() / samples.size();
    }

    private static double varianceOfMean(final List<Double> samples)
    {
        final double mean = mean(samples);
        return samples.stream().mapToDouble(sample -> (sample - mean) * (sample - mean)).sum() /
            (samples.size() - 1) / samples.size();
    }

    @Test
    void shouldTellNothingFromNothing()
    {
        final WelchStatistic test = new WelchStatistic();
        assertEquals(0, test.t());
        test.add(0, 5);
        test.add(1, 6);
        assertEquals(0, test.t());
        test.add(0, 5);
        test.add(1, 5);
        test.add(1, 4);
        assertEquals(0, test.t(), 1e-12);
    }

    /** A function that takes one step more for each bit set in its secret, the fixed secret having none. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindALeak(final long seed)
    {
        final TimingComparison test = samples(seed, 1);
        assertEquals(TimingComparison.Verdict.LEAK, test.verdict(), () -> "seed " + seed + ": t = " + test.worst());
        assertTrue(test.worst() < 0, "class 0 is the faster one");
    }

    /** The leak drowns in the tail unless that is cut off. */
    @Test
    void shouldFindALeakBelowANoisyTail()
    {
        final Random random = new Random(4);
        final byte[] sides = new byte[SAMPLES];
        final long[] durations = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++)
        {
            sides[i] = (byte)random.nextInt(2);
            durations[i] = 10_000 + random.nextInt(100) + 8L * sides[i] +
                (random.nextInt(20) == 0 ? random.nextInt(10_000_000) : 0);
        }
        final TimingComparison test = new TimingComparison(sides, durations);
        assertEquals(TimingComparison.Verdict.LEAK, test.verdict());
        assertTrue(Math.abs(test.t(TimingComparison.size() - 1)) < TimingComparison.LEAK, "the tail hides it");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindNoneWhereThereIsNone(final long seed)
    {
        final TimingComparison test = samples(seed, 0);
        assertEquals(TimingComparison.Verdict.NONE_FOUND, test.verdict(), () -> "seed " + seed + ": " + test.worst());
    }

    private static TimingComparison samples(final long seed, final int stepPerBit)
    {
        final Random random = new Random(seed);
        final byte[] sides = new byte[SAMPLES];
        final long[] durations = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++)
        {
            sides[i] = (byte)random.nextInt(2);
            final long secret = sides[i] == 0 ? 0 : random.nextLong();
            durations[i] = 10_000 + (long)(200 * random.nextGaussian()) + (long)stepPerBit * Long.bitCount(secret);
        }
        return new TimingComparison(sides, durations);
    }

    @Test
    void shouldAskForMoreSamples()
    {
        assertEquals(
            TimingComparison.Verdict.TOO_FEW_SAMPLES, new TimingComparison(new byte[100], new long[100]).verdict());
        assertThrows(IllegalArgumentException.class, () -> new TimingComparison(new byte[0], new long[0]));
        assertThrows(IllegalArgumentException.class, () -> new TimingComparison(new byte[1], new long[2]));
    }

    @Test
    void shouldReportEveryTestAndAVerdict()
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SigningTimingTool.report(
            new PrintStream(bytes, true, StandardCharsets.UTF_8), "leaky", samples(1, 1));
        final String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(2 + TimingComparison.size(), text.lines().count(), text);
        assertTrue(text.contains("verdict: LEAK"), text);
    }
}
