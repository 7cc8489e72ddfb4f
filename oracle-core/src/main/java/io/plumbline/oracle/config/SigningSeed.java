// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Arrays;

/**
 * The secret an oracle signs its quotes with: a 32-byte Ed25519 seed (RFC 8032) and the number of its key. Any thread.
 * {@link #destroy()} zeroes it; it never shows in {@code toString}.
 */
public final class SigningSeed
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
        Check.range("seed length", seed.length, 32, 32);
        this.keyId = keyId;
        this.seed = seed.clone();
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

    /**
     * Zeroes the secret.
     */
    public synchronized void destroy()
    {
        Arrays.fill(seed, (byte)0);
        isDestroyed = true;
    }

    @Override
    public String toString()
    {
        return "SigningSeed[keyId=" + keyId + "]";
    }
}
