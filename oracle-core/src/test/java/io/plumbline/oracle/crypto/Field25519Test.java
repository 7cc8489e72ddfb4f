// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Field25519Test
{
    private static final BigInteger P = Ed25519Reference.P;
    private static final long LARGEST_FACTOR = (1L << 53) - 1;
    private static final long SLACK = 1L << 16;
    private static final long LARGEST_REDUCED = (1L << 51) + SLACK;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldMultiplyLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final Field25519 product = new Field25519();
        for (int i = 0; i < 10_000; i++)
        {
            final Field25519 x = limbs(random, -LARGEST_FACTOR, LARGEST_FACTOR);
            final Field25519 y = limbs(random, -LARGEST_FACTOR, LARGEST_FACTOR);
            final BigInteger expected = value(x).multiply(value(y));
            product.multiply(x, y);
            assertReduced(expected, product, seed);
            x.multiply(x, y);
            assertReduced(expected, x, seed);
        }
    }

    @Test
    void shouldBearEveryCornerOfTheFactors()
    {
        final long[] edges = {-LARGEST_FACTOR, 0, LARGEST_FACTOR};
        final int corners = 243;
        final Field25519 x = new Field25519();
        final Field25519 y = new Field25519();
        final Field25519 product = new Field25519();
        for (int i = 0; i < corners; i++)
        {
            corner(x, edges, i);
            for (int j = 0; j < corners; j++)
            {
                corner(y, edges, j);
                product.multiply(x, y);
                assertReduced(value(x).multiply(value(y)), product, i * corners + j);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAddSubtractAndNegateLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final Field25519 z = new Field25519();
        for (int i = 0; i < 1000; i++)
        {
            final Field25519 x = limbs(random, -SLACK, LARGEST_REDUCED);
            final Field25519 y = limbs(random, -SLACK, LARGEST_REDUCED);
            z.add(x, y);
            assertEquals(value(x).add(value(y)), value(z), () -> "seed " + seed);
            z.subtract(x, y);
            assertEquals(value(x).subtract(value(y)), value(z), () -> "seed " + seed);
            z.negate(0);
            assertEquals(value(x).subtract(value(y)), value(z), () -> "seed " + seed);
            z.negate(-1);
            assertEquals(value(y).subtract(value(x)), value(z), () -> "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldStoreTheOneRepresentativeOfReducedNumbers(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            assertStores(limbs(random, -SLACK, LARGEST_REDUCED), seed);
        }
    }

    @Test
    void shouldStoreAroundZeroAndTheModulus()
    {
        final long[] high = {0, 1, (1L << 51) - 2, (1L << 51) - 1, 1L << 51, LARGEST_REDUCED, -1, -SLACK};
        final Field25519 x = new Field25519();
        for (final long limb : high)
        {
            for (long low = -64; low <= 64; low++)
            {
                x.limb0 = low;
                x.limb1 = limb;
                x.limb2 = limb;
                x.limb3 = limb;
                x.limb4 = limb;
                assertStores(x, low);
                x.limb0 = (1L << 51) + low;
                assertStores(x, low);
            }
        }
    }

    @Test
    void shouldLoadWhatWasStoredAndNeglectBit255()
    {
        final Random random = new Random(7);
        final long[] words = new long[6];
        final long[] stored = new long[6];
        final Field25519 x = new Field25519();
        for (int i = 0; i < 1000; i++)
        {
            final BigInteger number = new BigInteger(255, random).mod(P);
            for (int j = 0; j < 4; j++)
            {
                words[1 + j] = number.shiftRight(64 * j).longValue();
            }
            words[4] |= random.nextBoolean() ? Long.MIN_VALUE : 0;
            x.load(words, 1);
            assertEquals(number, value(x));
            x.store(stored, 2);
            assertEquals(number, number(stored, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldInvertLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final Field25519Inverter inverter = new Field25519Inverter(1);
        final Field25519 inverse = new Field25519();
        for (int i = 0; i < 500; i++)
        {
            final Field25519 x = limbs(random, -SLACK, LARGEST_REDUCED);
            inverter.invert(inverse, x);
            assertReduced(value(x).modPow(P.subtract(BigInteger.TWO), P), inverse, seed);
        }
        inverter.invert(inverse, new Field25519());
        assertReduced(BigInteger.ZERO, inverse, seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldInvertSecretsLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final Field25519SecretInverter inverter = new Field25519SecretInverter();
        final Field25519 inverse = new Field25519();
        for (int i = 0; i < 3000; i++)
        {
            final Field25519 x = limbs(random, -SLACK, LARGEST_REDUCED);
            if (i % 3 == 0)
            {
                // Few bits: powers of two and small multiples of them, and what lies just below p.
                x.set(random.nextInt(9) - 4);
                for (int j = random.nextInt(255); j > 0; j--)
                {
                    x.add(x, x);
                    carry(x);
                }
            }
            inverter.invert(inverse, x);
            assertReduced(value(x).modPow(P.subtract(BigInteger.TWO), P), inverse, seed);
            inverter.invert(x, x);
            assertReduced(value(inverse), x, seed);
            inverter.clear();
        }
        inverter.invert(inverse, new Field25519());
        assertReduced(BigInteger.ZERO, inverse, seed);
    }

    private static void carry(final Field25519 x)
    {
        final Field25519 one = new Field25519();
        one.set(1);
        x.multiply(x, one);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldInvertManyLikeEach(final long seed)
    {
        final Random random = new Random(seed);
        final Field25519Inverter inverter = new Field25519Inverter(16);
        for (int count = 1; count <= 16; count++)
        {
            final Field25519[] numbers = new Field25519[count];
            final BigInteger[] expected = new BigInteger[count];
            for (int i = 0; i < count; i++)
            {
                do
                {
                    numbers[i] = limbs(random, -SLACK, LARGEST_REDUCED);
                }
                while (value(numbers[i]).mod(P).signum() == 0);
                expected[i] = value(numbers[i]).modInverse(P);
            }
            inverter.invert(numbers, count);
            for (int i = 0; i < count; i++)
            {
                assertReduced(expected[i], numbers[i], seed);
            }
        }
    }

    static BigInteger value(final Field25519 x)
    {
        BigInteger sum = BigInteger.ZERO;
        for (final long limb : new long[] {x.limb4, x.limb3, x.limb2, x.limb1, x.limb0})
        {
            sum = sum.shiftLeft(Field25519.BITS).add(BigInteger.valueOf(limb));
        }
        return sum;
    }

    static BigInteger number(final long[] words, final int at)
    {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 3; i >= 0; i--)
        {
            sum = sum.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(words[at + i])));
        }
        return sum;
    }

    private static void assertReduced(final BigInteger expected, final Field25519 actual, final long seed)
    {
        assertEquals(expected.mod(P), value(actual).mod(P), () -> "seed " + seed);
        for (final long limb : new long[] {actual.limb0, actual.limb1, actual.limb2, actual.limb3, actual.limb4})
        {
            assertTrue(limb >= -SLACK && limb <= LARGEST_REDUCED, () -> "limb " + limb + ", seed " + seed);
        }
    }

    private static void assertStores(final Field25519 x, final long seed)
    {
        final long[] words = new long[4];
        x.store(words, 0);
        assertEquals(value(x).mod(P), number(words, 0), () -> "seed " + seed);
    }

    private static void corner(final Field25519 x, final long[] edges, final int index)
    {
        x.limb0 = edges[index % 3];
        x.limb1 = edges[index / 3 % 3];
        x.limb2 = edges[index / 9 % 3];
        x.limb3 = edges[index / 27 % 3];
        x.limb4 = edges[index / 81];
    }

    private static Field25519 limbs(final Random random, final long least, final long largest)
    {
        final Field25519 x = new Field25519();
        x.limb0 = limb(random, least, largest);
        x.limb1 = limb(random, least, largest);
        x.limb2 = limb(random, least, largest);
        x.limb3 = limb(random, least, largest);
        x.limb4 = limb(random, least, largest);
        return x;
    }

    private static long limb(final Random random, final long least, final long largest)
    {
        return switch (random.nextInt(8))
        {
            case 0 -> least;
            case 1 -> largest;
            case 2 -> random.nextInt(3) - 1;
            case 3 -> Math.min(largest, (1L << 51) - 20 + random.nextInt(40));
            default -> least + (long)(random.nextDouble() * (largest - least));
        };
    }
}
