// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1SignerTest
{
    /** Addresses known from Ethereum for the secrets 1 and 2 and for the example key of EIP-155. */
    @ParameterizedTest
    @CsvSource({
        "1,0x7e5f4552091a69125d5dfcb7b8c2659029395bdf",
        "2,0x2b5ad5c4795c026514f8317c7a215e218dccd6cf",
        "4646464646464646464646464646464646464646464646464646464646464646,0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f",
    })
    void shouldDeriveKnownAddresses(final String secret, final String address)
    {
        final byte[] key =
            Secp256k1Reference.uncompressed(Secp256k1Reference.G.times(new BigInteger(secret, 16)));
        assertEquals(address, Secp256k1Signer.ofPublicKey(key).toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldDeriveOneAddressFromEveryEncoding(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 10; i++)
        {
            final Secp256k1Reference.Point point = Secp256k1Reference.G.times(new BigInteger(255, random));
            final byte[] uncompressed = Secp256k1Reference.uncompressed(point);
            final byte[] compressed = Arrays.copyOf(uncompressed, 33);
            compressed[0] = (byte)(2 + (uncompressed[64] & 1));
            final Secp256k1Signer expected = Secp256k1Signer.ofAddress(Secp256k1Reference.address(point));
            assertEquals(expected, Secp256k1Signer.ofPublicKey(uncompressed), "seed " + seed);
            assertEquals(expected, Secp256k1Signer.ofPublicKey(Arrays.copyOfRange(uncompressed, 1, 65)));
            assertEquals(expected, Secp256k1Signer.ofPublicKey(compressed), "seed " + seed);
            compressed[0] ^= 1;
            assertNotEquals(expected, Secp256k1Signer.ofPublicKey(compressed), "seed " + seed);
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
            shouldRefuseKey(bad, "expected 65 bytes from 04");
        }
        shouldRefuseKey(new byte[0], "got 0 bytes");
        shouldRefuseKey(new byte[32], "got 32 bytes");
        shouldRefuseKey(Arrays.copyOf(good, 33), "got 33 bytes from 04");
        shouldRefuseKey(Arrays.copyOf(good, 66), "got 66 bytes");
        shouldRefuseKey(new byte[64], "not a point");
        final byte[] offCurve = good.clone();
        offCurve[64] ^= 1;
        shouldRefuseKey(offCurve, "not a point");
        shouldRefuseKey(Arrays.copyOfRange(offCurve, 1, 65), "not a point");
    }

    @Test
    void shouldRefuseCoordinatesAtOrAboveTheFieldPrime()
    {
        // x = 1 is on the curve; x = p + 1 names the same residue and must not pass for it.
        final byte[] canonical = new byte[33];
        canonical[0] = 2;
        canonical[32] = 1;
        assertFalse(Secp256k1Signer.ofPublicKey(canonical).toString().isEmpty());
        final byte[] tooLarge = canonical.clone();
        System.arraycopy(
            Secp256k1Reference.bigEndian(Secp256k1Reference.P.add(BigInteger.ONE)), 0, tooLarge, 1, 32);
        shouldRefuseKey(tooLarge, "not a point");
        // x = 5 has no y.
        canonical[32] = 5;
        shouldRefuseKey(canonical, "not a point");
        final byte[] both = new byte[64];
        Arrays.fill(both, (byte)0xff);
        shouldRefuseKey(both, "not a point");
    }

    @Test
    void shouldRefuseWhatIsNoAddress()
    {
        for (final int length : new int[] {0, 19, 21, 32})
        {
            final IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> Secp256k1Signer.ofAddress(new byte[length]));
            assertEquals("secp256k1Address: expected 20 bytes, got " + length, refusal.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Secp256k1Signer.ofAddress(new byte[20]));
    }

    @Test
    void shouldBeAnImmutableValue()
    {
        final byte[] address = HexFormat.of().parseHex("7e5f4552091a69125d5dfcb7b8c2659029395bdf");
        final Secp256k1Signer signer = Secp256k1Signer.ofAddress(address);
        final byte[] copy = new byte[22];
        signer.copyTo(copy, 1);
        assertTrue(signer.isAddress(copy, 1));
        assertFalse(signer.isAddress(copy, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> signer.isAddress(copy, 3));
        address[0] = 0;
        signer.toBytes()[1] = 0;
        assertTrue(signer.isAddress(copy, 1));
        for (int i = 0; i < 20; i++)
        {
            copy[1 + i] ^= 1;
            assertFalse(signer.isAddress(copy, 1), "byte " + i);
            copy[1 + i] ^= 1;
        }
        assertEquals(signer, Secp256k1Signer.ofAddress(signer.toBytes()));
        assertEquals(signer.hashCode(), Secp256k1Signer.ofAddress(signer.toBytes()).hashCode());
        assertNotEquals(signer, Secp256k1Signer.ofAddress(address));
    }

    private static void shouldRefuseKey(final byte[] encoded, final String cause)
    {
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> Secp256k1Signer.ofPublicKey(encoded));
        assertTrue(refusal.getMessage().contains(cause), refusal.getMessage());
    }
}
