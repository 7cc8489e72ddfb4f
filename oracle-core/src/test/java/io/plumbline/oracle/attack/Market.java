// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.median.MedianStage;
import io.plumbline.oracle.median.ReferenceSink;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.SlotBuilder;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.trust.TrustStage;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.wire.ClockEvent;

/**
 * The real trust and median stages in a row, sources that speak to them in turn, engine time by hand, and the last
 * record of each instrument. Where the configuration has a quote policy, a till takes money behind them.
 */
final class Market implements ReferenceSink
{
    static final long SECOND = SampleOracle.SECOND;
    static final long MS = SECOND / 1_000;
    static final int FLOOR = 7_500;

    final OracleConfig config;
    final StageCounters counters = new StageCounters();
    final SlotBuilder builder = new SlotBuilder();
    final int sources;
    final Till till;
    long nowNs = SampleOracle.START;
    long published;
    private final TrustStage trust;
    private final MedianStage median;
    private final Evaluation[] last;
    private final ReferencePrice[] lastTrust;
    private final long[] sequences;
    private long content;

    Market(final OracleConfig config)
    {
        this.config = config;
        sources = config.sources().size();
        trust = new TrustStage(config, counters);
        median = new MedianStage(config, counters, this);
        final int instruments = config.instruments().size();
        last = new Evaluation[instruments];
        lastTrust = new ReferencePrice[instruments];
        for (int i = 0; i < instruments; i++)
        {
            last[i] = new Evaluation();
            last[i].instrument = i;
            lastTrust[i] = new ReferencePrice();
        }
        sequences = new long[sources];
        till = new Till(this);
    }

    @Override
    public void publish(final Evaluation evaluation, final long[] trustWords)
    {
        published++;
        last[evaluation.instrument].copyFrom(evaluation);
        System.arraycopy(trustWords, 0, lastTrust[evaluation.instrument].words(),
            ReferencePrice.WORDS - ReferencePrice.TRUST_WORDS, trustWords.length);
    }

    /** Runs the builder's slot through the stages. */
    Slot run()
    {
        final Slot slot = builder.slot();
        trust.onSlot(slot);
        median.onSlot(slot);
        till.onSlot(slot);
        return slot;
    }

    /** The source's next envelope, signed and received now, its content its own; to be given ticks and run. */
    SlotBuilder frame(final int source)
    {
        return frame(source, ++sequences[source]);
    }

    SlotBuilder frame(final int source, final long sequence)
    {
        content++;
        return builder.envelope(source, nowNs).counted(1, sequence).content(content).message(source, content);
    }

    /** A source states its price of the first instrument, observed and signed now. */
    Refusal say(final int source, final long price)
    {
        return sayOf(source, 0, price);
    }

    Refusal sayOf(final int source, final int instrument, final long price)
    {
        return sayObserved(source, instrument, nowNs, price);
    }

    Refusal sayObserved(final int source, final int instrument, final long observedNs, final long price)
    {
        frame(source).tick(instrument, observedNs, price);
        return run().ticks.refusal[0];
    }

    /** Every source states the same price of the first instrument. */
    Evaluation sayAll(final long price)
    {
        return sayFrom(0, price);
    }

    /** The same from some source on. */
    Evaluation sayFrom(final int fromSource, final long price)
    {
        for (int source = fromSource; source < sources; source++)
        {
            say(source, price);
        }
        return last();
    }

    /** Source i states the i-th price of the first instrument. */
    Evaluation sayEach(final long... prices)
    {
        for (int source = 0; source < prices.length; source++)
        {
            say(source, prices[source]);
        }
        return last();
    }

    void passMs(final long ms)
    {
        nowNs += ms * MS;
    }

    /** A clock event now, and as many more as it takes for every instrument to have had its turn. */
    Evaluation clock()
    {
        for (int turn = 0; turn <= last.length / 3; turn++)
        {
            final Slot slot = SignedFrames.clock(builder.slot(), nowNs);
            slot.kind = ClockEvent.TEMPLATE_ID;
            slot.verdict = Verdict.VERIFIED;
            slot.receivedAtNs = nowNs;
            run();
        }
        return last();
    }

    /** What an order is judged by now. */
    Evaluation order()
    {
        return orderOf(0);
    }

    Evaluation orderOf(final int instrument)
    {
        builder.order(instrument, nowNs);
        trust.onSlot(builder.slot());
        median.onSlot(builder.slot());
        assertEquals(1, builder.slot().evaluationCount);
        return builder.slot().evaluations[0];
    }

    void admin(final int command, final int target)
    {
        builder.admin(command, target, nowNs);
        run();
    }

    Evaluation last()
    {
        return last(0);
    }

    Evaluation last(final int instrument)
    {
        return last[instrument];
    }

    /** Trust as the last record of an instrument has it; 0 for a source that is out, stale or unheard. */
    int trustOf(final int source)
    {
        return lastTrust[0].trustBps(source);
    }

    boolean isIn(final int source)
    {
        return (last().contributorMask >>> source & 1) != 0;
    }

    /** What trust found on the only tick of the envelope run last. */
    int trustFound()
    {
        return builder.slot().ticks.trustBps[0];
    }

    static void assertLive(final Evaluation record, final long price)
    {
        assertEquals(Refusal.NONE, record.refusal);
        assertEquals(Tier.PRIMARY, record.tier);
        assertEquals(price, record.price);
    }

    /** No money on it: not live, and the reason named. */
    static void assertRefused(final Evaluation record, final Refusal why)
    {
        assertEquals(why, record.refusal);
        assertEquals(false, record.tier.isLive(), "a refused price is on no live tier");
    }
}
