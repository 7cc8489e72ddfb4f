// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.telemetry.BucketHistogram;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.AnswerFrame;

/**
 * The answer being built for the command at hand, with the figures that decided it. One thread, no allocation.
 */
final class Answers
{
    private static final byte[] NO_QUOTE = new byte[0];

    private final byte[] bytes = new byte[AnswerFrame.LENGTH];
    private final AnswerFrame frame = new AnswerFrame();
    private final Outbox outbox;
    private final StageCounters counters;
    private final BucketHistogram priceAges = new BucketHistogram();

    Answers(final Outbox outbox, final StageCounters counters)
    {
        this.outbox = outbox;
        this.counters = counters;
    }

    /**
     * Starts an answer.
     *
     * @return the frame, for its figures.
     */
    AnswerFrame begin(final long correlation, final long nowNs)
    {
        frame.begin(bytes, 0);
        frame.correlation(correlation);
        frame.atNs(nowNs);
        return frame;
    }

    /**
     * The figure that decided and what it was held against.
     */
    Answers figures(final long measured, final long limit)
    {
        frame.measured(measured);
        frame.limit(limit);
        return this;
    }

    void refuse(final Refusal refusal)
    {
        refusal(refusal);
        sendRefused(refusal);
    }

    void done(final Answer answer, final Metric metric)
    {
        answer(answer);
        send(metric);
    }

    /**
     * Writes how the command ended, to be kept before it is sent.
     */
    void answer(final Answer answer)
    {
        frame.answer(answer.code());
        frame.refusal(Refusal.NONE.code());
    }

    /**
     * Writes why the command is refused, to be kept before it is sent.
     */
    void refusal(final Refusal refusal)
    {
        frame.answer(Answer.REFUSED.code());
        frame.refusal(refusal.code());
    }

    /**
     * Sends what was written and counts it.
     */
    void send(final Metric metric)
    {
        counters.add(metric);
        send();
    }

    /**
     * Sends a refusal that was written and counts it.
     */
    void sendRefused(final Refusal refusal)
    {
        counters.add(refusal);
        counters.add(Metric.COMMANDS_REFUSED);
        send();
    }

    /**
     * An issued quote, signed.
     */
    void quoted(final QuoteRecord record)
    {
        count(record);
        answer(Answer.QUOTED);
        issued(record);
        frame.quotedRate(record.frame.rate());
        frame.finish();
        outbox.answer(bytes, record.quote, record.quote.length);
    }

    /**
     * Writes that a quote has died and another was issued in its place, to be kept before it is sent.
     */
    void repriced(final Refusal why, final QuoteRecord record)
    {
        frame.answer(Answer.REPRICED.code());
        frame.refusal(why.code());
        issued(record);
    }

    /**
     * Sends what was written, with a quote.
     */
    void sendRepriced(final Refusal why, final QuoteRecord record)
    {
        count(record);
        counters.add(why);
        counters.add(Metric.QUOTES_REPRICED);
        frame.finish();
        outbox.answer(bytes, record.quote, record.quote.length);
    }

    private void count(final QuoteRecord record)
    {
        counters.add(Metric.QUOTES_ISSUED);
        priceAges.add(record.frame.issuedAtNs() - record.frame.asOfNs());
    }

    private void issued(final QuoteRecord record)
    {
        frame.quoteSequence(record.sequence);
        frame.decidedRate(record.frame.rate());
        frame.amount(record.frame.assetAmountLow(), record.frame.assetAmountHigh());
    }

    /**
     * A document that was asked for, to be signed on its way out.
     */
    void proved(final byte[] document, final int length)
    {
        counters.add(Metric.PROOFS_WRITTEN);
        answer(Answer.PROVED);
        frame.finish();
        outbox.answer(bytes, document, length);
    }

    /**
     * Age of the price at issue, of every issued quote.
     */
    BucketHistogram priceAges()
    {
        return priceAges;
    }

    /**
     * Keeps the answer as written, for a retry.
     */
    void keep(final byte[] into)
    {
        frame.finish();
        System.arraycopy(bytes, 0, into, 0, bytes.length);
    }

    /**
     * Sends a kept answer to another command.
     */
    void repeat(final byte[] kept, final long correlation)
    {
        repeat(kept, correlation, NO_QUOTE);
    }

    /**
     * Sends a kept answer to another command, with the quote that came with it.
     */
    void repeat(final byte[] kept, final long correlation, final byte[] quote)
    {
        System.arraycopy(kept, 0, bytes, 0, bytes.length);
        frame.wrap(bytes, 0, bytes.length);
        frame.correlation(correlation);
        outbox.answer(bytes, quote, quote.length);
    }

    private void send()
    {
        frame.finish();
        outbox.answer(bytes, NO_QUOTE, 0);
    }
}
