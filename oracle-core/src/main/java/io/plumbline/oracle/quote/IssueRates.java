// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.wire.Bytes;
import java.util.Arrays;

/**
 * How fast each customer takes quotes: the generic cell rate algorithm (ITU-T I.371) over a table of theoretical
 * arrival times. A customer whose time is past is idle: its entry says nothing, and its place is used again. An
 * entry stands less than a bounded number of places behind its home; where all of these belong to customers who are
 * not idle, there is no place for another. One thread, no allocation after construction, bounded work.
 */
final class IssueRates
{
    /** Most places a customer may have. */
    static final int MAX_PROBES = 128;
    /** Most places one sweep looks at. */
    static final int SWEPT = 64;
    /** Most places one sweep looks at to close gaps. */
    static final int SHIFTED = 512;
    /** In place of a time: {@link #aheadNs()} where there is no place. */
    static final long NO_PLACE = Long.MAX_VALUE;
    private static final long EMPTY = Long.MIN_VALUE;
    /** Neither empty, as others may stand behind it, nor anybody's. */
    private static final long VACATED = EMPTY + 1;

    private final byte[] keys;
    private final long[] arrivalNs;
    private final int mask;
    private final int probes;
    private long aheadNs;
    private int next;
    private int shifted;

    /**
     * Makes an empty table.
     *
     * @param capacity most quotes at once, a power of two; the table has twice as many places.
     */
    IssueRates(final int capacity)
    {
        this(capacity, MAX_PROBES);
    }

    /**
     * Makes an empty table.
     *
     * @param capacity  most quotes at once, a power of two; the table has twice as many places.
     * @param maxProbes most places a customer may have, 1 or more.
     */
    IssueRates(final int capacity, final int maxProbes)
    {
        arrivalNs = new long[2 * capacity];
        Arrays.fill(arrivalNs, EMPTY);
        keys = new byte[arrivalNs.length * Sha256.LENGTH];
        mask = arrivalNs.length - 1;
        probes = Math.min(maxProbes, arrivalNs.length);
        next = mask;
    }

    /**
     * Whether a customer may have a quote now. Changes nothing.
     *
     * @param burst      quotes at once, 1 or more.
     * @param intervalNs time in which one more is earned; 0 for no limit.
     */
    boolean isAllowed(final byte[] key, final long nowNs, final int burst, final long intervalNs)
    {
        aheadNs = 0;
        if (intervalNs == 0)
        {
            return true;
        }
        final int at = placeOf(key, nowNs);
        if (at < 0)
        {
            aheadNs = NO_PLACE;
            return false;
        }
        if (isLive(at, nowNs) && isOf(at, key))
        {
            aheadNs = arrivalNs[at] - nowNs;
        }
        return aheadNs <= (burst - 1) * intervalNs;
    }

    /**
     * By how much the customer who was asked about last is ahead of its rate.
     *
     * @return nanoseconds, 0 or more; {@link #NO_PLACE} where the table has no place for it.
     */
    long aheadNs()
    {
        return aheadNs;
    }

    /**
     * A customer, found to be allowed, takes a quote.
     */
    void spend(final byte[] key, final long nowNs, final long intervalNs)
    {
        if (intervalNs == 0)
        {
            return;
        }
        final int at = placeOf(key, nowNs);
        if (at < 0)
        {
            throw new IllegalStateException("nobody may take a quote for whom there is no place");
        }
        final boolean isAhead = isLive(at, nowNs) && isOf(at, key);
        final long arrival = (isAhead ? arrivalNs[at] : nowNs) + intervalNs;
        System.arraycopy(key, 0, keys, at * Sha256.LENGTH, Sha256.LENGTH);
        arrivalNs[at] = arrival < 0 ? Long.MAX_VALUE : arrival;
    }

    /**
     * A quote the customer has just taken is taken back.
     */
    void giveBack(final byte[] key, final long nowNs, final long intervalNs)
    {
        final int at = placeOf(key, nowNs);
        if (at >= 0 && isLive(at, nowNs) && isOf(at, key))
        {
            arrivalNs[at] -= intervalNs;
        }
    }

    /**
     * Empties places of idle customers, a bounded number; each call goes on where the last one stopped.
     */
    void sweep(final long nowNs)
    {
        shifted = 0;
        for (int i = 0; i < SWEPT && shifted < SHIFTED; i++)
        {
            // backwards, so that of a run of idle ones the last goes first and there is nothing to shift
            final int at = next;
            next = at - 1 & mask;
            if (arrivalNs[at] != EMPTY && !isLive(at, nowNs))
            {
                vacate(at, nowNs);
            }
        }
    }

    /**
     * How many places the last sweep looked at to close gaps, at most {@link #SHIFTED}.
     */
    int shifted()
    {
        return shifted;
    }

    /**
     * The place of a customer who is not idle, else the first it could have, else -1.
     */
    private int placeOf(final byte[] key, final long nowNs)
    {
        final int home = home(key, 0);
        int free = -1;
        for (int i = 0; i < probes; i++)
        {
            final int at = home + i & mask;
            if (isLive(at, nowNs))
            {
                if (isOf(at, key))
                {
                    return at;
                }
            }
            else
            {
                free = free < 0 ? at : free;
                if (arrivalNs[at] == EMPTY)
                {
                    break;
                }
            }
        }
        return free;
    }

    /** Empties a place, and moves forward those behind it that may; stops halfway where that takes too long. */
    private void vacate(final int vacated, final long nowNs)
    {
        int hole = vacated;
        int at = hole + 1 & mask;
        arrivalNs[hole] = VACATED;
        // whoever stands further behind the hole has its home behind it too
        while (at != hole && (at - hole & mask) < probes && arrivalNs[at] != EMPTY)
        {
            if (shifted == SHIFTED)
            {
                return;
            }
            shifted++;
            if (isLive(at, nowNs) && (at - home(keys, at * Sha256.LENGTH) & mask) >= (at - hole & mask))
            {
                System.arraycopy(keys, at * Sha256.LENGTH, keys, hole * Sha256.LENGTH, Sha256.LENGTH);
                arrivalNs[hole] = arrivalNs[at];
                arrivalNs[at] = VACATED;
                hole = at;
            }
            at = at + 1 & mask;
        }
        arrivalNs[hole] = EMPTY;
    }

    private boolean isLive(final int at, final long nowNs)
    {
        return arrivalNs[at] > nowNs;
    }

    private boolean isOf(final int at, final byte[] key)
    {
        final int from = at * Sha256.LENGTH;
        return Arrays.equals(keys, from, from + Sha256.LENGTH, key, 0, Sha256.LENGTH);
    }

    private int home(final byte[] bytes, final int at)
    {
        return (int)Bytes.i64(bytes, at) & mask;
    }
}
