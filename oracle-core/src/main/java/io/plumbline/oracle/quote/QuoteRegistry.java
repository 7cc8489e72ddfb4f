// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.wire.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Every quote this engine may still have to answer for, bounded: records live in a ring addressed by quote sequence,
 * and payments are found by the SHA-256 of merchant and payment id through linear probing. A record is used again
 * once its retention is over; while none is, the registry is full. One thread, no allocation after construction.
 */
final class QuoteRegistry
{
    /** Occupied records that an issue skips before it gives up. */
    private static final int MAX_SKIPS = 64;

    private final QuoteRecord[] records;
    private final int[] payments;
    private final int recordMask;
    private final int paymentMask;
    private long nextSequence = 1;

    QuoteRegistry(final int capacity)
    {
        records = new QuoteRecord[capacity];
        Arrays.setAll(records, QuoteRecord::new);
        payments = new int[capacity * 2];
        recordMask = capacity - 1;
        paymentMask = payments.length - 1;
    }

    /**
     * Finds a record for a new quote; nothing is taken before {@link #take}.
     *
     * @return the sequence the new quote would have, or 0 where the registry is full.
     */
    long offerSequence(final long nowNs)
    {
        final int skips = Math.min(MAX_SKIPS, records.length);
        for (long sequence = nextSequence; sequence < nextSequence + skips; sequence++)
        {
            if (!records[(int)sequence & recordMask].isRetained(nowNs))
            {
                return sequence;
            }
        }
        return 0;
    }

    QuoteRecord take(final long sequence)
    {
        final QuoteRecord record = records[(int)sequence & recordMask];
        unbind(record);
        record.sequence = sequence;
        record.state = QuoteRecord.State.ISSUED;
        nextSequence = sequence + 1;
        return record;
    }

    @Nullable QuoteRecord find(final long sequence, final long nowNs)
    {
        final QuoteRecord record = records[(int)sequence & recordMask];
        return record.sequence == sequence && record.isRetained(nowNs) ? record : null;
    }

    boolean wasIssued(final long sequence)
    {
        return sequence > 0 && sequence < nextSequence;
    }

    @Nullable QuoteRecord findPayment(final byte[] key, final long nowNs)
    {
        for (int at = home(key); payments[at] != 0; at = at + 1 & paymentMask)
        {
            final QuoteRecord record = records[payments[at] - 1];
            if (Arrays.equals(record.paymentKey, key))
            {
                return record.isRetained(nowNs) ? record : null;
            }
        }
        return null;
    }

    /**
     * Binds a payment to a record. A payment of the same key whose retention is over is forgotten first.
     */
    void bind(final QuoteRecord record, final byte[] key)
    {
        int at = home(key);
        while (payments[at] != 0)
        {
            final QuoteRecord other = records[payments[at] - 1];
            if (Arrays.equals(other.paymentKey, key))
            {
                unbind(other);
                at = home(key);
            }
            else
            {
                at = at + 1 & paymentMask;
            }
        }
        System.arraycopy(key, 0, record.paymentKey, 0, key.length);
        record.hasPayment = true;
        payments[at] = record.index + 1;
    }

    private void unbind(final QuoteRecord record)
    {
        if (!record.hasPayment)
        {
            return;
        }
        record.hasPayment = false;
        int hole = home(record.paymentKey);
        while (payments[hole] != record.index + 1)
        {
            hole = hole + 1 & paymentMask;
        }
        payments[hole] = 0;
        for (int at = hole + 1 & paymentMask; payments[at] != 0; at = at + 1 & paymentMask)
        {
            final int home = home(records[payments[at] - 1].paymentKey);
            if ((at - home & paymentMask) >= (at - hole & paymentMask))
            {
                payments[hole] = payments[at];
                payments[at] = 0;
                hole = at;
            }
        }
    }

    private int home(final byte[] key)
    {
        return (int)Bytes.i64(key, 0) & paymentMask;
    }
}
