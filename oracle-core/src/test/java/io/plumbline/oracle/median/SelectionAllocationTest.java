// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.SlotBuilder;
import org.junit.jupiter.api.Test;

final class SelectionAllocationTest
{
    private static final int SOURCES = 16;
    private static final int TICKS = 2_000;
    private static final long PRICE = 1_000_000;

    private final OracleConfig config = new SampleOracle().independent(SOURCES)
        .market(SampleOracle.STILL_MARKET.with(new VolatilityPolicy(SECOND, 2))).build();
    private final Book book = new Book(1, SOURCES);
    private final Selection selection = new Selection(config, book);
    private final SlotBuilder builder = new SlotBuilder();
    private long now = START;
    private long sum;

    private Refusal tick(final int source, final long price)
    {
        now += 1_000_000;
        builder.envelope(source, now).tick(0, now, price, price - 3, price + 4, Refusal.NONE)
            .found(10_000, now, Long.MAX_VALUE, 300);
        book.put(builder.slot(), 0);
        return selection.select(0, now);
    }

    private void readAll()
    {
        for (int source = 0; source < SOURCES; source++)
        {
            sum += selection.weightShareBps(source) + selection.effectiveWeight(source) + selection.trustBps(source);
            sum += selection.standing(source) == SourceStanding.OUTLIER ? 1 : 0;
        }
        sum += selection.trustWords()[0] + selection.fenceBps() + selection.spreadBps(0) + selection.trustBps();
        sum += selection.median() + selection.low(0) + selection.high(0) + selection.staleShareBps(0);
    }

    @Test
    void contractT_shouldAllocateNothingWhereASelectionIsCarriedOn()
    {
        final Selected selected = new Selected(config, 0);
        final FullSelection full = new FullSelection(config, book);
        final QuickSelection quick = new QuickSelection(book);
        for (int source = 0; source < SOURCES; source++)
        {
            tick(source, PRICE + source);
        }
        assertEquals(Refusal.NONE, full.select(selected, now));
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < TICKS; i++)
            {
                assertEquals(Refusal.NONE, tick(i % SOURCES, PRICE + i % 101));
                readAll();
                assertTrue(quick.follow(selected, 1L << i % SOURCES, now));
            }
        });
        assertTrue(sum != 0);
    }

    @Test
    void contractT_shouldAllocateNothingWhereASelectionIsMadeAnew()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < TICKS; i++)
            {
                // one stands outside, one comes and goes
                tick(i % SOURCES, i % SOURCES == 5 ? PRICE * 2 : PRICE + i % 101);
                readAll();
                sum += book.remove(7, 0) ? 1 : 0;
                sum += selection.select(0, now).code();
            }
        });
        assertEquals(SourceStanding.OUTLIER, selection.standing(5));
        assertTrue(sum != 0);
    }
}
