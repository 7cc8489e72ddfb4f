// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.price.Scales;

/**
 * Since when each source has stated the same value on an instrument. A value that stands while its observation time
 * moves is what a dead upstream looks like when it is signed anew. The wait is engine time, which the source cannot
 * stretch. One thread; allocates nothing after construction.
 */
final class FrozenWatch
{
    // one record a pair, so that a tick touches one line
    private static final int VALUE = 0;
    private static final int SINCE_NS = 1;
    private static final int OBSERVED_AT_NS = 2;
    private static final int RUN = 3;
    private static final int STRIDE = 4;

    private final long[] state;

    FrozenWatch(final int pairs)
    {
        state = new long[pairs * STRIDE];
        for (int dense = 0; dense < pairs; dense++)
        {
            forget(dense);
        }
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
        final int at = dense * STRIDE;
        if (price != state[at + VALUE])
        {
            state[at + VALUE] = price;
            state[at + SINCE_NS] = nowNs;
            state[at + OBSERVED_AT_NS] = observedNs;
            state[at + RUN] = 0;
            return false;
        }
        final boolean isMoving = observedNs > state[at + OBSERVED_AT_NS];
        state[at + OBSERVED_AT_NS] = Math.max(observedNs, state[at + OBSERVED_AT_NS]);
        if (frozenAfterNs == 0 || !isMoving || nowNs - state[at + SINCE_NS] <= frozenAfterNs)
        {
            return false;
        }
        state[at + RUN]++;
        return true;
    }

    /** Frozen ticks since the value last moved. */
    long run(final int dense)
    {
        return state[dense * STRIDE + RUN];
    }

    /** The value stands anew; it has been let in again. */
    void forget(final int dense)
    {
        state[dense * STRIDE + VALUE] = Scales.NULL_PRICE;
        state[dense * STRIDE + RUN] = 0;
    }
}
