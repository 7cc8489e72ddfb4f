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
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519SigningKeyTest
{
    private static final HexFormat HEX = HexFormat.of();

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
