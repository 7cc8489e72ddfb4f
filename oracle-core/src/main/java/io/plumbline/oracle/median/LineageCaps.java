// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.trust.Lineages;
import java.util.Arrays;

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

    private final Lineages lineages;
    private final long[] total;
    private final long[] served;
    private final boolean[] isCapped;
    private int count;
    private long cappedTotal;
    private long level;

    LineageCaps(final Lineages lineages)
    {
        this.lineages = lineages;
        total = new long[lineages.count()];
        served = new long[lineages.count()];
        isCapped = new boolean[lineages.count()];
    }

    /**
     * Caps a selection.
     *
     * @param baseWeight by source; 0 leaves a source out.
     * @param capBps     largest share of one lineage, 1 to 10,000.
     * @param capped     receives the weights by source, in sub-units.
     * @return whether weights exist that satisfy the cap; if not, {@code capped} is meaningless.
     */
    boolean apply(final long[] baseWeight, final int capBps, final long[] capped)
    {
        Arrays.fill(total, 0);
        Arrays.fill(served, 0);
        Arrays.fill(isCapped, false);
        for (int source = 0; source < baseWeight.length; source++)
        {
            total[lineages.of(source)] += baseWeight[source];
        }
        count = 0;
        for (int lineage = 0; lineage < total.length; lineage++)
        {
            count += total[lineage] > 0 ? 1 : 0;
        }
        if ((long)count * capBps < FULL_BPS)
        {
            return false;
        }
        lower(capBps);
        share(baseWeight, capped);
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
    private void share(final long[] baseWeight, final long[] capped)
    {
        for (int source = 0; source < baseWeight.length; source++)
        {
            final int lineage = lineages.of(source);
            if (isCapped[lineage])
            {
                final long before = served[lineage] * level / total[lineage];
                served[lineage] += baseWeight[source];
                capped[source] = served[lineage] * level / total[lineage] - before;
            }
            else
            {
                capped[source] = baseWeight[source] * UNIT;
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
