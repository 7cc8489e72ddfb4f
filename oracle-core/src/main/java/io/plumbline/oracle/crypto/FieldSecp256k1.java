// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * A mutable number modulo p = 2^256 - 2^32 - 977: the sum of five signed limbs, each 2^52 times the one before. One
 * thread per instance.
 *
 * <p>Products, squares, loaded numbers and differences carried are <em>reduced</em>: limb 0 lies in
 * [-2^46, 2^52 + 2^46], limbs 1 to 3 in [-2^9, 2^52 + 2^9], limb 4 in [-2^9, 2^48 + 2^9]; hence the number itself in
 * [-2^218, 2^256 + 2^218]. Sums and differences are taken limb by limb without a carry unless they say otherwise.
 * Factors and numbers to be squared or carried may have limbs up to 2^55 in magnitude: seven reduced numbers may be
 * summed and multiplied.
 *
 * <p>For limbs a and b, floor(a·b / 2^52) is the high word of (a·2^SHIFT)·(b·2^SHIFT). What a column keeps below 2^52
 * is the column's wrapped sum less its high words·2^52, which is exact, since five such remainders stay below 2^55.
 */
final class FieldSecp256k1
{
    /** Number of 64-bit words of a packed number. */
    static final int WORDS = 4;
    /** Distance between the weights of two limbs, in bits. */
    static final int BITS = 52;

    private static final long MASK = (1L << BITS) - 1;
    /** Bits of the highest limb of a number below 2^256. */
    private static final int TOP_BITS = 48;
    private static final long TOP_MASK = (1L << TOP_BITS) - 1;
    private static final int SHIFT = (Long.SIZE - BITS) / 2;
    /** 2^256 modulo p. */
    private static final long FOLD = 0x1000003D1L;
    /** 2^260 modulo p, the weight of a sixth limb. */
    private static final long LIMB_FOLD = FOLD << 4;
    private static final long HIGH_FOLD = LIMB_FOLD << (Long.SIZE - BITS);

    long limb0;
    long limb1;
    long limb2;
    long limb3;
    long limb4;

    void set(final FieldSecp256k1 x)
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

    /** Takes a 256-bit number of four little-endian words. */
    void load(final long[] words, final int at)
    {
        final long word0 = words[at];
        final long word1 = words[at + 1];
        final long word2 = words[at + 2];
        final long word3 = words[at + 3];
        limb0 = word0 & MASK;
        limb1 = (word0 >>> 52 | word1 << 12) & MASK;
        limb2 = (word1 >>> 40 | word2 << 24) & MASK;
        limb3 = (word2 >>> 28 | word3 << 36) & MASK;
        limb4 = word3 >>> 16;
    }

    /** Writes the one representative in [0, p) of a reduced number. */
    void store(final long[] words, final int at)
    {
        // One pass brings the value into [0, 2^256), the second subtracts p where it is p or more.
        long x1 = limb1 + (limb0 >> BITS);
        long x2 = limb2 + (x1 >> BITS);
        long x3 = limb3 + (x2 >> BITS);
        long x4 = limb4 + (x3 >> BITS);
        long x0 = (limb0 & MASK) + (x4 >> TOP_BITS) * FOLD;
        x1 &= MASK;
        x2 &= MASK;
        x3 &= MASK;
        x4 &= TOP_MASK;
        long over = (x0 + FOLD) >> BITS;
        over = (x1 + over) >> BITS;
        over = (x2 + over) >> BITS;
        over = (x3 + over) >> BITS;
        over = (x4 + over) >> TOP_BITS;
        x0 += over * FOLD;
        x1 += x0 >> BITS;
        x2 += x1 >> BITS;
        x3 += x2 >> BITS;
        x4 += x3 >> BITS;
        x0 &= MASK;
        x1 &= MASK;
        x2 &= MASK;
        x3 &= MASK;
        x4 &= TOP_MASK;
        words[at] = x0 | x1 << 52;
        words[at + 1] = x1 >>> 12 | x2 << 40;
        words[at + 2] = x2 >>> 24 | x3 << 28;
        words[at + 3] = x3 >>> 36 | x4 << 16;
    }

    /**
     * Whether a reduced number, or a difference of two, may be a multiple of p; where this is false it is none. Nearly
     * free: it looks at the lowest 52 bits only, which 0, p and -p alone among 2^50 others share.
     */
    boolean isPerhapsZero()
    {
        final long low = limb0 & MASK;
        return low == 0 || low == FOLD || low == MASK + 1 - FOLD;
    }

