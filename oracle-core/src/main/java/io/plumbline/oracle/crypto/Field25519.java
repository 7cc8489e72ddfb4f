// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * A mutable number modulo p = 2^255 - 19: the sum of five signed limbs, each 2^51 times the one before. One thread per
 * instance.
 *
 * <p>Products and loaded numbers are <em>reduced</em>: each limb lies in [-2^16, 2^51 + 2^16]. Sums and differences are
 * taken limb by limb without a carry. Factors may have limbs below 2^53 in magnitude, hence a sum of three reduced
 * numbers may be multiplied.
 *
 * <p>For limbs a and b, floor(a·b / 2^51) is the high word of (a·2^LEFT)·(b·2^RIGHT). What a column keeps below 2^51 is
 * the column's wrapped sum less its high words·2^51, which is exact, since five such remainders stay far below 2^63.
 */
final class Field25519
{
    /** Number of 64-bit words of a packed number. */
    static final int WORDS = 4;
    /** Distance between the weights of two limbs, in bits. */
    static final int BITS = 51;

    private static final long MASK = (1L << BITS) - 1;
    private static final long FOLD = 19;
    private static final int LEFT = 10;
    private static final int RIGHT = Long.SIZE - BITS - LEFT;

    long limb0;
    long limb1;
    long limb2;
    long limb3;
    long limb4;

    void set(final Field25519 x)
    {
        limb0 = x.limb0;
        limb1 = x.limb1;
        limb2 = x.limb2;
        limb3 = x.limb3;
        limb4 = x.limb4;
    }

    void set(final int small)
    {
        limb0 = small;
        limb1 = 0;
        limb2 = 0;
        limb3 = 0;
        limb4 = 0;
    }

    /** Takes the low 255 bits of four little-endian words. */
    void load(final long[] words, final int at)
    {
        final long word0 = words[at];
        final long word1 = words[at + 1];
        final long word2 = words[at + 2];
        final long word3 = words[at + 3];
        limb0 = word0 & MASK;
        limb1 = (word0 >>> 51 | word1 << 13) & MASK;
        limb2 = (word1 >>> 38 | word2 << 26) & MASK;
        limb3 = (word2 >>> 25 | word3 << 39) & MASK;
        limb4 = word3 >>> 12 & MASK;
    }

    /** Writes the one representative in [0, p) of a reduced number; bit 255 is zero. */
    void store(final long[] words, final int at)
    {
        // One pass brings the value into [0, 2^255), the second subtracts p where it is p or more.
        long x1 = limb1 + (limb0 >> BITS);
        long x2 = limb2 + (x1 >> BITS);
        long x3 = limb3 + (x2 >> BITS);
        long x4 = limb4 + (x3 >> BITS);
        long x0 = (limb0 & MASK) + (x4 >> BITS) * FOLD;
        x1 &= MASK;
        x2 &= MASK;
        x3 &= MASK;
        x4 &= MASK;
        long over = (x0 + FOLD) >> BITS;
        over = (x1 + over) >> BITS;
        over = (x2 + over) >> BITS;
        over = (x3 + over) >> BITS;
        over = (x4 + over) >> BITS;
        x0 += over * FOLD;
        x1 += x0 >> BITS;
        x2 += x1 >> BITS;
        x3 += x2 >> BITS;
        x4 += x3 >> BITS;
        x0 &= MASK;
        x1 &= MASK;
        x2 &= MASK;
        x3 &= MASK;
        x4 &= MASK;
        words[at] = x0 | x1 << 51;
        words[at + 1] = x1 >>> 13 | x2 << 38;
        words[at + 2] = x2 >>> 26 | x3 << 25;
        words[at + 3] = x3 >>> 39 | x4 << 12;
    }

    void add(final Field25519 x, final Field25519 y)
    {
        limb0 = x.limb0 + y.limb0;
        limb1 = x.limb1 + y.limb1;
        limb2 = x.limb2 + y.limb2;
        limb3 = x.limb3 + y.limb3;
        limb4 = x.limb4 + y.limb4;
    }

