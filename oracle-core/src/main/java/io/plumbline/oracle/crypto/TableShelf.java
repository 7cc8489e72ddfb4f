// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where tables stand between the thread that builds them and the one that uses them: each is put once and taken once.
 * Any thread.
 */
public final class TableShelf
{
    private final Map<Ed25519PublicKey, Ed25519Tables> ed25519 = new ConcurrentHashMap<>();

    /** Creates an empty shelf. */
    public TableShelf()
    {
    }

    /**
     * Builds a key's table and puts it here. The builder's thread: some milliseconds.
     *
     * @param key a registered key.
     */
    public void build(final Ed25519PublicKey key)
    {
        ed25519.put(key, Ed25519Tables.of(key));
    }

    /**
     * Builds a signer's table and puts it here, once a signature has shown the key. The builder's thread.
     *
     * @param signer a registered signer.
     * @return false where the key is not known yet.
     */
    public boolean build(final Secp256k1Signer signer)
    {
        return false;
    }

    @Nullable Ed25519Tables take(final Ed25519PublicKey key)
    {
        return ed25519.remove(key);
    }
}
