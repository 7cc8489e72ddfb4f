// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.slot.Evaluation;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A median that reports its newest member's time lets stale members hide behind a fresh one. Here {@code asOf} is
 * the oldest contributor's, and the record ends with that contributor's freshness.
 */
final class NewestMemberTimeTest
{
    private static final long PRICE = 6_000_000_000_000L;

    @Test
    void contractJ_shouldBeAsOldAsItsOldestContributor()
    {
        final Market market = Plan.of(5).open();
        final long firstNs = market.nowNs;
        for (int source = 0; source < 5; source++)
        {
            market.say(source, PRICE + source);
            market.passMs(1_000);
        }
        assertLive(market.order(), PRICE + 2);
        assertEquals(firstNs, market.order().asOfNs);
        assertEquals(firstNs + 5 * SECOND + 1, market.order().validUntilNs);
        assertEquals(5, market.order().sources);
        market.nowNs = market.order().validUntilNs;
        final Evaluation next = market.order();
        assertEquals(4, next.sources, "the oldest has gone, the rest stand");
        assertEquals(firstNs + SECOND, next.asOfNs);
        assertEquals(PRICE + 2, next.price, "the midpoint of the middle two, half-even");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contractJ_shouldBeAsOldAsItsOldestContributorInAnyOrder(final long seed)
    {
        final Random random = new Random(seed);
        final Market market = Plan.of(6).open();
        final long[] saidNs = new long[6];
        for (int step = 0; step < 2_000; step++)
        {
            market.passMs(random.nextInt(600));
            final int source = random.nextInt(6);
            saidNs[source] = market.nowNs - random.nextInt(3) * SECOND;
            market.sayObserved(source, 0, saidNs[source], PRICE + random.nextInt(1_000));
            if (market.last().tier.isLive())
            {
                long oldestNs = Long.MAX_VALUE;
                for (int each = 0; each < 6; each++)
                {
                    oldestNs = market.isIn(each) ? Math.min(oldestNs, saidNs[each]) : oldestNs;
                }
                assertEquals(oldestNs, market.last().asOfNs, "seed " + seed + " step " + step);
            }
        }
        assertTrue(market.published > 1_000, "seed " + seed);
    }
}
