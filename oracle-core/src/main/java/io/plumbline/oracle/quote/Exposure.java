// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the live quotes are worth, by instrument and by policy on an instrument, in minor units. Each record counts at
 * most once, until its time is over; a heap keeps the one whose time is over first on top. One thread, no allocation
 * after construction.
 */
final class Exposure
{
    private static final int ABSENT = -1;

    private final int instruments;
    private final Sums ofInstruments;
    private final Sums ofPolicies;
    private final long[] values;
    private final long[] untilNs;
    private final int[] cells;
    private final int[] heap;
    private final int[] heapAt;
    private int size;

    /** Sums that cannot overflow: 62 bits of each in the one word, what is above in the other. */
    private static final class Sums
    {
        private static final int BITS = 62;
        private static final long MASK = (1L << BITS) - 1;
        private final long[] low;
        private final int[] high;

        Sums(final int length)
        {
            low = new long[length];
            high = new int[length];
        }

        void add(final int at, final long value)
        {
            final long sum = low[at] + (value & MASK);
            low[at] = sum & MASK;
            high[at] += (int)(value >>> BITS) + (int)(sum >>> BITS);
        }

        void subtract(final int at, final long value)
        {
            final long difference = low[at] - (value & MASK);
            low[at] = difference & MASK;
            high[at] -= (int)(value >>> BITS) + (difference < 0 ? 1 : 0);
        }

        /** The sum less what it contains, or the largest long where it is above that. */
        long without(final int at, final long value)
        {
            final long difference = low[at] - (value & MASK);
            final int above = high[at] - (int)(value >>> BITS) - (difference < 0 ? 1 : 0);
            return above > 1 ? Long.MAX_VALUE : ((long)above << BITS) + (difference & MASK);
        }
    }

    /**
     * Nothing counts.
     *
     * @param records     how many there are; their indices are below.
     * @param policies    how many there are.
     * @param instruments how many there are.
     */
    Exposure(final int records, final int policies, final int instruments)
    {
        this.instruments = instruments;
        ofInstruments = new Sums(instruments);
        ofPolicies = new Sums(policies * instruments);
        values = new long[records];
        untilNs = new long[records];
        cells = new int[records];
        heap = new int[records];
        heapAt = new int[records];
        Arrays.fill(heapAt, ABSENT);
    }

    /**
     * What an instrument's quotes are worth; the largest long where that does not fit.
     */
    long ofInstrument(final int instrument)
    {
        return ofInstruments.without(instrument, 0);
    }

    /**
     * The same without one record, which need not be one of them.
     */
    long ofInstrument(final int instrument, final @Nullable QuoteRecord but)
    {
        if (but == null || !isCounted(but) || cells[but.index] % instruments != instrument)
        {
            return ofInstrument(instrument);
        }
        return ofInstruments.without(instrument, values[but.index]);
    }

    /**
     * What a policy's quotes on an instrument are worth; the largest long where that does not fit.
     */
    long ofPolicy(final int policy, final int instrument)
    {
        return ofPolicies.without(policy * instruments + instrument, 0);
    }

    /**
     * The same without one record, which need not be one of them.
     */
    long ofPolicy(final int policy, final int instrument, final @Nullable QuoteRecord but)
    {
        final int cell = policy * instruments + instrument;
        if (but == null || !isCounted(but) || cells[but.index] != cell)
        {
            return ofPolicy(policy, instrument);
        }
        return ofPolicies.without(cell, values[but.index]);
    }

    /**
     * What a record counts with now, 0 where it does not.
     */
    long valueOf(final QuoteRecord record)
    {
        return isCounted(record) ? values[record.index] : 0;
    }

    boolean isCounted(final QuoteRecord record)
    {
        return heapAt[record.index] != ABSENT;
    }

    /**
     * Drops every record whose time is over.
     */
    void settle(final long nowNs)
    {
        while (size > 0 && untilNs[heap[0]] <= nowNs)
        {
            drop(heap[0]);
        }
    }

    /**
     * Counts a record, anew where it counts already.
     *
     * @param value    0 or more.
     * @param endsAtNs when it counts no more.
     */
    void add(
        final QuoteRecord record, final int policy, final int instrument, final long value, final long endsAtNs)
    {
        remove(record);
        final int index = record.index;
        cells[index] = policy * instruments + instrument;
        values[index] = value;
        untilNs[index] = endsAtNs;
        ofInstruments.add(instrument, value);
        ofPolicies.add(cells[index], value);
        heapAt[index] = size;
        size++;
        rise(index);
    }

    /**
     * A record that counts does so until then; one that does not is left alone.
     */
    void extend(final QuoteRecord record, final long endsAtNs)
    {
        if (isCounted(record))
        {
            untilNs[record.index] = endsAtNs;
            rise(record.index);
            sink(record.index);
        }
    }

    /**
     * A record counts no more, if it did.
     */
    void remove(final QuoteRecord record)
    {
        if (isCounted(record))
        {
            drop(record.index);
        }
    }

    private void drop(final int index)
    {
        final int at = heapAt[index];
        size--;
        final int last = heap[size];
        heapAt[index] = ABSENT;
        if (last != index)
        {
            heapAt[last] = at;
            rise(last);
            sink(last);
        }
        ofInstruments.subtract(cells[index] % instruments, values[index]);
        ofPolicies.subtract(cells[index], values[index]);
    }

    private void rise(final int index)
    {
        int at = heapAt[index];
        while (at > 0 && untilNs[index] < untilNs[heap[(at - 1) / 2]])
        {
            place(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        place(index, at);
    }

    private void sink(final int index)
    {
        int at = heapAt[index];
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1)
        {
            final int other = child + 1;
            final int first = other < size && untilNs[heap[other]] < untilNs[heap[child]] ? other : child;
            if (untilNs[heap[first]] >= untilNs[index])
            {
                break;
            }
            place(heap[first], at);
            at = first;
        }
        place(index, at);
    }

    private void place(final int index, final int at)
    {
        heap[at] = index;
        heapAt[index] = at;
    }
}
