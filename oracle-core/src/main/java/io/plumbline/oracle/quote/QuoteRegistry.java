// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import org.jspecify.annotations.Nullable;

/**
 * Every quote this engine may still have to answer for, bounded. A record is found by the low bits of its quote's
 * sequence, a payment and the last quote of an order by their keys. A heap keeps the record whose retention ends
 * first on top: it is the one used next, and while it is retained the registry is full. Sequences only grow; where
 * records are not freed in the order of issue, they leave gaps. One thread, no allocation after construction.
 */
final class QuoteRegistry
{
    private final QuoteRecord[] records;
    /** Indices of records; those whose retention ends first are before others. */
    private final int[] heap;
    /** When the retention of each place's record ends. */
    private final long[] heapUntilNs;
    /** Each record's place in the heap. */
    private final int[] heapAt;
    private final RecordIndex payments;
    private final OrderIndex orders;
    private final int recordMask;
    private RestoredQuotes restored = RestoredQuotes.NONE;
    private long lastSequence;

    /**
     * Makes an empty registry.
     *
     * @param capacity a power of two.
     */
    QuoteRegistry(final int capacity)
    {
        records = new QuoteRecord[capacity];
        heap = new int[capacity];
        heapUntilNs = new long[capacity];
        heapAt = new int[capacity];
        payments = new RecordIndex(records, record -> record.paymentKey);
        orders = new OrderIndex(records);
        recordMask = capacity - 1;
        for (int i = 0; i < capacity; i++)
        {
            // unissued numbers below 1, in the order of first use
            final int index = i + 1 & recordMask;
            records[index] = new QuoteRecord(index);
            records[index].sequence = i + 1L - capacity;
            place(index, 0, i);
        }
    }

    /**
     * Takes a record for a new quote and gives it the quote's sequence.
     *
     * @return the record, in state ISSUED, without a payment or an order, or null where the registry is full.
     */
    @Nullable QuoteRecord take(final long nowNs, final long retainUntilNs)
    {
        final QuoteRecord record = records[heap[0]];
        if (record.isRetained(nowNs))
        {
            return null;
        }
        unbindPayment(record);
        orders.remove(record);
        lastSequence += 1 + (record.index - (lastSequence + 1) & recordMask);
        record.sequence = lastSequence;
        record.state = QuoteRecord.State.ISSUED;
        record.retainUntilNs = retainUntilNs;
        sink(record);
        return record;
    }

    /**
     * Keeps a record, just taken, for as long as its quote is being signed.
     */
    void hold(final QuoteRecord record)
    {
        record.state = QuoteRecord.State.SIGNING;
        retain(record, Long.MAX_VALUE);
    }

    /**
     * The quote of a held record is signed: it is issued, and kept until then.
     */
    void issue(final QuoteRecord record, final long retainUntilNs)
    {
        record.state = QuoteRecord.State.ISSUED;
        record.retainUntilNs = retainUntilNs;
        rise(record);
    }

    /**
     * Gives back a record whose quote was never issued; it may be taken again at once.
     */
    void free(final QuoteRecord record)
    {
        record.state = QuoteRecord.State.FREE;
        record.retainUntilNs = 0;
        rise(record);
    }

    /**
     * Keeps a record at least until then.
     */
    void retain(final QuoteRecord record, final long untilNs)
    {
        if (untilNs > record.retainUntilNs)
        {
            record.retainUntilNs = untilNs;
            sink(record);
        }
    }

    @Nullable QuoteRecord find(final long sequence, final long nowNs)
    {
        final QuoteRecord record = records[(int)sequence & recordMask];
        // a record that a restored quote has taken has a number below 1 of its own
        return sequence > 0 && record.sequence == sequence && record.isRetained(nowNs) ? record : null;
    }

    /**
     * A quote of an earlier epoch that a log brought back.
     *
     * @return its record, or null where none is retained.
     */
    @Nullable QuoteRecord findRestored(final long bootEpoch, final long sequence, final long nowNs)
    {
        final QuoteRecord record = restored.find(bootEpoch, sequence);
        return record != null && record.isRetained(nowNs) ? record : null;
    }

