// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.verify;

import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.Secp256k1Recovery;
import io.plumbline.oracle.crypto.SignatureKernel;

/** Believes every Ed25519 signature that does not begin with 0xff, and recovers one address; allocates nothing. */
class BelievingKernel implements SignatureKernel
{
    private final byte[] address = VerifyHarness.RED_KEY.address();

    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        return signature[signatureOffset] != -1;
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
        System.arraycopy(address, 0, outAddress, 0, address.length);
        return Secp256k1Recovery.OK;
    }
}
