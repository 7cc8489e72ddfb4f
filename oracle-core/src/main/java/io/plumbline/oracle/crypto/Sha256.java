// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;

/**
 * SHA-256 by the JDK, which compiles to the processor's own instructions where it has them. Reusable; one thread per
 * instance; allocates nothing after construction.
 */
public final class Sha256
{
    /** Length of a digest in bytes. */
    public static final int LENGTH = 32;

    private final MessageDigest digest;

    /**
     * Creates a hash that has absorbed nothing.
     *
     * @throws IllegalStateException where the Java runtime lacks SHA-256, which every conforming one has.
     */
    public Sha256()
    {
        try
        {
            digest = MessageDigest.getInstance("SHA-256");
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
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
    public Sha256 update(final byte[] input, final int offset, final int length)
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
        try
        {
            digest.digest(out, outOffset, LENGTH);
        }
        catch (final DigestException e)
        {
            throw new IllegalStateException("SHA-256 refused a buffer of sufficient size", e);
        }
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
