// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The desk as plain maps: what contracts N, O and P say, written down without a thought for speed. Nothing is ever
 * deleted; what is past its retention is merely not looked at.
 */
final class QuoteModel
{
    /** A quote that was issued. */
    static final class Quote
    {
        QuotePolicy policy = QuotePolicy.standard("none");
        byte[] bytes = {};
        String payer = "";
        BigInteger due = BigInteger.ZERO;
        long sequence;
        long rate;
        long asOfNs;
        long issuedAtNs;
        long expiresAtNs;
        long fiat;
        int maxDriftBps;
        Tier tier = Tier.CLOSED;
        long retainUntilNs;
        long captureUntilNs;
        QuoteRecord.State state = QuoteRecord.State.ISSUED;
        String authorizedBy = "";
    }

    /** A payment that an answer is kept for, with its requests and answers. */
    private record Payment(Quote quote, String request, Enum<?> answer)
    {
    }

    private record Settlement(String request, Enum<?> answer)
    {
    }

    /** Refusals at authorization that bind nothing and pass. */
    private static final Set<Refusal> PASSING =
        Set.of(Refusal.NOT_FRESH, Refusal.REAPPROVAL, Refusal.ORDER_TOO_LARGE);

    final List<Quote> quotes = new ArrayList<>();
    /** How often each new answer was given; repeated ones apart. */
    final Map<Enum<?>, Integer> given = new HashMap<>();
    private final Map<String, Payment> payments = new HashMap<>();
    private final Map<Quote, Settlement> settlements = new HashMap<>();
    private final int capacity;
    boolean isFaulted;
    boolean isSuspended;

    QuoteModel(final int capacity)
    {
        this.capacity = capacity;
    }

    private Refusal closedBy()
    {
        return isFaulted ? Refusal.CLOCK_FAULT : isSuspended ? Refusal.SUSPENDED : Refusal.NONE;
    }

    private Enum<?> give(final Enum<?> answer)
    {
        given.merge(answer, 1, Integer::sum);
        return answer;
    }

    Enum<?> order(
        final long nowNs, final QuotePolicy policy, final long fiat, final String payer, final Evaluation price)
    {
        if (closedBy() != Refusal.NONE)
        {
            return give(closedBy());
        }
        if (!price.tier.isLive())
        {
            return give(price.refusal);
        }
        if (price.tier == Tier.INDEX)
        {
            return give(Refusal.TIER);
        }
        if (price.mode == Mode.PROTECTED)
        {
            return give(Refusal.MODE);
        }
        if (fiat > policy.maxFiatMinorUnits() / capPart(price))
        {
            return give(Refusal.ORDER_TOO_LARGE);
        }
        if (price.confidenceBps < policy.minConfidenceBps())
        {
            return give(Refusal.LOW_CONFIDENCE);
        }
        if (quotes.stream().filter(q -> q.retainUntilNs > nowNs).count() == capacity)
        {
            return give(Refusal.REGISTRY_FULL);
        }
        final Quote quote = new Quote();
        quote.policy = policy;
        quote.payer = payer;
        quote.rate = price.price;
        quote.asOfNs = price.asOfNs;
        quote.issuedAtNs = nowNs;
        quote.expiresAtNs = nowNs + policy.ttlNs() / timePart(price);
        quote.maxDriftBps = policy.maxRiseBps() / driftPart(price);
        quote.fiat = fiat;
        quote.tier = price.tier;
        quote.retainUntilNs = quote.expiresAtNs + policy.receiptRetentionNs();
        // base units of 1e-8, cents, prices of 1e-8
        final BigInteger[] parts = BigInteger.valueOf(fiat).multiply(BigInteger.TEN.pow(8 + 8 - 2))
            .divideAndRemainder(BigInteger.valueOf(price.price));
        quote.due = parts[0].add(BigInteger.valueOf(parts[1].signum()));
        quotes.add(quote);
        return give(Answer.QUOTED);
    }

    Enum<?> authorize(
        final long nowNs,
        final String id,
        final Quote quote,
        final boolean isAltered,
        final String payer,
        final Evaluation price)
    {
        final String request = quote.sequence + (isAltered ? " altered" : "") + " by " + payer;
        final Payment known = payments.get(id);
        if (known != null && known.quote.retainUntilNs > nowNs)
        {
            return known.request.equals(request) ? known.answer : give(Refusal.PAYMENT_ID_CONFLICT);
        }
        if (closedBy() != Refusal.NONE)
        {
            return give(closedBy());
        }
        if (quote.retainUntilNs <= nowNs)
        {
            return give(Refusal.UNKNOWN_OUTCOME);
        }
        if (isAltered || (!quote.payer.isEmpty() && !quote.payer.equals(payer)))
        {
            return give(Refusal.BINDING_MISMATCH);
        }
        if (quote.state != QuoteRecord.State.ISSUED)
        {
            final boolean isSpent = quote.state == QuoteRecord.State.AUTHORIZED ||
                quote.state == QuoteRecord.State.CAPTURED;
            return give(isSpent ? Refusal.ALREADY_REDEEMED : Refusal.QUOTE_DEAD);
        }
        final Enum<?> judgement = judge(nowNs, quote, price);
        if (PASSING.contains(judgement))
        {
            return give(judgement);
        }
        final boolean isAuthorized = judgement == Answer.AUTHORIZED;
        quote.state = isAuthorized ? QuoteRecord.State.AUTHORIZED : QuoteRecord.State.KILLED;
        quote.authorizedBy = isAuthorized ? id : "";
        quote.captureUntilNs = nowNs + quote.policy.captureTtlNs();
        keep(quote, isAuthorized ? quote.captureUntilNs : nowNs);
        payments.put(id, new Payment(quote, request, judgement));
        return give(judgement);
    }