    /** Whether a reduced number, or a difference of two, is a multiple of p. */
    boolean isZero()
    {
        if (!isPerhapsZero())
        {
            return false;
        }
        // Of the multiples of p only 0, p and -p are so near to zero.
        final long x1 = limb1 + (limb0 >> BITS);
        final long x2 = limb2 + (x1 >> BITS);
        final long x3 = limb3 + (x2 >> BITS);
        final long x4 = limb4 + (x3 >> BITS);
        final long low = limb0 & MASK;
        final long all = x1 & x2 & x3 & MASK;
        final long any = (x1 | x2 | x3) & MASK;
        return low == 0 ? any == 0 && x4 == 0
            : low == FOLD ? any == 0 && x4 == -1L << TOP_BITS
            : all == MASK && x4 == TOP_MASK;
    }

    void add(final FieldSecp256k1 x, final FieldSecp256k1 y)
    {
        limb0 = x.limb0 + y.limb0;
        limb1 = x.limb1 + y.limb1;
        limb2 = x.limb2 + y.limb2;
        limb3 = x.limb3 + y.limb3;
        limb4 = x.limb4 + y.limb4;
    }

    void subtract(final FieldSecp256k1 x, final FieldSecp256k1 y)
    {
        limb0 = x.limb0 - y.limb0;
        limb1 = x.limb1 - y.limb1;
        limb2 = x.limb2 - y.limb2;
        limb3 = x.limb3 - y.limb3;
        limb4 = x.limb4 - y.limb4;
    }

    /** Makes a loaded number p less itself where the mask is -1, keeps it where the mask is 0; it stays reduced. */
    void negate(final long mask)
    {
        limb0 = (limb0 ^ mask) - mask + (MASK + 1 - FOLD & mask);
        limb1 = (limb1 ^ mask) - mask + (MASK & mask);
        limb2 = (limb2 ^ mask) - mask + (MASK & mask);
        limb3 = (limb3 ^ mask) - mask + (MASK & mask);
        limb4 = (limb4 ^ mask) - mask + (TOP_MASK & mask);
    }

    /** Sets this to x - y, reduced. */
    void difference(final FieldSecp256k1 x, final FieldSecp256k1 y)
    {
        carry(
            x.limb0 - y.limb0, x.limb1 - y.limb1, x.limb2 - y.limb2, x.limb3 - y.limb3, x.limb4 - y.limb4);
    }

    /** Sets this to x - y - z, reduced. */
    void difference(final FieldSecp256k1 x, final FieldSecp256k1 y, final FieldSecp256k1 z)
    {
        carry(
            x.limb0 - y.limb0 - z.limb0,
            x.limb1 - y.limb1 - z.limb1,
            x.limb2 - y.limb2 - z.limb2,
            x.limb3 - y.limb3 - z.limb3,
            x.limb4 - y.limb4 - z.limb4);
    }

    private void carry(final long r0, final long r1, final long r2, final long r3, final long r4)
    {
        limb0 = (r0 & MASK) + (r4 >> TOP_BITS) * FOLD;
        limb1 = (r1 & MASK) + (r0 >> BITS);
        limb2 = (r2 & MASK) + (r1 >> BITS);
        limb3 = (r3 & MASK) + (r2 >> BITS);
        limb4 = (r4 & TOP_MASK) + (r3 >> BITS);
    }

