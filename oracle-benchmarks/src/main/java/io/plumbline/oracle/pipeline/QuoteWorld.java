// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.ClockEvent;

/**
 * Four sources, the four stages on one thread and commands of one merchant; the world goes on by 1 ms a command.
 */
final class QuoteWorld implements Outbox
{
    static final int SOURCES = 4;

    private static final long STEP_NS = 1_000_000L;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final int KEEP_ALIVE_MASK = 1_023;
    private static final String MERCHANT = "shop";

    private final Publishers publishers = new Publishers(SOURCES);
    private final long[] prices = Publishers.prices();
    private final ClockEvent clock = new ClockEvent();
    private final AnswerFrame frame = new AnswerFrame();
    private final byte[] quote = new byte[SignedQuote.LENGTH];
    private final byte[] digest = new byte[32];
    private final Slot slot = new Slot();
    private final Stages stages;
    private long nowNs = Publishers.START_NS;
    private long commands;
    private long frames;
    private Answer answer = Answer.REFUSED;
    private Refusal refusal = Refusal.NONE;

    QuoteWorld()
    {
        final OracleConfig config =
            publishers.config(ThreadingConfig.DEFAULT.withTimes(10_000_000L, HOUR_NS, 0, 1_000_000_000L)).build();
        stages = new Stages(config, new BelievingKernel(), Ed25519SigningKey.ofSeed(new byte[32]), 1,
            new ReferenceTable(1), this, new StageCounters());
        keepAlive();
    }

    /**
     * A clock event, and one frame of each source.
     */
    void keepAlive()
    {
        nowNs += STEP_NS;
        slot.reset();
        clock.begin(slot.bytes, 0);
        clock.receivedAtNs(nowNs);
        clock.wallNs(nowNs);
        slot.length = clock.finish();
        stages.onSlot(slot);
        for (int source = 0; source < SOURCES; source++)
        {
            frames++;
            final long price = prices[(int)frames & Publishers.PRICES - 1];
            final byte[] event =
                Publishers.event(source, nowNs, publishers.believed(source, frames, nowNs, nowNs, price));
            slot.reset();
            System.arraycopy(event, 0, slot.bytes, 0, event.length);
            slot.length = event.length;
            stages.onSlot(slot);
        }
    }

    /**
     * Takes a command from its fields to its answer.
     */
    void run(final QuoteCommand command, final Answer expected)
    {
        if ((++commands & KEEP_ALIVE_MASK) == 0)
        {
            keepAlive();
        }
        nowNs += STEP_NS;
        final int length = command.finish(nowNs, commands);
        slot.reset();
        System.arraycopy(command.bytes(), 0, slot.bytes, 0, length);
        slot.length = length;
        stages.onSlot(slot);
        if (answer != expected)
        {
            throw new IllegalStateException(answer + " " + refusal + " where " + expected + " was due");
        }
    }

    OrderRequest order(final int number)
    {
        return new OrderRequest().reset(0, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000)
            .order(MERCHANT, digest(number)).parties("customer", "", "bc1qdestination");
    }

    /**
     * For the quote of the last answer.
     */
    void authorization(final Authorization into, final long payment, final int number)
    {
        into.reset(MERCHANT, "payment-" + payment, digest(number), "", quote, 0, quote.length);
    }

    byte[] quote()
    {
        return quote;
    }

    private byte[] digest(final int number)
    {
        digest[0] = (byte)number;
        digest[1] = (byte)(number >> 8);
        return digest;
    }

    @Override
    public void answer(final byte[] bytes, final byte[] quoteBytes, final int quoteLength)
    {
        frame.wrap(bytes, 0, bytes.length);
        answer = Answer.ofCode(frame.answer());
        refusal = Refusal.ofCode(frame.refusal());
        System.arraycopy(quoteBytes, 0, quote, 0, quoteLength);
    }

    @Override
    public void referenceQuote(final byte[] bytes, final int length)
    {
        // the first clock event after a price emits one
    }
}