    private static Enum<?> judge(final long nowNs, final Quote quote, final Evaluation price)
    {
        final long narrowedNs = price.tier.isLive() ? quote.policy.ttlNs() / timePart(price) : Long.MAX_VALUE / 2;
        if (nowNs >= Math.min(quote.expiresAtNs, quote.issuedAtNs + narrowedNs))
        {
            return Refusal.EXPIRED;
        }
        if (!price.tier.isLive() || price.asOfNs <= quote.asOfNs)
        {
            return Refusal.NOT_FRESH;
        }
        final int drift = Math.min(quote.maxDriftBps, quote.policy.maxRiseBps() / driftPart(price));
        final BigInteger moved = BigInteger.valueOf(price.price - quote.rate).abs();
        if (moved.multiply(BigInteger.valueOf(10_000))
            .compareTo(BigInteger.valueOf(quote.rate).multiply(BigInteger.valueOf(drift))) > 0)
        {
            return Refusal.DRIFT;
        }
        if (price.confidenceBps < quote.policy.minConfidenceBps())
        {
            return Refusal.LOW_CONFIDENCE;
        }
        if (price.tier == Tier.SECONDARY && quote.tier == Tier.PRIMARY)
        {
            return Refusal.REAPPROVAL;
        }
        return quote.fiat > quote.policy.maxFiatMinorUnits() / capPart(price) ? Refusal.ORDER_TOO_LARGE :
            Answer.AUTHORIZED;
    }

    /** What part of its policy's life a quote has by the default rights. */
    private static int timePart(final Evaluation price)
    {
        return price.tier == Tier.SECONDARY || price.mode != Mode.NORMAL ? 2 : 1;
    }

    private static int driftPart(final Evaluation price)
    {
        return price.tier == Tier.SECONDARY || price.tier == Tier.INDEX || price.mode != Mode.NORMAL ? 2 : 1;
    }

    private static int capPart(final Evaluation price)
    {
        return price.tier == Tier.SECONDARY || price.tier == Tier.INDEX ? 4 : 1;
    }

    private static void keep(final Quote quote, final long untilNs)
    {
        quote.retainUntilNs = Math.max(quote.retainUntilNs, untilNs + quote.policy.receiptRetentionNs());
    }

    Enum<?> capture(final long nowNs, final String id, final BigInteger arrived, final boolean isElsewhere)
    {
        final Payment payment = payments.get(id);
        if (payment == null || payment.quote.retainUntilNs <= nowNs)
        {
            return give(Refusal.UNKNOWN_OUTCOME);
        }
        final Quote quote = payment.quote;
        final String request = arrived + (isElsewhere ? " elsewhere" : "");
        final Settlement known = settlements.get(quote);
        if (quote.state == QuoteRecord.State.CAPTURED && known != null)
        {
            return known.request.equals(request) ? known.answer : give(Refusal.PAYMENT_ID_CONFLICT);
        }
        if (quote.state != QuoteRecord.State.AUTHORIZED)
        {
            return give(Refusal.NOT_AUTHORIZED);
        }
        if (isElsewhere)
        {
            return give(Refusal.WRONG_PAYMENT);
        }
        final BigInteger least = quote.due.multiply(BigInteger.valueOf(10_000 - quote.policy.slippageBps()));
        final Answer answer = nowNs >= quote.captureUntilNs ? Answer.LATE_PAYMENT :
            arrived.compareTo(quote.due) > 0 ? Answer.OVERPAID :
            arrived.multiply(BigInteger.valueOf(10_000)).compareTo(least) < 0 ? Answer.UNDERPAID : Answer.SETTLED;
        quote.state = QuoteRecord.State.CAPTURED;
        keep(quote, nowNs);
        settlements.put(quote, new Settlement(request, answer));
        return give(answer);
    }

    Enum<?> release(final long nowNs, final String id)
    {
        final Payment payment = payments.get(id);
        if (payment == null || payment.quote.retainUntilNs <= nowNs)
        {
            return give(Refusal.UNKNOWN_OUTCOME);
        }
        switch (payment.quote.state)
        {
            case RELEASED ->
            {
                return Answer.RELEASED;
            }
            case AUTHORIZED ->
            {
                payment.quote.state = QuoteRecord.State.RELEASED;
                keep(payment.quote, nowNs);
                return give(Answer.RELEASED);
            }
            default ->
            {
                return give(Refusal.NOT_AUTHORIZED);
            }
        }
    }

    /** The quote a payment is bound to, whatever the time. */
    Quote quoteOf(final String id)
    {
        final Payment payment = payments.get(id);
        return payment == null ? new Quote() : payment.quote;
    }
}
