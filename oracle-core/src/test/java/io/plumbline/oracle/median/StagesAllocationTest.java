// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import io.plumbline.oracle.wire.AdminEvent;
import org.junit.jupiter.api.Test;

final class StagesAllocationTest
{
    private static final int SOURCES = 16;
    private static final int INSTRUMENTS = 8;
    private static final int ROUNDS = 60;

    private final StageCounters counters = new StageCounters();
    private final SlotBuilder builder = new SlotBuilder();
    private final OracleConfig config = new SampleOracle().instruments(INSTRUMENTS).independent(SOURCES).build();
    private final TrustStage trust = new TrustStage(config, counters);
    private final MedianStage median = new MedianStage(config, counters, this::take);
    private final String symbol = SampleOracle.symbol(5);
    private long now = START;
    private long sequence;
    private long sum;

    @Test
    void contractT_shouldAllocateNothingInTrustAndMedian()
    {
        Allocations.assertNone(this::rounds);
        assertTrue(sum > 0);
        assertTrue(counters.count(Metric.TICKS_REFUSED) > 0);
        assertTrue(counters.count(Metric.SOURCES_EXCLUDED) > 0);
    }

    private void rounds()
    {
        for (int round = 0; round < ROUNDS; round++)
        {
            now += SECOND / 10;
            for (int source = 0; source < SOURCES; source++)
            {
                frame(source, round);
            }
            handle(builder.clock(now));
            handle(builder.order(round % INSTRUMENTS, now));
            handle(builder.authorize(symbol, now));
        }
        handle(builder.admin(AdminEvent.EXCLUDE_SOURCE, 3, now));
        handle(builder.admin(AdminEvent.READMIT_SOURCE, 3, now));
    }

    private void frame(final int source, final int round)
    {
        sequence++;
        builder.envelope(source, now).counted(1, sequence).content(sequence);
        for (int instrument = 0; instrument < INSTRUMENTS; instrument++)
        {
            // one source diverges, one contradicts itself now and then, one is dated in the future
            final long price = 1_000_000L + source * 10L + round % 7 + (source == 7 ? 500_000 : 0);
            builder.tick(instrument, now + (source == 9 && round % 20 == 0 ? 9 * SECOND : 0), price);
        }
        handle(builder);
        if (source == 11 && round == 0)
        {
            handle(builder.envelope(source, now).counted(1, sequence).content(-sequence).tick(0, now, 1_000_000));
        }
    }

    private void take(final Evaluation evaluation, final long[] trustWords)
    {
        sum += evaluation.price;
    }

    private void handle(final SlotBuilder event)
    {
        trust.onSlot(event.slot());
        median.onSlot(event.slot());
    }
}
