// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.ExplanationDraft;

/**
 * Median's part of an explanation: the record as an order would find it now, and for each source its last price, its
 * weight, and whether it contributes. Moves nothing. One thread.
 */
final class Explainer
{
    private final Book book;
    private final OwnPrice own;
    private final Evaluator evaluator;
    private final Evaluation scratch = new Evaluation();

    Explainer(final Book book, final OwnPrice own, final Evaluator evaluator)
    {
        this.book = book;
        this.own = own;
        this.evaluator = evaluator;
    }

    /** Fills a node and all below it. */
    void explain(final ExplanationDraft draft, final long nowNs)
    {
        final int instrument = draft.instrument;
        evaluator.evaluate(instrument, nowNs, draft.record, true, false);
        draft.anchor = evaluator.anchor(instrument);
        draft.opensAtNs = evaluator.opensAtNs(instrument, nowNs);
        own.select(instrument, nowNs, scratch);
        final Selection selection = own.selection();
        draft.fenceBps = own.fenceBps();
        for (int source = 0; source < draft.price.length; source++)
        {
            final boolean isHeard = book.column(instrument).positionOf(source) >= 0;
            draft.price[source] = isHeard ? book.column(instrument).priceOf(source) : 0;
            draft.originNs[source] = isHeard ? book.originNs(source, instrument) : 0;
            draft.standing[source] = standing(draft, source, nowNs);
            draft.trustNowBps[source] = selection.trustBps(source);
            draft.weightBps[source] = selection.weightShareBps(source);
        }
        for (final ExplanationDraft child : draft.children)
        {
            explain(child, nowNs);
        }
    }

    private SourceStanding standing(final ExplanationDraft draft, final int source, final long nowNs)
    {
        final int instrument = draft.instrument;
        if (draft.outUntilNs[source] > nowNs)
        {
            return SourceStanding.EXCLUDED;
        }
        final boolean isDistrusted =
            book.column(instrument).positionOf(source) >= 0 && book.trustBps(source, instrument) == 0;
        return isDistrusted ? SourceStanding.EXCLUDED : own.selection().standing(source);
    }
}
