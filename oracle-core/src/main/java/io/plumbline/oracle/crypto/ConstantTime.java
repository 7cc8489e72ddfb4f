// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Objects;

/** Comparison of secrets whose duration depends on lengths only, not on content. */
public final class ConstantTime
{
    private ConstantTime()
    {
    }

    /**
     * Compares two byte ranges. Any thread; allocates nothing. Time tells the lengths, never where the ranges differ.
     *
     * @param left        holds the first range.
     * @param leftOffset  index of its first byte.
     * @param leftLength  number of its bytes.
     * @param right       holds the second range.
     * @param rightOffset index of its first byte.
     * @param rightLength number of its bytes.
     * @return true where lengths and all bytes agree.
     * @throws IndexOutOfBoundsException where a range lies outside its array.
     */
    public static boolean isEqual(
        final byte[] left,
        final int leftOffset,
        final int leftLength,
        final byte[] right,
        final int rightOffset,
        final int rightLength)
    {
        Objects.checkFromIndexSize(leftOffset, leftLength, left.length);
        Objects.checkFromIndexSize(rightOffset, rightLength, right.length);
        if (leftLength != rightLength)
        {
            return false;
        }
        int difference = 0;
        for (int i = 0; i < leftLength; i++)
        {
            difference |= left[leftOffset + i] ^ right[rightOffset + i];
        }
        return difference == 0;
    }
}
