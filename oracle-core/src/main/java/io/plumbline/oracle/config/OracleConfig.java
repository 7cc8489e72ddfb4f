// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All an oracle is launched with. Immutable; any thread. Instruments, sources, connections and policies get dense ids
 * in the order they were given.
 */
public final class OracleConfig
{
    /** Most sources of one oracle: contributors are a 64-bit mask. */
    public static final int MAX_SOURCES = 64;

    /** Most instruments of one oracle. */
    public static final int MAX_INSTRUMENTS = 4_096;

    private final int environment;
    private final long engineId;
    private final @Nullable SigningSeed signingSeed;
    private final @Nullable QuoteSigner quoteSigner;
    private final int signingKeyId;
    private final ThreadingConfig threading;
    private final TrustPolicy trust;
    private final CryptoConfig crypto;
    private final @Nullable OracleClock clock;
    private final List<InstrumentConfig> instruments;
    private final List<SourceConfig> sources;
    private final List<QuotePolicy> policies;
    private final List<String> connections;
    private final InstrumentGraph graph;
    private final AlertPolicy alerts;

    private OracleConfig(final Builder builder)
    {
        environment = builder.environment;
        engineId = builder.engineId;
        signingSeed = builder.signingSeed;
        quoteSigner = builder.quoteSigner;
        signingKeyId = SigningSeed.keyIdOf(signingSeed, quoteSigner);
        threading = builder.threading;
        trust = builder.trust;
        crypto = builder.crypto;
        clock = builder.clock;
        alerts = Check.present("alerts", builder.alerts);
        instruments = List.copyOf(builder.instruments);
        sources = List.copyOf(builder.sources);
        policies = List.copyOf(builder.policies);
        Check.range("instruments", instruments.size(), 1, MAX_INSTRUMENTS);
        Check.range("sources", sources.size(), 1, MAX_SOURCES);
        graph = new InstrumentGraph(instruments);
        connections = SourceChecks.connections(sources, graph, instruments);
        final Set<String> policyNames = new HashSet<>();
        policies.forEach(p -> Check.that(policyNames.add(p.name()), "policy", p.name(), "must be unique"));
    }

    /**
     * Starts a configuration.
     *
     * @return a builder with environment 1, engine 1 and the default threading and trust.
     */
    public static Builder builder()
    {
        return new Builder();
    }

    /**
     * The deployment signed bytes are bound to, so that a test feed never moves a production price.
     *
     * @return as given.
     */
    public int environment()
    {
        return environment;
    }

    /**
     * This engine instance; only it redeems its quotes.
     *
     * @return as given.
     */
    public long engineId()
    {
        return engineId;
    }

    /**
     * The secret quotes are signed with on the engine's thread, at once.
     *
     * @return empty where a {@link #quoteSigner()} signs.
     */
    public Optional<SigningSeed> signingSeed()
    {
        return Optional.ofNullable(signingSeed);
    }

    /**
     * Who signs quotes outside the engine.
     *
     * @return empty where a {@link #signingSeed()} is given.
     */
    public Optional<QuoteSigner> quoteSigner()
    {
        return Optional.ofNullable(quoteSigner);
    }

    /**
     * The number quotes name their signing key by.
     *
     * @return that of the seed or of the signer.
     */
    public int signingKeyId()
    {
        return signingKeyId;
    }

    /**
     * Threads, rings, limits.
     *
     * @return the configuration.
     */
    public ThreadingConfig threading()
    {
        return threading;
    }

    /**
     * How trust falls and recovers.
     *
     * @return the policy.
     */
    public TrustPolicy trust()
    {
        return trust;
    }

    /**
     * How signatures are checked.
     *
     * @return the configuration.
     */
    public CryptoConfig crypto()
    {
        return crypto;
    }

    /**
     * The clock given, if any.
     *
     * @return empty for the system's clock.
     */
    public Optional<OracleClock> clock()
    {
        return Optional.ofNullable(clock);
    }

    /**
     * The instruments by dense id.
     *
     * @return not empty.
     */
    public List<InstrumentConfig> instruments()
    {
        return instruments;
    }

    /**
     * The sources by dense id.
     *
     * @return 1 to 64.
     */
    public List<SourceConfig> sources()
    {
        return sources;
    }

