// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static io.plumbline.oracle.price.Numbers.big;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceColumnTest
{
    private static final int ROUNDS = 3_000;
    private static final int[][] FRACTIONS = {{0, 1}, {1, 4}, {1, 2}, {3, 4}, {1, 1}, {1, 3}, {9_999, 10_000}};

    private long sink;

    @Test
    void shouldKeepMembersSorted()
    {
        final PriceColumn column = new PriceColumn(4);
        column.put(3, 30);
        column.put(1, 10);
        column.put(2, 20);
        assertColumn("1:10 2:20 3:30", column);
        column.put(1, 25);
        assertColumn("2:20 1:25 3:30", column);
        column.put(3, 5);
        assertColumn("3:5 2:20 1:25", column);
        column.put(2, 20);
        assertColumn("3:5 2:20 1:25", column);
        assertTrue(column.remove(2));
        assertFalse(column.remove(2));
        assertColumn("3:5 1:25", column);
        assertEquals(PriceColumn.ABSENT, column.positionOf(2));
        assertEquals(Scales.NULL_PRICE, column.priceOf(2));
        assertEquals(25, column.priceOf(1));
        column.clear();
        assertColumn("", column);
        assertEquals(PriceColumn.ABSENT, column.positionOf(1));
        assertEquals(4, column.capacity());
    }

    @Test
    void shouldOrderTiesByMember()
    {
        final PriceColumn column = new PriceColumn(4);
        column.put(2, 7);
        column.put(0, 7);
        column.put(3, 7);
        column.put(1, 7);
        assertColumn("0:7 1:7 2:7 3:7", column);
        column.put(0, 8);
        column.put(0, 7);
        assertColumn("0:7 1:7 2:7 3:7", column);
        column.put(3, 6);
        column.put(3, 7);
        assertColumn("0:7 1:7 2:7 3:7", column);
    }

    @Test
    void shouldFindWeightedQuantiles()
    {
        final PriceColumn column = new PriceColumn(4);
        for (int i = 0; i < 4; i++)
        {
            column.put(i, 100 + 10 * i);
        }
        assertEquals(115, column.weightedQuantile(new long[]{1, 1, 1, 1}, 1, 2), "even split: midpoint");
        assertEquals(105, column.weightedQuantile(new long[]{1, 1, 1, 1}, 1, 4));
        assertEquals(125, column.weightedQuantile(new long[]{1, 1, 1, 1}, 3, 4));
        assertEquals(110, column.weightedQuantile(new long[]{1, 1, 1, 0}, 1, 2));
        assertEquals(130, column.weightedQuantile(new long[]{1, 1, 1, 4}, 1, 2));
        assertEquals(115, column.weightedQuantile(new long[]{3, 0, 0, 3}, 1, 2), "midpoint with the next selected");
        assertEquals(100, column.weightedQuantile(new long[]{1, 1, 1, 1}, 0, 1));
        assertEquals(130, column.weightedQuantile(new long[]{1, 1, 1, 1}, 1, 1), "nothing after the last");
        assertEquals(110, column.weightedQuantile(new long[]{-5, 1, -1, 0}, 1, 2), "below zero is left out");
    }

    @Test
    void shouldKnowTheSelectionsEnds()
    {
        final PriceColumn column = new PriceColumn(3);
        column.put(0, 5);
        column.put(1, 6);
        column.put(2, 7);
        assertEquals(6, column.minSelected(new long[]{0, 1, 1}));
        assertEquals(6, column.maxSelected(new long[]{1, 1, 0}));
        assertEquals(9, column.totalWeight(new long[]{4, -3, 5}));
        assertNothing(column, new long[3]);
        assertNothing(column, new long[]{-1, -1, -1});
        assertNothing(new PriceColumn(3), new long[]{1, 1, 1});
    }

    @Test
    void shouldFindMidpointsHalfEven()
    {
        assertEquals(2, PriceColumn.midpoint(1, 2));
        assertEquals(2, PriceColumn.midpoint(2, 3));
        assertEquals(-2, PriceColumn.midpoint(-1, -2));
        assertEquals(0, PriceColumn.midpoint(-1, 0));
        assertEquals(0, PriceColumn.midpoint(0, 1));
        final Random random = new Random(7);
        for (int i = 0; i < 100_000; i++)
        {
            final long a = Numbers.anyLong(random);
            final long b = Numbers.anyLong(random);
            assertEquals(slowMidpoint(a, b), PriceColumn.midpoint(a, b), "seed 7: " + a + ", " + b);
        }
    }

    @Test
    void shouldRefuseBrokenArguments()
    {
        assertThrows(IllegalArgumentException.class, () -> new PriceColumn(0));
        assertThrows(IllegalArgumentException.class, () -> new PriceColumn(65));
        final PriceColumn column = new PriceColumn(2);
        column.put(0, 1);
        assertThrows(IndexOutOfBoundsException.class, () -> column.put(2, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> column.put(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> column.remove(2));
        assertThrows(IndexOutOfBoundsException.class, () -> column.priceAt(1));
        assertThrows(IndexOutOfBoundsException.class, () -> column.memberAt(-1));
        assertThrows(IllegalArgumentException.class, () -> column.put(1, Scales.NULL_PRICE));
        assertThrows(IllegalArgumentException.class, () -> column.put(1, Scales.PRECISION_LOST));
        assertColumn("0:1", column);
        for (final int[] fraction : new int[][]{{1, 0}, {-1, 2}, {3, 2}, {1, 10_001}, {0, -1}})
        {
            assertThrows(IllegalArgumentException.class,
                () -> column.weightedQuantile(new long[]{1, 1}, fraction[0], fraction[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {121, 122, 123, 124, 125, 126, 127, 128})
    void shouldAgreeWithASortedList(final long seed)
    {
        final Random random = new Random(seed);
        final int capacity = seed % 2 == 0 ? PriceColumn.MAX_MEMBERS : 1 + random.nextInt(PriceColumn.MAX_MEMBERS);
        final PriceColumn column = new PriceColumn(capacity);
        final Map<Integer, Long> prices = new HashMap<>();
        final long[] weights = new long[capacity];
        long around = Numbers.anyLong(random) >> 2;
        for (int i = 0; i < ROUNDS; i++)
        {
            final int member = random.nextInt(capacity);
            final int what = random.nextInt(1_000);
            if (what == 0)
            {
                column.clear();
                prices.clear();
                around = Numbers.anyLong(random) >> 2;
            }
            else if (what < 150)
            {
                assertEquals(prices.remove(member) != null, column.remove(member), "seed " + seed + " step " + i);
            }
            else
            {
                final long price = what < 200 ?
                    Math.max(Scales.MIN_PRICE, Numbers.anyLong(random)) : around + random.nextInt(41) - 20;
                column.put(member, price);
                prices.put(member, price);
            }
            fillWeights(random, weights);
            assertLikeList(column, prices, weights, "seed " + seed + " step " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {131, 132, 133})
    void shouldNotDependOnOrderOfArrival(final long seed)
    {
        final Random random = new Random(seed);
        final PriceColumn forward = new PriceColumn(PriceColumn.MAX_MEMBERS);
        final PriceColumn backward = new PriceColumn(PriceColumn.MAX_MEMBERS);
        final long[] prices = random.longs(PriceColumn.MAX_MEMBERS, 0, 10).toArray();
        for (int i = 0; i < prices.length; i++)
        {
            forward.put(i, prices[i]);
            backward.put(prices.length - 1 - i, prices[prices.length - 1 - i]);
        }
        assertEquals(text(forward), text(backward), "seed " + seed);
    }

    @Test
    void contractT_shouldNotAllocate()
    {
        final PriceColumn column = new PriceColumn(16);
        final long[] weights = new long[16];
        Arrays.fill(weights, 1_000);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 5_000; i++)
            {
                column.put(i & 15, 1_000_000 + ((i * 31) & 255));
                sink += column.weightedQuantile(weights, 1, 4) + column.weightedQuantile(weights, 1, 2);
                sink += column.minSelected(weights) + column.maxSelected(weights);
                column.remove((i * 7) & 15);
            }
            column.clear();
        });
    }

    private static void fillWeights(final Random random, final long[] weights)
    {
        final int kind = random.nextInt(4);
        for (int i = 0; i < weights.length; i++)
        {
            final boolean isOut = random.nextInt(4) == 0;
            weights[i] = kind == 0 ? 1 : isOut ? -random.nextInt(2) :
                kind == 1 ? 1L << 43 : kind == 2 ? 1 + random.nextInt(4) : 1 + (random.nextLong() >>> 33);
        }
    }

    private static void assertLikeList(
        final PriceColumn column, final Map<Integer, Long> prices, final long[] weights, final String message)
    {
        final List<Map.Entry<Integer, Long>> sorted = new ArrayList<>(prices.entrySet());
        sorted.sort(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
        assertEquals(sorted.size(), column.size(), message);
        final List<long[]> selected = new ArrayList<>();
        BigInteger total = BigInteger.ZERO;
        for (int i = 0; i < sorted.size(); i++)
        {
            final int member = sorted.get(i).getKey();
            final long price = sorted.get(i).getValue();
            if (price != column.priceAt(i) || member != column.memberAt(i) || i != column.positionOf(member))
            {
                assertEquals(sorted.toString(), text(column), message);
            }
            if (weights[member] > 0)
            {
                selected.add(new long[]{price, weights[member]});
                total = total.add(big(weights[member]));
            }
        }
        assertEquals(total, big(column.totalWeight(weights)), message);
        assertEquals(extreme(selected, Comparator.reverseOrder()), column.minSelected(weights), message);
        assertEquals(extreme(selected, Comparator.naturalOrder()), column.maxSelected(weights), message);
        for (final int[] fraction : FRACTIONS)
        {
            assertEquals(slowQuantile(selected, total, fraction[0], fraction[1]),
                column.weightedQuantile(weights, fraction[0], fraction[1]),
                () -> message + ": " + fraction[0] + "/" + fraction[1] + " of " + text(column) +
                " by " + Arrays.toString(weights));
        }
    }

    private static long extreme(final List<long[]> selected, final Comparator<Long> order)
    {
        return selected.stream().map(entry -> entry[0]).max(order).orElse(Scales.NULL_PRICE);
    }

    private static long slowQuantile(
        final List<long[]> selected, final BigInteger total, final int num, final int den)
    {
        final BigInteger target = total.multiply(big(num));
        BigInteger cumulative = BigInteger.ZERO;
        for (int i = 0; i < selected.size(); i++)
        {
            cumulative = cumulative.add(big(selected.get(i)[1]));
            final int order = cumulative.multiply(big(den)).compareTo(target);
            if (order > 0 || (order == 0 && i == selected.size() - 1))
            {
                return selected.get(i)[0];
            }
            if (order == 0)
            {
                return slowMidpoint(selected.get(i)[0], selected.get(i + 1)[0]);
            }
        }
        return Scales.NULL_PRICE;
    }

    private static long slowMidpoint(final long a, final long b)
    {
        return new BigDecimal(big(a).add(big(b))).divide(BigDecimal.valueOf(2), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
    }

    private static void assertNothing(final PriceColumn column, final long[] weights)
    {
        assertEquals(0, column.totalWeight(weights));
        assertEquals(Scales.NULL_PRICE, column.minSelected(weights));
        assertEquals(Scales.NULL_PRICE, column.maxSelected(weights));
        assertEquals(Scales.NULL_PRICE, column.weightedQuantile(weights, 1, 2));
    }

    private static void assertColumn(final String expected, final PriceColumn column)
    {
        assertEquals(expected, text(column));
        for (int i = 0; i < column.size(); i++)
        {
            assertEquals(i, column.positionOf(column.memberAt(i)));
        }
    }

    private static String text(final PriceColumn column)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 0; i < column.size(); i++)
        {
            text.append(i == 0 ? "" : " ").append(column.memberAt(i)).append(':').append(column.priceAt(i));
        }
        return text.toString();
    }
}
