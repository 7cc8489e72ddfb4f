// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * One factor of a derived price. Immutable.
 *
 * @param instrument symbol of the instrument whose price is the factor.
 * @param isInverse  whether the price is divided by it.
 */
public record LegConfig(String instrument, boolean isInverse)
{
    /**
     * Validates every component.
     *
     * @param instrument symbol of the instrument whose price is the factor.
     * @param isInverse  whether the price is divided by it.
     */
    public LegConfig
    {
        Check.ascii("leg", instrument, 24);
    }

    /**
     * A factor.
     *
     * @param symbol of the instrument.
     * @return its price as it is.
     */
    public static LegConfig times(final String symbol)
    {
        return new LegConfig(symbol, false);
    }

    /**
     * A divisor.
     *
     * @param symbol of the instrument.
     * @return its price inverted.
     */
    public static LegConfig per(final String symbol)
    {
        return new LegConfig(symbol, true);
    }
}
