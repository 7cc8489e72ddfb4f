// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Ed25519 signatures that are to be checked together: references to where key, message and signature stand, nothing
 * copied, so the arrays must hold still until the check. One thread per instance; allocates nothing once made.
 */
public final class PendingSignatures
{
    /** How many signatures it takes. */
    public static final int CAPACITY = Ed25519Batch.CAPACITY;

    final Ed25519PublicKey[] keys = new Ed25519PublicKey[CAPACITY];
    final byte[][] messages = new byte[CAPACITY][];
    final int[] offsets = new int[CAPACITY];
    final int[] lengths = new int[CAPACITY];
    final byte[][] signatures = new byte[CAPACITY][];
    final int[] signatureOffsets = new int[CAPACITY];
    private int size;

    /** Creates an empty list. */
    public PendingSignatures()
    {
    }

    /**
     * How many signatures wait. The owner's thread.
     *
     * @return 0 to {@link #CAPACITY}.
     */
    public int size()
    {
        return size;
    }

    /**
     * Adds one signature at position {@link #size()}. The owner's thread.
     *
     * @param key             who must have signed.
     * @param message         holds the signed bytes.
     * @param offset          index of the first signed byte.
     * @param length          number of signed bytes, 0 or more.
     * @param signature       holds the 64 bytes R‖S.
     * @param signatureOffset index of the signature's first byte.
     * @throws IllegalStateException where there is no room.
     */
    public void add(
        final Ed25519PublicKey key,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        if (size == CAPACITY)
        {
            throw new IllegalStateException("no room for more than " + CAPACITY + " signatures");
        }
        keys[size] = key;
        messages[size] = message;
        offsets[size] = offset;
        lengths[size] = length;
        signatures[size] = signature;
        signatureOffsets[size++] = signatureOffset;
    }

    int addTo(final Ed25519Batch batch, final Ed25519Tables tables, final int position)
    {
        return batch.add(tables, messages[position], offsets[position], lengths[position], signatures[position],
            signatureOffsets[position]);
    }

    /**
     * Forgets the signatures from a position on. The owner's thread.
     *
     * @param count how many to keep, 0 to {@link #size()}.
     */
    public void truncate(final int count)
    {
        size = Math.min(size, Math.max(0, count));
    }
}
