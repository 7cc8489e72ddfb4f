// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;

/**
 * Inverts numbers modulo one odd modulus between 2^254 and 2^256, by the division steps of Bernstein and Yang. Its time
 * depends on the number, so it serves public data only. One thread per instance; allocates nothing after construction.
 *
 * <p>It keeps f, g with gcd(f, g) that of modulus and number, and d, e with d·number = f and e·number = g modulo the
 * modulus. Sixty steps at a time are done on the lowest bits of f and g alone; they make a matrix (u v; q r) with
 * entries of at most 2^60 in magnitude, |u| + |v| and |q| + |r| included, that is then applied to the whole numbers.
 * These are five limbs of 60 bits, all but the highest in [0, 2^60), the highest with the sign; d and e stay between
 * minus twice the modulus and the modulus.
 *
 * <p>The high word of (a·2^2)·(b·2^2) is floor(a·b / 2^60), as in {@link FieldSecp256k1}.
 */
final class DivstepInverter
{
    private static final int BITS = 60;
    private static final long MASK = (1L << BITS) - 1;
    private static final int SHIFT = (Long.SIZE - BITS) / 2;
    private static final int LIMBS = 5;
    private static final int SMALL_ETA_MASK = 15;
    private static final int LARGE_ETA_MASK = 63;

    private final long[] modulus = new long[LIMBS];
    /** The inverse of the modulus modulo 2^60. */
    private final long modulusInverse;
    private final long[] f = new long[LIMBS];
    private final long[] g = new long[LIMBS];
    private final long[] d = new long[LIMBS];
    private final long[] e = new long[LIMBS];
    private long eta;
    private long u;
    private long v;
    private long q;
    private long r;

    DivstepInverter(final BigInteger modulus)
    {
        for (int i = 0; i < LIMBS; i++)
        {
            this.modulus[i] = modulus.shiftRight(BITS * i).longValue() & MASK;
        }
        modulusInverse = modulus.modInverse(BigInteger.ONE.shiftLeft(BITS)).longValue();
    }

    /** Replaces four little-endian words, a number below the modulus, by the inverse; zero stays zero. */
    void invert(final long[] words, final int at)
    {
        System.arraycopy(modulus, 0, f, 0, LIMBS);
        load(words, at);
        for (int i = 0; i < LIMBS; i++)
        {
            d[i] = 0;
            e[i] = 0;
        }
        e[0] = 1;
        eta = -1;
        while ((g[0] | g[1] | g[2] | g[3] | g[4]) != 0)
        {
            step();
            applyToFactors();
            applyToNumbers();
        }
        // f is 1 or -1, or the modulus where the number was zero; then d is zero.
        if (d[LIMBS - 1] < 0)
        {
            addModulus();
        }
        if (f[LIMBS - 1] < 0)
        {
            negate();
        }
        if (d[LIMBS - 1] < 0)
        {
            addModulus();
        }
        store(words, at);
    }

    /** Makes the matrix of the next sixty steps. */
    private void step()
    {
        long low = f[0];
        long other = g[0];
        long a = 1;
        long b = 0;
        long c = 0;
        long s = 1;
        long balance = eta;
        int left = BITS;
        while (true)
        {
            final int zeros = Long.numberOfTrailingZeros(other | -1L << left);
            other >>= zeros;
            a <<= zeros;
            b <<= zeros;
            balance -= zeros;
            left -= zeros;
            if (left == 0)
            {
                break;
            }
            final long multiple;
            if (balance < 0)
            {
                balance = -balance;
                final long lowBefore = low;
                low = other;
                other = -lowBefore;
                final long aBefore = a;
                a = c;
                c = -aBefore;
                final long bBefore = b;
                b = s;
                s = -bBefore;
                // low·(low² - 2) is -1/low modulo 64.
                final long mask = -1L >>> (Long.SIZE - Math.min(balance + 1, left)) & LARGE_ETA_MASK;
                multiple = low * other * (low * low - 2) & mask;
            }
            else
            {
                final long mask = -1L >>> (Long.SIZE - Math.min(balance + 1, left)) & SMALL_ETA_MASK;
                multiple = -(low + ((low + 1 & 4) << 1)) * other & mask;
            }
            other += low * multiple;
            c += a * multiple;
            s += b * multiple;
        }
        eta = balance;
        u = a;
        v = b;
        q = c;
        r = s;
    }

