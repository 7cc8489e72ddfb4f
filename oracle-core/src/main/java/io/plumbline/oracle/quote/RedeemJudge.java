// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.QuoteFrame;
import org.jspecify.annotations.Nullable;

/**
 * Whether a live quote may be authorized now (contract O): expiry, freshness, drift, certainty, what tier and mode
 * permit, value. Each limit is the stricter of the quote's and that of the terms of now. Remembers nothing but its last
 * figures; one thread; allocates nothing.
 */
final class RedeemJudge
{
    /** The figure that decided, and what it was held against. */
    long measured;
    long limit;
    private final Terms terms = new Terms();
    private final Terms others = new Terms();

    /**
     * Judges a quote by the stricter, one by one, of the terms it was issued on and those of now.
     *
     * @param record a live quote.
     * @param price  of its instrument now, or null where there is none.
     * @param in     the policy's terms of now.
     * @return NONE, or the first rule that fails; AWAITING_OBSERVATION also where nobody has asked before.
     */
    Refusal judgeStrictest(
        final QuoteRecord record, final @Nullable Evaluation price, final PolicyTerms in, final long nowNs)
    {
        final PolicyTerms before = record.issuedOn == null ? in : record.issuedOn;
        final Evaluation live = live(price);
        terms.set(in.policy(), live == null ? Rights.FULL : in.rights(live), record.value);
        if (before != in)
        {
            others.set(before.policy(), live == null ? Rights.FULL : before.rights(live), record.value);
            terms.narrow(others);
        }
        terms.narrow(record.frame);
        return judge(record, price, in, before, nowNs);
    }

    /**
     * Judges a quote as if it had been issued on these terms.
     *
     * @param record a live quote.
     * @param price  of its instrument now, or null where there is none.
     * @param in     any terms of its policy.
     * @return as above.
     */
    Refusal judgeAnew(
        final QuoteRecord record, final @Nullable Evaluation price, final PolicyTerms in, final long nowNs)
    {
        final Evaluation live = live(price);
        terms.set(in.policy(), live == null ? Rights.FULL : in.rights(live), record.value);
        return judge(record, price, in, in, nowNs);
    }

    private static @Nullable Evaluation live(final @Nullable Evaluation price)
    {
        return price != null && price.tier.isLive() ? price : null;
    }

    /** By the terms as they were just set. */
    private Refusal judge(
        final QuoteRecord record,
        final @Nullable Evaluation price,
        final PolicyTerms in,
        final PolicyTerms before,
        final long nowNs)
    {
        measured = 0;
        limit = 0;
        final QuoteFrame quote = record.frame;
        final Evaluation live = live(price);
        final long expiresAtNs = quote.issuedAtNs() + terms.ttlNs;
        if (nowNs >= expiresAtNs)
        {
            return figures(nowNs, expiresAtNs, Refusal.EXPIRED);
        }
        if (live == null || live.asOfNs <= quote.asOfNs())
        {
            return price == null ? Refusal.NOT_FRESH : figures(price.asOfNs, quote.asOfNs(), Refusal.NOT_FRESH);
        }
        final boolean isWaiting = in.policy().isNextObservation() || before.policy().isNextObservation();
        if (isWaiting && (record.askedAtNs == 0 || live.asOfNs <= record.askedAtNs))
        {
            return figures(live.asOfNs, record.askedAtNs == 0 ? nowNs : record.askedAtNs,
                Refusal.AWAITING_OBSERVATION);
        }
        final Refusal unfit = judgePrice(record, live);
        return unfit == Refusal.NONE ? judgeRights(record, live, in, before) : unfit;
    }

    private Refusal judgePrice(final QuoteRecord record, final Evaluation price)
    {
        final QuoteFrame quote = record.frame;
        final int maxDriftBps = price.price > quote.rate() ? terms.maxRiseBps : terms.maxFallBps;
        if (!Bps.within(price.price, quote.rate(), maxDriftBps))
        {
            return figures(Bps.ofDifference(price.price, quote.rate()), maxDriftBps, Refusal.DRIFT);
        }
        if (price.lineages < terms.minLineages)
        {
            return figures(price.lineages, terms.minLineages, Refusal.TOO_FEW_LINEAGES);
        }
        if (price.confidenceBps < terms.minConfidenceBps)
        {
            return figures(price.confidenceBps, terms.minConfidenceBps, Refusal.LOW_CONFIDENCE);
        }
        return Refusal.NONE;
    }

    private Refusal judgeRights(
        final QuoteRecord record, final Evaluation price, final PolicyTerms in, final PolicyTerms before)
    {
        final QuoteFrame quote = record.frame;
        final Refusal ofNow = in.whyNoAuthorization(price, quote.tier(), quote.mode());
        final Refusal forbidden = ofNow == Refusal.NONE && before != in ?
            before.whyNoAuthorization(price, quote.tier(), quote.mode()) : ofNow;
        if (forbidden != Refusal.NONE)
        {
            return forbidden;
        }
        if (record.value > terms.capMinorUnits)
        {
            return figures(record.value, terms.capMinorUnits, Refusal.ORDER_TOO_LARGE);
        }
        final long manualAbove =
            Math.min(in.policy().manualAboveMinorUnits(), before.policy().manualAboveMinorUnits());
        return record.value > manualAbove && !record.isApproved ?
            figures(record.value, manualAbove, Refusal.NEEDS_APPROVAL) : Refusal.NONE;
    }

    /** Whether a refusal kills the quote and is kept as its payment's answer; the others bind nothing. */
    static boolean isKilling(final Refusal refusal)
    {
        return switch (refusal)
        {
            case EXPIRED, DRIFT, TOO_FEW_LINEAGES, LOW_CONFIDENCE -> true;
            default -> false;
        };
    }

    private Refusal figures(final long found, final long heldAgainst, final Refusal refusal)
    {
        measured = found;
        limit = heldAgainst;
        return refusal;
    }
}
