// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1ScalarTest
{
    private static final BigInteger N = Secp256k1Reference.N;
    private static final BigInteger LIMIT = BigInteger.TWO.pow(256);

    private final Secp256k1Scalar scalar = new Secp256k1Scalar();

    @Test
    void shouldLoadOnlyFromOneToTheOrder()
    {
        for (final BigInteger number : edges())
        {
            final boolean isInRange = number.signum() > 0 && number.compareTo(N) < 0;
            assertEquals(isInRange, scalar.load(bytes(number), 3), () -> number.toString(16));
            if (isInRange)
            {
                assertEquals(number, value(scalar));
                assertEquals(number.compareTo(N.shiftRight(1)) > 0, scalar.isHigh(), () -> number.toString(16));
                assertTrue(scalar.isEqual(scalar.words(), 0));
            }
            scalar.loadReduced(bytes(number), 3);
            assertEquals(number.mod(N), value(scalar));
            final long[] words = new long[5];
            for (int i = 0; i < 4; i++)
            {
                words[1 + i] = number.shiftRight(64 * i).longValue();
            }
            scalar.setReduced(words, 1);
            assertEquals(number.mod(N), value(scalar));
        }
        assertEquals(Secp256k1Reference.P.subtract(N), Field25519Test.number(Secp256k1Scalar.FIELD_EXCESS, 0));
        assertEquals(N, Field25519Test.number(Secp256k1Scalar.ORDER, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldMultiplyLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final List<BigInteger> edges = edges();
        final Secp256k1Scalar x = new Secp256k1Scalar();
        final Secp256k1Scalar y = new Secp256k1Scalar();
        for (int i = 0; i < 20_000; i++)
        {
            final BigInteger first = draw(edges, random);
            final BigInteger second = draw(edges, random);
            x.loadReduced(bytes(first), 3);
            y.loadReduced(bytes(second), 3);
            scalar.multiply(x, y);
            assertEquals(first.multiply(second).mod(N), value(scalar), () -> "seed " + seed);
            x.multiply(x, x);
            assertEquals(first.pow(2).mod(N), value(x), () -> "seed " + seed);
            y.multiply(scalar, y);
            assertEquals(first.multiply(second).multiply(second).mod(N), value(y), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void shouldRecodeIntoSignedDigits(final int width)
    {
        final Random random = new Random(width);
        final List<BigInteger> edges = edges();
        final int count = Secp256k1Scalar.digitCount(width);
        for (int i = 0; i < 2000; i++)
        {
            final BigInteger number = (i < edges.size() ? edges.get(i) : draw(edges, random)).mod(N);
            scalar.loadReduced(bytes(number), 3);
            final int[] digits = scalar.digits(width);
            BigInteger sum = BigInteger.ZERO;
            for (int j = count - 1; j >= 0; j--)
            {
                assertTrue(digits[j] > -1 << (width - 1) && digits[j] <= 1 << (width - 1), "digit " + digits[j]);
                sum = sum.shiftLeft(width).add(BigInteger.valueOf(digits[j]));
            }
            assertEquals(number, sum);
        }
    }

    private static BigInteger draw(final List<BigInteger> edges, final Random random)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> edges.get(random.nextInt(edges.size()));
            case 1 -> new BigInteger(256, random).or(new BigInteger(256, random)).or(new BigInteger(256, random));
            default -> new BigInteger(256, random);
        };
    }

    private static List<BigInteger> edges()
    {
        final List<BigInteger> edges = new ArrayList<>();
        final BigInteger[] bounds = {
            BigInteger.ZERO, N.shiftRight(1), N, Secp256k1Reference.P, LIMIT, BigInteger.TWO.pow(255),
            BigInteger.TWO.pow(52), BigInteger.TWO.pow(208), LIMIT.subtract(N), BigInteger.TWO.pow(64)
        };
        for (final BigInteger bound : bounds)
        {
            for (int near = -3; near <= 3; near++)
            {
                final BigInteger number = bound.add(BigInteger.valueOf(near));
                if (number.signum() >= 0 && number.compareTo(LIMIT) < 0)
                {
                    edges.add(number);
                }
            }
        }
        return edges;
    }

    private static byte[] bytes(final BigInteger number)
    {
        final byte[] bytes = new byte[40];
        System.arraycopy(Secp256k1Reference.bigEndian(number), 0, bytes, 3, 32);
        return bytes;
    }

    static BigInteger value(final Secp256k1Scalar scalar)
    {
        return Field25519Test.number(scalar.words(), 0);
    }
}
