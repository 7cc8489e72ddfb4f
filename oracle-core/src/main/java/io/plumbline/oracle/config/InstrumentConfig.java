// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One price the oracle keeps: an asset in a currency, its scales and its policies. Immutable; any thread.
 */
public final class InstrumentConfig
{
    private final String symbol;
    private final String assetId;
    private final int assetDecimals;
    private final String currency;
    private final int currencyDecimals;
    private final int priceScale;
    private final int minSignificantDigits;
    private final FreshnessPolicy freshness;
    private final QuorumPolicy quorum;
    private final FencePolicy fence;
    private final EmissionPolicy emission;
    private final MarketPolicy market;
    private final FallbackPolicy fallback;
    private final List<LegConfig> legs;
    private final boolean isSupporting;

    private InstrumentConfig(final Builder builder)
    {
        symbol = Check.ascii("symbol", builder.symbol, 24);
        assetId = Check.ascii("assetId", builder.assetId, 96);
        assetDecimals = Check.range("assetDecimals", builder.assetDecimals, 0, 18);
        currency = Check.ascii("currency", builder.currency, 8);
        currencyDecimals = Check.range("currencyDecimals", builder.currencyDecimals, 0, 18);
        priceScale = Check.range("priceScale", builder.priceScale, 0, 18);
        minSignificantDigits = Check.range("minSignificantDigits", builder.minSignificantDigits, 1, 18);
        freshness = Check.present("freshness", builder.freshness);
        quorum = Check.present("quorum", builder.quorum);
        fence = Check.present("fence", builder.fence);
        emission = Check.present("emission", builder.emission);
        market = Check.present("market", builder.market);
        fallback = Check.present("fallback", builder.fallback);
        legs = List.copyOf(builder.legs);
        isSupporting = builder.isSupporting;
    }

    /**
     * Starts an instrument.
     *
     * @param symbol its name, printable ASCII, at most 24 characters, such as {@code BTC/USD}.
     * @return a builder with the default policies, price scale 8 and a currency of 2 decimals.
     */
    public static Builder named(final String symbol)
    {
        return new Builder(symbol);
    }

    /**
     * The instrument's name.
     *
     * @return printable ASCII, at most 24 characters.
     */
    public String symbol()
    {
        return symbol;
    }

    /**
     * The asset, CAIP-19 style.
     *
     * @return printable ASCII, at most 96 characters.
     */
    public String assetId()
    {
        return assetId;
    }

    /**
     * Decimals of the asset's base unit.
     *
     * @return 0 to 18.
     */
    public int assetDecimals()
    {
        return assetDecimals;
    }

    /**
     * The currency's code.
     *
     * @return printable ASCII, at most 8 characters.
     */
    public String currency()
    {
        return currency;
    }

    /**
     * Decimals of the currency's minor unit.
     *
     * @return 0 to 18.
     */
    public int currencyDecimals()
    {
        return currencyDecimals;
    }

    /**
     * Decimals of this instrument's prices.
     *
     * @return 0 to 18.
     */
    public int priceScale()
    {
        return priceScale;
    }

    /**
     * Fewest significant digits a rescaled price may be left with.
     *
     * @return 1 to 18.
     */
    public int minSignificantDigits()
    {
        return minSignificantDigits;
    }

    /**
     * What counts as fresh.
     *
     * @return the policy.
     */
    public FreshnessPolicy freshness()
    {
        return freshness;
    }

    /**
     * Who must agree.
     *
     * @return the policy.
     */
    public QuorumPolicy quorum()
    {
        return quorum;
    }

    /**
     * What counts as an outlier.
     *
     * @return the policy.
     */
    public FencePolicy fence()
    {
        return fence;
    }

    /**
     * When a signed reference quote is emitted.
     *
     * @return the policy.
     */
    public EmissionPolicy emission()
    {
        return emission;
    }

    /**
     * How its market is watched.
     *
     * @return the policy.
     */
    public MarketPolicy market()
    {
        return market;
    }

