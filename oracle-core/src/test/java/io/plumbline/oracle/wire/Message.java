// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;

/** Every SBE message of the room: how a test writes a seeded one, reads it, and writes again what it read. */
enum Message
{
    TICK_FRAME(TickFrame.TEMPLATE_ID, TickFrame.MAX_LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new TickFrame();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            return FrameSamples.write(values, target, at);
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return FrameSamples.copy((TickFrame)view, target, at);
        }
    },
    QUOTE_FRAME(QuoteFrame.TEMPLATE_ID, QuoteFrame.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new QuoteFrame();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final QuoteFrameEncoder encoder = new QuoteFrameEncoder();
            encoder.begin(target, at);
            FrameSamples.fill(encoder, values);
            return encoder.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final QuoteFrameEncoder encoder = new QuoteFrameEncoder();
            encoder.begin(target, at);
            FrameSamples.copy((QuoteFrame)view, encoder);
            return encoder.finish();
        }
    },
    ENVELOPE_EVENT(EnvelopeEvent.TEMPLATE_ID, EnvelopeEvent.MAX_LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new EnvelopeEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final EnvelopeEvent writer = new EnvelopeEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final EnvelopeEvent writer = new EnvelopeEvent();
            writer.begin(target, at);
            EventSamples.copy((EnvelopeEvent)view, writer);
            return writer.finish();
        }
    },
    CLOCK_EVENT(ClockEvent.TEMPLATE_ID, ClockEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new ClockEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final ClockEvent writer = new ClockEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final ClockEvent writer = new ClockEvent();
            writer.begin(target, at);
            EventSamples.copy((ClockEvent)view, writer);
            return writer.finish();
        }
    },
    SIGNATURE_EVENT(SignatureEvent.TEMPLATE_ID, SignatureEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new SignatureEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final SignatureEvent writer = new SignatureEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final SignatureEvent writer = new SignatureEvent();
            writer.begin(target, at);
            EventSamples.copy((SignatureEvent)view, writer);
            return writer.finish();
        }
    },
    CONNECTION_EVENT(ConnectionEvent.TEMPLATE_ID, ConnectionEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new ConnectionEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final ConnectionEvent writer = new ConnectionEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final ConnectionEvent writer = new ConnectionEvent();
            writer.begin(target, at);
            EventSamples.copy((ConnectionEvent)view, writer);
            return writer.finish();
        }
    },
    ORDER_EVENT(OrderEvent.TEMPLATE_ID, OrderEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new OrderEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final OrderEvent writer = new OrderEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final OrderEvent writer = new OrderEvent();
            writer.begin(target, at);
            EventSamples.copy((OrderEvent)view, writer);
            return writer.finish();
        }
    },
    AUTHORIZE_EVENT(AuthorizeEvent.TEMPLATE_ID, AuthorizeEvent.MAX_LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new AuthorizeEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final AuthorizeEvent writer = new AuthorizeEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final AuthorizeEvent writer = new AuthorizeEvent();
            writer.begin(target, at);
            EventSamples.copy((AuthorizeEvent)view, writer);
            return writer.finish();
        }
    },
    CAPTURE_EVENT(CaptureEvent.TEMPLATE_ID, CaptureEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new CaptureEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final CaptureEvent writer = new CaptureEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final CaptureEvent writer = new CaptureEvent();
            writer.begin(target, at);
            EventSamples.copy((CaptureEvent)view, writer);
            return writer.finish();
        }
    },
    RELEASE_EVENT(ReleaseEvent.TEMPLATE_ID, ReleaseEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new ReleaseEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final ReleaseEvent writer = new ReleaseEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final ReleaseEvent writer = new ReleaseEvent();
            writer.begin(target, at);
            EventSamples.copy((ReleaseEvent)view, writer);
            return writer.finish();
        }
    },
    ADMIN_EVENT(AdminEvent.TEMPLATE_ID, AdminEvent.MAX_LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new AdminEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final AdminEvent writer = new AdminEvent();
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final AdminEvent writer = new AdminEvent();
            writer.begin(target, at);
            EventSamples.copy((AdminEvent)view, writer);
            return writer.finish();
        }
    },
    ANSWER_FRAME(AnswerFrame.TEMPLATE_ID, AnswerFrame.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new AnswerFrame();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final AnswerFrame writer = new AnswerFrame();
            writer.begin(target, at);
            FrameSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final AnswerFrame writer = new AnswerFrame();
            writer.begin(target, at);
            FrameSamples.copy((AnswerFrame)view, writer);
            return writer.finish();
        }
    },
    REFERENCE_FRAME(ReferenceFrame.TEMPLATE_ID, ReferenceFrame.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new ReferenceFrame();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            final ReferenceFrame writer = new ReferenceFrame();
            writer.begin(target, at);
            FrameSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            final ReferenceFrame writer = new ReferenceFrame();
            writer.begin(target, at);
            FrameSamples.copy((ReferenceFrame)view, writer);
            return writer.finish();
        }
    };

    private final int templateId;
    private final int maxLength;

    Message(final int templateId, final int maxLength)
    {
        this.templateId = templateId;
        this.maxLength = maxLength;
    }

    abstract Flyweight newView();

    /** Writes a message of seeded values; returns its length. */
    abstract int write(Values values, byte[] target, int at);

    /** Writes what a view reads, field by field; returns the length or a refusal. */
    abstract int rewrite(Flyweight view, byte[] target, int at);

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
}
