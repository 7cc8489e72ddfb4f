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
     * Verifies many Ed25519 signatures, each under the same rule as if it were alone: no signature changes another's
     * verdict. The owner's thread.
     *
     * @param pending what to verify; left as it is.
     * @return bit i is set where the signature at position i is good.
     */
    default int verifyEd25519(final PendingSignatures pending)
    {
        int verdicts = 0;
        for (int i = 0; i < pending.size(); i++)
        {
            verdicts |= verifyEd25519(pending, i) ? 1 << i : 0;
        }
        return verdicts;
    }

    /**
     * Verifies one of many Ed25519 signatures, alone. The owner's thread.
     *
     * @param pending  holds it.
     * @param position which, 0 to size - 1.
     * @return true where the signature is good.
     */
    default boolean verifyEd25519(final PendingSignatures pending, final int position)
    {
        return verifyEd25519(
            pending.keys[position],
            pending.messages[position],
            pending.offsets[position],
            pending.lengths[position],
            pending.signatures[position],
            pending.signatureOffsets[position]);
    }

    /**
     * Uses the table of a key that was built for it from now on, where there is one. The owner's thread, with nothing
     * pending; may allocate.
     *
     * @param key a registered key.
     * @return true where there was a table; no verdict depends on it.
     */
    default boolean install(final Ed25519PublicKey key)
    {
        return false;
    }

    /**
     * Uses the table of a signer that was built for it from now on, where there is one. As for an Ed25519 key.
     *
     * @param signer a registered signer.
     * @return true where there was a table; no verdict depends on it.
     */
    default boolean install(final Secp256k1Signer signer)
    {
        return false;
    }

    /**
     * Forgets the table of a key, in use or just built, where there is one, and so frees its memory. The owner's
     * thread, with nothing pending.
     *
     * @param key a registered key; it verifies as before, only slower.
     */
    default void remove(final Ed25519PublicKey key)
    {
    }

    /**
     * Forgets the table of a signer, where there is one, and so frees its memory. As for an Ed25519 key.
     *
     * @param signer a registered signer; it verifies as before, only slower.
     */
    default void remove(final Secp256k1Signer signer)
    {
    }

    /**
     * Hashes the message with keccak-256 once and recovers the address that signed that digest. The owner's thread.
     *
     * @param message        holds the signed bytes; no prefix is added.
     * @param offset         index of the first signed byte.
     * @param length         number of signed bytes, 0 or more.
     * @param rsv            holds the 65 bytes r‖s‖v.
     * @param rsvOffset      index of the signature's first byte.
     * @param isHighSAllowed whether s above half the group order is accepted; a policy of the source.
     * @param candidates     who is expected to have signed; the result does not depend on it.
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
        Secp256k1Candidates candidates,
        byte[] outAddress);
}
