// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.verify.RedStoneKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyRingTest
{
    private static final long EVER = Long.MAX_VALUE;

    /** A key as the list beside the ring remembers it. */
    private record Known(int source, int keyId, String address)
    {
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldFindWhatAListFinds(final long seed)
    {
        final Random random = new Random(seed);
        final KeyRingBuilder builder = KeyRing.builder();
        final List<Known> list = new ArrayList<>();
        for (int i = random.nextInt(80); i >= 0; i--)
        {
            final Known key = new Known(random.nextInt(64), random.nextInt(9) - 4, hex(address(random)));
            final boolean isNew = list.stream().noneMatch(each -> each.source == key.source &&
                (each.keyId == key.keyId || each.address.equals(key.address)));
            if (isNew)
            {
                builder.address(key.source, key.keyId, HexFormat.of().parseHex(key.address), 0, EVER);
                list.add(key);
            }
        }
        final KeyRing ring = builder.build();
        assertEquals(list.size(), ring.size());
        for (int i = 0; i < 5_000; i++)
        {
            final int source = random.nextInt(66) - 1;
            final int keyId = random.nextInt(11) - 5;
            final byte[] address = address(random);
            final long mask = random.nextBoolean() ? -1 : 1L << random.nextInt(64);
            int byId = KeyRing.NONE;
            int matches = 0;
            for (int key = list.size() - 1; key >= 0; key--)
            {
                final Known known = list.get(key);
                byId = known.source == source && known.keyId == keyId ? key : byId;
                matches += ((mask >>> known.source) & 1) != 0 && known.address.equals(hex(address)) ? 1 : 0;
            }
            assertEquals(byId, ring.key(source, keyId), "seed " + seed);
            final int found = ring.keyByAddress(address, mask);
            assertEquals(matches > 0, found != KeyRing.NONE, "seed " + seed);
            if (found != KeyRing.NONE)
            {
                assertTrue(((mask >>> ring.sourceOf(found)) & 1) != 0);
                assertEquals(hex(address), list.get(found).address);
            }
        }
    }

    /** Few addresses, so that sources share them; they differ in the last byte, so that the head does not tell. */
    private static byte[] address(final Random random)
    {
        final byte[] address = new byte[20];
        address[0] = (byte)random.nextInt(3);
        address[19] = (byte)(1 + random.nextInt(6));
        return address;
    }

    private static String hex(final byte[] address)
    {
        return HexFormat.of().formatHex(address);
    }

    @Test
    void shouldKeepKeysAndWindows()
    {
        final Ed25519PublicKey key = publicKey(1);
        final KeyRing ring = KeyRing.builder()
            .address(0, 5, filled(20, 7), 10, 20)
            .ed25519(3, -1, key.toBytes(), -5, 5)
            .build();
        assertEquals(key, ring.ed25519(1));
        assertEquals(1, ring.key(3, -1));
        assertEquals(KeyRing.NONE, ring.key(0, -1));
        assertEquals(3, ring.sourceOf(1));
        assertEquals(-1, ring.keyIdOf(1));
        assertEquals(10, ring.validFromNs(0));
        assertEquals(20, ring.validUntilNs(0));
        assertFalse(ring.isValidAt(0, 9));
        assertTrue(ring.isValidAt(0, 10));
        assertTrue(ring.isValidAt(0, 19));
        assertFalse(ring.isValidAt(0, 20));
        assertEquals(KeyRing.NONE, ring.keyByAddress(filled(20, 7), ~1L));
        assertEquals(0, ring.keyByAddress(filled(20, 7), 1L));
        assertThrows(IllegalArgumentException.class, () -> ring.ed25519(0));
        assertEquals(KeyRing.NONE, KeyRing.builder().build().key(0, 0));
        assertEquals(KeyRing.NONE, KeyRing.builder().build().keyByAddress(new byte[20], -1));
    }

    @Test
    void shouldNotFindTheZeroAddressAmongEd25519Keys()
    {
        final KeyRing ring = KeyRing.builder().ed25519(0, 1, publicKey(1).toBytes(), 0, EVER).build();
        assertEquals(KeyRing.NONE, ring.keyByAddress(new byte[20], -1));
    }

    @Test
    void shouldRefuseBadKeysNamingSourceAndKeyId()
    {
        final byte[] good = publicKey(1).toBytes();
        final byte[] address = filled(20, 7);
        final byte[] point = RedStoneKey.of(5).publicKey();
        refused(9, 41, () -> KeyRing.builder().ed25519(9, 41, new byte[32], 0, EVER));
        refused(9, 41, () -> KeyRing.builder().ed25519(9, 41, new byte[31], 0, EVER));
        refused(9, 41, () -> KeyRing.builder().address(9, 41, new byte[20], 0, EVER));
        refused(9, 41, () -> KeyRing.builder().address(9, 41, filled(21, 7), 0, EVER));
        refused(9, 41, () -> KeyRing.builder().address(9, 41, address, 5, 5));
        refused(9, 41, () -> KeyRing.builder().secp256k1(9, 41, new byte[64], 0, EVER));
        refused(9, 41, () -> KeyRing.builder().secp256k1(9, 41, point, 5, 5));
        refused(9, 41, () -> KeyRing.builder().secp256k1(9, 40, point, 0, 9)
            .address(9, 41, Secp256k1PublicKey.of(point).signer().toBytes(), 0, EVER));
        refused(64, 41, () -> KeyRing.builder().address(64, 41, address, 0, EVER));
        refused(-1, 41, () -> KeyRing.builder().ed25519(-1, 41, good, 0, EVER));
        refused(9, 41, () -> KeyRing.builder().address(9, 41, address, 0, 9).address(9, 41, filled(20, 8), 0, EVER));
        refused(9, 41, () -> KeyRing.builder().ed25519(9, 40, good, 0, 9).ed25519(9, 41, good, 0, EVER));
        KeyRing.builder().ed25519(9, 41, good, 0, 9).ed25519(10, 41, good, 0, EVER).build();
    }

    private static void refused(final int source, final int keyId, final Executable attempt)
    {
        final String message = assertThrows(IllegalArgumentException.class, attempt).getMessage();
        assertTrue(message.startsWith("source " + source + ", keyId " + keyId + ": "), message);
    }

    private static Ed25519PublicKey publicKey(final int fill)
    {
        return Ed25519SigningKey.ofSeed(filled(32, fill)).publicKey();
    }

    private static byte[] filled(final int length, final int fill)
    {
        final byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte)fill);
        return bytes;
    }
}
