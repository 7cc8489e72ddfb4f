// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

/**
 * Finite points whose sum is wanted, of which pairs are added until one is left, or none where the sum is infinite. One
 * thread per instance; allocates nothing after construction.
 */
final class Secp256k1Terms
{
    /** Keeps the loads that call entries into the cache from being optimized away; means nothing. */
    long touched;

    private final Secp256k1Point[] points;
    private int size;

    /** Creates an empty sum of up to so many points. */
    Secp256k1Terms(final int capacity)
    {
        points = new Secp256k1Point[capacity];
        for (int i = 0; i < capacity; i++)
        {
            points[i] = new Secp256k1Point();
        }
    }

    int size()
    {
        return size;
    }

    Secp256k1Point point(final int i)
    {
        return points[i];
    }

    void clear()
    {
        size = 0;
    }

    /** Adds the points that together are the table's point multiplied by the scalar. */
    void addMultiple(final Secp256k1Tables tables, final Secp256k1Scalar scalar)
    {
        final int[] digits = scalar.digits(tables.width());
        final long[] entries = tables.entries();
        final int count = Secp256k1Scalar.digitCount(tables.width());
        touch(tables, digits, count);
        for (int i = 0; i < count; i++)
        {
            final int digit = digits[i];
            if (digit != 0)
            {
                points[size++].load(entries, tables.entry(i, Math.abs(digit)), digit >> (Integer.SIZE - 1));
            }
        }
    }

    /** Loads from every entry in need, so that the waits for memory overlap each other. */
    private void touch(final Secp256k1Tables tables, final int[] digits, final int count)
    {
        final long[] entries = tables.entries();
        long seen = 0;
        for (int i = 0; i < count; i++)
        {
            final int at = tables.entry(i, Math.max(1, Math.abs(digits[i])));
            seen ^= entries[at] ^ entries[at + Secp256k1Point.WORDS - 1];
        }
        touched = seen;
    }

    /** Notes all pairs, the last first. */
    void note(final Secp256k1Adder adder)
    {
        for (int i = size / 2 - 1; i >= 0; i--)
        {
            adder.note(points[2 * i], points[2 * i + 1]);
        }
    }

    /** Replaces the pairs that were noted by their sums. */
    void sum(final Secp256k1Adder adder)
    {
        int left = 0;
        for (int i = 0; i < size / 2; i++)
        {
            if (adder.sum(points[2 * i], points[2 * i + 1], points[left]))
            {
                left++;
            }
        }
        if ((size & 1) != 0)
        {
            points[left++].set(points[size - 1]);
        }
        size = left;
    }
}
