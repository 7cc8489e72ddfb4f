// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Every SBE message of the room: how a test writes a seeded one, reads it, and writes again what it read. */
@SuppressWarnings("ImmutableEnumChecker") // what it is made of keeps no state
enum Message
{
    TICK_FRAME(TickFrame.TEMPLATE_ID, TickFrame.MAX_LENGTH, TickFrame::new, FrameSamples::write,
        (view, target, at) -> FrameSamples.copy((TickFrame)view, target, at)),
    QUOTE_FRAME(QuoteFrame.TEMPLATE_ID, QuoteFrame.LENGTH, QuoteFrame::new, QuoteFrameEncoder::new,
        FrameSamples::fill, FrameSamples::copy),
    ENVELOPE_EVENT(EnvelopeEvent.TEMPLATE_ID, EnvelopeEvent.MAX_LENGTH, EnvelopeEvent::new, EnvelopeEvent::new,
        EventSamples::fill, EventSamples::copy),
    CLOCK_EVENT(ClockEvent.TEMPLATE_ID, ClockEvent.LENGTH, ClockEvent::new, ClockEvent::new,
        EventSamples::fill, EventSamples::copy),
    SIGNATURE_EVENT(SignatureEvent.TEMPLATE_ID, SignatureEvent.LENGTH, SignatureEvent::new, SignatureEvent::new,
        EventSamples::fill, EventSamples::copy),
    CONNECTION_EVENT(ConnectionEvent.TEMPLATE_ID, ConnectionEvent.LENGTH, ConnectionEvent::new, ConnectionEvent::new,
        EventSamples::fill, EventSamples::copy),
    ORDER_EVENT(OrderEvent.TEMPLATE_ID, OrderEvent.LENGTH, OrderEvent::new, OrderEvent::new,
        EventSamples::fill, EventSamples::copy),
    AUTHORIZE_EVENT(AuthorizeEvent.TEMPLATE_ID, AuthorizeEvent.MAX_LENGTH, AuthorizeEvent::new, AuthorizeEvent::new,
        EventSamples::fill, EventSamples::copy),
    CAPTURE_EVENT(CaptureEvent.TEMPLATE_ID, CaptureEvent.LENGTH, CaptureEvent::new, CaptureEvent::new,
        EventSamples::fill, EventSamples::copy),
    RELEASE_EVENT(ReleaseEvent.TEMPLATE_ID, ReleaseEvent.LENGTH, ReleaseEvent::new, ReleaseEvent::new,
        EventSamples::fill, EventSamples::copy),
    EXPLAIN_EVENT(ExplainEvent.TEMPLATE_ID, ExplainEvent.LENGTH, ExplainEvent::new, ExplainEvent::new,
        EventSamples::fill, EventSamples::copy),
    PROOF_EVENT(ProofEvent.TEMPLATE_ID, ProofEvent.LENGTH, ProofEvent::new, ProofEvent::new,
        EventSamples::fill, EventSamples::copy),
    POLICY_EVENT(PolicyEvent.TEMPLATE_ID, PolicyEvent.MAX_LENGTH, PolicyEvent::new, PolicyEvent::new,
        OperatorSamples::fill, OperatorSamples::copy),
    ADMIN_EVENT(AdminEvent.TEMPLATE_ID, AdminEvent.MAX_LENGTH, AdminEvent::new, AdminEvent::new,
        OperatorSamples::fill, OperatorSamples::copy),
    ANSWER_FRAME(AnswerFrame.TEMPLATE_ID, AnswerFrame.LENGTH, AnswerFrame::new, AnswerFrame::new,
        FrameSamples::fill, FrameSamples::copy),
    REFERENCE_FRAME(ReferenceFrame.TEMPLATE_ID, ReferenceFrame.LENGTH, ReferenceFrame::new, ReferenceFrameEncoder::new,
        RecordSamples::fill, RecordSamples::copy),
    RECEIPT_FRAME(ReceiptFrame.TEMPLATE_ID, ReceiptFrame.LENGTH, ReceiptFrame::new, ReceiptFrame::new,
        RecordSamples::fill, RecordSamples::copy),
    REDEMPTION_FRAME(RedemptionFrame.TEMPLATE_ID, RedemptionFrame.LENGTH, RedemptionFrame::new, RedemptionFrame::new,
        RecordSamples::fill, RecordSamples::copy);

    private final int templateId;
    private final int maxLength;
    private final Supplier<? extends Flyweight> views;
    private final Sample sample;
    private final Copy copy;

    Message(
        final int templateId,
        final int maxLength,
        final Supplier<? extends Flyweight> views,
        final Sample sample,
        final Copy copy)
    {
        this.templateId = templateId;
        this.maxLength = maxLength;
        this.views = views;
        this.sample = sample;
        this.copy = copy;
    }

    @SuppressWarnings("unchecked") // a message's own views are copied
    <V extends Flyweight, W extends MutableFlyweight> Message(
        final int templateId,
        final int maxLength,
        final Supplier<V> views,
        final Supplier<W> writers,
        final BiConsumer<W, Values> fill,
        final BiConsumer<V, W> copy)
    {
        this(templateId, maxLength, views,
            (values, target, at) -> written(writers.get(), target, at, to -> fill.accept(to, values)),
            (view, target, at) -> written(writers.get(), target, at, to -> copy.accept((V)view, to)));
    }

    private static <T extends MutableFlyweight> int written(
        final T writer, final byte[] target, final int at, final Consumer<T> fields)
    {
        writer.begin(target, at);
        fields.accept(writer);
        return writer.finish();
    }

    final Flyweight newView()
    {
        return views.get();
    }

    /** Writes a message of seeded values; returns its length. */
    final int write(final Values values, final byte[] target, final int at)
    {
        return sample.write(values, target, at);
    }

    /** Writes what a view reads, field by field; returns the length or a refusal. */
    final int rewrite(final Flyweight view, final byte[] target, final int at)
    {
        return copy.rewrite(view, target, at);
    }

    final int templateId()
    {
        return templateId;
    }

    final int maxLength()
    {
        return maxLength;
    }

    final WireStatus wrap(final byte[] bytes, final int at, final int size)
    {
        return newView().wrap(bytes, at, size);
    }

    /** A message of seeded values, in an array of its own. */
    final byte[] sample(final long seed)
    {
        final byte[] target = new byte[maxLength];
        return Arrays.copyOf(target, write(new Values(seed), target, 0));
    }

    /** A message decoded and encoded again, in an array of its own. */
    final byte[] rewritten(final byte[] bytes, final int at, final int size)
    {
        final Flyweight view = newView();
        final WireStatus status = view.wrap(bytes, at, size);
        final byte[] target = new byte[maxLength];
        final int length = status == WireStatus.OK ? rewrite(view, target, 0) : MutableFlyweight.REFUSED;
        if (length < 0)
        {
            throw new AssertionError(this + ": refused, " + status);
        }
        return Arrays.copyOf(target, length);
    }

    /** Writes a message of seeded values; returns its length. */
    private interface Sample
    {
        int write(Values values, byte[] target, int at);
    }

    /** Writes what a view reads; returns the length or a refusal. */
    private interface Copy
    {
        int rewrite(Flyweight view, byte[] target, int at);
    }
}
