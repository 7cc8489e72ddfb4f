// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.price.Scales;
import java.util.Arrays;

/**
 * Since when each source has stated the same value on an instrument. A value that stands while its observation time
 * moves is what a dead upstream looks like when it is signed anew. The wait is engine time, which the source cannot
 * stretch. One thread; allocates nothing after construction.
 */
final class FrozenWatch
{
    private final long[] value;
    private final long[] sinceNs;
    private final long[] observedAtNs;
    private final int[] run;

    FrozenWatch(final int dense)
    {
        value = new long[dense];
        Arrays.fill(value, Scales.NULL_PRICE);
        sinceNs = new long[dense];
        observedAtNs = new long[dense];
        run = new int[dense];
    }

    /**
     * Takes a tick in.
     *
     * @return whether it states a value again, at a later observation time, that has stood for longer than
     *     {@code frozenAfterNs}; never where that is 0.
     */
    boolean isFrozen(
        final int dense, final long price, final long observedNs, final long nowNs, final long frozenAfterNs)
    {
        if (price != value[dense])
        {
            value[dense] = price;
            sinceNs[dense] = nowNs;
            observedAtNs[dense] = observedNs;
            run[dense] = 0;
            return false;
        }
        final boolean isMoving = observedNs > observedAtNs[dense];
        observedAtNs[dense] = Math.max(observedNs, observedAtNs[dense]);
        if (frozenAfterNs == 0 || !isMoving || nowNs - sinceNs[dense] <= frozenAfterNs)
        {
            return false;
        }
        run[dense]++;
        return true;
    }

    /** Frozen ticks since the value last moved. */
    int run(final int dense)
    {
        return run[dense];
    }

    /** The value stands anew; it has been let in again. */
    void forget(final int dense)
    {
        value[dense] = Scales.NULL_PRICE;
        run[dense] = 0;
    }
}