    /**
     * The quote policies by dense id.
     *
     * @return may be empty: no order quotes are issued then.
     */
    public List<QuotePolicy> policies()
    {
        return policies;
    }

    /**
     * The connections by dense id, in the order sources first name them.
     *
     * @return not empty.
     */
    public List<String> connections()
    {
        return connections;
    }

    /**
     * The dense id of a symbol.
     *
     * @param symbol the instrument's name.
     * @return the id, or -1 where there is none.
     */
    public int instrumentId(final String symbol)
    {
        return graph.id(symbol);
    }

    /**
     * How the instruments stand on one another.
     *
     * @return the graph.
     */
    public InstrumentGraph graph()
    {
        return graph;
    }

    /**
     * When operators are alerted.
     *
     * @return the policy.
     */
    public AlertPolicy alerts()
    {
        return alerts;
    }

    /**
     * Collects an oracle's settings. Not for concurrent use.
     */
    public static final class Builder
    {
        private int environment = 1;
        private long engineId = 1;
        private @Nullable SigningSeed signingSeed;
        private @Nullable QuoteSigner quoteSigner;
        private ThreadingConfig threading = ThreadingConfig.DEFAULT;
        private TrustPolicy trust = TrustPolicy.DEFAULT;
        private CryptoConfig crypto = CryptoConfig.DEFAULT;
        private @Nullable OracleClock clock;
        private AlertPolicy alerts = AlertPolicy.DEFAULT;
        private final List<InstrumentConfig> instruments = new ArrayList<>();
        private final List<SourceConfig> sources = new ArrayList<>();
        private final List<QuotePolicy> policies = new ArrayList<>();

        private Builder()
        {
        }

        /**
         * Sets the deployment and the engine instance.
         *
         * @param deployment the environment number frames must carry.
         * @param engine     this instance.
         * @return this.
         */
        public Builder identity(final int deployment, final long engine)
        {
            environment = deployment;
            engineId = engine;
            return this;
        }

        /**
         * Sets the secret quotes are signed with; either this or a quote signer.
         *
         * @param seed the seed.
         * @return this.
         */
        public Builder signingSeed(final SigningSeed seed)
        {
            signingSeed = seed;
            return this;
        }

        /**
         * Sets who signs quotes outside the engine; either this or a signing seed.
         *
         * @param signer the signer.
         * @return this.
         */
        public Builder quoteSigner(final QuoteSigner signer)
        {
            quoteSigner = signer;
            return this;
        }

        /**
         * Sets threads, rings and limits.
         *
         * @param config the configuration.
         * @return this.
         */
        public Builder threading(final ThreadingConfig config)
        {
            threading = config;
            return this;
        }

        /**
         * Sets how trust falls and recovers.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder trust(final TrustPolicy policy)
        {
            trust = policy;
            return this;
        }

        /**
         * Sets how signatures are checked.
         *
         * @param config the configuration.
         * @return this.
         */
        public Builder crypto(final CryptoConfig config)
        {
            crypto = config;
            return this;
        }

        /**
         * Sets the clock, for replays and tests.
         *
         * @param value the clock read at the edges.
         * @return this.
         */
        public Builder clock(final OracleClock value)
        {
            clock = value;
            return this;
        }

        /**
         * Sets when operators are alerted.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder alerts(final AlertPolicy policy)
        {
            alerts = policy;
            return this;
        }

        /**
         * Adds an instrument.
         *
         * @param instrument the instrument.
         * @return this.
         */
        public Builder instrument(final InstrumentConfig instrument)
        {
            instruments.add(instrument);
            return this;
        }

        /**
         * Adds a source.
         *
         * @param source the source.
         * @return this.
         */
        public Builder source(final SourceConfig source)
        {
            sources.add(source);
            return this;
        }

        /**
         * Adds a quote policy.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder policy(final QuotePolicy policy)
        {
            policies.add(policy);
            return this;
        }

        /**
         * Validates and freezes.
         *
         * @return the configuration.
         * @throws IllegalArgumentException naming the field and its value.
         */
        public OracleConfig build()
        {
            return new OracleConfig(this);
        }
    }
}
