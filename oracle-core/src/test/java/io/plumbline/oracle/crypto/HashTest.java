// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HashTest
{
    private static final int REPETITIONS = 5_000;
    private static final int RUNS = 20;

    private final Keccak256 keccak = new Keccak256();
    private final Sha256 sha = new Sha256();

    @ParameterizedTest
    @CsvSource({
        "'',c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        "abc,4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45",
        "The quick brown fox jumps over the lazy dog,4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15",
    })
    void shouldReproduceKnownKeccak(final String text, final String expected)
    {
        final byte[] input = text.getBytes(StandardCharsets.US_ASCII);
        final byte[] out = new byte[32];
        keccak.digest(input, 0, input.length, out, 0);
        assertEquals(expected, HexFormat.of().formatHex(out));
        assertEquals(expected, HexFormat.of().formatHex(KeccakReference.hash(input, 0, input.length)));
    }

    @ParameterizedTest
    @CsvSource({
        "'',e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "abc,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    })
    void shouldReproduceKnownSha(final String text, final String expected)
    {
        final byte[] input = text.getBytes(StandardCharsets.US_ASCII);
        final byte[] out = new byte[32];
        sha.digest(input, 0, input.length, out, 0);
        assertEquals(expected, HexFormat.of().formatHex(out));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHashAlikeInOnePieceAndInMany(final long seed)
    {
        final Random random = new Random(seed);
        final byte[] input = new byte[700];
        random.nextBytes(input);
        final byte[] whole = new byte[40];
        final byte[] pieces = new byte[40];
        for (int length = 0; length < 600; length++)
        {
            final int offset = random.nextInt(100);
            final int first = random.nextInt(length + 1);
            final int second = random.nextInt(length - first + 1);
            final String message = "seed " + seed + ", length " + length + ", cuts " + first + " and " + second;

            keccak.digest(input, offset, length, whole, 3);
            keccak.update(input, offset, first).update(input, offset + first, second)
                .update(input, offset + first + second, length - first - second).finish(pieces, 3);
            assertEquals(HexFormat.of().formatHex(whole), HexFormat.of().formatHex(pieces), message);
            assertEquals(
                HexFormat.of().formatHex(KeccakReference.hash(input, offset, length)),
                HexFormat.of().formatHex(whole, 3, 35), message);

            sha.digest(input, offset, length, whole, 3);
            sha.update(input, offset, first).update(input, offset + first, second)
                .update(input, offset + first + second, length - first - second).finish(pieces, 3);
            assertEquals(HexFormat.of().formatHex(whole), HexFormat.of().formatHex(pieces), message);
        }
    }

    @Test
    void shouldForgetWhatWasAbsorbedBeforeDigest()
    {
        final byte[] input = {1, 2, 3};
        final byte[] expected = new byte[32];
        final byte[] actual = new byte[32];
        keccak.digest(input, 0, 3, expected, 0);
        keccak.update(input, 0, 2).digest(input, 0, 3, actual, 0);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));
        sha.digest(input, 0, 3, expected, 0);
        sha.update(input, 0, 2).digest(input, 0, 3, actual, 0);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));
    }

    @Test
    void shouldHashInPlace()
    {
        final byte[] shared = new byte[300];
        final byte[] expected = new byte[32];
        keccak.digest(shared, 0, 300, expected, 0);
        keccak.digest(shared, 0, 300, shared, 100);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(shared, 100, 132));
        Arrays.fill(shared, (byte)0);
        sha.digest(shared, 0, 300, expected, 0);
        sha.digest(shared, 0, 300, shared, 100);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(shared, 100, 132));
    }

    @Test
    void shouldThrowOnRangesOutsideArraysAndKeepWhatWasAbsorbed()
    {
        final byte[] input = {1, 2, 3};
        final byte[] expected = new byte[32];
        final byte[] actual = new byte[32];
        final Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;

        keccak.digest(input, 0, 3, expected, 0);
        keccak.update(input, 0, 3);
        assertThrows(outside, () -> keccak.update(input, 1, 3));
        assertThrows(outside, () -> keccak.finish(new byte[32], 1));
        keccak.finish(actual, 0);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));

        sha.digest(input, 0, 3, expected, 0);
        sha.update(input, 0, 3);
        assertThrows(outside, () -> sha.update(input, -1, 3));
        assertThrows(outside, () -> sha.finish(new byte[31], 0));
        sha.finish(actual, 0);
        assertEquals(HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));
    }

    @Test
    void shouldAllocateNothingInKeccak()
    {
        final byte[] input = new byte[300];
        final byte[] out = new byte[32];
        assertEquals(0, allocated(() -> keccak.digest(input, 0, 300, out, 0)));
    }

    @Test
    void shouldAllocateNothingInSha()
    {
        final byte[] input = new byte[300];
        final byte[] out = new byte[32];
        assertEquals(0, allocated(() -> sha.digest(input, 0, 300, out, 0)));
    }

    /** Bytes per {@value #REPETITIONS} calls in the best of many runs: the JVM's own one-off work is not the call's. */
    private static long allocated(final Runnable work)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS && fewest > 0; run++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < REPETITIONS; i++)
            {
                work.run();
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }
}
