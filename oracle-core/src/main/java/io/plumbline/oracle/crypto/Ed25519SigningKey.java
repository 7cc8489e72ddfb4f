// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.security.auth.Destroyable;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 secret seed with the public key that belongs to it; signs plain Ed25519 (RFC 8032).
 *
 * <p>The public key is derived, never handed in: signing under a foreign public key would give the secret away.
 * Any thread; calls on one key exclude each other. Equality is identity.
 */
public final class Ed25519SigningKey implements Signer, Destroyable
{
    /** Length of a secret seed in bytes. */
    public static final int SEED_LENGTH = 32;

    private final byte[] seed;
    private final byte[] encodedPublicKey;
    private final Ed25519PublicKey publicKey;
    private boolean isDestroyed;

    private Ed25519SigningKey(final byte[] seed)
    {
        this.seed = seed;
        encodedPublicKey = new byte[Ed25519PublicKey.LENGTH];
        Ed25519.generatePublicKey(seed, 0, encodedPublicKey, 0);
        publicKey = Ed25519PublicKey.of(encodedPublicKey);
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
        if (seed.length != SEED_LENGTH)
        {
            throw new IllegalArgumentException("seed: expected " + SEED_LENGTH + " bytes, got " + seed.length);
        }
        return new Ed25519SigningKey(seed.clone());
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
        return new Ed25519SigningKey(seed);
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
     * @param message   holds the bytes to sign.
     * @param offset    index of the first byte to sign.
     * @param length    number of bytes to sign, 0 or more.
     * @param out       receives the signature.
     * @param outOffset index of the first byte written.
     * @throws IllegalStateException     where the key was destroyed.
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
        Ed25519.sign(seed, 0, encodedPublicKey, 0, message, offset, length, out, outOffset);
    }

    /**
     * Zeroes the seed; signing throws from now on. Any thread; a signature under way is finished first. Scratch copies
     * that arithmetic left on the heap are not reached.
     */
    @Override
    public synchronized void destroy()
    {
        isDestroyed = true;
        Arrays.fill(seed, (byte)0);
    }

    /**
     * Whether {@link #destroy()} was called. Any thread.
     *
     * @return true where the seed is gone.
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
