// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What counts as an anomaly of a source's own statements. Immutable.
 *
 * @param errorBurst        unusable ticks in a burst that cost trust, 1 to 10,000.
 * @param windowNs          how long moves are compared; nanoseconds, 100 ms to 1 h.
 * @param minMoveBps        a window counts when the others moved by this, basis points, 1 to 10,000.
 * @param disagreements     of the last eight windows that cost trust, 1 to 8.
 * @param scaleToleranceBps how near a power of ten a jump must come, basis points, 1 to 4,000.
 */
public record AnomalyPolicy(int errorBurst, long windowNs, int minMoveBps, int disagreements, int scaleToleranceBps)
{
    /** 8 errors; windows of 10 s in which the others move by 10 bps, 6 of 8; a jump within 20 % of a power of ten. */
    public static final AnomalyPolicy DEFAULT = new AnomalyPolicy(8, 10_000_000_000L, 10, 6, 2_000);

    /**
     * Validates every component.
     *
     * @param errorBurst        unusable ticks in a burst that cost trust, 1 to 10,000.
     * @param windowNs          how long moves are compared; nanoseconds, 100 ms to 1 h.
     * @param minMoveBps        a window counts when the others moved by this, basis points, 1 to 10,000.
     * @param disagreements     of the last eight windows that cost trust, 1 to 8.
     * @param scaleToleranceBps how near a power of ten a jump must come, basis points, 1 to 4,000.
     */
    public AnomalyPolicy
    {
        Check.range("errorBurst", errorBurst, 1, 10_000);
        Check.range("windowNs", windowNs, 100_000_000L, 3_600_000_000_000L);
        Check.range("minMoveBps", minMoveBps, 1, 10_000);
        Check.range("disagreements", disagreements, 1, 8);
        Check.range("scaleToleranceBps", scaleToleranceBps, 1, 4_000);
    }
}