    /**
     * Takes a record for a quote of an earlier epoch; before the first quote of this one. Its own number stays one that
     * is never issued.
     *
     * @return the record, without a payment or an order, or null where the registry is full.
     */
    @Nullable QuoteRecord takeRestored(final long nowNs, final long retainUntilNs)
    {
        final QuoteRecord record = records[heap[0]];
        if (record.isRetained(nowNs))
        {
            return null;
        }
        unbindPayment(record);
        orders.remove(record);
        record.retainUntilNs = retainUntilNs;
        sink(record);
        return record;
    }

    /**
     * From now on these are found.
     */
    void restored(final RestoredQuotes quotes)
    {
        restored = quotes;
    }

    /**
     * Whether a quote of this sequence may have been issued: certain above the last one that used its record, and for
     * that one where it was given back.
     */
    boolean mayHaveIssued(final long sequence)
    {
        final QuoteRecord last = records[(int)sequence & recordMask];
        final boolean isGivenBack = sequence == last.sequence && last.state == QuoteRecord.State.FREE;
        return sequence > 0 && sequence <= last.sequence && !isGivenBack;
    }

    @Nullable QuoteRecord findPayment(final byte[] key, final long nowNs)
    {
        final QuoteRecord record = payments.find(key);
        return record != null && record.isRetained(nowNs) ? record : null;
    }

    /**
     * Binds a payment to a record. A payment of the same key whose retention is over is forgotten first.
     */
    void bind(final QuoteRecord record, final byte[] key)
    {
        unbindPayment(record);
        final QuoteRecord other = payments.find(key);
        if (other != null)
        {
            unbindPayment(other);
        }
        System.arraycopy(key, 0, record.paymentKey, 0, key.length);
        record.hasPayment = true;
        payments.add(record);
    }

    /**
     * The last quote that was issued for an order.
     *
     * @return its record, or null where none is retained.
     */
    @Nullable QuoteRecord findOrder(final byte[] key, final long nowNs)
    {
        final QuoteRecord record = orders.find(key);
        return record != null && record.isRetained(nowNs) ? record : null;
    }

    /**
     * A quote is issued and now the last of its order.
     */
    void bindOrder(final QuoteRecord record, final byte[] key)
    {
        orders.put(record, key);
    }

    /**
     * Takes back a payment that was not bound after all.
     */
    void unbindPayment(final QuoteRecord record)
    {
        if (record.hasPayment)
        {
            payments.remove(record);
            record.hasPayment = false;
        }
    }

    /** Moves a record whose retention has grown to its place in the heap. */
    private void sink(final QuoteRecord record)
    {
        final int index = record.index;
        final long untilNs = record.retainUntilNs;
        int at = heapAt[index];
        for (int child = 2 * at + 1; child < heap.length; child = 2 * at + 1)
        {
            final int other = child + 1;
            final int first = other < heap.length && isBefore(heap[other], heapUntilNs[other], child) ? other : child;
            if (isBefore(index, untilNs, first))
            {
                break;
            }
            place(heap[first], heapUntilNs[first], at);
            at = first;
        }
        place(index, untilNs, at);
    }

    /** Moves a record whose retention has shrunk to its place in the heap. */
    private void rise(final QuoteRecord record)
    {
        final int index = record.index;
        final long untilNs = record.retainUntilNs;
        int at = heapAt[index];
        for (int parent = (at - 1) / 2; at > 0 && isBefore(index, untilNs, parent); parent = (at - 1) / 2)
        {
            place(heap[parent], heapUntilNs[parent], at);
            at = parent;
        }
        place(index, untilNs, at);
    }

    /** Whether a record may be used again before the one of a place: it is free earlier or, at once, issued earlier. */
    private boolean isBefore(final int index, final long untilNs, final int place)
    {
        return untilNs < heapUntilNs[place] ||
            (untilNs == heapUntilNs[place] && records[index].sequence < records[heap[place]].sequence);
    }

    private void place(final int index, final long untilNs, final int at)
    {
        heap[at] = index;
        heapUntilNs[at] = untilNs;
        heapAt[index] = at;
    }
}
