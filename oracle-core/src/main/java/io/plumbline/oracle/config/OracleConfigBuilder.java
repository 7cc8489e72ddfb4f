// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an oracle's settings. Not for concurrent use.
 */
public final class OracleConfigBuilder
{
    int environment = 1;
    long engineId = 1;
    @Nullable SigningSeed signingSeed;
    @Nullable QuoteSigner quoteSigner;
    ThreadingConfig threading = ThreadingConfig.DEFAULT;
    TrustPolicy trust = TrustPolicy.DEFAULT;
    CryptoConfig crypto = CryptoConfig.DEFAULT;
    @Nullable OracleClock clock;
    AlertPolicy alerts = AlertPolicy.DEFAULT;
    String issuer = "plumbline";
    PolicyControl policyControl = PolicyControl.DEFAULT;
    @Nullable RedemptionLog redemptionLog;
    final List<InstrumentConfig> instruments = new ArrayList<>();
    final List<SourceConfig> sources = new ArrayList<>();
    final List<QuotePolicy> policies = new ArrayList<>();

    OracleConfigBuilder()
    {
    }

    /**
     * Sets the deployment and the engine instance.
     *
     * @param deployment the environment number frames must carry.
     * @param engine     this instance.
     * @return this.
     */
    public OracleConfigBuilder identity(final int deployment, final long engine)
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
    public OracleConfigBuilder signingSeed(final SigningSeed seed)
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
    public OracleConfigBuilder quoteSigner(final QuoteSigner signer)
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
    public OracleConfigBuilder threading(final ThreadingConfig config)
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
    public OracleConfigBuilder trust(final TrustPolicy policy)
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
    public OracleConfigBuilder crypto(final CryptoConfig config)
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
    public OracleConfigBuilder clock(final OracleClock value)
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
    public OracleConfigBuilder alerts(final AlertPolicy policy)
    {
        alerts = policy;
        return this;
    }

    /**
     * Sets who issues quotes, as their second form names it.
     *
     * @param name printable ASCII without quotation marks and backslashes, at most 64 characters.
     * @return this.
     */
    public OracleConfigBuilder issuer(final String name)
    {
        issuer = name;
        return this;
    }

    /**
     * Sets how changes are let into force.
     *
     * @param control the control.
     * @return this.
     */
    public OracleConfigBuilder policyControl(final PolicyControl control)
    {
        policyControl = control;
        return this;
    }

    /**
     * Sets what carries redemptions over to the next start of this engine.
     *
     * @param log the log; this engine's alone.
     * @return this.
     */
    public OracleConfigBuilder redemptionLog(final RedemptionLog log)
    {
        redemptionLog = log;
        return this;
    }

    /**
     * Adds an instrument.
     *
     * @param instrument the instrument.
     * @return this.
     */
    public OracleConfigBuilder instrument(final InstrumentConfig instrument)
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
    public OracleConfigBuilder source(final SourceConfig source)
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
    public OracleConfigBuilder policy(final QuotePolicy policy)
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
