// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Objects;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256 with the original padding, as Ethereum uses it (not SHA3-256). Reusable; one thread per instance;
 * allocates nothing after construction.
 */
public final class Keccak256
{
    /** Length of a digest in bytes. */
    public static final int LENGTH = 32;

    private final KeccakDigest digest = new KeccakDigest(LENGTH * Byte.SIZE);

    /** Creates a hash that has absorbed nothing. */
    public Keccak256()
    {
    }

    /**
     * Absorbs bytes. The owner's thread.
     *
     * @param input  holds the bytes.
     * @param offset index of the first byte.
     * @param length number of bytes, 0 or more.
     * @return this hash.
     * @throws IndexOutOfBoundsException where the range lies outside the array.
     */
    public Keccak256 update(final byte[] input, final int offset, final int length)
    {
        Objects.checkFromIndexSize(offset, length, input.length);
        digest.update(input, offset, length);
        return this;
    }

    /**
     * Writes the digest of everything absorbed and starts afresh. The owner's thread.
     *
     * @param out       receives 32 bytes.
     * @param outOffset index of the first byte written.
     * @throws IndexOutOfBoundsException where the digest does not fit; what was absorbed is kept.
     */
    public void finish(final byte[] out, final int outOffset)
    {
        Objects.checkFromIndexSize(outOffset, LENGTH, out.length);
        digest.doFinal(out, outOffset);
    }

    /**
     * Hashes one range, forgetting whatever was absorbed before. The owner's thread. Input and output may overlap.
     *
     * @param input     holds the bytes.
     * @param offset    index of the first byte.
     * @param length    number of bytes, 0 or more.
     * @param out       receives 32 bytes.
     * @param outOffset index of the first byte written.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public void digest(
        final byte[] input,
        final int offset,
        final int length,
        final byte[] out,
        final int outOffset)
    {
        reset();
        update(input, offset, length);
        finish(out, outOffset);
    }

    /** Forgets everything absorbed. The owner's thread. */
    public void reset()
    {
        digest.reset();
    }
}
