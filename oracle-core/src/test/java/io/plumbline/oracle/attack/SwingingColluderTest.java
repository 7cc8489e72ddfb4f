// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source swings between the ends of the honest range, so that the middle moves and those who stand still seem
 * out of step. Here the price stays within the honest range, nobody is put out, and those who stand still keep their
 * trust: a minority moves no two quartiles the same way.
 */
final class SwingingColluderTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final long TEN_BPS = PRICE / 1_000;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void contractH_shouldMoveThePriceWithinTheHonestRangeAndPutNobodyOut(final int sources)
    {
        final Market market = Plan.of(sources).open();
        for (int i = 0; i < 1_200; i++)
        {
            market.passMs(500);
            for (int source = 1; source < sources; source++)
            {
                market.say(source, PRICE + (source % 2 == 0 ? -TEN_BPS : TEN_BPS) + i % 3);
            }
            market.say(0, PRICE + (i / 22 % 2 == 0 ? -TEN_BPS : TEN_BPS));
            final String where = sources + " sources, round " + i;
            assertEquals(Refusal.NONE, market.last().refusal, where);
            assertTrue(Math.abs(market.last().price - PRICE) <= TEN_BPS + 3, where);
            for (int source = 1; source < sources; source++)
            {
                assertTrue(market.isIn(source) && market.trustOf(source) >= FLOOR, where);
            }
        }
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED));
        for (int source = 1; source < sources; source++)
        {
            assertEquals(10_000, market.trustOf(source), "standing still is no fault where the others stand still");
        }
    }
}
