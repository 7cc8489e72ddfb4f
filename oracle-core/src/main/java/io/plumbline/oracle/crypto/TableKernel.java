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
    private final Ed25519Batch batch = new Ed25519Batch();
    private final int[] positions = new int[Ed25519Batch.CAPACITY];
    private final TableShelf shelf;
    private final BouncyCastleKernel other = new BouncyCastleKernel();

    /**
     * Creates a kernel without tables for the use of one thread.
     *
     * @param shelf where the tables it is to use will stand.
     */
    public TableKernel(final TableShelf shelf)
    {
        this.shelf = shelf;
    }

    @Override
    public boolean install(final Ed25519PublicKey key)
    {
        final @Nullable Ed25519Tables built = shelf.take(key);
        if (built != null)
        {
            install(built);
        }
        return built != null;
    }

    /** Installs a table; one of the same key is replaced. */
    void install(final Ed25519Tables built)
    {
        tables.put(built.key(), built);
    }

    @Override
    public void remove(final Ed25519PublicKey key)
    {
        tables.remove(key);
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

    /** Those with a table share their inversions; the others are checked one by one. */
    @Override
    public int verifyEd25519(final PendingSignatures pending)
    {
        // what an exception left behind is nobody's
        batch.clear();
        int verdicts = 0;
        for (int i = 0; i < pending.size(); i++)
        {
            final @Nullable Ed25519Tables built = tables.get(pending.keys[i]);
            if (built == null)
            {
                verdicts |= verifyEd25519(pending, i) ? 1 << i : 0;
            }
            else
            {
                positions[pending.addTo(batch, built, i)] = i;
            }
        }
        for (int good = batch.finish(); good != 0; good &= good - 1)
        {
            verdicts |= 1 << positions[Integer.numberOfTrailingZeros(good)];
        }
        return verdicts;
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
