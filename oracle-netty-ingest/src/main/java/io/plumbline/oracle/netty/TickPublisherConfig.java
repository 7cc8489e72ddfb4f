// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty;

import io.plumbline.oracle.config.SigningSeed;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's {@link TickPublisher} writes into each frame and where it sends it. Immutable, any thread; made by
 * {@link #builder()}.
 */
public final class TickPublisherConfig
{
    private final LinkConfig link;
    private final SigningSeed signingSeed;
    private final int environment;
    private final int providerId;
    private final long sessionEpoch;

    private TickPublisherConfig(final Builder builder)
    {
        link = Check.present("link", builder.link);
        signingSeed = Check.present("signingSeed", builder.signingSeed);
        environment = Check.present("environment", builder.environment);
        providerId = Check.present("providerId", builder.providerId);
        sessionEpoch = Check.present("sessionEpoch", builder.sessionEpoch);
    }

    /**
     * Starts a configuration.
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

    /** {@return the secret frames are signed with, and the number of its key} */
    public SigningSeed signingSeed()
    {
        return signingSeed;
    }

    /** {@return the environment frames are meant for, 32 bits} */
    public int environment()
    {
        return environment;
    }

    /** {@return the provider, 32 bits} */
    public int providerId()
    {
        return providerId;
    }

    /** {@return the session, unsigned} */
    public long sessionEpoch()
    {
        return sessionEpoch;
    }

    /**
     * Collects a publisher's settings; one thread. Each must be set; a failure is an IllegalArgumentException naming
     * it.
     */
    public static final class Builder
    {
        private @Nullable LinkConfig link;
        private @Nullable SigningSeed signingSeed;
        private @Nullable Integer environment;
        private @Nullable Integer providerId;
        private @Nullable Long sessionEpoch;

        private Builder()
        {
        }

        /**
         * How to connect.
         *
         * @param value the link.
         * @return this.
         */
        public Builder link(final LinkConfig value)
        {
            link = Check.present("link", value);
            return this;
        }

        /**
         * What to sign with.
         *
         * @param value seed and key number; copied when the publisher starts.
         * @return this.
         */
        public Builder signingSeed(final SigningSeed value)
        {
            signingSeed = Check.present("signingSeed", value);
            return this;
        }

        /**
         * The environment frames are meant for.
         *
         * @param value 32 bits.
         * @return this.
         */
        public Builder environment(final int value)
        {
            environment = value;
            return this;
        }

        /**
         * The provider.
         *
         * @param value 32 bits.
         * @return this.
         */
        public Builder providerId(final int value)
        {
            providerId = value;
            return this;
        }

        /**
         * The session: must rise, unsigned, with each publisher that uses the key, since the sequence starts anew with
         * it. The time of starting serves.
         *
         * @param value for instance nanoseconds since 1970-01-01 UTC.
         * @return this.
         */
        public Builder sessionEpoch(final long value)
        {
            sessionEpoch = value;
            return this;
        }

        /**
         * Freezes the settings.
         *
         * @return the configuration.
         * @throws IllegalArgumentException where one is not set.
         */
        public TickPublisherConfig build()
        {
            return new TickPublisherConfig(this);
        }
    }
}
