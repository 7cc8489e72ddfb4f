// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519TablesTest
{
    private static final BigInteger P = Ed25519Reference.P;
    private static final BigInteger TWICE_D = BigInteger.valueOf(-121665)
        .multiply(BigInteger.valueOf(121666).modInverse(P)).shiftLeft(1).mod(P);

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 8, 9})
    void shouldHoldTheMultiplesOfTheOppositePoint(final int width)
    {
        final Random random = new Random(width);
        final BigInteger secret = new BigInteger(250, random).add(BigInteger.ONE);
        final byte[] encoded = Ed25519Reference.BASE.times(secret).encode();
        final Ed25519Tables tables = Ed25519Tables.of(Ed25519PublicKey.of(encoded), width);
        encoded[31] ^= (byte)0x80;
        shouldHoldMultiples(tables, new Ed25519Reference.Multiples(Ed25519Reference.decode(encoded)), random);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9, 11})
    void shouldHoldTheMultiplesOfTheBasePoint(final int width)
    {
        shouldHoldMultiples(Ed25519Tables.ofBase(width), Ed25519Reference.BASE, new Random(width));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 9, 11, 13})
    void shouldMultiplyLikeReference(final int width)
    {
        final Random random = new Random(width);
        final Ed25519Tables tables = Ed25519Tables.ofBase(width);
        final Ed25519Scalar scalar = new Ed25519Scalar();
        final Ed25519Sum sum = new Ed25519Sum();
        final Ed25519Reference.Point any = Ed25519Reference.BASE.times(BigInteger.valueOf(12345));
        for (int i = 0; i < 40; i++)
        {
            final BigInteger number = switch (i)
            {
                case 0 -> BigInteger.ZERO;
                case 1 -> BigInteger.ONE;
                case 2 -> Ed25519Reference.L.subtract(BigInteger.ONE);
                default -> new BigInteger(252, random);
            };
            scalar.load(Ed25519Reference.littleEndian(number), 0);
            sum.clear();
            sum.addMultiple(tables, scalar);
            assertArrayEquals(Ed25519Reference.BASE.times(number).encode(), encoded(sum));
            scalar.load(Ed25519Reference.littleEndian(BigInteger.valueOf(12345)), 0);
            sum.addMultiple(tables, scalar);
            assertArrayEquals(Ed25519Reference.BASE.times(number).plus(any).encode(), encoded(sum));
        }
    }

    /** The cases in which an incomplete formula breaks down: a point with itself, its opposite, the neutral one. */
    @Test
    void shouldAddEqualOppositeAndNeutralPoints()
    {
        final Ed25519Tables tables = Ed25519Tables.ofBase(4);
        final Ed25519Sum sum = new Ed25519Sum();
        sum.add(tables.entries(), tables.entry(0, 1), 0);
        sum.add(tables.entries(), tables.entry(0, 1), 0);
        assertArrayEquals(Ed25519Reference.BASE.times(BigInteger.TWO).encode(), encoded(sum));
        sum.add(tables.entries(), tables.entry(0, 2), -1);
        assertArrayEquals(Ed25519Reference.IDENTITY.encode(), encoded(sum));
        sum.add(tables.entries(), tables.entry(0, 3), -1);
        sum.add(tables.entries(), tables.entry(0, 3), -1);
        sum.add(tables.entries(), tables.entry(0, 7), 0);
        assertArrayEquals(Ed25519Reference.BASE.times(BigInteger.ONE).encode(), encoded(sum));
    }

    @Test
    void shouldSayWhoseTableItIsAndHowLarge()
    {
        final Ed25519PublicKey key = Ed25519SigningKey.ofSeed(new byte[32]).publicKey();
        assertSame(key, Ed25519Tables.of(key).key());
        assertEquals(696 * 1024, Ed25519Tables.of(key).sizeInBytes());
        assertEquals(2304 * 1024, Ed25519Tables.base().sizeInBytes());
        assertEquals(32 * 128 * 96, Ed25519Tables.of(key, 8).sizeInBytes());
        assertEquals(37 * 64 * 96, Ed25519Tables.of(key, 7).sizeInBytes());
        assertEquals(43 * 32 * 96, Ed25519Tables.of(key, 6).sizeInBytes());
        assertEquals(51 * 16 * 96, Ed25519Tables.of(key, 5).sizeInBytes());
        assertEquals(64 * 8 * 96, Ed25519Tables.of(key, 4).sizeInBytes());
        assertThrows(IllegalArgumentException.class, () -> Ed25519Tables.of(key, 3));
        assertThrows(IllegalArgumentException.class, () -> Ed25519Tables.of(key, 14));
    }

    private static void shouldHoldMultiples(
        final Ed25519Tables tables,
        final Ed25519Reference.Multiples multiples,
        final Random random)
    {
        final int width = tables.width();
        final int half = 1 << (width - 1);
        for (int window = 0; window < Ed25519Scalar.digitCount(width); window++)
        {
            for (final int digit : new int[] {1, half, 1 + random.nextInt(half)})
            {
                final Ed25519Reference.Point point =
                    multiples.times(BigInteger.valueOf(digit).shiftLeft(width * window).mod(Ed25519Reference.L));
                final BigInteger inverse = point.z().modInverse(P);
                final BigInteger x = point.x().multiply(inverse).mod(P);
                final BigInteger y = point.y().multiply(inverse).mod(P);
                final int at = tables.entry(window, digit);
                assertEquals(y.add(x).mod(P), Field25519Test.number(tables.entries(), at));
                assertEquals(y.subtract(x).mod(P), Field25519Test.number(tables.entries(), at + 4));
                assertEquals(
                    x.multiply(y).multiply(TWICE_D).mod(P), Field25519Test.number(tables.entries(), at + 8));
            }
        }
    }

    private static byte[] encoded(final Ed25519Sum sum)
    {
        final Field25519 inverse = new Field25519();
        new Field25519Inverter(1).invert(inverse, sum.z);
        final long[] words = new long[4];
        sum.encode(inverse, words);
        return Ed25519Reference.littleEndian(Field25519Test.number(words, 0));
    }
}
