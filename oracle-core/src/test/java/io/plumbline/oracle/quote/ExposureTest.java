// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.Shrinking;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Q: what the live quotes are worth is the sum of their values, to the nanosecond, whatever it comes to. */
final class ExposureTest
{
    private static final int RECORDS = 12;
    private static final int POLICIES = 2;
    private static final int INSTRUMENTS = 3;
    private static final int STEPS = 4_000;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private record Counted(int index, int policy, int instrument, BigInteger value, long untilNs)
    {
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void contractQ_shouldAgreeWithAListOverAnySequence(final long seed)
    {
        Shrinking.assertHolds(seed, STEPS, steps ->
        {
            final Life life = new Life();
            steps.forEach(life::step);
        });
    }

    private static final class Life
    {
        private final Exposure exposure = new Exposure(RECORDS, POLICIES, INSTRUMENTS);
        private final QuoteRecord[] records = records();
        private final List<Counted> model = new ArrayList<>();
        private long nowNs = 1_000;

        void step(final long seed)
        {
            final Random random = new Random(seed);
            final QuoteRecord record = records[random.nextInt(RECORDS)];
            final long untilNs = nowNs + random.nextInt(random.nextInt(4) == 0 ? 1_000 : 30);
            switch (random.nextInt(8))
            {
                case 0, 1, 2 -> add(random, record, untilNs);
                case 3 ->
                {
                    final List<Counted> same = model.stream().filter(c -> c.index == record.index).toList();
                    model.removeAll(same);
                    same.forEach(c -> model.add(new Counted(c.index, c.policy, c.instrument, c.value, untilNs)));
                    exposure.extend(record, untilNs);
                }
                case 4 ->
                {
                    model.removeIf(c -> c.index == record.index);
                    exposure.remove(record);
                }
                default ->
                {
                    nowNs += random.nextInt(8);
                    model.removeIf(c -> c.untilNs <= nowNs);
                    exposure.settle(nowNs);
                }
            }
            compare(record);
        }

        private void add(final Random random, final QuoteRecord record, final long untilNs)
        {
            final long value = switch (random.nextInt(4))
            {
                case 0 -> Long.MAX_VALUE - random.nextInt(3);
                case 1 -> (1L << 62) - 2 + random.nextInt(4);
                case 2 -> random.nextInt(3);
                default -> random.nextLong() >>> (1 + random.nextInt(62));
            };
            final int policy = random.nextInt(POLICIES);
            final int instrument = random.nextInt(INSTRUMENTS);
            model.removeIf(c -> c.index == record.index);
            model.add(new Counted(record.index, policy, instrument, BigInteger.valueOf(value), untilNs));
            exposure.add(record, policy, instrument, value, untilNs);
        }

        private void compare(final QuoteRecord but)
        {
            for (int instrument = 0; instrument < INSTRUMENTS; instrument++)
            {
                assertEquals(sum(-1, instrument, -1), exposure.ofInstrument(instrument));
                assertEquals(sum(-1, instrument, -1), exposure.ofInstrument(instrument, null));
                assertEquals(sum(-1, instrument, but.index), exposure.ofInstrument(instrument, but));
                for (int policy = 0; policy < POLICIES; policy++)
                {
                    assertEquals(sum(policy, instrument, -1), exposure.ofPolicy(policy, instrument));
                    assertEquals(sum(policy, instrument, -1), exposure.ofPolicy(policy, instrument, null));
                    assertEquals(sum(policy, instrument, but.index), exposure.ofPolicy(policy, instrument, but));
                }
            }
            for (final QuoteRecord record : records)
            {
                assertEquals(model.stream().anyMatch(c -> c.index == record.index), exposure.isCounted(record));
                assertEquals(model.stream().filter(c -> c.index == record.index).mapToLong(c ->
                    c.value.longValueExact()).sum(), exposure.valueOf(record));
            }
        }

        private long sum(final int policy, final int instrument, final int but)
        {
            return model.stream().filter(c -> c.instrument == instrument && (policy < 0 || c.policy == policy) &&
                c.index != but).map(Counted::value).reduce(BigInteger.ZERO, BigInteger::add).min(MOST).longValueExact();
        }
    }

    @Test
    void contractQ_shouldCountUntilTheVeryEndAndNoLonger()
    {
        final Exposure exposure = new Exposure(RECORDS, POLICIES, INSTRUMENTS);
        final QuoteRecord[] records = records();
        exposure.add(records[3], 1, 2, 500, 100);
        exposure.settle(99);
        assertEquals(500, exposure.ofPolicy(1, 2));
        assertTrue(exposure.isCounted(records[3]));
        exposure.settle(100);
        assertEquals(0, exposure.ofPolicy(1, 2));
        assertEquals(0, exposure.ofInstrument(2));
        assertFalse(exposure.isCounted(records[3]));
        exposure.extend(records[3], 1_000);
        exposure.remove(records[3]);
        assertEquals(0, exposure.ofInstrument(2));
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        final Exposure exposure = new Exposure(RECORDS, POLICIES, INSTRUMENTS);
        final QuoteRecord[] records = records();
        final long[] nowAndSum = {0, 0};
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 20_000; i++)
            {
                final long nowNs = ++nowAndSum[0];
                exposure.add(records[i * 7 % RECORDS], i & 1, i % INSTRUMENTS, i, nowNs + i * 11 % 17);
                exposure.extend(records[i * 5 % RECORDS], nowNs + i % 23);
                exposure.settle(nowNs);
                exposure.remove(records[i * 3 % RECORDS]);
                nowAndSum[1] += exposure.ofInstrument(i % INSTRUMENTS, records[i % RECORDS]) +
                    exposure.ofPolicy(i & 1, i % INSTRUMENTS, records[i % RECORDS]);
            }
        });
        assertTrue(nowAndSum[1] > 0);
    }

    private static QuoteRecord[] records()
    {
        final QuoteRecord[] records = new QuoteRecord[RECORDS];
        for (int i = 0; i < RECORDS; i++)
        {
            records[i] = new QuoteRecord(i);
        }
        return records;
    }
}
