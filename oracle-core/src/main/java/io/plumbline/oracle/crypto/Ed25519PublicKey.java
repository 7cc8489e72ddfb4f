// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * A registered Ed25519 public key: 32 canonical bytes of a point proved to be of prime order.
 *
 * <p>The proof costs about one verification and is made once, here, so that verifiers may rely on the type.
 * Immutable; any thread.
 */
public final class Ed25519PublicKey
{
    /** Length of an encoded key in bytes. */
    public static final int LENGTH = 32;

    private final byte[] encoded;
    private final Ed25519.PublicPoint point;

    private Ed25519PublicKey(final byte[] encoded, final Ed25519.PublicPoint point)
    {
        this.encoded = encoded;
        this.point = point;
    }

    /**
     * Registers a key. Any thread; meant for configuration and admin, not for a hot path.
     *
     * @param encoded 32 bytes as in RFC 8032; copied.
     * @return the key.
     * @throws IllegalArgumentException where the length is not 32, the encoding is not canonical, the bytes name no
     *                                  point of the curve, or the point is of small or mixed order.
     */
    public static Ed25519PublicKey of(final byte[] encoded)
    {
        if (encoded.length != LENGTH)
        {
            throw new IllegalArgumentException(
                "ed25519PublicKey: expected " + LENGTH + " bytes, got " + encoded.length);
        }
        final byte[] copy = encoded.clone();
        final Ed25519.@Nullable PublicPoint point = Ed25519.validatePublicKeyFullExport(copy, 0);
        if (point == null)
        {
            final String fault = Ed25519.validatePublicKeyPartial(copy, 0)
                ? "is a point of mixed order"
                : "is not canonical, not on the curve, or of small order";
            throw new IllegalArgumentException("ed25519PublicKey: " + HexFormat.of().formatHex(copy) + ' ' + fault);
        }
        return new Ed25519PublicKey(copy, point);
    }

    /**
     * Writes the 32 encoded bytes. Any thread; allocates nothing.
     *
     * @param destination where to write.
     * @param offset      index of the first byte written.
     */
    public void copyTo(final byte[] destination, final int offset)
    {
        System.arraycopy(encoded, 0, destination, offset, LENGTH);
    }

    /**
     * The encoded key. Any thread.
     *
     * @return a fresh copy of the 32 bytes.
     */
    public byte[] toBytes()
    {
        return encoded.clone();
    }

    Ed25519.PublicPoint point()
    {
        return point;
    }

    @Override
    public boolean equals(final @Nullable Object other)
    {
        return other instanceof Ed25519PublicKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode()
    {
        return Arrays.hashCode(encoded);
    }

    /**
     * The key as 64 lower-case hexadecimal digits; public data, safe to log.
     *
     * @return the digits.
     */
    @Override
    public String toString()
    {
        return HexFormat.of().formatHex(encoded);
    }
}
