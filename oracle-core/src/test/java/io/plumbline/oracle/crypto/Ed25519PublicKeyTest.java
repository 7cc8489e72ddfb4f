// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519PublicKeyTest
{
    private static final String BASE_POINT = "5866666666666666666666666666666666666666666666666666666666666666";

    @Test
    void shouldRefuseEveryPointOfSmallOrder()
    {
        for (final Ed25519Reference.Point point : Ed25519Reference.TORSION)
        {
            shouldRefuse(point.encode(), "small order");
        }
    }

    @Test
    void shouldRefuseEveryNonCanonicalEncoding()
    {
        for (final byte[] encoding : Ed25519Cases.nonCanonical())
        {
            shouldRefuse(encoding, "not canonical");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefusePointsOfMixedOrder(final long seed)
    {
        final BigInteger scalar = new BigInteger(250, new Random(seed)).add(BigInteger.ONE);
        final Ed25519Reference.Point prime = Ed25519Reference.BASE.times(scalar);
        for (int i = 0; i < Ed25519Reference.TORSION.length; i++)
        {
            final byte[] encoded = prime.plus(Ed25519Reference.TORSION[i]).encode();
            if (i == 0)
            {
                assertArrayEquals(encoded, Ed25519PublicKey.of(encoded).toBytes(), "seed " + seed);
            }
            else
            {
                shouldRefuse(encoded, "mixed order");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldAcceptRandomBytesOnlyWhereReferenceFindsPrimeOrder(final long seed)
    {
        final Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 100; i++)
        {
            final byte[] encoded = new byte[32];
            random.nextBytes(encoded);
            final Ed25519Reference.Point point = Ed25519Reference.decode(encoded);
            if (point != null && Ed25519Reference.isOfPrimeOrder(point))
            {
                assertEquals(HexFormat.of().formatHex(encoded), Ed25519PublicKey.of(encoded).toString());
                accepted++;
            }
            else
            {
                shouldRefuse(encoded, "ed25519PublicKey");
            }
        }
        assertTrue(accepted > 0, "seed " + seed);
    }

    @Test
    void shouldRefuseOtherLengths()
    {
        shouldRefuse(new byte[0], "expected 32 bytes, got 0");
        shouldRefuse(new byte[31], "expected 32 bytes, got 31");
        shouldRefuse(new byte[33], "expected 32 bytes, got 33");
    }

    @Test
    void shouldBeAnImmutableValue()
    {
        final byte[] encoded = HexFormat.of().parseHex(BASE_POINT);
        final Ed25519PublicKey key = Ed25519PublicKey.of(encoded);
        encoded[0] = 0;
        key.toBytes()[1] = 0;
        final byte[] copy = new byte[34];
        key.copyTo(copy, 1);
        assertEquals(BASE_POINT, key.toString());
        assertEquals(BASE_POINT, HexFormat.of().formatHex(copy, 1, 33));
        assertEquals(key, Ed25519PublicKey.of(HexFormat.of().parseHex(BASE_POINT)));
        assertEquals(key.hashCode(), Ed25519PublicKey.of(HexFormat.of().parseHex(BASE_POINT)).hashCode());
        assertNotEquals(key, Ed25519SigningKey.ofSeed(new byte[32]).publicKey());
    }

    private static void shouldRefuse(final byte[] encoded, final String cause)
    {
        final IllegalArgumentException refusal = assertThrows(
            IllegalArgumentException.class,
            () -> Ed25519PublicKey.of(encoded),
            () -> HexFormat.of().formatHex(encoded));
        assertTrue(refusal.getMessage().contains(cause), refusal.getMessage());
    }
}
