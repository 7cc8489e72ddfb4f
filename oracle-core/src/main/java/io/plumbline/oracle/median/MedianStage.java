// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;

/**
 * The third stage: keeps the book from trust's findings and judges reference prices. Accepted ticks and exclusions
 * are judged at once, without evidence; clock events judge a few instruments in turn, orders and authorizations their
 * own, with evidence, into the slot. Every record goes to the sink. One thread; allocates nothing after construction;
 * time is the slots' own.
 */
public final class MedianStage
{
    private final StageCounters counters;
    private final ReferenceSink sink;
    private final EngineTime time = new EngineTime();
    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final Evaluation scratch = new Evaluation();
    private final int[] chosen = new int[Slot.MAX_EVALUATIONS];
    private final int instruments;
    private final Book book;
    private final Evaluator evaluator;
    private final ClockRota rota;
    private final SymbolIndex symbols;

    /**
     * A stage with an empty book: every instrument is closed.
     *
     * @param config   instruments and sources.
     * @param counters of the thread that will call {@link #onSlot}.
     * @param sink     receives each record on that thread.
     */
    public MedianStage(final OracleConfig config, final StageCounters counters, final ReferenceSink sink)
    {
        this.counters = counters;
        this.sink = sink;
        instruments = config.instruments().size();
        book = new Book(instruments, config.sources().size());
        evaluator = new Evaluator(config, book);
        rota = new ClockRota(instruments);
        symbols = new SymbolIndex(config);
    }

    /**
     * Handles one event, in ring order, after trust has.
     *
     * @param slot the event, with trust's findings; receives evaluations at clock events and commands.
     */
    public void onSlot(final Slot slot)
    {
        final long nowNs = time.advance(slot);
        if (slot.verdict != Verdict.VERIFIED)
        {
            return;
        }
        if (slot.changedSource != Slot.NONE && slot.excludedUntilNs != 0)
        {
            putOut(slot.changedSource, nowNs);
        }
        switch (slot.kind)
        {
            case EnvelopeEvent.TEMPLATE_ID -> onTicks(slot, nowNs);
            case ClockEvent.TEMPLATE_ID -> onClock(slot, nowNs);
            case OrderEvent.TEMPLATE_ID -> onOrder(slot, nowNs);
            case AuthorizeEvent.TEMPLATE_ID -> onAuthorize(slot, nowNs);
            default ->
            {
                // the other events ask for no price
            }
        }
    }

    /** The source's prices leave the book; it speaks again by new ticks only, once trust lets them through. */
    private void putOut(final int source, final long nowNs)
    {
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            if (book.remove(source, instrument))
            {
                evaluate(instrument, nowNs, scratch, false);
            }
        }
    }

    private void onTicks(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.ticks.count; i++)
        {
            if (slot.ticks.refusal[i] == Refusal.NONE)
            {
                book.put(slot, i);
                evaluate(slot.ticks.instrument[i], nowNs, scratch, false);
            }
            else if (slot.ticks.isWithdrawn[i] && book.remove(slot.source, slot.ticks.instrument[i]))
            {
                evaluate(slot.ticks.instrument[i], nowNs, scratch, false);
            }
        }
    }

    private void onClock(final Slot slot, final long nowNs)
    {
        final int count = rota.choose(nowNs, chosen);
        for (int i = 0; i < count; i++)
        {
            evaluateInto(slot, chosen[i], nowNs);
        }
    }

    private void onOrder(final Slot slot, final long nowNs)
    {
        if (order.wrap(slot.bytes, 0, slot.length) == WireStatus.OK && order.instrument() < instruments)
        {
            evaluateInto(slot, order.instrument(), nowNs);
        }
    }

    /** The quote names its instrument by symbol; whether the rest of it is sound is not this stage's question. */
    private void onAuthorize(final Slot slot, final long nowNs)
    {
        if (authorize.wrap(slot.bytes, 0, slot.length) != WireStatus.OK ||
            authorize.signedQuoteLength() < QuoteFrame.LENGTH)
        {
            return;
        }
        final int instrument =
            symbols.find(slot.bytes, authorize.signedQuoteOffset() + QuoteFrame.INSTRUMENT.offset());
        if (instrument != Slot.NONE)
        {
            evaluateInto(slot, instrument, nowNs);
        }
    }

    private void evaluateInto(final Slot slot, final int instrument, final long nowNs)
    {
        evaluate(instrument, nowNs, slot.evaluations[slot.evaluationCount++], true);
    }

    private void evaluate(
        final int instrument, final long nowNs, final Evaluation out, final boolean withEvidence)
    {
        evaluator.evaluate(instrument, nowNs, out, withEvidence);
        rota.published(instrument, out.validUntilNs, withEvidence);
        counters.add(Metric.REFERENCES_PUBLISHED);
        sink.publish(out, evaluator.trustWords());
    }
}