    /**
     * What it falls back to.
     *
     * @return the policy.
     */
    public FallbackPolicy fallback()
    {
        return fallback;
    }

    /**
     * The factors it is derived from.
     *
     * @return empty where it has sources of its own.
     */
    public List<LegConfig> legs()
    {
        return legs;
    }

    /**
     * Whether it only supports others, as a leg, a secondary or a signal: nothing is quoted on it.
     *
     * @return false unless the operator said so.
     */
    public boolean isSupporting()
    {
        return isSupporting;
    }

    /**
     * Collects an instrument's settings. Not for concurrent use.
     */
    public static final class Builder
    {
        private final String symbol;
        private @Nullable String assetId;
        private int assetDecimals = 8;
        private @Nullable String currency;
        private int currencyDecimals = 2;
        private int priceScale = 8;
        private int minSignificantDigits = 4;
        private FreshnessPolicy freshness = FreshnessPolicy.DEFAULT;
        private QuorumPolicy quorum = QuorumPolicy.DEFAULT;
        private FencePolicy fence = FencePolicy.DEFAULT;
        private EmissionPolicy emission = EmissionPolicy.DEFAULT;
        private MarketPolicy market = MarketPolicy.DEFAULT;
        private FallbackPolicy fallback = FallbackPolicy.NONE;
        private final List<LegConfig> legs = new ArrayList<>();
        private boolean isSupporting;

        private Builder(final String symbol)
        {
            this.symbol = symbol;
        }

        /**
         * Sets the asset.
         *
         * @param id       CAIP-19 style, printable ASCII, at most 96 characters.
         * @param decimals of its base unit, 0 to 18.
         * @return this.
         */
        public Builder asset(final String id, final int decimals)
        {
            assetId = id;
            assetDecimals = decimals;
            return this;
        }

        /**
         * Sets the currency.
         *
         * @param code     printable ASCII, at most 8 characters.
         * @param decimals of its minor unit, 0 to 18.
         * @return this.
         */
        public Builder currency(final String code, final int decimals)
        {
            currency = code;
            currencyDecimals = decimals;
            return this;
        }

        /**
         * Sets the scale of prices.
         *
         * @param scale             decimals, 0 to 18.
         * @param significantDigits fewest significant digits after rescaling, 1 to 18.
         * @return this.
         */
        public Builder price(final int scale, final int significantDigits)
        {
            priceScale = scale;
            minSignificantDigits = significantDigits;
            return this;
        }

        /**
         * Sets what counts as fresh.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder freshness(final FreshnessPolicy policy)
        {
            freshness = policy;
            return this;
        }

        /**
         * Sets who must agree.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder quorum(final QuorumPolicy policy)
        {
            quorum = policy;
            return this;
        }

        /**
         * Sets what counts as an outlier.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder fence(final FencePolicy policy)
        {
            fence = policy;
            return this;
        }

        /**
         * Sets when reference quotes are emitted.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder emission(final EmissionPolicy policy)
        {
            emission = policy;
            return this;
        }

        /**
         * Sets how its market is watched.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder market(final MarketPolicy policy)
        {
            market = policy;
            return this;
        }

        /**
         * Sets what it falls back to.
         *
         * @param policy the policy.
         * @return this.
         */
        public Builder fallback(final FallbackPolicy policy)
        {
            fallback = policy;
            return this;
        }

        /**
         * Adds a factor; an instrument with factors has no sources.
         *
         * @param leg the factor.
         * @return this.
         */
        public Builder leg(final LegConfig leg)
        {
            legs.add(leg);
            return this;
        }

        /**
         * Lets it only support others: nothing is quoted on it.
         *
         * @return this.
         */
        public Builder supporting()
        {
            isSupporting = true;
            return this;
        }

        /**
         * Validates and freezes.
         *
         * @return the instrument.
         * @throws IllegalArgumentException naming the field and its value.
         */
        public InstrumentConfig build()
        {
            return new InstrumentConfig(this);
        }
    }
}
