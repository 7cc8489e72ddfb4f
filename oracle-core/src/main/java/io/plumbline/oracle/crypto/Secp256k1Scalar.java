// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A mutable number modulo n, the order of secp256k1's group, always in [0, n), and its digits. One thread per instance.
 *
 * <p>n = 2^256 - 432420386565659656852420866394968145599. Digits are signed: those of width w lie in
 * [-2^(w-1) + 1, 2^(w-1)], so a table holds half as many multiples.
 */
final class Secp256k1Scalar
{
    /** Widest digit that {@link #digits} makes. */
    static final int MAX_WIDTH = 13;
    /** Narrowest digit that {@link #digits} makes. */
    static final int MIN_WIDTH = 4;
    /** Number of 64-bit words of a packed number. */
    static final int WORDS = 4;
    /** n in unsigned 64-bit words, the lowest first; never written. */
    static final long[] ORDER = {0xbfd25e8cd0364141L, 0xbaaedce6af48a03bL, -2, -1};
    /** p - n, where p is the prime of the curve's field; never written. */
    static final long[] FIELD_EXCESS = {0x402da1722fc9baeeL, 0x4551231950b75fc4L, 1, 0};

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BITS = 52;
    private static final long MASK = (1L << BITS) - 1;
    private static final int SHIFT = (Long.SIZE - BITS) / 2;
    private static final int LIMBS = 5;
    private static final int TOP_BITS = 48;
    private static final long TOP_MASK = (1L << TOP_BITS) - 1;
    /** n / 2, rounded down. */
    private static final long[] HALF_ORDER = {0xdfe92f46681b20a0L, 0x5d576e7357a4501dL, -1, Long.MAX_VALUE};
    /** 2^256 modulo n in limbs of 52 bits. */
    private static final long[] FOLD = {0xda1732fc9bebfL, 0x1950b75fc4402L, 0x1455123};
    /** 2^260 modulo n, the weight of a sixth limb. */
    private static final long[] LIMB_FOLD = {0xa1732fc9bebf0L, 0x950b75fc4402dL, 0x14551231};

    private final long[] words = new long[WORDS];
    private final long[] limbs = new long[2 * LIMBS + 1];
    private final int[] digits = new int[digitCount(MIN_WIDTH)];

    /** Number of digits of one width that a scalar has. */
    static int digitCount(final int width)
    {
        // One bit above the scalar's 256, so that the highest digit takes the carry.
        return (257 + width - 1) / width;
    }

    /** Takes 32 big-endian bytes; false, and nothing to be used, where they are zero, or n or more. */
    boolean load(final byte[] bytes, final int offset)
    {
        read(bytes, offset);
        return (words[0] | words[1] | words[2] | words[3]) != 0 && isBelow(ORDER);
    }

    /** Takes 32 big-endian bytes modulo n. */
    void loadReduced(final byte[] bytes, final int offset)
    {
        read(bytes, offset);
        split(words, limbs);
        reduce();
    }

    private void read(final byte[] bytes, final int offset)
    {
        for (int i = 0; i < WORDS; i++)
        {
            words[i] = (long)LONGS.get(bytes, offset + Long.BYTES * (WORDS - 1 - i));
        }
    }

    /** Whether this is below four words. */
    boolean isBelow(final long[] bound)
    {
        for (int i = WORDS - 1; i > 0; i--)
        {
            if (words[i] != bound[i])
            {
                return Long.compareUnsigned(words[i], bound[i]) < 0;
            }
        }
        return Long.compareUnsigned(words[0], bound[0]) < 0;
    }

    /** Whether this is above n / 2. */
    boolean isHigh()
    {
        return !isBelow(HALF_ORDER) && !isEqual(HALF_ORDER, 0);
    }

    /** Whether this equals four little-endian words. */
    boolean isEqual(final long[] others, final int at)
    {
        return ((words[0] ^ others[at]) | (words[1] ^ others[at + 1]) |
            (words[2] ^ others[at + 2]) | (words[3] ^ others[at + 3])) == 0;
    }

    /** Takes four little-endian words, a number below 2^256, modulo n. */
    void setReduced(final long[] others, final int at)
    {
        System.arraycopy(others, at, words, 0, WORDS);
        split(words, limbs);
        reduce();
    }

    void set(final Secp256k1Scalar x)
    {
        System.arraycopy(x.words, 0, words, 0, WORDS);
    }

    /** The number's words, the lowest first; this instance's own, to be written only by what keeps them below n. */
    long[] words()
    {
        return words;
    }

