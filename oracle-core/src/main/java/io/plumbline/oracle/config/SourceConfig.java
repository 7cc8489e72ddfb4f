// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One provider of prices: its lineage, its weight, how it authenticates, which connections may carry it, its keys and
 * its feeds. Immutable; any thread. Independence is the operator's word: sources that share an upstream share a
 * lineage.
 */
public final class SourceConfig
{
    private final String name;
    private final int providerId;
    private final String lineage;
    private final long baseWeight;
    private final Scheme scheme;
    private final boolean isHighSAllowed;
    private final int threshold;
    private final long expectedIntervalNs;
    private final long maxSkewNs;
    private final List<String> connections;
    private final List<SignerConfig> signers;
    private final List<FeedConfig> feeds;

    private SourceConfig(final Builder builder)
    {
        name = Check.ascii("name", builder.name, 48);
        providerId = builder.providerId;
        lineage = Check.ascii("lineage", builder.lineage, 48);
        baseWeight = Check.range("baseWeight", builder.baseWeight, 1, 1_000_000);
        scheme = Check.present("scheme", builder.scheme);
        isHighSAllowed = builder.isHighSAllowed;
        connections = List.copyOf(builder.connections);
        signers = List.copyOf(builder.signers);
        feeds = List.copyOf(builder.feeds);
        expectedIntervalNs = Check.range("expectedIntervalNs", builder.expectedIntervalNs, 1_000_000L,
            86_400_000_000_000L);
        maxSkewNs = Check.range("maxSkewNs", builder.maxSkewNs, 0, 60_000_000_000L);
        threshold = Check.range("threshold", builder.threshold, 1, 16);
        Check.that(threshold <= signers.size(), "threshold", threshold, "must not exceed the " + signers.size() +
            " signers of " + name);
        Check.that(!connections.isEmpty(), "connections", connections, "of " + name + " must not be empty");
        Check.that(!feeds.isEmpty(), "feeds", feeds, "of " + name + " must not be empty");
        final Set<Integer> keyIds = new HashSet<>();
        for (final SignerConfig signer : signers)
        {
            checkKeyLength(signer.publicBytes().length);
            Check.that(keyIds.add(signer.keyId()), "keyId", signer.keyId(), "must be unique within " + name);
        }
        Check.that(scheme != Scheme.REDSTONE || threshold == 1, "threshold", threshold,
            "must be 1 for REDSTONE: its signers sign different values");
    }

    private void checkKeyLength(final int length)
    {
        final boolean suits = switch (scheme)
        {
            case PLUMBLINE -> length == SignerConfig.ED25519_LENGTH;
            case REDSTONE -> length == SignerConfig.ADDRESS_LENGTH || length == SignerConfig.SECP256K1_LENGTH;
        };
        Check.that(suits, "public key length of " + name, length, "must suit scheme " + scheme);
    }

    /**
     * Starts a source.
     *
     * @param name printable ASCII, at most 48 characters, unique within the oracle.
     * @return a builder with lineage = name, base weight 100, threshold 1 and an expected interval of 1 s.
     */
    public static Builder named(final String name)
    {
        return new Builder(name);
    }

    /**
     * The source's name.
     *
     * @return printable ASCII.
     */
    public String name()
    {
        return name;
    }

    /**
     * The number Plumbline frames name the provider by.
     *
     * @return unique among PLUMBLINE sources.
     */
    public int providerId()
    {
        return providerId;
    }

    /**
     * The upstream it shares with others of the same lineage.
     *
     * @return printable ASCII.
     */
    public String lineage()
    {
        return lineage;
    }

    /**
     * Its configured weight; trust scales it down, nothing raises it.
     *
     * @return 1 to 1,000,000.
     */
    public long baseWeight()
    {
        return baseWeight;
    }

    /**
     * How it authenticates.
     *
     * @return the scheme.
     */
    public Scheme scheme()
    {
        return scheme;
    }

    /**
     * Whether a secp256k1 signature with s above half the order is accepted.
     *
     * @return false unless the operator allowed it.
     */
    public boolean isHighSAllowed()
    {
        return isHighSAllowed;
    }

