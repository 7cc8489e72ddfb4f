// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/** Signature checks by Bouncy Castle's arithmetic. Not thread-safe: one per stage; allocates on every check. */
public final class BouncyCastleKernel implements SignatureKernel
{
    private final Ed25519Verifier ed25519 = new Ed25519Verifier();
    private final Secp256k1Recovery secp256k1 = new Secp256k1Recovery();
    private final Keccak256 keccak = new Keccak256();
    private final byte[] digest = new byte[Keccak256.LENGTH];

    /** Creates a kernel for the use of one thread. */
    public BouncyCastleKernel()
    {
    }

    @Override
    public boolean verifyEd25519(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        return ed25519.verify(
            key, message, offset, length, signature, signatureOffset, Ed25519Verifier.SIGNATURE_LENGTH);
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
        keccak.digest(message, offset, length, digest, 0);
        return secp256k1.recover(digest, 0, rsv, rsvOffset, isHighSAllowed, outAddress);
    }
}
