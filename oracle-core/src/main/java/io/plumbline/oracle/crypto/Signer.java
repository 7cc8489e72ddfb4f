// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Who signs what leaves the engine at once, on the engine's own thread. The engine's signer is an
 * {@link Ed25519SigningKey}; the seam lets a test see what the engine itself allocates.
 */
public interface Signer
{
    /**
     * Signs and writes {@link Ed25519Verifier#SIGNATURE_LENGTH} bytes. Called on the quote stage's thread; message and
     * output may overlap, so the output is written last.
     *
     * @param message   holds the bytes to sign.
     * @param offset    index of the first byte to sign.
     * @param length    number of bytes to sign, 0 or more.
     * @param out       receives the signature.
     * @param outOffset index of the first byte written.
     * @throws IllegalStateException     where the key is gone.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    void sign(byte[] message, int offset, int length, byte[] out, int outOffset);
}
