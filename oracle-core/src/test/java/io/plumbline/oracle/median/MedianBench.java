// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.telemetry.StageCounters;

/** A median stage and sources whose ticks trust has believed; keeps the last record. */
final class MedianBench implements ReferenceSink
{
    static final int FULL = 10_000;

    final StageCounters counters = new StageCounters();
    final SlotBuilder builder = new SlotBuilder();
    final Evaluation last = new Evaluation();
    final ReferencePrice lastTrust = new ReferencePrice();
    final MedianStage stage;
    long now = SampleOracle.START;
    long published;

    MedianBench(final OracleConfig config)
    {
        stage = new MedianStage(config, counters, this);
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        published++;
        last.copyFrom(evaluation);
        System.arraycopy(trustWords, 0, lastTrust.words(), ReferencePrice.WORDS - ReferencePrice.TRUST_WORDS,
            trustWords.length);
    }

    Slot on(final SlotBuilder event)
    {
        stage.onSlot(event.slot());
        return event.slot();
    }

    Evaluation say(final int source, final long price)
    {
        return say(source, 0, price, FULL, now);
    }

    Evaluation say(final int source, final int instrument, final long price, final int trustBps, final long originNs)
    {
        on(builder.envelope(source, now).content(source + 1).tick(instrument, originNs, price)
            .found(trustBps, originNs, Long.MAX_VALUE));
        return last;
    }

    /** Source i says the i-th price, now, fully trusted. */
    Evaluation sayAll(final long... prices)
    {
        for (int source = 0; source < prices.length; source++)
        {
            say(source, prices[source]);
        }
        return last;
    }

    /** The first instrument's record at a clock event now, with evidence. */
    Evaluation ask()
    {
        return ask(0);
    }

    /** An instrument's record at a clock event now, with evidence; there must be at most four. */
    Evaluation ask(final int instrument)
    {
        final Slot slot = on(builder.clock(now));
        for (int i = 0; i < slot.evaluationCount; i++)
        {
            if (slot.evaluations[i].instrument == instrument)
            {
                return slot.evaluations[i];
            }
        }
        throw new IllegalStateException("not judged: " + instrument);
    }

    /** An instrument's record as an order finds it now. */
    Evaluation order(final int instrument)
    {
        return on(builder.order(instrument, now)).evaluations[0];
    }
}
