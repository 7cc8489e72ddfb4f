// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;
import java.util.function.Consumer;

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
            return written(new EnvelopeEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new EnvelopeEvent(), target, at, to -> EventSamples.copy((EnvelopeEvent)view, to));
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
            return written(new ClockEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new ClockEvent(), target, at, to -> EventSamples.copy((ClockEvent)view, to));
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
            return written(new SignatureEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new SignatureEvent(), target, at, to -> EventSamples.copy((SignatureEvent)view, to));
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
            return written(new ConnectionEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new ConnectionEvent(), target, at, to -> EventSamples.copy((ConnectionEvent)view, to));
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
            return written(new OrderEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new OrderEvent(), target, at, to -> EventSamples.copy((OrderEvent)view, to));
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
            return written(new AuthorizeEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new AuthorizeEvent(), target, at, to -> EventSamples.copy((AuthorizeEvent)view, to));
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
            return written(new CaptureEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new CaptureEvent(), target, at, to -> EventSamples.copy((CaptureEvent)view, to));
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
            return written(new ReleaseEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new ReleaseEvent(), target, at, to -> EventSamples.copy((ReleaseEvent)view, to));
        }
    },
    EXPLAIN_EVENT(ExplainEvent.TEMPLATE_ID, ExplainEvent.LENGTH)
    {
        @Override
        Flyweight newView()
        {
            return new ExplainEvent();
        }

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            return written(new ExplainEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new ExplainEvent(), target, at, to -> EventSamples.copy((ExplainEvent)view, to));
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
            return written(new AdminEvent(), target, at, to -> EventSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new AdminEvent(), target, at, to -> EventSamples.copy((AdminEvent)view, to));
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
            return written(new AnswerFrame(), target, at, to -> FrameSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new AnswerFrame(), target, at, to -> FrameSamples.copy((AnswerFrame)view, to));
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
            return written(new ReferenceFrame(), target, at, to -> FrameSamples.fill(to, values));
        }

        @Override
        int rewrite(final Flyweight view, final byte[] target, final int at)
        {
            return written(new ReferenceFrame(), target, at, to -> FrameSamples.copy((ReferenceFrame)view, to));
        }
    };

    private final int templateId;
    private final int maxLength;

    Message(final int templateId, final int maxLength)
    {
        this.templateId = templateId;
        this.maxLength = maxLength;
    }

    private static <T extends MutableFlyweight> int written(
        final T writer, final byte[] target, final int at, final Consumer<T> fields)
    {
        writer.begin(target, at);
        fields.accept(writer);
        return writer.finish();
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
