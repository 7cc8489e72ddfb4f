// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How to connect out: whereto, trusting whom, and how to come back after a loss. Immutable, any thread, save for its
 * source of randomness, which belongs to the one link that is built from it; made by {@link #builder()}. Headers may
 * hold secrets and never show in {@code toString}.
 */
public final class LinkConfig
{
    private final URI uri;
    private final Map<String, String> headers;
    private final @Nullable Path trustedCertificates;
    private final int connectTimeoutMs;
    private final int idleTimeoutMs;
    private final int maxMessageBytes;
    private final int backoffInitialMs;
    private final int backoffCapMs;
    private final int stableMs;
    private final @Nullable RandomGenerator random;

    private LinkConfig(final Builder builder)
    {
        uri = Check.socketUri("uri", builder.uri);
        if (builder.trustedCertificates != null && !"wss".equalsIgnoreCase(uri.getScheme()))
        {
            throw new IllegalArgumentException("trustedCertificates need a wss:// uri, was " + uri);
        }
        headers = Map.copyOf(builder.headers);
        trustedCertificates = builder.trustedCertificates;
        connectTimeoutMs = builder.connectTimeoutMs;
        idleTimeoutMs = builder.idleTimeoutMs;
        maxMessageBytes = builder.maxMessageBytes;
        backoffInitialMs = builder.backoffInitialMs;
        backoffCapMs = builder.backoffCapMs;
        stableMs = builder.stableMs;
        random = builder.random;
    }

    /**
     * Starts a configuration with its defaults.
     *
     * @return a builder.
     */
    public static Builder builder()
    {
        return new Builder();
    }

    /** {@return the far end, ws:// or wss://} */
    public URI uri()
    {
        return uri;
    }

    /** {@return headers of the handshake request} */
    public Map<String, String> headers()
    {
        return headers;
    }

    /** {@return a PEM file of certificates to trust; empty for the platform's} */
    public Optional<Path> trustedCertificates()
    {
        return Optional.ofNullable(trustedCertificates);
    }

    /** {@return how long connecting and shaking hands may take each, in milliseconds} */
    public int connectTimeoutMs()
    {
        return connectTimeoutMs;
    }

    /**
     * {@return after how long without a frame the link counts as lost, in milliseconds; a ping goes out at half of it}
     */
    public int idleTimeoutMs()
    {
        return idleTimeoutMs;
    }

    /** {@return the most bytes of one message received} */
    public int maxMessageBytes()
    {
        return maxMessageBytes;
    }

    /** {@return the longest first wait, in milliseconds} */
    public int backoffInitialMs()
    {
        return backoffInitialMs;
    }

    /** {@return the longest wait at all, in milliseconds} */
    public int backoffCapMs()
    {
        return backoffCapMs;
    }

    /** {@return after how long open the waits start anew, in milliseconds} */
    public int stableMs()
    {
        return stableMs;
    }

    /**
     * Where the jitter comes from.
     *
     * @return the given source, or a new one.
     */
    public RandomGenerator random()
    {
        return random == null ? new SplittableRandom() : random;
    }

    @Override
    public String toString()
    {
        return "LinkConfig[uri=" + uri + "]";
    }

    /**
     * Collects a link's settings; one thread. Each setter fails with an IllegalArgumentException naming field and
     * value.
     */
    public static final class Builder
    {
        private @Nullable URI uri;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable Path trustedCertificates;
        private int connectTimeoutMs = 5_000;
        private int idleTimeoutMs = 15_000;
        private int maxMessageBytes = 16 * 1_024;
        private int backoffInitialMs = 250;
        private int backoffCapMs = 30_000;
        private int stableMs = 30_000;
        private @Nullable RandomGenerator random;

        private Builder()
        {
        }

        /**
         * The far end.
         *
         * @param value ws:// or wss://, with a host; must be set.
         * @return this.
         */
        public Builder uri(final URI value)
        {
            uri = Check.socketUri("uri", value);
            return this;
        }

        /**
         * Adds a header to the handshake request.
         *
         * @param name  of the header.
         * @param value printable ASCII; may be a secret.
         * @return this.
         */
        public Builder header(final String name, final String value)
        {
            final String key = Check.text("header.name", name);
            for (int i = 0; i < key.length(); i++)
            {
                final char c = key.charAt(i);
                if (c == ' ' || c == ':')
                {
                    throw new IllegalArgumentException(
                        "header.name must have no space and no colon, was '" + key + "'");
                }
            }
            headers.put(key, Check.secret("header[" + key + "]", value));
            return this;
        }

        /**
         * Presents a bearer token.
         *
         * @param token 16 to 1024 printable ASCII characters without spaces.
         * @return this.
         */
        public Builder bearerToken(final String token)
        {
            headers.put("Authorization", "Bearer " + Check.token("bearerToken", token));
            return this;
        }

        /**
         * Trusts these certificates only; the host's name is checked in any case.
         *
         * @param pem a PEM file; without it, the platform's authorities are trusted.
         * @return this.
         */
        public Builder trustedCertificates(final Path pem)
        {
            trustedCertificates = Check.present("trustedCertificates", pem);
            return this;
        }

        /**
         * Bounds connecting and, anew, shaking hands.
         *
         * @param value 10 to 600000 milliseconds; default 5000.
         * @return this.
         */
        public Builder connectTimeoutMs(final int value)
        {
            connectTimeoutMs = Check.range("connectTimeoutMs", value, 10, 600_000);
            return this;
        }

        /**
         * Bounds the time without a frame.
         *
         * @param value 10 to 3600000 milliseconds; default 15000.
         * @return this.
         */
        public Builder idleTimeoutMs(final int value)
        {
            idleTimeoutMs = Check.range("idleTimeoutMs", value, 10, 3_600_000);
            return this;
        }

        /**
         * Bounds a message received.
         *
         * @param value 256 to 1048576 bytes; default 16384.
         * @return this.
         */
        public Builder maxMessageBytes(final int value)
        {
            maxMessageBytes = Check.range("maxMessageBytes", value, 256, 1 << 20);
            return this;
        }

        /**
         * Sets the waits between attempts: each is drawn evenly between 1 ms and a ceiling, which doubles from the
         * first to the cap.
         *
         * @param initialMs first ceiling, 1 to 600000 milliseconds; default 250.
         * @param capMs     last ceiling, initialMs to 3600000 milliseconds; default 30000.
         * @param newStableMs how long a link must stay open for the ceiling to start anew, 0 to 3600000 milliseconds;
         *                    default 30000.
         * @return this.
         */
        public Builder backoff(final int initialMs, final int capMs, final int newStableMs)
        {
            backoffInitialMs = Check.range("backoff.initialMs", initialMs, 1, 600_000);
            backoffCapMs = Check.range("backoff.capMs", capMs, initialMs, 3_600_000);
            stableMs = Check.range("backoff.stableMs", newStableMs, 0, 3_600_000);
            return this;
        }

        /**
         * Sets where the jitter comes from, so that a test can repeat it.
         *
         * @param value used by one link only.
         * @return this.
         */
        public Builder random(final RandomGenerator value)
        {
            random = Check.present("random", value);
            return this;
        }

        /**
         * Freezes the settings.
         *
         * @return the configuration.
         * @throws IllegalArgumentException without a uri, or with certificates for a uri that is not wss://.
         */
        public LinkConfig build()
        {
            return new LinkConfig(this);
        }
    }
}
