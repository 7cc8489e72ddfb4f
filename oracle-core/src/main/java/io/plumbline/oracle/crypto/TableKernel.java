// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signature checks that use a signer's precomputed table where one is installed, and Bouncy Castle's arithmetic where
 * none is: verdicts are equal either way. One thread per instance; an Ed25519 check by a table allocates nothing.
 */
public final class TableKernel implements SignatureKernel
{
    private final Map<Ed25519PublicKey, Ed25519Tables> tables = new HashMap<>();
    private final Ed25519TableVerifier verifier = new Ed25519TableVerifier();
    private final BouncyCastleKernel other = new BouncyCastleKernel();

    /** Creates a kernel without tables for the use of one thread. */
    public TableKernel()
    {
    }

    /**
     * Installs a table that was built elsewhere; one of the same key is replaced. The owner's thread, between checks:
     * the first table of a key allocates.
     *
     * @param built the table of one signer.
     */
    public void install(final Ed25519Tables built)
    {
        tables.put(built.key(), built);
    }

    /**
     * Forgets a signer's table and so frees its memory; the key verifies as before, only slower. The owner's thread.
     *
     * @param key whose table.
     * @return true where there was one.
     */
    public boolean remove(final Ed25519PublicKey key)
    {
        return tables.remove(key) != null;
    }

    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        final @Nullable Ed25519Tables built = tables.get(key);
        return built == null
            ? other.verifyEd25519(key, message, offset, length, signature, signatureOffset)
            : verifier.verify(built, message, offset, length, signature, signatureOffset);
    }

    @Override
    public int recoverSecp256k1(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed,
        final byte[] outAddress)
    {
        return other.recoverSecp256k1(message, offset, length, rsv, rsvOffset, isHighSAllowed, outAddress);
    }
}
