// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.price.Wide;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReleaseEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Captures or releases an authorized payment (contract N). Both stay possible while the gate is closed: the money has
 * moved already, and the promise was made. One thread, no allocation.
 */
final class Settler
{
    private final QuoteRegistry registry;
    private final Answers answers;
    private final PolicyBook book;
    private final Ration ration;
    private final Journal journal;
    private final PaymentKeys keys = new PaymentKeys();
    private final CaptureEvent capture = new CaptureEvent();
    private final ReleaseEvent release = new ReleaseEvent();
    private final byte[] requestDigest = new byte[Sha256.LENGTH];
    private final Wide arrived = new Wide();
    private final Wide due = new Wide();

    Settler(
        final QuoteRegistry registry,
        final PolicyBook book,
        final Ration ration,
        final Journal journal,
        final Answers answers)
    {
        this.registry = registry;
        this.book = book;
        this.ration = ration;
        this.journal = journal;
        this.answers = answers;
    }

    void onCapture(final Slot slot, final long nowNs)
    {
        final boolean isReadable = capture.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? capture.correlation() : 0, nowNs);
        if (!isReadable)
        {
            answers.refuse(Refusal.MALFORMED);
            return;
        }
        if (capture.amountHigh() < 0)
        {
            answers.refuse(Refusal.INVALID_ARGUMENT);
            return;
        }
        answer.amount(capture.amountLow(), capture.amountHigh());
        final QuoteRecord record = payment(slot.bytes, CaptureEvent.MERCHANT.offset(), nowNs, answer);
        if (record == null)
        {
            answers.refuse(Refusal.UNKNOWN_OUTCOME);
            return;
        }
        keys.digestOfCapture(slot.bytes, slot.length, requestDigest);
        switch (record.state)
        {
            case AUTHORIZED -> settle(record, slot.bytes, nowNs, answer);
            case CAPTURED -> repeat(record);
            default -> answers.refuse(Refusal.NOT_AUTHORIZED);
        }
    }

    void onRelease(final Slot slot, final long nowNs)
    {
        final boolean isReadable = release.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? release.correlation() : 0, nowNs);
        if (!isReadable)
        {
            answers.refuse(Refusal.MALFORMED);
            return;
        }
        final QuoteRecord record = payment(slot.bytes, ReleaseEvent.MERCHANT.offset(), nowNs, answer);
        if (record == null)
        {
            answers.refuse(Refusal.UNKNOWN_OUTCOME);
            return;
        }
        switch (record.state)
        {
            case AUTHORIZED -> release(record, nowNs);
            case RELEASED -> answers.repeat(record.captureAnswer, release.correlation());
            default -> answers.refuse(Refusal.NOT_AUTHORIZED);
        }
    }

    private @Nullable QuoteRecord payment(
        final byte[] command, final int merchantAt, final long nowNs, final AnswerFrame answer)
    {
        final QuoteRecord record = registry.findPayment(keys.keyOf(command, merchantAt), nowNs);
        if (record != null)
        {
            answer.quoteSequence(record.frame.quoteSequence());
            answer.quotedRate(record.frame.rate());
        }
        return record;
    }

    private void repeat(final QuoteRecord record)
    {
        if (Arrays.equals(record.captureDigest, requestDigest))
        {
            answers.repeat(record.captureAnswer, capture.correlation());
        }
        else
        {
            answers.refuse(Refusal.PAYMENT_ID_CONFLICT);
        }
    }

    private void settle(
        final QuoteRecord record, final byte[] bytes, final long nowNs, final AnswerFrame answer)
    {
        final QuoteFrame quote = record.frame;
        if (!quote.isText(QuoteFrame.ASSET_ID, bytes, CaptureEvent.ASSET_ID.offset(),
            CaptureEvent.ASSET_ID.length()) ||
            !quote.isText(QuoteFrame.PAY_TO, bytes, CaptureEvent.PAY_TO.offset(), CaptureEvent.PAY_TO.length()))
        {
            answers.refuse(Refusal.WRONG_PAYMENT);
            return;
        }
        if (capture.finality() < quote.minConfirmations())
        {
            answers.figures(capture.finality(), quote.minConfirmations()).refuse(Refusal.NOT_FINAL);
            return;
        }
        final boolean isLate = nowNs >= record.captureUntilNs;
        final Answer outcome = isLate ? Answer.LATE_PAYMENT : outcome(quote);
        if (isLate)
        {
            answers.figures(nowNs, record.captureUntilNs);
        }
        else
        {
            answers.figures(capture.amountLow(), quote.assetAmountLow());
        }
        answer.answer(outcome.code());
        record.state = QuoteRecord.State.CAPTURED;
        record.finality = capture.finality();
        record.arrivedLow = capture.amountLow();
        record.arrivedHigh = capture.amountHigh();
        capture.copyText(CaptureEvent.TRANSACTION_ID, record.transactionId, 0);
        System.arraycopy(requestDigest, 0, record.captureDigest, 0, requestDigest.length);
        end(record, metric(outcome), nowNs, capture.correlation());
    }

    private void release(final QuoteRecord record, final long nowNs)
    {
        record.state = QuoteRecord.State.RELEASED;
        answers.answer(Answer.RELEASED);
        end(record, Metric.PAYMENTS_RELEASED, nowNs, release.correlation());
    }

    /** Keeps the answer as written and sends it; where the journal does not take it, nothing has changed. */
    private void end(final QuoteRecord record, final Metric metric, final long nowNs, final long correlation)
    {
        registry.retain(record, nowNs + record.receiptRetentionNs(book.of(record.policy).policy()));
        answers.keep(record.captureAnswer);
        if (journal.append(record))
        {
            ration.over(record);
            answers.send(metric);
        }
        else
        {
            record.state = QuoteRecord.State.AUTHORIZED;
            answers.begin(correlation, nowNs);
            answers.refuse(Refusal.LOG_FAILED);
        }
    }

    /**
     * Exactly what was quoted settles, and so does a shortfall within the quote's slippage; anything more is overpaid.
     */
    private Answer outcome(final QuoteFrame quote)
    {
        arrived.set(capture.amountHigh(), capture.amountLow());
        due.set(quote.assetAmountHigh(), quote.assetAmountLow());
        if (arrived.compare(due) > 0)
        {
            return Answer.OVERPAID;
        }
        arrived.multiplyByLong(Bps.ONE);
        due.multiplyByLong(Bps.ONE - quote.slippageBps());
        return arrived.compare(due) < 0 ? Answer.UNDERPAID : Answer.SETTLED;
    }

    private static Metric metric(final Answer outcome)
    {
        return switch (outcome)
        {
            case LATE_PAYMENT -> Metric.PAYMENTS_LATE;
            case OVERPAID -> Metric.PAYMENTS_OVERPAID;
            case UNDERPAID -> Metric.PAYMENTS_UNDERPAID;
            default -> Metric.PAYMENTS_SETTLED;
        };
    }
}
