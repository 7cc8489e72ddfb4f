// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts O and P: the registry forgets nothing before its time, is full when it is full, and recovers at once. */
final class QuoteRegistryTest
{
    private static final int CAPACITY = 16;

    /** What the model knows of a retained record. */
    private static final class Known
    {
        final QuoteRecord record;
        long untilNs;
        String payment = "";

        Known(final QuoteRecord record, final long untilNs)
        {
            this.record = record;
            this.untilNs = untilNs;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void contractO_shouldAgreeWithAMapOverAnySequence(final long seed)
    {
        final Random random = new Random(seed);
        final QuoteRegistry registry = new QuoteRegistry(CAPACITY);
        final Map<Long, Known> known = new HashMap<>();
        long nowNs = 1_000;
        long lastSequence = 0;
        for (int step = 0; step < 2_000; step++)
        {
            final String where = "seed " + seed + ", step " + step;
            nowNs += random.nextInt(4);
            final long now = nowNs;
            known.values().removeIf(k -> k.untilNs <= now);
            switch (random.nextInt(5))
            {
                case 0 ->
                {
                    final long untilNs = nowNs + 1 + random.nextInt(40);
                    final QuoteRecord record = registry.take(nowNs, untilNs);
                    assertEquals(known.size() == CAPACITY, record == null, where);
                    if (record != null)
                    {
                        assertTrue(record.sequence > lastSequence, where);
                        assertFalse(record.hasPayment, where);
                        assertEquals(QuoteRecord.State.ISSUED, record.state, where);
                        lastSequence = record.sequence;
                        known.put(lastSequence, new Known(record, untilNs));
                    }
                }
                case 1 -> bindSomething(registry, known, random, nowNs);
                case 2 -> holdSomething(registry, known, random);
                case 3 -> settleSomething(registry, known, random, nowNs);
                default -> retainSomething(registry, known, random, nowNs);
            }
            assertAgree(registry, known, lastSequence, nowNs, where);
        }
    }

    private static void bindSomething(
        final QuoteRegistry registry, final Map<Long, Known> known, final Random random, final long nowNs)
    {
        final String payment = "k" + random.nextInt(24);
        final boolean isFree = known.values().stream().noneMatch(k -> k.payment.equals(payment));
        known.values().stream().filter(k -> isFree && k.payment.isEmpty() &&
            k.untilNs < Long.MAX_VALUE).findFirst().ifPresent(k ->
        {
            registry.bind(k.record, key(payment));
            k.payment = payment;
        });
        assertEquals(nowNs >= 0 && known.values().stream().anyMatch(k -> k.payment.equals(payment)),
            registry.findPayment(key(payment), nowNs) != null);
    }

    /** A record without a payment is kept for as long as it takes. */
    private static void holdSomething(
        final QuoteRegistry registry, final Map<Long, Known> known, final Random random)
    {
        known.values().stream().filter(k -> k.payment.isEmpty()).skip(random.nextInt(4)).findFirst().ifPresent(k ->
        {
            registry.hold(k.record);
            k.untilNs = Long.MAX_VALUE;
        });
    }

    private static void settleSomething(
        final QuoteRegistry registry, final Map<Long, Known> known, final Random random, final long nowNs)
    {
        final Known held = known.values().stream().filter(k -> k.untilNs == Long.MAX_VALUE).findFirst().orElse(null);
        if (held == null)
        {
            return;
        }
        if (random.nextBoolean())
        {
            registry.free(held.record);
            known.remove(held.record.sequence);
            assertFalse(registry.mayHaveIssued(held.record.sequence));
        }
        else
        {
            held.untilNs = nowNs + 1 + random.nextInt(40);
            registry.issue(held.record, held.untilNs);
            assertEquals(QuoteRecord.State.ISSUED, held.record.state);
        }
    }

    private static void retainSomething(
        final QuoteRegistry registry, final Map<Long, Known> known, final Random random, final long nowNs)
    {
        known.values().stream().filter(k -> k.untilNs < Long.MAX_VALUE).skip(random.nextInt(CAPACITY)).findFirst()
            .ifPresent(k ->
        {
            final long untilNs = nowNs + random.nextInt(60);
            registry.retain(k.record, untilNs);
            k.untilNs = Math.max(k.untilNs, untilNs);
        });
    }

    private static void assertAgree(
        final QuoteRegistry registry,
        final Map<Long, Known> known,
        final long lastSequence,
        final long nowNs,
        final String where)
    {
        for (long sequence = Math.max(-1, lastSequence - 4 * CAPACITY); sequence <= lastSequence + CAPACITY; sequence++)
        {
            final Known expected = known.get(sequence);
            final QuoteRecord found = registry.find(sequence, nowNs);
            assertSame(expected == null ? null : expected.record, found, where);
            assertTrue(found == null || registry.mayHaveIssued(sequence), where);
        }
        assertFalse(registry.mayHaveIssued(lastSequence + 1), where);
        for (int i = 0; i < 24; i++)
        {
            final String payment = "k" + i;
            final QuoteRecord expected = known.values().stream().filter(k -> k.payment.equals(payment))
                .map(k -> k.record).findFirst().orElse(null);
            assertSame(expected, registry.findPayment(key(payment), nowNs), where + ", payment " + payment);
        }
    }

    /** Few homes, at the very end of the table among them, so that runs are long and wrap round. */
    private static byte[] key(final String payment)
    {
        final byte[] key = new byte[32];
        final int number = Integer.parseInt(payment.substring(1));
        key[0] = (byte)(2 * CAPACITY - 2 + number % 3);
        key[31] = (byte)number;
        return key;
    }

    @Test
    void contractP_shouldNumberQuotesWithoutGapsWhileTheyAreForgottenInOrder()
    {
        final QuoteRegistry registry = new QuoteRegistry(CAPACITY);
        for (int sequence = 1; sequence <= 10 * CAPACITY; sequence++)
        {
            final QuoteRecord record = registry.take(sequence, sequence + CAPACITY);
            assertNotNull(record);
            assertEquals(sequence, record.sequence);
        }
    }

    @Test
    void contractP_shouldNotTakeSkippedNumbersForIssuedOnes()
    {
        final QuoteRegistry registry = new QuoteRegistry(CAPACITY);
        for (int i = 0; i < CAPACITY; i++)
        {
            final QuoteRecord record = registry.take(0, 10);
            assertNotNull(record);
            registry.retain(record, i == 3 ? 10 : 1_000);
        }
        assertNull(registry.take(9, 20));
        final QuoteRecord record = registry.take(10, 20);
        assertNotNull(record);
        assertEquals(4 + CAPACITY, record.sequence);
        assertFalse(registry.mayHaveIssued(CAPACITY + 1));
        assertTrue(registry.mayHaveIssued(4));
        assertFalse(registry.mayHaveIssued(0));
        assertFalse(registry.mayHaveIssued(-5));
    }

    @Test
    void contractP_shouldBeFullOnlyWhileEveryRecordIsRetained()
    {
        final QuotePolicy brief = QuotePolicy.standard("brief").withTimes(QuoteBench.SECOND_NS,
            1_000 * QuoteBench.SECOND_NS, QuoteBench.SECOND_NS);
        final QuoteBench bench = QuoteBench.started(QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 256),
            brief));
        for (int i = 0; i < 256; i++)
        {
            final byte[] quote = bench.issue(10_000);
            if (i < 200)
            {
                bench.price.asOfNs++;
                assertEquals(Answer.AUTHORIZED, bench.authorize("pay" + i, quote));
            }
        }
        assertEquals(Refusal.REGISTRY_FULL, bench.order(10_000));
        bench.advance(2 * QuoteBench.SECOND_NS - 1);
        assertEquals(Refusal.REGISTRY_FULL, bench.order(10_000));
        bench.advance(1);
        for (int i = 0; i < 56; i++)
        {
            bench.issue(10_000);
        }
        assertEquals(Refusal.REGISTRY_FULL, bench.order(Side.MERCHANT_PAYS, 0, 10_000, ""));
        for (int i = 0; i < 200; i++)
        {
            assertEquals(Answer.SETTLED, bench.capture("pay" + i, 156_250, 0));
        }
        assertEquals(3, bench.counters.count(Refusal.REGISTRY_FULL));
    }
}
