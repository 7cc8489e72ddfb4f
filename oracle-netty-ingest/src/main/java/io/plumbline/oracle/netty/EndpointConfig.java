// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who may push to a server: a bearer token stands for one configured connection and its message format. Immutable, any
 * thread. Keeps the token's SHA-256 only. Two tokens may name one connection, so that tokens can be changed without a
 * gap.
 */
public final class EndpointConfig
{
    private final byte[] tokenSha256;
    private final String connection;
    private final MessageFormat format;

    /**
     * Validates; a failure names the field, never the token.
     *
     * @param token      16 to 1024 printable ASCII characters without spaces.
     * @param connection name of the connection as in the oracle's configuration.
     * @param format     of its binary messages.
     * @throws IllegalArgumentException naming the field that is wrong.
     */
    public EndpointConfig(
        final String token, final String connection, final MessageFormat format)
    {
        tokenSha256 = sha256(Check.token("endpoint.token", token));
        this.connection = Check.text("endpoint.connection", connection);
        this.format = Check.present("endpoint.format", format);
    }

    /**
     * The connection's name.
     *
     * @return as in the oracle's configuration.
     */
    public String connection()
    {
        return connection;
    }

    /**
     * The format of its messages.
     *
     * @return as given.
     */
    public MessageFormat format()
    {
        return format;
    }

    /**
     * Whether a presented token is this endpoint's. Takes the same time whatever the content.
     *
     * @param presented SHA-256 of the presented token, see {@link #sha256}.
     * @return true where they agree.
     */
    public boolean isToken(final byte[] presented)
    {
        return MessageDigest.isEqual(tokenSha256, presented);
    }

    /**
     * Digest of a token, as {@link #isToken} takes it. Any thread.
     *
     * @param token what was presented.
     * @return 32 bytes.
     */
    public static byte[] sha256(final String token)
    {
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    boolean isSameToken(final EndpointConfig other)
    {
        return isToken(other.tokenSha256);
    }

    @Override
    public String toString()
    {
        return "EndpointConfig[connection=" + connection + ", format=" + format + "]";
    }
}
