// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where tables stand between the thread that builds them and the one that uses them, each put once and taken once, and
 * where signers known by address show their keys. Any thread; a table is built on the thread that asks for it.
 */
public final class TableShelf
{
    private final Map<Ed25519PublicKey, Ed25519Tables> ed25519 = new ConcurrentHashMap<>();
    private final Map<Secp256k1Signer, Secp256k1Tables> secp256k1 = new ConcurrentHashMap<>();
    private final Set<Secp256k1Signer> wanted = ConcurrentHashMap.newKeySet();
    private final Map<Secp256k1Signer, Sighting> sightings = new ConcurrentHashMap<>();

    /** A signature from which a key can be recovered. */
    private static final class Sighting
    {
        private final byte[] digest;
        private final byte[] rsv;

        Sighting(final byte[] digest, final byte[] rsv)
        {
            this.digest = digest;
            this.rsv = rsv;
        }
    }

    /** Creates an empty shelf. */
    public TableShelf()
    {
    }

    /**
     * Builds a key's table and puts it here; takes some milliseconds.
     *
     * @param key a registered key.
     */
    public void build(final Ed25519PublicKey key)
    {
        ed25519.put(key, Ed25519Tables.of(key));
    }

    /**
     * Builds a signer's table and puts it here; takes some milliseconds.
     *
     * @param key the signer's public key.
     */
    public void build(final Secp256k1PublicKey key)
    {
        secp256k1.put(key.signer(), Secp256k1Tables.of(key));
    }

    /**
     * Asks for one signature of a signer known by address only, so that its key can be recovered.
     *
     * @param signer a registered signer.
     */
    public void want(final Secp256k1Signer signer)
    {
        wanted.add(signer);
    }

    /**
     * Recovers the key of a signer from the signature that was shown, builds its table and puts it here. Any later
     * signature is held against that very key.
     *
     * @param signer a registered signer that is wanted.
     * @return false where no signature was shown yet.
     */
    public boolean build(final Secp256k1Signer signer)
    {
        final @Nullable Sighting sighting = sightings.get(signer);
        if (sighting == null)
        {
            return false;
        }
        final @Nullable Secp256k1PublicKey key =
            new Secp256k1Recovery().recoverKey(sighting.digest, 0, sighting.rsv, 0, true);
        if (key == null || !key.signer().equals(signer))
        {
            throw new IllegalStateException("a signature that recovered to " + signer + " does so no more");
        }
        build(key);
        wanted.remove(signer);
        sightings.remove(signer);
        return true;
    }

    /** Shows a signature whose address was recovered; the first of a signer that is wanted is copied and kept. */
    void show(final Secp256k1Signer signer, final byte[] digest, final byte[] rsv, final int rsvOffset)
    {
        if (wanted.contains(signer) && !sightings.containsKey(signer))
        {
            sightings.put(signer, new Sighting(
                digest.clone(), Arrays.copyOfRange(rsv, rsvOffset, rsvOffset + Secp256k1Recovery.SIGNATURE_LENGTH)));
        }
    }

    @Nullable Ed25519Tables take(final Ed25519PublicKey key)
    {
        return ed25519.remove(key);
    }

    @Nullable Secp256k1Tables take(final Secp256k1Signer signer)
    {
        return secp256k1.remove(signer);
    }
}
