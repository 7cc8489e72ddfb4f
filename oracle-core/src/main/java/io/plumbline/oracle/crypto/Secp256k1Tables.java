// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import org.bouncycastle.math.ec.ECPoint;

/**
 * Precomputed multiples of a registered secp256k1 key's point, with which a signature is verified without a doubling.
 *
 * <p>Built once per key, off the hot path, for registration and admin, on any thread: that costs as much as some two
 * hundred verifications. Immutable and safe to share between threads afterwards. It takes 464 KiB; one more of 1.5 MiB,
 * of the curve's generator, is shared by all keys and built with the first verifier.
 */
public final class Secp256k1Tables
{
    /** Width in bits of the digits of the generator's table; one more doubles it and saves two additions. */
    static final int GENERATOR_WIDTH = 11;
    /** Width in bits of the digits of a key's table; one less saves two fifths of it and costs four additions. */
    static final int KEY_WIDTH = 9;

    private static final class Generator
    {
        static final Secp256k1Tables TABLES = ofGenerator(GENERATOR_WIDTH);
    }

    private final Secp256k1PublicKey key;
    private final int width;
    private final long[] entries;

    private Secp256k1Tables(final Secp256k1PublicKey key, final int width)
    {
        if (width < Secp256k1Scalar.MIN_WIDTH || width > Secp256k1Scalar.MAX_WIDTH)
        {
            throw new IllegalArgumentException("width: expected 4 to 13, got " + width);
        }
        this.key = key;
        this.width = width;
        entries = new long[(Secp256k1Scalar.digitCount(width) << (width - 1)) * Secp256k1Point.WORDS];
        fill();
    }

    /**
     * Builds the table of one key. Any thread; not for a hot path.
     *
     * @param key a registered key.
     * @return the table.
     */
    public static Secp256k1Tables of(final Secp256k1PublicKey key)
    {
        return of(key, KEY_WIDTH);
    }

    static Secp256k1Tables of(final Secp256k1PublicKey key, final int width)
    {
        return new Secp256k1Tables(key, width);
    }

    static Secp256k1Tables ofGenerator(final int width)
    {
        return new Secp256k1Tables(Secp256k1PublicKey.of(Secp256k1Curve.GENERATOR), width);
    }

    /** The table of the curve's generator. */
    static Secp256k1Tables generator()
    {
        return Generator.TABLES;
    }

    /**
     * Whose table this is. Any thread.
     *
     * @return the registered key.
     */
    public Secp256k1PublicKey key()
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
        return ((window << (width - 1)) + digit - 1) * Secp256k1Point.WORDS;
    }

    private void fill()
    {
        final int count = 1 << (width - 1);
        final Secp256k1Point[] multiples = new Secp256k1Point[count];
        for (int i = 0; i < count; i++)
        {
            multiples[i] = new Secp256k1Point();
        }
        final Secp256k1Adder adder = new Secp256k1Adder(count / 2);
        decode(multiples[0]);
        for (int window = 0; window < Secp256k1Scalar.digitCount(width); window++)
        {
            for (int known = 1; known < count; known *= 2)
            {
                extend(multiples, known, adder);
            }
            for (int i = 0; i < count; i++)
            {
                multiples[i].store(entries, entry(window, i + 1));
            }
            // Twice the highest multiple is the lowest of the next window.
            adder.note(multiples[count - 1], multiples[count - 1]);
            adder.invert();
            adder.sum(multiples[count - 1], multiples[count - 1], multiples[0]);
        }
    }

    /** From the first multiples makes as many again, by adding the highest; the last pair is of equal points. */
    private static void extend(final Secp256k1Point[] multiples, final int known, final Secp256k1Adder adder)
    {
        for (int i = 0; i < known; i++)
        {
            adder.note(multiples[i], multiples[known - 1]);
        }
        adder.invert();
        for (int i = known - 1; i >= 0; i--)
        {
            adder.sum(multiples[i], multiples[known - 1], multiples[known + i]);
        }
    }

    private void decode(final Secp256k1Point target)
    {
        final ECPoint point = key.point();
        final long[] words = new long[Secp256k1Point.WORDS];
        for (int i = 0; i < FieldSecp256k1.WORDS; i++)
        {
            words[i] = point.getAffineXCoord().toBigInteger().shiftRight(Long.SIZE * i).longValue();
            words[FieldSecp256k1.WORDS + i] =
                point.getAffineYCoord().toBigInteger().shiftRight(Long.SIZE * i).longValue();
        }
        target.load(words, 0, 0);
    }
}
