// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * When an instrument's price is not believed though it has quorum. Immutable. The widest admitted range stands in
 * {@link FencePolicy}.
 *
 * @param jumpBps          furthest the price may stand from its slow anchor, basis points, 1 to 10,000.
 * @param jumpMultiple     or so many times the realized volatility since the last live price, at most twice
 *                         {@code jumpBps}, 0 to 100; 0 leaves it out.
 * @param anchorBpsPerSec  how fast the anchor may follow, basis points a second, 1 to 10,000.
 * @param silenceBpsPerSec what the jump limit gains for each second since the last live price, basis points, 0 to
 *                         1,000.
 * @param maxSilenceBps    and at most, basis points, 0 to 5,000.
 * @param dispersionBps    widest interquartile range, basis points, 1 to 10,000.
 * @param tierSpreadBps    furthest PRIMARY and SECONDARY may part, basis points, 1 to 10,000.
 * @param exitBps          a breaker heals at this share of its limit, basis points, 1 to 10,000.
 * @param healNs           and after so long; nanoseconds, 0 to 1 h.
 */
public record BreakerPolicy(
    int jumpBps,
    int jumpMultiple,
    int anchorBpsPerSec,
    int silenceBpsPerSec,
    int maxSilenceBps,
    int dispersionBps,
    int tierSpreadBps,
    int exitBps,
    long healNs)
{
    /**
     * Jump 300 bps or 8 times volatility, anchor 10 bps/s, silence 10 bps/s up to 300; dispersion 60, tiers 100; heal
     * at 80 % after 10 s.
     */
    public static final BreakerPolicy DEFAULT =
        new BreakerPolicy(300, 8, 10, 10, 300, 60, 100, 8_000, 10_000_000_000L);

    /**
     * Validates every component.
     *
     * @param jumpBps          furthest the price may stand from its slow anchor, basis points, 1 to 10,000.
     * @param jumpMultiple     or so many times the realized volatility since the last live price, at most twice
     *                         {@code jumpBps}, 0 to 100; 0 leaves it out.
     * @param anchorBpsPerSec  how fast the anchor may follow, basis points a second, 1 to 10,000.
     * @param silenceBpsPerSec what the jump limit gains for each second since the last live price, basis points, 0 to
     *                         1,000.
     * @param maxSilenceBps    and at most, basis points, 0 to 5,000.
     * @param dispersionBps    widest interquartile range, basis points, 1 to 10,000.
     * @param tierSpreadBps    furthest PRIMARY and SECONDARY may part, basis points, 1 to 10,000.
     * @param exitBps          a breaker heals at this share of its limit, basis points, 1 to 10,000.
     * @param healNs           and after so long; nanoseconds, 0 to 1 h.
     */
    public BreakerPolicy
    {
        Check.range("jumpBps", jumpBps, 1, 10_000);
        Check.range("jumpMultiple", jumpMultiple, 0, 100);
        Check.range("anchorBpsPerSec", anchorBpsPerSec, 1, 10_000);
        Check.range("silenceBpsPerSec", silenceBpsPerSec, 0, 1_000);
        Check.range("maxSilenceBps", maxSilenceBps, 0, 5_000);
        Check.range("dispersionBps", dispersionBps, 1, 10_000);
        Check.range("tierSpreadBps", tierSpreadBps, 1, 10_000);
        Check.range("exitBps", exitBps, 1, 10_000);
        Check.range("healNs", healNs, 0, 3_600_000_000_000L);
    }
}
