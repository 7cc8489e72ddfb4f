// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1TablesTest
{
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 8, 9, 10, 12})
    void shouldHoldTheMultiplesOfTheGenerator(final int width)
    {
        shouldHoldMultiples(Secp256k1Tables.ofGenerator(width), Secp256k1Reference.G, new Random(width));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6, 7, 9, 11})
    void shouldHoldTheMultiplesOfAKey(final int width)
    {
        final Random random = new Random(width);
        final Secp256k1Reference.Point point = Secp256k1Reference.G.times(new BigInteger(250, random));
        shouldHoldMultiples(Secp256k1Tables.of(Secp256k1Judges.key(point), width), point, random);
    }

    @Test
    void shouldSayWhoseTableItIsAndHowLarge()
    {
        final Secp256k1PublicKey key = Secp256k1Judges.key(Secp256k1Reference.G.twice());
        assertSame(key, Secp256k1Tables.of(key).key());
        assertEquals(29 * 256 * 64, Secp256k1Tables.of(key).sizeInBytes());
        assertEquals(65 * 8 * 64, Secp256k1Tables.of(key, 4).sizeInBytes());
        assertEquals(33 * 128 * 64, Secp256k1Tables.of(key, 8).sizeInBytes());
        assertEquals(24 * 1024 * 64, Secp256k1Tables.generator().sizeInBytes());
        assertSame(Secp256k1Tables.generator(), Secp256k1Tables.generator());
        assertThrows(IllegalArgumentException.class, () -> Secp256k1Tables.of(key, 3));
        assertThrows(IllegalArgumentException.class, () -> Secp256k1Tables.of(key, 14));
    }

    private static void shouldHoldMultiples(
        final Secp256k1Tables tables, final Secp256k1Reference.Point point, final Random random)
    {
        final int width = tables.width();
        final int half = 1 << (width - 1);
        Secp256k1Reference.Point base = point;
        for (int window = 0; window < Secp256k1Scalar.digitCount(width); window++)
        {
            for (final int digit : new int[] {1, half, 1 + random.nextInt(half)})
            {
                final Secp256k1Reference.Point expected = base.times(BigInteger.valueOf(digit));
                final int at = tables.entry(window, digit);
                assertEquals(expected.affineX(), Field25519Test.number(tables.entries(), at));
                assertEquals(expected.affineY(), Field25519Test.number(tables.entries(), at + 4));
            }
            for (int i = 0; i < width; i++)
            {
                base = base.twice();
            }
        }
    }
}
