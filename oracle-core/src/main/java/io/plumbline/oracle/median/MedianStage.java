// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.EngineTime;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.StateHash;
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
 * own, with evidence, into the slot. Every record goes to the sink. Ticks, exclusions and clock events move the
 * market's state, and what stands on a changed record is judged with it; commands and explanations move nothing. One
 * thread; allocates nothing after construction; time is the slots' own.
 */
public final class MedianStage
{
    private final StageCounters counters;
    private final ReferenceSink sink;
    private final EngineTime time = new EngineTime();
    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final int[] chosen = new int[Slot.MAX_EVALUATIONS];
    private final int instruments;
    private final Book book;
    private final OwnPrice own;
    private final Dependents dependents;
    private final Evaluator evaluator;
    private final NetworkFees fees;
    private final Explainer explainer;
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
        own = new OwnPrice(config, book);
        dependents = new Dependents(config);
        evaluator = new Evaluator(config, own, dependents, counters);
        fees = new NetworkFees(config, evaluator);
        explainer = new Explainer(book, own, evaluator);
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
                // the other events ask for no price, but somebody may ask why it is what it is
                if (slot.draft != null)
                {
                    explainer.explain(slot.draft, nowNs);
                }
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
                move(instrument, nowNs);
            }
        }
    }

    private void onTicks(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.ticks.count; i++)
        {
            if (slot.ticks.refusal[i] == Refusal.NONE)
            {
                own.put(slot, i);
                move(slot.ticks.instrument[i], nowNs);
            }
            else if (slot.ticks.isWithdrawn[i] && book.remove(slot.source, slot.ticks.instrument[i]))
            {
                move(slot.ticks.instrument[i], nowNs);
            }
        }
    }

    private void onClock(final Slot slot, final long nowNs)
    {
        final int count = rota.choose(nowNs, chosen);
        for (int i = 0; i < count; i++)
        {
            move(chosen[i], nowNs, slot.evaluations[slot.evaluationCount++], true);
            spread(nowNs);
        }
    }

    private void onOrder(final Slot slot, final long nowNs)
    {
        if (order.wrap(slot.bytes, 0, slot.length) == WireStatus.OK && order.instrument() < instruments)
        {
            answer(slot, order.instrument(), nowNs);
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
            answer(slot, instrument, nowNs);
        }
    }

    /** A command is judged by the market's state and never moves it. */
    private void answer(final Slot slot, final int instrument, final long nowNs)
    {
        final Evaluation out = slot.evaluations[slot.evaluationCount++];
        final long networkFee = fees.of(instrument, nowNs);
        evaluator.evaluate(instrument, nowNs, out, true, false);
        out.networkFee = networkFee;
        publish(out);
    }

    private void move(final int instrument, final long nowNs)
    {
        move(instrument, nowNs, evaluator.last(instrument), false);
        spread(nowNs);
    }

    /** What stands on an instrument that changed is judged right after it, deepest last, each once. */
    private void spread(final long nowNs)
    {
        for (int next = dependents.next(); next != Dependents.NONE; next = dependents.next())
        {
            move(next, nowNs, evaluator.last(next), false);
        }
    }

    private void move(final int instrument, final long nowNs, final Evaluation out, final boolean withEvidence)
    {
        final Evaluation last = evaluator.last(instrument);
        final Tier tier = last.tier;
        final long price = last.price;
        final long validUntilNs = last.validUntilNs;
        final int market = evaluator.market(instrument);
        final Mode leading = evaluator.leading();
        evaluator.evaluate(instrument, nowNs, out, withEvidence, true);
        out.networkFee = fees.unasked(instrument);
        if (out != last)
        {
            last.copyFrom(out);
        }
        rota.published(instrument, out.validUntilNs, withEvidence);
        publish(out);
        if (tier != out.tier)
        {
            counters.add(Metric.TIER_CHANGES);
        }
        if (leading != evaluator.leading())
        {
            rota.touchAll();
        }
        if (tier != out.tier || market != evaluator.market(instrument))
        {
            dependents.await(instrument);
        }
        else if (price != out.price || validUntilNs != out.validUntilNs)
        {
            for (final int dependent : dependents.of(instrument))
            {
                rota.touch(dependent);
            }
        }
    }

    private void publish(final Evaluation out)
    {
        counters.add(Metric.REFERENCES_PUBLISHED);
        sink.publish(out, evaluator.trustWords());
    }

    /**
     * What market events have moved so far, in one figure: quorum clocks, last good prices, anchors, breakers, modes
     * and standing secondaries. For comparisons of engines; not on the tick path.
     *
     * @return equal for equal states.
     */
    public long stateHash()
    {
        final StateHash hash = new StateHash();
        evaluator.hash(hash);
        return hash.value();
    }
}
