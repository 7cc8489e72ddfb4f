// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.EnvelopeEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The one way onto the ring. Any thread; never waits. Envelopes may fill three quarters of it, commands seven
 * eighths, the rest is for clock, admin and signature events. A claim is always published: as void, when its fill
 * throws, since one unpublished claim would stop the ring for ever.
 */
final class RingDoor
{
    private static final long NO_ROOM = -1;

    private final RingBuffer<Slot> ring;
    private final EngineStatus status;
    private final SharedCounters counters;
    private final EnvelopeEvent[] writers;
    private final int envelopeReserve;
    private final int commandReserve;

    RingDoor(final RingBuffer<Slot> ring, final EngineStatus status, final SharedCounters counters)
    {
        this.ring = ring;
        this.status = status;
        this.counters = counters;
        final int size = ring.getBufferSize();
        writers = new EnvelopeEvent[size];
        Arrays.setAll(writers, i -> new EnvelopeEvent());
        envelopeReserve = size / 4;
        commandReserve = size / 8;
    }

    /**
     * Offers an envelope whose bounds have been checked.
     */
    Refusal offerEnvelope(
        final int connection, final long messageId, final Envelope envelope, final long receivedAtNs)
    {
        if (status.door() != Refusal.NONE)
        {
            return status.door();
        }
        final long sequence = claim(envelopeReserve);
        if (sequence == NO_ROOM)
        {
            return Refusal.RING_FULL;
        }
        final Slot slot = ring.get(sequence);
        boolean isFilled = false;
        try
        {
            slot.reset();
            final EnvelopeEvent event = writers[(int)sequence & writers.length - 1];
            slot.length = write(event, slot.bytes, connection, messageId, envelope, receivedAtNs);
            isFilled = slot.length > 0;
        }
        catch (final RuntimeException e)
        {
            isFilled = false;
        }
        finally
        {
            publish(sequence, slot, isFilled);
        }
        return isFilled ? Refusal.NONE : Refusal.FILL_FAILED;
    }

    /**
     * Offers a command in its canonical bytes.
     */
    Refusal offerCommand(final byte[] bytes, final int length)
    {
        return offer(bytes, length, null, commandReserve, status.door());
    }

    /**
     * Offers a question in its canonical bytes, with what the stages are to fill in; it counts as a command.
     */
    Refusal offerExplanation(final byte[] bytes, final int length, final ExplanationDraft draft)
    {
        return offer(bytes, length, draft, commandReserve, status.door());
    }

    /**
     * Offers an admin or connection event in its canonical bytes.
     */
    Refusal offerSystem(final byte[] bytes, final int length)
    {
        return offer(bytes, length, null, 0, status.door());
    }

    /**
     * Offers a clock or signature event in its canonical bytes; also while the engine closes, so that what waits is
     * answered, in time or as overdue.
     */
    Refusal offerDraining(final byte[] bytes, final int length)
    {
        return offer(bytes, length, null, 0, status.drainDoor());
    }

    /**
     * The newest sequence that was claimed.
     */
    long cursor()
    {
        return ring.getCursor();
    }

    private Refusal offer(
        final byte[] bytes,
        final int length,
        final @Nullable ExplanationDraft draft,
        final int reserve,
        final Refusal door)
    {
        if (door != Refusal.NONE)
        {
            return door;
        }
        final long sequence = claim(reserve);
        if (sequence == NO_ROOM)
        {
            return Refusal.RING_FULL;
        }
        final Slot slot = ring.get(sequence);
        boolean isFilled = false;
        try
        {
            slot.reset();
            System.arraycopy(bytes, 0, slot.bytes, 0, length);
            slot.length = length;
            slot.draft = draft;
            isFilled = true;
        }
        catch (final RuntimeException e)
        {
            isFilled = false;
        }
        finally
        {
            publish(sequence, slot, isFilled);
        }
        return isFilled ? Refusal.NONE : Refusal.FILL_FAILED;
    }

    private static int write(
        final EnvelopeEvent event,
        final byte[] target,
        final int connection,
        final long messageId,
        final Envelope envelope,
        final long receivedAtNs)
    {
        event.begin(target, 0);
        event.receivedAtNs(receivedAtNs);
        event.connection(connection);
        event.messageId(messageId);
        event.scheme(envelope.scheme().code());
        for (int i = 0; i < envelope.signatureCount(); i++)
        {
            event.addSignature(envelope.keyId(i), envelope.signatures(), i * Envelope.SIGNATURE_BYTES,
                Envelope.SIGNATURE_BYTES);
        }
        event.signedBytes(envelope.buffer(), envelope.offset(), envelope.length());
        return event.finish();
    }

    private void publish(final long sequence, final Slot slot, final boolean isFilled)
    {
        if (!isFilled)
        {
            slot.length = 0;
            slot.verdict = Verdict.VOID;
            counters.add(Metric.VOID_SLOTS);
        }
        ring.publish(sequence);
    }

    private long claim(final int reserve)
    {
        if (!ring.hasAvailableCapacity(reserve + 1))
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
