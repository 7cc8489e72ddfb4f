// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What a hostile signer can make that knows its own secret k and how a verifier adds: signatures whose verification
 * meets equal or opposite points on the way, or an x of R at or above the group order, or R at infinity.
 *
 * <p>For any u1, u2 and k, with R = u1·G + u2·k·G finite and r = x(R) not 0 modulo n, (r, r/u2) is a good signature
 * over the digest u1·r/u2. A term of the verifier's sum is (a + b·k)·G with a and b known from the digits of u1 and u2,
 * so that two partial sums are made equal or opposite by solving for k.
 */
final class Secp256k1Forgeries
{
    private static final BigInteger N = Secp256k1Reference.N;
    private static final BigInteger P = Secp256k1Reference.P;

    /** One signature with the verdicts it must have; v is right where R's x is r itself. */
    static final class Forgery
    {
        final String name;
        final Secp256k1PublicKey key;
        final byte[] digest;
        final byte[] rsv;
        final boolean isGood;
        final boolean isGoodWithV;

        Forgery(
            final String name,
            final Secp256k1PublicKey key,
            final byte[] digest,
            final byte[] rsv,
            final boolean isGood,
            final boolean isGoodWithV)
        {
            this.name = name;
            this.key = key;
            this.digest = digest;
            this.rsv = rsv;
            this.isGood = isGood;
            this.isGoodWithV = isGoodWithV;
        }
    }

    /** The multiple a + b·k of the generator. */
    private record Term(BigInteger a, BigInteger b)
    {
        Term plus(final Term other)
        {
            return new Term(a.add(other.a).mod(N), b.add(other.b).mod(N));
        }
    }

    private final Random random;
    private final List<Forgery> forgeries = new ArrayList<>();
    private BigInteger u1 = BigInteger.ZERO;
    private BigInteger u2 = BigInteger.ONE;

    Secp256k1Forgeries(final long seed)
    {
        random = new Random(seed);
    }

    /** Every pair that the tree of a batch adds, whose points can be made equal or opposite; likewise a chain's. */
    List<Forgery> exceptionalAdditions(final int pairFrom)
    {
        forgeries.clear();
        for (int i = 0; i < 2; i++)
        {
            // One digit of u1 fewer, so that a term of G and a term of the key make a pair at once.
            u1 = scalar().clearBit(255);
            if (i == 1)
            {
                u1 = withZeroDigit(u1);
            }
            u2 = scalar();
            tree();
            chain(pairFrom);
        }
        // Short sums: a single term of each.
        u1 = BigInteger.valueOf(5);
        u2 = BigInteger.valueOf(7);
        tree();
        chain(pairFrom);
        return List.copyOf(forgeries);
    }

    private void tree()
    {
        List<Term> terms = terms();
        for (int level = 1; terms.size() > 1; level++)
        {
            for (int i = 0; i + 1 < terms.size(); i += 2)
            {
                force("level " + level + ", pair " + i / 2, terms.get(i), terms.get(i + 1));
            }
            terms = paired(terms);
        }
    }

    private void chain(final int pairFrom)
    {
        List<Term> terms = terms();
        while (terms.size() >= pairFrom)
        {
            terms = paired(terms);
        }
        Term sum = terms.get(0);
        for (int i = 1; i < terms.size(); i++)
        {
            force("after " + i, sum, terms.get(i));
            sum = sum.plus(terms.get(i));
        }
    }

    private static List<Term> paired(final List<Term> terms)
    {
        final List<Term> sums = new ArrayList<>();
        for (int i = 0; i + 1 < terms.size(); i += 2)
        {
            sums.add(terms.get(i).plus(terms.get(i + 1)));
        }
        if (terms.size() % 2 == 1)
        {
            sums.add(terms.get(terms.size() - 1));
        }
        return sums;
    }

    /** Keys for which the two points are equal, and opposite; none where G alone, or the key alone, makes both. */
    private void force(final String where, final Term left, final Term right)
    {
        for (final BigInteger sign : new BigInteger[] {BigInteger.ONE, BigInteger.ONE.negate()})
        {
            // left.a + left.b·k = sign·(right.a + right.b·k)
            final BigInteger a = right.a.multiply(sign).subtract(left.a).mod(N);
            final BigInteger b = left.b.subtract(right.b.multiply(sign)).mod(N);
            if (a.signum() != 0 && b.signum() != 0)
            {
                final String kind = sign.signum() > 0 ? "equal" : "opposite";
                sign(kind + " at " + where + ", u1 " + u1 + ", u2 " + u2, a.multiply(b.modInverse(N)).mod(N));
            }
        }
    }

    private void sign(final String name, final BigInteger secret)
    {
        final Secp256k1Reference.Point sum =
            Secp256k1Reference.G.times(u1.add(u2.multiply(secret)).mod(N));
        final Secp256k1PublicKey key = Secp256k1Judges.key(Secp256k1Reference.G.times(secret));
        final boolean isFinite = !sum.isInfinity();
        // Where R is infinite, the x that a verifier has before its last addition, to catch one that looks at that.
        final BigInteger r = (isFinite ? sum : Secp256k1Reference.G.times(u1)).affineX();
        final BigInteger s = r.multiply(u2.modInverse(N)).mod(N);
        final byte[] digest = Secp256k1Reference.bigEndian(u1.multiply(s).mod(N));
        final int v = isFinite && sum.affineY().testBit(0) ? 28 : 27;
        forgeries.add(
            new Forgery(name, key, digest, Secp256k1Reference.signature(r, s, v), isFinite, isFinite));
    }

