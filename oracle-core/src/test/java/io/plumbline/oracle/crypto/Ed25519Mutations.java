// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/**
 * A fast seeded stream of good and broken Ed25519 signatures, to compare verifiers with one another. Its makers know no
 * secret beyond what Bouncy Castle signs with: points of small or mixed order are the matter of {@link Ed25519Cases}.
 */
final class Ed25519Mutations
{
    /** What was done to the signature that was drawn. */
    enum Kind
    {
        NONE,
        SIGNATURE_BIT,
        MESSAGE_BIT,
        LENGTH,
        OTHER_SIGNER,
        ORDER_ADDED,
        OTHER_R,
        OTHER_S,
        RANDOM_BYTES,
    }

    private static final int SIGNERS = 5;
    private static final int USES = 6;
    private static final int MAX_LENGTH = 300;
    private static final Kind[] KINDS = Kind.values();

    final byte[] message = new byte[8 + MAX_LENGTH];
    final byte[] signature = new byte[8 + 64];
    int offset;
    int length;
    int signatureOffset;
    int signer;
    Kind kind = Kind.NONE;

    private final Random random;
    private final Ed25519SigningKey[] signers = new Ed25519SigningKey[SIGNERS];
    private final Ed25519Tables[] tables = new Ed25519Tables[SIGNERS];
    private final byte[] signed = new byte[MAX_LENGTH];
    private final byte[] good = new byte[64];
    private final byte[] before = new byte[64];
    private int signedLength;
    private int signedBy;
    private int uses = USES;

    Ed25519Mutations(final long seed)
    {
        random = new Random(seed);
        for (int i = 0; i < SIGNERS; i++)
        {
            final byte[] secret = new byte[32];
            random.nextBytes(secret);
            signers[i] = Ed25519SigningKey.ofSeed(secret);
            tables[i] = Ed25519Tables.of(signers[i].publicKey());
        }
    }

    Ed25519PublicKey key()
    {
        return signers[signer].publicKey();
    }

    Ed25519Tables tables()
    {
        return tables[signer];
    }

    /** Draws the next case into the fields; each signature serves several times. */
    void next()
    {
        if (uses == USES)
        {
            System.arraycopy(good, 0, before, 0, 64);
            signedBy = random.nextInt(SIGNERS);
            signedLength = random.nextInt(MAX_LENGTH);
            random.nextBytes(signed);
            signers[signedBy].sign(signed, 0, signedLength, good, 0);
            uses = 0;
        }
        uses++;
        signer = signedBy;
        length = signedLength;
        offset = random.nextInt(8);
        signatureOffset = random.nextInt(8);
        System.arraycopy(signed, 0, message, offset, MAX_LENGTH);
        System.arraycopy(good, 0, signature, signatureOffset, 64);
        kind = KINDS[random.nextInt(KINDS.length)];
        mutate();
    }

    private void mutate()
    {
        switch (kind)
        {
            case SIGNATURE_BIT -> flip(signature, signatureOffset, random.nextInt(512));
            case MESSAGE_BIT ->
            {
                length = Math.max(1, length);
                flip(message, offset, random.nextInt(8 * length));
            }
            case LENGTH -> length = length == 0 ? 1 : length - 1;
            case OTHER_SIGNER -> signer = (signer + 1 + random.nextInt(SIGNERS - 1)) % SIGNERS;
            case ORDER_ADDED ->
            {
                final byte[] s = Arrays.copyOfRange(good, 32, 64);
                final BigInteger order = Ed25519Reference.L.multiply(BigInteger.valueOf(1 + random.nextInt(14)));
                final BigInteger sum = Ed25519Reference.number(s).add(order);
                System.arraycopy(Ed25519Reference.littleEndian(sum), 0, signature, signatureOffset + 32, 32);
            }
            case OTHER_R -> System.arraycopy(before, 0, signature, signatureOffset, 32);
            case OTHER_S -> System.arraycopy(before, 32, signature, signatureOffset + 32, 32);
            case RANDOM_BYTES -> random.nextBytes(signature);
            default ->
            {
            }
        }
    }

    String describe(final long seed)
    {
        final HexFormat hex = HexFormat.of();
        return "seed " + seed + ", " + kind + ", key " + key() + ", message " +
            hex.formatHex(message, offset, offset + length) + ", signature " +
            hex.formatHex(signature, signatureOffset, signatureOffset + 64);
    }

    private static void flip(final byte[] bytes, final int offset, final int bit)
    {
        bytes[offset + (bit >> 3)] ^= (byte)(1 << (bit & 7));
    }
}