    void subtract(final Field25519 x, final Field25519 y)
    {
        limb0 = x.limb0 - y.limb0;
        limb1 = x.limb1 - y.limb1;
        limb2 = x.limb2 - y.limb2;
        limb3 = x.limb3 - y.limb3;
        limb4 = x.limb4 - y.limb4;
    }

    /** Changes the sign where the mask is -1, keeps it where the mask is 0. */
    void negate(final long mask)
    {
        limb0 = (limb0 ^ mask) - mask;
        limb1 = (limb1 ^ mask) - mask;
        limb2 = (limb2 ^ mask) - mask;
        limb3 = (limb3 ^ mask) - mask;
        limb4 = (limb4 ^ mask) - mask;
    }

    void multiply(final Field25519 x, final Field25519 y)
    {
        final long x0 = x.limb0;
        final long x1 = x.limb1;
        final long x2 = x.limb2;
        final long x3 = x.limb3;
        final long x4 = x.limb4;
        final long y0 = y.limb0;
        final long y1 = y.limb1;
        final long y2 = y.limb2;
        final long y3 = y.limb3;
        final long y4 = y.limb4;
        final long m1 = y1 * FOLD;
        final long m2 = y2 * FOLD;
        final long m3 = y3 * FOLD;
        final long m4 = y4 * FOLD;
        final long a0 = x0 << LEFT;
        final long a1 = x1 << LEFT;
        final long a2 = x2 << LEFT;
        final long a3 = x3 << LEFT;
        final long a4 = x4 << LEFT;
        final long b0 = y0 << RIGHT;
        final long b1 = y1 << RIGHT;
        final long b2 = y2 << RIGHT;
        final long b3 = y3 << RIGHT;
        final long b4 = y4 << RIGHT;
        final long n1 = m1 << RIGHT;
        final long n2 = m2 << RIGHT;
        final long n3 = m3 << RIGHT;
        final long n4 = m4 << RIGHT;
        final long h0 = Math.multiplyHigh(a0, b0) + Math.multiplyHigh(a1, n4) + Math.multiplyHigh(a2, n3) +
            Math.multiplyHigh(a3, n2) + Math.multiplyHigh(a4, n1);
        final long l0 = x0 * y0 + x1 * m4 + x2 * m3 + x3 * m2 + x4 * m1 - (h0 << BITS);
        final long h1 = Math.multiplyHigh(a0, b1) + Math.multiplyHigh(a1, b0) + Math.multiplyHigh(a2, n4) +
            Math.multiplyHigh(a3, n3) + Math.multiplyHigh(a4, n2);
        final long l1 = x0 * y1 + x1 * y0 + x2 * m4 + x3 * m3 + x4 * m2 - (h1 << BITS);
        final long h2 = Math.multiplyHigh(a0, b2) + Math.multiplyHigh(a1, b1) + Math.multiplyHigh(a2, b0) +
            Math.multiplyHigh(a3, n4) + Math.multiplyHigh(a4, n3);
        final long l2 = x0 * y2 + x1 * y1 + x2 * y0 + x3 * m4 + x4 * m3 - (h2 << BITS);
        final long h3 = Math.multiplyHigh(a0, b3) + Math.multiplyHigh(a1, b2) + Math.multiplyHigh(a2, b1) +
            Math.multiplyHigh(a3, b0) + Math.multiplyHigh(a4, n4);
        final long l3 = x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 + x4 * m4 - (h3 << BITS);
        final long h4 = Math.multiplyHigh(a0, b4) + Math.multiplyHigh(a1, b3) + Math.multiplyHigh(a2, b2) +
            Math.multiplyHigh(a3, b1) + Math.multiplyHigh(a4, b0);
        final long l4 = x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 - (h4 << BITS);
        final long r0 = l0 + h4 * FOLD;
        final long r1 = l1 + h0;
        final long r2 = l2 + h1;
        final long r3 = l3 + h2;
        final long r4 = l4 + h3;
        limb0 = (r0 & MASK) + (r4 >> BITS) * FOLD;
        limb1 = (r1 & MASK) + (r0 >> BITS);
        limb2 = (r2 & MASK) + (r1 >> BITS);
        limb3 = (r3 & MASK) + (r2 >> BITS);
        limb4 = (r4 & MASK) + (r3 >> BITS);
    }
}
