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
    private final long[] retentionNs;
    private final PaymentKeys keys = new PaymentKeys();
    private final CaptureEvent capture = new CaptureEvent();
    private final ReleaseEvent release = new ReleaseEvent();
    private final byte[] requestDigest = new byte[Sha256.LENGTH];
    private final Wide arrived = new Wide();
    private final Wide due = new Wide();

    Settler(final QuoteRegistry registry, final Answers answers, final long[] retentionNsByPolicy)
    {
        this.registry = registry;
        this.answers = answers;
        retentionNs = retentionNsByPolicy.clone();
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
        keys.digestOf(slot.bytes, CaptureEvent.MERCHANT.offset(), slot.length, requestDigest);
        switch (record.state)
        {
            case AUTHORIZED -> settle(record, slot.bytes, nowNs);
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
            case AUTHORIZED ->
            {
                record.state = QuoteRecord.State.RELEASED;
                answers.done(Answer.RELEASED, Metric.PAYMENTS_RELEASED);
                keep(record, nowNs);
            }
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
            answer.quoteSequence(record.sequence);
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

    private void settle(final QuoteRecord record, final byte[] bytes, final long nowNs)
    {
        final QuoteFrame quote = record.frame;
        if (!quote.isText(QuoteFrame.ASSET_ID, bytes, CaptureEvent.ASSET_ID.offset(),
            CaptureEvent.ASSET_ID.length()) ||
            !quote.isText(QuoteFrame.PAY_TO, bytes, CaptureEvent.PAY_TO.offset(), CaptureEvent.PAY_TO.length()))
        {
            answers.refuse(Refusal.WRONG_PAYMENT);
            return;
        }
        record.state = QuoteRecord.State.CAPTURED;
        if (nowNs >= record.captureUntilNs)
        {
            answers.figures(nowNs, record.captureUntilNs);
            answers.done(Answer.LATE_PAYMENT, Metric.PAYMENTS_LATE);
        }
        else
        {
            answers.figures(capture.amountLow(), quote.assetAmountLow());
            compare(quote);
        }
        System.arraycopy(requestDigest, 0, record.captureDigest, 0, requestDigest.length);
        keep(record, nowNs);
    }

    private void keep(final QuoteRecord record, final long nowNs)
    {
        registry.retain(record, nowNs + retentionNs[record.policy]);
        answers.keep(record.captureAnswer);
    }

    /**
     * Exactly what was quoted settles, and so does a shortfall within the quote's slippage; anything more is overpaid.
     */
    private void compare(final QuoteFrame quote)
    {
        arrived.set(capture.amountHigh(), capture.amountLow());
        due.set(quote.assetAmountHigh(), quote.assetAmountLow());
        if (arrived.compare(due) > 0)
        {
            answers.done(Answer.OVERPAID, Metric.PAYMENTS_OVERPAID);
            return;
        }
        arrived.multiplyByLong(Bps.ONE);
        due.multiplyByLong(Bps.ONE - quote.slippageBps());
        if (arrived.compare(due) < 0)
        {
            answers.done(Answer.UNDERPAID, Metric.PAYMENTS_UNDERPAID);
        }
        else
        {
            answers.done(Answer.SETTLED, Metric.PAYMENTS_SETTLED);
        }
    }
}
