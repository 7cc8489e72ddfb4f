// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.price.Roots;

/**
 * Carries realized volatility from its sample interval to other spans, by the square root of time. Volatility is in
 * centi-bps over one interval, results in basis points, rounded down. Pure functions, any thread; no input of the
 * configured ranges overflows.
 */
public final class VolatilityScale
{
    /** A square root of time equal to the interval's. */
    public static final int ROOT_ONE = 1_000;

    private static final long CENTI = 100L * ROOT_ONE;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long YEAR_NS = 31_536_000L * 1_000_000_000L;
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int MAX_U16 = 0xffff;

    private VolatilityScale()
    {
    }

    /**
     * The square root of a span in sample intervals, times {@link #ROOT_ONE}.
     *
     * @param spanNs     0 or more; more than a day counts as a day.
     * @param intervalNs at least a microsecond.
     * @return rounded down.
     */
    public static long root(final long spanNs, final long intervalNs)
    {
        if (spanNs == intervalNs)
        {
            return ROOT_ONE;
        }
        return Roots.floor(1_000_000L * (Math.min(spanNs, DAY_NS) / 1_000) / (intervalNs / 1_000));
    }

    /**
     * So many times the volatility over a span, or over one interval where that is longer.
     *
     * @param multiple           0 to 100.
     * @param volatilityCentiBps 0 to 2,000,000.
     * @param spanNs             any.
     * @param intervalNs         the sample interval.
     * @return basis points.
     */
    public static long overBps(
        final int multiple, final int volatilityCentiBps, final long spanNs, final long intervalNs)
    {
        if (volatilityCentiBps == 0 || multiple == 0)
        {
            return 0;
        }
        return (long)multiple * volatilityCentiBps * root(Math.max(spanNs, intervalNs), intervalNs) / CENTI;
    }

    /**
     * Volatility over one minute.
     *
     * @param volatilityCentiBps 0 to 2,000,000.
     * @param intervalNs         the sample interval.
     * @return basis points, at most 65,535.
     */
    public static int overMinuteBps(final int volatilityCentiBps, final long intervalNs)
    {
        return volatilityCentiBps == 0 ? 0 :
            (int)Math.min(MAX_U16, volatilityCentiBps * root(MINUTE_NS, intervalNs) / CENTI);
    }

    /**
     * Volatility over a year of 365 days.
     *
     * @param volatilityCentiBps 0 to 2,000,000.
     * @param intervalNs         the sample interval.
     * @return basis points.
     */
    public static long overYearBps(final int volatilityCentiBps, final long intervalNs)
    {
        return volatilityCentiBps == 0 ? 0 :
            volatilityCentiBps * Roots.floor(1_000_000L * (YEAR_NS / intervalNs)) / CENTI;
    }
}
