// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import org.jspecify.annotations.Nullable;

/**
 * The checks builders share; each failure names field and value.
 */
final class Check
{
    private Check()
    {
    }

    static long range(final String field, final long value, final long min, final long max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(field + " must be within [" + min + ", " + max + "], was " + value);
        }
        return value;
    }

    static int range(final String field, final int value, final int min, final int max)
    {
        return (int)range(field, (long)value, min, max);
    }

    static <T> T present(final String field, final @Nullable T value)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(field + " must be set, was null");
        }
        return value;
    }

    static String ascii(final String field, final @Nullable String value, final int maxLength)
    {
        final String text = present(field, value);
        if (text.isEmpty() || text.length() > maxLength)
        {
            throw new IllegalArgumentException(
                field + " must have 1 to " + maxLength + " characters, was '" + text + "'");
        }
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c < 0x21 || c > 0x7e)
            {
                throw new IllegalArgumentException(
                    field + " must be printable ASCII without spaces, was '" + text + "'");
            }
        }
        return text;
    }

    static void that(final boolean holds, final String field, final Object value, final String rule)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(field + " " + rule + ", was " + value);
        }
    }
}
