// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldSecp256k1Test
{
    private static final BigInteger P = Secp256k1Reference.P;
    private static final long LARGEST_FACTOR = 1L << 55;
    private static final long LOWEST_SLACK = 1L << 46;
    private static final long SLACK = 1L << 9;
    private static final long LIMB = 1L << 52;
    private static final long TOP_LIMB = 1L << 48;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldMultiplyAndSquareLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final FieldSecp256k1 product = new FieldSecp256k1();
        for (int i = 0; i < 10_000; i++)
        {
            final FieldSecp256k1 x = factor(random);
            final FieldSecp256k1 y = factor(random);
            final BigInteger expected = value(x).multiply(value(y));
            final BigInteger square = value(x).pow(2);
            product.multiply(x, y);
            assertReduced(expected, product, seed);
            product.square(x);
            assertReduced(square, product, seed);
            y.multiply(x, y);
            assertReduced(expected, y, seed);
            x.square(x);
            assertReduced(square, x, seed);
        }
    }

    @Test
    void shouldBearEveryCornerOfTheFactors()
    {
        final long[] edges = {-LARGEST_FACTOR, 0, LARGEST_FACTOR};
        final int corners = 243;
        final FieldSecp256k1 x = new FieldSecp256k1();
        final FieldSecp256k1 y = new FieldSecp256k1();
        final FieldSecp256k1 product = new FieldSecp256k1();
        for (int i = 0; i < corners; i++)
        {
            corner(x, edges, i);
            product.square(x);
            assertReduced(value(x).pow(2), product, i);
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
    void shouldAddAndSubtractLikeBigIntegers(final long seed)
    {
        final Random random = new Random(seed);
        final FieldSecp256k1 w = new FieldSecp256k1();
        for (int i = 0; i < 5000; i++)
        {
            final FieldSecp256k1 x = reduced(random);
            final FieldSecp256k1 y = reduced(random);
            final FieldSecp256k1 z = reduced(random);
            w.add(x, y);
            assertEquals(value(x).add(value(y)), value(w), () -> "seed " + seed);
            w.subtract(x, y);
            assertEquals(value(x).subtract(value(y)), value(w), () -> "seed " + seed);
            w.difference(x, y);
            assertReduced(value(x).subtract(value(y)), w, seed);
            w.difference(x, y, z);
            assertReduced(value(x).subtract(value(y)).subtract(value(z)), w, seed);
            w.set(x);
            w.difference(w, y, z);
            assertReduced(value(x).subtract(value(y)).subtract(value(z)), w, seed);
        }
    }

    @Test
    void shouldKeepDifferencesOfCornersReduced()
    {
        final long[] edges = {-LARGEST_FACTOR, 0, LARGEST_FACTOR};
        final FieldSecp256k1 zero = new FieldSecp256k1();
        final FieldSecp256k1 x = new FieldSecp256k1();
        final FieldSecp256k1 difference = new FieldSecp256k1();
        for (int i = 0; i < 243; i++)
        {
            corner(x, edges, i);
            difference.difference(x, zero);
            assertReduced(value(x), difference, i);
            difference.difference(zero, x);
            assertReduced(value(x).negate(), difference, i);
        }
    }

    @Test
    void shouldLoadNegateAndStore()
    {
        final Random random = new Random(7);
        final long[] words = new long[6];
        final long[] stored = new long[6];
        final FieldSecp256k1 x = new FieldSecp256k1();
        for (int i = 0; i < 3000; i++)
        {
            final BigInteger number = switch (i)
            {
                case 0 -> BigInteger.ZERO;
                case 1 -> BigInteger.ONE;
                case 2 -> P.subtract(BigInteger.ONE);
                case 3 -> P;
                case 4 -> BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
                default -> new BigInteger(256, random);
            };
            for (int j = 0; j < 4; j++)
            {
                words[1 + j] = number.shiftRight(64 * j).longValue();
            }
            x.load(words, 1);
            assertEquals(number, value(x));
            x.negate(0);
            assertReduced(number, x, i);
            x.store(stored, 2);
            assertEquals(number.mod(P), Field25519Test.number(stored, 2));
            x.negate(-1);
            assertReduced(number.negate(), x, i);
            x.store(stored, 1);
            assertEquals(number.negate().mod(P), Field25519Test.number(stored, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldStoreTheOneRepresentativeOfReducedNumbers(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            assertStores(reduced(random), seed);
        }
    }

    @Test
    void shouldStoreAndFindZeroAroundZeroAndTheModulus()
    {
        final long fold = 0x1000003D1L;
        final long[] lows = {0, fold, -fold, LIMB - fold, LIMB, LIMB + fold, LOWEST_SLACK, -LOWEST_SLACK};
        final long[] highs = {0, 1, -1, LIMB - 1, LIMB, LIMB - 2, LIMB + SLACK, -SLACK};
        final long[] tops = {0, 1, -1, TOP_LIMB - 1, TOP_LIMB, TOP_LIMB - 2, TOP_LIMB + SLACK, -SLACK};
        final FieldSecp256k1 x = new FieldSecp256k1();
        int zeros = 0;
        for (final long low : lows)
        {
            for (long near = -3; near <= 3; near++)
            {
                for (int i = 0; i < highs.length * tops.length; i++)
                {
                    x.limb0 = low + near;
                    x.limb1 = highs[i % highs.length];
                    x.limb2 = x.limb1;
                    x.limb3 = x.limb1;
                    x.limb4 = tops[i / highs.length];
                    if (Math.abs(x.limb0) <= LIMB + LOWEST_SLACK)
                    {
                        assertStores(x, i);
                        zeros += x.isZero() ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(zeros >= 4, zeros + " zeros");
    }

    /** Differences of equal numbers in unlike limbs, and of numbers p apart, are the zeros to be found. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldFindEveryZeroAmongDifferences(final long seed)
    {
        final Random random = new Random(seed);
        final long[] words = new long[4];
        final FieldSecp256k1 y = new FieldSecp256k1();
        final FieldSecp256k1 difference = new FieldSecp256k1();
        for (int i = 0; i < 5000; i++)
        {
            final FieldSecp256k1 x = i % 3 == 0 ? reduced(random) : nearZeroOrModulus(random);
            x.store(words, 0);
            y.load(words, 0);
            difference.subtract(x, y);
            assertTrue(difference.isPerhapsZero() && difference.isZero(), () -> "seed " + seed);
            difference.subtract(y, x);
            assertTrue(difference.isPerhapsZero() && difference.isZero(), () -> "seed " + seed);
            y.limb2 ^= 1L << random.nextInt(52);
            difference.subtract(y, x);
            assertEquals(value(difference).mod(P).signum() == 0, difference.isZero(), () -> "seed " + seed);
            difference.subtract(reduced(random), x);
            assertEquals(value(difference).mod(P).signum() == 0, difference.isZero(), () -> "seed " + seed);
        }
    }

    private static FieldSecp256k1 nearZeroOrModulus(final Random random)
    {
        final FieldSecp256k1 x = new FieldSecp256k1();
        final boolean isHigh = random.nextBoolean();
        x.limb0 = (isHigh ? LIMB - 0x1000003D1L : 0) + random.nextInt(5) - 2;
        x.limb1 = isHigh ? LIMB - 1 : 0;
        x.limb2 = x.limb1;
        x.limb3 = x.limb1;
        x.limb4 = isHigh ? TOP_LIMB - 1 : 0;
        return x;
    }

    private static void assertReduced(final BigInteger expected, final FieldSecp256k1 actual, final long seed)
    {
        assertEquals(expected.mod(P), value(actual).mod(P), () -> "seed " + seed);
        final long[] limbs = limbs(actual);
        for (int i = 0; i < limbs.length; i++)
        {
            final long slack = i == 0 ? LOWEST_SLACK : SLACK;
            final long limit = i == 4 ? TOP_LIMB : LIMB;
            final long limb = limbs[i];
            assertTrue(limb >= -slack && limb <= limit + slack, "seed " + seed + ", limb " + i + ": " + limb);
        }
        assertStores(actual, seed);
    }

    private static void assertStores(final FieldSecp256k1 x, final long seed)
    {
        final long[] words = new long[4];
        x.store(words, 0);
        assertEquals(value(x).mod(P), Field25519Test.number(words, 0), () -> "seed " + seed);
        assertEquals(value(x).mod(P).signum() == 0, x.isZero(), () -> "seed " + seed);
    }

    private static long[] limbs(final FieldSecp256k1 x)
    {
        return new long[] {x.limb0, x.limb1, x.limb2, x.limb3, x.limb4};
    }

    static BigInteger value(final FieldSecp256k1 x)
    {
        BigInteger sum = BigInteger.ZERO;
        final long[] limbs = limbs(x);
        for (int i = 4; i >= 0; i--)
        {
            sum = sum.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
        }
        return sum;
    }

    private static void corner(final FieldSecp256k1 x, final long[] edges, final int number)
    {
        x.limb0 = edges[number % 3];
        x.limb1 = edges[number / 3 % 3];
        x.limb2 = edges[number / 9 % 3];
        x.limb3 = edges[number / 27 % 3];
        x.limb4 = edges[number / 81 % 3];
    }

    private static FieldSecp256k1 factor(final Random random)
    {
        final FieldSecp256k1 x = new FieldSecp256k1();
        x.limb0 = between(random, -LARGEST_FACTOR, LARGEST_FACTOR);
        x.limb1 = between(random, -LARGEST_FACTOR, LARGEST_FACTOR);
        x.limb2 = between(random, -LARGEST_FACTOR, LARGEST_FACTOR);
        x.limb3 = between(random, -LARGEST_FACTOR, LARGEST_FACTOR);
        x.limb4 = between(random, -LARGEST_FACTOR, LARGEST_FACTOR);
        return x;
    }

    private static FieldSecp256k1 reduced(final Random random)
    {
        final FieldSecp256k1 x = new FieldSecp256k1();
        x.limb0 = between(random, -LOWEST_SLACK, LIMB + LOWEST_SLACK);
        x.limb1 = between(random, -SLACK, LIMB + SLACK);
        x.limb2 = between(random, -SLACK, LIMB + SLACK);
        x.limb3 = between(random, -SLACK, LIMB + SLACK);
        x.limb4 = between(random, -SLACK, TOP_LIMB + SLACK);
        return x;
    }

    /** One in four is a bound itself. */
    private static long between(final Random random, final long least, final long most)
    {
        return switch (random.nextInt(8))
        {
            case 0 -> least;
            case 1 -> most;
            default -> least + Math.floorMod(random.nextLong(), most - least + 1);
        };
    }
}
