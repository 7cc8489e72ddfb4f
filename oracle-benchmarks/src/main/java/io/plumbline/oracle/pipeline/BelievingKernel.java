// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.SignatureKernel;

/**
 * Takes any Ed25519 signature that begins with a zero for good, so that a measurement leaves the curve out.
 */
final class BelievingKernel implements SignatureKernel
{
    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        return signature[signatureOffset] == 0;
    }

    @Override
    public int recoverSecp256k1(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] rsv,
        final int rsvOffset,
        final boolean isHighSAllowed,
        final Secp256k1Candidates candidates,
        final byte[] outAddress)
    {
        throw new UnsupportedOperationException("no benchmark brings frames of this scheme");
    }
}
