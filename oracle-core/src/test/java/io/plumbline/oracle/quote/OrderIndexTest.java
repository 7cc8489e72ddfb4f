// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.Shrinking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Q: of each order the index knows the last quote, and nothing else. */
final class OrderIndexTest
{
    private static final int CAPACITY = 8;
    private static final int ORDERS = 14;
    private static final int STEPS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void contractQ_shouldAgreeWithAMapOverAnySequence(final long seed)
    {
        Shrinking.assertHolds(seed, STEPS, steps -> agree(steps));
    }

    private static void agree(final List<Long> steps)
    {
        final QuoteRecord[] records = records();
        final OrderIndex index = new OrderIndex(records);
        final Map<Integer, QuoteRecord> model = new HashMap<>();
        for (final long step : steps)
        {
            final Random random = new Random(step);
            final QuoteRecord record = records[random.nextInt(CAPACITY)];
            if (random.nextInt(5) < 3)
            {
                final int order = random.nextInt(ORDERS);
                model.values().remove(record);
                model.put(order, record);
                index.put(record, key(order));
            }
            else
            {
                model.values().remove(record);
                index.remove(record);
            }
            for (int order = 0; order < ORDERS; order++)
            {
                assertSame(model.get(order), index.find(key(order)), "order " + order);
            }
            for (final QuoteRecord known : records)
            {
                assertEquals(model.containsValue(known), known.hasOrder, "record " + known.index);
            }
        }
    }

    @Test
    void contractQ_shouldNotForgetAnOrderWithAQuoteThatIsNoLongerItsLast()
    {
        final QuoteRecord[] records = records();
        final OrderIndex index = new OrderIndex(records);
        index.put(records[0], key(1));
        index.put(records[1], key(1));
        assertFalse(records[0].hasOrder);
        index.remove(records[0]);
        assertSame(records[1], index.find(key(1)));
        index.remove(records[1]);
        assertNull(index.find(key(1)));
        index.remove(records[1]);
    }

    @Test
    void contractQ_shouldFindAnOrderUntilItsRecordIsUsedAgainOrNotRetained()
    {
        final QuoteRegistry registry = new QuoteRegistry(16);
        final QuoteRecord first = registry.take(0, 10);
        assertNotNull(first);
        registry.bindOrder(first, key(1));
        registry.bind(first, key(2));
        assertSame(first, registry.findOrder(key(1), 9));
        assertNull(registry.findOrder(key(1), 10));
        assertTrue(first.hasOrder);
        QuoteRecord record = first;
        for (int i = 0; i < 16; i++)
        {
            record = registry.take(10, 20);
            assertNotNull(record);
        }
        assertSame(first, record);
        assertFalse(first.hasOrder);
        assertFalse(first.hasPayment);
        assertNull(registry.findOrder(key(1), 10));
        assertNull(registry.findPayment(key(2), 10));
    }

    @Test
    void contractQ_shouldKeepPaymentsAndOrdersApart()
    {
        final QuoteRegistry registry = new QuoteRegistry(16);
        final QuoteRecord record = registry.take(0, 10);
        assertNotNull(record);
        registry.bindOrder(record, key(1));
        assertNull(registry.findPayment(key(1), 0));
        registry.bind(record, key(2));
        assertNull(registry.findOrder(key(2), 0));
        registry.bind(record, key(3));
        assertNull(registry.findPayment(key(2), 0));
        assertSame(record, registry.findPayment(key(3), 0));
        assertSame(record, registry.findOrder(key(1), 0));
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        final QuoteRecord[] records = records();
        final OrderIndex index = new OrderIndex(records);
        final byte[][] keys = new byte[ORDERS][];
        for (int order = 0; order < ORDERS; order++)
        {
            keys[order] = key(order);
        }
        final int[] found = {0};
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 20_000; i++)
            {
                index.put(records[i * 7 % CAPACITY], keys[i * 5 % ORDERS]);
                index.remove(records[i * 3 % CAPACITY]);
                found[0] += index.find(keys[i % ORDERS]) == null ? 0 : 1;
            }
        });
        assertTrue(found[0] > 0);
    }

    private static QuoteRecord[] records()
    {
        final QuoteRecord[] records = new QuoteRecord[CAPACITY];
        for (int i = 0; i < CAPACITY; i++)
        {
            records[i] = new QuoteRecord(i);
        }
        return records;
    }

    /** Few homes, at the very end of the table among them, so that runs are long and wrap round. */
    private static byte[] key(final int order)
    {
        final byte[] key = new byte[32];
        key[0] = (byte)(2 * CAPACITY - 2 + order % 3);
        key[31] = (byte)order;
        return key;
    }
}
