// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Tells whether bytes are well-formed UTF-8 (shortest forms only, no surrogates, nothing above U+10FFFF), without
 * allocating and without an exception for what is not.
 */
final class Utf8
{
    private static final int MALFORMED = 0;

    private Utf8()
    {
    }

    static boolean isWellFormed(final byte[] bytes, final int at, final int size)
    {
        final int end = at + size;
        int next = at;
        while (next < end)
        {
            final int length = sequenceLength(bytes, next, end);
            if (length == MALFORMED)
            {
                return false;
            }
            next += length;
        }
        return true;
    }

    private static int sequenceLength(final byte[] bytes, final int at, final int end)
    {
        final int lead = bytes[at] & 0xFF;
        if (lead < 0x80)
        {
            return 1;
        }
        final int length = lead < 0xC2 || lead > 0xF4 ? MALFORMED : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == MALFORMED || length > end - at || !isSecondByte(lead, bytes[at + 1] & 0xFF))
        {
            return MALFORMED;
        }
        for (int i = 2; i < length; i++)
        {
            if ((bytes[at + i] & 0xC0) != 0x80)
            {
                return MALFORMED;
            }
        }
        return length;
    }

    private static boolean isSecondByte(final int lead, final int second)
    {
        final int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        final int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= lowest && second <= highest;
    }
}
