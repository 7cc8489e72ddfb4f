// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feed to connect out to: the link, the connection it counts as, and what to say after the handshake. Immutable, any
 * thread; made by {@link #builder()}.
 */
public final class FeedClientConfig
{
    private final LinkConfig link;
    private final String connection;
    private final MessageFormat format;
    private final List<String> subscriptions;
    private final int maxMalformedRun;

    private FeedClientConfig(final Builder builder)
    {
        link = Check.present("link", builder.link);
        connection = Check.text("connection", builder.connection);
        format = Check.present("format", builder.format);
        subscriptions = List.copyOf(builder.subscriptions);
        maxMalformedRun = builder.maxMalformedRun;
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

    /** {@return how to connect} */
    public LinkConfig link()
    {
        return link;
    }

    /** {@return the connection's name as in the oracle's configuration} */
    public String connection()
    {
        return connection;
    }

    /** {@return the format of its binary messages} */
    public MessageFormat format()
    {
        return format;
    }

    /** {@return text messages to send after each handshake, in order} */
    public List<String> subscriptions()
    {
        return subscriptions;
    }

    /** {@return how many malformed messages in a row close the socket} */
    public int maxMalformedRun()
    {
        return maxMalformedRun;
    }

    /**
     * Collects a feed's settings; one thread. Each setter fails with an IllegalArgumentException naming field and
     * value.
     */
    public static final class Builder
    {
        private @Nullable LinkConfig link;
        private @Nullable String connection;
        private @Nullable MessageFormat format;
        private final List<String> subscriptions = new ArrayList<>();
        private int maxMalformedRun = 16;

        private Builder()
        {
        }

        /**
         * How to connect.
         *
         * @param value must be set.
         * @return this.
         */
        public Builder link(final LinkConfig value)
        {
            link = Check.present("link", value);
            return this;
        }

        /**
         * Which configured connection this is.
         *
         * @param value name as in the oracle's configuration; must be set.
         * @return this.
         */
        public Builder connection(final String value)
        {
            connection = Check.text("connection", value);
            return this;
        }

        /**
         * What its messages look like.
         *
         * @param value must be set.
         * @return this.
         */
        public Builder format(final MessageFormat value)
        {
            format = Check.present("format", value);
            return this;
        }

        /**
         * Adds a text message to be sent after each handshake.
         *
         * @param text may hold a secret; not empty.
         * @return this.
         */
        public Builder subscription(final String text)
        {
            final String message = Check.present("subscription", text);
            if (message.isEmpty())
            {
                throw new IllegalArgumentException("subscription must not be empty, was ''");
            }
            subscriptions.add(message);
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
         * Freezes the settings.
         *
         * @return the configuration.
         * @throws IllegalArgumentException where link, connection or format is not set.
         */
        public FeedClientConfig build()
        {
            return new FeedClientConfig(this);
        }
    }
}
