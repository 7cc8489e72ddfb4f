// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The one true path of each price: a seeded walk in steps of a tenth of a second. Any thread.
 */
final class Market
{
    private static final long STEP_NS = 100_000_000L;
    /** Widest step, in hundred-thousandths of the price. */
    private static final int STEP_E5 = 30;

    private final SplittableRandom random;
    private final List<long[]> path = new ArrayList<>();

    Market(final long seed)
    {
        random = new SplittableRandom(seed);
        path.add(World.ASSETS.stream().mapToLong(World.Asset::startE8).toArray());
    }

    /**
     * The price of an instrument so long after the start, at 8 decimals.
     */
    synchronized long priceE8(final int instrument, final long elapsedNs)
    {
        final int at = (int)(Math.max(0, elapsedNs) / STEP_NS);
        while (path.size() <= at)
        {
            path.add(step(path.get(path.size() - 1)));
        }
        return path.get(at)[instrument];
    }

    private long[] step(final long[] last)
    {
        final long[] next = new long[last.length];
        for (int i = 0; i < next.length; i++)
        {
            next[i] = last[i] + last[i] / 100_000 * random.nextInt(-STEP_E5, STEP_E5 + 1);
        }
        return next;
    }
}
