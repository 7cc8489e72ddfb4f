// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.plumbline.oracle.AdminCommand;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * What leaves the engine, on its way to the reply agent. The last stage's thread writes, the reply agent polls. Half
 * the slots back commands in flight; notices take the other half and are dropped, and counted, when it is full.
 */
final class OutboundRing implements Outbox
{
    private static final long NO_ROOM = -1;

    /** A credit is free a moment before its slot is: this many slots bridge the moment. */
    private static final int SLACK = 4;

    private final RingBuffer<OutboundSlot> ring;
    private final EventPoller<OutboundSlot> poller;
    private final StageCounters counters;
    private final int reserved;

    OutboundRing(final int size, final StageCounters counters)
    {
        this.counters = counters;
        reserved = size / 2;
        // nobody waits on this ring: the agent polls, so the wait strategy is never used
        ring = RingBuffer.createSingleProducer(OutboundSlot::new, size, new YieldingWaitStrategy());
        poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    /**
     * How many commands may be in flight at once.
     */
    int credits()
    {
        return reserved - SLACK;
    }

    @Override
    public void answer(final byte[] answer, final byte[] document, final int length)
    {
        final long sequence = claim(0);
        if (sequence == NO_ROOM)
        {
            throw new IllegalStateException("outbound ring full: an answer without a credit");
        }
        final OutboundSlot slot = ring.get(sequence);
        slot.kind = OutboundSlot.Kind.ANSWER;
        System.arraycopy(answer, 0, slot.answer, 0, slot.answer.length);
        System.arraycopy(document, 0, slot.document, 0, length);
        slot.documentLength = length;
        ring.publish(sequence);
    }

    @Override
    public void referenceQuote(final byte[] quote, final int length)
    {
        final long sequence = claim(reserved);
        if (sequence == NO_ROOM)
        {
            counters.add(Metric.NOTICES_DROPPED);
            return;
        }
        final OutboundSlot slot = ring.get(sequence);
        slot.kind = OutboundSlot.Kind.REFERENCE_QUOTE;
        System.arraycopy(quote, 0, slot.document, 0, length);
        slot.documentLength = length;
        ring.publish(sequence);
    }

    @Override
    public void adminOutcome(
        final long adminSequence,
        final byte[] operator,
        final int operatorAt,
        final AdminCommand command,
        final Refusal refusal,
        final long measured,
        final long limit)
    {
        final long sequence = claim(reserved);
        if (sequence == NO_ROOM)
        {
            counters.add(Metric.NOTICES_DROPPED);
            return;
        }
        final OutboundSlot slot = ring.get(sequence);
        slot.kind = OutboundSlot.Kind.ADMIN_OUTCOME;
        slot.adminSequence = adminSequence;
        System.arraycopy(operator, operatorAt, slot.operator, 0, slot.operator.length);
        slot.command = command;
        slot.refusal = refusal;
        slot.measured = measured;
        slot.limit = limit;
        ring.publish(sequence);
    }

    void envelopeRefused(final int connection, final long messageId, final Refusal refusal)
    {
        final long sequence = claim(reserved);
        if (sequence == NO_ROOM)
        {
            counters.add(Metric.NOTICES_DROPPED);
            return;
        }
        final OutboundSlot slot = ring.get(sequence);
        slot.kind = OutboundSlot.Kind.ENVELOPE_REFUSED;
        slot.connection = connection;
        slot.messageId = messageId;
        slot.refusal = refusal;
        ring.publish(sequence);
    }

    /**
     * What somebody asked for leaves the engine; the asker holds a credit, as a command does.
     *
     * @param refusal NONE where the stages have filled it in.
     */
    void explained(final ExplanationDraft draft, final Refusal refusal)
    {
        final long sequence = claim(0);
        if (sequence == NO_ROOM)
        {
            throw new IllegalStateException("outbound ring full: an explanation without a credit");
        }
        final OutboundSlot slot = ring.get(sequence);
        slot.kind = OutboundSlot.Kind.EXPLANATION;
        slot.draft = draft;
        slot.refusal = refusal;
        ring.publish(sequence);
    }

    /**
     * The reply agent's: hands over what is there.
     *
     * @return whether anything was.
     */
    boolean poll(final EventPoller.Handler<OutboundSlot> handler)
    {
        try
        {
            return poller.poll(handler) == EventPoller.PollState.PROCESSING;
        }
        catch (final Exception e)
        {
            throw new IllegalStateException(e);
        }
    }

    boolean isEmpty()
    {
        return poller.getSequence().get() >= ring.getCursor();
    }

    private long claim(final int kept)
    {
        if (!ring.hasAvailableCapacity(kept + 1))
        {
            return NO_ROOM;
        }
        try
        {
            return ring.tryNext();
        }
        catch (final InsufficientCapacityException e)
        {
            return NO_ROOM;
        }
    }
}
