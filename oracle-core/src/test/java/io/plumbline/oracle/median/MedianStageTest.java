// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MedianStageTest
{
    private static final long PRICE = 1_000_000;

    private final MedianBench bench = new MedianBench(new SampleOracle().instruments(7).independent(3).build());

    private void price(final int instrument)
    {
        for (int source = 0; source < 3; source++)
        {
            bench.say(source, instrument, PRICE + source, MedianBench.FULL, bench.now);
        }
    }

    @Test
    void shouldJudgeEachAcceptedTickAtOnceAndNoOther()
    {
        bench.on(bench.builder.envelope(0, START).tick(0, START, PRICE).found(10_000, START, START)
            .tick(1, START, PRICE, Refusal.STALE_TICK).tick(2, START, PRICE).found(10_000, START, START));
        assertEquals(2, bench.published);
        assertEquals(2, bench.last.instrument);
        assertEquals(2, bench.counters.count(Metric.REFERENCES_PUBLISHED));
        assertEquals(0, bench.builder.slot().evaluationCount);
        bench.on(bench.builder.envelope(1, START).tick(0, START, PRICE).found(10_000, START, START)
            .verdict(Verdict.REFUSED));
        assertEquals(2, bench.published);
    }

    @Test
    void shouldEvaluateTheOrdersInstrumentWithEvidence()
    {
        price(3);
        final Slot slot = bench.on(bench.builder.order(3, START));
        assertEquals(1, slot.evaluationCount);
        assertEquals(3, slot.evaluations[0].instrument);
        assertTrue(slot.evaluations[0].hasEvidence);
        assertEquals(0, bench.on(bench.builder.order(7, START)).evaluationCount);
    }

    @Test
    void shouldEvaluateTheQuotesInstrumentAtAuthorization()
    {
        price(5);
        for (int instrument = 0; instrument < 7; instrument++)
        {
            final Slot slot = bench.on(bench.builder.authorize(SampleOracle.symbol(instrument), START));
            assertEquals(1, slot.evaluationCount);
            assertEquals(instrument, slot.evaluations[0].instrument);
            assertEquals(instrument == 5, slot.evaluations[0].hasEvidence);
        }
        assertEquals(0, bench.on(bench.builder.authorize("COIN7-USD", START)).evaluationCount);
    }

    @Test
    void shouldFindEverySymbolOfALargeConfiguration()
    {
        final OracleConfig config = new SampleOracle().instruments(1_000).independent(1).build();
        final SymbolIndex index = new SymbolIndex(config);
        for (int id = 0; id < 1_000; id++)
        {
            final byte[] bytes = new byte[40];
            final byte[] symbol = SampleOracle.symbol(id).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(symbol, 0, bytes, 9, symbol.length);
            assertEquals(id, index.find(bytes, 9));
            bytes[9 + 23] = 'x';
            assertEquals(Slot.NONE, index.find(bytes, 9));
        }
    }

    @Test
    void shouldEvaluateAFewInstrumentsPerClockEventTheChangedOnesFirst()
    {
        final Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 2; i++)
        {
            final Slot slot = bench.on(bench.builder.clock(++bench.now));
            assertEquals(Slot.MAX_EVALUATIONS, slot.evaluationCount);
            for (int e = 0; e < slot.evaluationCount; e++)
            {
                seen.add(slot.evaluations[e].instrument);
            }
        }
        assertEquals(7, seen.size(), "all were due at the start");
        price(6);
        price(2);
        final Slot slot = bench.on(bench.builder.clock(++bench.now));
        assertEquals(Set.of(2, 6), Set.of(slot.evaluations[0].instrument, slot.evaluations[1].instrument));
        assertTrue(slot.evaluations[0].hasEvidence);
        assertEquals(Slot.MAX_EVALUATIONS, slot.evaluationCount);
    }

    @Test
    void contractU_shouldReplaceARecordThatRanOutAtTheNextClockEvent()
    {
        price(6);
        bench.on(bench.builder.clock(++bench.now));
        bench.on(bench.builder.clock(++bench.now));
        bench.now = START + 5 * SECOND + 1;
        final Slot slot = bench.on(bench.builder.clock(bench.now));
        assertEquals(6, slot.evaluations[0].instrument);
        assertEquals(Tier.LAST_GOOD, slot.evaluations[0].tier);
        assertEquals(Refusal.NO_QUORUM, slot.evaluations[0].refusal);
    }

    @Test
    void shouldGiveEveryInstrumentItsTurnWhenAllChangeAllTheTime()
    {
        final int[] turns = new int[7];
        for (int i = 0; i < 70; i++)
        {
            bench.now++;
            for (int instrument = 0; instrument < 7; instrument++)
            {
                bench.say(i % 3, instrument, PRICE, MedianBench.FULL, bench.now);
            }
            final Slot slot = bench.on(bench.builder.clock(bench.now));
            for (int e = 0; e < slot.evaluationCount; e++)
            {
                turns[slot.evaluations[e].instrument]++;
            }
        }
        for (final int count : turns)
        {
            assertEquals(40, count);
        }
    }

    @Test
    void shouldCloseAtOnceWhenASourceIsPutOut()
    {
        price(0);
        price(1);
        assertEquals(Tier.PRIMARY, bench.last.tier);
        final long before = bench.published;
        bench.on(bench.builder.envelope(2, START).excluded(2, START + SECOND));
        assertEquals(before + 2, bench.published);
        assertEquals(Refusal.NO_QUORUM, bench.last.refusal);
        assertEquals(0, bench.lastTrust.trustBps(2));
        bench.now += 2 * SECOND;
        assertEquals(Refusal.NO_QUORUM, bench.ask().refusal, "what it said before does not come back by time");
        bench.say(2, PRICE);
        assertEquals(Tier.PRIMARY, bench.last.tier);
        bench.on(bench.builder.envelope(2, bench.now).excluded(2, 0));
        assertEquals(Tier.PRIMARY, bench.ask().tier, "letting in takes nothing out");
    }

    @Test
    void contractM_shouldDigestTheEvidenceByItsDocumentedLayout() throws NoSuchAlgorithmException
    {
        bench.say(2, 0, PRICE, 9_000, START);
        bench.say(0, 0, PRICE + 1, 8_000, START);
        bench.on(bench.builder.envelope(1, START).content(77).tick(4, START, PRICE, Refusal.STALE_TICK)
            .tick(0, START, PRICE + 2).found(10_000, START, START));
        final Evaluation evaluation = bench.ask();
        final ByteBuffer list = ByteBuffer.allocate(18 + 3 * 44).order(ByteOrder.LITTLE_ENDIAN);
        list.put("PLUMBLINE-EVID-1".getBytes(StandardCharsets.US_ASCII)).putShort((short)3);
        final long[] weights = {100 * 512 * 8_000L, 100 * 512 * 10_000L, 100 * 512 * 9_000L};
        final long[] contents = {1, 77, 3};
        for (int source = 0; source < 3; source++)
        {
            list.putShort((short)source).putShort((short)(source == 1 ? 1 : 0)).putLong(weights[source]);
            list.put(bench.builder.content(contents[source]).slot().signedHash);
        }
        assertTrue(evaluation.hasEvidence);
        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(list.array()), evaluation.evidenceDigest);
        assertFalse(bench.say(0, PRICE).hasEvidence);
        assertArrayEquals(new byte[32], bench.last.evidenceDigest);
    }
}
