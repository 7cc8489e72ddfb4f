// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

/**
 * How much of what each pair says cannot be used: a bucket that unusable ticks fill and accepted ones drain. One
 * thread; allocates nothing after construction.
 */
final class ErrorRate
{
    private static final int PER_ERROR = 4;

    private final int limit;
    private final int[] level;

    ErrorRate(final int pairs, final int errorBurst)
    {
        limit = PER_ERROR * errorBurst;
        level = new int[pairs];
    }

    /** One unusable tick; returns whether it is one too many, which empties the bucket. */
    boolean isTooHigh(final int dense)
    {
        level[dense] += PER_ERROR;
        if (level[dense] < limit)
        {
            return false;
        }
        level[dense] = 0;
        return true;
    }

    void accepted(final int dense)
    {
        if (level[dense] > 0)
        {
            level[dense]--;
        }
    }

    void forget(final int dense)
    {
        level[dense] = 0;
    }
}
