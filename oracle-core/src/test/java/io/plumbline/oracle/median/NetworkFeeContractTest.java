// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Contract R: what a transfer costs comes with the price that a command is answered by, or is said not to be known. */
final class NetworkFeeContractTest
{
    private static final long PRICE = 1_000_000;
    private static final long FEE = 12_345;

    private final MarketBench bench = new MarketBench(
        coin("X").networkFee("FEE"), coin("Y"), coin("Z").networkFee("DERIVED"),
        coin("FEE").supporting().quorum(SampleOracle.withDwell(new QuorumPolicy(2, 2, 0, 6_000, 7_500, 0), 0))
            .fallback(new FallbackPolicy(List.of("OTHER"), List.of())),
        coin("OTHER").supporting(), coin("GAS"), coin("ETHER"),
        coin("DERIVED").supporting().leg(LegConfig.times("GAS")).leg(LegConfig.times("ETHER")));
    private final List<long[]> trust = new ArrayList<>();
    private long sink;

    private long ordered(final String symbol)
    {
        return bench.order(symbol).networkFee;
    }

    private long authorized(final String symbol)
    {
        return bench.on(bench.builder.authorize(symbol, bench.now)).evaluations[0].networkFee;
    }

    /** All sources say a price, without the array that saying it takes. */
    private void tick(final String symbol, final long price)
    {
        for (int source = 0; source < MarketBench.SOURCES; source++)
        {
            bench.tick(symbol, source, price, bench.now);
        }
    }

    @Test
    void contractR_shouldComeWithAnOrderAndAnAuthorization()
    {
        bench.say("X", PRICE);
        bench.say("Y", PRICE);
        bench.say("FEE", FEE);
        assertEquals(FEE, ordered("X"));
        assertEquals(FEE, authorized("X"));
        assertEquals(FEE, bench.record("X").networkFee, "copied with the record");
        assertEquals(Evaluation.NO_NETWORK_FEE, ordered("Y"), "no signal");
        assertEquals(Evaluation.NO_NETWORK_FEE, authorized("Y"));
        bench.say("FEE", FEE + 1);
        assertEquals(FEE + 1, ordered("X"));
    }

    @Test
    void contractR_shouldNotBeKnownBeforeItsSignalSpeaks()
    {
        bench.say("X", PRICE);
        assertEquals(0, ordered("X"));
        assertEquals(0, authorized("X"));
        bench.tick("FEE", 0, FEE, bench.now);
        assertEquals(0, ordered("X"), "one source where two are asked for");
    }

    @Test
    void contractR_shouldNotBeKnownOnceItsSignalIsStale()
    {
        bench.say("FEE", FEE);
        final long validUntilNs = bench.record("FEE").validUntilNs;
        bench.now = validUntilNs - 1;
        bench.say("X", PRICE);
        assertEquals(FEE, ordered("X"), "the last instant it holds");
        bench.now = validUntilNs;
        bench.say("X", PRICE);
        assertEquals(Tier.PRIMARY, bench.order("X").tier);
        assertEquals(0, ordered("X"), "no clock event has come between");
        assertEquals(0, authorized("X"));
        assertEquals(Tier.PRIMARY, bench.record("FEE").tier, "what is published still says otherwise");
        bench.clock();
        assertEquals(Tier.LAST_GOOD, bench.record("FEE").tier);
        assertEquals(FEE, bench.record("FEE").price, "a price to show, not to reckon with");
        assertEquals(0, ordered("X"));
        bench.say("FEE", FEE);
        assertEquals(FEE, ordered("X"));
    }

    @Test
    void contractR_shouldBeJudgedAnewWhereTheLastRecordIsOver()
    {
        tick("FEE", FEE);
        bench.now += SECOND;
        bench.tick("FEE", 0, FEE + 10, bench.now);
        bench.tick("FEE", 1, FEE + 10, bench.now);
        final Evaluation last = bench.record("FEE");
        bench.now = last.validUntilNs;
        bench.say("X", PRICE);
        assertEquals(FEE + 10, ordered("X"), "two of the three are fresh");
        assertEquals(FEE + 10, authorized("X"));
        assertEquals(bench.now, last.validUntilNs, "what is published is not touched");
    }

