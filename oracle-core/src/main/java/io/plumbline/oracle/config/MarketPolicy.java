// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one instrument's market is watched: volatility, breakers, modes and, where there is one, the signal of implied
 * volatility. Immutable; any thread.
 */
public final class MarketPolicy
{
    /** The default volatility, breakers and modes, no signal. */
    public static final MarketPolicy DEFAULT =
        new MarketPolicy(VolatilityPolicy.DEFAULT, BreakerPolicy.DEFAULT, ModePolicy.DEFAULT, null);

    private final VolatilityPolicy volatility;
    private final BreakerPolicy breakers;
    private final ModePolicy modes;
    private final @Nullable ImpliedPolicy implied;

    private MarketPolicy(
        final VolatilityPolicy volatility,
        final BreakerPolicy breakers,
        final ModePolicy modes,
        final @Nullable ImpliedPolicy implied)
    {
        this.volatility = Check.present("volatility", volatility);
        this.breakers = Check.present("breakers", breakers);
        this.modes = Check.present("modes", modes);
        this.implied = implied;
    }

    /**
     * How realized volatility is measured.
     *
     * @return the policy.
     */
    public VolatilityPolicy volatility()
    {
        return volatility;
    }

    /**
     * When a price with quorum is not believed.
     *
     * @return the policy.
     */
    public BreakerPolicy breakers()
    {
        return breakers;
    }

    /**
     * When the instrument is quoted more carefully.
     *
     * @return the policy.
     */
    public ModePolicy modes()
    {
        return modes;
    }

    /**
     * What is made of implied volatility.
     *
     * @return empty where there is no signal.
     */
    public Optional<ImpliedPolicy> implied()
    {
        return Optional.ofNullable(implied);
    }

    /**
     * The same with another measure of volatility.
     *
     * @param policy the policy.
     * @return a new policy.
     */
    public MarketPolicy with(final VolatilityPolicy policy)
    {
        return new MarketPolicy(policy, breakers, modes, implied);
    }

    /**
     * The same with other breakers.
     *
     * @param policy the policy.
     * @return a new policy.
     */
    public MarketPolicy with(final BreakerPolicy policy)
    {
        return new MarketPolicy(volatility, policy, modes, implied);
    }

    /**
     * The same with other modes.
     *
     * @param policy the policy.
     * @return a new policy.
     */
    public MarketPolicy with(final ModePolicy policy)
    {
        return new MarketPolicy(volatility, breakers, policy, implied);
    }

    /**
     * The same with a signal of implied volatility.
     *
     * @param policy the policy.
     * @return a new policy.
     */
    public MarketPolicy with(final ImpliedPolicy policy)
    {
        return new MarketPolicy(volatility, breakers, modes, policy);
    }
}
