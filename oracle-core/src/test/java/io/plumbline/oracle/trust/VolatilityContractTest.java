// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.STILL_MARKET;
import static io.plumbline.oracle.trust.TrustBench.first;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Slot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VolatilityContractTest
{
    private static final long PRICE = 1_000_000;
    private static final FencePolicy NARROW = new FencePolicy(30, 1, 0, 100);

    private static OracleConfig config(final int sources, final VolatilityPolicy policy)
    {
        return new SampleOracle().fence(NARROW).market(STILL_MARKET.with(policy)).independent(sources).build();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractJ_shouldMeasureTheMedianOfTheLastReturns(final long seed)
    {
        final Random random = new Random(seed);
        final long interval = new long[] {SECOND, SECOND / 100, 3_600 * SECOND, 777_777_777}[(int)seed % 4];
        final VolatilityGauge gauge = new VolatilityGauge(config(3, new VolatilityPolicy(interval, 4)));
        final List<BigInteger> samples = new ArrayList<>();
        long last = 0;
        long lastAt = 0;
        long now = SECOND;
        for (int step = 0; step < 500; step++)
        {
            final long price = random.nextInt(10) == 0 ? 1 + random.nextLong(Long.MAX_VALUE) :
                Math.max(1, last + random.nextLong(-last / 1_000 - 1, last / 1_000 + 2));
            assertTrue(gauge.isDue(0, now), "seed " + seed);
            gauge.sample(0, price, 1, 1, now);
            if (last != 0)
            {
                samples.add(sample(last, price, now - lastAt, interval));
            }
            assertEquals(sigma(samples), gauge.sigmaCentiBps(0), "seed " + seed + " step " + step);
            last = price;
            lastAt = now;
            assertTrue(!gauge.isDue(0, now + interval - 1), "seed " + seed);
            now += interval + (random.nextInt(3) == 0 ? random.nextLong(30 * interval) : random.nextInt(5));
        }
    }

    private static BigInteger sample(final long last, final long price, final long elapsed, final long interval)
    {
        final BigInteger million = BigInteger.valueOf(1_000_000);
        final BigInteger move = million.multiply(BigInteger.valueOf(price).subtract(BigInteger.valueOf(last)).abs())
            .divide(BigInteger.valueOf(last)).min(million);
        final long counted = Math.min(elapsed, 86_400 * SECOND);
        final BigInteger root = million.multiply(BigInteger.valueOf(counted / 1_000))
            .divide(BigInteger.valueOf(interval / 1_000)).sqrt();
        return move.multiply(BigInteger.valueOf(1_000)).divide(root);
    }

    private static int sigma(final List<BigInteger> samples)
    {
        final List<BigInteger> last = samples.subList(Math.max(0, samples.size() - 64), samples.size()).stream()
            .sorted().toList();
        if (last.size() < 8)
        {
            return 0;
        }
        final BigInteger lower = last.get((last.size() - 1) / 2);
        final BigInteger sum = lower.add(last.get(last.size() / 2));
        final BigInteger half = sum.shiftRight(1);
        final BigInteger median = sum.testBit(0) && half.testBit(0) ? half.add(BigInteger.ONE) : half;
        return median.multiply(BigInteger.valueOf(14_826)).divide(BigInteger.valueOf(10_000)).intValueExact();
    }

    @Test
    void contractJ_shouldSampleTheClusterWhenDueAndSayTheVolatilityBesideEachAcceptedTick()
    {
        final TrustBench bench = new TrustBench(config(5, VolatilityPolicy.DEFAULT));
        bench.sayAll(0, 2, PRICE);
        assertEquals(0, bench.held(0).clusterPrice, "their weight does not exceed twice the liars'");
        bench.say(2, PRICE);
        assertEquals(PRICE, bench.held(0).clusterPrice);
        final Slot slot = walk(bench, 9);
        assertEquals(14_826 * 1_000 / 10_000, slot.ticks.volatilityCentiBps[0], "of eight returns of 10 bps each");
        assertEquals(slot.ticks.volatilityCentiBps[0], bench.held(0).volatilityCentiBps);
        bench.now += SECOND / 2;
        assertEquals(14_826 * 1_000 / 10_000, bench.say(0, PRICE + 1).ticks.volatilityCentiBps[0], "not due");
    }

    /** Moves all by 10 bps up and down, a second apart; the last tick of each round is the one that is due. */
    private static Slot walk(final TrustBench bench, final int rounds)
    {
        for (int i = 1; i < rounds; i++)
        {
            bench.now += SECOND;
            bench.say(0, i % 2 == 0 ? PRICE : PRICE * 1_001 / 1_000);
            bench.now++;
            bench.sayAll(1, 5, i % 2 == 0 ? PRICE : PRICE * 1_001 / 1_000);
        }
        return bench.builder.slot();
    }

    @Test
    void contractJ_shouldSayNothingWithFewerThanEightReturns()
    {
        final VolatilityGauge gauge = new VolatilityGauge(config(3, VolatilityPolicy.DEFAULT));
        for (int i = 0; i <= 8; i++)
        {
            assertEquals(0, gauge.sigmaCentiBps(0), i + " samples");
            gauge.sample(0, PRICE + i % 2 * 1_000L, 1, 1, SECOND + i * SECOND);
        }
        assertTrue(gauge.sigmaCentiBps(0) > 0);
    }

    @Test
    void contractJ_shouldWidenTheFenceByVolatilityOverTheTimeSinceThePeersSpoke()
    {
        final OracleConfig config = config(7, new VolatilityPolicy(SECOND, 4));
        final PeerPrices peers = new PeerPrices(config, new Lineages(config));
        for (int source = 1; source < 7; source++)
        {
            peers.put(source, 0, PRICE, 0);
        }
        final DivergenceJudge judge = new DivergenceJudge(config, peers);
        assertEquals(DivergenceJudge.WITHIN, judge.look(0, 0, PRICE + PRICE * 30 / 10_000, 0, 0));
        assertEquals(DivergenceJudge.BEYOND, judge.look(0, 0, PRICE + PRICE * 31 / 10_000, 0, 0));
        // 4 times 20 bps, over one interval and over four
        assertEquals(DivergenceJudge.WITHIN, judge.look(0, 0, PRICE + PRICE * 80 / 10_000, 2_000, 0));
        assertEquals(DivergenceJudge.BEYOND, judge.look(0, 0, PRICE + PRICE * 81 / 10_000, 2_000, 0));
        assertEquals(DivergenceJudge.WITHIN, judge.look(0, 0, PRICE + PRICE * 160 / 10_000, 2_000, 4 * SECOND));
        assertEquals(DivergenceJudge.BEYOND, judge.look(0, 0, PRICE + PRICE * 161 / 10_000, 2_000, 4 * SECOND));
        // never wider than half the price
        assertEquals(DivergenceJudge.WITHIN, judge.look(0, 0, PRICE + PRICE / 2, 1_482_600, 4 * SECOND));
        assertEquals(DivergenceJudge.BEYOND, judge.look(0, 0, PRICE + PRICE / 2 + 1, 1_482_600, 4 * SECOND));
    }

    @Test
    void contractJ_shouldNotCallAMoveOfAWildMarketDivergence()
    {
        final TrustBench bench = new TrustBench(config(5, VolatilityPolicy.DEFAULT));
        bench.sayAll(0, 5, PRICE);
        walk(bench, 20);
        bench.now += SECOND / 10;
        assertEquals(Refusal.NONE, first(bench.say(0, PRICE + PRICE * 50 / 10_000)));
        assertEquals(0, bench.causes(0) & TrustCause.DIVERGENCE.bit(), "within 4 times 15 bps");
    }

    @Test
    void contractT_shouldAllocateNothingSampling()
    {
        final VolatilityGauge gauge = new VolatilityGauge(config(3, VolatilityPolicy.DEFAULT));
        final long[] state = {SECOND, 0};
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 2_000; i++)
            {
                gauge.sample(0, PRICE + i % 13 * 1_000L, 1, 1, state[0] += SECOND);
                state[1] += gauge.sigmaCentiBps(0);
            }
        });
        assertTrue(state[1] > 0);
    }
}
