// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Signer;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.quote.QuoteStage;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.TickFrame;
import io.plumbline.oracle.wire.TickFrameEncoder;
import java.util.Arrays;

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
    private static final byte[] NO_SIGNATURE = new byte[EnvelopeEvent.SIGNATURE_LENGTH];
    private static final int CUSTOMERS = 256;

    private final Publishers publishers = new Publishers(SOURCES);
    private final long[] prices = Publishers.prices();
    private final ClockEvent clock = new ClockEvent();
    private final TickFrameEncoder encoder = new TickFrameEncoder();
    private final EnvelopeEvent envelope = new EnvelopeEvent();
    private final byte[] signed = new byte[TickFrame.MAX_LENGTH];
    private final AnswerFrame frame = new AnswerFrame();
    private final byte[] quote = new byte[SignedQuote.LENGTH];
    private final byte[] digest = new byte[32];
    private final String[] customers = new String[CUSTOMERS];
    private final Slot slot = new Slot();
    private final Stages stages;
    private long nowNs = Publishers.START_NS;
    private long commands;
    private long frames;
    private Answer answer = Answer.REFUSED;
    private Refusal refusal = Refusal.NONE;

    QuoteWorld()
    {
        this(Ed25519SigningKey.ofSeed(new byte[32]));
    }

    QuoteWorld(final Signer signer)
    {
        final OracleConfig config =
            publishers.config(ThreadingConfig.DEFAULT.withTimes(10_000_000L, HOUR_NS, 0, 1_000_000_000L)).build();
        Arrays.setAll(customers, i -> "customer-" + i);
        final StageCounters counters = new StageCounters();
        stages = new Stages(config, new BelievingKernel(), new ReferenceTable(1),
            new QuoteStage(config, signer, 1, this, counters), counters);
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
            speak(source, price);
            stages.onSlot(slot);
        }
    }

    /** One believed frame of one tick, written without allocating. */
    private void speak(final int source, final long price)
    {
        final int length = encoder
            .begin(signed, 0, 7, Publishers.FIRST_PROVIDER + source, Publishers.KEY_ID, 1, frames, nowNs)
            .addTick(0, Publishers.EXPONENT, nowNs, price, TickFrame.NULL_PRICE, TickFrame.NULL_PRICE).finish();
        slot.reset();
        envelope.begin(slot.bytes, 0);
        envelope.receivedAtNs(nowNs);
        envelope.connection(source);
        envelope.messageId(1);
        envelope.scheme(Scheme.PLUMBLINE.code());
        envelope.addSignature(Publishers.KEY_ID, NO_SIGNATURE, 0, NO_SIGNATURE.length);
        envelope.signedBytes(signed, 0, length);
        slot.length = envelope.finish();
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
        final OrderRequest request = new OrderRequest();
        order(request, number);
        return request;
    }

    /**
     * Another order of another customer, in the same object.
     */
    void order(final OrderRequest into, final int number)
    {
        into.reset(0, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000).order(MERCHANT, digest(number))
            .parties(customers[number % CUSTOMERS], "", "bc1qdestination");
    }

    /**
     * For the quote of the last answer.
     */
    void authorization(final Authorization into, final String paymentId, final int number)
    {
        into.reset(MERCHANT, paymentId, digest(number), "", quote, 0, quote.length);
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
