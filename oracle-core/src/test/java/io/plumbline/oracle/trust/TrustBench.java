// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.telemetry.StageCounters;
import java.util.List;

/** A trust stage and sources that speak to it, each frame with the next sequence and content of its own. */
final class TrustBench
{
    final StageCounters counters = new StageCounters();
    final SlotBuilder builder = new SlotBuilder();
    final TrustStage stage;
    final int sources;
    long now = SampleOracle.START;
    private long sequence;

    TrustBench(final OracleConfig config)
    {
        stage = new TrustStage(config, counters);
        sources = config.sources().size();
    }

    Slot on(final SlotBuilder event)
    {
        stage.onSlot(event.slot());
        return event.slot();
    }

    /** A fresh envelope of a source, to be given ticks. */
    SlotBuilder frame(final int source)
    {
        sequence++;
        return builder.envelope(source, now).counted(1, sequence).content(sequence).message(source, sequence);
    }

    /** One tick on the first instrument, observed now. */
    Slot say(final int source, final long price)
    {
        return on(frame(source).tick(0, now, price));
    }

    /** Each of some sources says the same. */
    void sayAll(final int fromSource, final int toSource, final long price)
    {
        for (int source = fromSource; source < toSource; source++)
        {
            say(source, price);
        }
    }

    /** One tick on an instrument, observed now. */
    Slot say(final int source, final int instrument, final long price)
    {
        return on(frame(source).tick(instrument, now, price));
    }

    /** What trust holds about an instrument, as an explanation at a clock event finds it. */
    ExplanationDraft held(final int instrument)
    {
        final ExplanationDraft draft = new ExplanationDraft(instrument, sources, List.of());
        builder.clock(now).slot().draft = draft;
        on(builder);
        return draft;
    }

    int falls(final int source)
    {
        return held(0).falls[source];
    }

    int causes(final int source)
    {
        return held(0).causes[source];
    }

    static Refusal first(final Slot slot)
    {
        return slot.ticks.refusal[0];
    }

    static int trust(final Slot slot)
    {
        return slot.ticks.trustBps[0];
    }
}
