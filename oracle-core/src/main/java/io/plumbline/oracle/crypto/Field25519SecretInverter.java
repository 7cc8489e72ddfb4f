// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;

/**
 * Inverts a secret number modulo p = 2^255 - 19 by a fixed number of division steps (Bernstein and Yang, "Fast
 * constant-time gcd computation and modular inversion"): no branch and no index depends on the number. One thread per
 * instance.
 *
 * <p>From δ = 1/2, 590 steps suffice for every modulus below 2^256. They are taken 59 at a time on the lowest limbs of
 * f and g alone, which yields a matrix of entries up to 2^59; the matrix is then applied to f and g, and modulo p to d
 * and e. A number is five limbs of 59 bits, the highest signed; d and e stay within (-2p, p).
 */
final class Field25519SecretInverter
{
    private static final int LIMBS = 5;
    private static final int BITS = 59;
    private static final int BATCHES = 10;
    private static final long MASK = (1L << BITS) - 1;
    /** For |a| and |b| up to 2^60, floor(a·b / 2^59) is the high word of (a·2^LEFT)·(b·2^RIGHT). */
    private static final int LEFT = 2;
    private static final int RIGHT = Long.SIZE - BITS - LEFT;
    /** p is 2^HIGHEST in the highest limb, and this in the lowest. */
    private static final long LOWEST = -19;
    private static final int HIGHEST = 19;
    /** The inverse of p modulo 2^59. */
    private static final long INVERSE_OF_P = 0x1435e50d79435e5L;

    private final long[] f = new long[LIMBS];
    private final long[] g = new long[LIMBS];
    private final long[] d = new long[LIMBS];
    private final long[] e = new long[LIMBS];
    private final long[] words = new long[Field25519.WORDS];
    /** The matrix of the last batch: f becomes (u·f + v·g) / 2^59, and g becomes (q·f + r·g) / 2^59. */
    private long u;
    private long v;
    private long q;
    private long r;

    /** Sets the inverse of a reduced number, or zero where that is zero; both may be the same object. */
    void invert(final Field25519 inverse, final Field25519 number)
    {
        number.store(words, 0);
        load();
        long zeta = -1;
        for (int i = 0; i < BATCHES; i++)
        {
            zeta = step(zeta, f[0], g[0]);
            reduceModulo();
            reduce();
        }
        normalize(f[LIMBS - 1] >> (Long.SIZE - 1));
        inverse.load(words, 0);
    }

    /** Forgets what it last inverted. */
    void clear()
    {
        Arrays.fill(f, 0);
        Arrays.fill(g, 0);
        Arrays.fill(d, 0);
        Arrays.fill(e, 0);
        Arrays.fill(words, 0);
        u = 0;
        v = 0;
        q = 0;
        r = 0;
    }

    private void load()
    {
        Arrays.fill(f, 0);
        Arrays.fill(d, 0);
        Arrays.fill(e, 0);
        f[0] = LOWEST;
        f[LIMBS - 1] = 1L << HIGHEST;
        e[0] = 1;
        g[0] = words[0] & MASK;
        g[1] = (words[0] >>> 59 | words[1] << 5) & MASK;
        g[2] = (words[1] >>> 54 | words[2] << 10) & MASK;
        g[3] = (words[2] >>> 49 | words[3] << 15) & MASK;
        g[4] = words[3] >>> 44;
    }

    /** Takes 59 steps on the lowest limbs; zeta is -(δ + 1/2). */
    private long step(final long startZeta, final long lowestOfF, final long lowestOfG)
    {
        long zeta = startZeta;
        long low = lowestOfF;
        long other = lowestOfG;
        long u0 = 1;
        long v0 = 0;
        long q0 = 0;
        long r0 = 1;
        for (int i = 0; i < BITS; i++)
        {
            final long negative = zeta >> (Long.SIZE - 1);
            final long odd = -(other & 1);
            other += ((low ^ negative) - negative) & odd;
            q0 += ((u0 ^ negative) - negative) & odd;
            r0 += ((v0 ^ negative) - negative) & odd;
            final long exchange = negative & odd;
            zeta = (zeta ^ exchange) - 1;
            low += other & exchange;
            u0 = (u0 + (q0 & exchange)) << 1;
            v0 = (v0 + (r0 & exchange)) << 1;
            other >>= 1;
        }
        u = u0;
        v = v0;
        q = q0;
        r = r0;
        return zeta;
    }

