// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/** The part of a verification that stands before the inversion: [S]B + [k](-A). One thread per instance. */
final class Ed25519Equation
{
    private static final int S_AT = 32;

    private final MessageDigest sha512;
    private final byte[] digest = new byte[64];
    private final byte[] encodedKey = new byte[Ed25519PublicKey.LENGTH];
    private final Ed25519Scalar s = new Ed25519Scalar();
    private final Ed25519Scalar k = new Ed25519Scalar();
    private final Ed25519Tables base = Ed25519Tables.base();

    Ed25519Equation()
    {
        try
        {
            sha512 = MessageDigest.getInstance("SHA-512");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("this Java runtime lacks SHA-512", e);
        }
    }

    /**
     * Computes what R must encode; false, the sum untouched, where S is L or more.
     *
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    boolean solve(
        final Ed25519Tables tables,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset,
        final Ed25519Sum sum)
    {
        Objects.checkFromIndexSize(offset, length, message.length);
        Objects.checkFromIndexSize(signatureOffset, Ed25519Verifier.SIGNATURE_LENGTH, signature.length);
        if (!s.load(signature, signatureOffset + S_AT))
        {
            return false;
        }
        tables.key().copyTo(encodedKey, 0);
        sha512.update(signature, signatureOffset, S_AT);
        sha512.update(encodedKey, 0, encodedKey.length);
        sha512.update(message, offset, length);
        try
        {
            sha512.digest(digest, 0, digest.length);
        }
        catch (final DigestException e)
        {
            throw new IllegalStateException("SHA-512 refused a buffer of sufficient size", e);
        }
        k.loadWide(digest);
        sum.clear();
        sum.addMultiple(base, s);
        sum.addMultiple(tables, k);
        return true;
    }
}
