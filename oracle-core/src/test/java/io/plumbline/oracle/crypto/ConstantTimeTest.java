// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConstantTimeTest
{
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldAgreeWithArrays(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++)
        {
            final byte[] left = ofFewValues(random);
            final byte[] right = ofFewValues(random);
            final int leftOffset = random.nextInt(left.length + 1);
            final int rightOffset = random.nextInt(right.length + 1);
            assertEquals(
                Arrays.equals(left, leftOffset, left.length, right, rightOffset, right.length),
                ConstantTime.isEqual(
                    left, leftOffset, left.length - leftOffset, right, rightOffset, right.length - rightOffset),
                "seed " + seed + ", case " + i);
        }
    }

    private static byte[] ofFewValues(final Random random)
    {
        final byte[] bytes = new byte[random.nextInt(6)];
        for (int i = 0; i < bytes.length; i++)
        {
            bytes[i] = (byte)(random.nextBoolean() ? 0x80 : 0);
        }
        return bytes;
    }

    @Test
    void shouldSeeEverySingleBit()
    {
        final byte[] token = {1, 2, 3, 4};
        for (int bit = 0; bit < 32; bit++)
        {
            final byte[] other = token.clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            assertFalse(ConstantTime.isEqual(token, 0, 4, other, 0, 4), "bit " + bit);
        }
        assertTrue(ConstantTime.isEqual(token, 0, 4, token.clone(), 0, 4));
        assertTrue(ConstantTime.isEqual(token, 4, 0, new byte[0], 0, 0));
        assertFalse(ConstantTime.isEqual(token, 0, 3, token, 0, 4));
    }

    @Test
    void shouldThrowOnRangesOutsideArrays()
    {
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> ConstantTime.isEqual(new byte[4], 1, 4, new byte[4], 0, 4));
        assertThrows(expected, () -> ConstantTime.isEqual(new byte[4], 0, 4, new byte[4], -1, 4));
    }
}
