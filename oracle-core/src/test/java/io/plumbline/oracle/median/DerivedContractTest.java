// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

final class DerivedContractTest
{
    private static final long MAX_AGE = FreshnessPolicy.DEFAULT.maxAgeNs();

    /** cbETH in dollars by way of ETH: the rate that was dropped once. */
    private final MarketBench bench = new MarketBench(coin("cbETH-ETH"), coin("ETH-USD"),
        coin("cbETH-USD").leg(LegConfig.times("cbETH-ETH")).leg(LegConfig.times("ETH-USD")),
        coin("USD-cbETH").price(8, 4).leg(LegConfig.per("cbETH-USD")));

    @Test
    void contractL_shouldBeNoPriceWithoutEveryLeg()
    {
        bench.say("cbETH-ETH", 11_200);
        bench.clock();
        final Evaluation alone = bench.order("cbETH-USD");
        assertEquals(Tier.CLOSED, alone.tier);
        assertEquals(Refusal.MISSING_LEG, alone.refusal);
        assertEquals(Refusal.MISSING_LEG, alone.primaryRefusal);
        assertEquals(0, alone.price, "not 1.12");
        bench.say("ETH-USD", 20_000_000);
        assertEquals(22_400_000, bench.record("cbETH-USD").price, "judged with the leg that came");
        assertEquals(Tier.PRIMARY, bench.record("cbETH-USD").tier);
        bench.putOut("ETH-USD", 0);
        final Evaluation gone = bench.record("cbETH-USD");
        assertEquals(Tier.LAST_GOOD, gone.tier, "gone at the very event");
        assertEquals(Refusal.MISSING_LEG, gone.refusal);
        assertEquals(22_400_000, gone.price);
        assertEquals(0, gone.confidenceBps);
        assertFalse(gone.hasEvidence);
    }

    @Test
    void contractL_shouldTakeTheOldestTimeAndTheEarliestEnd()
    {
        for (int source = 0; source < MarketBench.SOURCES; source++)
        {
            bench.tick("cbETH-ETH", source, 11_200, START - 2 * SECOND);
            bench.tick("ETH-USD", source, 20_000_000, START - source * SECOND / 2);
        }
        final Evaluation derived = bench.order("cbETH-USD");
        assertEquals(START - 2 * SECOND, derived.asOfNs);
        assertEquals(START - 2 * SECOND + MAX_AGE + 1, derived.validUntilNs);
        assertEquals(START, derived.evaluatedAtNs);
        bench.now = START - 2 * SECOND + MAX_AGE + 1;
        assertEquals(Refusal.MISSING_LEG, bench.order("cbETH-USD").refusal, "a leg ran out without any event");
    }

    @Test
    void contractL_shouldCombineTheLegs()
    {
        bench.halfSpread = 1;
        bench.trustBps = 9_000;
        bench.say("cbETH-ETH", 11_200, 11_201, 11_202);
        bench.trustBps = 10_000;
        bench.halfSpread = 0;
        bench.say("ETH-USD", 20_000_000, 20_000_000, 20_010_000);
        bench.clock();
        final Evaluation a = copy("cbETH-ETH");
        final Evaluation b = copy("ETH-USD");
        final Evaluation derived = copy("cbETH-USD");
        assertEquals(22_402_000, derived.price);
        assertEquals(22_400_000, derived.rangeLow);
        assertEquals((11_202L * 20_010_000 + 9_999) / 10_000, derived.rangeHigh);
        assertEquals(a.dispersionBps + b.dispersionBps, derived.dispersionBps);
        assertEquals(a.confidenceBps * b.confidenceBps / 10_000, derived.confidenceBps);
        assertEquals(3, derived.sources);
        assertEquals(3, derived.lineages);
        assertEquals(0b111111, derived.contributorMask);
        assertEquals(9_000, derived.trustBps);
        assertTrue(a.spreadBps > 0);
        assertEquals(a.spreadBps, derived.spreadBps);
        assertArrayEquals(digest(new int[] {0, 1}, new boolean[2], a, b), derived.evidenceDigest);
        final Evaluation inverse = copy("USD-cbETH");
        assertEquals(inverse(22_402_000), inverse.price);
        assertTrue(inverse.rangeLow < inverse.price && inverse.price < inverse.rangeHigh);
        assertArrayEquals(digest(new int[] {0, 1}, new boolean[] {true, true}, a, b), inverse.evidenceDigest);
    }

    /** 1 / price, from scale 4 to scale 8, rounded to the nearest. */
    private static long inverse(final long price)
    {
        return (2_000_000_000_000L + price) / (2 * price);
    }

