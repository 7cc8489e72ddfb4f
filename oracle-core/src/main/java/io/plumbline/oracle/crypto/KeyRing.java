// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The registered keys of all sources, by dense id in the order they were added. Immutable; any thread; look-ups
 * allocate nothing. Whether a key was revoked is not known here.
 */
public final class KeyRing
{
    /** No such key. */
    public static final int NONE = -1;

    /** Sources are bits of a 64-bit mask. */
    public static final int MAX_SOURCES = 64;

    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;
    private static final int ADDRESS_LENGTH = Secp256k1Signer.ADDRESS_LENGTH;

    private final int[] sources;
    private final int[] keyIds;
    private final long[] validFromNs;
    private final long[] validUntilNs;
    private final @Nullable Ed25519PublicKey[] ed25519Keys;
    private final @Nullable Secp256k1Signer[] signers;
    private final @Nullable Secp256k1PublicKey[] secp256k1Keys;
    private final byte[] addresses;
    private final int shift;
    private final int[] byId;
    private final int[] byAddress;

    KeyRing(final List<KeyRingBuilder.Entry> entries)
    {
        final int count = entries.size();
        sources = new int[count];
        keyIds = new int[count];
        validFromNs = new long[count];
        validUntilNs = new long[count];
        ed25519Keys = new Ed25519PublicKey[count];
        signers = new Secp256k1Signer[count];
        secp256k1Keys = new Secp256k1PublicKey[count];
        addresses = new byte[count * ADDRESS_LENGTH];
        final int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * count + 1);
        shift = Long.SIZE - bits;
        byId = new int[1 << bits];
        byAddress = new int[1 << bits];
        Arrays.fill(byId, NONE);
        Arrays.fill(byAddress, NONE);
        for (int key = 0; key < count; key++)
        {
            final KeyRingBuilder.Entry entry = entries.get(key);
            sources[key] = entry.source();
            keyIds[key] = entry.keyId();
            validFromNs[key] = entry.validFromNs();
            validUntilNs[key] = entry.validUntilNs();
            put(byId, idSlot(entry.source(), entry.keyId()), key);
            signers[key] = entry.signer();
            secp256k1Keys[key] = entry.secp256k1Key();
            final Secp256k1Signer signer = entry.signer();
            if (signer != null)
            {
                signer.copyTo(addresses, key * ADDRESS_LENGTH);
                put(byAddress, addressSlot(addresses, key * ADDRESS_LENGTH), key);
            }
            else
            {
                ed25519Keys[key] = entry.publicKey();
            }
        }
    }

    /**
     * Starts a ring without keys. Any thread; the builder is one thread's.
     *
     * @return a builder.
     */
    public static KeyRingBuilder builder()
    {
        return new KeyRingBuilder();
    }

    /**
     * How many keys there are.
     *
     * @return one more than the largest dense id.
     */
    public int size()
    {
        return sources.length;
    }

    /**
     * Finds a source's key.
     *
     * @param source dense source id; any int.
     * @param keyId  the key's number within its source.
     * @return the dense id, or {@link #NONE}.
     */
    public int key(final int source, final int keyId)
    {
        final int mask = byId.length - 1;
        for (int i = idSlot(source, keyId); byId[i] != NONE; i = (i + 1) & mask)
        {
            final int key = byId[i];
            if (sources[key] == source && keyIds[key] == keyId)
            {
                return key;
            }
        }
        return NONE;
    }

    /**
     * Finds the key of an address among some sources.
     *
     * @param address    holds the address in its first 20 bytes.
     * @param sourceMask one bit a source that may be meant.
     * @return the dense id, the least where several are meant, or {@link #NONE}.
     */
    public int keyByAddress(final byte[] address, final long sourceMask)
    {
        final int mask = byAddress.length - 1;
        for (int i = addressSlot(address, 0); byAddress[i] != NONE; i = (i + 1) & mask)
        {
            final int key = byAddress[i];
            final int at = key * ADDRESS_LENGTH;
            if (((sourceMask >>> sources[key]) & 1) != 0 &&
                Arrays.equals(addresses, at, at + ADDRESS_LENGTH, address, 0, ADDRESS_LENGTH))
            {
                return key;
            }
        }
        return NONE;
    }

    /**
     * The key itself.
     *
     * @param key dense id of an Ed25519 key.
     * @return the registered key.
     * @throws IllegalArgumentException where the dense id is an address's: a broken invariant of the caller.
     */
    public Ed25519PublicKey ed25519(final int key)
    {
        final Ed25519PublicKey publicKey = ed25519Keys[key];
        if (publicKey == null)
        {
            throw new IllegalArgumentException("key " + key + " is an address");
        }
        return publicKey;
    }

    /**
     * The signer itself.
     *
     * @param key dense id.
     * @return the registered signer, or null for an Ed25519 key.
     */
    public @Nullable Secp256k1Signer secp256k1(final int key)
    {
        return signers[key];
    }

    /**
     * The public key of a signer that was registered with it.
     *
     * @param key dense id.
     * @return the key, or null for an Ed25519 key and for a signer known by address.
     */
    public @Nullable Secp256k1PublicKey secp256k1Key(final int key)
    {
        return secp256k1Keys[key];
    }

    /**
     * Whether two dense ids are one key, registered for more than one source.
     *
     * @param key   dense id.
     * @param other dense id.
     * @return true where the same signature verifies under both.
     */
    public boolean isSameKey(final int key, final int other)
    {
        return Objects.equals(ed25519Keys[key], ed25519Keys[other]) && Objects.equals(signers[key], signers[other]);
    }

    /**
     * Whose key it is.
     *
     * @param key dense id.
     * @return dense source id.
     */
    public int sourceOf(final int key)
    {
        return sources[key];
    }

    /**
     * The key's number within its source.
     *
     * @param key dense id.
     * @return as added.
     */
    public int keyIdOf(final int key)
    {
        return keyIds[key];
    }

    /**
     * When the key may first sign.
     *
     * @param key dense id.
     * @return epoch nanoseconds.
     */
    public long validFromNs(final int key)
    {
        return validFromNs[key];
    }

    /**
     * When the key may no longer sign.
     *
     * @param key dense id.
     * @return epoch nanoseconds, exclusive.
     */
    public long validUntilNs(final int key)
    {
        return validUntilNs[key];
    }

    /**
     * Whether an instant lies in the key's window.
     *
     * @param key    dense id.
     * @param timeNs epoch nanoseconds.
     * @return true from the first instant until before the last.
     */
    public boolean isValidAt(final int key, final long timeNs)
    {
        return timeNs >= validFromNs[key] && timeNs < validUntilNs[key];
    }

    private int idSlot(final int source, final int keyId)
    {
        return (int)((id(source, keyId) * SPREAD) >>> shift);
    }

    private int addressSlot(final byte[] bytes, final int at)
    {
        int head = 0;
        for (int i = 0; i < Integer.BYTES; i++)
        {
            head = (head << Byte.SIZE) | (bytes[at + i] & 0xFF);
        }
        return (int)((head * SPREAD) >>> shift);
    }

    static long id(final int source, final int keyId)
    {
        return ((long)source << Integer.SIZE) | (keyId & 0xFFFF_FFFFL);
    }

    private static void put(final int[] table, final int slot, final int key)
    {
        int i = slot;
        while (table[i] != NONE)
        {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = key;
    }
}
