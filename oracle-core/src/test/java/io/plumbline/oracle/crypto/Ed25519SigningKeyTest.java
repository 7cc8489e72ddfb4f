// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519SigningKeyTest
{
    private static final HexFormat HEX = HexFormat.of();

    /** RFC 8032 section 7.1: TEST 1, TEST 2, TEST 3, TEST SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60," +
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,''," +
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b" +
            "d25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb," +
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72," +
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c" +
            "387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7," +
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82," +
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659" +
            "4a7c15e9716ed28dc027beceea1ec40a",
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42," +
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf," +
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd" +
            "454d4423643ce80e2a9ac94fa54ca49f," +
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030" +
            "3dca179c138ac17ad9bef1177331a704",
    })
    void shouldReproduceRfc8032(final String seed, final String publicKey, final String message, final String signature)
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(HEX.parseHex(seed));
        assertEquals(publicKey, key.publicKey().toString());
        final byte[] bytes = HEX.parseHex(message);
        final byte[] out = new byte[64];
        key.sign(bytes, 0, bytes.length, out, 0);
        assertEquals(signature, HEX.formatHex(out));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldSignWhatReferenceAccepts(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 20; i++)
        {
            final byte[] secret = new byte[32];
            random.nextBytes(secret);
            final byte[] message = new byte[5 + random.nextInt(100)];
            random.nextBytes(message);
            final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(secret);
            final byte[] out = new byte[70];
            key.sign(message, 2, message.length - 5, out, 3);
            final byte[] encoded = key.publicKey().toBytes();
            assertTrue(
                Ed25519Reference.verify(
                    encoded, new Ed25519Reference.Multiples(Ed25519Reference.decode(encoded)),
                    Arrays.copyOfRange(message, 2, message.length - 3), Arrays.copyOfRange(out, 3, 67)),
                "seed " + seed + ", case " + i);
            assertEquals(0, out[0] | out[1] | out[2] | out[67] | out[68] | out[69]);
        }
    }

    @Test
    void shouldSignInPlace()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final byte[] apart = new byte[64];
        final byte[] shared = new byte[100];
        Arrays.fill(shared, (byte)7);
        key.sign(shared.clone(), 0, 100, apart, 0);
        key.sign(shared, 0, 100, shared, 20);
        assertEquals(HEX.formatHex(apart), HEX.formatHex(shared, 20, 84));
    }

    @Test
    void shouldDrawDifferentKeysThatSign()
    {
        final SecureRandom random = new SecureRandom();
        final Ed25519SigningKey key = Ed25519SigningKey.generate(random);
        assertNotEquals(key.publicKey(), Ed25519SigningKey.generate(random).publicKey());
        final byte[] signature = new byte[64];
        key.sign(signature, 0, 0, signature, 0);
        assertTrue(new Ed25519Verifier().verify(key.publicKey(), signature, 0, 0, signature, 0, 64));
    }

    @Test
    void shouldRefuseToSignOnceDestroyed()
    {
        final byte[] seed = new byte[32];
        seed[0] = 1;
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(seed);
        final Ed25519PublicKey publicKey = key.publicKey();
        assertFalse(key.isDestroyed());
        key.destroy();
        key.destroy();
        assertTrue(key.isDestroyed());
        assertEquals(1, seed[0], "the caller's array is the caller's");
        final byte[] out = new byte[64];
        assertThrows(IllegalStateException.class, () -> key.sign(new byte[1], 0, 1, out, 0));
        assertEquals("0".repeat(128), HEX.formatHex(out));
        assertEquals(publicKey, key.publicKey());
    }

    @Test
    void shouldKeepItsOwnCopyOfTheSeed()
    {
        final byte[] seed = new byte[32];
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(seed);
        final byte[] before = new byte[64];
        key.sign(before, 0, 0, before, 0);
        Arrays.fill(seed, (byte)9);
        final byte[] after = new byte[64];
        key.sign(after, 0, 0, after, 0);
        assertEquals(HEX.formatHex(before), HEX.formatHex(after));
    }

    @Test
    void shouldNeverShowTheSeed()
    {
        final byte[] seed = HEX.parseHex("0123456789abcdef".repeat(4));
        final String shown = Ed25519SigningKey.ofSeed(seed).toString();
        assertFalse(shown.contains("0123456789abcdef"), shown);
        assertTrue(shown.contains(Ed25519SigningKey.ofSeed(seed).publicKey().toString()), shown);
        final byte[] tooLong = Arrays.copyOf(seed, 33);
        final IllegalArgumentException refusal =
            assertThrows(IllegalArgumentException.class, () -> Ed25519SigningKey.ofSeed(tooLong));
        assertEquals("seed: expected 32 bytes, got 33", refusal.getMessage());
    }

    @Test
    void shouldRefuseRangesOutsideArrays()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> key.sign(new byte[4], 1, 4, new byte[64], 0));
        assertThrows(expected, () -> key.sign(new byte[4], 0, 4, new byte[64], 1));
    }
}
