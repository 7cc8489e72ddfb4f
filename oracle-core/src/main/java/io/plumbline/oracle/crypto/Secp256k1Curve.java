// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECFieldElement;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** The curve secp256k1: constants, lifting an x to a point, and the address of a point. Immutable; any thread. */
final class Secp256k1Curve
{
    static final int COORDINATE_LENGTH = 32;
    static final int UNCOMPRESSED_LENGTH = 65;

    static final ECPoint GENERATOR;
    static final BigInteger ORDER;
    static final BigInteger HALF_ORDER;
    static final BigInteger FIELD_PRIME;

    private static final ECCurve CURVE;

    static
    {
        final X9ECParameters parameters = CustomNamedCurves.getByName("secp256k1");
        CURVE = parameters.getCurve();
        GENERATOR = parameters.getG();
        ORDER = parameters.getN();
        HALF_ORDER = ORDER.shiftRight(1);
        FIELD_PRIME = CURVE.getField().getCharacteristic();
    }

    private Secp256k1Curve()
    {
    }

    /** The point with this x (below the field prime) and this parity of y; null where the curve has none. */
    static @Nullable ECPoint lift(final BigInteger x, final boolean isYOdd)
    {
        final ECFieldElement fieldX = CURVE.fromBigInteger(x);
        final ECFieldElement ySquared = fieldX.square().multiply(fieldX).add(CURVE.getB());
        final @Nullable ECFieldElement root = ySquared.sqrt();
        if (root == null)
        {
            return null;
        }
        final ECFieldElement y = root.testBitZero() == isYOdd ? root : root.negate();
        return CURVE.createPoint(x, y.toBigInteger());
    }

    /** The point x, y; null where a coordinate is not below the field prime or the point is not on the curve. */
    static @Nullable ECPoint at(final BigInteger x, final BigInteger y)
    {
        if (x.compareTo(FIELD_PRIME) >= 0 || y.compareTo(FIELD_PRIME) >= 0)
        {
            return null;
        }
        final ECPoint point = CURVE.createPoint(x, y);
        return point.isValid() ? point : null;
    }

    /** Writes the last 20 bytes of keccak-256(x‖y) of a finite point. */
    static void address(
        final ECPoint point,
        final Keccak256 keccak,
        final byte[] scratch65,
        final byte[] out,
        final int outOffset)
    {
        point.normalize().encodeTo(false, scratch65, 0);
        keccak.digest(scratch65, 1, UNCOMPRESSED_LENGTH - 1, scratch65, 0);
        final int length = Secp256k1Signer.ADDRESS_LENGTH;
        System.arraycopy(scratch65, Keccak256.LENGTH - length, out, outOffset, length);
    }
}
