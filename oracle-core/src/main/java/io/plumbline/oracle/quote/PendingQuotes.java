// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import org.jspecify.annotations.Nullable;

/**
 * Order quotes that wait for their signature, one queue a policy, in the order of issue. Each leaves once, with the one
 * answer its command gets: signed in time it is issued, else it is withdrawn and its record is free. One whose life was
 * narrowed to less than the policy's delay may wait behind an earlier one, but no longer than that one may. One thread,
 * no allocation after construction.
 */
final class PendingQuotes
{
    /** Most quotes one clock event withdraws. */
    static final int MAX_WITHDRAWN = 32;

    private final PolicyBook book;
    private final Ration ration;
    private final Journal journal;
    private final @Nullable QuoteRecord[] first;
    private final @Nullable QuoteRecord[] last;
    private final QuoteRegistry registry;
    private final Answers answers;
    private final Gate gate;
    private final StageCounters counters;
    private int nextPolicy;
    private int waiting;

    PendingQuotes(
        final PolicyBook book,
        final Ration ration,
        final QuoteRegistry registry,
        final Journal journal,
        final Answers answers,
        final Gate gate,
        final StageCounters counters)
    {
        this.book = book;
        this.ration = ration;
        this.registry = registry;
        this.journal = journal;
        this.answers = answers;
        this.gate = gate;
        this.counters = counters;
        first = new QuoteRecord[book.size()];
        last = new QuoteRecord[book.size()];
    }

    /**
     * Whether no quote waits.
     */
    boolean isEmpty()
    {
        return waiting == 0;
    }

    /**
     * Keeps a record until its signature comes or its time is over.
     *
     * @param record with its unsigned quote and the correlation of its command.
     */
    void add(final QuoteRecord record)
    {
        registry.hold(record);
        waiting++;
        final int policy = record.policy;
        final QuoteRecord before = last[policy];
        record.before = before;
        record.after = null;
        last[policy] = record;
        if (before == null)
        {
            first[policy] = record;
        }
        else
        {
            before.after = record;
        }
    }

    /**
     * Settles the quote whose request an event has answered; where it was withdrawn before, there is nothing to settle.
     */
    void onSignature(final SignatureEvent event, final long nowNs)
    {
        final QuoteRecord record = registry.find(event.quoteSequence(), nowNs);
        final Metric unused = event.isSigned() ? Metric.SIGNATURES_DISCARDED : Metric.SIGNATURES_FAILED;
        if (record == null)
        {
            // withdrawn before: a request is answered once, so a record that is found is still SIGNING
            counters.add(unused);
            return;
        }
        final Refusal refusal = isLate(record, nowNs) ? Refusal.ISSUE_DELAY :
            !event.isSigned() ? Refusal.SIGNER_FAILED :
            gate.closedBy() != Refusal.NONE ? gate.closedBy() : issue(record, event, nowNs);
        if (refusal == Refusal.NONE)
        {
            counters.add(Metric.SIGNATURES_TAKEN);
        }
        else
        {
            counters.add(unused);
            withdraw(record, refusal, nowNs);
        }
    }

    /**
     * Withdraws what is overdue, a bounded number a clock event; the next one begins with the policy after the one at
     * which this one stopped, so that no policy keeps another waiting.
     */
    void onClock(final long nowNs)
    {
        int withdrawn = 0;
        for (int i = 0; i < first.length; i++)
        {
            final int policy = nextPolicy;
            nextPolicy = policy + 1 == first.length ? 0 : policy + 1;
            QuoteRecord record = first[policy];
            while (record != null && isLate(record, nowNs))
            {
                if (withdrawn++ == MAX_WITHDRAWN)
                {
                    return;
                }
                withdraw(record, Refusal.ISSUE_DELAY, nowNs);
                record = first[policy];
            }
        }
    }

    private boolean isLate(final QuoteRecord record, final long nowNs)
    {
        return nowNs - record.frame.issuedAtNs() > maxDelayNs(record);
    }

    private long maxDelayNs(final QuoteRecord record)
    {
        return Math.min(record.maxDelayNs, book.of(record.policy).policy().maxIssueDelayNs());
    }

    private Refusal issue(final QuoteRecord record, final SignatureEvent event, final long nowNs)
    {
        if (ration.isPaidMeanwhile(record, nowNs))
        {
            return Refusal.ORDER_PAID;
        }
        event.copySignature(record.quote, QuoteFrame.LENGTH);
        final long retainUntilNs =
            record.frame.expiresAtNs() + record.receiptRetentionNs(book.of(record.policy).policy());
        registry.issue(record, Math.max(retainUntilNs, ration.previousUntilNs(record, nowNs)));
        if (!journal.append(record))
        {
            return Refusal.LOG_FAILED;
        }
        remove(record);
        ration.issued(record, nowNs);
        answers.begin(record.correlation, nowNs);
        answers.quoted(record);
        return Refusal.NONE;
    }

    private void withdraw(final QuoteRecord record, final Refusal why, final long nowNs)
    {
        remove(record);
        ration.over(record);
        registry.free(record);
        counters.add(Metric.QUOTES_WITHDRAWN);
        answers.begin(record.correlation, nowNs);
        if (why == Refusal.ISSUE_DELAY)
        {
            answers.figures(nowNs - record.frame.issuedAtNs(), maxDelayNs(record));
        }
        answers.refuse(why);
    }

    private void remove(final QuoteRecord record)
    {
        waiting--;
        final QuoteRecord before = record.before;
        final QuoteRecord after = record.after;
        if (before == null)
        {
            first[record.policy] = after;
        }
        else
        {
            before.after = after;
        }
        if (after == null)
        {
            last[record.policy] = before;
        }
        else
        {
            after.before = before;
        }
        record.before = null;
        record.after = null;
    }
}
