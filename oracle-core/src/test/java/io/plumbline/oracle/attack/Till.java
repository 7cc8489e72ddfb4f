// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.quote.Outbox;
import io.plumbline.oracle.quote.QuoteStage;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.WireStatus;
import org.jspecify.annotations.Nullable;

/** The quote stage at the end of a market, where the configuration has a policy: what its prices are good for. */
final class Till implements Outbox
{
    private static final byte[] DIGEST = new byte[32];

    private final Market market;
    private final @Nullable QuoteStage stage;
    private final AnswerFrame frame = new AnswerFrame();
    private final byte[] quote = new byte[SignedQuote.LENGTH];
    private int answers;
    private Enum<?> answer = Answer.DONE;
    private long correlation;

    Till(final Market market)
    {
        this.market = market;
        stage = market.config.policies().isEmpty() ? null : new QuoteStage(market.config,
            Ed25519SigningKey.ofSeed(new byte[Ed25519SigningKey.SEED_LENGTH]), 1, this, new StageCounters());
    }

    void onSlot(final Slot slot)
    {
        if (stage != null)
        {
            stage.onSlot(slot);
        }
    }

    /** Asks for a quote of so many cents on an instrument: QUOTED, or why not. */
    Enum<?> quote(final int instrument, final long cents)
    {
        return send(OrderEvent.TEMPLATE_ID, new OrderRequest().reset(instrument, 0, Side.MERCHANT_RECEIVES)
            .fiatAmount(cents).order("shop", DIGEST).parties("alice", "", "there"));
    }

    /** The quote issued last. */
    byte[] lastQuote()
    {
        return quote.clone();
    }

    /** Presents a quote: AUTHORIZED, or why not. */
    Enum<?> authorize(final String paymentId, final byte[] signedQuote)
    {
        return send(AuthorizeEvent.TEMPLATE_ID,
            new Authorization().reset("shop", paymentId, DIGEST, "", signedQuote, 0, signedQuote.length));
    }

    private Enum<?> send(final int kind, final QuoteCommand command)
    {
        final int length = command.finish(market.nowNs, ++correlation);
        final Slot slot = market.builder.slot();
        slot.reset();
        System.arraycopy(command.bytes(), 0, slot.bytes, 0, length);
        slot.length = length;
        slot.kind = kind;
        slot.verdict = Verdict.VERIFIED;
        slot.receivedAtNs = market.nowNs;
        final int before = answers;
        market.run();
        assertEquals(before + 1, answers, "one answer to one command");
        return answer;
    }

    @Override
    public void answer(final byte[] bytes, final byte[] signedQuote, final int length)
    {
        answers++;
        assertEquals(WireStatus.OK, frame.wrap(bytes, 0, AnswerFrame.LENGTH));
        final Answer ended = Answer.ofCode(frame.answer());
        answer = ended == Answer.REFUSED ? Refusal.ofCode(frame.refusal()) : ended;
        System.arraycopy(signedQuote, 0, quote, 0, length);
    }

    @Override
    public void referenceQuote(final byte[] signedQuote, final int length)
    {
        assertEquals(SignedQuote.LENGTH, length);
    }
}
