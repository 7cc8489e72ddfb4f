// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What counts as fresh for one instrument. Immutable. Ages are measured from the earliest of observation, signature and
 * receipt.
 *
 * @param maxAgeNs         a contribution older than this is dropped; nanoseconds, 1 ms to 1 day.
 * @param futureSkewNs     a tick dated further ahead of receipt than this is refused; nanoseconds, 0 to 60 s.
 * @param frozenAfterNs    a value unchanged for longer than this, while its time moves on, loses trust; 0 exempts
 *                         (pegs).
 * @param lastGoodMaxAgeNs how long after its judgement the last price with quorum is shown; nanoseconds, 0 to 1 day.
 */
public record FreshnessPolicy(long maxAgeNs, long futureSkewNs, long frozenAfterNs, long lastGoodMaxAgeNs)
{
    private static final long SECOND_NS = 1_000_000_000L;

    /** Age 5 s, skew 2 s, frozen after 60 s, last good for 60 s. */
    public static final FreshnessPolicy DEFAULT =
        new FreshnessPolicy(5 * SECOND_NS, 2 * SECOND_NS, 60 * SECOND_NS, 60 * SECOND_NS);

    /**
     * Validates every component.
     *
     * @param maxAgeNs         a contribution older than this is dropped; nanoseconds, 1 ms to 1 day.
     * @param futureSkewNs     a tick dated further ahead of receipt than this is refused; nanoseconds, 0 to 60 s.
     * @param frozenAfterNs    a value unchanged for longer than this, while its time moves on, loses trust; 0 exempts
     *                         (pegs).
     * @param lastGoodMaxAgeNs how long after its judgement the last price with quorum is shown; nanoseconds, 0 to 1
     *                         day.
     */
    public FreshnessPolicy
    {
        Check.range("maxAgeNs", maxAgeNs, 1_000_000L, 86_400 * SECOND_NS);
        Check.range("futureSkewNs", futureSkewNs, 0, 60 * SECOND_NS);
        Check.range("frozenAfterNs", frozenAfterNs, 0, 86_400 * SECOND_NS);
        Check.range("lastGoodMaxAgeNs", lastGoodMaxAgeNs, 0, 86_400 * SECOND_NS);
    }
}
