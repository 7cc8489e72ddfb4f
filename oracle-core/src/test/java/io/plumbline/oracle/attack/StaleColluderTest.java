// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source always speaks with a price just inside the age limit. Here that makes the record as old as the limit
 * at most, short-lived and less sure; it moves the price no further than the honest range, and keeps nobody else
 * out.
 */
final class StaleColluderTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final long AGE = 5 * SECOND;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractG_shouldBeAsOldAsTheLimitAtMostAndWithinTheHonestRange(final long seed)
    {
        final Random random = new Random(seed);
        final int sources = 3 + random.nextInt(4);
        final Market market = Plan.of(sources).open();
        final long[] said = new long[sources];
        long centre = PRICE;
        int live = 0;
        for (int step = 0; step < 1_000; step++)
        {
            final String where = "seed " + seed + " step " + step;
            market.passMs(1 + random.nextInt(100));
            centre += random.nextInt(200_000_001) - 100_000_000;
            final int source = random.nextInt(sources);
            said[source] = source == 0 ? lie(random, centre) : centre + random.nextInt(200_000_001) - 100_000_000;
            market.sayObserved(source, 0, market.nowNs - (source == 0 ? AGE : 0), said[source]);
            if (!market.last().tier.isLive())
            {
                continue;
            }
            live++;
            assertTrue(market.last().asOfNs >= market.nowNs - AGE, where);
            assertTrue(market.last().validUntilNs > market.nowNs, where);
            assertEquals(market.last().asOfNs + AGE + 1, market.last().validUntilNs, where);
            final long[] honest = LongStream.range(1, sources).filter(each -> market.isIn((int)each))
                .map(each -> said[(int)each]).sorted().toArray();
            assertTrue(honest[0] <= market.last().price && market.last().price <= honest[honest.length - 1],
                where + ": " + market.last().price);
        }
        assertTrue(live > 300, "seed " + seed + ": live " + live + " times proves nothing");
    }

    /** Its price is the one of five seconds ago at best. */
    private static long lie(final Random random, final long centre)
    {
        return switch (random.nextInt(3))
        {
            case 0 -> centre;
            case 1 -> centre + centre / 1_000 * (random.nextInt(5) - 2);
            default -> 1 + (long)(random.nextDouble() * 2 * PRICE);
        };
    }

    @Test
    void contractJ_shouldGoOnWithoutItOneNanosecondLater()
    {
        final Market market = Plan.of(5).open();
        market.sayFrom(1, PRICE);
        assertEquals(Refusal.NONE, market.sayObserved(0, 0, market.nowNs - AGE, PRICE + 1));
        assertEquals(5, market.order().sources);
        assertEquals(market.nowNs - AGE, market.order().asOfNs);
        assertEquals(market.nowNs + 1, market.order().validUntilNs);
        market.nowNs++;
        assertEquals(4, market.order().sources);
        assertEquals(market.nowNs - 1, market.order().asOfNs, "as young as the honest are");
        assertEquals(Refusal.STALE_TICK, market.sayObserved(0, 0, market.nowNs - AGE - 1, PRICE + 1));
    }

    @Test
    void contractG_shouldCostHalfTheConfidenceAtMost()
    {
        final Market without = Plan.of(5).open();
        without.sayFrom(1, PRICE);
        final Market with = Plan.of(5).open();
        with.sayFrom(1, PRICE);
        with.sayObserved(0, 0, with.nowNs - AGE, PRICE);
        assertTrue(with.order().confidenceBps * 2 >= without.order().confidenceBps - 2,
            with.order().confidenceBps + " against " + without.order().confidenceBps);
    }
}