    private List<Term> terms()
    {
        final List<Term> terms = new ArrayList<>();
        for (final BigInteger digit : digits(u1, Secp256k1Tables.GENERATOR_WIDTH))
        {
            terms.add(new Term(digit, BigInteger.ZERO));
        }
        for (final BigInteger digit : digits(u2, Secp256k1Tables.KEY_WIDTH))
        {
            terms.add(new Term(BigInteger.ZERO, digit));
        }
        return terms;
    }

    /** The digits that are not zero, each times its weight modulo n. */
    private static List<BigInteger> digits(final BigInteger number, final int width)
    {
        final BigInteger radix = BigInteger.ONE.shiftLeft(width);
        final List<BigInteger> digits = new ArrayList<>();
        BigInteger rest = number;
        for (int i = 0; rest.signum() != 0; i++)
        {
            BigInteger digit = rest.mod(radix);
            digit = digit.compareTo(radix.shiftRight(1)) > 0 ? digit.subtract(radix) : digit;
            if (digit.signum() != 0)
            {
                digits.add(digit.shiftLeft(width * i).mod(N));
            }
            rest = rest.subtract(digit).shiftRight(width);
        }
        return digits;
    }

    private static BigInteger withZeroDigit(final BigInteger number)
    {
        BigInteger cleared = number;
        for (int bit = 0; bit <= Secp256k1Tables.GENERATOR_WIDTH; bit++)
        {
            cleared = cleared.clearBit(5 * Secp256k1Tables.GENERATOR_WIDTH - 1 + bit);
        }
        return cleared;
    }

    /** Scalars at the edges: no term of G, few terms, R = ±G, R at infinity. */
    List<Forgery> edgeScalars()
    {
        forgeries.clear();
        final BigInteger[] edges = {
            BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, N.subtract(BigInteger.ONE), N.subtract(BigInteger.TWO),
            N.shiftRight(1), BigInteger.ONE.shiftLeft(255), BigInteger.ONE.shiftLeft(12), scalar()
        };
        for (final BigInteger first : edges)
        {
            for (final BigInteger second : edges)
            {
                if (second.signum() != 0)
                {
                    u1 = first;
                    u2 = second;
                    // The generator as a key, its opposite, one that makes R infinite, one that makes R = u1·G + G.
                    sign("key 1, u1 " + u1 + ", u2 " + u2, BigInteger.ONE);
                    sign("key -1, u1 " + u1 + ", u2 " + u2, N.subtract(BigInteger.ONE));
                    final BigInteger inverse = u2.modInverse(N);
                    if (u1.signum() != 0)
                    {
                        sign("R infinite, u1 " + u1 + ", u2 " + u2, u1.negate().multiply(inverse).mod(N));
                        sign("R twice a half, u1 " + u1 + ", u2 " + u2, u1.multiply(inverse).mod(N));
                    }
                    sign("R = (u1 + 1)·G, u1 " + u1 + ", u2 " + u2, inverse);
                }
            }
        }
        return List.copyOf(forgeries);
    }

    /** R's x near one of the bounds 0, p - n, n and p, and r what it is modulo n, or what it is not. */
    List<Forgery> nearBounds()
    {
        forgeries.clear();
        for (final BigInteger bound : new BigInteger[] {BigInteger.ZERO, P.subtract(N), N, P})
        {
            for (int near = -12; near <= 12; near++)
            {
                final BigInteger x = bound.add(BigInteger.valueOf(near));
                if (x.signum() > 0 && x.compareTo(P) < 0 && Secp256k1Curve.lift(x, false) != null)
                {
                    final BigInteger r = x.mod(N);
                    claim("x " + x + ", r " + r, x, r, true, x.compareTo(N) < 0);
                    // A verifier that adds n once too often, or reduces by p, takes these.
                    claim("x " + x + " and r + n", x, x.subtract(N).mod(P), x.compareTo(N) > 0, false);
                    claim("x " + x + " and r - n", x, x.add(N).mod(P), false, false);
                }
            }
        }
        return List.copyOf(forgeries);
    }

    /** Makes Q = (s·R - e·G) / r, for which R is the sum, and r the claim. */
    private void claim(
        final String name,
        final BigInteger x,
        final BigInteger r,
        final boolean isGood,
        final boolean isGoodWithV)
    {
        if (r.signum() == 0 || r.compareTo(N) >= 0)
        {
            return;
        }
        final byte[] point = Secp256k1PublicKey.of(compressed(x)).toBytes();
        final Secp256k1Reference.Point sum = new Secp256k1Reference.Point(
            x, new BigInteger(1, point, 32, 32), BigInteger.ONE);
        final BigInteger s = scalar();
        final BigInteger e = scalar();
        final Secp256k1Reference.Point key = sum.times(s).plus(Secp256k1Reference.G.times(N.subtract(e)))
            .times(r.modInverse(N));
        final byte[] rsv = Secp256k1Reference.signature(r, s, sum.y().testBit(0) ? 28 : 27);
        forgeries.add(new Forgery(
            name, Secp256k1Judges.key(key), Secp256k1Reference.bigEndian(e), rsv, isGood, isGoodWithV));
    }

    private byte[] compressed(final BigInteger x)
    {
        final byte[] encoded = new byte[33];
        encoded[0] = (byte)(2 + random.nextInt(2));
        System.arraycopy(Secp256k1Reference.bigEndian(x), 0, encoded, 1, 32);
        return encoded;
    }

    private BigInteger scalar()
    {
        return new BigInteger(320, random).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }
}
