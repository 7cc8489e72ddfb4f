// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A fast seeded stream of good and broken secp256k1 signatures, to compare verifiers with one another. What the group
 * allows a hostile signer beyond this is the matter of {@link Secp256k1Forgeries}.
 */
final class Secp256k1Mutations
{
    /** What was done to the signature that was drawn. */
    enum Kind
    {
        NONE,
        OTHER_S,
        R_BIT,
        S_BIT,
        DIGEST_BIT,
        OTHER_SIGNER,
        OTHER_PARITY,
        ANY_V,
        EDGE_R,
        EDGE_S,
        EDGE_DIGEST,
        ORDER_ADDED,
        OTHER_SIGNATURE,
        RANDOM_BYTES,
    }

    private static final int SIGNERS = 5;
    private static final int USES = 8;
    private static final Kind[] KINDS = Kind.values();
    private static final BigInteger N = Secp256k1Reference.N;
    private static final BigInteger LIMIT = BigInteger.TWO.pow(256);
    private static final BigInteger[] BOUNDS = {
        BigInteger.ZERO, N.shiftRight(1), N, Secp256k1Reference.P, LIMIT, Secp256k1Reference.P.subtract(N)
    };

    final byte[] digest = new byte[32];
    final byte[] rsv = new byte[8 + 65];
    int offset;
    int signer;
    boolean isHighSAllowed;
    Kind kind = Kind.NONE;

    private final Random random;
    private final BigInteger[] secrets = new BigInteger[SIGNERS];
    private final Secp256k1PublicKey[] keys = new Secp256k1PublicKey[SIGNERS];
    private final Secp256k1Tables[] tables = new Secp256k1Tables[SIGNERS];
    private final byte[] signed = new byte[32];
    private final byte[] good = new byte[65];
    private final byte[] before = new byte[65];
    private int signedBy;
    private int uses = USES;

    Secp256k1Mutations(final long seed)
    {
        random = new Random(seed);
        for (int i = 0; i < SIGNERS; i++)
        {
            secrets[i] = scalar();
            keys[i] = Secp256k1PublicKey.of(Secp256k1Curve.GENERATOR.multiply(secrets[i]));
            tables[i] = Secp256k1Tables.of(keys[i]);
        }
    }

    Secp256k1PublicKey key()
    {
        return keys[signer];
    }

    Secp256k1Tables tables()
    {
        return tables[signer];
    }

    /** Draws the next case into the fields; each signature serves several times. */
    void next()
    {
        kind = KINDS[random.nextInt(KINDS.length)];
        if (uses == USES || kind == Kind.EDGE_DIGEST)
        {
            System.arraycopy(good, 0, before, 0, good.length);
            sign();
            uses = 0;
        }
        uses++;
        signer = signedBy;
        offset = random.nextInt(8);
        isHighSAllowed = random.nextInt(4) != 0;
        System.arraycopy(signed, 0, digest, 0, digest.length);
        random.nextBytes(rsv);
        System.arraycopy(good, 0, rsv, offset, good.length);
        mutate();
    }

    private void sign()
    {
        random.nextBytes(signed);
        if (kind == Kind.EDGE_DIGEST)
        {
            System.arraycopy(edge(), 0, signed, 0, signed.length);
        }
        signedBy = random.nextInt(SIGNERS);
        final BigInteger nonce = scalar();
        final ECPoint point = Secp256k1Curve.GENERATOR.multiply(nonce).normalize();
        final BigInteger r = point.getAffineXCoord().toBigInteger().mod(N);
        final BigInteger s =
            nonce.modInverse(N).multiply(new BigInteger(1, signed).add(r.multiply(secrets[signedBy]))).mod(N);
        final boolean isOdd = point.getAffineYCoord().testBitZero();
        final byte[] signature =
            Secp256k1Reference.signature(r, s, (random.nextBoolean() ? 27 : 0) + (isOdd ? 1 : 0));
        System.arraycopy(signature, 0, good, 0, good.length);
    }

    private void mutate()
    {
        switch (kind)
        {
            case OTHER_S ->
            {
                put(32, N.subtract(number(32)));
                otherParity();
            }
            case R_BIT -> flip(rsv, offset, random.nextInt(256));
            case S_BIT -> flip(rsv, offset + 32, random.nextInt(256));
            case DIGEST_BIT -> flip(digest, 0, random.nextInt(256));
            case OTHER_SIGNER -> signer = (signer + 1 + random.nextInt(SIGNERS - 1)) % SIGNERS;
            case OTHER_PARITY -> otherParity();
            case ANY_V -> rsv[offset + 64] = (byte)random.nextInt(256);
            case EDGE_R -> System.arraycopy(edge(), 0, rsv, offset, 32);
            case EDGE_S -> System.arraycopy(edge(), 0, rsv, offset + 32, 32);
            case ORDER_ADDED ->
            {
                final int at = random.nextBoolean() ? 0 : 32;
                put(at, number(at).add(N).mod(LIMIT));
            }
            case OTHER_SIGNATURE -> System.arraycopy(before, 0, rsv, offset, 64);
            case RANDOM_BYTES -> random.nextBytes(rsv);
            default ->
            {
            }
        }
    }

    private void otherParity()
    {
        final int v = rsv[offset + 64];
        rsv[offset + 64] = (byte)(v >= 27 ? 55 - v : 1 - v);
    }

    private byte[] edge()
    {
        final BigInteger near = BOUNDS[random.nextInt(BOUNDS.length)].add(BigInteger.valueOf(random.nextInt(7) - 3));
        return Secp256k1Reference.bigEndian(near.mod(LIMIT));
    }

    private BigInteger number(final int at)
    {
        return new BigInteger(1, rsv, offset + at, 32);
    }

    private void put(final int at, final BigInteger number)
    {
        System.arraycopy(Secp256k1Reference.bigEndian(number), 0, rsv, offset + at, 32);
    }

    private BigInteger scalar()
    {
        return new BigInteger(320, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    String describe(final long seed)
    {
        return "seed " + seed + ", " + kind + ", high S " + (isHighSAllowed ? "allowed" : "refused") + ", " +
            Secp256k1Judges.describe(key(), digest, Arrays.copyOfRange(rsv, offset, offset + 65));
    }

    private static void flip(final byte[] bytes, final int at, final int bit)
    {
        bytes[at + (bit >> 3)] ^= (byte)(1 << (bit & 7));
    }
}
