// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/**
 * Recovers the Ethereum-style address that signed a 32-byte digest with secp256k1 ECDSA. One thread per instance.
 *
 * <p>A signature is r (32 bytes, big-endian)‖s (32)‖v (1); v is 0 or 27 where the nonce point's y is even, 1 or 28
 * where it is odd. Recovery ids 2 and 3 (29 and 30), which say that the nonce point's x reached the group order, are
 * refused: no feed uses them, and no honest signer meets them. Recovering proves nothing by itself: any well-formed
 * signature recovers to <em>some</em> address, so compare it with a registered {@link Secp256k1Signer}.
 */
public final class Secp256k1Recovery
{
    /** Status: the address was recovered and written. */
    public static final int OK = 0;

    /** Status: v is none of 0, 1, 27, 28. */
    public static final int BAD_RECOVERY_ID = 1;

    /** Status: r or s is zero, or not below the group order. */
    public static final int OUT_OF_RANGE = 2;

    /** Status: s is above half the group order and the source does not allow that. */
    public static final int HIGH_S = 3;

    /** Status: no point of the curve has r as its x. */
    public static final int NOT_A_POINT = 4;

    /** Status: the recovered key is the point at infinity, which is nobody's key. */
    public static final int INFINITY = 5;

    /** Length of a signature r‖s‖v in bytes. */
    public static final int SIGNATURE_LENGTH = 65;

    /** Length of a digest in bytes. */
    public static final int DIGEST_LENGTH = 32;

    private static final int S_OFFSET = 32;
    private static final int V_OFFSET = 64;
    private static final int ETHEREUM_V = 27;

    private final Keccak256 keccak = new Keccak256();
    private final byte[] scratch = new byte[Secp256k1Curve.UNCOMPRESSED_LENGTH];
    private ECPoint key = Secp256k1Curve.GENERATOR;

    /** Creates a recovery for the use of one thread. */
    public Secp256k1Recovery()
    {
    }

    /**
     * Recovers the signer's address. The owner's thread; no content of digest or signature makes this method throw.
     *
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rsv            holds the 65 bytes r‖s‖v.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @param outAddress     receives the address in its first 20 bytes; zeroed there unless the status is {@link #OK}.
     * @return {@link #OK}, {@link #BAD_RECOVERY_ID}, {@link #OUT_OF_RANGE}, {@link #HIGH_S}, {@link #NOT_A_POINT} or
     *     {@link #INFINITY}; where several apply, the first in this order.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public int recover(
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed,
        final byte[] outAddress)
    {
        Arrays.fill(outAddress, 0, Secp256k1Signer.ADDRESS_LENGTH, (byte)0);
        final int status = solve(digest, digestOffset, rsv, rsvOffset, isHighSAllowed);
        if (status == OK)
        {
            Secp256k1Curve.address(key, keccak, scratch, outAddress, 0);
        }
        return status;
    }

    /**
     * Recovers the signer's public key, so that a signer known by address can be pinned and given tables. The owner's
     * thread, off the hot path. A key recovered is the signer's only if {@link Secp256k1PublicKey#signer()} says so.
     *
     * @param digest         holds the 32 signed bytes.
     * @param digestOffset   index of the digest's first byte.
     * @param rsv            holds the 65 bytes r‖s‖v; no content makes this method throw.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @return the key, or null where {@link #recover} has another status than {@link #OK}.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public @Nullable Secp256k1PublicKey recoverKey(
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed)
    {
        final int status = solve(digest, digestOffset, rsv, rsvOffset, isHighSAllowed);
        return status == OK ? Secp256k1PublicKey.of(key) : null;
    }

    /** Recovers the key into the field where the status is OK. */
    private int solve(
        final byte[] digest,
        final int digestOffset,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed)
    {
        Objects.checkFromIndexSize(digestOffset, DIGEST_LENGTH, digest.length);
        Objects.checkFromIndexSize(rsvOffset, SIGNATURE_LENGTH, rsv.length);
        final int v = rsv[rsvOffset + V_OFFSET];
        final int yParity = v >= ETHEREUM_V ? v - ETHEREUM_V : v;
        if ((yParity & ~1) != 0)
        {
            return BAD_RECOVERY_ID;
        }
        final BigInteger r = new BigInteger(1, rsv, rsvOffset, Secp256k1Curve.COORDINATE_LENGTH);
        final BigInteger s = new BigInteger(1, rsv, rsvOffset + S_OFFSET, Secp256k1Curve.COORDINATE_LENGTH);
        if (isOutOfRange(r) || isOutOfRange(s))
        {
            return OUT_OF_RANGE;
        }
        if (!isHighSAllowed && s.compareTo(Secp256k1Curve.HALF_ORDER) > 0)
        {
            return HIGH_S;
        }
        final ECPoint noncePoint = Secp256k1Curve.lift(r, yParity == 1);
        if (noncePoint == null)
        {
            return NOT_A_POINT;
        }

        // Q = r^-1 (sR - eG)
        final BigInteger order = Secp256k1Curve.ORDER;
        final BigInteger e = new BigInteger(1, digest, digestOffset, DIGEST_LENGTH);
        final BigInteger inverseR = r.modInverse(order);
        final BigInteger scaleG = e.negate().multiply(inverseR).mod(order);
        final BigInteger scaleR = s.multiply(inverseR).mod(order);
        key = ECAlgorithms.sumOfTwoMultiplies(Secp256k1Curve.GENERATOR, scaleG, noncePoint, scaleR);
        return key.isInfinity() ? INFINITY : OK;
    }

    static boolean isOutOfRange(final BigInteger scalar)
    {
        return scalar.signum() == 0 || scalar.compareTo(Secp256k1Curve.ORDER) >= 0;
    }
}
