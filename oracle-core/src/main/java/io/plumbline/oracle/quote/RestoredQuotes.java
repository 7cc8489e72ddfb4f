// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Quotes of earlier epochs that a log brought back, found by epoch and sequence. A record that was used for another
 * quote since is not found any more. Finding allocates nothing.
 */
final class RestoredQuotes
{
    /** Knows no earlier epoch. */
    static final RestoredQuotes NONE = new RestoredQuotes(List.of());

    private final QuoteRecord[] records;
    private final long[] epochs;
    private final long[] sequences;

    /**
     * Keeps the records under what their quotes say now.
     */
    RestoredQuotes(final List<QuoteRecord> restored)
    {
        records = restored.toArray(new QuoteRecord[0]);
        Arrays.sort(records, Comparator.<QuoteRecord>comparingLong(it -> it.frame.bootEpoch())
            .thenComparingLong(it -> it.frame.quoteSequence()));
        epochs = new long[records.length];
        sequences = new long[records.length];
        for (int i = 0; i < records.length; i++)
        {
            epochs[i] = records[i].frame.bootEpoch();
            sequences[i] = records[i].frame.quoteSequence();
        }
    }

    @Nullable QuoteRecord find(final long bootEpoch, final long sequence)
    {
        int low = 0;
        int high = records.length - 1;
        while (low <= high)
        {
            final int middle = (low + high) >>> 1;
            final int order = compare(middle, bootEpoch, sequence);
            if (order == 0)
            {
                final QuoteRecord record = records[middle];
                return isOf(record, bootEpoch, sequence) ? record : null;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return null;
    }

    private int compare(final int at, final long bootEpoch, final long sequence)
    {
        final int order = Long.compare(epochs[at], bootEpoch);
        return order == 0 ? Long.compare(sequences[at], sequence) : order;
    }

    static boolean isOf(final QuoteRecord record, final long bootEpoch, final long sequence)
    {
        return record.frame.bootEpoch() == bootEpoch && record.frame.quoteSequence() == sequence;
    }
}
