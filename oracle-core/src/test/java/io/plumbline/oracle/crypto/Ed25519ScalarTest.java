// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519ScalarTest
{
    private static final BigInteger L = Ed25519Reference.L;

    private final Ed25519Scalar scalar = new Ed25519Scalar();

    @Test
    void shouldTakeExactlyWhatIsBelowTheOrder()
    {
        final Random random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            final BigInteger number = switch (i % 5)
            {
                case 0 -> new BigInteger(256, random);
                case 1 -> L.add(BigInteger.valueOf(random.nextInt(7) - 3));
                case 2 -> L.xor(BigInteger.ONE.shiftLeft(random.nextInt(256)));
                case 3 -> L.add(new BigInteger(140, random)).subtract(new BigInteger(140, random));
                default -> new BigInteger(256, random).mod(L);
            };
            final boolean isTaken = scalar.load(padded(number, 32), 3);
            assertEquals(number.compareTo(L) < 0, isTaken, () -> number.toString(16));
            if (isTaken)
            {
                assertEquals(number, value());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReduceWideNumbersLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final BigInteger most = BigInteger.ONE.shiftLeft(512).subtract(BigInteger.ONE);
        for (int i = 0; i < 20_000; i++)
        {
            final BigInteger number = switch (i % 6)
            {
                case 0 -> L.multiply(new BigInteger(259, random)).add(BigInteger.valueOf(random.nextInt(5)));
                case 1 -> L.multiply(new BigInteger(259, random)).subtract(BigInteger.valueOf(random.nextInt(5))).abs();
                case 2 -> most.subtract(new BigInteger(random.nextInt(512), random));
                case 3 -> new BigInteger(random.nextInt(513), random);
                case 4 -> BigInteger.ONE.shiftLeft(252 + random.nextInt(260)).subtract(new BigInteger(130, random));
                default -> new BigInteger(512, random);
            };
            assertReduces(number, seed);
        }
        assertReduces(BigInteger.ZERO, seed);
        assertReduces(most, seed);
    }

    @Test
    void shouldReduceRunsOfEqualBits()
    {
        for (int from = 0; from < 512; from++)
        {
            for (int length = 1; from + length <= 512; length += 1 + from % 3)
            {
                assertReduces(BigInteger.ONE.shiftLeft(length).subtract(BigInteger.ONE).shiftLeft(from), from);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void shouldRecodeIntoDigitsThatSumUp(final int width)
    {
        final Random random = new Random(width);
        final int half = 1 << (width - 1);
        for (int i = 0; i < 5000; i++)
        {
            final BigInteger number = switch (i % 4)
            {
                case 0 -> L.subtract(BigInteger.valueOf(1 + random.nextInt(300)));
                case 1 -> new BigInteger(random.nextInt(253), random);
                case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(252)).subtract(BigInteger.ONE);
                default -> new BigInteger(256, random).mod(L);
            };
            assertTrue(scalar.load(padded(number, 32), 3));
            assertDigits(width, half, number);
        }
        // The largest scalars that a wide number leaves behind.
        final BigInteger aboveOrder = BigInteger.ONE.shiftLeft(252).add(BigInteger.ONE.shiftLeft(124));
        scalar.loadWide(Arrays.copyOf(Ed25519Reference.littleEndian(aboveOrder), 64));
        assertDigits(width, half, value());
    }

    private void assertDigits(final int width, final int half, final BigInteger number)
    {
        final int[] digits = scalar.digits(width);
        BigInteger sum = BigInteger.ZERO;
        for (int j = Ed25519Scalar.digitCount(width) - 1; j >= 0; j--)
        {
            assertTrue(digits[j] > -half && digits[j] <= half, "digit " + digits[j]);
            sum = sum.shiftLeft(width).add(BigInteger.valueOf(digits[j]));
        }
        assertEquals(number, sum);
    }

    private void assertReduces(final BigInteger number, final long seed)
    {
        scalar.loadWide(Arrays.copyOfRange(padded(number, 64), 3, 67));
        assertEquals(number.mod(L), value().mod(L), () -> "seed " + seed + ", number " + number.toString(16));
        assertTrue(value().bitLength() <= 253, () -> "seed " + seed + ", number " + number.toString(16));
    }

    private BigInteger value()
    {
        final long[] words = {scalar.word(0), scalar.word(1), scalar.word(2), scalar.word(3)};
        return Field25519Test.number(words, 0);
    }

    private static byte[] padded(final BigInteger number, final int length)
    {
        final byte[] bytes = new byte[length + 5];
        for (int i = 0; i < length; i++)
        {
            bytes[3 + i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
