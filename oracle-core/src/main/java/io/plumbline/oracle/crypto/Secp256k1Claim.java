// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Objects;

/**
 * One signature on its way to a verdict: what it says, the points whose sum R must be, and whether R is what it says.
 * One thread per instance; allocates nothing after construction.
 */
final class Secp256k1Claim
{
    /** The most points that a claim's sum can have. */
    static final int MAX_TERMS = Secp256k1Scalar.digitCount(Secp256k1Tables.GENERATOR_WIDTH) +
        Secp256k1Scalar.digitCount(Secp256k1Scalar.MIN_WIDTH);

    private static final int S_OFFSET = 32;
    private static final int V_OFFSET = 64;
    private static final int ETHEREUM_V = 27;
    private static final int ANY_PARITY = -1;

    final Secp256k1Terms terms = new Secp256k1Terms(MAX_TERMS);

    private final Secp256k1Tables generator = Secp256k1Tables.generator();
    private final Secp256k1Scalar r = new Secp256k1Scalar();
    private final Secp256k1Scalar s = new Secp256k1Scalar();
    private final Secp256k1Scalar e = new Secp256k1Scalar();
    private final Secp256k1Scalar u = new Secp256k1Scalar();
    private final FieldSecp256k1 a = new FieldSecp256k1();
    private final FieldSecp256k1 b = new FieldSecp256k1();
    private final FieldSecp256k1 order = new FieldSecp256k1();
    private final long[] words = new long[FieldSecp256k1.WORDS];
    private Secp256k1Tables tables = generator;
    private int parity;

    Secp256k1Claim()
    {
        order.load(Secp256k1Scalar.ORDER, 0);
    }

    /** Takes r‖s, and the digest with it; unless the status is OK the claim is refused. */
    int take(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rs,
        final int rsOffset,
        final boolean isHighSAllowed)
    {
        Objects.checkFromIndexSize(digestOffset, Secp256k1Recovery.DIGEST_LENGTH, digest.length);
        Objects.checkFromIndexSize(rsOffset, Secp256k1Verifier.SIGNATURE_LENGTH, rs.length);
        parity = ANY_PARITY;
        return read(tables, digest, digestOffset, rs, rsOffset, isHighSAllowed);
    }

    /** Takes r‖s‖v, and the digest with it; unless the status is OK the claim is refused. */
    int takeRecoverable(
        final Secp256k1Tables tables,
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed)
    {
        Objects.checkFromIndexSize(digestOffset, Secp256k1Recovery.DIGEST_LENGTH, digest.length);
        Objects.checkFromIndexSize(rsvOffset, Secp256k1Recovery.SIGNATURE_LENGTH, rsv.length);
        final int v = rsv[rsvOffset + V_OFFSET];
        parity = v >= ETHEREUM_V ? v - ETHEREUM_V : v;
        if ((parity & ~1) != 0)
        {
            return Secp256k1Recovery.BAD_RECOVERY_ID;
        }
        return read(tables, digest, digestOffset, rsv, rsvOffset, isHighSAllowed);
    }

    private int read(
        final Secp256k1Tables of,
        final byte[] digest,
        final int digestOffset,
        final byte[] rs,
        final int rsOffset,
        final boolean isHighSAllowed)
    {
        if (!r.load(rs, rsOffset) || !s.load(rs, rsOffset + S_OFFSET))
        {
            return Secp256k1Recovery.OUT_OF_RANGE;
        }
        if (!isHighSAllowed && s.isHigh())
        {
            return Secp256k1Recovery.HIGH_S;
        }
        e.loadReduced(digest, digestOffset);
        tables = Objects.requireNonNull(of);
        return Secp256k1Recovery.OK;
    }

    Secp256k1Scalar s()
    {
        return s;
    }

    /** Sets the terms to those of (e/s)·G + (r/s)·Q. */
    void spread(final Secp256k1Scalar inverseOfS)
    {
        terms.clear();
        u.multiply(e, inverseOfS);
        terms.addMultiple(generator, u);
        u.multiply(r, inverseOfS);
        terms.addMultiple(tables, u);
        // A key that is given up may go while this waits for its next signature.
        tables = generator;
    }

    /** Whether R, a finite point, is what the signature says. */
    boolean isMet(final Secp256k1Point sum)
    {
        sum.x.store(words, 0);
        if (parity == ANY_PARITY)
        {
            u.setReduced(words, 0);
            return r.isEqual(u.words(), 0);
        }
        return r.isEqual(words, 0) && isParity(sum.y);
    }

    /** Whether R is what the signature says; infinity never is. */
    boolean isMet(final Secp256k1Sum sum, final Secp256k1Adder adder)
    {
        if (sum.isInfinite())
        {
            return false;
        }
        a.load(r.words(), 0);
        if (parity != ANY_PARITY)
        {
            if (!isX(sum, a))
            {
                return false;
            }
            b.set(sum.zzz);
            adder.invert(b);
            b.multiply(b, sum.y);
            return isParity(b);
        }
        if (isX(sum, a))
        {
            return true;
        }
        // r is x modulo n, and x may be r + n where that is below p.
        a.add(a, order);
        return r.isBelow(Secp256k1Scalar.FIELD_EXCESS) && isX(sum, a);
    }

    private boolean isX(final Secp256k1Sum sum, final FieldSecp256k1 x)
    {
        b.multiply(x, sum.zz);
        b.subtract(b, sum.x);
        return b.isZero();
    }

    private boolean isParity(final FieldSecp256k1 y)
    {
        y.store(words, 0);
        return (words[0] & 1) == parity;
    }
}
