// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Objects;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Verifies secp256k1 ECDSA over a 32-byte digest under one pinned rule, by Bouncy Castle. One thread per instance.
 *
 * <p>A signature r‖s over digest e by key Q is good if and only if
 * <ol>
 * <li>it is exactly 64 bytes long, checked before anything else;</li>
 * <li>r and s lie in [1, n - 1], where n is the group order;</li>
 * <li>s is at most n/2, unless the source may send high ones;</li>
 * <li>R = (e/s)·G + (r/s)·Q is finite, and its x <em>modulo n</em> is r: x itself may be r + n.</li>
 * </ol>
 *
 * <p>A signature r‖s‖v must be 65 bytes long; v must be 0 or 27 where R's y is even, 1 or 28 where it is odd, and R's x
 * must be r <em>itself</em>. So it is good if and only if {@link Secp256k1Recovery} comes back to Q.
 */
public final class Secp256k1Verifier
{
    /** Status: everything is in its range, but this key did not sign this digest so. */
    public static final int NOT_BY_KEY = 6;

    /** Status: the signature is longer or shorter than its kind. */
    public static final int BAD_LENGTH = 7;

    /** Length of a signature r‖s in bytes. */
    public static final int SIGNATURE_LENGTH = 64;

    private static final int S_OFFSET = 32;

    private final Secp256k1Recovery recovery = new Secp256k1Recovery();
    private final byte[] address = new byte[Secp256k1Signer.ADDRESS_LENGTH];

    /** Creates a verifier for the use of one thread. */
    public Secp256k1Verifier()
    {
    }

    /**
     * Verifies a signature r‖s. The owner's thread.
     *
     * @param key            who must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rs             holds the signature; no content makes this method throw.
     * @param rsOffset       index of the signature's first byte.
     * @param rsLength       number of signature bytes brought; anything but 64 is refused.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return {@link Secp256k1Recovery#OK}, {@link #BAD_LENGTH}, {@link Secp256k1Recovery#OUT_OF_RANGE},
     *     {@link Secp256k1Recovery#HIGH_S} or {@link #NOT_BY_KEY}; where several apply, the first in this order.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public int verify(
        final Secp256k1PublicKey key,
        final byte[] digest,
        final int digestOffset,
        final byte[] rs,
        final int rsOffset,
        final int rsLength,
        final boolean isHighSAllowed)
    {
        if (rsLength != SIGNATURE_LENGTH)
        {
            return BAD_LENGTH;
        }
        Objects.checkFromIndexSize(digestOffset, Secp256k1Recovery.DIGEST_LENGTH, digest.length);
        Objects.checkFromIndexSize(rsOffset, SIGNATURE_LENGTH, rs.length);
        final BigInteger r = new BigInteger(1, rs, rsOffset, Secp256k1Curve.COORDINATE_LENGTH);
        final BigInteger s = new BigInteger(1, rs, rsOffset + S_OFFSET, Secp256k1Curve.COORDINATE_LENGTH);
        if (Secp256k1Recovery.isOutOfRange(r) || Secp256k1Recovery.isOutOfRange(s))
        {
            return Secp256k1Recovery.OUT_OF_RANGE;
        }
        if (!isHighSAllowed && s.compareTo(Secp256k1Curve.HALF_ORDER) > 0)
        {
            return Secp256k1Recovery.HIGH_S;
        }
        final BigInteger order = Secp256k1Curve.ORDER;
        final BigInteger e = new BigInteger(1, digest, digestOffset, Secp256k1Recovery.DIGEST_LENGTH);
        final BigInteger inverse = s.modInverse(order);
        final ECPoint sum = ECAlgorithms.sumOfTwoMultiplies(
            Secp256k1Curve.GENERATOR, e.multiply(inverse).mod(order), key.point(), r.multiply(inverse).mod(order))
            .normalize();
        return !sum.isInfinity() && sum.getAffineXCoord().toBigInteger().mod(order).equals(r)
            ? Secp256k1Recovery.OK
            : NOT_BY_KEY;
    }

    /**
     * Verifies a signature r‖s‖v. The owner's thread.
     *
     * @param key            who must have signed.
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rsv            holds the signature; no content makes this method throw.
     * @param rsvOffset      index of the signature's first byte.
     * @param rsvLength      number of signature bytes brought; anything but 65 is refused.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return {@link Secp256k1Recovery#OK}, {@link #BAD_LENGTH}, {@link Secp256k1Recovery#BAD_RECOVERY_ID},
     *     {@link Secp256k1Recovery#OUT_OF_RANGE}, {@link Secp256k1Recovery#HIGH_S} or {@link #NOT_BY_KEY}; where
     *     several apply, the first in this order.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public int verifyRecoverable(
        final Secp256k1PublicKey key,
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final int rsvLength,
        final boolean isHighSAllowed)
    {
        if (rsvLength != Secp256k1Recovery.SIGNATURE_LENGTH)
        {
            return BAD_LENGTH;
        }
        final int status = recovery.recover(digest, digestOffset, rsv, rsvOffset, isHighSAllowed, address);
        return switch (status)
        {
            case Secp256k1Recovery.OK -> key.signer().isAddress(address, 0) ? status : NOT_BY_KEY;
            case Secp256k1Recovery.NOT_A_POINT, Secp256k1Recovery.INFINITY -> NOT_BY_KEY;
            default -> status;
        };
    }
}
