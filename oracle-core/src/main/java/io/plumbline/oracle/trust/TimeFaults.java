// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

/**
 * Faults of time in a row, by pair: ticks from the future, ticks signed before what came earlier. Each kind has its own
 * run. One thread; allocates nothing after construction.
 */
final class TimeFaults
{
    private final int faultsToExclude;
    private final short[] runs;

    TimeFaults(final int pairs, final int faultsToExclude)
    {
        this.faultsToExclude = faultsToExclude;
        runs = new short[2 * pairs];
    }

    /** One more tick from the future; returns whether it puts the source out. */
    boolean isFutureTooOften(final int dense)
    {
        return ++runs[2 * dense] >= faultsToExclude;
    }

    /** One more tick signed too early; returns whether it puts the source out. */
    boolean isRegressionTooOften(final int dense)
    {
        return ++runs[2 * dense + 1] >= faultsToExclude;
    }

    /** A tick in time ends both runs. */
    void end(final int dense)
    {
        if ((runs[2 * dense] | runs[2 * dense + 1]) != 0)
        {
            runs[2 * dense] = 0;
            runs[2 * dense + 1] = 0;
        }
    }
}
