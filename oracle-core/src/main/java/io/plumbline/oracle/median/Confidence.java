// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

/**
 * How far a price can be relied on, as one figure. Five marks of 0 to 10,000 basis points, each rounded down and each
 * of which can take away at most half: confidence is the product of (10,000 + mark) / 20,000 over count, lineages,
 * agreement, freshness and trust. A source's own word about its confidence is no part of it. Pure functions, any
 * thread.
 */
final class Confidence
{
    private static final long FULL_BPS = 10_000;

    private Confidence()
    {
    }

    /**
     * The figure.
     *
     * @param sources       how many contribute.
     * @param configured    how many the instrument has, at least {@code sources} and at least 1.
     * @param lineages      how many contribute; full mark at twice the minimum less one.
     * @param minLineages   what quorum asks for, at least 1.
     * @param dispersionBps interquartile range; no mark at {@code maxRangeBps} or more.
     * @param maxRangeBps   at least 1.
     * @param ageNs         the contributors' average by weight; no mark at {@code maxAgeNs}.
     * @param maxAgeNs      1 ns to a day.
     * @param trustBps      the contributors' average by weight, 0 to 10,000.
     * @return 0 to 10,000 basis points; 312 at the least.
     */
    static int bps(
        final int sources,
        final int configured,
        final int lineages,
        final int minLineages,
        final int dispersionBps,
        final int maxRangeBps,
        final long ageNs,
        final long maxAgeNs,
        final int trustBps)
    {
        final long byCount = share(sources, configured);
        final long byLineage = share(lineages, 2 * minLineages - 1);
        final long byAgreement = share(maxRangeBps - Math.min(dispersionBps, maxRangeBps), maxRangeBps);
        // A day in nanoseconds times 10,000 is below 2^60.
        final long left = maxAgeNs - Math.min(maxAgeNs, Math.max(0, ageNs));
        final long byFreshness = left == maxAgeNs ? FULL_BPS : left * FULL_BPS / maxAgeNs;
        final long first = (FULL_BPS + byLineage) * (FULL_BPS + byAgreement);
        final long second = (FULL_BPS + byFreshness) * (FULL_BPS + trustBps);
        // first and second are at most 4e8 each, so their product, at most 1.6e17, is exact.
        final long four = first * second / (2 * FULL_BPS);
        return (int)(four * (FULL_BPS + byCount) / (16 * FULL_BPS * FULL_BPS * FULL_BPS));
    }

    private static int share(final int part, final int whole)
    {
        return part >= whole ? (int)FULL_BPS : part * (int)FULL_BPS / whole;
    }
}
