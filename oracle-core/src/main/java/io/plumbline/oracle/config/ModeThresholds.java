// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * From which figures on a mode is entered. Immutable. A threshold of 0 leaves its figure out.
 *
 * @param dispersionBps interquartile range, basis points, 0 to 10,000.
 * @param volatilityBps realized volatility over one minute, basis points, 0 to 10,000.
 * @param staleShareBps share of the base weight that is not fresh, basis points, 0 to 10,000.
 * @param spreadBps     bid-ask spread, basis points, 0 to 10,000.
 */
public record ModeThresholds(int dispersionBps, int volatilityBps, int staleShareBps, int spreadBps)
{
    /**
     * Validates every component.
     *
     * @param dispersionBps interquartile range, basis points, 0 to 10,000.
     * @param volatilityBps realized volatility over one minute, basis points, 0 to 10,000.
     * @param staleShareBps share of the base weight that is not fresh, basis points, 0 to 10,000.
     * @param spreadBps     bid-ask spread, basis points, 0 to 10,000.
     */
    public ModeThresholds
    {
        Check.range("dispersionBps", dispersionBps, 0, 10_000);
        Check.range("volatilityBps", volatilityBps, 0, 10_000);
        Check.range("staleShareBps", staleShareBps, 0, 10_000);
        Check.range("spreadBps", spreadBps, 0, 10_000);
    }
}
