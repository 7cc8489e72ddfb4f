// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 secret with the public key that belongs to it; signs plain Ed25519 (RFC 8032).
 *
 * <p>The public key is derived, never handed in: signing under a foreign public key would give the secret away. The
 * source of signing has no branch and no memory index that depends on the secret; a JIT compiler and a moving collector
 * do not promise to keep it that way, and so neither does this class. It rests on {@link Math#multiplyHigh}, which is
 * one instruction once the optimizing compiler has been there; before, JDK 17's own code for it branches on signs. Any
 * thread; calls on one key exclude each other. Signing allocates nothing. Equality is identity.
 */
public final class Ed25519SigningKey implements Signer, Destroyable
{
    /** Length of a secret seed in bytes. */
    public static final int SEED_LENGTH = 32;

    private final Ed25519Secret secret;
    private final Ed25519PublicKey publicKey;
    private final @Nullable Ed25519Tables tables;
    private final @Nullable Ed25519TableVerifier verifier;
    private final byte[] signature = new byte[Ed25519Verifier.SIGNATURE_LENGTH];
    private boolean isDestroyed;

    Ed25519SigningKey(final Ed25519Secret secret, final boolean isVerifiedAfterSigning)
    {
        this.secret = secret;
        publicKey = Ed25519PublicKey.of(secret.encodedKey());
        tables = isVerifiedAfterSigning ? Ed25519Tables.of(publicKey) : null;
        verifier = isVerifiedAfterSigning ? new Ed25519TableVerifier() : null;
    }

    /**
     * Takes a key over from its seed. Any thread.
     *
     * @param seed the 32 secret bytes of RFC 8032; copied, so the caller may and should zero its own.
     * @return the key.
     * @throws IllegalArgumentException where the seed is not 32 bytes long; the message does not show it.
     */
    public static Ed25519SigningKey ofSeed(final byte[] seed)
    {
        return ofSeed(seed, false);
    }

    /**
     * Takes a key over from its seed. Any thread.
     *
     * @param seed                   the 32 secret bytes of RFC 8032; copied, so the caller may and should zero its own.
     * @param isVerifiedAfterSigning whether each signature is verified before it is handed out, against faults of the
     *                               machine that would give the secret away; takes the memory of a signer's table.
     * @return the key.
     * @throws IllegalArgumentException where the seed is not 32 bytes long; the message does not show it.
     */
    public static Ed25519SigningKey ofSeed(final byte[] seed, final boolean isVerifiedAfterSigning)
    {
        if (seed.length != SEED_LENGTH)
        {
            throw new IllegalArgumentException("seed: expected " + SEED_LENGTH + " bytes, got " + seed.length);
        }
        return new Ed25519SigningKey(new Ed25519Secret(seed), isVerifiedAfterSigning);
    }

    /**
     * Draws a new key. Any thread; may wait for entropy.
     *
     * @param random where the 32 secret bytes come from.
     * @return the key.
     */
    public static Ed25519SigningKey generate(final SecureRandom random)
    {
        final byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        try
        {
            return ofSeed(seed);
        }
        finally
        {
            Arrays.fill(seed, (byte)0);
        }
    }

    /**
     * The public key that verifies what this key signs; stays available after {@link #destroy()}. Any thread.
     *
     * @return the key.
     */
    public Ed25519PublicKey publicKey()
    {
        return publicKey;
    }

    /**
     * Signs and writes 64 bytes R‖S. Any thread. Message and output may overlap: the output is written last.
     *
     * @param message   holds the bytes to sign. They are read twice and must hold still: one that another thread
     *                  changes in between gives the secret away to whoever sees a second signature of the first.
     * @param offset    index of the first byte to sign.
     * @param length    number of bytes to sign, 0 or more.
     * @param out       receives the signature.
     * @param outOffset index of the first byte written.
     * @throws IllegalStateException     where the key was destroyed, or where the signature is to be verified and is
     *                                   no good; then nothing was written.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    @Override
    public synchronized void sign(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] out,
        final int outOffset)
    {
        if (isDestroyed)
        {
            throw new IllegalStateException("signing key " + publicKey + " was destroyed");
        }
        Objects.checkFromIndexSize(offset, length, message.length);
        Objects.checkFromIndexSize(outOffset, Ed25519Verifier.SIGNATURE_LENGTH, out.length);
        secret.sign(message, offset, length, signature);
        if (verifier != null && tables != null && !verifier.verify(tables, message, offset, length, signature, 0))
        {
            Arrays.fill(signature, (byte)0);
            throw new IllegalStateException("signing key " + publicKey + " made a signature that does not verify");
        }
        System.arraycopy(signature, 0, out, outOffset, signature.length);
    }

    /**
     * Zeroes the secret; signing throws from now on. Any thread; a signature under way is finished first. Copies that a
     * moving collector left behind, and the registers and stack of past calls, are not reached.
     */
    @Override
    public synchronized void destroy()
    {
        isDestroyed = true;
        secret.destroy();
    }

    /**
     * Whether {@link #destroy()} was called. Any thread.
     *
     * @return true where the secret is gone.
     */
    @Override
    public synchronized boolean isDestroyed()
    {
        return isDestroyed;
    }

    /**
     * Names the key by its public half; never shows the secret.
     *
     * @return text fit for a log.
     */
    @Override
    public String toString()
    {
        return "Ed25519SigningKey[publicKey=" + publicKey + ']';
    }
}
