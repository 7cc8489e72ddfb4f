// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects keys. Not for concurrent use. Each method checks its key at once and throws IllegalArgumentException
 * naming source and key id; a source may hold neither a key id nor a key twice, or one signer would count for two.
 */
public final class KeyRingBuilder
{
    record Entry(
        int source,
        int keyId,
        @Nullable Ed25519PublicKey publicKey,
        @Nullable Secp256k1Signer signer,
        @Nullable Secp256k1PublicKey secp256k1Key,
        long validFromNs,
        long validUntilNs)
    {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Set<Long> ids = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    KeyRingBuilder()
    {
    }

    /**
     * Adds an Ed25519 key.
     *
     * @param source       dense source id, 0 to 63.
     * @param keyId        its number, unique within the source.
     * @param publicKey    32 bytes, proved to be a canonical point of prime order.
     * @param validFromNs  first instant, epoch nanoseconds.
     * @param validUntilNs first instant past it, epoch nanoseconds.
     * @return this.
     */
    public KeyRingBuilder ed25519(
        final int source, final int keyId, final byte[] publicKey, final long validFromNs, final long validUntilNs)
    {
        check(source, keyId, publicKey, validFromNs, validUntilNs);
        try
        {
            final Ed25519PublicKey key = Ed25519PublicKey.of(publicKey);
            entries.add(new Entry(source, keyId, key, null, null, validFromNs, validUntilNs));
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(name(source, keyId) + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Adds a secp256k1 key by its Ethereum-style address.
     *
     * @param source       dense source id, 0 to 63.
     * @param keyId        its number, unique within the source.
     * @param address      20 bytes, not all zero.
     * @param validFromNs  first instant, epoch nanoseconds.
     * @param validUntilNs first instant past it, epoch nanoseconds.
     * @return this.
     */
    public KeyRingBuilder address(
        final int source, final int keyId, final byte[] address, final long validFromNs, final long validUntilNs)
    {
        check(source, keyId, address, validFromNs, validUntilNs);
        try
        {
            final Secp256k1Signer signer = Secp256k1Signer.ofAddress(address);
            entries.add(new Entry(source, keyId, null, signer, null, validFromNs, validUntilNs));
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(name(source, keyId) + e.getMessage(), e);
        }
        return this;
    }

    /**
     * Adds a secp256k1 key that is known in full; it signs as its address.
     *
     * @param source       dense source id, 0 to 63.
     * @param keyId        its number, unique within the source.
     * @param publicKey    64 bytes x‖y, proved to be a point of the curve.
     * @param validFromNs  first instant, epoch nanoseconds.
     * @param validUntilNs first instant past it, epoch nanoseconds.
     * @return this.
     */
    public KeyRingBuilder secp256k1(
        final int source, final int keyId, final byte[] publicKey, final long validFromNs, final long validUntilNs)
    {
        final Secp256k1PublicKey key;
        try
        {
            key = Secp256k1PublicKey.of(publicKey);
        }
        catch (final IllegalArgumentException e)
        {
            throw new IllegalArgumentException(name(source, keyId) + e.getMessage(), e);
        }
        final Secp256k1Signer signer = key.signer();
        check(source, keyId, signer.toBytes(), validFromNs, validUntilNs);
        entries.add(new Entry(source, keyId, null, signer, key, validFromNs, validUntilNs));
        return this;
    }

    /**
     * Freezes.
     *
     * @return the ring.
     */
    public KeyRing build()
    {
        return new KeyRing(entries);
    }

    private void check(
        final int source, final int keyId, final byte[] bytes, final long validFromNs, final long validUntilNs)
    {
        if (source < 0 || source >= KeyRing.MAX_SOURCES)
        {
            throw new IllegalArgumentException(name(source, keyId) + "source must be within [0, 63]");
        }
        if (validUntilNs <= validFromNs)
        {
            throw new IllegalArgumentException(
                name(source, keyId) + "validUntilNs must be after " + validFromNs + ", was " + validUntilNs);
        }
        if (!ids.add(KeyRing.id(source, keyId)))
        {
            throw new IllegalArgumentException(name(source, keyId) + "keyId must be unique within its source");
        }
        final String hex = HexFormat.of().formatHex(bytes);
        if (!keys.add(source + ":" + hex))
        {
            throw new IllegalArgumentException(name(source, keyId) + "key " + hex + " stands twice in its source");
        }
    }

    private static String name(final int source, final int keyId)
    {
        return "source " + source + ", keyId " + keyId + ": ";
    }
}
