// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * From which figures on operators are alerted, while quotes may still be good. Immutable. A threshold of 0 leaves its
 * figure out.
 *
 * @param dispersionBps  interquartile range of an instrument, basis points, 0 to 10,000.
 * @param staleShareBps  share of an instrument's base weight that is not fresh, basis points, 0 to 10,000.
 * @param tierSpreadBps  distance of PRIMARY and SECONDARY, basis points, 0 to 10,000.
 * @param refusalsPerSec refusals of one code in a second, 0 to 1,000,000.
 * @param quoteAgeP95Ns  age of the price at issue, 95th percentile of a second's order quotes; nanoseconds, 0 to 1
 *                       day.
 * @param exitBps        an alert ends below this share of its threshold, basis points, 1 to 10,000.
 */
public record AlertPolicy(
    int dispersionBps,
    int staleShareBps,
    int tierSpreadBps,
    int refusalsPerSec,
    long quoteAgeP95Ns,
    int exitBps)
{
    /** 30 bps, 30 %, 50 bps, 100 a second, 3 s; ends at 80 %. */
    public static final AlertPolicy DEFAULT = new AlertPolicy(30, 3_000, 50, 100, 3_000_000_000L, 8_000);

    /**
     * Validates every component.
     *
     * @param dispersionBps  interquartile range of an instrument, basis points, 0 to 10,000.
     * @param staleShareBps  share of an instrument's base weight that is not fresh, basis points, 0 to 10,000.
     * @param tierSpreadBps  distance of PRIMARY and SECONDARY, basis points, 0 to 10,000.
     * @param refusalsPerSec refusals of one code in a second, 0 to 1,000,000.
     * @param quoteAgeP95Ns  age of the price at issue, 95th percentile of a second's order quotes; nanoseconds, 0 to
     *                       1 day.
     * @param exitBps        an alert ends below this share of its threshold, basis points, 1 to 10,000.
     */
    public AlertPolicy
    {
        Check.range("dispersionBps", dispersionBps, 0, 10_000);
        Check.range("staleShareBps", staleShareBps, 0, 10_000);
        Check.range("tierSpreadBps", tierSpreadBps, 0, 10_000);
        Check.range("refusalsPerSec", refusalsPerSec, 0, 1_000_000);
        Check.range("quoteAgeP95Ns", quoteAgeP95Ns, 0, 86_400_000_000_000L);
        Check.range("exitBps", exitBps, 1, 10_000);
    }
}