    /** Applies the matrix to f and g; the lowest 59 bits of both products are zero. */
    private void reduce()
    {
        long carryF = 0;
        long carryG = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long x = f[i];
            final long y = g[i];
            final long xr = x << RIGHT;
            final long yr = y << RIGHT;
            final long highF = Math.multiplyHigh(u << LEFT, xr) + Math.multiplyHigh(v << LEFT, yr);
            final long highG = Math.multiplyHigh(q << LEFT, xr) + Math.multiplyHigh(r << LEFT, yr);
            carryF += u * x + v * y - (highF << BITS);
            carryG += q * x + r * y - (highG << BITS);
            // The first remainder is zero and goes to a place that is written again.
            final int at = Math.max(0, i - 1);
            f[at] = carryF & MASK;
            g[at] = carryG & MASK;
            carryF = (carryF >> BITS) + highF;
            carryG = (carryG >> BITS) + highG;
        }
        f[LIMBS - 1] = carryF;
        g[LIMBS - 1] = carryG;
    }

    /** Applies the matrix to d and e, first adding the multiple of p that makes the lowest 59 bits zero. */
    private void reduceModulo()
    {
        final long signD = d[LIMBS - 1] >> (Long.SIZE - 1);
        final long signE = e[LIMBS - 1] >> (Long.SIZE - 1);
        long timesD = (u & signD) + (v & signE);
        long timesE = (q & signD) + (r & signE);
        timesD -= (INVERSE_OF_P * (u * d[0] + v * e[0]) + timesD) & MASK;
        timesE -= (INVERSE_OF_P * (q * d[0] + r * e[0]) + timesE) & MASK;
        long carryD = 0;
        long carryE = 0;
        for (int i = 0; i < LIMBS; i++)
        {
            final long x = d[i];
            final long y = e[i];
            final long xr = x << RIGHT;
            final long yr = y << RIGHT;
            final long p = i == 0 ? LOWEST : i == LIMBS - 1 ? 1L << HIGHEST : 0;
            final long pr = p << RIGHT;
            final long highD = Math.multiplyHigh(u << LEFT, xr) + Math.multiplyHigh(v << LEFT, yr) +
                Math.multiplyHigh(timesD << LEFT, pr);
            final long highE = Math.multiplyHigh(q << LEFT, xr) + Math.multiplyHigh(r << LEFT, yr) +
                Math.multiplyHigh(timesE << LEFT, pr);
            carryD += u * x + v * y + timesD * p - (highD << BITS);
            carryE += q * x + r * y + timesE * p - (highE << BITS);
            final int at = Math.max(0, i - 1);
            d[at] = carryD & MASK;
            e[at] = carryE & MASK;
            carryD = (carryD >> BITS) + highD;
            carryE = (carryE >> BITS) + highE;
        }
        d[LIMBS - 1] = carryD;
        e[LIMBS - 1] = carryE;
    }

    /** Packs d or, where f is -1, its opposite, as the representative in [0, p). */
    private void normalize(final long signOfF)
    {
        addWhere(d[LIMBS - 1] >> (Long.SIZE - 1));
        for (int i = 0; i < LIMBS; i++)
        {
            d[i] = (d[i] ^ signOfF) - signOfF;
        }
        carry();
        addWhere(d[LIMBS - 1] >> (Long.SIZE - 1));
        words[0] = d[0] | d[1] << 59;
        words[1] = d[1] >>> 5 | d[2] << 54;
        words[2] = d[2] >>> 10 | d[3] << 49;
        words[3] = d[3] >>> 15 | d[4] << 44;
    }

    private void addWhere(final long mask)
    {
        d[0] += LOWEST & mask;
        d[LIMBS - 1] += (1L << HIGHEST) & mask;
        carry();
    }

    private void carry()
    {
        for (int i = 1; i < LIMBS; i++)
        {
            d[i] += d[i - 1] >> BITS;
            d[i - 1] &= MASK;
        }
    }
}
