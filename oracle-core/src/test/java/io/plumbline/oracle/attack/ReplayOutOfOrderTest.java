// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.MS;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Copies are dropped for a while only, so that a late copy counts as news. Here a watermark stands for each source
 * and instrument: replays and late arrivals, in any order and however late, never move a price back.
 */
final class ReplayOutOfOrderTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final int SOURCES = 3;
    private static final int FRAMES = 40;

    private final long[][] price = new long[SOURCES][FRAMES + 1];
    private final long[][] signedNs = new long[SOURCES][FRAMES + 1];

    /** What the source signed under a sequence: the same bytes whenever they arrive. */
    private Refusal arrive(final Market market, final int source, final int sequence)
    {
        market.builder.envelope(source, market.nowNs).signedAt(signedNs[source][sequence]).counted(1, sequence)
            .content(source * 1_000L + sequence).message(source, market.nowNs)
            .tick(0, signedNs[source][sequence], price[source][sequence]);
        return market.run().ticks.refusal[0];
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractC_shouldAlwaysStandOnTheNewestOfEachSource(final long seed)
    {
        final Random random = new Random(seed);
        final Market market = Plan.of(SOURCES).open();
        final List<int[]> deliveries = new ArrayList<>();
        for (int source = 0; source < SOURCES; source++)
        {
            for (int sequence = 1; sequence <= FRAMES; sequence++)
            {
                price[source][sequence] = PRICE + random.nextInt(1_000_000);
                signedNs[source][sequence] = market.nowNs + 10L * sequence * MS;
                for (int copy = random.nextInt(4); copy >= 0; copy--)
                {
                    deliveries.add(new int[]{source, sequence});
                }
            }
        }
        Collections.shuffle(deliveries, random);
        market.passMs(10 * FRAMES);
        final int[] newest = new int[SOURCES];
        int late = 0;
        for (final int[] each : deliveries)
        {
            final boolean isNews = each[1] > newest[each[0]];
            late += isNews ? 0 : 1;
            assertEquals(isNews, arrive(market, each[0], each[1]) == Refusal.NONE,
                "seed " + seed + ": source " + each[0] + " sequence " + each[1] + " after " + newest[each[0]]);
            newest[each[0]] = Math.max(newest[each[0]], each[1]);
            final long[] stands = LongStream.range(0, SOURCES).map(i -> price[(int)i][newest[(int)i]]).sorted()
                .toArray();
            if (stands[0] > 0)
            {
                assertLive(market.order(), stands[1]);
            }
        }
        assertTrue(late > 100, "seed " + seed);
        assertEquals(0, market.counters.count(Metric.SOURCES_EXCLUDED), "seed " + seed);
    }

    @Test
    void contractC_shouldNotLetAReplayProlongAPrice()
    {
        final Market market = Plan.of(SOURCES).open();
        for (int source = 0; source < SOURCES; source++)
        {
            price[source][1] = PRICE;
            signedNs[source][1] = market.nowNs;
            arrive(market, source, 1);
        }
        final long untilNs = market.last().validUntilNs;
        for (int i = 0; i < 60; i++)
        {
            market.passMs(100);
            for (int source = 0; source < SOURCES; source++)
            {
                assertTrue(arrive(market, source, 1) != Refusal.NONE);
            }
            assertEquals(market.nowNs < untilNs, market.order().tier.isLive(), 100 * (i + 1) + " ms");
        }
    }
}
