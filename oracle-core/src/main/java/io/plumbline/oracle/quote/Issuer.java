// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.WireStatus;
import org.jspecify.annotations.Nullable;

/**
 * Issues order quotes, by the rules of docs/quotes.md in their order: what can be said without a price, then the price,
 * the amounts and the terms ({@link OrderJudge}), then what is out already ({@link Ration}), then room. A refused order
 * changes nothing. One thread, no allocation.
 */
final class Issuer
{
    /** The figure that decided the last cut, and what it was held against. */
    long measured;
    long limit;

    private final InstrumentConfig[] instruments;
    private final PolicyBook book;
    private final OrderJudge judge;
    private final Ration ration;
    private final Order order = new Order();
    private final OrderEvent event = new OrderEvent();
    private final QuoteRegistry registry;
    private final QuoteWriter writer;
    private final Signing signing;
    private final PendingQuotes pending;
    private final Journal journal;
    private final Answers answers;
    private final Gate gate;
    private @Nullable QuoteRecord cut;

    Issuer(
        final OracleConfig config,
        final PolicyBook book,
        final Ration ration,
        final QuoteRegistry registry,
        final QuoteWriter writer,
        final Signing signing,
        final PendingQuotes pending,
        final Journal journal,
        final Answers answers,
        final Gate gate)
    {
        this.book = book;
        this.ration = ration;
        this.registry = registry;
        this.writer = writer;
        this.signing = signing;
        this.pending = pending;
        this.journal = journal;
        this.answers = answers;
        this.gate = gate;
        instruments = config.instruments().toArray(new InstrumentConfig[0]);
        judge = new OrderJudge(config);
    }

    void onOrder(final Slot slot, final long nowNs)
    {
        final boolean isReadable = event.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? event.correlation() : 0, nowNs);
        measured = 0;
        limit = 0;
        final Refusal refusal = isReadable ? quote(slot, answer, nowNs) : Refusal.MALFORMED;
        final QuoteRecord record = cut;
        cut = null;
        if (refusal != Refusal.NONE || record == null)
        {
            answers.figures(measured, limit).refuse(refusal);
        }
        else if (record.state == QuoteRecord.State.ISSUED)
        {
            answers.quoted(record);
        }
        else
        {
            record.correlation = event.correlation();
        }
    }

    private Refusal quote(final Slot slot, final AnswerFrame answer, final long nowNs)
    {
        if (event.policy() >= book.size())
        {
            return Refusal.UNKNOWN_POLICY;
        }
        if (event.instrument() >= instruments.length)
        {
            return Refusal.UNKNOWN_INSTRUMENT;
        }
        if (instruments[event.instrument()].isSupporting())
        {
            return Refusal.NOT_OFFERED;
        }
        if (gate.closedBy() != Refusal.NONE)
        {
            return gate.closedBy();
        }
        if (event.isText(OrderEvent.MERCHANT, ""))
        {
            return Refusal.INVALID_ARGUMENT;
        }
        order.set(event);
        final Evaluation price = slot.evaluations[0];
        final boolean isPriced = slot.evaluationCount > 0 && price.instrument == order.instrument;
        final Refusal unfit = judge.judgeOrder(order, book.of(order.policy).policy());
        Refusal refusal = decided(judge.measured, judge.limit, unfit);
        if (unfit == Refusal.NONE && isPriced)
        {
            answer.decidedRate(price.price);
            refusal = cut(order, price, null, nowNs);
        }
        else if (unfit == Refusal.NONE)
        {
            refusal = Refusal.NO_PRICE;
        }
        if (isPriced && refusal != Refusal.INVALID_ARGUMENT)
        {
            book.shadow().onOrder(order, price, refusal, nowNs);
        }
        return refusal;
    }

    /**
     * Issues the same again at the price of now, in place of a quote that has died; only where quotes are signed at
     * once.
     *
     * @return NONE, and the new quote is {@link #takeCut()}; or the first rule of issuing that fails, with its figures.
     */
    Refusal again(final QuoteRecord dead, final Evaluation price, final long nowNs)
    {
        order.set(dead);
        final Refusal unfit = judge.judgeOrder(order, book.of(order.policy).policy());
        return unfit == Refusal.NONE ? cut(order, price, dead, nowNs) : decided(judge.measured, judge.limit, unfit);
    }

    /**
     * The quote that was just issued; asked once.
     */
    @Nullable QuoteRecord takeCut()
    {
        final QuoteRecord record = cut;
        cut = null;
        return record;
    }

    private Refusal cut(
        final Order asked, final Evaluation price, final @Nullable QuoteRecord dead, final long nowNs)
    {
        final PolicyTerms in = book.of(asked.policy);
        final QuotePolicy policy = in.policy();
        final Refusal unfit = judge.judge(asked, price, in);
        if (unfit != Refusal.NONE)
        {
            return decided(judge.measured, judge.limit, unfit);
        }
        final Refusal rationed = ration.judge(asked, policy, judge.value(), nowNs);
        if (rationed != Refusal.NONE)
        {
            return decided(ration.measured, ration.limit, rationed);
        }
        final long ttlNs = judge.terms.ttlNs;
        final long maxDelayNs = Math.min(policy.maxIssueDelayNs(), ttlNs - 1);
        if (isSignerBusy(maxDelayNs, nowNs))
        {
            return Refusal.SIGNER_BUSY;
        }
        // whoever presents an earlier quote of the order finds this one, by its order or by its number
        final QuoteRecord record = registry.take(
            nowNs, Math.max(nowNs + ttlNs + policy.receiptRetentionNs(), ration.previousUntilNs));
        if (record == null)
        {
            return Refusal.REGISTRY_FULL;
        }
        writer.writeOrder(asked, price, in, judge, ration.reprices, dead != null, nowNs, record);
        record.begin(asked.policy, price.instrument, judge.value(), maxDelayNs);
        record.issuedOn = in;
        return sign(record, policy, nowNs);
    }

    private Refusal sign(final QuoteRecord record, final QuotePolicy policy, final long nowNs)
    {
        final boolean isSigned = signing.sign(nowNs, record.maxDelayNs, 0, record.sequence, record.quote);
        if (isSigned && !journal.append(record))
        {
            registry.free(record);
            return Refusal.LOG_FAILED;
        }
        ration.reserve(record, policy, nowNs);
        if (isSigned)
        {
            ration.issued(record, nowNs);
        }
        else
        {
            pending.add(record);
        }
        cut = record;
        return Refusal.NONE;
    }

    /**
     * A signer that is behind by half of what this quote may wait would sign it, and those after it, too late: nobody
     * would get a quote though it signs all the time. While no quote waits it is asked all the same, so that it is
     * found working again.
     */
    private boolean isSignerBusy(final long maxDelayNs, final long nowNs)
    {
        return !signing.hasRoom() || (!pending.isEmpty() && signing.isBehind(nowNs, maxDelayNs / 2));
    }

    private Refusal decided(final long found, final long heldAgainst, final Refusal refusal)
    {
        measured = found;
        limit = heldAgainst;
        return refusal;
    }
}