    void multiply(final FieldSecp256k1 x, final FieldSecp256k1 y)
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
        final long a0 = x0 << SHIFT;
        final long a1 = x1 << SHIFT;
        final long a2 = x2 << SHIFT;
        final long a3 = x3 << SHIFT;
        final long a4 = x4 << SHIFT;
        final long b0 = y0 << SHIFT;
        final long b1 = y1 << SHIFT;
        final long b2 = y2 << SHIFT;
        final long b3 = y3 << SHIFT;
        final long b4 = y4 << SHIFT;
        final long h8 = Math.multiplyHigh(a4, b4);
        final long h0 = Math.multiplyHigh(a0, b0);
        final long h1 = Math.multiplyHigh(a0, b1) + Math.multiplyHigh(a1, b0);
        final long h2 = Math.multiplyHigh(a0, b2) + Math.multiplyHigh(a1, b1) + Math.multiplyHigh(a2, b0);
        final long h3 = Math.multiplyHigh(a0, b3) + Math.multiplyHigh(a1, b2) + Math.multiplyHigh(a2, b1) +
            Math.multiplyHigh(a3, b0);
        final long h4 = Math.multiplyHigh(a0, b4) + Math.multiplyHigh(a1, b3) + Math.multiplyHigh(a2, b2) +
            Math.multiplyHigh(a3, b1) + Math.multiplyHigh(a4, b0);
        final long h5 = Math.multiplyHigh(a1, b4) + Math.multiplyHigh(a2, b3) + Math.multiplyHigh(a3, b2) +
            Math.multiplyHigh(a4, b1);
        final long h6 = Math.multiplyHigh(a2, b4) + Math.multiplyHigh(a3, b3) + Math.multiplyHigh(a4, b2);
        final long h7 = Math.multiplyHigh(a3, b4) + Math.multiplyHigh(a4, b3);
        fold(
            x0 * y0 - (h0 << BITS),
            x0 * y1 + x1 * y0 - (h1 << BITS) + h0,
            x0 * y2 + x1 * y1 + x2 * y0 - (h2 << BITS) + h1,
            x0 * y3 + x1 * y2 + x2 * y1 + x3 * y0 - (h3 << BITS) + h2,
            x0 * y4 + x1 * y3 + x2 * y2 + x3 * y1 + x4 * y0 - (h4 << BITS) + h3,
            x1 * y4 + x2 * y3 + x3 * y2 + x4 * y1 - (h5 << BITS) + h4,
            x2 * y4 + x3 * y3 + x4 * y2 - (h6 << BITS) + h5,
            x3 * y4 + x4 * y3 - (h7 << BITS) + h6,
            x4 * y4 - (h8 << BITS) + h7,
            h8);
    }

    void square(final FieldSecp256k1 x)
    {
        final long x0 = x.limb0;
        final long x1 = x.limb1;
        final long x2 = x.limb2;
        final long x3 = x.limb3;
        final long x4 = x.limb4;
        final long c0 = x0 << 1;
        final long c1 = x1 << 1;
        final long c2 = x2 << 1;
        final long c3 = x3 << 1;
        final long a0 = x0 << SHIFT;
        final long a1 = x1 << SHIFT;
        final long a2 = x2 << SHIFT;
        final long a3 = x3 << SHIFT;
        final long a4 = x4 << SHIFT;
        final long d0 = c0 << SHIFT;
        final long d1 = c1 << SHIFT;
        final long d2 = c2 << SHIFT;
        final long d3 = c3 << SHIFT;
        final long h8 = Math.multiplyHigh(a4, a4);
        final long h0 = Math.multiplyHigh(a0, a0);
        final long h1 = Math.multiplyHigh(d0, a1);
        final long h2 = Math.multiplyHigh(d0, a2) + Math.multiplyHigh(a1, a1);
        final long h3 = Math.multiplyHigh(d0, a3) + Math.multiplyHigh(d1, a2);
        final long h4 = Math.multiplyHigh(d0, a4) + Math.multiplyHigh(d1, a3) + Math.multiplyHigh(a2, a2);
        final long h5 = Math.multiplyHigh(d1, a4) + Math.multiplyHigh(d2, a3);
        final long h6 = Math.multiplyHigh(d2, a4) + Math.multiplyHigh(a3, a3);
        final long h7 = Math.multiplyHigh(d3, a4);
        fold(
            x0 * x0 - (h0 << BITS),
            c0 * x1 - (h1 << BITS) + h0,
            c0 * x2 + x1 * x1 - (h2 << BITS) + h1,
            c0 * x3 + c1 * x2 - (h3 << BITS) + h2,
            c0 * x4 + c1 * x3 + x2 * x2 - (h4 << BITS) + h3,
            c1 * x4 + c2 * x3 - (h5 << BITS) + h4,
            c2 * x4 + x3 * x3 - (h6 << BITS) + h5,
            c3 * x4 - (h7 << BITS) + h6,
            x4 * x4 - (h8 << BITS) + h7,
            h8);
    }

    /** Takes a product of ten limbs below 2^61 in magnitude. */
    private void fold(
        final long c0,
        final long c1,
        final long c2,
        final long c3,
        final long c4,
        final long c5,
        final long c6,
        final long c7,
        final long c8,
        final long c9)
    {
        // The tenth limb's high word has the sixth limb's weight, and is folded together with that.
        final long low5 = c5 + Math.multiplyHigh(c9, HIGH_FOLD);
        carry(
            c0 + (low5 * LIMB_FOLD & MASK),
            c1 + (c6 * LIMB_FOLD & MASK) + Math.multiplyHigh(low5, HIGH_FOLD),
            c2 + (c7 * LIMB_FOLD & MASK) + Math.multiplyHigh(c6, HIGH_FOLD),
            c3 + (c8 * LIMB_FOLD & MASK) + Math.multiplyHigh(c7, HIGH_FOLD),
            c4 + (c9 * LIMB_FOLD & MASK) + Math.multiplyHigh(c8, HIGH_FOLD));
    }
}
