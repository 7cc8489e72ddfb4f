// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to add points, on every kind of pair; a sum is named by its multiple of the generator. */
final class Secp256k1AdderTest
{
    private static final BigInteger N = Secp256k1Reference.N;
    private static final int FEW = 6;
    private static final Secp256k1Reference.Point[] EXPECTED = multiples();

    /** Equal, opposite and unlike points side by side, in every order: small multiples meet often. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAddPairsOfAllKindsSideBySide(final long seed)
    {
        final Random random = new Random(seed);
        final Secp256k1Adder adder = new Secp256k1Adder(20);
        for (int round = 0; round < 40; round++)
        {
            final int count = random.nextInt(21);
            final int[] multiples = new int[2 * count];
            final Secp256k1Point[] points = new Secp256k1Point[2 * count];
            for (int i = 0; i < points.length; i++)
            {
                multiples[i] = multiple(random);
                points[i] = point(multiples[i]);
            }
            for (int i = 0; i < count; i++)
            {
                adder.note(points[2 * i], points[2 * i + 1]);
            }
            adder.invert();
            for (int i = count - 1; i >= 0; i--)
            {
                final int sum = multiples[2 * i] + multiples[2 * i + 1];
                final Secp256k1Point target = points[2 * i + random.nextInt(2)];
                assertEquals(
                    sum != 0, adder.sum(points[2 * i], points[2 * i + 1], target), () -> "seed " + seed);
                if (sum != 0)
                {
                    assertIs(sum, target, seed);
                }
            }
        }
    }

    /** From infinity through infinity: each step doubles, cancels or adds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAddOneAfterAnotherThroughInfinity(final long seed)
    {
        final Random random = new Random(seed);
        final Secp256k1Sum sum = new Secp256k1Sum();
        final Secp256k1Adder adder = new Secp256k1Adder(1);
        int expected = 0;
        int infinite = 0;
        for (int i = 0; i < 1500; i++)
        {
            // Now and then the sum itself or its opposite.
            final int same = Math.abs(expected) <= FEW && expected != 0 ? expected : 1;
            final int next = switch (random.nextInt(4))
            {
                case 0 -> same;
                case 1 -> -same;
                default -> multiple(random);
            };
            sum.add(point(next));
            expected += next;
            assertEquals(expected == 0, sum.isInfinite(), () -> "seed " + seed);
            infinite += expected == 0 ? 1 : 0;
            if (expected != 0)
            {
                assertIs(expected, affine(sum, adder), seed);
            }
            if (Math.abs(expected) > 3 * FEW)
            {
                sum.clear();
                expected = 0;
            }
        }
        assertTrue(infinite > 50, infinite + " times infinite");
    }

    /** A list whose points cancel within a level shrinks; where all cancel nothing is left. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldSumTermsThatCancel(final long seed)
    {
        final Random random = new Random(seed);
        final Secp256k1Tables generator = Secp256k1Tables.ofGenerator(4);
        final Secp256k1Adder adder = new Secp256k1Adder(100);
        final Secp256k1Terms terms = new Secp256k1Terms(200);
        final Secp256k1Scalar scalar = new Secp256k1Scalar();
        for (int i = 0; i < 60; i++)
        {
            terms.clear();
            BigInteger expected = BigInteger.ZERO;
            final List<BigInteger> scalars = new ArrayList<>();
            for (int j = 0; j < 3; j++)
            {
                final BigInteger number = switch (random.nextInt(5))
                {
                    case 0 -> BigInteger.ZERO;
                    case 1 -> BigInteger.valueOf(random.nextInt(20));
                    case 2 -> N.subtract(BigInteger.valueOf(1 + random.nextInt(20)));
                    case 3 -> expected.negate().mod(N);
                    default -> new BigInteger(1 + random.nextInt(256), random).mod(N);
                };
                scalars.add(number);
                scalar.loadReduced(Secp256k1Reference.bigEndian(number), 0);
                terms.addMultiple(generator, scalar);
                expected = expected.add(number).mod(N);
            }
            while (terms.size() > 1)
            {
                terms.note(adder);
                adder.invert();
                terms.sum(adder);
            }
            assertEquals(expected.signum() == 0 ? 0 : 1, terms.size(), () -> "seed " + seed + ' ' + scalars);
            if (expected.signum() != 0)
            {
                final Secp256k1Reference.Point point = Secp256k1Reference.G.times(expected);
                assertEquals(point.affineX(), number(terms.point(0).x), () -> "seed " + seed + ' ' + scalars);
                assertEquals(point.affineY(), number(terms.point(0).y), () -> "seed " + seed + ' ' + scalars);
            }
        }
    }

    @Test
    void shouldInvertWhereNothingWasNoted()
    {
        final Secp256k1Adder adder = new Secp256k1Adder(2);
        adder.invert();
        final Secp256k1Point two = point(2);
        adder.note(point(1), point(-1));
        adder.invert();
        assertFalse(adder.sum(point(1), point(-1), two));
        assertIs(2, two, 0);
    }

    private static int multiple(final Random random)
    {
        final int size = 1 + random.nextInt(FEW);
        return random.nextBoolean() ? size : -size;
    }

    private static Secp256k1Point affine(final Secp256k1Sum sum, final Secp256k1Adder adder)
    {
        final FieldSecp256k1 inverse = new FieldSecp256k1();
        final Secp256k1Point point = new Secp256k1Point();
        inverse.set(sum.zz);
        adder.invert(inverse);
        point.x.multiply(sum.x, inverse);
        inverse.set(sum.zzz);
        adder.invert(inverse);
        point.y.multiply(sum.y, inverse);
        return point;
    }

    private static Secp256k1Point point(final int multiple)
    {
        final Secp256k1Tables generator = Secp256k1Tables.generator();
        final Secp256k1Point point = new Secp256k1Point();
        point.load(generator.entries(), generator.entry(0, Math.abs(multiple)), multiple >> 31);
        return point;
    }

    private static void assertIs(final int multiple, final Secp256k1Point point, final long seed)
    {
        final Secp256k1Reference.Point positive = EXPECTED[Math.abs(multiple)];
        final BigInteger y = positive.affineY();
        assertEquals(positive.affineX(), number(point.x), () -> "seed " + seed);
        assertEquals(multiple > 0 ? y : Secp256k1Reference.P.subtract(y), number(point.y), () -> "seed " + seed);
    }

    /** The multiples that a sum can reach before it is cleared. */
    private static Secp256k1Reference.Point[] multiples()
    {
        final Secp256k1Reference.Point[] points = new Secp256k1Reference.Point[5 * FEW];
        points[0] = Secp256k1Reference.G.times(BigInteger.ZERO);
        for (int i = 1; i < points.length; i++)
        {
            final Secp256k1Reference.Point sum = points[i - 1].plus(Secp256k1Reference.G);
            points[i] = new Secp256k1Reference.Point(sum.affineX(), sum.affineY(), BigInteger.ONE);
        }
        return points;
    }

    private static BigInteger number(final FieldSecp256k1 x)
    {
        final long[] words = new long[4];
        x.store(words, 0);
        return Field25519Test.number(words, 0);
    }
}
