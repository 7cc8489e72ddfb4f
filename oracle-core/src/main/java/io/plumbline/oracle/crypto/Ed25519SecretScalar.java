// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A mutable secret scalar in [0, L), L being the group order: no branch and no index depends on its value. One thread
 * per instance.
 *
 * <p>Twelve limbs of 21 bits, the highest of 22, with room above them for products. {@link Ed25519Scalar} is for public
 * values only: it stops early where it can.
 */
final class Ed25519SecretScalar
{
    /** Number of 64-bit words of a packed scalar. */
    static final int WORDS = 4;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;
    /** Number of limbs below 2^252. */
    private static final int LIMBS = 12;
    private static final int HIGHEST = LIMBS - 1;
    /** The remainder of 2^252 modulo L, in signed limbs: minus the low half of L. */
    private static final long[] REMAINDER = {666643, 470296, 654183, -997805, 136657, -683901};
    private static final long[] ORDER = {1430509, 1626855, 1442968, 997804, 1960495, 683900, 0, 0, 0, 0, 0, 1L << BITS};

    private final long[] limbs = new long[2 * LIMBS];

    void set(final Ed25519SecretScalar x)
    {
        System.arraycopy(x.limbs, 0, limbs, 0, limbs.length);
    }

    /** Takes the remainder modulo L of 64 little-endian bytes. */
    void loadWide(final byte[] bytes)
    {
        for (int i = 0; i < limbs.length; i++)
        {
            limbs[i] = piece(bytes, i);
        }
        reduce();
    }

    /** The limb at an index, the last one with all bits that remain. */
    private static long piece(final byte[] bytes, final int i)
    {
        final int bit = BITS * i;
        final int at = Math.min(bit >>> 3, bytes.length - Long.BYTES);
        final long piece = (long)LONGS.get(bytes, at) >>> (bit - 8 * at);
        return i < 2 * LIMBS - 1 ? piece & MASK : piece;
    }

    /** Sets x·y + z modulo L. */
    void multiplyAdd(final Ed25519SecretScalar x, final Ed25519SecretScalar y, final Ed25519SecretScalar z)
    {
        Arrays.fill(limbs, 0);
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i] = z.limbs[i];
        }
        for (int i = 0; i < LIMBS; i++)
        {
            final long factor = x.limbs[i];
            for (int j = 0; j < LIMBS; j++)
            {
                limbs[i + j] += factor * y.limbs[j];
            }
        }
        carry(0, limbs.length - 1);
        reduce();
    }

    /** Writes 32 little-endian bytes. */
    void store(final byte[] bytes, final int offset)
    {
        for (int i = 0; i < WORDS; i++)
        {
            LONGS.set(bytes, offset + Long.BYTES * i, word(i));
        }
    }

    /** Packs the scalar, or the scalar plus L where it is even: an odd number below 2^254 that multiplies alike. */
    void storeOdd(final long[] words)
    {
        final long even = (limbs[0] & 1) - 1;
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i + LIMBS] = limbs[i];
            limbs[i] += ORDER[i] & even;
        }
        carry(0, HIGHEST);
        for (int i = 0; i < WORDS; i++)
        {
            words[i] = word(i);
        }
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i] = limbs[i + LIMBS];
            limbs[i + LIMBS] = 0;
        }
    }

    /** Forgets the value. */
    void clear()
    {
        Arrays.fill(limbs, 0);
    }

    /** The 64-bit word at a public index, the lowest first. */
    long word(final int i)
    {
        return switch (i)
        {
            case 0 -> limbs[0] | limbs[1] << 21 | limbs[2] << 42 | limbs[3] << 63;
            case 1 -> limbs[3] >>> 1 | limbs[4] << 20 | limbs[5] << 41 | limbs[6] << 62;
            case 2 -> limbs[6] >>> 2 | limbs[7] << 19 | limbs[8] << 40 | limbs[9] << 61;
            default -> limbs[9] >>> 3 | limbs[10] << 18 | limbs[11] << 39;
        };
    }

    private void reduce()
    {
        fold(18, 24);
        carry(6, 17);
        fold(12, 18);
        carry(0, 12);
        fold(12, 13);
        // The value now lies within 2^150 of [0, 2^252): one subtraction of L, then at most two additions.
        add(ORDER, -1, -1);
        add(ORDER, limbs[HIGHEST] >> (Long.SIZE - 1), 0);
        add(ORDER, limbs[HIGHEST] >> (Long.SIZE - 1), 0);
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

    /** Adds a number where the mask is -1, its opposite where the sign is -1 too, nothing where the mask is 0. */
    private void add(final long[] number, final long mask, final long sign)
    {
        for (int i = 0; i < LIMBS; i++)
        {
            limbs[i] += ((number[i] & mask) ^ sign) - sign;
        }
        carry(0, HIGHEST);
    }
}
