// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** A seeded stream of good, broken and hostile recoverable signatures with the reference's status on each. */
final class Secp256k1Cases
{
    /** What was done to make the case. */
    enum Kind
    {
        VALID,
        OTHER_S,
        FLIPPED_SIGNATURE_BIT,
        FLIPPED_MESSAGE_BIT,
        ANY_V,
        EDGE_R,
        EDGE_S,
        INFINITE_KEY,
        RANDOM_BYTES,
    }

    /** One case; the address is the expected content of the output's first 20 bytes. */
    static final class Case
    {
        final Kind kind;
        final byte[] message;
        final int offset;
        final int length;
        final byte[] rsv;
        final int rsvOffset;
        final boolean isHighSAllowed;
        final int status;
        final byte[] address;

        Case(
            final Kind kind,
            final byte[] message,
            final int offset,
            final int length,
            final byte[] rsv,
            final int rsvOffset,
            final boolean isHighSAllowed,
            final int status,
            final byte[] address)
        {
            this.kind = kind;
            this.message = message;
            this.offset = offset;
            this.length = length;
            this.rsv = rsv;
            this.rsvOffset = rsvOffset;
            this.isHighSAllowed = isHighSAllowed;
            this.status = status;
            this.address = address;
        }

        /** Keccak-256 of the message. */
        byte[] digest()
        {
            return KeccakReference.hash(message, offset, length);
        }

        String describe(final long seed)
        {
            final HexFormat hex = HexFormat.of();
            return "seed " + seed + ", " + kind + ", high S " + (isHighSAllowed ? "allowed" : "refused") +
                ", message " + hex.formatHex(message, offset, offset + length) + ", signature " +
                hex.formatHex(rsv, rsvOffset, rsvOffset + 65);
        }
    }

    private static final Kind[] KINDS = Kind.values();

    private final Random random;
    private final BigInteger secret;
    private final byte[] address;

    Secp256k1Cases(final long seed)
    {
        random = new Random(seed);
        secret = scalar();
        address = Secp256k1Reference.address(Secp256k1Reference.G.times(secret));
    }

    /** The key that signs unless a case says otherwise. */
    Secp256k1Reference.Point key()
    {
        return Secp256k1Reference.G.times(secret);
    }

    Case next()
    {
        final Kind kind = KINDS[random.nextInt(KINDS.length)];
        final byte[] message = bytes(random.nextInt(300));
        final BigInteger nonce = scalar();
        byte[] rsv = Secp256k1Reference.sign(secret, nonce, keccak(message), random.nextBoolean() ? 0 : 27);
        final boolean isAsSigned = kind == Kind.VALID || kind == Kind.OTHER_S;
        switch (kind)
        {
            case OTHER_S -> rsv = withOtherS(rsv);
            case FLIPPED_SIGNATURE_BIT -> flip(rsv, random.nextInt(64 * 8));
            case FLIPPED_MESSAGE_BIT ->
            {
                if (message.length > 0)
                {
                    flip(message, random.nextInt(message.length * 8));
                }
            }
            case ANY_V -> rsv[64] = (byte)random.nextInt(256);
            case EDGE_R -> System.arraycopy(edge(), 0, rsv, 0, 32);
            case EDGE_S -> System.arraycopy(edge(), 0, rsv, 32, 32);
            case INFINITE_KEY -> rsv = withInfiniteKey(rsv, nonce, keccak(message));
            case RANDOM_BYTES -> System.arraycopy(bytes(64), 0, rsv, 0, 64);
            default ->
            {
            }
        }
        final boolean isHighSAllowed = kind == Kind.INFINITE_KEY || random.nextBoolean();
        final byte[] expected = new byte[20];
        final int status = Secp256k1Reference.recover(keccak(message), rsv, isHighSAllowed, expected);
        if (isAsSigned && status == Secp256k1Recovery.OK && !Arrays.equals(address, expected))
        {
            throw new IllegalStateException("the reference contradicts itself");
        }
        final int offset = random.nextInt(5);
        final int rsvOffset = random.nextInt(5);
        return new Case(
            kind, padded(message, offset), offset, message.length, padded(rsv, rsvOffset), rsvOffset, isHighSAllowed,
            status, expected);
    }

    /** n - s with the other parity signs the same digest by the same key. */
    private static byte[] withOtherS(final byte[] rsv)
    {
        final BigInteger s = new BigInteger(1, rsv, 32, 32);
        final byte[] other = rsv.clone();
        System.arraycopy(Secp256k1Reference.bigEndian(Secp256k1Reference.N.subtract(s)), 0, other, 32, 32);
        other[64] = (byte)(rsv[64] >= 27 ? 55 - rsv[64] : 1 - rsv[64]);
        return other;
    }

    /** s = e / nonce makes sR = eG, so that nothing is left over for a key. */
    private static byte[] withInfiniteKey(final byte[] rsv, final BigInteger nonce, final byte[] digest)
    {
        final BigInteger n = Secp256k1Reference.N;
        final BigInteger s = new BigInteger(1, digest).multiply(nonce.modInverse(n)).mod(n);
        final byte[] out = rsv.clone();
        System.arraycopy(Secp256k1Reference.bigEndian(s), 0, out, 32, 32);
        return out;
    }

    /** A number near one of the bounds that matter: 0, n/2, n, p, 2^256. */
    private byte[] edge()
    {
        final BigInteger[] bounds = {
            BigInteger.ZERO, Secp256k1Reference.N.shiftRight(1), Secp256k1Reference.N, Secp256k1Reference.P,
            BigInteger.TWO.pow(256)
        };
        final BigInteger near = bounds[random.nextInt(bounds.length)].add(BigInteger.valueOf(random.nextInt(7) - 3));
        return Secp256k1Reference.bigEndian(near.mod(BigInteger.TWO.pow(256)));
    }

    private static byte[] keccak(final byte[] message)
    {
        return KeccakReference.hash(message, 0, message.length);
    }

    private BigInteger scalar()
    {
        return new BigInteger(320, random).mod(Secp256k1Reference.N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
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
