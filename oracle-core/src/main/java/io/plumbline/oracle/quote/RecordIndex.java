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

    private final QuoteRecord[] records;
    /** Indices of records plus 1, 0 for none; numbers, since references would cost the collector's barriers. */
    private final int[] places;
    /** The first eight bytes of each place's key, so that records are looked at only where these agree. */
    private final long[] heads;
    private final int mask;
    private final Key key;

    /**
     * Makes an empty index.
     *
     * @param records all there may be, by their indices; a power of two.
     * @param key     what records are found by.
     */
    RecordIndex(final QuoteRecord[] records, final Key key)
    {
        this.records = records;
        this.key = key;
        places = new int[2 * records.length];
        heads = new long[places.length];
        mask = places.length - 1;
    }

    @Nullable QuoteRecord find(final byte[] wanted)
    {
        final long head = Bytes.i64(wanted, 0);
        for (int at = home(head); places[at] != 0; at = at + 1 & mask)
        {
            if (heads[at] == head && Arrays.equals(key.of(records[places[at] - 1]), wanted))
            {
                return records[places[at] - 1];
            }
        }
        return null;
    }

    /**
     * Adds a record under the key it has now, which no other record of the index has.
     */
    void add(final QuoteRecord record)
    {
        final long head = Bytes.i64(key.of(record), 0);
        int at = home(head);
        while (places[at] != 0)
        {
            at = at + 1 & mask;
        }
        places[at] = record.index + 1;
        heads[at] = head;
    }

    /**
     * Removes a record that is in the index.
     */
    void remove(final QuoteRecord record)
    {
        int hole = home(Bytes.i64(key.of(record), 0));
        while (places[hole] != record.index + 1)
        {
            hole = hole + 1 & mask;
        }
        places[hole] = 0;
        for (int at = hole + 1 & mask; places[at] != 0; at = at + 1 & mask)
        {
            if ((at - home(heads[at]) & mask) >= (at - hole & mask))
            {
                places[hole] = places[at];
                heads[hole] = heads[at];
                places[at] = 0;
                hole = at;
            }
        }
    }

    private int home(final long head)
    {
        return (int)head & mask;
    }
}