    /**
     * Distinct keys that must have signed the same bytes.
     *
     * @return 1 to the number of signers.
     */
    public int threshold()
    {
        return threshold;
    }

    /**
     * How often it is expected to be heard on each feed.
     *
     * @return nanoseconds.
     */
    public long expectedIntervalNs()
    {
        return expectedIntervalNs;
    }

    /**
     * How far ahead of receipt its times may lie, where an instrument does not ask for less.
     *
     * @return nanoseconds, 0 to 60 s.
     */
    public long maxSkewNs()
    {
        return maxSkewNs;
    }

    /**
     * The connections that may carry it.
     *
     * @return names, not empty.
     */
    public List<String> connections()
    {
        return connections;
    }

    /**
     * Its keys.
     *
     * @return not empty.
     */
    public List<SignerConfig> signers()
    {
        return signers;
    }

    /**
     * Its feeds.
     *
     * @return not empty.
     */
    public List<FeedConfig> feeds()
    {
        return feeds;
    }

    /**
     * Collects a source's settings. Not for concurrent use.
     */
    public static final class Builder
    {
        private final String name;
        private int providerId;
        private String lineage;
        private long baseWeight = 100;
        private @Nullable Scheme scheme;
        private boolean isHighSAllowed;
        private int threshold = 1;
        private long expectedIntervalNs = 1_000_000_000L;
        private long maxSkewNs = 60_000_000_000L;
        private final List<String> connections = new ArrayList<>();
        private final List<SignerConfig> signers = new ArrayList<>();
        private final List<FeedConfig> feeds = new ArrayList<>();

        private Builder(final String name)
        {
            this.name = name;
            this.lineage = name;
        }

        /**
         * Speaks Plumbline's own frame.
         *
         * @param id the provider's number in frames.
         * @return this.
         */
        public Builder plumbline(final int id)
        {
            scheme = Scheme.PLUMBLINE;
            providerId = id;
            return this;
        }

        /**
         * Speaks RedStone data packages.
         *
         * @return this.
         */
        public Builder redStone()
        {
            scheme = Scheme.REDSTONE;
            return this;
        }

        /**
         * Sets the lineage.
         *
         * @param value printable ASCII, at most 48 characters.
         * @return this.
         */
        public Builder lineage(final String value)
        {
            lineage = value;
            return this;
        }

        /**
         * Sets the base weight.
         *
         * @param value 1 to 1,000,000.
         * @return this.
         */
        public Builder baseWeight(final long value)
        {
            baseWeight = value;
            return this;
        }

        /**
         * Accepts signatures with s above half the order.
         *
         * @return this.
         */
        public Builder allowHighS()
        {
            isHighSAllowed = true;
            return this;
        }

        /**
         * Sets how many distinct keys must sign the same bytes.
         *
         * @param value 1 to 16.
         * @return this.
         */
        public Builder threshold(final int value)
        {
            threshold = value;
            return this;
        }

        /**
         * Sets how often the source is expected to be heard.
         *
         * @param value nanoseconds, 1 ms to 1 day.
         * @return this.
         */
        public Builder expectedIntervalNs(final long value)
        {
            expectedIntervalNs = value;
            return this;
        }

        /**
         * Sets how far ahead of receipt its times may lie.
         *
         * @param value nanoseconds, 0 to 60 s.
         * @return this.
         */
        public Builder maxSkewNs(final long value)
        {
            maxSkewNs = value;
            return this;
        }

        /**
         * Lets a connection carry this source.
         *
         * @param connection its name.
         * @return this.
         */
        public Builder connection(final String connection)
        {
            connections.add(Check.ascii("connection", connection, 48));
            return this;
        }

        /**
         * Adds a key.
         *
         * @param signer the key and its window.
         * @return this.
         */
        public Builder signer(final SignerConfig signer)
        {
            signers.add(signer);
            return this;
        }

        /**
         * Adds a feed.
         *
         * @param feed what it means.
         * @return this.
         */
        public Builder feed(final FeedConfig feed)
        {
            feeds.add(feed);
            return this;
        }

        /**
         * Validates and freezes.
         *
         * @return the source.
         * @throws IllegalArgumentException naming the field and its value.
         */
        public SourceConfig build()
        {
            return new SourceConfig(this);
        }
    }
}
