// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.crypto.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The last quote that was issued for each order, by the order's key. A record that is not its order's last any more is
 * under no key. Whether a record is still retained, the caller looks. One thread, no allocation after construction.
 */
final class OrderIndex
{
    private final RecordIndex records;

    /**
     * Makes an empty index.
     *
     * @param all records there may be, by their indices; a power of two.
     */
    OrderIndex(final QuoteRecord[] all)
    {
        records = new RecordIndex(all, record -> record.orderKey);
    }

    @Nullable QuoteRecord find(final byte[] key)
    {
        return records.find(key);
    }

    /**
     * Makes a record the last of its order; the one that was the last until now is so no more.
     */
    void put(final QuoteRecord record, final byte[] key)
    {
        remove(record);
        final QuoteRecord last = records.find(key);
        if (last != null)
        {
            remove(last);
        }
        System.arraycopy(key, 0, record.orderKey, 0, Sha256.LENGTH);
        record.hasOrder = true;
        records.add(record);
    }

    /**
     * Removes a record where it is the last of its order.
     */
    void remove(final QuoteRecord record)
    {
        if (record.hasOrder)
        {
            records.remove(record);
            record.hasOrder = false;
        }
    }
}
