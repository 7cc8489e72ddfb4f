// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One text for one array of bytes. */
final class Base64UrlTest
{
    private static final String CHARACTERS =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n\u00e9\u0100\uff21";

    @Test
    void contractM_shouldReadWhatItWrites()
    {
        final Random random = new Random(20);
        for (int length = 0; length < 200; length++)
        {
            final byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            final String text = Base64Url.encode(bytes);
            assertArrayEquals(bytes, Base64Url.decode("x" + text + "y", 1, 1 + text.length()), text);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void contractM_shouldTakeExactlyTheTextsThatBytesAreWrittenAs(final long seed)
    {
        final Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 20_000; i++)
        {
            final StringBuilder text = new StringBuilder();
            final int known = random.nextBoolean() ? 64 : CHARACTERS.length();
            for (int left = random.nextInt(6); left > 0; left--)
            {
                text.append(CHARACTERS.charAt(random.nextInt(known)));
            }
            final byte[] expected = slowly(text.toString());
            taken += expected == null ? 0 : 1;
            assertArrayEquals(expected, Base64Url.decode(text.toString(), 0, text.length()),
                "seed " + seed + ": " + text);
        }
        assertTrue(taken > 2_000, "only " + taken);
    }

    @Test
    void contractM_shouldRefuseUnusedBitsThatAreNotZero()
    {
        assertArrayEquals(new byte[1], Base64Url.decode("AA", 0, 2));
        assertNull(Base64Url.decode("AB", 0, 2));
        assertNull(Base64Url.decode("AAB", 0, 3));
        assertNull(Base64Url.decode("AA==", 0, 4));
        assertNull(Base64Url.decode("A", 0, 1));
    }

    /** What is decoded by the JDK and encoded again to the very same text. */
    private static byte[] slowly(final String text)
    {
        try
        {
            final byte[] bytes = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text) ? bytes : null;
        }
        catch (final IllegalArgumentException e)
        {
            return null;
        }
    }
}
