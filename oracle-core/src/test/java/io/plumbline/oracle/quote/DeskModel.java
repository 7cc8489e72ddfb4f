// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.slot.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The desk as lists and maps: docs/quotes.md written down rule by rule without a thought for speed. Nothing is ever
 * deleted; what is past its retention is merely not looked at.
 */
final class DeskModel
{
    /** What a payment was asked with and answered. */
    private record Payment(ModelQuote quote, String request, Answered answer)
    {
    }

    private record Settlement(String request, Enum<?> answer)
    {
    }

    /** How a command ends: the answer or the refusal, the refusal that is counted, figures, and a quote. */
    record Answered(
        Enum<?> how, Refusal why, @Nullable Long measured, @Nullable Long limit, @Nullable ModelQuote quote)
    {
    }

    private static final Set<Refusal> KILLING =
        Set.of(Refusal.EXPIRED, Refusal.DRIFT, Refusal.TOO_FEW_LINEAGES, Refusal.LOW_CONFIDENCE);
    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);
    /** Base units of 1e-8, cents, prices of 1e-8. */
    private static final BigInteger SCALE = BigInteger.TEN.pow(8 + 8 - 2);

    final List<ModelQuote> quotes = new ArrayList<>();
    /** How often each new answer was given; repeated ones apart. */
    final Map<Enum<?>, Integer> given = new HashMap<>();
    final ModelBook book;
    /** How often a command of an operator was refused for what. */
    final Map<Refusal, Integer> refusedToOperators = new HashMap<>();
    int superseded;
    int approved;
    boolean isFaulted;
    boolean isSuspended;
    private final Map<String, Payment> payments = new HashMap<>();
    private final Map<ModelQuote, Settlement> settlements = new HashMap<>();
    private final ModelRation ration;
    private final OracleConfig config;
    private final int capacity;

    DeskModel(final OracleConfig config)
    {
        this.config = config;
        ration = new ModelRation(config, quotes);
        capacity = config.threading().registrySize();
        book = new ModelBook(config.policies().toArray(new QuotePolicy[0]));
    }

    private Refusal closedBy()
    {
        return isFaulted ? Refusal.CLOCK_FAULT : isSuspended ? Refusal.SUSPENDED : Refusal.NONE;
    }

    private void count(final Enum<?> answer)
    {
        given.merge(answer, 1, Integer::sum);
    }

    static Answered refused(final Refusal why)
    {
        return new Answered(why, why, null, null, null);
    }

    static Answered refused(final Refusal why, final long measured, final long limit)
    {
        return new Answered(why, why, measured, limit, null);
    }

    Answered order(final long nowNs, final ModelQuote.Asked asked, final Evaluation price)
    {
        final Answered answer = closedBy() == Refusal.NONE ? issue(nowNs, asked, price, false) : refused(closedBy());
        count(answer.how);
        return answer;
    }

    private Answered issue(
        final long nowNs, final ModelQuote.Asked asked, final Evaluation price, final boolean isRepriced)
    {
        final QuotePolicy policy = book.terms[asked.policy()];
        final Answered unfit = judgePrice(asked, price, policy);
        if (unfit.how != Refusal.NONE)
        {
            return unfit;
        }
        final ModelQuote last = ration.lastOf(asked, nowNs);
        final Answered rationed = ration.judge(nowNs, asked, policy, last);
        if (rationed.how != Refusal.NONE)
        {
            return rationed;
        }
        if (quotes.stream().filter(q -> q.isRetained(nowNs)).count() == capacity)
        {
            return refused(Refusal.REGISTRY_FULL);
        }
        if (last != null && last.state == QuoteRecord.State.ISSUED)
        {
            last.state = QuoteRecord.State.KILLED;
            superseded += nowNs < last.expiresAtNs ? 1 : 0;
        }
        final ModelQuote quote = cut(nowNs, asked, price, policy);
        quote.reprices = last == null ? 0 : last.reprices + 1;
        // whoever asks for an earlier one finds this one, for as long as there is an answer
        quote.retainUntilNs = Math.max(quote.retainUntilNs, last == null ? 0 : last.retainUntilNs);
        quote.isRepriced = isRepriced;
        ration.spend(nowNs, asked, policy);
        return new Answered(Answer.QUOTED, Refusal.NONE, 0L, 0L, quote);
    }

    private Answered judgePrice(final ModelQuote.Asked asked, final Evaluation price, final QuotePolicy policy)
    {
        if (asked.fiat() > policy.maxFiatMinorUnits())
        {
            return refused(Refusal.ORDER_TOO_LARGE, asked.fiat(), policy.maxFiatMinorUnits());
        }
        if (!price.tier.isLive())
        {
            return refused(price.refusal, 0, 0);
        }
        final Rights rights = ModelTerms.rights(config, price, policy);
        if (!rights.canIssue())
        {
            return refused(
                ModelTerms.byTier(config, price, policy).canIssue() ? Refusal.MODE : Refusal.TIER, 0, 0);
        }
        final ModelTerms effective = ModelTerms.of(policy, asked.fiat(), rights);
        return asked.fiat() > effective.cap() ? refused(Refusal.ORDER_TOO_LARGE, asked.fiat(), effective.cap()) :
            effective.judgeCertainty(price);
    }

    private ModelQuote cut(
        final long nowNs, final ModelQuote.Asked asked, final Evaluation price, final QuotePolicy policy)
    {
        final ModelTerms effective = ModelTerms.of(policy, asked.fiat(), ModelTerms.rights(config, price, policy));
        final ModelQuote quote = new ModelQuote(asked, policy);
        quote.rate = price.price;
        quote.asOfNs = price.asOfNs;
        quote.issuedAtNs = nowNs;
        quote.expiresAtNs = nowNs + effective.ttlNs();
        quote.maxRiseBps = effective.maxRiseBps();
        quote.maxFallBps = effective.maxFallBps();
        quote.slippageBps = policy.slippageBps();
        quote.minConfirmations = policy.minConfirmations();
        quote.tier = price.tier;
        quote.mode = price.mode;
        quote.retainUntilNs = quote.expiresAtNs + policy.receiptRetentionNs();
        final int fees = policy.feeBps() + policy.lockFeeBps();
        final BigInteger[] parts = BigInteger.valueOf(asked.fiat()).multiply(SCALE)
            .multiply(BigInteger.valueOf(10_000L + (asked.isPaidOut() ? -fees : fees)))
            .divideAndRemainder(BigInteger.valueOf(price.price).multiply(WHOLE));
        quote.due = parts[0].add(BigInteger.valueOf(asked.isPaidOut() ? 0 : parts[1].signum()));
        quotes.add(quote);
        return quote;
    }

    Answered authorize(
        final long nowNs,
        final String id,
        final ModelQuote quote,
        final boolean isAltered,
        final String payer,
        final String accepted,
        final Evaluation price)
    {
        final String request = quote.sequence + (isAltered ? " altered" : "") + " by " + payer + ", " + accepted;
        final Payment known = payments.get(id);
        if (known != null && known.quote.isRetained(nowNs))
        {
            if (known.request.equals(request))
            {
                return known.answer;
            }
            count(Refusal.PAYMENT_ID_CONFLICT);
            return refused(Refusal.PAYMENT_ID_CONFLICT, 0, 0);
        }
        final Answered judged = authenticate(nowNs, quote, isAltered, payer, accepted);
        final Answered answer = judged.how == Refusal.NONE ? redeem(nowNs, quote, price) : judged;
        if (KILLING.contains(answer.why) || answer.how == Answer.AUTHORIZED || answer.how == Refusal.REPRICE_LIMIT)
        {
            payments.put(id, new Payment(quote, request, answer));
            quote.authorizedBy = answer.how == Answer.AUTHORIZED ? id : "";
        }
        count(answer.how == Answer.REPRICED ? answer.why : answer.how);
        if (answer.how == Answer.REPRICED)
        {
            count(Answer.REPRICED);
            count(Answer.QUOTED);
        }
        return answer;
    }

    private Answered authenticate(
        final long nowNs, final ModelQuote quote, final boolean isAltered, final String payer, final String accepted)
    {
        final boolean isOther = !quote.asked.payer().isEmpty() && !quote.asked.payer().equals(payer);
        final Refusal refusal = closedBy() != Refusal.NONE ? closedBy() :
            !quote.isRetained(nowNs) ? Refusal.UNKNOWN_OUTCOME :
            isAltered || isOther ? Refusal.BINDING_MISMATCH :
            quote.isPaid() ? Refusal.ALREADY_REDEEMED :
            quote.state != QuoteRecord.State.ISSUED ? Refusal.QUOTE_DEAD :
            quote.isRepriced && !accepted.equals("own") ? Refusal.TERMS_NOT_ACCEPTED : Refusal.NONE;
        return refused(refusal, 0, 0);
    }

    private Answered redeem(final long nowNs, final ModelQuote quote, final Evaluation price)
    {
        final QuotePolicy policy = book.terms[quote.asked.policy()];
        final Answered judged = judge(nowNs, quote, price, policy);
        if (judged.how == Refusal.NONE)
        {
            quote.state = QuoteRecord.State.AUTHORIZED;
            quote.captureUntilNs = nowNs + Math.min(policy.captureTtlNs(), quote.issuedOn.captureTtlNs());
            keep(quote, quote.captureUntilNs);
            return new Answered(Answer.AUTHORIZED, Refusal.NONE, 0L, quote.captureUntilNs, null);
        }
        if (judged.why == Refusal.AWAITING_OBSERVATION && quote.askedAtNs == 0)
        {
            quote.askedAtNs = nowNs;
        }
        if (!KILLING.contains(judged.why))
        {
            return judged;
        }
        quote.state = QuoteRecord.State.KILLED;
        keep(quote, nowNs);
        final boolean isRepriced = policy.isRepriced() && price.mode != Mode.PROTECTED &&
            (judged.why == Refusal.EXPIRED || judged.why == Refusal.DRIFT);
        final Answered again = isRepriced ? issue(nowNs, quote.asked, price, true) : judged;
        return again.quote != null ?
            new Answered(Answer.REPRICED, judged.why, judged.measured, judged.limit, again.quote) :
            again.why == Refusal.REPRICE_LIMIT ? again : judged;
    }

    private Answered judge(final long nowNs, final ModelQuote quote, final Evaluation price, final QuotePolicy policy)
    {
        final ModelTerms effective = effective(quote, price, policy).strictest(effective(quote, price, quote.issuedOn));
        final long expiresAtNs = Math.min(quote.expiresAtNs, quote.issuedAtNs + effective.ttlNs());
        if (nowNs >= expiresAtNs)
        {
            return refused(Refusal.EXPIRED, nowNs, expiresAtNs);
        }
        if (!price.tier.isLive() || price.asOfNs <= quote.asOfNs)
        {
            return refused(Refusal.NOT_FRESH, price.asOfNs, quote.asOfNs);
        }
        final boolean isWaiting = policy.isNextObservation() || quote.issuedOn.isNextObservation();
        if (isWaiting && (quote.askedAtNs == 0 || price.asOfNs <= quote.askedAtNs))
        {
            return refused(Refusal.AWAITING_OBSERVATION, price.asOfNs,
                quote.askedAtNs == 0 ? nowNs : quote.askedAtNs);
        }
        final boolean isRise = price.price > quote.rate;
        final long drift = isRise ? Math.min(quote.maxRiseBps, effective.maxRiseBps()) :
            Math.min(quote.maxFallBps, effective.maxFallBps());
        final BigInteger[] moved = BigInteger.valueOf(price.price - quote.rate).abs().multiply(WHOLE)
            .divideAndRemainder(BigInteger.valueOf(quote.rate));
        final long movedBps = moved[0].longValueExact() + moved[1].signum();
        final Answered uncertain = effective.judgeCertainty(price);
        return movedBps > drift ? refused(Refusal.DRIFT, movedBps, drift) :
            uncertain.how != Refusal.NONE ? uncertain : judgeValue(quote, price, policy, effective);
    }

    private ModelTerms effective(final ModelQuote quote, final Evaluation price, final QuotePolicy policy)
    {
        return ModelTerms.of(policy, quote.asked.fiat(),
            price.tier.isLive() ? ModelTerms.rights(config, price, policy) : Rights.FULL);
    }

    private Answered judgeValue(
        final ModelQuote quote, final Evaluation price, final QuotePolicy policy, final ModelTerms effective)
    {
        final long fiat = quote.asked.fiat();
        final long manualAbove = Math.min(policy.manualAboveMinorUnits(), quote.issuedOn.manualAboveMinorUnits());
        final Refusal ofNow = judgeRights(quote, price, policy);
        final Refusal forbidden = ofNow == Refusal.NONE ? judgeRights(quote, price, quote.issuedOn) : ofNow;
        return forbidden != Refusal.NONE ? refused(forbidden, 0, 0) :
            fiat > effective.cap() ? refused(Refusal.ORDER_TOO_LARGE, fiat, effective.cap()) :
            fiat > manualAbove && !quote.isApproved ? refused(Refusal.NEEDS_APPROVAL, fiat, manualAbove) :
            refused(Refusal.NONE);
    }

    private Refusal judgeRights(final ModelQuote quote, final Evaluation price, final QuotePolicy policy)
    {
        final Rights byTier = ModelTerms.byTier(config, price, policy);
        final Rights byMode = ModelTerms.byMode(config, price, policy);
        final boolean isWorse = (byTier.isApprovalNeeded() && price.tier.compareTo(quote.tier) > 0) ||
            (byMode.isApprovalNeeded() && price.mode.compareTo(quote.mode) > 0);
        return !byTier.canAuthorize() ? Refusal.TIER : !byMode.canAuthorize() ? Refusal.MODE :
            isWorse ? Refusal.REAPPROVAL : Refusal.NONE;
    }

    private void keep(final ModelQuote quote, final long untilNs)
    {
        final long nowNs = book.terms[quote.asked.policy()].receiptRetentionNs();
        quote.retainUntilNs =
            Math.max(quote.retainUntilNs, untilNs + Math.max(nowNs, quote.issuedOn.receiptRetentionNs()));
    }

    /** Counts how a command of an operator ended. */
    void told(final Refusal refusal)
    {
        if (refusal != Refusal.NONE)
        {
            refusedToOperators.merge(refusal, 1, Integer::sum);
        }
    }

    Refusal approve(final long nowNs, final ModelQuote quote)
    {
        final Refusal refusal = !quote.isRetained(nowNs) ? Refusal.UNKNOWN_OUTCOME :
            quote.isPaid() ? Refusal.ALREADY_REDEEMED :
            quote.state != QuoteRecord.State.ISSUED ? Refusal.QUOTE_DEAD : Refusal.NONE;
        quote.isApproved |= refusal == Refusal.NONE;
        approved += refusal == Refusal.NONE ? 1 : 0;
        return refusal;
    }

    Enum<?> capture(
        final long nowNs, final String id, final BigInteger arrived, final boolean isElsewhere, final int finality)
    {
        final Payment payment = payments.get(id);
        final String request = arrived + (isElsewhere ? " elsewhere" : "");
        final Settlement known = payment == null ? null : settlements.get(payment.quote);
        if (payment != null && payment.quote.isRetained(nowNs) && known != null && known.request.equals(request))
        {
            return known.answer;
        }
        final Enum<?> answer = payment == null || !payment.quote.isRetained(nowNs) ? Refusal.UNKNOWN_OUTCOME :
            known != null ? Refusal.PAYMENT_ID_CONFLICT :
            payment.quote.state != QuoteRecord.State.AUTHORIZED ? Refusal.NOT_AUTHORIZED :
            isElsewhere ? Refusal.WRONG_PAYMENT :
            finality < payment.quote.minConfirmations ? Refusal.NOT_FINAL : settle(nowNs, payment.quote, arrived);
        if (payment != null && answer instanceof Answer)
        {
            settlements.put(payment.quote, new Settlement(request, answer));
        }
        count(answer);
        return answer;
    }

    private Enum<?> settle(final long nowNs, final ModelQuote quote, final BigInteger arrived)
    {
        final BigInteger least = quote.due.multiply(BigInteger.valueOf(10_000 - quote.slippageBps));
        quote.state = QuoteRecord.State.CAPTURED;
        keep(quote, nowNs);
        return nowNs >= quote.captureUntilNs ? Answer.LATE_PAYMENT :
            arrived.compareTo(quote.due) > 0 ? Answer.OVERPAID :
            arrived.multiply(WHOLE).compareTo(least) < 0 ? Answer.UNDERPAID : Answer.SETTLED;
    }

    Enum<?> release(final long nowNs, final String id)
    {
        final Payment payment = payments.get(id);
        if (payment != null && payment.quote.isRetained(nowNs) && payment.quote.state == QuoteRecord.State.RELEASED)
        {
            return Answer.RELEASED;
        }
        final Enum<?> answer = payment == null || !payment.quote.isRetained(nowNs) ? Refusal.UNKNOWN_OUTCOME :
            payment.quote.state == QuoteRecord.State.AUTHORIZED ? Answer.RELEASED : Refusal.NOT_AUTHORIZED;
        if (payment != null && answer == Answer.RELEASED)
        {
            payment.quote.state = QuoteRecord.State.RELEASED;
            keep(payment.quote, nowNs);
        }
        count(answer);
        return answer;
    }

    /** The quote a payment is bound to, whatever the time. */
    @Nullable ModelQuote quoteOf(final String id)
    {
        final Payment payment = payments.get(id);
        return payment == null ? null : payment.quote;
    }
}
