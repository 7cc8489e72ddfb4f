// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReferenceTableTest
{
    private final ReferenceTable table = new ReferenceTable(2);
    private final ReferencePrice price = new ReferencePrice();

    @Test
    void shouldCarryEveryField()
    {
        assertFalse(table.read(1, price));
        final Evaluation evaluation = evaluation(1, 1_000);
        evaluation.tier = Tier.LAST_GOOD;
        evaluation.refusal = Refusal.WIDE_RANGE;
        evaluation.confidenceBps = 9_999;
        evaluation.dispersionBps = 65_535;
        evaluation.sources = 64;
        evaluation.lineages = 63;
        evaluation.contributorMask = 1L << 63 | 1;
        final long[] trust = new long[ReferencePrice.TRUST_WORDS];
        trust[0] = 7_500;
        trust[15] = 10_000L << 48;
        table.publish(evaluation, trust);
        assertFalse(table.read(0, price));
        assertTrue(table.read(1, price));
        assertEquals(1_000, price.price());
        assertEquals(1_001, price.rangeLow());
        assertEquals(1_002, price.rangeHigh());
        assertEquals(1_003, price.quartileLow());
        assertEquals(1_004, price.quartileHigh());
        assertEquals(1_005, price.asOfNs());
        assertEquals(1_006, price.evaluatedAtNs());
        assertEquals(1_007, price.validUntilNs());
        assertEquals(Tier.LAST_GOOD, price.tier());
        assertEquals(Refusal.WIDE_RANGE, price.refusal());
        assertEquals(9_999, price.confidenceBps());
        assertEquals(65_535, price.dispersionBps());
        assertEquals(64, price.sources());
        assertEquals(63, price.lineages());
        assertTrue(price.isContributor(63) && price.isContributor(0) && !price.isContributor(1));
        assertEquals(7_500, price.trustBps(0));
        assertEquals(10_000, price.trustBps(63));
        assertEquals(0, price.trustBps(1));
    }

    @Test
    void shouldReadZerosForTheWordsThatFewerSourcesDoNotTake()
    {
        final ReferencePrice dirty = new ReferencePrice();
        Arrays.fill(dirty.words(), -1);
        for (int i = 0; i < 9; i++)
        {
            table.publish(evaluation(0, i), new long[] {-1, 10_000L << 48});
            assertTrue(table.read(0, dirty));
            assertEquals(0xffff, dirty.trustBps(0));
            assertEquals(10_000, dirty.trustBps(7));
            for (int source = 8; source < 64; source++)
            {
                assertEquals(0, dirty.trustBps(source));
            }
        }
    }

    @Test
    void shouldServeTheLastWholeRecordWhileAWriteStandsStill()
    {
        table.publish(evaluation(0, 5), new long[ReferencePrice.TRUST_WORDS]);
        // a write that stops half way: everything but the trust words is in place
        assertThrows(NullPointerException.class, () -> table.publish(evaluation(0, 500), null));
        assertTrue(table.read(0, price));
        assertEquals(5, price.price());
        table.publish(evaluation(0, 6), new long[ReferencePrice.TRUST_WORDS]);
        assertTrue(table.read(0, price));
        assertEquals(6, price.price());
    }

    @Test
    void shouldNeverShowATornRecord() throws InterruptedException
    {
        final AtomicBoolean isRunning = new AtomicBoolean(true);
        final AtomicLong reads = new AtomicLong();
        final AtomicLong torn = new AtomicLong();
        final Thread reader = new Thread(() ->
        {
            final ReferencePrice seen = new ReferencePrice();
            while (isRunning.get())
            {
                if (table.read(0, seen))
                {
                    reads.incrementAndGet();
                    torn.addAndGet(seen.validUntilNs() - seen.price() == 7 && seen.trustBps(0) ==
                        (int)(seen.price() & 0x1fff) ? 0 : 1);
                }
            }
        });
        reader.start();
        final long[] trust = new long[ReferencePrice.TRUST_WORDS];
        for (long i = 1; i < 2_000_000 || reads.get() < 1_000; i++)
        {
            trust[0] = i & 0x1fff;
            table.publish(evaluation(0, i), trust);
        }
        isRunning.set(false);
        reader.join();
        assertEquals(0, torn.get());
    }

    private static Evaluation evaluation(final int instrument, final long base)
    {
        final Evaluation evaluation = new Evaluation();
        evaluation.instrument = instrument;
        evaluation.price = base;
        evaluation.rangeLow = base + 1;
        evaluation.rangeHigh = base + 2;
        evaluation.quartileLow = base + 3;
        evaluation.quartileHigh = base + 4;
        evaluation.asOfNs = base + 5;
        evaluation.evaluatedAtNs = base + 6;
        evaluation.validUntilNs = base + 7;
        return evaluation;
    }
}
