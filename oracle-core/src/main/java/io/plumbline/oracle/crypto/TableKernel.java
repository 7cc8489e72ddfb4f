// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signature checks that use a signer's precomputed table where one is installed, and Bouncy Castle's arithmetic where
 * none is: verdicts are equal either way. One thread per instance; a check by a table allocates nothing.
 */
public final class TableKernel implements SignatureKernel
{
    /** Past so many tables that do not fit, recovering the address is cheaper than trying the next. */
    private static final int MAX_TRIALS = 8;

    private final Map<Ed25519PublicKey, Ed25519Tables> tables = new HashMap<>();
    private final Ed25519TableVerifier verifier = new Ed25519TableVerifier();
    private final Ed25519Batch batch = new Ed25519Batch();
    private final int[] positions = new int[Ed25519Batch.CAPACITY];
    private final Map<Secp256k1Signer, Secp256k1Tables> signerTables = new HashMap<>();
    private final Secp256k1TableVerifier secp256k1 = new Secp256k1TableVerifier();
    private final Secp256k1Recovery recovery = new Secp256k1Recovery();
    private final Keccak256 keccak = new Keccak256();
    private final byte[] digest = new byte[Keccak256.LENGTH];
    private final TableShelf shelf;
    private final Ed25519Verifier other = new Ed25519Verifier();

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

    @Override
    public boolean install(final Secp256k1Signer signer)
    {
        final @Nullable Secp256k1Tables built = shelf.take(signer);
        if (built != null)
        {
            signerTables.put(signer, built);
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
        shelf.take(key);
    }

    @Override
    public void remove(final Secp256k1Signer signer)
    {
        signerTables.remove(signer);
        shelf.take(signer);
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
            ? other.verify(
                key, message, offset, length, signature, signatureOffset, Ed25519Verifier.SIGNATURE_LENGTH)
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
        final Secp256k1Candidates candidates,
        final byte[] outAddress)
    {
        keccak.digest(message, offset, length, digest, 0);
        int trials = 0;
        for (int step = 0; step < candidates.size() && trials < MAX_TRIALS; step++)
        {
            final int candidate = candidates.candidate(step);
            final @Nullable Secp256k1Tables built = signerTables.get(candidates.signer(candidate));
            if (built != null)
            {
                trials++;
                if (secp256k1.verifyRecoverable(built, digest, 0, rsv, rsvOffset, isHighSAllowed) ==
                    Secp256k1Recovery.OK)
                {
                    candidates.signed(candidate);
                    candidates.signer(candidate).copyTo(outAddress, 0);
                    return Secp256k1Recovery.OK;
                }
            }
        }
        final int status = recovery.recover(digest, 0, rsv, rsvOffset, isHighSAllowed, outAddress);
        if (status == Secp256k1Recovery.OK)
        {
            onRecovered(candidates, rsv, rsvOffset, outAddress);
        }
        return status;
    }

    /** A signer without a table has shown its key: whoever builds tables may want to know. */
    private void onRecovered(
        final Secp256k1Candidates candidates, final byte[] rsv, final int rsvOffset, final byte[] address)
    {
        final int candidate = candidates.indexOf(address);
        if (candidate >= 0)
        {
            candidates.signed(candidate);
            shelf.show(candidates.signer(candidate), digest, rsv, rsvOffset);
        }
    }
}
