// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/** secp256k1 ECDSA after SEC 1 with big integers: slow, plain, and the judge of every faster kernel. */
final class Secp256k1Reference
{
    static final BigInteger P =
        BigInteger.TWO.pow(256).subtract(BigInteger.TWO.pow(32)).subtract(BigInteger.valueOf(977));
    static final BigInteger N =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    static final Point G = new Point(
        new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16),
        new BigInteger("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", 16),
        BigInteger.ONE);

    private static final BigInteger SEVEN = BigInteger.valueOf(7);
    private static final Point INFINITY = new Point(BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO);

    private Secp256k1Reference()
    {
    }

    /** A point in Jacobian coordinates: x = X/Z², y = Y/Z³; Z = 0 at infinity. */
    record Point(BigInteger x, BigInteger y, BigInteger z)
    {
        boolean isInfinity()
        {
            return z.signum() == 0;
        }

        Point plus(final Point q)
        {
            if (isInfinity() || q.isInfinity())
            {
                return isInfinity() ? q : this;
            }
            final BigInteger zz = mod(z.multiply(z));
            final BigInteger qzz = mod(q.z.multiply(q.z));
            final BigInteger u = mod(x.multiply(qzz));
            final BigInteger s = mod(y.multiply(qzz).multiply(q.z));
            final BigInteger h = mod(q.x.multiply(zz).subtract(u));
            final BigInteger r = mod(q.y.multiply(zz).multiply(z).subtract(s));
            if (h.signum() == 0)
            {
                return r.signum() == 0 ? twice() : INFINITY;
            }
            final BigInteger hh = mod(h.multiply(h));
            final BigInteger hhh = mod(h.multiply(hh));
            final BigInteger v = mod(u.multiply(hh));
            final BigInteger sumX = mod(r.multiply(r).subtract(hhh).subtract(v.shiftLeft(1)));
            return new Point(
                sumX,
                mod(r.multiply(v.subtract(sumX)).subtract(s.multiply(hhh))),
                mod(h.multiply(z).multiply(q.z)));
        }

        Point twice()
        {
            final BigInteger yy = mod(y.multiply(y));
            final BigInteger s = mod(x.multiply(yy).shiftLeft(2));
            final BigInteger m = mod(x.multiply(x).multiply(BigInteger.valueOf(3)));
            final BigInteger sumX = mod(m.multiply(m).subtract(s.shiftLeft(1)));
            return new Point(
                sumX,
                mod(m.multiply(s.subtract(sumX)).subtract(yy.multiply(yy).shiftLeft(3))),
                mod(y.multiply(z).shiftLeft(1)));
        }

        Point times(final BigInteger scalar)
        {
            Point sum = INFINITY;
            for (int i = scalar.bitLength() - 1; i >= 0; i--)
            {
                sum = sum.twice();
                sum = scalar.testBit(i) ? sum.plus(this) : sum;
            }
            return sum;
        }

        BigInteger affineX()
        {
            final BigInteger inverse = z.modInverse(P);
            return mod(x.multiply(inverse).multiply(inverse));
        }

        BigInteger affineY()
        {
            final BigInteger inverse = z.modInverse(P);
            return mod(y.multiply(inverse).multiply(inverse).multiply(inverse));
        }
    }

    /** r‖s‖v of SEC 1 with the given nonce; s is as it comes, high or low. */
    static byte[] sign(final BigInteger secret, final BigInteger nonce, final byte[] digest, final int firstV)
    {
        final Point noncePoint = G.times(nonce);
        final BigInteger r = noncePoint.affineX();
        final BigInteger s =
            nonce.modInverse(N).multiply(new BigInteger(1, digest).add(r.multiply(secret))).mod(N);
        return signature(r, s, firstV + (noncePoint.affineY().testBit(0) ? 1 : 0));
    }

    static byte[] signature(final BigInteger r, final BigInteger s, final int v)
    {
        final byte[] rsv = new byte[65];
        System.arraycopy(bigEndian(r), 0, rsv, 0, 32);
        System.arraycopy(bigEndian(s), 0, rsv, 32, 32);
        rsv[64] = (byte)v;
        return rsv;
    }

    /** The status of {@link Secp256k1Recovery}; writes the address where it is OK. */
    static int recover(final byte[] digest, final byte[] rsv, final boolean isHighSAllowed, final byte[] outAddress)
    {
        final int v = rsv[64] & 0xff;
        if (v != 0 && v != 1 && v != 27 && v != 28)
        {
            return Secp256k1Recovery.BAD_RECOVERY_ID;
        }
        final BigInteger r = new BigInteger(1, rsv, 0, 32);
        final BigInteger s = new BigInteger(1, rsv, 32, 32);
        if (r.signum() == 0 || s.signum() == 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0)
        {
            return Secp256k1Recovery.OUT_OF_RANGE;
        }
        if (!isHighSAllowed && s.shiftLeft(1).compareTo(N) > 0)
        {
            return Secp256k1Recovery.HIGH_S;
        }
        final BigInteger ySquared = mod(r.pow(3).add(SEVEN));
        final BigInteger root = ySquared.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
        if (!mod(root.multiply(root)).equals(ySquared))
        {
            return Secp256k1Recovery.NOT_A_POINT;
        }
        final boolean isYOdd = v == 1 || v == 28;
        final Point noncePoint = new Point(r, root.testBit(0) == isYOdd ? root : P.subtract(root), BigInteger.ONE);
        final BigInteger minusE = N.subtract(new BigInteger(1, digest).mod(N));
        final Point key = noncePoint.times(s).plus(G.times(minusE)).times(r.modInverse(N));
        if (key.isInfinity())
        {
            return Secp256k1Recovery.INFINITY;
        }
        System.arraycopy(address(key), 0, outAddress, 0, 20);
        return Secp256k1Recovery.OK;
    }

    /** The status of {@link Secp256k1Verifier} on r‖s of 64 bytes. */
    static int verify(final Point key, final byte[] digest, final byte[] rs, final boolean isHighSAllowed)
    {
        final BigInteger r = new BigInteger(1, rs, 0, 32);
        final BigInteger s = new BigInteger(1, rs, 32, 32);
        if (r.signum() == 0 || s.signum() == 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0)
        {
            return Secp256k1Recovery.OUT_OF_RANGE;
        }
        if (!isHighSAllowed && s.shiftLeft(1).compareTo(N) > 0)
        {
            return Secp256k1Recovery.HIGH_S;
        }
        final BigInteger inverse = s.modInverse(N);
        final BigInteger u1 = new BigInteger(1, digest).multiply(inverse).mod(N);
        final BigInteger u2 = r.multiply(inverse).mod(N);
        final Point sum = G.times(u1).plus(key.times(u2));
        return !sum.isInfinity() && sum.affineX().mod(N).equals(r)
            ? Secp256k1Recovery.OK
            : Secp256k1Verifier.NOT_BY_KEY;
    }

    /** The status of {@link Secp256k1Verifier} on r‖s‖v of 65 bytes: that of recovery, and whether it finds the key. */
    static int verifyRecoverable(final Point key, final byte[] digest, final byte[] rsv, final boolean isHighSAllowed)
    {
        final byte[] recovered = new byte[20];
        final int status = recover(digest, rsv, isHighSAllowed, recovered);
        final boolean isOther = status == Secp256k1Recovery.OK && !Arrays.equals(address(key), recovered);
        return isOther || status > Secp256k1Recovery.HIGH_S ? Secp256k1Verifier.NOT_BY_KEY : status;
    }

    static byte[] address(final Point key)
    {
        final byte[] hash = KeccakReference.hash(uncompressed(key), 1, 64);
        final byte[] address = new byte[20];
        System.arraycopy(hash, 12, address, 0, 20);
        return address;
    }

    static byte[] uncompressed(final Point key)
    {
        final byte[] encoded = new byte[65];
        encoded[0] = 4;
        System.arraycopy(bigEndian(key.affineX()), 0, encoded, 1, 32);
        System.arraycopy(bigEndian(key.affineY()), 0, encoded, 33, 32);
        return encoded;
    }

    static byte[] bigEndian(final BigInteger number)
    {
        final byte[] out = new byte[32];
        for (int i = 0; i < 32; i++)
        {
            out[31 - i] = number.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    private static BigInteger mod(final BigInteger number)
    {
        return number.mod(P);
    }
}
