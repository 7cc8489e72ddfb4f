// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventPoller;
import io.plumbline.oracle.AdminOutcome;
import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.AnswerFrame;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.Agent;
import org.jspecify.annotations.Nullable;

/**
 * Drains the outbound ring: writes replies, calls callbacks and the listener. Whatever user code throws is counted
 * and ends nothing. When the engine has died it completes every accepted command with ENGINE_FAILED.
 */
final class ReplyAgent implements Agent
{
    private static final int MAX_WORK = 64;

    private final OutboundRing outbound;
    private final ReplyTable table;
    private final EngineStatus status;
    private final OracleListener listener;
    private final SharedCounters counters;
    private final ErrorLog errors;
    private final @Nullable ExplainDoor explanations;
    private final @Nullable ProofSigner proofs;
    private final AnswerFrame frame = new AnswerFrame();
    private final EventPoller.Handler<OutboundSlot> handler = this::onSlot;

    ReplyAgent(
        final OutboundRing outbound,
        final ReplyTable table,
        final EngineStatus status,
        final OracleListener listener,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this(outbound, table, status, listener, counters, errors, null, null);
    }

    /**
     * With somebody who asks for explanations and documents.
     *
     * @param explanations where they are put into words.
     * @param proofs       where they are signed.
     */
    ReplyAgent(
        final OutboundRing outbound,
        final ReplyTable table,
        final EngineStatus status,
        final OracleListener listener,
        final SharedCounters counters,
        final ErrorLog errors,
        final @Nullable ExplainDoor explanations,
        final @Nullable ProofSigner proofs)
    {
        this.outbound = outbound;
        this.table = table;
        this.status = status;
        this.listener = listener;
        this.counters = counters;
        this.errors = errors;
        this.explanations = explanations;
        this.proofs = proofs;
    }

    @Override
    public int doWork()
    {
        int work = 0;
        while (work < MAX_WORK && outbound.poll(handler))
        {
            work++;
        }
        work += finishProofs();
        if (work == 0 && status.phase() == EngineStatus.Phase.FAILED)
        {
            failAll();
        }
        return work;
    }

    @Override
    public String roleName()
    {
        return "plumbline-reply";
    }

    /**
     * Completes every command in flight with ENGINE_FAILED; after the agent's thread has ended, the closing thread's.
     */
    void failAll()
    {
        for (int i = 0; i < table.capacity(); i++)
        {
            final long correlation = table.correlationAt(i);
            final Reply reply = table.take(correlation);
            if (reply != null)
            {
                announce(reply, reply.fail(correlation, Refusal.ENGINE_FAILED));
            }
        }
        if (explanations != null)
        {
            explanations.failAll();
        }
    }

    /**
     * Handles one slot a poll, so that a slot is free again soon after its credit is.
     */
    private boolean onSlot(final OutboundSlot slot, final long sequence, final boolean isEndOfBatch)
    {
        switch (slot.kind)
        {
            case ANSWER -> onAnswer(slot);
            case REFERENCE_QUOTE -> onReferenceQuote(slot);
            case ENVELOPE_REFUSED -> onEnvelopeRefused(slot);
            case EXPLANATION -> onExplanation(slot);
            case ADMIN_OUTCOME -> onAdminOutcome(slot);
        }
        return false;
    }

    private void onAnswer(final OutboundSlot slot)
    {
        frame.wrap(slot.answer, 0, slot.answer.length);
        if (proofs != null && frame.answer() == Answer.PROVED.code())
        {
            onProof(slot, proofs);
            return;
        }
        final long correlation = frame.correlation();
        final Reply reply = table.take(correlation);
        if (reply == null)
        {
            counters.add(Metric.LATE_REPLIES);
        }
        else
        {
            announce(reply, reply.complete(correlation, frame, slot.document, slot.documentLength));
        }
    }

    /** The reply stays in the table, and holds its credit, until the document is signed or given up. */
    private void onProof(final OutboundSlot slot, final ProofSigner by)
    {
        final Refusal refusal = by.accept(slot);
        if (refusal != Refusal.NONE)
        {
            fail(frame.correlation(), refusal);
        }
        finishProofs();
    }

    private int finishProofs()
    {
        int finished = 0;
        if (proofs != null)
        {
            for (Proof proof = proofs.back(); proof != null; proof = proofs.back())
            {
                proofs.count(proof);
                finish(proof);
                proofs.taken();
                finished++;
            }
        }
        return finished;
    }

    private void finish(final Proof proof)
    {
        frame.wrap(proof.answer(), 0, AnswerFrame.LENGTH);
        final long correlation = frame.correlation();
        if (!proof.isSigned())
        {
            fail(correlation, Refusal.SIGNER_FAILED);
            return;
        }
        final Reply reply = table.take(correlation);
        if (reply == null)
        {
            counters.add(Metric.LATE_REPLIES);
        }
        else
        {
            announce(reply, reply.prove(correlation, frame, proof.finished(), proof.templateId()));
        }
    }

    private void fail(final long correlation, final Refusal why)
    {
        final Reply reply = table.take(correlation);
        if (reply == null)
        {
            counters.add(Metric.LATE_REPLIES);
        }
        else
        {
            announce(reply, reply.fail(correlation, why));
        }
    }

    private void announce(final Reply reply, final boolean isTaken)
    {
        if (!isTaken)
        {
            counters.add(Metric.LATE_REPLIES);
            return;
        }
        try
        {
            reply.notifyDone();
        }
        catch (final RuntimeException | Error e)
        {
            counters.add(Metric.LISTENER_ERRORS);
            errors.add(e);
        }
    }

    private void onReferenceQuote(final OutboundSlot slot)
    {
        if (listener == OracleListener.NONE)
        {
            return;
        }
        try
        {
            listener.onReferenceQuote(new SignedQuote(slot.document, 0, slot.documentLength));
        }
        catch (final RuntimeException | Error e)
        {
            counters.add(Metric.LISTENER_ERRORS);
            errors.add(e);
        }
    }

    private void onExplanation(final OutboundSlot slot)
    {
        final ExplanationDraft draft = slot.draft;
        slot.draft = null;
        if (explanations != null && draft != null)
        {
            explanations.finish(draft, slot.refusal);
        }
    }

    private void onAdminOutcome(final OutboundSlot slot)
    {
        if (listener == OracleListener.NONE)
        {
            return;
        }
        int length = 0;
        while (length < slot.operator.length && slot.operator[length] != 0)
        {
            length++;
        }
        try
        {
            listener.onAdmin(new AdminOutcome(slot.adminSequence,
                new String(slot.operator, 0, length, StandardCharsets.US_ASCII), slot.command, slot.refusal,
                slot.measured, slot.limit));
        }
        catch (final RuntimeException | Error e)
        {
            counters.add(Metric.LISTENER_ERRORS);
            errors.add(e);
        }
    }

    private void onEnvelopeRefused(final OutboundSlot slot)
    {
        try
        {
            listener.onEnvelopeRefused(slot.connection, slot.messageId, slot.refusal);
        }
        catch (final RuntimeException | Error e)
        {
            counters.add(Metric.LISTENER_ERRORS);
            errors.add(e);
        }
    }
}
