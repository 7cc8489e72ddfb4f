// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Ed25519 after RFC 8032 with big integers: slow, plain, and the judge of every faster kernel. */
final class Ed25519Reference
{
    static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final BigInteger L =
        BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    static final Point IDENTITY = affine(BigInteger.ZERO, BigInteger.ONE);

    private static final BigInteger D =
        mod(BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)));
    private static final BigInteger ROOT_OF_MINUS_ONE =
        BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    static final Multiples BASE = new Multiples(basePoint());
    static final Point[] TORSION = torsion();

    private Ed25519Reference()
    {
    }

    /** A point in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
    record Point(BigInteger x, BigInteger y, BigInteger z, BigInteger t)
    {
        /** The unified addition of RFC 8032 section 5.1.4. */
        Point plus(final Point q)
        {
            final BigInteger a = mod(y.subtract(x).multiply(q.y.subtract(q.x)));
            final BigInteger b = mod(y.add(x).multiply(q.y.add(q.x)));
            final BigInteger c = mod(t.multiply(BigInteger.TWO).multiply(D).multiply(q.t));
            final BigInteger d = mod(z.multiply(BigInteger.TWO).multiply(q.z));
            final BigInteger e = b.subtract(a);
            final BigInteger f = d.subtract(c);
            final BigInteger g = d.add(c);
            final BigInteger h = b.add(a);
            return new Point(mod(e.multiply(f)), mod(g.multiply(h)), mod(f.multiply(g)), mod(e.multiply(h)));
        }

        boolean isSameAs(final Point q)
        {
            return mod(x.multiply(q.z)).equals(mod(q.x.multiply(z))) &&
                mod(y.multiply(q.z)).equals(mod(q.y.multiply(z)));
        }

        byte[] encode()
        {
            final BigInteger inverse = z.modInverse(P);
            final BigInteger affineX = mod(x.multiply(inverse));
            final BigInteger affineY = mod(y.multiply(inverse));
            return littleEndian(affineX.testBit(0) ? affineY.setBit(255) : affineY);
        }
    }

    /** A point with its doublings, so that a multiplication is a sum. */
    static final class Multiples
    {
        private final Point[] doublings = new Point[256];

        Multiples(final Point point)
        {
            doublings[0] = point;
            for (int i = 1; i < doublings.length; i++)
            {
                doublings[i] = doublings[i - 1].plus(doublings[i - 1]);
            }
        }

        Point point()
        {
            return doublings[0];
        }

        Point times(final BigInteger scalar)
        {
            Point sum = IDENTITY;
            for (int i = 0; i < scalar.bitLength(); i++)
            {
                sum = scalar.testBit(i) ? sum.plus(doublings[i]) : sum;
            }
            return sum;
        }
    }

    /** RFC 8032 section 5.1.3; null where the encoding is not canonical or names no point. */
    static Point decode(final byte[] encoded)
    {
        final BigInteger all = number(encoded);
        final boolean isXOdd = all.testBit(255);
        final BigInteger y = all.clearBit(255);
        if (y.compareTo(P) >= 0)
        {
            return null;
        }
        final BigInteger ySquared = mod(y.multiply(y));
        final BigInteger denominator = mod(D.multiply(ySquared).add(BigInteger.ONE));
        final BigInteger xSquared = mod(ySquared.subtract(BigInteger.ONE).multiply(denominator.modInverse(P)));
        BigInteger x = xSquared.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!mod(x.multiply(x)).equals(xSquared))
        {
            x = mod(x.multiply(ROOT_OF_MINUS_ONE));
        }
        if (!mod(x.multiply(x)).equals(xSquared) || (x.signum() == 0 && isXOdd))
        {
            return null;
        }
        return affine(x.testBit(0) == isXOdd ? x : P.subtract(x), y);
    }

    /** The pinned rule: 64 bytes, S below L, canonical R, and [S]B = R + [k]A without the cofactor. */
    static boolean verify(final byte[] encodedKey, final Multiples key, final byte[] message, final byte[] signature)
    {
        if (signature.length != 64)
        {
            return false;
        }
        final byte[] encodedR = Arrays.copyOf(signature, 32);
        final BigInteger s = number(Arrays.copyOfRange(signature, 32, 64));
        final Point r = decode(encodedR);
        return s.compareTo(L) < 0 && r != null &&
            BASE.times(s).isSameAs(r.plus(key.times(challenge(encodedR, encodedKey, message))));
    }

    /** k of RFC 8032: SHA-512(R‖A‖M) mod L. */
    static BigInteger challenge(final byte[] encodedR, final byte[] encodedKey, final byte[] message)
    {
        try
        {
            final MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(encodedR);
            digest.update(encodedKey);
            return number(digest.digest(message)).mod(L);
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException(e);
        }
    }

    static boolean isOfPrimeOrder(final Point point)
    {
        return !point.isSameAs(IDENTITY) && new Multiples(point).times(L).isSameAs(IDENTITY);
    }

    static byte[] littleEndian(final BigInteger number)
    {
        final byte[] out = new byte[32];
        for (int i = 0; i < 32; i++)
        {
            out[i] = number.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    static BigInteger number(final byte[] littleEndian)
    {
        final byte[] bigEndian = new byte[littleEndian.length];
        for (int i = 0; i < bigEndian.length; i++)
        {
            bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
        }
        return new BigInteger(1, bigEndian);
    }

    private static BigInteger mod(final BigInteger number)
    {
        return number.mod(P);
    }

    private static Point affine(final BigInteger x, final BigInteger y)
    {
        return new Point(x, y, BigInteger.ONE, mod(x.multiply(y)));
    }

    private static Point basePoint()
    {
        return decode(littleEndian(mod(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)))));
    }

    /** The eight points of small order, the identity first. */
    private static Point[] torsion()
    {
        final Point[] points = new Point[8];
        for (int y = 2;; y++)
        {
            final Point any = decode(littleEndian(BigInteger.valueOf(y)));
            if (any == null)
            {
                continue;
            }
            final Point generator = new Multiples(any).times(L);
            points[0] = IDENTITY;
            for (int i = 1; i < points.length; i++)
            {
                points[i] = points[i - 1].plus(generator);
            }
            if (!points[4].isSameAs(IDENTITY))
            {
                return points;
            }
        }
    }
}
