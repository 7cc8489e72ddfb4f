// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuartilesTest
{
    private final Quartiles found = new Quartiles();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldFindInOneWalkWhatThreeSearchesOfAListFind(final long seed)
    {
        final Random random = new Random(seed);
        for (int round = 0; round < 3_000; round++)
        {
            final int capacity = 1 + random.nextInt(random.nextBoolean() ? 8 : 64);
            final PriceColumn column = new PriceColumn(capacity);
            final long[] weight = new long[capacity];
            final List<long[]> entries = new ArrayList<>();
            final long mask = random.nextLong();
            final long selected = mask | random.nextLong();
            final int spread = 1 + random.nextInt(20);
            long total = 0;
            for (int member = 0; member < capacity; member++)
            {
                weight[member] = random.nextBoolean() ? 512 : 1 + random.nextInt(2_000);
                if (random.nextInt(5) > 0)
                {
                    final long price = 1_000L + random.nextInt(spread);
                    column.put(member, price);
                    if ((selected >>> member & 1) != 0)
                    {
                        entries.add(new long[] {price, member, weight[member]});
                        total += weight[member];
                    }
                }
            }
            entries.sort(Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));
            final String at = "seed " + seed + " round " + round;
            found.find(column, weight, selected, total);
            assertEquals(quantile(entries, total, 1), found.low, at);
            assertEquals(quantile(entries, total, 2), found.median, at);
            assertEquals(quantile(entries, total, 3), found.high, at);
            assertEquals(medianMember(entries, found.median), found.medianMember, at);
            final Quartiles alone = new Quartiles();
            alone.findMedian(column, weight, selected, total);
            assertEquals(found.median, alone.median, at);
            assertEquals(found.medianMember, alone.medianMember, at);
        }
    }

    private static long quantile(final List<long[]> entries, final long total, final int quarters)
    {
        final BigInteger target = BigInteger.valueOf(total).multiply(BigInteger.valueOf(quarters));
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < entries.size(); i++)
        {
            sum = sum.add(BigInteger.valueOf(4 * entries.get(i)[2]));
            if (sum.compareTo(target) > 0)
            {
                return entries.get(i)[0];
            }
            if (sum.equals(target))
            {
                return PriceColumn.midpoint(entries.get(i)[0], entries.get(Math.min(i + 1, entries.size() - 1))[0]);
            }
        }
        return Scales.NULL_PRICE;
    }

    private static int medianMember(final List<long[]> entries, final long median)
    {
        return entries.stream().filter(e -> e[0] >= median).mapToInt(e -> (int)e[1]).findFirst()
            .orElse(PriceColumn.ABSENT);
    }

    @Test
    void shouldFindNothingWhereNothingIsSelected()
    {
        final PriceColumn column = new PriceColumn(2);
        found.find(column, new long[] {1, 1}, -1L, 0);
        assertEquals(Scales.NULL_PRICE, found.median);
        column.put(0, 5);
        column.put(1, 6);
        found.find(column, new long[] {1, 1}, 0, 0);
        assertEquals(Scales.NULL_PRICE, found.low);
        assertEquals(Scales.NULL_PRICE, found.high);
        assertEquals(PriceColumn.ABSENT, found.medianMember);
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        final PriceColumn column = new PriceColumn(16);
        final long[] weight = new long[16];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 10_000; i++)
            {
                weight[i % 16] = 1L + i % 3;
                column.put(i % 16, 1_000L + i % 7);
                found.find(column, weight, 0x7fff, column.totalWeight(weight));
                found.findMedian(column, weight, 0x7ff0, column.totalWeight(weight));
            }
        });
    }
}
