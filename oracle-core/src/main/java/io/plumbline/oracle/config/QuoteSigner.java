// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * A key that lives outside the engine, in a KMS or an HSM, and signs quotes there, and the documents merchants ask for:
 * receipts, reference records, the header and payload of a JWS; plain Ed25519 (RFC 8032), of any length. The
 * engine calls {@link #sign} on one thread of its own, one call after the other: a signer that takes 10 ms gives at
 * most 100 quotes a second. Order quotes come first, but for one reference quote after eight of them, and those that
 * are overdue not at all. What it throws, and a signature that does not verify, withdraw the quote.
 */
public interface QuoteSigner
{
    /**
     * The number quotes name the key by. Called when a configuration is built, on the building thread.
     *
     * @return always the same.
     */
    int keyId();

    /**
     * The public key signatures verify under. Called when an engine is launched, on the launching thread.
     *
     * @return 32 bytes, RFC 8032 encoding, a point of prime order; always the same.
     */
    byte[] publicKey();

    /**
     * Signs a message and writes 64 bytes R‖S. May block; a quote not signed within its maximum issue delay is
     * withdrawn. When the oracle closes and the call does not return in time, its thread is interrupted.
     *
     * @param message   holds the bytes to sign; a copy, reused by the next call.
     * @param offset    index of the first byte to sign.
     * @param length    number of bytes to sign.
     * @param out       receives the signature; reused by the next call.
     * @param outOffset index of the first byte to write.
     * @throws Exception where it cannot sign; the quote is withdrawn.
     */
    void sign(byte[] message, int offset, int length, byte[] out, int outOffset) throws Exception;
}