    /** Applies the matrix to f and g, which it makes multiples of 2^60, and takes that away. */
    private void applyToNumbers()
    {
        final long u4 = u << SHIFT;
        final long v4 = v << SHIFT;
        final long q4 = q << SHIFT;
        final long r4 = r << SHIFT;
        long carryF = 0;
        long carryG = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long limbF = f[i];
            final long limbG = g[i];
            final long shiftedF = limbF << SHIFT;
            final long shiftedG = limbG << SHIFT;
            final long highF = Math.multiplyHigh(u4, shiftedF) + Math.multiplyHigh(v4, shiftedG);
            final long highG = Math.multiplyHigh(q4, shiftedF) + Math.multiplyHigh(r4, shiftedG);
            carryF += u * limbF + v * limbG - (highF << BITS);
            carryG += q * limbF + r * limbG - (highG << BITS);
            if (i > 0)
            {
                f[i - 1] = carryF & MASK;
                g[i - 1] = carryG & MASK;
            }
            carryF = (carryF >> BITS) + highF;
            carryG = (carryG >> BITS) + highG;
        }
        f[LIMBS - 1] = carryF;
        g[LIMBS - 1] = carryG;
    }

    /** Applies the matrix to d and e, adds multiples of the modulus that allow it, and takes 2^60 away. */
    private void applyToFactors()
    {
        final long signD = d[LIMBS - 1] >> (Long.SIZE - 1);
        final long signE = e[LIMBS - 1] >> (Long.SIZE - 1);
        long m = (u & signD) + (v & signE);
        long n = (q & signD) + (r & signE);
        m -= modulusInverse * (u * d[0] + v * e[0]) + m & MASK;
        n -= modulusInverse * (q * d[0] + r * e[0]) + n & MASK;
        final long u4 = u << SHIFT;
        final long v4 = v << SHIFT;
        final long q4 = q << SHIFT;
        final long r4 = r << SHIFT;
        final long m4 = m << SHIFT;
        final long n4 = n << SHIFT;
        long carryD = 0;
        long carryE = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long limbD = d[i];
            final long limbE = e[i];
            final long limb = modulus[i];
            final long shiftedD = limbD << SHIFT;
            final long shiftedE = limbE << SHIFT;
            final long shifted = limb << SHIFT;
            final long highD = Math.multiplyHigh(u4, shiftedD) + Math.multiplyHigh(v4, shiftedE) +
                Math.multiplyHigh(m4, shifted);
            final long highE = Math.multiplyHigh(q4, shiftedD) + Math.multiplyHigh(r4, shiftedE) +
                Math.multiplyHigh(n4, shifted);
            carryD += u * limbD + v * limbE + m * limb - (highD << BITS);
            carryE += q * limbD + r * limbE + n * limb - (highE << BITS);
            if (i > 0)
            {
                d[i - 1] = carryD & MASK;
                e[i - 1] = carryE & MASK;
            }
            carryD = (carryD >> BITS) + highD;
            carryE = (carryE >> BITS) + highE;
        }
        d[LIMBS - 1] = carryD;
        e[LIMBS - 1] = carryE;
    }

    private void addModulus()
    {
        long carry = 0;
        for (int i = 0; i < LIMBS - 1; i++)
        {
            carry += d[i] + modulus[i];
            d[i] = carry & MASK;
            carry >>= BITS;
        }
        d[LIMBS - 1] += modulus[LIMBS - 1] + carry;
    }

    private void negate()
    {
        long carry = 0;
        for (int i = 0; i < LIMBS - 1; i++)
        {
            carry -= d[i];
            d[i] = carry & MASK;
            carry >>= BITS;
        }
        d[LIMBS - 1] = carry - d[LIMBS - 1];
    }

    private void load(final long[] words, final int at)
    {
        g[0] = words[at] & MASK;
        g[1] = (words[at] >>> 60 | words[at + 1] << 4) & MASK;
        g[2] = (words[at + 1] >>> 56 | words[at + 2] << 8) & MASK;
        g[3] = (words[at + 2] >>> 52 | words[at + 3] << 12) & MASK;
        g[4] = words[at + 3] >>> 48;
    }

    private void store(final long[] words, final int at)
    {
        words[at] = d[0] | d[1] << 60;
        words[at + 1] = d[1] >>> 4 | d[2] << 56;
        words[at + 2] = d[2] >>> 8 | d[3] << 52;
        words[at + 3] = d[3] >>> 12 | d[4] << 48;
    }
}
