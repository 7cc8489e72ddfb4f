// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.slot;

/**
 * Folds a state's figures, in a stated order, into one long, so that two engines, or an engine and its reference, can
 * be compared after any event. Not cryptographic. One thread.
 */
public final class StateHash
{
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private long hash;

    /**
     * Nothing folded yet.
     */
    public StateHash()
    {
    }

    /**
     * Folds one figure.
     *
     * @param figure any.
     */
    public void add(final long figure)
    {
        hash = (hash ^ figure) * MIX;
        hash ^= hash >>> 32;
    }

    /**
     * The figures so far.
     *
     * @return depends on each of them and on their order.
     */
    public long value()
    {
        return hash;
    }
}
