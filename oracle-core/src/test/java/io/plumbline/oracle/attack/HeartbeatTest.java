// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.MS;
import static io.plumbline.oracle.attack.Market.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.TrustPolicy;
import org.junit.jupiter.api.Test;

/**
 * One constant of staleness for all feeds is too long for the fast and too short for the slow. Here each feed has
 * an expected interval of its own; from two of them after an accepted tick on, trust decays by 1,000 bps a second.
 */
final class HeartbeatTest
{
    private static final long PRICE = 6_000_000_000_000L;
    private static final FreshnessPolicy PATIENT =
        new FreshnessPolicy(600 * SECOND, 2 * SECOND, 0, 600 * SECOND);

    /** Two instruments: expected each 100 ms and each minute; one healthy tick gives full trust. */
    private static Market market()
    {
        final Plan plan = new Plan().trust(new TrustPolicy(500, 2_500, 1, 0, SECOND, 5, 1L << 20))
            .instrument("FAST-USD", settings -> settings.freshness(PATIENT))
            .instrument("SLOW-USD", settings -> settings.freshness(PATIENT));
        for (int source = 0; source < 4; source++)
        {
            plan.bareSource(settings -> settings.expectedIntervalNs(60 * SECOND)
                .feed(FeedConfig.numbered(1, "FAST-USD").every(100 * MS))
                .feed(FeedConfig.numbered(2, "SLOW-USD")));
        }
        final Market market = plan.open();
        for (int source = 0; source < 4; source++)
        {
            market.frame(source).tick(0, market.nowNs, PRICE).tick(1, market.nowNs, PRICE);
            market.run();
        }
        return market;
    }

    private static int trustNow(final Market market, final int instrument)
    {
        market.orderOf(instrument);
        return market.last(instrument).trustBps;
    }

    @Test
    void contractB_shouldMissEachFeedAtItsOwnCadence()
    {
        final Market market = market();
        final long startNs = market.nowNs;
        assertEquals(10_000, trustNow(market, 0));
        market.passMs(200);
        assertEquals(10_000, trustNow(market, 0), "two intervals of 100 ms are forgiven");
        market.passMs(1_000);
        assertEquals(9_000, trustNow(market, 0));
        assertEquals(10_000, trustNow(market, 1), "the slow one is expected once a minute");
        market.passMs(5_000);
        assertEquals(FLOOR, trustNow(market, 0), "not below the floor");
        market.nowNs = startNs + 120 * SECOND;
        assertEquals(10_000, trustNow(market, 1));
        market.nowNs = startNs + 121 * SECOND;
        assertEquals(9_000, trustNow(market, 1));
    }

    @Test
    void contractB_shouldCostAFallToBreakTheSilence()
    {
        final Market market = market();
        market.passMs(201);
        market.say(0, PRICE);
        assertEquals(9_500, market.trustFound(), "201 ms: late, a fall");
        market.passMs(200);
        market.sayOf(1, 1, PRICE);
        assertEquals(10_000, market.trustFound(), "401 ms are nothing to the slow feed");
        market.say(0, PRICE);
        assertEquals(9_500, market.trustFound(), "200 ms: in time, and the run to make up for a fall is longer");
    }

    @Test
    void contractB_shouldNotMissWhoWasNeverHeard()
    {
        final Market market = new Plan().instrument(Plan.MAIN).independent(4).open();
        market.sayFrom(1, PRICE);
        market.passMs(4_000);
        market.sayFrom(1, PRICE);
        assertEquals(Refusal.NONE, market.say(0, PRICE));
        assertEquals(3, market.counters.count(Metric.TRUST_FALLS), "three were silent too long, the fourth is new");
    }
}
