// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * A registered secp256k1 public key: a finite point of the curve, hence of prime order. Immutable; any thread.
 *
 * <p>A signer known by address only has none until one of its signatures is recovered; see
 * {@link Secp256k1Recovery#recoverKey}.
 */
public final class Secp256k1PublicKey
{
    /** Length of the key x‖y in bytes. */
    public static final int LENGTH = 64;

    private static final int COMPRESSED_LENGTH = 33;
    private static final byte PREFIX_EVEN = 2;
    private static final byte PREFIX_ODD = 3;
    private static final byte PREFIX_UNCOMPRESSED = 4;

    private final ECPoint point;
    private final byte[] encoded;
    private final Secp256k1Signer signer;

    private Secp256k1PublicKey(final ECPoint point)
    {
        this.point = point.normalize();
        final byte[] uncompressed = this.point.getEncoded(false);
        encoded = Arrays.copyOfRange(uncompressed, 1, uncompressed.length);
        final byte[] address = new byte[Secp256k1Signer.ADDRESS_LENGTH];
        Secp256k1Curve.address(this.point, new Keccak256(), uncompressed, address, 0);
        signer = Secp256k1Signer.ofAddress(address);
    }

    /**
     * Registers a key. Any thread; meant for configuration and admin, not for a hot path.
     *
     * @param encoded 65 bytes (04‖x‖y), 64 bytes (x‖y) or 33 bytes (02 or 03‖x), big-endian; hybrid forms are refused.
     * @return the key.
     * @throws IllegalArgumentException where length or prefix is another, a coordinate is not below the field prime, or
     *                                  the point is not on the curve.
     */
    public static Secp256k1PublicKey of(final byte[] encoded)
    {
        final ECPoint point = decode(encoded);
        if (point == null)
        {
            throw new IllegalArgumentException(
                "secp256k1PublicKey: " + HexFormat.of().formatHex(encoded) + " is not a point of the curve");
        }
        return new Secp256k1PublicKey(point);
    }

    /** The key of a finite point. */
    static Secp256k1PublicKey of(final ECPoint point)
    {
        return new Secp256k1PublicKey(point);
    }

    private static @Nullable ECPoint decode(final byte[] encoded)
    {
        final int length = encoded.length;
        final byte prefix = length > 0 ? encoded[0] : 0;
        if (length == COMPRESSED_LENGTH && (prefix == PREFIX_EVEN || prefix == PREFIX_ODD))
        {
            final BigInteger x = coordinate(encoded, 1);
            return x.compareTo(Secp256k1Curve.FIELD_PRIME) < 0 ? Secp256k1Curve.lift(x, prefix == PREFIX_ODD) : null;
        }
        if (length == Secp256k1Curve.UNCOMPRESSED_LENGTH && prefix == PREFIX_UNCOMPRESSED)
        {
            return Secp256k1Curve.at(coordinate(encoded, 1), coordinate(encoded, 1 + Secp256k1Curve.COORDINATE_LENGTH));
        }
        if (length == LENGTH)
        {
            return Secp256k1Curve.at(coordinate(encoded, 0), coordinate(encoded, Secp256k1Curve.COORDINATE_LENGTH));
        }
        throw new IllegalArgumentException(
            "secp256k1PublicKey: expected 65 bytes from 04, 64 bytes, or 33 bytes from 02 or 03; got " + length +
            " bytes" + (length > 0 ? " from " + HexFormat.of().toHexDigits(prefix) : ""));
    }

    private static BigInteger coordinate(final byte[] encoded, final int offset)
    {
        return new BigInteger(1, encoded, offset, Secp256k1Curve.COORDINATE_LENGTH);
    }

    /**
     * The signer, known by address, whose key this is. Any thread; allocates nothing.
     *
     * @return the signer.
     */
    public Secp256k1Signer signer()
    {
        return signer;
    }

    /**
     * The key as x‖y, big-endian. Any thread.
     *
     * @return a fresh copy of the 64 bytes.
     */
    public byte[] toBytes()
    {
        return encoded.clone();
    }

    /** The point, normalized. */
    ECPoint point()
    {
        return point;
    }

    @Override
    public boolean equals(final @Nullable Object other)
    {
        return other instanceof Secp256k1PublicKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(encoded);
    }

    /**
     * The key x‖y as 128 lower-case hexadecimal digits; public data, safe to log.
     *
     * @return the digits.
     */
    @Override
    public String toString()
    {
        return HexFormat.of().formatHex(encoded);
    }
}