    /** Sets this to x·y modulo n; either may be this one. */
    void multiply(final Secp256k1Scalar x, final Secp256k1Scalar y)
    {
        split(x.words, x.limbs);
        split(y.words, y.limbs);
        final long y0 = y.limbs[0];
        final long y1 = y.limbs[1];
        final long y2 = y.limbs[2];
        final long y3 = y.limbs[3];
        final long y4 = y.limbs[4];
        final long x0 = x.limbs[0];
        final long x1 = x.limbs[1];
        final long x2 = x.limbs[2];
        final long x3 = x.limbs[3];
        final long x4 = x.limbs[4];
        for (int i = 0; i < limbs.length; i++)
        {
            limbs[i] = 0;
        }
        addRow(0, x0, y0, y1, y2, y3, y4);
        addRow(1, x1, y0, y1, y2, y3, y4);
        addRow(2, x2, y0, y1, y2, y3, y4);
        addRow(3, x3, y0, y1, y2, y3, y4);
        addRow(4, x4, y0, y1, y2, y3, y4);
        carry(2 * LIMBS);
        fold();
        carry(LIMBS);
        limbs[LIMBS - 1] += limbs[LIMBS] << BITS;
        reduce();
    }

    private void addRow(
        final int at, final long x, final long y0, final long y1, final long y2, final long y3, final long y4)
    {
        add(at, x, y0);
        add(at + 1, x, y1);
        add(at + 2, x, y2);
        add(at + 3, x, y3);
        add(at + 4, x, y4);
    }

    /** Adds the product of two limbs in [0, 2^57). */
    private void add(final int at, final long x, final long y)
    {
        limbs[at] += x * y & MASK;
        limbs[at + 1] += Math.multiplyHigh(x << SHIFT, y << SHIFT);
    }

    /** Replaces the limbs from the sixth on, and those which that makes, by remainders; the rest is below 2^265. */
    private void fold()
    {
        for (int i = 2 * LIMBS - 1; i >= LIMBS; i--)
        {
            final long limb = limbs[i];
            limbs[i] = 0;
            add(i - LIMBS, limb, LIMB_FOLD[0]);
            add(i - LIMBS + 1, limb, LIMB_FOLD[1]);
            add(i - LIMBS + 2, limb, LIMB_FOLD[2]);
        }
    }

    private void carry(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            limbs[i + 1] += limbs[i] >>> BITS;
            limbs[i] &= MASK;
        }
    }

    /** Brings the first five limbs, together below 2^265, into [0, n), and packs them. */
    private void reduce()
    {
        foldTop();
        foldTop();
        // At n or more the sum with 2^256 - n reaches 2^256.
        long over = (limbs[0] + FOLD[0]) >>> BITS;
        over = (limbs[1] + FOLD[1] + over) >>> BITS;
        over = (limbs[2] + FOLD[2] + over) >>> BITS;
        over = (limbs[3] + over) >>> BITS;
        over = (limbs[4] + over) >>> TOP_BITS;
        addFold(over);
        limbs[4] &= TOP_MASK;
        words[0] = limbs[0] | limbs[1] << 52;
        words[1] = limbs[1] >>> 12 | limbs[2] << 40;
        words[2] = limbs[2] >>> 24 | limbs[3] << 28;
        words[3] = limbs[3] >>> 36 | limbs[4] << 16;
    }

    private void foldTop()
    {
        final long over = limbs[4] >>> TOP_BITS;
        limbs[4] &= TOP_MASK;
        addFold(over);
    }

    private void addFold(final long times)
    {
        limbs[0] += times * FOLD[0];
        limbs[1] += times * FOLD[1];
        limbs[2] += times * FOLD[2];
        carry(LIMBS - 1);
    }

    private static void split(final long[] words, final long[] limbs)
    {
        limbs[0] = words[0] & MASK;
        limbs[1] = (words[0] >>> 52 | words[1] << 12) & MASK;
        limbs[2] = (words[1] >>> 40 | words[2] << 24) & MASK;
        limbs[3] = (words[2] >>> 28 | words[3] << 36) & MASK;
        limbs[4] = words[3] >>> 16;
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
            long piece = word < WORDS ? words[word] >>> shift : 0;
            if (shift > Long.SIZE - width && word + 1 < WORDS)
            {
                piece |= words[word + 1] << (Long.SIZE - shift);
            }
            final int digit = ((int)piece & mask) + carry;
            carry = digit > half ? 1 : 0;
            digits[i] = digit - (carry << width);
        }
        return digits;
    }
}
