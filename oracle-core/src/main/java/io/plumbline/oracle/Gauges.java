// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * The watched figures as of the last full second, the same that alerts are judged by. Any thread; allocates nothing.
 * They stand still once the oracle has closed or failed, and are 0 before the first second is over.
 */
public interface Gauges
{
    /**
     * A figure.
     *
     * @param gauge      which.
     * @param instrument dense id; not looked at for figures of the oracle as a whole.
     * @return in the gauge's unit; for REFUSALS_PER_SEC the most frequent code's; -1 where there is no such instrument.
     */
    long value(Gauge gauge, int instrument);

    /**
     * Refusals of one code, by all doors and stages.
     *
     * @param refusal the code.
     * @return a second, rounded down.
     */
    long refusalsPerSec(Refusal refusal);

    /**
     * Age of the price at issue, 95th percentile of the last second's order quotes.
     *
     * @return nanoseconds, at most 1/32 above the exact figure and never below it; 0 where no quote was issued.
     */
    long quoteAgeP95Ns();
}
