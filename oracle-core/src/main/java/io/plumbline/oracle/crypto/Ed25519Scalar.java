// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A mutable public scalar below 2^253 that multiplies a point of prime order, and its digits; a secret one belongs in
 * {@link Ed25519SecretScalar}. One thread per instance.
 *
 * <p>L = 2^252 + 27742317777372353535851937790883648493 is the group order. Digits are signed: those of width w lie in
 * [-2^(w-1) + 1, 2^(w-1)], so a table holds half as many multiples.
 */
final class Ed25519Scalar
{
    /** Widest digit that {@link #digits} makes. */
    static final int MAX_WIDTH = 13;
    /** Narrowest digit that {@link #digits} makes. */
    static final int MIN_WIDTH = 4;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;
    /** Number of 21-bit limbs below 2^252. */
    private static final int LIMBS = 12;
    /** The remainder of 2^252 modulo L, in signed limbs: minus the low half of L. */
    private static final long[] REMAINDER = {666643, 470296, 654183, -997805, 136657, -683901};
    /** L in unsigned 64-bit words, the lowest first. */
    private static final long[] ORDER = {0x5812631a5cf5d3edL, 0x14def9dea2f79cd6L, 0, 1L << 60};

    private final long[] limbs = new long[2 * LIMBS];
    private final long[] words = new long[4];
    private final int[] digits = new int[digitCount(MIN_WIDTH)];

    /** Number of digits of one width that a scalar has. */
    static int digitCount(final int width)
    {
        // One bit above the scalar's 253, so that the highest digit takes the carry.
        return (254 + width - 1) / width;
    }

    /** Takes 32 little-endian bytes; false, and nothing to be used, where they are L or more. */
    boolean load(final byte[] bytes, final int offset)
    {
        for (int i = 0; i < words.length; i++)
        {
            words[i] = (long)LONGS.get(bytes, offset + 8 * i);
        }
        for (int i = words.length - 1; i > 0; i--)
        {
            if (words[i] != ORDER[i])
            {
                return Long.compareUnsigned(words[i], ORDER[i]) < 0;
            }
        }
        return Long.compareUnsigned(words[0], ORDER[0]) < 0;
    }

    /**
     * Takes a number congruent modulo L to 64 little-endian bytes. It is below 2^253, not always below L: the point it
     * multiplies has order L, so that any of them does.
     */
    void loadWide(final byte[] bytes)
    {
        for (int i = 0; i < limbs.length; i++)
        {
            final int bit = BITS * i;
            final int at = Math.min(bit >>> 3, bytes.length - Long.BYTES);
            final long piece = (long)LONGS.get(bytes, at) >>> (bit - 8 * at);
            limbs[i] = i < limbs.length - 1 ? piece & MASK : piece;
        }
        fold(18, 24);
        carry(6, 17);
        fold(12, 18);
        carry(0, 12);
        fold(12, 13);
        carry(0, 11);
        // The value now lies within 2^150 of [0, 2^252), the highest limb holding the rest and the sign.
        if (limbs[LIMBS - 1] < 0)
        {
            limbs[LIMBS] = -1;
            limbs[LIMBS - 1] += 1L << BITS;
            fold(12, 13);
            carry(0, 11);
        }
        pack();
    }

    /** Replaces each limb's 2^252·2^(21·(i-12)) by its remainder. */
    private void fold(final int from, final int to)
    {
        for (int i = to - 1; i >= from; i--)
        {
            final long limb = limbs[i];
            limbs[i] = 0;
            for (int j = 0; j < REMAINDER.length; j++)
            {
                limbs[i - LIMBS + j] += limb * REMAINDER[j];
            }
        }
    }

    private void carry(final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            limbs[i + 1] += limbs[i] >> BITS;
            limbs[i] &= MASK;
        }
    }

    private void pack()
    {
        words[0] = limbs[0] | limbs[1] << 21 | limbs[2] << 42 | limbs[3] << 63;
        words[1] = limbs[3] >>> 1 | limbs[4] << 20 | limbs[5] << 41 | limbs[6] << 62;
        words[2] = limbs[6] >>> 2 | limbs[7] << 19 | limbs[8] << 40 | limbs[9] << 61;
        words[3] = limbs[9] >>> 3 | limbs[10] << 18 | limbs[11] << 39;
    }

    /** Recodes the scalar; the array is this instance's own, the lowest digit first, good until the next call. */
    int[] digits(final int width)
    {
        final int count = digitCount(width);
        final int half = 1 << (width - 1);
        final int mask = (1 << width) - 1;
        int carry = 0;
        for (int i = 0; i < count; i++)
        {
            final int bit = width * i;
            final int word = bit >>> 6;
            final int shift = bit & 63;
            long piece = words[word] >>> shift;
            if (shift > Long.SIZE - width && word + 1 < words.length)
            {
                piece |= words[word + 1] << (Long.SIZE - shift);
            }
            final int digit = ((int)piece & mask) + carry;
            carry = digit > half ? 1 : 0;
            digits[i] = digit - (carry << width);
        }
        return digits;
    }

    /** The scalar's 64-bit words, the lowest first; for tests. */
    long word(final int i)
    {
        return words[i];
    }
}
