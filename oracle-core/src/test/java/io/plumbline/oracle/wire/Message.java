// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.util.Arrays;

/** Every SBE message of the room: how a test writes a seeded one, reads it, and writes again what it read. */
enum Message
{
    TICK_FRAME(new TickFrame(), TickFrame.TEMPLATE_ID, TickFrame.MAX_LENGTH)
    {
        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            return FrameSamples.write(values, target, at);
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            return FrameSamples.copy((TickFrame)view(), target, at);
        }
    },
    QUOTE_FRAME(new QuoteFrame(), QuoteFrame.TEMPLATE_ID, QuoteFrame.LENGTH)
    {
        private final QuoteFrameEncoder encoder = new QuoteFrameEncoder();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            encoder.begin(target, at);
            FrameSamples.fill(encoder, values);
            return encoder.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            encoder.begin(target, at);
            FrameSamples.copy((QuoteFrame)view(), encoder);
            return encoder.finish();
        }
    },
    ENVELOPE_EVENT(new EnvelopeEvent(), EnvelopeEvent.TEMPLATE_ID, EnvelopeEvent.MAX_LENGTH)
    {
        private final EnvelopeEvent writer = new EnvelopeEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((EnvelopeEvent)view(), writer);
            return writer.finish();
        }
    },
    CLOCK_EVENT(new ClockEvent(), ClockEvent.TEMPLATE_ID, ClockEvent.LENGTH)
    {
        private final ClockEvent writer = new ClockEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((ClockEvent)view(), writer);
            return writer.finish();
        }
    },
    CONNECTION_EVENT(new ConnectionEvent(), ConnectionEvent.TEMPLATE_ID, ConnectionEvent.LENGTH)
    {
        private final ConnectionEvent writer = new ConnectionEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((ConnectionEvent)view(), writer);
            return writer.finish();
        }
    },
    ORDER_EVENT(new OrderEvent(), OrderEvent.TEMPLATE_ID, OrderEvent.LENGTH)
    {
        private final OrderEvent writer = new OrderEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((OrderEvent)view(), writer);
            return writer.finish();
        }
    },
    AUTHORIZE_EVENT(new AuthorizeEvent(), AuthorizeEvent.TEMPLATE_ID, AuthorizeEvent.MAX_LENGTH)
    {
        private final AuthorizeEvent writer = new AuthorizeEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((AuthorizeEvent)view(), writer);
            return writer.finish();
        }
    },
    CAPTURE_EVENT(new CaptureEvent(), CaptureEvent.TEMPLATE_ID, CaptureEvent.LENGTH)
    {
        private final CaptureEvent writer = new CaptureEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((CaptureEvent)view(), writer);
            return writer.finish();
        }
    },
    RELEASE_EVENT(new ReleaseEvent(), ReleaseEvent.TEMPLATE_ID, ReleaseEvent.LENGTH)
    {
        private final ReleaseEvent writer = new ReleaseEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((ReleaseEvent)view(), writer);
            return writer.finish();
        }
    },
    ADMIN_EVENT(new AdminEvent(), AdminEvent.TEMPLATE_ID, AdminEvent.MAX_LENGTH)
    {
        private final AdminEvent writer = new AdminEvent();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            EventSamples.copy((AdminEvent)view(), writer);
            return writer.finish();
        }
    },
    ANSWER_FRAME(new AnswerFrame(), AnswerFrame.TEMPLATE_ID, AnswerFrame.LENGTH)
    {
        private final AnswerFrame writer = new AnswerFrame();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            FrameSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            FrameSamples.copy((AnswerFrame)view(), writer);
            return writer.finish();
        }
    },
    REFERENCE_FRAME(new ReferenceFrame(), ReferenceFrame.TEMPLATE_ID, ReferenceFrame.LENGTH)
    {
        private final ReferenceFrame writer = new ReferenceFrame();

        @Override
        int write(final Values values, final byte[] target, final int at)
        {
            writer.begin(target, at);
            FrameSamples.fill(writer, values);
            return writer.finish();
        }

        @Override
        int rewrite(final byte[] target, final int at)
        {
            writer.begin(target, at);
            FrameSamples.copy((ReferenceFrame)view(), writer);
            return writer.finish();
        }
    };

    private final Flyweight view;
    private final int templateId;
    private final int maxLength;

    Message(final Flyweight view, final int templateId, final int maxLength)
    {
        this.view = view;
        this.templateId = templateId;
        this.maxLength = maxLength;
    }

    /** Writes a message of seeded values; returns its length. */
    abstract int write(Values values, byte[] target, int at);

    /** Writes what the view reads, field by field; returns the length or a refusal. */
    abstract int rewrite(byte[] target, int at);

    final Flyweight view()
    {
        return view;
    }

    final int templateId()
    {
        return templateId;
    }

    final int maxLength()
    {
        return maxLength;
    }

    /** A message of seeded values, in an array of its own. */
    final byte[] sample(final long seed)
    {
        final byte[] target = new byte[maxLength];
        return Arrays.copyOf(target, write(new Values(seed), target, 0));
    }

    /** What the view reads, written again, in an array of its own. */
    final byte[] rewritten()
    {
        final byte[] target = new byte[maxLength];
        final int length = rewrite(target, 0);
        if (length < 0)
        {
            throw new AssertionError(this + ": what was decoded is refused by the encoder");
        }
        return Arrays.copyOf(target, length);
    }
}
