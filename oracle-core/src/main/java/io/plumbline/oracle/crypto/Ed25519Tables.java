// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;

/**
 * Precomputed multiples of a registered signer's point, with which a signature is verified without a doubling.
 *
 * <p>Built once per key, off the hot path, for registration and admin, on any thread: that costs as much as some three
 * hundred verifications. Immutable and safe to share between threads afterwards. It takes 696 KiB; one more of
 * 2.25 MiB, of the curve's base point, is shared by all signers and built with the first verifier.
 */
public final class Ed25519Tables
{
    /** Width in bits of the digits of the base point's table; one more doubles it and saves two additions. */
    static final int BASE_WIDTH = 11;
    /** Width in bits of the digits of a signer's table; one less saves two fifths of it and costs three additions. */
    static final int SIGNER_WIDTH = 9;

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D =
        BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
        BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    private static final class Base
    {
        static final Ed25519Tables TABLES = ofBase(BASE_WIDTH);
    }

    private final Ed25519PublicKey key;
    private final int width;
    private final long[] entries;

    private Ed25519Tables(final Ed25519PublicKey key, final boolean isNegated, final int width)
    {
        if (width < Ed25519Scalar.MIN_WIDTH || width > Ed25519Scalar.MAX_WIDTH)
        {
            throw new IllegalArgumentException("width: expected 4 to 13, got " + width);
        }
        this.key = key;
        this.width = width;
        entries = new long[(Ed25519Scalar.digitCount(width) << (width - 1)) * Ed25519Sum.ENTRY_WORDS];
        fill(isNegated);
    }

    /**
     * Builds the table of one signer. Any thread; not for a hot path.
     *
     * @param key a registered key, hence of prime order.
     * @return the table.
     */
    public static Ed25519Tables of(final Ed25519PublicKey key)
    {
        return of(key, SIGNER_WIDTH);
    }

    static Ed25519Tables of(final Ed25519PublicKey key, final int width)
    {
        return new Ed25519Tables(key, true, width);
    }

    static Ed25519Tables ofBase(final int width)
    {
        final BigInteger y = BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P);
        final byte[] encoded = new byte[Ed25519PublicKey.LENGTH];
        for (int i = 0; i < encoded.length; i++)
        {
            encoded[i] = y.shiftRight(Byte.SIZE * i).byteValue();
        }
        return new Ed25519Tables(Ed25519PublicKey.of(encoded), false, width);
    }

    /** The table of the base point. */
    static Ed25519Tables base()
    {
        return Base.TABLES;
    }

    /**
     * Whose table this is. Any thread.
     *
     * @return the registered key.
     */
    public Ed25519PublicKey key()
    {
        return key;
    }

    /**
     * The heap that the precomputed multiples take, apart from the key and some tens of bytes. Any thread.
     *
     * @return the size in bytes.
     */
    public int sizeInBytes()
    {
        return entries.length * Long.BYTES;
    }

    int width()
    {
        return width;
    }

    /** The packed entries; shared, never written once built. */
    long[] entries()
    {
        return entries;
    }

    /** Index of the entry digit·2^(width·window)·(the table's point), the digit from 1 to 2^(width-1). */
    int entry(final int window, final int digit)
    {
        return ((window << (width - 1)) + digit - 1) * Ed25519Sum.ENTRY_WORDS;
    }

    private void fill(final boolean isNegated)
    {
        final int count = 1 << (width - 1);
        final Ed25519Sum[] multiples = new Ed25519Sum[count];
        final Field25519[] zs = new Field25519[count];
        for (int i = 0; i < count; i++)
        {
            multiples[i] = new Ed25519Sum();
            zs[i] = new Field25519();
        }
        final Field25519Inverter inverter = new Field25519Inverter(count);
        final Writer writer = new Writer();
        final Ed25519Sum next = new Ed25519Sum();
        final Field25519[] one = {new Field25519()};
        decode(next, isNegated);
        for (int window = 0; window < Ed25519Scalar.digitCount(width); window++)
        {
            one[0].set(next.z);
            inverter.invert(one, 1);
            writer.write(next, one[0], entries, entry(window, 1));
            next.clear();
            for (int i = 0; i < count; i++)
            {
                next.add(entries, entry(window, 1), 0);
                multiples[i].set(next);
                zs[i].set(next.z);
            }
            inverter.invert(zs, count);
            for (int i = 0; i < count; i++)
            {
                writer.write(multiples[i], zs[i], entries, entry(window, i + 1));
            }
            // Twice the highest multiple is the lowest of the next window.
            next.add(entries, entry(window, count), 0);
        }
    }

    /** Takes the key's point or its opposite; registration has proved that it is one. */
    private void decode(final Ed25519Sum point, final boolean isNegated)
    {
        final byte[] bytes = key.toBytes();
        final byte[] bigEndian = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++)
        {
            bigEndian[i] = bytes[bytes.length - 1 - i];
        }
        final BigInteger encoded = new BigInteger(1, bigEndian);
        final BigInteger y = encoded.clearBit(255);
        final BigInteger ySquared = y.multiply(y);
        final BigInteger denominator = D.multiply(ySquared).add(BigInteger.ONE).modInverse(P);
        final BigInteger xSquared = ySquared.subtract(BigInteger.ONE).multiply(denominator).mod(P);
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!x.multiply(x).mod(P).equals(xSquared))
        {
            x = x.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        if (!x.multiply(x).mod(P).equals(xSquared))
        {
            throw new IllegalStateException("registered key " + key + " names no point of the curve");
        }
        final boolean isXOdd = encoded.testBit(255) != isNegated;
        load(point.x, x.testBit(0) == isXOdd ? x : P.subtract(x));
        load(point.y, y);
        point.z.set(1);
        point.t.multiply(point.x, point.y);
    }

    private static void load(final Field25519 field, final BigInteger number)
    {
        final long[] words = new long[Field25519.WORDS];
        for (int i = 0; i < words.length; i++)
        {
            words[i] = number.shiftRight(Long.SIZE * i).longValue();
        }
        field.load(words, 0);
    }

    /** Makes entries of points. */
    static final class Writer
    {
        private final Field25519 twiceD = new Field25519();
        private final Field25519 one = new Field25519();
        private final Field25519 x = new Field25519();
        private final Field25519 y = new Field25519();
        private final Field25519 entry = new Field25519();

        Writer()
        {
            load(twiceD, D.shiftLeft(1).mod(P));
            one.set(1);
        }

        void write(final Ed25519Sum point, final Field25519 inverseOfZ, final long[] entries, final int at)
        {
            x.multiply(point.x, inverseOfZ);
            y.multiply(point.y, inverseOfZ);
            entry.add(y, x);
            entry.multiply(entry, one);
            entry.store(entries, at);
            entry.subtract(y, x);
            entry.multiply(entry, one);
            entry.store(entries, at + Field25519.WORDS);
            entry.multiply(x, y);
            entry.multiply(entry, twiceD);
            entry.store(entries, at + 2 * Field25519.WORDS);
        }
    }
}
