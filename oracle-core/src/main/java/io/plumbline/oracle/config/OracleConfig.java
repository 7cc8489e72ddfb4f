// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

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
    private final String issuer;
    private final PolicyControl policyControl;
    private final @Nullable RedemptionLog redemptionLog;

    OracleConfig(final OracleConfigBuilder builder)
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
        issuer = Check.ascii("issuer", builder.issuer, 64);
        Check.that(issuer.indexOf('"') < 0 && issuer.indexOf('\\') < 0, "issuer", issuer,
            "must hold neither quotation mark nor backslash");
        policyControl = Check.present("policyControl", builder.policyControl);
        redemptionLog = builder.redemptionLog;
        instruments = List.copyOf(builder.instruments);
        sources = List.copyOf(builder.sources);
        policies = List.copyOf(builder.policies);
        Check.range("instruments", instruments.size(), 1, MAX_INSTRUMENTS);
        Check.range("sources", sources.size(), 1, MAX_SOURCES);
        graph = new InstrumentGraph(instruments);
        connections = SourceChecks.connections(sources, graph, instruments);
        checkPolicies();
    }

    private void checkPolicies()
    {
        final Set<String> names = new HashSet<>();
        final Set<PolicyScope> scopes = new HashSet<>();
        for (final QuotePolicy policy : policies)
        {
            Check.that(names.add(policy.name()), "policy", policy.name(), "must be unique");
            policy.scope().ifPresent(scope ->
                Check.that(scopes.add(scope), "scope", scope, "of " + policy.name() + " must be unique"));
            Check.that(quoteSigner == null || !policy.isRepriced(), "isRepriced", true, "of " + policy.name() +
                " must not go with a quoteSigner");
        }
    }

    /**
     * Starts a configuration.
     *
     * @return a builder with environment 1, engine 1 and the default threading and trust.
     */
    public static OracleConfigBuilder builder()
    {
        return new OracleConfigBuilder();
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
     * Who issues quotes, as their second form names it.
     *
     * @return printable ASCII without quotation marks and backslashes, at most 64 characters.
     */
    public String issuer()
    {
        return issuer;
    }

    /**
     * How changes are let into force.
     *
     * @return the control.
     */
    public PolicyControl policyControl()
    {
        return policyControl;
    }

    /**
     * What carries redemptions over to the next start of this engine.
     *
     * @return empty where nothing does: quotes of earlier starts are refused.
     */
    public Optional<RedemptionLog> redemptionLog()
    {
        return Optional.ofNullable(redemptionLog);
    }
}