    private Evaluation copy(final String symbol)
    {
        final Evaluation copy = new Evaluation();
        copy.copyFrom(bench.order(symbol));
        return copy;
    }

    private static byte[] digest(final int[] ids, final boolean[] isInverse, final Evaluation... legs)
    {
        final ByteBuffer list = ByteBuffer.allocate(18 + 35 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
        list.put("PLUMBLINE-LEGS-1".getBytes(StandardCharsets.US_ASCII)).putShort((short)ids.length);
        for (int i = 0; i < ids.length; i++)
        {
            list.putShort((short)ids[i]).put((byte)(isInverse[i] ? 1 : 0)).put(legs[i].evidenceDigest);
        }
        try
        {
            return MessageDigest.getInstance("SHA-256").digest(list.array());
        }
        catch (final NoSuchAlgorithmException e)
        {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void contractL_shouldAskForLegsThatArePrimary()
    {
        bench.say("cbETH-ETH", 11_200);
        bench.say("ETH-USD", 20_000_000);
        bench.putOut("cbETH-ETH", 2);
        assertEquals(Tier.LAST_GOOD, bench.record("cbETH-ETH").tier);
        assertEquals(Refusal.MISSING_LEG, bench.record("cbETH-USD").refusal);
        assertEquals(Refusal.MISSING_LEG, bench.record("USD-cbETH").refusal, "and so on");
    }

    @Test
    void contractI_shouldTakeItsLegsDwellForItsOwn()
    {
        final MarketBench slow = new MarketBench(
            coin("A").quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 3 * SECOND)),
            coin("B").quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 9 * SECOND)).leg(LegConfig.times("A")));
        slow.say("A", 10_000);
        assertEquals(Refusal.MISSING_LEG, slow.order("B").refusal);
        slow.now += 3 * SECOND;
        slow.say("A", 10_000);
        assertEquals(Tier.PRIMARY, slow.record("B").tier);
    }

    @Test
    void shouldBeTheNextClockEventsWhenALegsPriceChanges()
    {
        final MarketBench many = new MarketBench(coin("C0"), coin("C1"), coin("C2"), coin("C3"), coin("C4"), coin("C5"),
            coin("A"), coin("B").leg(LegConfig.times("A")), coin("C6"));
        many.say("A", 10_000);
        many.clock();
        for (int round = 1; round < 20; round++)
        {
            many.clock();
            many.say("A", 10_000 + round);
            many.on(many.builder.clock(many.now));
            assertEquals(10_000 + round, many.record("B").price, "round " + round);
            assertTrue(many.record("B").hasEvidence);
        }
    }

    @Test
    void contractR_shouldRefuseAPriceThatDoesNotFit()
    {
        final MarketBench big = new MarketBench(coin("A").price(0, 4),
            coin("A2").price(18, 4).leg(LegConfig.times("A")).leg(LegConfig.times("A")),
            coin("A0").price(8, 4).leg(LegConfig.per("A")));
        big.say("A", 4_000_000_000L);
        big.clock();
        assertEquals(Refusal.PRICE_OVERFLOW, big.order("A2").refusal);
        assertEquals(Refusal.PRICE_OVERFLOW, big.order("A0").refusal, "it rounds to nothing");
    }

    @Test
    void contractE_shouldRefuseAPriceOfTooFewDigits()
    {
        final MarketBench small = new MarketBench(coin("A").price(0, 4),
            coin("A0").price(5, 4).leg(LegConfig.per("A")));
        small.say("A", 999);
        assertEquals(Refusal.PRECISION_LOST, small.order("A0").refusal);
        small.say("A", 1_000);
        assertEquals(100, small.order("A0").price, "exact, however short");
    }

    @Test
    void contractK_shouldNotBeQuieterThanItsLegs()
    {
        final MarketBench unquiet = new MarketBench(
            coin("A").fence(new FencePolicy(300, 5, 0, 500)).market(SampleOracle.STILL_MARKET.with(ModePolicy.DEFAULT)),
            coin("B").leg(LegConfig.times("A")));
        unquiet.say("A", 1_000_000);
        assertEquals(Mode.NORMAL, unquiet.order("B").mode);
        unquiet.say("A", 1_000_000, 1_003_000, 1_006_000);
        assertEquals(Mode.PROTECTED, unquiet.record("A").mode);
        assertEquals(Mode.PROTECTED, unquiet.record("B").mode, "at the same event");
    }
}