    @Test
    void contractR_shouldNotBeKnownFromWhatIsNotPrimary()
    {
        bench.say("X", PRICE);
        bench.say("FEE", FEE);
        bench.say("OTHER", FEE);
        assertEquals(FEE, ordered("X"));
        bench.putOut("FEE", 0);
        assertEquals(FEE, ordered("X"), "two are enough");
        bench.putOut("FEE", 1);
        assertEquals(Tier.SECONDARY, bench.record("FEE").tier);
        assertEquals(0, ordered("X"), "another's price");
    }

    @Test
    void contractR_shouldStandOnLegs()
    {
        bench.say("Z", PRICE);
        bench.say("GAS", 20_000);
        bench.say("ETHER", 35_000);
        bench.clock();
        assertEquals(70_000, ordered("Z"), "2 times 3.5");
        bench.putOut("GAS", 0);
        assertEquals(Refusal.MISSING_LEG, bench.record("DERIVED").refusal);
        assertEquals(0, ordered("Z"));
    }

    @Test
    void contractR_shouldNotStandInRecordsThatNobodyAskedFor()
    {
        bench.say("X", PRICE);
        bench.say("Y", PRICE);
        bench.say("FEE", FEE);
        final Evaluation[] evaluations = bench.builder.slot().evaluations;
        int clocked = 0;
        for (int i = 0; i < 20; i++)
        {
            assertEquals(FEE, ordered("X"));
            assertEquals(FEE, evaluations[0].networkFee, "the same slot");
            bench.now += SECOND / 10;
            bench.on(bench.builder.clock(bench.now));
            clocked += bench.builder.slot().evaluationCount;
            for (int each = 0; each < bench.builder.slot().evaluationCount; each++)
            {
                final boolean hasSignal = bench.config.graph().networkFee(evaluations[each].instrument) >= 0;
                assertEquals(hasSignal ? 0 : Evaluation.NO_NETWORK_FEE, evaluations[each].networkFee);
            }
        }
        assertTrue(clocked >= 20, "only " + clocked);
        assertEquals(0, bench.say("X", PRICE).networkFee);
    }

    @Test
    void contractA_shouldMoveNothing()
    {
        for (final String symbol : new String[] {"X", "Z", "FEE", "GAS", "ETHER"})
        {
            bench.say(symbol, PRICE);
        }
        bench.now += 20 * SECOND;
        final long state = bench.stage.stateHash();
        final long published = bench.published;
        assertEquals(0, ordered("X"));
        assertEquals(0, authorized("Z"));
        assertEquals(state, bench.stage.stateHash());
        assertEquals(published + 2, bench.published, "nothing but the two that were asked for");
        assertEquals(Tier.PRIMARY, bench.record("FEE").tier, "that it is stale is the clock's to say");
    }

    @Test
    void contractV_shouldLeaveTheOrdersOwnTrust()
    {
        final MedianStage stage = new MedianStage(
            bench.config, new StageCounters(), (record, words) -> trust.add(words.clone()));
        speak(stage, "FEE", 8_000);
        speak(stage, "X", 9_000);
        final long[] own = trust.get(trust.size() - 1);
        for (final long laterNs : new long[] {0, 20 * SECOND})
        {
            bench.now += laterNs;
            speak(stage, "X", 9_000);
            final Slot slot = bench.on(bench.builder.order(bench.config.instrumentId("X"), bench.now));
            stage.onSlot(slot);
            assertEquals(laterNs == 0 ? PRICE : 0, slot.evaluations[1].networkFee);
            assertArrayEquals(own, trust.get(trust.size() - 1), "the signal judged anew or not");
        }
    }

    /** All sources say a price with this trust, to the bench's stage and to another. */
    private void speak(final MedianStage stage, final String symbol, final int trustBps)
    {
        bench.trustBps = trustBps;
        for (int source = 0; source < MarketBench.SOURCES; source++)
        {
            bench.tick(symbol, source, PRICE, bench.now);
            stage.onSlot(bench.builder.slot());
        }
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 300; i++)
            {
                bench.now += i % 30 == 0 ? 20 * SECOND : SECOND / 20;
                tick("X", PRICE + i);
                tick("Z", PRICE + i);
                if (i % 30 < 20)
                {
                    tick("FEE", FEE + i);
                    tick("GAS", 20_000);
                    tick("ETHER", 35_000);
                }
                sink += ordered("X") + ordered("Z") + authorized("X") + authorized("Z");
                bench.on(bench.builder.clock(bench.now));
            }
        });
        assertTrue(sink > 0, "no fee was ever known");
    }
}
