// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.adversary;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.TickColumns;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;

/** The stages that judge, one after the other, and sources that say to them what they like. */
final class Arena
{
    static final long SECOND = SampleOracle.SECOND;
    static final long MS = SECOND / 1_000;

    final StageCounters counters = new StageCounters();
    final TrustStage trust;
    final MedianStage median;
    final SlotBuilder builder = new SlotBuilder();
    long now = SampleOracle.START;
    private final Evaluation[] records;
    private final OracleConfig config;
    private long sequence;

    Arena(final OracleConfig config)
    {
        this.config = config;
        records = new Evaluation[config.instruments().size()];
        for (int i = 0; i < records.length; i++)
        {
            records[i] = new Evaluation();
        }
        trust = new TrustStage(config, counters);
        median = new MedianStage(config, counters, (record, words) -> records[record.instrument].copyFrom(record));
    }

    /** Lets both stages see an event. */
    Slot on(final SlotBuilder event)
    {
        trust.onSlot(event.slot());
        median.onSlot(event.slot());
        return event.slot();
    }

    /** The next frame of a source, signed now, with content of its own. */
    SlotBuilder frame(final int source)
    {
        sequence++;
        return builder.envelope(source, now).counted(1, sequence).content(sequence).message(source, sequence);
    }

    /** A source prices the first instrument, honestly dated; why its tick was refused, or NONE. */
    Refusal say(final int source, final long price)
    {
        return say(source, 0, price);
    }

    Refusal say(final int source, final int instrument, final long price)
    {
        return first(on(frame(source).tick(instrument, now, price)));
    }

    /** With bid and ask. */
    Refusal say(final int source, final long price, final long bid, final long ask)
    {
        return first(on(frame(source).tick(0, now, price, bid, ask, Refusal.NONE)));
    }

    /** As if seen at another time. */
    Refusal sayAsOf(final int source, final long price, final long observedNs)
    {
        return first(on(frame(source).tick(0, observedNs, price)));
    }

    /** Several sources say the same of the first instrument. */
    void sayAll(final int from, final int to, final long price)
    {
        for (int source = from; source < to; source++)
        {
            say(source, price);
        }
    }

    /** Every source says the same of an instrument, if it has a feed for it. */
    void everybody(final int instrument, final long price)
    {
        for (int source = 0; source < config.sources().size(); source++)
        {
            if (config.sources().get(source).feeds().stream()
                .anyMatch(f -> config.instrumentId(f.instrument()) == instrument))
            {
                say(source, instrument, price);
            }
        }
    }

    void pass(final long ns)
    {
        now += ns;
    }

    /** A clock event now, until every instrument has had its turn. */
    void clock()
    {
        for (int i = 0; i < records.length; i++)
        {
            on(builder.clock(now));
        }
    }

    /** The first instrument's record, as last published. */
    Evaluation record()
    {
        return records[0];
    }

    Evaluation record(final int instrument)
    {
        return records[instrument];
    }

    /** What an order would find now. */
    Evaluation ask(final int instrument)
    {
        return on(builder.order(instrument, now)).evaluations[0];
    }

    Evaluation ask()
    {
        return ask(0);
    }

    boolean isContributor(final int source)
    {
        return (record().contributorMask >>> source & 1) != 0;
    }

    static Refusal first(final Slot slot)
    {
        final TickColumns ticks = slot.ticks;
        return ticks.refusal[0];
    }
}
