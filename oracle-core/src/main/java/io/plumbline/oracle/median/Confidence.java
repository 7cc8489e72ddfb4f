// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

/**
 * How far a price can be relied on, as one figure. Four marks of 0 to 10,000 basis points, each of which can take
 * away at most half: confidence is the product of (10,000 + mark) / 20,000 over lineages, agreement, freshness and
 * trust, rounded down once. A source's own word about its confidence is no part of it. Pure functions, any thread.
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
     * @param lineages      how many contribute; full mark at twice the minimum less one.
     * @param minLineages   what quorum asks for, at least 1.
     * @param dispersionBps interquartile range; no mark at {@code maxRangeBps} or more.
     * @param maxRangeBps   at least 1.
     * @param ageNs         of the oldest contributor; no mark at {@code maxAgeNs}.
     * @param maxAgeNs      at least 1.
     * @param effective     weight after trust, at most {@code full}.
     * @param full          the same weight at full trust, at least 1.
     * @return 0 to 10,000 basis points; 625 at the least.
     */
    static int bps(
        final int lineages,
        final int minLineages,
        final int dispersionBps,
        final int maxRangeBps,
        final long ageNs,
        final long maxAgeNs,
        final long effective,
        final long full)
    {
        final int wanted = 2 * minLineages - 1;
        final long byLineage = Math.min(lineages, wanted) * FULL_BPS / wanted;
        final long byAgreement = FULL_BPS - Math.min(dispersionBps, maxRangeBps) * FULL_BPS / maxRangeBps;
        final long agePart = Math.max(1, maxAgeNs / FULL_BPS);
        final long byFreshness = FULL_BPS - Math.min(FULL_BPS, Math.max(0, ageNs) / agePart);
        final long trustPart = Math.max(1, full / FULL_BPS);
        final long byTrust = Math.min(FULL_BPS, effective / trustPart);
        final long first = (FULL_BPS + byLineage) * (FULL_BPS + byAgreement);
        final long second = (FULL_BPS + byFreshness) * (FULL_BPS + byTrust);
        // first and second are at most 4e8 each, so their product, at most 1.6e17, is exact.
        return (int)(first * second / (16 * FULL_BPS * FULL_BPS * FULL_BPS));
    }
}
