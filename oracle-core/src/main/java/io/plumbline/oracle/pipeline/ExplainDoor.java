// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Explanations;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleClock;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.ExplainEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The door for those who ask why. Each ask holds one of the commands' credits, so that its answer finds room among
 * the outbound slots, and one of a few places of its own, so that asking crowds out no command. Whoever swaps an ask
 * out of its place, once, completes it. The engine's state is read again after the ask stands in its place, so that a
 * closing engine either sees the ask or the ask sees the close.
 */
final class ExplainDoor implements Explanations
{
    /** Most asks under way. */
    static final int MAX_ASKS = 8;

    private final ExplanationTree tree;
    private final ReplyTable credits;
    private final RingDoor ring;
    private final EngineStatus status;
    private final OracleClock clock;
    private final SharedCounters counters;
    private final ErrorLog errors;
    private final AtomicReferenceArray<Ask> asks;

    ExplainDoor(
        final ExplanationTree tree,
        final ReplyTable credits,
        final RingDoor ring,
        final EngineStatus status,
        final OracleClock clock,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this.tree = tree;
        this.credits = credits;
        this.ring = ring;
        this.status = status;
        this.clock = clock;
        this.counters = counters;
        this.errors = errors;
        asks = new AtomicReferenceArray<>(Math.max(1, Math.min(MAX_ASKS, credits.capacity() / 4)));
    }

    @Override
    public CompletionStage<ExplainReply> explain(final int instrument)
    {
        final CompletableFuture<ExplainReply> reply = new EngineFuture<>();
        final Refusal refusal = accept(instrument, reply);
        if (refusal != Refusal.NONE)
        {
            reply.complete(ExplainReply.refused(counters.add(refusal)));
        }
        return reply;
    }

    /**
     * The reply agent's: a draft has come back.
     *
     * @param refusal NONE where the stages have filled it in.
     */
    void finish(final ExplanationDraft draft, final Refusal refusal)
    {
        for (int i = 0; i < asks.length(); i++)
        {
            final Ask ask = asks.get(i);
            if (ask != null && ask.draft() == draft && take(i, ask))
            {
                ask.reply().complete(refusal == Refusal.NONE ? explained(draft) : ExplainReply.refused(refusal));
                return;
            }
        }
        counters.add(Metric.LATE_REPLIES);
    }

    /**
     * Completes every ask under way with ENGINE_FAILED; the thread that {@link ReplyAgent#failAll} runs on.
     */
    void failAll()
    {
        for (int i = 0; i < asks.length(); i++)
        {
            final Ask ask = asks.get(i);
            if (ask != null && take(i, ask))
            {
                ask.reply().complete(ExplainReply.refused(Refusal.ENGINE_FAILED));
            }
        }
    }

    /** Whatever goes wrong with one explanation ends it, and nothing else. */
    private ExplainReply explained(final ExplanationDraft draft)
    {
        try
        {
            final ExplainReply reply = ExplainReply.of(tree.explanation(draft));
            counters.add(Metric.EXPLANATIONS);
            return reply;
        }
        catch (final RuntimeException | Error e)
        {
            errors.add(e);
            return ExplainReply.refused(Refusal.ENGINE_FAILED);
        }
    }

    private Refusal accept(final int instrument, final CompletableFuture<ExplainReply> reply)
    {
        if (instrument < 0 || instrument >= tree.instruments())
        {
            return Refusal.UNKNOWN_INSTRUMENT;
        }
        final long credit = credits.reserve();
        if (credit == 0)
        {
            return Refusal.NO_CREDIT;
        }
        final Ask ask = new Ask(credit, tree.draft(instrument), reply);
        final int place = enter(ask);
        if (place < 0)
        {
            credits.release(credit);
            return Refusal.NO_CREDIT;
        }
        // stands where publishing throws, as a caller's clock may
        Refusal refusal = Refusal.INVALID_ARGUMENT;
        boolean isUndone = false;
        try
        {
            refusal = publish(instrument, ask);
        }
        finally
        {
            isUndone = refusal != Refusal.NONE && take(place, ask);
        }
        // an ask that another thread has taken was completed by the end of the engine
        return isUndone ? refusal : Refusal.NONE;
    }

    private Refusal publish(final int instrument, final Ask ask)
    {
        if (status.door() != Refusal.NONE)
        {
            return status.door();
        }
        final byte[] bytes = new byte[ExplainEvent.LENGTH];
        final ExplainEvent event = new ExplainEvent();
        event.begin(bytes, 0);
        event.receivedAtNs(clock.epochNs());
        event.correlation(ask.credit());
        event.instrument(instrument);
        return ring.offerExplanation(bytes, event.finish(), ask.draft());
    }

    private int enter(final Ask ask)
    {
        for (int i = 0; i < asks.length(); i++)
        {
            if (asks.compareAndSet(i, null, ask))
            {
                return i;
            }
        }
        return -1;
    }

    private boolean take(final int place, final Ask ask)
    {
        if (!asks.compareAndSet(place, ask, null))
        {
            return false;
        }
        credits.release(ask.credit());
        return true;
    }

    /**
     * Who waits for which draft.
     */
    private record Ask(long credit, ExplanationDraft draft, CompletableFuture<ExplainReply> reply)
    {
    }
}
