// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AnomalyPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.TrustPolicy;
import io.plumbline.oracle.config.VolatilityPolicy;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TrustAccountTest
{
    private static final long PRICE = 1_000_000;
    private static final int SOURCES = 16;

    @Test
    void shouldFillTheWholeTreeOfAnExplanation()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().instruments(3).independent(4).build());
        for (int instrument = 0; instrument < 3; instrument++)
        {
            for (int source = 0; source < 4; source++)
            {
                bench.say(source, instrument, PRICE + instrument);
            }
        }
        bench.say(1, 2, PRICE * 10);
        final ExplanationDraft leaf = new ExplanationDraft(2, 4, List.of());
        final ExplanationDraft middle = new ExplanationDraft(1, 4, List.of(leaf));
        final ExplanationDraft root = new ExplanationDraft(0, 4, List.of(middle));
        bench.builder.order(0, bench.now).slot().draft = root;
        bench.on(bench.builder);
        assertEquals(PRICE, root.clusterPrice);
        assertEquals(PRICE + 1, middle.clusterPrice);
        assertEquals(PRICE + 2, leaf.clusterPrice);
        assertEquals(0, root.falls[1]);
        assertEquals(1, leaf.falls[1]);
        assertEquals(7_500, leaf.trustBps[1]);
        assertEquals(bench.now + TrustPolicy.DEFAULT.quarantineNs(), leaf.outUntilNs[1]);
    }

    @Test
    void shouldTellNothingOnASlotThatIsNotVerified()
    {
        final TrustBench bench = new TrustBench(new SampleOracle().independent(1).build());
        final ExplanationDraft draft = new ExplanationDraft(0, 1, List.of());
        bench.builder.clock(START).verdict(Verdict.REFUSED).slot().draft = draft;
        bench.on(bench.builder);
        assertEquals(0, draft.trustBps[0]);
    }

    @Test
    void contractT_shouldAllocateNothingWhateverTheFault()
    {
        final OracleConfig config = new SampleOracle().instruments(2).independent(SOURCES)
            .market(SampleOracle.STILL_MARKET.with(new VolatilityPolicy(SECOND / 100, 4)))
            .trust(new TrustPolicy(500, 100, 5, SECOND / 10, SECOND / 5, 5, 1L << 40,
                new AnomalyPolicy(2, SECOND / 5, 1, 2, 2_000))).build();
        final TrustBench bench = new TrustBench(config);
        final ExplanationDraft draft = new ExplanationDraft(0, SOURCES, List.of(
            new ExplanationDraft(1, SOURCES, List.of())));
        final long[] sequence = {0};
        Allocations.assertNone(() -> rounds(bench, draft, sequence));
        for (final Refusal refusal : new Refusal[] {Refusal.SCALE_JUMP, Refusal.SYMBOL_SWAP, Refusal.TIME_REGRESSION,
            Refusal.PRICE_ABSENT, Refusal.SOURCE_EXCLUDED})
        {
            assertTrue(bench.counters.count(refusal) > 0, refusal.name());
        }
        assertTrue(bench.counters.count(Metric.TRUST_FALLS) > 0);
        assertTrue(draft.volatilityCentiBps > 0);
        int causes = 0;
        for (final int each : draft.causes)
        {
            causes |= each;
        }
        assertTrue(Integer.bitCount(causes) >= 6, "causes " + Integer.toBinaryString(causes));
    }

    /** One is still, one speaks seldom, one errs, one is ten times too high, one swaps, one runs back, one diverges. */
    private static void rounds(final TrustBench bench, final ExplanationDraft draft, final long[] sequence)
    {
        for (int round = 0; round < 40; round++)
        {
            bench.now += SECOND / 20;
            final long move = round % 8 * 200L;
            for (int source = 0; source < SOURCES; source++)
            {
                final SlotBuilder frame = bench.builder.envelope(source, bench.now).counted(1, ++sequence[0])
                    .content(sequence[0]);
                final long price = switch (source)
                {
                    case 1 -> PRICE;
                    case 3 -> round % 2 == 0 ? PRICE : 0;
                    case 4 -> round % 10 == 9 ? PRICE * 10 : PRICE + move;
                    case 5 -> round % 10 == 9 ? PRICE * 3 : PRICE + move;
                    case 7 -> PRICE * 4 / 3 + move;
                    default -> PRICE + move + source;
                };
                frame.signedAt(bench.now - (source == 6 && round % 10 == 9 ? 3 * SECOND : 0));
                frame.tick(0, bench.now, price).tick(1, bench.now, PRICE * 3 + move);
                frame.slot().draft = draft;
                if (source != 2 || (round == 0 && sequence[0] % 3 == 0))
                {
                    bench.on(frame);
                }
            }
        }
        bench.now += 3 * SECOND;
        bench.on(bench.builder.admin(AdminEvent.OVERRIDE_TRUST, 8, 9_000, bench.now));
        bench.on(bench.builder.admin(AdminEvent.REVOKE_KEY, 9, bench.now));
        final Slot last = bench.on(bench.builder.admin(AdminEvent.READMIT_SOURCE, 7, bench.now));
        if (last.changedSource != 7)
        {
            throw new IllegalStateException("not let in");
        }
    }
}
