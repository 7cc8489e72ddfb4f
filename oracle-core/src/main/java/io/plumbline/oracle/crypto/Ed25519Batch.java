// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Up to {@value #CAPACITY} verifications that share one field inversion. Each verdict is exact and its own: no
 * signature, however made, changes another's. One thread per instance; allocates nothing after construction.
 *
 * <p>Arrays handed in are read at once and not kept. Rule and verdicts are those of {@link Ed25519TableVerifier}.
 */
public final class Ed25519Batch
{
    /** How many signatures a batch takes. */
    public static final int CAPACITY = 16;

    private static final VarHandle LONGS =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Ed25519Equation equation = new Ed25519Equation();
    private final Field25519Inverter inverter = new Field25519Inverter(CAPACITY);
    private final long[] encoded = new long[Field25519.WORDS];
    /** Only signatures with S below L are candidates, and stand here without gaps. */
    private final Ed25519Sum[] sums = new Ed25519Sum[CAPACITY];
    private final Field25519[] inverses = new Field25519[CAPACITY];
    private final long[] expected = new long[CAPACITY * Field25519.WORDS];
    private final int[] positions = new int[CAPACITY];
    private int candidates;
    private int size;

    /** Creates an empty batch for the use of one thread; the first one builds the base point's table. */
    public Ed25519Batch()
    {
        for (int i = 0; i < CAPACITY; i++)
        {
            sums[i] = new Ed25519Sum();
            inverses[i] = new Field25519();
        }
    }

    /**
     * How many signatures wait for their verdict. The owner's thread.
     *
     * @return 0 to {@link #CAPACITY}.
     */
    public int size()
    {
        return size;
    }

    /**
     * Adds one signature and does most of its work. The owner's thread.
     *
     * @param tables          of the key that must have signed.
     * @param message         holds the signed bytes.
     * @param offset          index of the first signed byte.
     * @param length          number of signed bytes, 0 or more.
     * @param signature       holds the 64 bytes R‖S; no content makes this method throw.
     * @param signatureOffset index of the signature's first byte.
     * @return its position in the verdicts, 0 to {@link #CAPACITY} - 1.
     * @throws IndexOutOfBoundsException where a range lies outside its array; the batch is as before.
     * @throws IllegalStateException     where the batch is full.
     */
    public int add(
        final Ed25519Tables tables,
        final byte[] message,
        final int offset,
        final int length,
        final byte[] signature,
        final int signatureOffset)
    {
        if (size == CAPACITY)
        {
            throw new IllegalStateException("a batch of " + CAPACITY + " signatures is full");
        }
        if (equation.solve(tables, message, offset, length, signature, signatureOffset, sums[candidates]))
        {
            for (int i = 0; i < Field25519.WORDS; i++)
            {
                expected[candidates * Field25519.WORDS + i] = (long)LONGS.get(signature, signatureOffset + 8 * i);
            }
            positions[candidates++] = size;
        }
        return size++;
    }

    /**
     * Finishes all that was added and empties the batch. The owner's thread.
     *
     * @return bit i is set where the signature at position i is good; 0 for an empty batch.
     */
    public int finish()
    {
        int verdicts = 0;
        if (candidates > 0)
        {
            for (int i = 0; i < candidates; i++)
            {
                inverses[i].set(sums[i].z);
            }
            inverter.invert(inverses, candidates);
        }
        for (int i = 0; i < candidates; i++)
        {
            sums[i].encode(inverses[i], encoded);
            final int at = i * Field25519.WORDS;
            final long difference = (encoded[0] ^ expected[at]) | (encoded[1] ^ expected[at + 1]) |
                (encoded[2] ^ expected[at + 2]) | (encoded[3] ^ expected[at + 3]);
            verdicts |= difference == 0 ? 1 << positions[i] : 0;
        }
        clear();
        return verdicts;
    }

    void clear()
    {
        candidates = 0;
        size = 0;
    }
}
