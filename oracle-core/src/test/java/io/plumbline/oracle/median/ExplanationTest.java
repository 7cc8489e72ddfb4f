// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static io.plumbline.oracle.median.MarketBench.coin;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.wire.AdminEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationTest
{
    private static final long PRICE = 1_000_000;

    @Test
    void contractV_shouldTellOfEachSourceWhetherItContributesAndWhyNot()
    {
        final MedianBench bench = new MedianBench(new SampleOracle().independent(8).build());
        bench.now = START + 6 * SECOND;
        bench.say(0, 0, PRICE, 10_000, bench.now);
        bench.say(1, 0, PRICE + 100, 10_000, bench.now - SECOND);
        bench.say(2, 0, PRICE + 200, 8_000, bench.now);
        bench.say(3, 0, PRICE, 10_000, bench.now);
        bench.say(4, 0, PRICE * 2, 9_000, bench.now);
        bench.say(5, 0, PRICE, 10_000, START);
        bench.say(6, 0, PRICE, 10_000, bench.now);
        bench.on(bench.builder.envelope(6, bench.now).excluded(6, bench.now + 1));
        final ExplanationDraft draft = new ExplanationDraft(0, 8, List.of());
        draft.outUntilNs[6] = bench.now + 1;
        draft.outUntilNs[0] = bench.now;
        bench.builder.admin(AdminEvent.INSTALL_TABLE, 0, bench.now).slot().draft = draft;
        bench.on(bench.builder);
        assertArrayEquals(new SourceStanding[] {SourceStanding.CONTRIBUTES, SourceStanding.CONTRIBUTES,
            SourceStanding.CONTRIBUTES, SourceStanding.CONTRIBUTES, SourceStanding.OUTLIER, SourceStanding.STALE,
            SourceStanding.EXCLUDED, SourceStanding.UNHEARD}, draft.standing);
        assertArrayEquals(new int[] {10_000, 10_000, 8_000, 10_000, 9_000, 0, 0, 0}, draft.trustNowBps);
        assertArrayEquals(new int[] {2_631, 2_631, 2_105, 2_631, 0, 0, 0, 0}, draft.weightBps);
        assertArrayEquals(new long[] {PRICE, PRICE + 100, PRICE + 200, PRICE, 2 * PRICE, PRICE, 0, 0}, draft.price);
        assertEquals(bench.now - SECOND, draft.originNs[1]);
        assertEquals(Tier.PRIMARY, draft.record.tier);
        assertTrue(draft.record.hasEvidence);
        assertEquals(PRICE + 100, draft.anchor, "the first live price");
        assertEquals(bench.now, draft.opensAtNs);
        assertTrue(draft.fenceBps >= 30);
    }

    @Test
    void contractV_shouldDescendToWhatAPriceStandsOn()
    {
        final MarketBench bench = new MarketBench(coin("A"),
            coin("B").quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, SECOND)),
            coin("AB").leg(LegConfig.times("A")).leg(LegConfig.times("B")));
        bench.say("A", PRICE);
        bench.say("B", PRICE);
        final ExplanationDraft a = new ExplanationDraft(0, 6, List.of());
        final ExplanationDraft b = new ExplanationDraft(1, 6, List.of());
        final ExplanationDraft draft = new ExplanationDraft(2, 6, List.of(a, b));
        bench.builder.admin(AdminEvent.INSTALL_TABLE, 0, bench.now).slot().draft = draft;
        bench.on(bench.builder);
        assertEquals(Refusal.MISSING_LEG, draft.record.refusal);
        assertEquals(0, draft.opensAtNs);
        assertEquals(Refusal.NONE, a.record.refusal);
        assertEquals(Refusal.PROBATION, b.record.refusal);
        assertEquals(START + SECOND, b.opensAtNs);
        assertEquals(SourceStanding.CONTRIBUTES, b.standing[3]);
        assertEquals(SourceStanding.UNHEARD, b.standing[0]);
    }
}
