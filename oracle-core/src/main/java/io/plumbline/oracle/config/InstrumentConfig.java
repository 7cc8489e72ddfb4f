// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.List;
import java.util.Optional;
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
    private final int payableDecimals;
    private final @Nullable String networkFee;
    private final long maxOutstandingMinorUnits;

    InstrumentConfig(final InstrumentConfigBuilder builder)
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
        payableDecimals = builder.payableDecimals == null ? assetDecimals :
            Check.range("payableDecimals", builder.payableDecimals, 0, assetDecimals);
        networkFee = builder.networkFee == null ? null : Check.ascii("networkFee", builder.networkFee, 24);
        maxOutstandingMinorUnits =
            Check.range("maxOutstandingMinorUnits", builder.maxOutstandingMinorUnits, 1, 1L << 62);
    }

    /**
     * Starts an instrument.
     *
     * @param symbol its name, printable ASCII, at most 24 characters, such as {@code BTC/USD}.
     * @return a builder with the default policies, price scale 8 and a currency of 2 decimals.
     */
    public static InstrumentConfigBuilder named(final String symbol)
    {
        return new InstrumentConfigBuilder(symbol);
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
     * Decimals of the asset that a payer's wallet can send: amounts in the asset lie on that grid.
     *
     * @return 0 to the asset's decimals, which is the default.
     */
    public int payableDecimals()
    {
        return payableDecimals;
    }

    /**
     * The supporting instrument whose price is what one transfer of the asset costs.
     *
     * @return its symbol; empty where there is none.
     */
    public Optional<String> networkFee()
    {
        return Optional.ofNullable(networkFee);
    }

    /**
     * Most value of the live quotes on this instrument, all policies together.
     *
     * @return minor units of the currency, 1 to 2^62.
     */
    public long maxOutstandingMinorUnits()
    {
        return maxOutstandingMinorUnits;
    }
}
