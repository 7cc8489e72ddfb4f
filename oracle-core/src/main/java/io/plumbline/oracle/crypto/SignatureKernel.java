// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * The signature checks a verifying stage needs, as one seam. One thread per instance, unless an implementation says
 * otherwise. No content of message or signature makes a method throw; a range outside its array does.
 */
public interface SignatureKernel
{
    /**
     * Verifies a 64-byte Ed25519 signature under the rule pinned in {@link Ed25519Verifier}. The owner's thread.
     *
     * @param key             who must have signed.
     * @param message         holds the signed bytes.
     * @param offset          index of the first signed byte.
     * @param length          number of signed bytes, 0 or more.
     * @param signature       holds the 64 bytes R‖S.
     * @param signatureOffset index of the signature's first byte.
     * @return true where the signature is good.
     */
    boolean verifyEd25519(
        Ed25519PublicKey key,
        byte[] message,
        int offset,
        int length,
        byte[] signature,
        int signatureOffset);

    /**
     * Hashes the message with keccak-256 once and recovers the address that signed that digest. The owner's thread.
     *
     * @param message        holds the signed bytes; no prefix is added.
     * @param offset         index of the first signed byte.
     * @param length         number of signed bytes, 0 or more.
     * @param rsv            holds the 65 bytes r‖s‖v.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @param outAddress     receives the address in its first 20 bytes; zeroed there unless the status is OK.
     * @return a status of {@link Secp256k1Recovery}: {@link Secp256k1Recovery#OK} or the cause of refusal.
     */
    int recoverSecp256k1(
        byte[] message,
        int offset,
        int length,
        byte[] rsv,
        int rsvOffset,
        boolean isHighSAllowed,
        byte[] outAddress);
}
