// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How an instrument's realized volatility is measured and what it does to fences. Immutable.
 *
 * @param sampleIntervalNs least time between two samples; nanoseconds, 10 ms to 1 h.
 * @param fenceMultiple    fences are at least so many times the volatility over the time that has passed, 0 to 100; 0
 *                         leaves it out.
 */
public record VolatilityPolicy(long sampleIntervalNs, int fenceMultiple)
{
    /** A sample a second; fences at least 4 times the volatility. */
    public static final VolatilityPolicy DEFAULT = new VolatilityPolicy(1_000_000_000L, 4);

    /**
     * Validates every component.
     *
     * @param sampleIntervalNs least time between two samples; nanoseconds, 10 ms to 1 h.
     * @param fenceMultiple    fences are at least so many times the volatility over the time that has passed, 0 to
     *                         100; 0 leaves it out.
     */
    public VolatilityPolicy
    {
        Check.range("sampleIntervalNs", sampleIntervalNs, 10_000_000L, 3_600_000_000_000L);
        Check.range("fenceMultiple", fenceMultiple, 0, 100);
    }
}
