// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PriceColumnQuartilesTest
{
    private static final int ROUNDS = 20_000;

    private final long[] quartiles = new long[3];
    private long sink;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldFindInOneWalkWhatThreeQuantilesFind(final long seed)
    {
        final Random random = new Random(seed);
        int exact = 0;
        for (int round = 0; round < ROUNDS; round++)
        {
            final int members = 1 + random.nextInt(round % 50 == 0 ? 64 : 9);
            final PriceColumn column = new PriceColumn(members);
            final long[] weights = new long[members];
            for (int member = 0; member < members; member++)
            {
                weights[member] = random.nextInt(4) == 0 ? -random.nextInt(2) :
                    random.nextInt(4) == 0 ? 1L << 43 : 1 + random.nextInt(2);
                if (random.nextInt(5) > 0)
                {
                    column.put(member, 100 + random.nextInt(40));
                }
            }
            final long total = column.totalWeight(weights);
            column.quartilesTo(weights, total, quartiles);
            final long[] expected = {column.weightedQuantile(weights, 1, 4), column.weightedQuantile(weights, 1, 2),
                column.weightedQuantile(weights, 3, 4)};
            assertArrayEquals(expected, quartiles, "seed " + seed + " round " + round);
            exact += total > 0 && total % 4 == 0 ? 1 : 0;
        }
        assertTrue(exact > ROUNDS / 100, "seed " + seed);
    }

    @Test
    void shouldStandOnOnePriceOrOnNone()
    {
        final PriceColumn column = new PriceColumn(3);
        column.put(1, 7);
        column.quartilesTo(new long[]{1, 1, 1}, 1, quartiles);
        assertArrayEquals(new long[]{7, 7, 7}, quartiles);
        column.quartilesTo(new long[]{1, 0, 1}, 0, quartiles);
        for (final long quartile : quartiles)
        {
            assertEquals(Scales.NULL_PRICE, quartile);
        }
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
                column.quartilesTo(weights, column.totalWeight(weights), quartiles);
                sink += quartiles[1];
            }
        });
        assertTrue(sink > 0);
    }
}
