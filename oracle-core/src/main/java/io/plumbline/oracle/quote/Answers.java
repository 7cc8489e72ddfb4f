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
        counters.add(refusal);
        counters.add(Metric.COMMANDS_REFUSED);
        frame.answer(Answer.REFUSED.code());
        frame.refusal(refusal.code());
        send();
    }

    void done(final Answer answer, final Metric metric)
    {
        counters.add(metric);
        frame.answer(answer.code());
        send();
    }

    /**
     * An issued quote, signed.
     */
    void quoted(final QuoteRecord record)
    {
        counters.add(Metric.QUOTES_ISSUED);
        priceAges.add(record.frame.issuedAtNs() - record.frame.asOfNs());
        frame.answer(Answer.QUOTED.code());
        frame.quoteSequence(record.sequence);
        frame.decidedRate(record.frame.rate());
        frame.quotedRate(record.frame.rate());
        frame.amount(record.frame.assetAmountLow(), record.frame.assetAmountHigh());
        frame.finish();
        outbox.answer(bytes, record.quote, record.quote.length);
    }

    /**
     * Age of the price at issue, of every issued quote.
     */
    BucketHistogram priceAges()
    {
        return priceAges;
    }

    /**
     * Keeps the answer that was just sent, for a retry.
     */
    void keep(final byte[] into)
    {
        System.arraycopy(bytes, 0, into, 0, bytes.length);
    }

    /**
     * Sends a kept answer to another command.
     */
    void repeat(final byte[] kept, final long correlation)
    {
        System.arraycopy(kept, 0, bytes, 0, bytes.length);
        frame.wrap(bytes, 0, bytes.length);
        frame.correlation(correlation);
        outbox.answer(bytes, NO_QUOTE, 0);
    }

    private void send()
    {
        frame.finish();
        outbox.answer(bytes, NO_QUOTE, 0);
    }
}
