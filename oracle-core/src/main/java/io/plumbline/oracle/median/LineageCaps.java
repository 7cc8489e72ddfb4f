// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.trust.Lineages;

/**
 * Caps what one lineage may hold of the admitted base weight, by water-filling: the heaviest lineages are lowered to
 * one common level, the highest at which each holds at most its share of the total so lowered. A capped lineage's
 * members share its level in proportion to their weights. Exact in units of 1/{@link #UNIT} of a base weight: the
 * shares of a lineage add up to its level, and no lineage exceeds its share by rounding. One thread; allocates
 * nothing.
 */
final class LineageCaps
{
    /** Sub-units of one unit of base weight. */
    static final long UNIT = 512;

    private static final int FULL_BPS = 10_000;

    private final int[] lineageBySource;
    private final long[] baseWeight;
    private final long[] total;
    private final long[] served;
    private final boolean[] isCapped;
    private int count;
    private long cappedTotal;
    private long level;

    LineageCaps(final OracleConfig config)
    {
        final Lineages lineages = new Lineages(config);
        lineageBySource = new int[config.sources().size()];
        baseWeight = new long[lineageBySource.length];
        for (int source = 0; source < lineageBySource.length; source++)
        {
            lineageBySource[source] = lineages.of(source);
            baseWeight[source] = config.sources().get(source).baseWeight();
        }
        total = new long[lineages.count()];
        served = new long[lineages.count()];
        isCapped = new boolean[lineages.count()];
    }

    /**
     * Caps a selection.
     *
     * @param admitted one bit a source.
     * @param capBps   largest share of one lineage, 1 to 10,000.
     * @param capped   receives the weights by source, in sub-units; 0 for those left out.
     * @return whether weights exist that satisfy the cap; if not, {@code capped} is left as it was.
     */
    boolean apply(final long admitted, final int capBps, final long[] capped)
    {
        for (int lineage = 0; lineage < total.length; lineage++)
        {
            total[lineage] = 0;
            served[lineage] = 0;
            isCapped[lineage] = false;
        }
        count = 0;
        for (long rest = admitted; rest != 0; rest &= rest - 1)
        {
            final int source = Long.numberOfTrailingZeros(rest);
            final int lineage = lineageBySource[source];
            count += total[lineage] == 0 ? 1 : 0;
            total[lineage] += baseWeight[source];
        }
        if ((long)count * capBps < FULL_BPS)
        {
            return false;
        }
        lower(capBps);
        share(admitted, capped);
        return true;
    }

    /**
     * Finds the level. Those above it are capped, which lowers it, until none is above: at most one round a lineage.
     */
    private void lower(final int capBps)
    {
        int cappedCount = 0;
        boolean isChanged = true;
        while (isChanged)
        {
            long rest = 0;
            for (int lineage = 0; lineage < total.length; lineage++)
            {
                rest += isCapped[lineage] ? 0 : total[lineage] * UNIT;
            }
            level = rest * capBps / (FULL_BPS - (long)cappedCount * capBps);
            cappedTotal = rest + level * cappedCount;
            isChanged = false;
            for (int lineage = 0; lineage < total.length; lineage++)
            {
                if (!isCapped[lineage] && total[lineage] * UNIT > level)
                {
                    isCapped[lineage] = true;
                    isChanged = true;
                    cappedCount++;
                }
            }
        }
    }

    /** Shares by differences of running quotients, so that they add up to the level exactly. */
    private void share(final long admitted, final long[] capped)
    {
        for (int source = 0; source < baseWeight.length; source++)
        {
            final boolean isIn = (admitted >>> source & 1) != 0;
            final int lineage = lineageBySource[source];
            if (isIn && isCapped[lineage])
            {
                final long before = served[lineage] * level / total[lineage];
                served[lineage] += baseWeight[source];
                capped[source] = served[lineage] * level / total[lineage] - before;
            }
            else
            {
                capped[source] = isIn ? baseWeight[source] * UNIT : 0;
            }
        }
    }

    /** Lineages in the selection last capped. */
    int count()
    {
        return count;
    }

    /** The whole weight last capped, in sub-units. */
    long cappedTotal()
    {
        return cappedTotal;
    }
}
