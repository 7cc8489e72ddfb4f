// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Objects;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies plain Ed25519 (RFC 8032, no context, no prehash) under one pinned, strict rule. One thread per instance.
 *
 * <p>A signature R‖S over M by key A is accepted if and only if
 * <ol>
 * <li>it is exactly 64 bytes long, checked before anything else;</li>
 * <li>A is canonical and of prime order, which {@link Ed25519PublicKey} guarantees;</li>
 * <li>S is below the group order L;</li>
 * <li>R is the canonical encoding of a point of the curve;</li>
 * <li>[S]B = R + [k]A holds <em>without</em> multiplying by the cofactor, k = SHA-512(R‖A‖M) mod L.</li>
 * </ol>
 *
 * <p>A signer who knows its own secret can make R the identity (01 00 … 00); the rule accepts that where the equation
 * holds, and no other R of small order ever satisfies it.
 */
public final class Ed25519Verifier
{
    /** Length of a signature in bytes: R (32), then S (32). */
    public static final int SIGNATURE_LENGTH = 64;

    /** Creates a verifier for the use of one thread. */
    public Ed25519Verifier()
    {
    }

    /**
     * Verifies one signature under the pinned rule of this class. The owner's thread.
     *
     * @param key             who must have signed.
     * @param message         holds the signed bytes.
     * @param offset          index of the first signed byte.
     * @param length          number of signed bytes, 0 or more.
     * @param signature       holds the signature; no content makes this method throw.
     * @param signatureOffset index of the signature's first byte.
     * @param signatureLength number of signature bytes brought; anything but 64 is refused.
     * @return true where the signature is good.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public boolean verify(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset,
        final int signatureLength)
    {
        if (signatureLength != SIGNATURE_LENGTH)
        {
            return false;
        }
        Objects.checkFromIndexSize(offset, length, message.length);
        Objects.checkFromIndexSize(signatureOffset, SIGNATURE_LENGTH, signature.length);

        // Bouncy Castle checks encodings and the range of S, but multiplies the equation by the cofactor. A is of
        // prime order, hence so is [S]B - [k]A, and the two equations differ only where R has a part of small order.
        return Ed25519.verify(signature, signatureOffset, key.point(), message, offset, length) &&
            (isIdentity(signature, signatureOffset) || Ed25519.validatePublicKeyFull(signature, signatureOffset));
    }

    private static boolean isIdentity(final byte[] encoded, final int offset)
    {
        int others = encoded[offset] ^ 1;
        for (int i = 1; i < Ed25519PublicKey.LENGTH; i++)
        {
            others |= encoded[offset + i];
        }
        return others == 0;
    }
}
