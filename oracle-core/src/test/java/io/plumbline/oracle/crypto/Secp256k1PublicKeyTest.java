// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1PublicKeyTest
{
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldTakeEveryEncodingAndNameTheSigner(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 10; i++)
        {
            final Secp256k1Reference.Point point = Secp256k1Reference.G.times(new BigInteger(255, random));
            final byte[] uncompressed = Secp256k1Reference.uncompressed(point);
            final byte[] raw = Arrays.copyOfRange(uncompressed, 1, 65);
            final byte[] compressed = Arrays.copyOf(uncompressed, 33);
            compressed[0] = (byte)(2 + (uncompressed[64] & 1));
            final Secp256k1PublicKey key = Secp256k1PublicKey.of(uncompressed);
            assertArrayEquals(raw, key.toBytes(), "seed " + seed);
            assertEquals(key, Secp256k1PublicKey.of(raw), "seed " + seed);
            assertEquals(key, Secp256k1PublicKey.of(compressed), "seed " + seed);
            assertEquals(key.hashCode(), Secp256k1PublicKey.of(compressed).hashCode());
            assertEquals(Secp256k1Signer.ofAddress(Secp256k1Reference.address(point)), key.signer());
            assertSame(key.signer(), key.signer());
            assertEquals(HexFormat.of().formatHex(raw), key.toString());
            compressed[0] ^= 1;
            assertNotEquals(key, Secp256k1PublicKey.of(compressed), "seed " + seed);
        }
    }

    @Test
    void shouldRefuseWhatIsNoPublicKey()
    {
        final byte[] good = Secp256k1Reference.uncompressed(Secp256k1Reference.G);
        for (final int prefix : new int[] {0, 1, 2, 3, 5, 6, 7, 255})
        {
            final byte[] bad = good.clone();
            bad[0] = (byte)prefix;
            shouldRefuse(bad, "expected 65 bytes from 04");
        }
        shouldRefuse(new byte[0], "got 0 bytes");
        shouldRefuse(Arrays.copyOf(good, 63), "got 63 bytes");
        shouldRefuse(Arrays.copyOf(good, 66), "got 66 bytes");
        shouldRefuse(new byte[64], "not a point");
        good[64] ^= 1;
        shouldRefuse(good, "not a point");
        final byte[] tooLarge = new byte[33];
        tooLarge[0] = 2;
        System.arraycopy(
            Secp256k1Reference.bigEndian(Secp256k1Reference.P.add(BigInteger.ONE)), 0, tooLarge, 1, 32);
        shouldRefuse(tooLarge, "not a point");
    }

    @Test
    void shouldBeAnImmutableValue()
    {
        final byte[] encoded = Secp256k1Reference.uncompressed(Secp256k1Reference.G);
        final Secp256k1PublicKey key = Secp256k1PublicKey.of(encoded);
        encoded[1] ^= 1;
        key.toBytes()[0] ^= 1;
        encoded[1] ^= 1;
        assertArrayEquals(Arrays.copyOfRange(encoded, 1, 65), key.toBytes());
        assertEquals("0x7e5f4552091a69125d5dfcb7b8c2659029395bdf", key.signer().toString());
        final Secp256k1Reference.Point twice = Secp256k1Reference.G.twice();
        assertNotEquals(key, Secp256k1PublicKey.of(Secp256k1Reference.uncompressed(twice)));
        assertNotEquals(key, null);
    }

    /** Recovery finds the key that the reference's address belongs to, or none where it finds no address. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void shouldBeRecoveredFromASignature(final long seed)
    {
        final Secp256k1Cases cases = new Secp256k1Cases(seed);
        final Secp256k1Recovery recovery = new Secp256k1Recovery();
        int recovered = 0;
        for (int i = 0; i < 60; i++)
        {
            final Secp256k1Cases.Case each = cases.next();
            final Secp256k1PublicKey key =
                recovery.recoverKey(each.digest(), 0, each.rsv, each.rsvOffset, each.isHighSAllowed);
            if (each.status == Secp256k1Recovery.OK)
            {
                assertEquals(Secp256k1Signer.ofAddress(each.address), key.signer(), () -> each.describe(seed));
                recovered++;
            }
            else
            {
                assertNull(key, () -> each.describe(seed));
            }
        }
        assertTrue(recovered > 0 && recovered < 60, recovered + " recovered");
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> recovery.recoverKey(new byte[32], 1, new byte[65], 0, true));
        assertThrows(expected, () -> recovery.recoverKey(new byte[32], 0, new byte[64], 0, true));
    }

    private static void shouldRefuse(final byte[] encoded, final String cause)
    {
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> Secp256k1PublicKey.of(encoded));
        assertTrue(refusal.getMessage().contains(cause), refusal.getMessage());
    }
}
