// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Random;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The signers and messages that Ed25519 is measured with: 16,384 messages of 96 bytes by 16 signers in turn. So many
 * that a table's entries are not left over in the nearest cache from the last round.
 */
@State(Scope.Thread)
public class Ed25519Workload
{
    static final int MESSAGES = 16_384;
    static final int SIGNERS = 16;
    static final int MESSAGE_LENGTH = 96;
    /** A provider that registers its Ed25519 by this name only where {@link #ACCP_FLAG} is set. */
    static final String EDDSA = "EdDSA";
    static final String ACCP_FLAG = "-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true";

    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");

    final byte[][] seeds = new byte[SIGNERS][Ed25519SigningKey.SEED_LENGTH];
    final Ed25519SigningKey[] signers = new Ed25519SigningKey[SIGNERS];
    final Ed25519PublicKey[] keys = new Ed25519PublicKey[SIGNERS];
    final byte[][] messages = new byte[MESSAGES][MESSAGE_LENGTH];
    private int at;

    /** Makes signers and messages, the same in every run. */
    @Setup
    public void prepare()
    {
        final Random random = new Random(20_261_120L);
        for (int i = 0; i < SIGNERS; i++)
        {
            random.nextBytes(seeds[i]);
            signers[i] = Ed25519SigningKey.ofSeed(seeds[i]);
            keys[i] = signers[i].publicKey();
        }
        for (int i = 0; i < MESSAGES; i++)
        {
            random.nextBytes(messages[i]);
        }
    }

    /** The number of the next message; its signer is that number modulo {@link #SIGNERS}. */
    int next()
    {
        at = (at + 1) & (MESSAGES - 1);
        return at;
    }

    /** One signature object per signer, ready to sign. */
    Signature[] signatures(final String algorithm, final Provider provider) throws GeneralSecurityException
    {
        final Signature[] signatures = new Signature[SIGNERS];
        final KeyFactory factory = KeyFactory.getInstance(algorithm, provider);
        for (int i = 0; i < SIGNERS; i++)
        {
            final PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(joined(PKCS8_PREFIX, seeds[i])));
            signatures[i] = Signature.getInstance(algorithm, provider);
            signatures[i].initSign(key);
        }
        return signatures;
    }

    /** One signature object per signer, ready to verify. */
    Signature[] verifiers(final String algorithm, final Provider provider) throws GeneralSecurityException
    {
        final Signature[] verifiers = new Signature[SIGNERS];
        final KeyFactory factory = KeyFactory.getInstance(algorithm, provider);
        for (int i = 0; i < SIGNERS; i++)
        {
            final byte[] encoded = joined(X509_PREFIX, keys[i].toBytes());
            final PublicKey key = factory.generatePublic(new X509EncodedKeySpec(encoded));
            verifiers[i] = Signature.getInstance(algorithm, provider);
            verifiers[i].initVerify(key);
        }
        return verifiers;
    }

    private static byte[] joined(final byte[] first, final byte[] second)
    {
        final byte[] joined = new byte[first.length + second.length];
        System.arraycopy(first, 0, joined, 0, first.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
