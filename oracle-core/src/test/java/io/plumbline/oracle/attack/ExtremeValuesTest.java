// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source says and dates what it can at the ends of what a long holds. Here nothing throws, since that would
 * stop the engine; the other prices, their derivations and their times stay what the honest make them.
 */
final class ExtremeValuesTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final long[] EDGES = {0, 1, -1, 2, 9, 10, 99_999_999, 100_000_000, Long.MAX_VALUE,
        Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1L << 62, 1L << 32, 1_000_000_000_000_000_000L,
        TickColumns.NULL_PRICE};

    /** 0 and 1 have sources; 2 is their product, 3 their quotient, 4 falls back to 0. */
    private static Market market()
    {
        return new Plan().instrument("A-B", settings -> settings.market(MarketPolicy.DEFAULT))
            .instrument("B-C", settings -> settings.market(MarketPolicy.DEFAULT))
            .instrument("A-C", settings -> settings.leg(LegConfig.times("A-B")).leg(LegConfig.times("B-C"))
                .market(MarketPolicy.DEFAULT))
            .instrument("C-A", settings -> settings.leg(LegConfig.per("A-B")).leg(LegConfig.per("B-C"))
                .market(MarketPolicy.DEFAULT))
            .instrument("A-D", settings -> settings.market(MarketPolicy.DEFAULT).asset("test:A-B", 8)
                .fallback(new FallbackPolicy(List.of("A-B"), List.of())))
            .independent(5, "A-B", "B-C").open();
    }

    private static long edge(final Random random, final long honest)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> honest;
            case 1 -> random.nextLong();
            case 2 -> honest + EDGES[random.nextInt(EDGES.length)];
            default -> EDGES[random.nextInt(EDGES.length)];
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void contractG_shouldNeitherThrowNorMoveWhateverOneSourceSays(final long seed)
    {
        final Random random = new Random(seed);
        final Market market = market();
        int live = 0;
        for (int step = 0; step < 3_000; step++)
        {
            final String where = "seed " + seed + " step " + step;
            market.passMs(1 + random.nextInt(100));
            final int source = 1 + random.nextInt(4);
            market.frame(source).tick(0, market.nowNs, PRICE + random.nextInt(1_000_000))
                .tick(1, market.nowNs, PRICE + random.nextInt(1_000_000));
            market.run();
            lie(market, random, where);
            if (step % 7 == 0)
            {
                market.clock();
            }
            live += assertHonest(market, 0, PRICE, PRICE + 1_000_000, where);
            live += assertHonest(market, 1, PRICE, PRICE + 1_000_000, where);
            assertHonest(market, 2, 360_000_000_000_000_000L, 361_000_000_000_000_000L, where);
            assertHonest(market, 4, PRICE, PRICE + 1_000_000, where);
        }
        assertTrue(live > 1_000, "seed " + seed + ": live " + live + " times proves nothing");
    }

    private static void lie(final Market market, final Random random, final String where)
    {
        final long signedNs = random.nextBoolean() ? market.nowNs : edge(random, market.nowNs);
        if (random.nextBoolean())
        {
            market.frame(0).signedAt(signedNs);
        }
        else if (random.nextBoolean())
        {
            market.frame(0).counted(edge(random, 1), edge(random, 1)).signedAt(signedNs);
        }
        else
        {
            market.frame(0).timed(signedNs);
        }
        for (int instrument = 0; instrument < 2; instrument++)
        {
            final long price = edge(random, PRICE);
            market.builder.tick(instrument, random.nextBoolean() ? market.nowNs : edge(random, market.nowNs), price,
                edge(random, price), edge(random, price), Refusal.NONE);
        }
        try
        {
            market.run();
        }
        catch (final RuntimeException e)
        {
            throw new AssertionError(where + ": one source has stopped the engine", e);
        }
        if (random.nextInt(20) == 0)
        {
            market.admin(AdminEvent.READMIT_SOURCE, 0);
        }
    }

    private static int assertHonest(
        final Market market, final int instrument, final long low, final long high, final String where)
    {
        final Evaluation record = market.last(instrument);
        if (!record.tier.isLive())
        {
            return 0;
        }
        assertTrue(low <= record.price && record.price <= high, where + ": " + instrument + " at " + record.price);
        assertTrue(record.validUntilNs > record.evaluatedAtNs && record.asOfNs <= record.evaluatedAtNs, where);
        assertTrue(record.confidenceBps >= 0 && record.confidenceBps <= 10_000, where);
        assertTrue(record.dispersionBps >= 0 && record.spreadBps >= 0 && record.volatilityBps >= 0, where);
        assertTrue(record.staleShareBps >= 0 && record.staleShareBps <= 10_000, where);
        return 1;
    }
}
