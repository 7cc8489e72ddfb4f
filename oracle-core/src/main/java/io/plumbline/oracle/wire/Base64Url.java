// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * base64url without padding (RFC 4648, section 5), one text for one array of bytes: foreign characters, padding, a
 * length no bytes have and unused bits that are not zero are all refused. Any thread; allocates.
 */
final class Base64Url
{
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] VALUES = new byte[128];

    static
    {
        Arrays.fill(VALUES, (byte)-1);
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++)
        {
            VALUES[alphabet.charAt(i)] = (byte)i;
        }
    }

    private Base64Url()
    {
    }

    static String encode(final byte[] bytes)
    {
        return ENCODER.encodeToString(bytes);
    }

    /**
     * Decodes a part of a text.
     *
     * @return null where it is not the text that its bytes are encoded as.
     */
    static byte @Nullable [] decode(final String text, final int from, final int to)
    {
        final int rest = to - from & 3;
        if (rest == 1)
        {
            return null;
        }
        final byte[] bytes = new byte[(to - from) / 4 * 3 + (rest == 0 ? 0 : rest - 1)];
        int length = 0;
        int word = 0;
        int bits = 0;
        for (int i = from; i < to; i++)
        {
            final char c = text.charAt(i);
            if (c >= VALUES.length || VALUES[c] < 0)
            {
                return null;
            }
            word = word << 6 | VALUES[c];
            bits += 6;
            if (bits >= Byte.SIZE)
            {
                bits -= Byte.SIZE;
                bytes[length++] = (byte)(word >>> bits);
                word &= (1 << bits) - 1;
            }
        }
        return word == 0 ? bytes : null;
    }
}
