// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * The secret an oracle signs its quotes with: a 32-byte Ed25519 seed (RFC 8032) and the number of its key. Any thread.
 * {@link #destroy()} zeroes it; it never shows in {@code toString}, nor in the message of an exception.
 */
public final class SigningSeed implements Destroyable
{
    private final int keyId;
    private final byte[] seed;
    private boolean isDestroyed;

    /**
     * Copies the seed; the caller zeroes its own copy.
     *
     * @param keyId the number quotes name the key by.
     * @param seed  32 secret bytes.
     * @throws IllegalArgumentException if the seed has another length.
     */
    public SigningSeed(final int keyId, final byte[] seed)
    {
        Check.range("seed length", seed.length, PrivateKeyEncoding.SEED_LENGTH, PrivateKeyEncoding.SEED_LENGTH);
        this.keyId = keyId;
        this.seed = seed.clone();
    }

    /**
     * Takes the seed out of an unencrypted PKCS#8 key as RFC 8410 describes it. Where the key brings a public key
     * along, that one must belong to the seed: the JDK judges that, and its copies of the secret are not zeroed.
     *
     * @param keyId the number quotes name the key by.
     * @param pkcs8 DER, nothing before or after it; the caller zeroes it.
     * @return the seed.
     * @throws IllegalArgumentException if this is no such key; the message tells nothing of its content.
     */
    public static SigningSeed ofPkcs8(final int keyId, final byte[] pkcs8)
    {
        final byte[] seed = PrivateKeyEncoding.seedOfPkcs8(pkcs8);
        try
        {
            return new SigningSeed(keyId, seed);
        }
        finally
        {
            Arrays.fill(seed, (byte)0);
        }
    }

    /**
     * Takes the seed out of a PEM text: one block labelled {@code PRIVATE KEY} that holds a key for
     * {@link #ofPkcs8(int, byte[])}. Encrypted keys, other labels and text around the block are refused.
     *
     * @param keyId the number quotes name the key by.
     * @param pem   the text in ASCII; the caller zeroes it.
     * @return the seed.
     * @throws IllegalArgumentException if this is no such text; the message tells nothing of its content.
     */
    public static SigningSeed ofPem(final int keyId, final byte[] pem)
    {
        final byte[] pkcs8 = PrivateKeyEncoding.pkcs8OfPem(pem);
        try
        {
            return ofPkcs8(keyId, pkcs8);
        }
        finally
        {
            Arrays.fill(pkcs8, (byte)0);
        }
    }

    /**
     * Takes the seed out of a PEM text, as {@link #ofPem(int, byte[])} does.
     *
     * @param keyId the number quotes name the key by.
     * @param pem   the text; the caller zeroes it.
     * @return the seed.
     * @throws IllegalArgumentException if this is no such text; the message tells nothing of its content.
     */
    public static SigningSeed ofPem(final int keyId, final char[] pem)
    {
        final byte[] ascii = new byte[pem.length];
        try
        {
            for (int i = 0; i < pem.length; i++)
            {
                // What is not ASCII becomes a byte that no PEM text has.
                ascii[i] = pem[i] < 0x80 ? (byte)pem[i] : 0;
            }
            return ofPem(keyId, ascii);
        }
        finally
        {
            Arrays.fill(ascii, (byte)0);
        }
    }

    /**
     * The key's number.
     *
     * @return as given.
     */
    public int keyId()
    {
        return keyId;
    }

    /**
     * A copy of the secret, for the signer alone; zero it after use.
     *
     * @return 32 bytes.
     * @throws IllegalStateException once destroyed.
     */
    public synchronized byte[] copySeed()
    {
        if (isDestroyed)
        {
            throw new IllegalStateException("signing seed has been destroyed");
        }
        return seed.clone();
    }

    /** Zeroes the secret. Any thread. */
    @Override
    public synchronized void destroy()
    {
        Arrays.fill(seed, (byte)0);
        isDestroyed = true;
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

    @Override
    public String toString()
    {
        return "SigningSeed[keyId=" + keyId + "]";
    }

    /** The key id of whichever signs; there must be one of the two. */
    static int keyIdOf(final @Nullable SigningSeed seed, final @Nullable QuoteSigner signer)
    {
        if (signer == null)
        {
            return Check.present("signingSeed or quoteSigner", seed).keyId();
        }
        Check.that(seed == null, "quoteSigner", "key " + signer.keyId(), "must not stand beside signingSeed");
        return signer.keyId();
    }
}
