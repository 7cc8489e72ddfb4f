// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The checks builders share; each failure names field and value, save where the value is a secret.
 */
final class Check
{
    private static final int MIN_TOKEN = 16;
    private static final int MAX_TOKEN = 1_024;

    private Check()
    {
    }

    static int range(final String field, final int value, final int min, final int max)
    {
        if (value < min || value > max)
        {
            throw new IllegalArgumentException(field + " must be within [" + min + ", " + max + "], was " + value);
        }
        return value;
    }

    static <T> T present(final String field, final @Nullable T value)
    {
        if (value == null)
        {
            throw new IllegalArgumentException(field + " must be set, was null");
        }
        return value;
    }

    static String text(final String field, final @Nullable String value)
    {
        final String text = present(field, value);
        if (text.isEmpty() || !isPrintable(text, 0x20))
        {
            throw new IllegalArgumentException(field + " must be printable ASCII, was '" + text + "'");
        }
        return text;
    }

    static String path(final String field, final @Nullable String value)
    {
        final String path = text(field, value);
        if (path.charAt(0) != '/' || path.indexOf('?') >= 0 || path.indexOf('#') >= 0 || !isPrintable(path, 0x21))
        {
            throw new IllegalArgumentException(field + " must be a path that begins with '/', was '" + path + "'");
        }
        return path;
    }

    /** A secret: the message tells its length, never itself. */
    static String token(final String field, final @Nullable String value)
    {
        final String token = present(field, value);
        if (token.length() < MIN_TOKEN || token.length() > MAX_TOKEN || !isPrintable(token, 0x21))
        {
            throw new IllegalArgumentException(field + " must have " + MIN_TOKEN + " to " + MAX_TOKEN +
                " printable ASCII characters without spaces, was one of " + token.length() + " characters");
        }
        return token;
    }

    /** A secret: the message tells its length, never itself. */
    static String secret(final String field, final @Nullable String value)
    {
        final String secret = present(field, value);
        if (secret.isEmpty() || !isPrintable(secret, 0x20))
        {
            throw new IllegalArgumentException(
                field + " must be printable ASCII, was one of " + secret.length() + " characters");
        }
        return secret;
    }

    static URI socketUri(final String field, final @Nullable URI value)
    {
        final URI uri = present(field, value);
        final String scheme = uri.getScheme();
        final boolean isSocket = "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
        if (!isSocket || uri.getHost() == null ||
            uri.getRawUserInfo() != null || uri.getRawFragment() != null)
        {
            throw new IllegalArgumentException(
                field + " must be ws:// or wss:// with a host and without user or fragment, was " + uri);
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535)
        {
            throw new IllegalArgumentException(field + ".port must be within [1, 65535], was " + uri.getPort());
        }
        return uri;
    }

    private static boolean isPrintable(final String text, final int first)
    {
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if (c < first || c > 0x7e)
            {
                return false;
            }
        }
        return true;
    }
}
