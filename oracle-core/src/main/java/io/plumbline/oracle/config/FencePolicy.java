// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * What counts as an outlier for one instrument. Immutable. A price further from the median than the fence is dropped,
 * never clamped.
 *
 * @param floorBps        the fence is never narrower than this, basis points of the median, 1 to 5,000.
 * @param iqrMultiple     fence in multiples of the interquartile range, 1 to 100.
 * @param growthBpsPerSec what the fence by which trust judges a source gains for each second of age of the others'
 *                        median, basis points, 0 to 1,000.
 * @param maxRangeBps     widest admitted range on which money may be promised, basis points of the median, 1 to 5,000;
 *                        half of it is the widest fence around a price, unless the floor is wider.
 */
public record FencePolicy(int floorBps, int iqrMultiple, int growthBpsPerSec, int maxRangeBps)
{
    /** Floor 30 bps, 5 times the interquartile range, 5 bps a second, admitted range at most 100 bps. */
    public static final FencePolicy DEFAULT = new FencePolicy(30, 5, 5, 100);

    /**
     * Validates every component.
     *
     * @param floorBps        the fence is never narrower than this, basis points of the median, 1 to 5,000.
     * @param iqrMultiple     fence in multiples of the interquartile range, 1 to 100.
     * @param growthBpsPerSec what the fence by which trust judges a source gains for each second of age of the others'
     *                        median, basis points, 0 to 1,000.
     * @param maxRangeBps     widest admitted range on which money may be promised, basis points of the median, 1 to
     *                        5,000; half of it is the widest fence around a price, unless the floor is wider.
     */
    public FencePolicy
    {
        Check.range("floorBps", floorBps, 1, 5_000);
        Check.range("iqrMultiple", iqrMultiple, 1, 100);
        Check.range("growthBpsPerSec", growthBpsPerSec, 0, 1_000);
        Check.range("maxRangeBps", maxRangeBps, 1, 5_000);
    }
}
