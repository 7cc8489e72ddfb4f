// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples;

import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.SigningSeed;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ed25519 with what every Java platform has. It shows that a quote can be checked without the oracle's own code.
 *
 * @param seed      32 secret bytes.
 * @param publicKey 32 bytes, RFC 8032 encoding.
 */
@SuppressWarnings("ArrayRecordComponent") // two keys are never compared
public record Keys(byte[] seed, byte[] publicKey)
{
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** What X.509 puts before the 32 bytes of an Ed25519 key. */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * Makes a new key pair.
     *
     * @return a fresh one each time.
     */
    public static Keys generate()
    {
        try
        {
            final KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            final byte[] seed = ((EdECPrivateKey)pair.getPrivate()).getBytes().orElseThrow();
            final byte[] encoded = pair.getPublic().getEncoded();
            return new Keys(seed, Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length));
        }
        catch (final GeneralSecurityException e)
        {
            throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
        }
    }

    /**
     * The secret half, as configurations take it.
     *
     * @param keyId the number the key goes by.
     * @return the seed.
     */
    public SigningSeed signingSeed(final int keyId)
    {
        return new SigningSeed(keyId, seed);
    }

    /**
     * Whether a quote's signature is good: the last 64 bytes sign all that stand before them.
     *
     * @param quote     what was received.
     * @param publicKey the oracle's, 32 bytes.
     * @return true if it verifies.
     */
    public static boolean verifies(final SignedQuote quote, final byte[] publicKey)
    {
        final byte[] bytes = quote.toByteArray();
        final byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + KEY_BYTES);
        System.arraycopy(publicKey, 0, encoded, X509_PREFIX.length, KEY_BYTES);
        try
        {
            final PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            final Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(bytes, 0, bytes.length - SIGNATURE_BYTES);
            return signature.verify(bytes, bytes.length - SIGNATURE_BYTES, SIGNATURE_BYTES);
        }
        catch (final GeneralSecurityException e)
        {
            return false;
        }
    }
}
