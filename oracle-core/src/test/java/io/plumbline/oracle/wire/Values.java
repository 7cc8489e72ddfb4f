// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.SplittableRandom;

/** Seeded values for fields, with a liking for the ends of each range. */
final class Values
{
    private static final long[] EXTREMES = {0, 1, -1, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 255, 65_535};

    private final SplittableRandom random;

    Values(final long seed)
    {
        random = new SplittableRandom(seed);
    }

    long i64()
    {
        return random.nextInt(3) == 0 ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextLong();
    }

    int i32()
    {
        return (int)i64();
    }

    int index()
    {
        return i32() & Integer.MAX_VALUE;
    }

    int u8()
    {
        return i32() & 0xFF;
    }

    int u16()
    {
        return i32() & 0xFFFF;
    }

    int upTo(final int bound)
    {
        final int roll = random.nextInt(4);
        return roll == 0 ? 0 : roll == 1 ? bound : random.nextInt(bound + 1);
    }

    int oneOf(final int first, final int second, final int third)
    {
        final int roll = random.nextInt(3);
        return roll == 0 ? first : roll == 1 ? second : third;
    }

    byte[] bytes(final int size)
    {
        final byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    String text(final int maxLength)
    {
        final StringBuilder text = new StringBuilder();
        final int length = upTo(maxLength);
        for (int i = 0; i < length; i++)
        {
            text.append((char)(0x21 + random.nextInt(0x7E - 0x21 + 1)));
        }
        return text.toString();
    }
}
