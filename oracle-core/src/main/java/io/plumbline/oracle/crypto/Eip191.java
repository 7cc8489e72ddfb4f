// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.nio.charset.StandardCharsets;

/**
 * The digest that Ethereum wallets sign for a 32-byte hash, after EIP-191 version 0x45: keccak-256 of 0x19, the text
 * "Ethereum Signed Message:", a line feed, "32", and the hash. Reusable; one thread per instance; allocates nothing
 * after construction.
 */
public final class Eip191
{
    /** Length of a digest in bytes. */
    public static final int LENGTH = Keccak256.LENGTH;

    private static final byte[] PREFIX =
        "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);

    private final Keccak256 keccak = new Keccak256();

    /** Creates a hash for the use of one thread. */
    public Eip191()
    {
    }

    /**
     * Hashes the prefix and a hash. The owner's thread. Input and output may overlap.
     *
     * @param hash      holds the 32 bytes that stand for the message.
     * @param offset    index of the first of them.
     * @param out       receives 32 bytes.
     * @param outOffset index of the first byte written.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public void digest(final byte[] hash, final int offset, final byte[] out, final int outOffset)
    {
        keccak.reset();
        keccak.update(PREFIX, 0, PREFIX.length).update(hash, offset, Keccak256.LENGTH).finish(out, outOffset);
    }

    /**
     * Hashes a message, then the prefix and that hash. The owner's thread. Input and output may overlap.
     *
     * @param message   holds the bytes.
     * @param offset    index of the first byte.
     * @param length    number of bytes, 0 or more.
     * @param out       receives 32 bytes.
     * @param outOffset index of the first byte written.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public void digestMessage(
        final byte[] message,
        final int offset,
        final int length,
        final byte[] out,
        final int outOffset)
    {
        keccak.digest(message, offset, length, out, outOffset);
        digest(out, outOffset, out, outOffset);
    }
}
