// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How trust falls and recovers, for every source of an oracle. Immutable. Trust is in basis points of the base weight.
 *
 * @param fallBps           what one fault takes away, basis points, 1 to 10,000.
 * @param riseBps           what one healthy run gives back, basis points, 1 to 10,000.
 * @param healthyTicks      ticks in a healthy run, 1 to 100,000.
 * @param healthyNs         least time a healthy run takes; nanoseconds, 0 to 1 h.
 * @param quarantineNs      how long a first exclusion lasts, doubled by each further fall; nanoseconds, 1 ms to 1 day.
 * @param faultsToExclude   subjective faults in a row that exclude, 1 to 1,000.
 * @param maxSequenceJump   largest step of a signed sequence within a session epoch, 1 to 2^40.
 * @param anomalies         what else counts as an anomaly.
 */
public record TrustPolicy(
    int fallBps,
    int riseBps,
    int healthyTicks,
    long healthyNs,
    long quarantineNs,
    int faultsToExclude,
    long maxSequenceJump,
    AnomalyPolicy anomalies)
{
    /** Falls by 500, rises by 100 after 20 ticks over 2 s; 5 faults in a row exclude for 10 s. */
    public static final TrustPolicy DEFAULT =
        new TrustPolicy(500, 100, 20, 2_000_000_000L, 10_000_000_000L, 5, 1L << 20);

    /**
     * Validates every component.
     *
     * @param fallBps           what one fault takes away, basis points, 1 to 10,000.
     * @param riseBps           what one healthy run gives back, basis points, 1 to 10,000.
     * @param healthyTicks      ticks in a healthy run, 1 to 100,000.
     * @param healthyNs         least time a healthy run takes; nanoseconds, 0 to 1 h.
     * @param quarantineNs      how long a first exclusion lasts, doubled by each further fall; nanoseconds, 1 ms to 1
     *                          day.
     * @param faultsToExclude   subjective faults in a row that exclude, 1 to 1,000.
     * @param maxSequenceJump   largest step of a signed sequence within a session epoch, 1 to 2^40.
     * @param anomalies         what else counts as an anomaly.
     */
    public TrustPolicy
    {
        Check.range("fallBps", fallBps, 1, 10_000);
        Check.range("riseBps", riseBps, 1, 10_000);
        Check.range("healthyTicks", healthyTicks, 1, 100_000);
        Check.range("healthyNs", healthyNs, 0, 3_600_000_000_000L);
        Check.range("quarantineNs", quarantineNs, 1_000_000L, 86_400_000_000_000L);
        Check.range("faultsToExclude", faultsToExclude, 1, 1_000);
        Check.range("maxSequenceJump", maxSequenceJump, 1, 1L << 40);
        Check.present("anomalies", anomalies);
    }

    /**
     * With the default anomalies.
     *
     * @param fallBps         basis points, 1 to 10,000.
     * @param riseBps         basis points, 1 to 10,000.
     * @param healthyTicks    1 to 100,000.
     * @param healthyNs       nanoseconds, 0 to 1 h.
     * @param quarantineNs    nanoseconds, 1 ms to 1 day.
     * @param faultsToExclude 1 to 1,000.
     * @param maxSequenceJump 1 to 2^40.
     */
    public TrustPolicy(
        final int fallBps,
        final int riseBps,
        final int healthyTicks,
        final long healthyNs,
        final long quarantineNs,
        final int faultsToExclude,
        final long maxSequenceJump)
    {
        this(fallBps, riseBps, healthyTicks, healthyNs, quarantineNs, faultsToExclude, maxSequenceJump,
            AnomalyPolicy.DEFAULT);
    }
}
