// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * Figures that are watched once a second. Each may have a threshold in
 * {@link io.plumbline.oracle.config.AlertPolicy}.
 */
public enum Gauge
{
    /** Interquartile range of an instrument's sources against its price, basis points. */
    DISPERSION_BPS(true),
    /** Share of an instrument's base weight without a fresh believed price, basis points. */
    STALE_SHARE_BPS(true),
    /** Distance of an instrument's PRIMARY and SECONDARY, basis points. */
    TIER_SPREAD_BPS(true),
    /** Refusals of one code in a second. */
    REFUSALS_PER_SEC(false),
    /** Age of the price at issue, 95th percentile of a second's order quotes, nanoseconds. */
    QUOTE_AGE_P95_NS(false);

    private final boolean isOfInstrument;

    Gauge(final boolean isOfInstrument)
    {
        this.isOfInstrument = isOfInstrument;
    }

    /**
     * Whether each instrument has a figure of its own.
     *
     * @return false for figures of the oracle as a whole.
     */
    public boolean isOfInstrument()
    {
        return isOfInstrument;
    }
}
