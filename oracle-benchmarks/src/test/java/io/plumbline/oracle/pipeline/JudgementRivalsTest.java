// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rivals of the judgement benchmarks do the work they are compared by: their prices lie between the quartiles. */
final class JudgementRivalsTest
{
    private static final int FRAMES = 5_000;

    @ParameterizedTest
    @CsvSource({"4, 1", "16, 3", "64, 2"})
    void shouldFindPricesBetweenTheQuartilesOfTheSameTicks(final int sources, final int instruments)
    {
        final Evaluation last = new Evaluation();
        final TrustStage trust = new TrustStage(JudgedTicks.config(sources, instruments), new StageCounters());
        final MedianStage median = new MedianStage(JudgedTicks.config(sources, instruments), new StageCounters(),
            (evaluation, words) -> last.copyFrom(evaluation));
        final JudgedTicks ticks = new JudgedTicks(sources, instruments);
        final NaiveJudgement naive = new NaiveJudgement(sources, instruments);
        final BoxedJudgement boxed = new BoxedJudgement();
        int compared = 0;
        for (int i = 0; i < FRAMES; i++)
        {
            final Slot slot = ticks.nextVerified();
            trust.onSlot(slot);
            median.onSlot(slot);
            final int weight =
                naive.believe(ticks.source(), ticks.instrument(), ticks.frames(), ticks.price(), ticks.nowNs());
            final long price =
                naive.price(ticks.source(), ticks.instrument(), ticks.price(), weight, ticks.nowNs());
            final BigDecimal decimal = BigDecimal.valueOf(ticks.price(), 8);
            final BigDecimal share =
                boxed.believe(ticks.source(), ticks.instrument(), ticks.frames(), decimal, ticks.nowNs());
            final BoxedJudgement.Reference reference =
                boxed.price(ticks.source(), ticks.instrument(), decimal, share, ticks.nowNs());
            if (last.tier.isLive() && i > sources * instruments)
            {
                compared++;
                assertTrue(last.quartileLow <= price && price <= last.quartileHigh, "frame " + i);
                final long boxedE8 = reference.price().movePointRight(8).longValueExact();
                assertTrue(last.quartileLow <= boxedE8 && boxedE8 <= last.quartileHigh, "frame " + i);
            }
        }
        assertTrue(compared > FRAMES / 2, "compared " + compared);
    }
}
