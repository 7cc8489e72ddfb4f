// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The expanded secret of RFC 8032, a scalar and a prefix, and what signs with it. The source has no branch and no index
 * that depends on a secret; what it makes of a message's nonce is zeroed before it returns or throws. One thread at a
 * time; allocates nothing after construction.
 */
class Ed25519Secret
{
    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HALF = 32;

    private final MessageDigest sha512;
    private final byte[] digest = new byte[2 * HALF];
    private final byte[] prefix = new byte[HALF];
    private final byte[] encodedKey = new byte[Ed25519PublicKey.LENGTH];
    private final Ed25519SecretScalar scalar = new Ed25519SecretScalar();
    private final Ed25519SecretScalar nonce = new Ed25519SecretScalar();
    private final Ed25519SecretScalar challenge = new Ed25519SecretScalar();
    private final Ed25519SecretScalar response = new Ed25519SecretScalar();
    private final Ed25519SecretMultiple multiple = new Ed25519SecretMultiple();
    private final long[] encodedPoint = new long[Field25519.WORDS];

    /** Expands a seed of 32 bytes, which stays the caller's, and derives the public key. */
    Ed25519Secret(final byte[] seed)
    {
        try
        {
            sha512 = MessageDigest.getInstance("SHA-512");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("this Java runtime lacks SHA-512", e);
        }
        expand(seed);
    }

    private void expand(final byte[] seed)
    {
        sha512.update(seed);
        finishDigest();
        System.arraycopy(digest, HALF, prefix, 0, HALF);
        Arrays.fill(digest, HALF, digest.length, (byte)0);
        digest[0] &= (byte)0xf8;
        digest[HALF - 1] &= 0x7f;
        digest[HALF - 1] |= 0x40;
        // The base point has order L, so the remainder modulo L multiplies it alike, and S is one modulo L anyway.
        scalar.loadWide(digest);
        multiple.encode(scalar, encodedPoint);
        storePoint(encodedKey);
        forget();
    }

    /** The public key that belongs to the secret: a fresh copy of its 32 bytes. */
    final byte[] encodedKey()
    {
        return encodedKey.clone();
    }

    /** Takes over another's secret, into the same memory as before: for measuring whether its value shows in time. */
    final void set(final Ed25519Secret other)
    {
        System.arraycopy(other.prefix, 0, prefix, 0, prefix.length);
        System.arraycopy(other.encodedKey, 0, encodedKey, 0, encodedKey.length);
        scalar.set(other.scalar);
    }

    /** Signs and writes the 64 bytes R‖S from index 0; must not overlap the message. */
    void sign(final byte[] message, final int offset, final int length, final byte[] signature)
    {
        try
        {
            sha512.update(prefix);
            sha512.update(message, offset, length);
            finishDigest();
            nonce.loadWide(digest);
            multiple.encode(nonce, encodedPoint);
            storePoint(signature);
            sha512.update(signature, 0, HALF);
            sha512.update(encodedKey);
            sha512.update(message, offset, length);
            finishDigest();
            challenge.loadWide(digest);
            response.multiplyAdd(challenge, scalar, nonce);
            response.store(signature, HALF);
        }
        finally
        {
            forget();
        }
    }

    /** Zeroes scalar and prefix; whatever is signed from now on is no signature. */
    final void destroy()
    {
        scalar.clear();
        Arrays.fill(prefix, (byte)0);
        forget();
    }

    private void forget()
    {
        Arrays.fill(digest, (byte)0);
        nonce.clear();
        challenge.clear();
        response.clear();
        multiple.clear();
        sha512.reset();
    }

    private void storePoint(final byte[] bytes)
    {
        for (int i = 0; i < encodedPoint.length; i++)
        {
            LONGS.set(bytes, Long.BYTES * i, encodedPoint[i]);
        }
    }

    private void finishDigest()
    {
        try
        {
            sha512.digest(digest, 0, digest.length);
        }
        catch (final DigestException e)
        {
            throw new IllegalStateException("SHA-512 refused a buffer of sufficient size", e);
        }
    }
}
