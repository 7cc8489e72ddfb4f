// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an instrument's settings. Not for concurrent use.
 */
public final class InstrumentConfigBuilder
{
    final String symbol;
    @Nullable String assetId;
    int assetDecimals = 8;
    @Nullable String currency;
    int currencyDecimals = 2;
    int priceScale = 8;
    int minSignificantDigits = 4;
    FreshnessPolicy freshness = FreshnessPolicy.DEFAULT;
    QuorumPolicy quorum = QuorumPolicy.DEFAULT;
    FencePolicy fence = FencePolicy.DEFAULT;
    EmissionPolicy emission = EmissionPolicy.DEFAULT;
    MarketPolicy market = MarketPolicy.DEFAULT;
    FallbackPolicy fallback = FallbackPolicy.NONE;
    final List<LegConfig> legs = new ArrayList<>();
    boolean isSupporting;
    @Nullable Integer payableDecimals;
    @Nullable String networkFee;
    long maxOutstandingMinorUnits = 1L << 62;

    InstrumentConfigBuilder(final String symbol)
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
    public InstrumentConfigBuilder asset(final String id, final int decimals)
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
    public InstrumentConfigBuilder currency(final String code, final int decimals)
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
    public InstrumentConfigBuilder price(final int scale, final int significantDigits)
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
    public InstrumentConfigBuilder freshness(final FreshnessPolicy policy)
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
    public InstrumentConfigBuilder quorum(final QuorumPolicy policy)
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
    public InstrumentConfigBuilder fence(final FencePolicy policy)
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
    public InstrumentConfigBuilder emission(final EmissionPolicy policy)
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
    public InstrumentConfigBuilder market(final MarketPolicy policy)
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
    public InstrumentConfigBuilder fallback(final FallbackPolicy policy)
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
    public InstrumentConfigBuilder leg(final LegConfig leg)
    {
        legs.add(leg);
        return this;
    }

    /**
     * Sets what a payer's wallet can send.
     *
     * @param decimals of the asset, 0 to those of its base unit.
     * @return this.
     */
    public InstrumentConfigBuilder payable(final int decimals)
    {
        payableDecimals = decimals;
        return this;
    }

    /**
     * Names the signal of what one transfer costs.
     *
     * @param supporting symbol of a supporting instrument in the same currency.
     * @return this.
     */
    public InstrumentConfigBuilder networkFee(final String supporting)
    {
        networkFee = supporting;
        return this;
    }

    /**
     * Bounds the value of the live quotes, all policies together.
     *
     * @param minorUnits of the currency, 1 to 2^62.
     * @return this.
     */
    public InstrumentConfigBuilder maxOutstanding(final long minorUnits)
    {
        maxOutstandingMinorUnits = minorUnits;
        return this;
    }

    /**
     * Lets it only support others: nothing is quoted on it.
     *
     * @return this.
     */
    public InstrumentConfigBuilder supporting()
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
