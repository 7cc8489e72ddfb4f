// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

/**
 * Faults of time in a row, by pair: ticks from the future, ticks signed before what came earlier. Each kind has its own
 * run. One thread; allocates nothing after construction.
 */
final class TimeFaults
{
    private final int faultsToExclude;
    private final int[] futureRun;
    private final int[] regressionRun;

    TimeFaults(final int pairs, final int faultsToExclude)
    {
        this.faultsToExclude = faultsToExclude;
        futureRun = new int[pairs];
        regressionRun = new int[pairs];
    }

    /** One more tick from the future; returns whether it puts the source out. */
    boolean isFutureTooOften(final int dense)
    {
        return ++futureRun[dense] >= faultsToExclude;
    }

    /** One more tick signed too early; returns whether it puts the source out. */
    boolean isRegressionTooOften(final int dense)
    {
        return ++regressionRun[dense] >= faultsToExclude;
    }

    /** A tick in time ends both runs. */
    void end(final int dense)
    {
        futureRun[dense] = 0;
        regressionRun[dense] = 0;
    }
}
