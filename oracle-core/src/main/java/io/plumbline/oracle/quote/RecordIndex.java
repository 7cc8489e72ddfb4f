// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.wire.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds quote records by one of their SHA-256 keys: linear probing over twice as many places as there are records, so
 * that there is always an empty one, and deletion that shifts back what it would cut off. One thread, no allocation
 * after construction.
 */
final class RecordIndex
{
    /** Which of a record's keys an index is by; the same bytes for as long as the record is in the index. */
    interface Key
    {
        byte[] of(QuoteRecord record);
    }

    private final @Nullable QuoteRecord[] places;
    /** The first eight bytes of each place's key, so that records are looked at only where these agree. */
    private final long[] heads;
    private final int mask;
    private final Key key;

    /**
     * Makes an empty index.
     *
     * @param capacity most records at once, a power of two.
     * @param key      what records are found by.
     */
    RecordIndex(final int capacity, final Key key)
    {
        this.key = key;
        places = new QuoteRecord[2 * capacity];
        heads = new long[places.length];
        mask = places.length - 1;
    }

    @Nullable QuoteRecord find(final byte[] wanted)
    {
        final long head = Bytes.i64(wanted, 0);
        int at = home(head);
        QuoteRecord record = places[at];
        while (record != null && (heads[at] != head || !Arrays.equals(key.of(record), wanted)))
        {
            at = at + 1 & mask;
            record = places[at];
        }
        return record;
    }

    /**
     * Adds a record under the key it has now, which no other record of the index has.
     */
    void add(final QuoteRecord record)
    {
        final long head = Bytes.i64(key.of(record), 0);
        int at = home(head);
        while (places[at] != null)
        {
            at = at + 1 & mask;
        }
        places[at] = record;
        heads[at] = head;
    }

    /**
     * Removes a record that is in the index.
     */
    void remove(final QuoteRecord record)
    {
        int hole = home(Bytes.i64(key.of(record), 0));
        while (places[hole] != record)
        {
            hole = hole + 1 & mask;
        }
        places[hole] = null;
        int at = hole + 1 & mask;
        QuoteRecord next = places[at];
        while (next != null)
        {
            if ((at - home(heads[at]) & mask) >= (at - hole & mask))
            {
                places[hole] = next;
                heads[hole] = heads[at];
                places[at] = null;
                hole = at;
            }
            at = at + 1 & mask;
            next = places[at];
        }
    }

    private int home(final long head)
    {
        return (int)head & mask;
    }
}
