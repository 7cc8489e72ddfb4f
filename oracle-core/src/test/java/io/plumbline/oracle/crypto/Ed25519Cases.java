// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A seeded stream of good, broken and hostile Ed25519 signatures with the reference's verdict on each. */
final class Ed25519Cases
{
    /** What was done to make the case. */
    enum Kind
    {
        VALID,
        FLIPPED_SIGNATURE_BIT,
        FLIPPED_MESSAGE_BIT,
        WRONG_KEY,
        S_PLUS_MULTIPLE_OF_ORDER,
        SMALL_ORDER_R,
        IDENTITY_R,
        MIXED_ORDER_R,
        NON_CANONICAL_R,
        NEGATED_R,
        FOREIGN_R,
        RANDOM_BYTES,
    }

    /** One case; the message lies at an offset inside a larger array, and so does the signature. */
    static final class Case
    {
        final Kind kind;
        final Ed25519PublicKey key;
        final byte[] message;
        final int offset;
        final int length;
        final byte[] signature;
        final int signatureOffset;
        final boolean isGood;

        Case(
            final Kind kind,
            final Ed25519PublicKey key,
            final byte[] message,
            final int offset,
            final int length,
            final byte[] signature,
            final int signatureOffset,
            final boolean isGood)
        {
            this.kind = kind;
            this.key = key;
            this.message = message;
            this.offset = offset;
            this.length = length;
            this.signature = signature;
            this.signatureOffset = signatureOffset;
            this.isGood = isGood;
        }

        String describe(final long seed)
        {
            final HexFormat hex = HexFormat.of();
            return "seed " + seed + ", " + kind + ", key " + key + ", message " +
                hex.formatHex(message, offset, offset + length) + ", signature " +
                hex.formatHex(signature, signatureOffset, signatureOffset + 64);
        }
    }

    private static final class Signer
    {
        final BigInteger secret;
        final Ed25519Reference.Multiples multiples;
        final byte[] encoded;
        final Ed25519PublicKey key;

        Signer(
            final BigInteger secret,
            final Ed25519Reference.Multiples multiples,
            final byte[] encoded,
            final Ed25519PublicKey key)
        {
            this.secret = secret;
            this.multiples = multiples;
            this.encoded = encoded;
            this.key = key;
        }
    }

    private static final Kind[] KINDS = Kind.values();
    private static final byte[][] NON_CANONICAL = nonCanonical();

    private final Random random;
    private final Signer[] signers = new Signer[3];

    Ed25519Cases(final long seed)
    {
        random = new Random(seed);
        for (int i = 0; i < signers.length; i++)
        {
            final BigInteger secret = scalar();
            final Ed25519Reference.Point point = Ed25519Reference.BASE.times(secret);
            final byte[] encoded = point.encode();
            signers[i] = new Signer(
                secret, new Ed25519Reference.Multiples(point), encoded, Ed25519PublicKey.of(encoded));
        }
    }

    Case next()
    {
        final Kind kind = KINDS[random.nextInt(KINDS.length)];
        final Signer signer = signers[random.nextInt(signers.length)];
        final byte[] message = bytes(random.nextInt(200));
        final byte[] signature = sign(kind, signer, message);
        Signer claimed = signer;
        switch (kind)
        {
            case FLIPPED_SIGNATURE_BIT -> flip(signature, random.nextInt(64 * 8));
            case FLIPPED_MESSAGE_BIT ->
            {
                if (message.length > 0)
                {
                    flip(message, random.nextInt(message.length * 8));
                }
            }
            case WRONG_KEY -> claimed = signers[(Arrays.asList(signers).indexOf(signer) + 1) % signers.length];
            case S_PLUS_MULTIPLE_OF_ORDER -> addMultipleOfOrder(signature);
            case NEGATED_R -> flip(signature, 255);
            case FOREIGN_R -> System.arraycopy(bytes(32), 0, signature, 0, 32);
            case RANDOM_BYTES -> System.arraycopy(bytes(64), 0, signature, 0, 64);
            default ->
            {
            }
        }
        final boolean isGood = Ed25519Reference.verify(claimed.encoded, claimed.multiples, message, signature);
        final int offset = random.nextInt(5);
        final int signatureOffset = random.nextInt(5);
        return new Case(
            kind, claimed.key, padded(message, offset), offset, message.length, padded(signature, signatureOffset),
            signatureOffset, isGood);
    }

    /** R of the kind's making, then S = r + ka: whoever multiplies by the cofactor accepts all of them. */
    private byte[] sign(final Kind kind, final Signer signer, final byte[] message)
    {
        final Ed25519Reference.Point[] torsion = Ed25519Reference.TORSION;
        BigInteger r = scalar();
        final byte[] encodedR;
        switch (kind)
        {
            case SMALL_ORDER_R ->
            {
                r = BigInteger.ZERO;
                encodedR = torsion[1 + random.nextInt(7)].encode();
            }
            case IDENTITY_R ->
            {
                r = BigInteger.ZERO;
                encodedR = torsion[0].encode();
            }
            case NON_CANONICAL_R ->
            {
                r = BigInteger.ZERO;
                encodedR = NON_CANONICAL[random.nextInt(NON_CANONICAL.length)];
            }
            case MIXED_ORDER_R ->
                encodedR = Ed25519Reference.BASE.times(r).plus(torsion[1 + random.nextInt(7)]).encode();
            default -> encodedR = Ed25519Reference.BASE.times(r).encode();
        }
        final BigInteger k = Ed25519Reference.challenge(encodedR, signer.encoded, message);
        final BigInteger s = r.add(k.multiply(signer.secret)).mod(Ed25519Reference.L);
        final byte[] signature = Arrays.copyOf(encodedR, 64);
        System.arraycopy(Ed25519Reference.littleEndian(s), 0, signature, 32, 32);
        return signature;
    }

    private void addMultipleOfOrder(final byte[] signature)
    {
        final BigInteger s = Ed25519Reference.number(Arrays.copyOfRange(signature, 32, 64));
        final BigInteger larger = s.add(Ed25519Reference.L.multiply(BigInteger.valueOf(1 + random.nextInt(14))));
        System.arraycopy(Ed25519Reference.littleEndian(larger), 0, signature, 32, 32);
    }

    /** Every encoding outside RFC 8032 that a lenient reader maps to some y: y + p, and x = 0 with its sign set. */
    static byte[][] nonCanonical()
    {
        final List<byte[]> encodings = new ArrayList<>();
        for (int y = 0; y < 19; y++)
        {
            final BigInteger tooLarge = Ed25519Reference.P.add(BigInteger.valueOf(y));
            encodings.add(Ed25519Reference.littleEndian(tooLarge));
            encodings.add(Ed25519Reference.littleEndian(tooLarge.setBit(255)));
        }
        encodings.add(Ed25519Reference.littleEndian(BigInteger.ONE.setBit(255)));
        encodings.add(Ed25519Reference.littleEndian(Ed25519Reference.P.subtract(BigInteger.ONE).setBit(255)));
        return encodings.toArray(new byte[0][]);
    }

    private BigInteger scalar()
    {
        return new BigInteger(256, random).mod(Ed25519Reference.L.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private byte[] bytes(final int length)
    {
        final byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] padded(final byte[] content, final int offset)
    {
        final byte[] all = bytes(offset + content.length + random.nextInt(5));
        System.arraycopy(content, 0, all, offset, content.length);
        return all;
    }

    private static void flip(final byte[] bytes, final int bit)
    {
        bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
    }
}
