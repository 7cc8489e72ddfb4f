// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link IngestServer} listens on, who may push, and how much. Immutable, any thread; made by {@link
 * #builder()}.
 */
public final class IngestServerConfig
{
    private final Builder set;
    private final List<EndpointConfig> endpoints;

    private IngestServerConfig(final Builder builder)
    {
        set = builder.copy();
        endpoints = List.copyOf(builder.endpoints);
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

    /** {@return the host name or address to listen on; 127.0.0.1 where none was set} */
    public String host()
    {
        return set.host;
    }

    /** {@return the port to listen on; 0 takes any free one} */
    public int port()
    {
        return set.port;
    }

    /** {@return the request path that is served} */
    public String path()
    {
        return set.path;
    }

    /** {@return the PEM file of the certificate chain; empty without TLS} */
    public Optional<Path> tlsCertificateChain()
    {
        return Optional.ofNullable(set.tlsCertificateChain);
    }

    /** {@return the PEM file of the private key; empty without TLS} */
    public Optional<Path> tlsPrivateKey()
    {
        return Optional.ofNullable(set.tlsPrivateKey);
    }

    /** {@return who may push, at least one} */
    public List<EndpointConfig> endpoints()
    {
        return endpoints;
    }

    /** {@return the most bytes of one message} */
    public int maxMessageBytes()
    {
        return set.maxMessageBytes;
    }

    /** {@return how long a socket may take to become a WebSocket, in milliseconds} */
    public int handshakeTimeoutMs()
    {
        return set.handshakeTimeoutMs;
    }

    /** {@return after how long without a frame a socket is closed, in milliseconds; a ping goes out at half of it} */
    public int idleTimeoutMs()
    {
        return set.idleTimeoutMs;
    }

    /** {@return the most sockets at a time} */
    public int maxConnections()
    {
        return set.maxConnections;
    }

    /** {@return the most frames a second and socket, control frames included} */
    public int maxFramesPerSecond()
    {
        return set.maxFramesPerSecond;
    }

    /** {@return how many frames may come at once after a rest} */
    public int frameBurst()
    {
        return set.frameBurst;
    }

    /** {@return how many malformed messages in a row close a socket} */
    public int maxMalformedRun()
    {
        return set.maxMalformedRun;
    }

    /** {@return how many event loop threads there are} */
    public int threads()
    {
        return set.threads;
    }

    /**
     * Collects a server's settings; one thread. Each setter fails with an IllegalArgumentException naming field and
     * value.
     */
    public static final class Builder
    {
        private String host = "127.0.0.1";
        private int port;
        private String path = "/v1/ticks";
        private @Nullable Path tlsCertificateChain;
        private @Nullable Path tlsPrivateKey;
        private List<EndpointConfig> endpoints = new ArrayList<>();
        private int maxMessageBytes = 16 * 1_024;
        private int handshakeTimeoutMs = 5_000;
        private int idleTimeoutMs = 15_000;
        private int maxConnections = 256;
        private int maxFramesPerSecond = 2_000;
        private int frameBurst = 2_000;
        private int maxMalformedRun = 16;
        private int threads = 1;

        private Builder()
        {
        }

        /**
         * Where to listen.
         *
         * @param value host name or address; default 127.0.0.1.
         * @return this.
         */
        public Builder host(final String value)
        {
            host = Check.text("host", value);
            return this;
        }

        /**
         * Where to listen.
         *
         * @param value 0 to 65535; default 0, any free port.
         * @return this.
         */
        public Builder port(final int value)
        {
            port = Check.range("port", value, 0, 65_535);
            return this;
        }

        /**
         * The request path.
         *
         * @param value begins with a slash; default /v1/ticks.
         * @return this.
         */
        public Builder path(final String value)
        {
            path = Check.path("path", value);
            return this;
        }

        /**
         * Serves TLS 1.2 and 1.3 only, never plain text.
         *
         * @param certificateChain PEM file, own certificate first.
         * @param privateKey       PEM file, PKCS#8, without password.
         * @return this.
         */
        public Builder tls(final Path certificateChain, final Path privateKey)
        {
            tlsCertificateChain = Check.present("tls.certificateChain", certificateChain);
            tlsPrivateKey = Check.present("tls.privateKey", privateKey);
            return this;
        }

        /**
         * Admits whoever knows a token.
         *
         * @param token      the bearer token, 16 to 1024 printable ASCII characters without spaces.
         * @param connection name of the connection as in the oracle's configuration.
         * @param format     of its messages.
         * @return this.
         */
        public Builder endpoint(
            final String token, final String connection, final MessageFormat format)
        {
            endpoints.add(new EndpointConfig(token, connection, format));
            return this;
        }

        /**
         * Bounds a message.
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
         * Bounds the time from connect to open WebSocket, TLS included.
         *
         * @param value 10 to 600000 milliseconds; default 5000.
         * @return this.
         */
        public Builder handshakeTimeoutMs(final int value)
        {
            handshakeTimeoutMs = Check.range("handshakeTimeoutMs", value, 10, 600_000);
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
         * Bounds the sockets, open or not yet. Where all are taken, a newcomer closes the oldest that is not open.
         *
         * @param value 1 to 65536; default 256.
         * @return this.
         */
        public Builder maxConnections(final int value)
        {
            maxConnections = Check.range("maxConnections", value, 1, 65_536);
            return this;
        }

        /**
         * Bounds the frames of each socket.
         *
         * @param perSecond 1 to 1000000; default 2000.
         * @param burst     1 to 1000000 that may come at once; default 2000.
         * @return this.
         */
        public Builder frameRate(final int perSecond, final int burst)
        {
            maxFramesPerSecond = Check.range("frameRate.perSecond", perSecond, 1, 1_000_000);
            frameBurst = Check.range("frameRate.burst", burst, 1, 1_000_000);
            return this;
        }

        /**
         * Bounds malformed messages in a row.
         *
         * @param value 1 to 1000000; default 16.
         * @return this.
         */
        public Builder maxMalformedRun(final int value)
        {
            maxMalformedRun = Check.range("maxMalformedRun", value, 1, 1_000_000);
            return this;
        }

        /**
         * Sets the event loop threads.
         *
         * @param value 1 to 64; default 1.
         * @return this.
         */
        public Builder threads(final int value)
        {
            threads = Check.range("threads", value, 1, 64);
            return this;
        }

        /**
         * Freezes the settings.
         *
         * @return the configuration.
         * @throws IllegalArgumentException without an endpoint, for a token given twice, or for a connection with two
         *     formats.
         */
        public IngestServerConfig build()
        {
            if (endpoints.isEmpty())
            {
                throw new IllegalArgumentException("endpoints must have at least one, was " + endpoints);
            }
            for (int i = 0; i < endpoints.size(); i++)
            {
                for (int j = 0; j < i; j++)
                {
                    requireCompatible(endpoints.get(j), endpoints.get(i));
                }
            }
            return new IngestServerConfig(this);
        }

        private static void requireCompatible(final EndpointConfig first, final EndpointConfig second)
        {
            if (first.isSameToken(second))
            {
                throw new IllegalArgumentException(
                    "endpoint.token must differ, was the same for " + first + " and " + second);
            }
            if (first.connection().equals(second.connection()) && first.format() != second.format())
            {
                throw new IllegalArgumentException(
                    "endpoint.format must be one for a connection, was " + first + " and " + second);
            }
        }

        private Builder copy()
        {
            final Builder copy = new Builder();
            copy.host = host;
            copy.port = port;
            copy.path = path;
            copy.tlsCertificateChain = tlsCertificateChain;
            copy.tlsPrivateKey = tlsPrivateKey;
            copy.endpoints = List.copyOf(endpoints);
            copy.maxMessageBytes = maxMessageBytes;
            copy.handshakeTimeoutMs = handshakeTimeoutMs;
            copy.idleTimeoutMs = idleTimeoutMs;
            copy.maxConnections = maxConnections;
            copy.maxFramesPerSecond = maxFramesPerSecond;
            copy.frameBurst = frameBurst;
            copy.maxMalformedRun = maxMalformedRun;
            copy.threads = threads;
            return copy;
        }
    }
}
