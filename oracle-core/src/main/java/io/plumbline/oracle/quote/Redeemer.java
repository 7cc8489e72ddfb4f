// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reserves a quote for one payment, in the order of contract O: idempotency, gate, authenticity (equality with the
 * issued record), not redeemed, not expired, fresh, drift, confidence, tier, mode and cap; then redeems. Each limit is
 * the stricter of issue time and now. Only what changed a quote is kept as the payment's answer; refusals that bind
 * nothing may be tried again. One thread, no allocation.
 */
final class Redeemer
{
    private final long engineId;
    private final long bootEpoch;
    private final QuotePolicy[] policies;
    private final QuoteRegistry registry;
    private final Answers answers;
    private final Gate gate;
    private final Narrowing narrowing;
    private final PaymentKeys keys = new PaymentKeys();
    private final AuthorizeEvent request = new AuthorizeEvent();
    private final QuoteFrame presented = new QuoteFrame();
    private final byte[] requestDigest = new byte[Sha256.LENGTH];

    Redeemer(
        final OracleConfig config,
        final long bootEpoch,
        final QuoteRegistry registry,
        final Answers answers,
        final Gate gate,
        final Narrowing narrowing)
    {
        this.narrowing = narrowing;
        this.bootEpoch = bootEpoch;
        this.registry = registry;
        this.answers = answers;
        this.gate = gate;
        engineId = config.engineId();
        policies = config.policies().toArray(new QuotePolicy[0]);
    }

    void onAuthorize(final Slot slot, final long nowNs)
    {
        final boolean isReadable = request.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? request.correlation() : 0, nowNs);
        if (!isReadable)
        {
            answers.refuse(Refusal.MALFORMED);
            return;
        }
        if (request.isText(AuthorizeEvent.MERCHANT, "") || request.isText(AuthorizeEvent.PAYMENT_ID, ""))
        {
            answers.refuse(Refusal.INVALID_ARGUMENT);
            return;
        }
        final byte[] key = keys.keyOf(slot.bytes, AuthorizeEvent.MERCHANT.offset());
        keys.digestOf(slot.bytes, AuthorizeEvent.MERCHANT.offset(), slot.length, requestDigest);
        final QuoteRecord known = registry.findPayment(key, nowNs);
        if (known != null)
        {
            repeat(known);
            return;
        }
        final Refusal unbound = authenticate(slot, nowNs, answer);
        if (unbound != Refusal.NONE)
        {
            answers.refuse(unbound);
            return;
        }
        final QuoteRecord record = Objects.requireNonNull(registry.find(presented.quoteSequence(), nowNs));
        redeem(record, key, slot, nowNs, answer);
    }

    private void repeat(final QuoteRecord known)
    {
        if (Arrays.equals(known.authorizeDigest, requestDigest))
        {
            answers.repeat(known.authorizeAnswer, request.correlation());
        }
        else
        {
            answers.refuse(Refusal.PAYMENT_ID_CONFLICT);
        }
    }

    /**
     * Everything that binds nothing: the gate, then whether this is one of our quotes, unaltered, presented by its
     * parties.
     */
    private Refusal authenticate(final Slot slot, final long nowNs, final AnswerFrame answer)
    {
        if (gate.closedBy() != Refusal.NONE)
        {
            return gate.closedBy();
        }
        final int quoteAt = request.signedQuoteOffset();
        final int quoteLength = request.signedQuoteLength();
        if (quoteLength != SignedQuote.LENGTH ||
            presented.wrap(slot.bytes, quoteAt, QuoteFrame.LENGTH) != WireStatus.OK)
        {
            return Refusal.MALFORMED;
        }
        final long sequence = presented.quoteSequence();
        answer.quoteSequence(sequence);
        if (presented.engineId() != engineId || presented.bootEpoch() != bootEpoch)
        {
            return Refusal.WRONG_ENGINE;
        }
        if (presented.kind() != QuoteFrame.KIND_ORDER)
        {
            return Refusal.BINDING_MISMATCH;
        }
        final QuoteRecord record = registry.find(sequence, nowNs);
        if (record != null && record.state == QuoteRecord.State.SIGNING)
        {
            return Refusal.UNKNOWN_QUOTE;
        }
        if (record == null)
        {
            return registry.mayHaveIssued(sequence) ? Refusal.UNKNOWN_OUTCOME : Refusal.UNKNOWN_QUOTE;
        }
        if (!Arrays.equals(record.quote, 0, quoteLength, slot.bytes, quoteAt, quoteAt + quoteLength) ||
            !isParty(record.frame, slot.bytes))
        {
            return Refusal.BINDING_MISMATCH;
        }
        answer.quotedRate(record.frame.rate());
        return switch (record.state)
        {
            case ISSUED -> Refusal.NONE;
            case KILLED, RELEASED, FREE, SIGNING -> Refusal.QUOTE_DEAD;
            case AUTHORIZED, CAPTURED -> Refusal.ALREADY_REDEEMED;
        };
    }

    private boolean isParty(final QuoteFrame quote, final byte[] bytes)
    {
        return quote.isText(QuoteFrame.MERCHANT, bytes, AuthorizeEvent.MERCHANT.offset(),
            AuthorizeEvent.MERCHANT.length()) &&
            quote.isDigest(QuoteFrame.ORDER_DIGEST, bytes, AuthorizeEvent.ORDER_DIGEST.offset()) &&
            (quote.isText(QuoteFrame.PAYER, "") || quote.isText(QuoteFrame.PAYER, bytes,
                AuthorizeEvent.PAYER.offset(), AuthorizeEvent.PAYER.length()));
    }

    private void redeem(
        final QuoteRecord record,
        final byte[] key,
        final Slot slot,
        final long nowNs,
        final AnswerFrame answer)
    {
        final QuoteFrame quote = record.frame;
        final Evaluation price = slot.evaluations[0];
        final QuotePolicy policy = policies[record.policy];
        final boolean isJudged = slot.evaluationCount > 0 && price.instrument == record.instrument;
        final boolean isLive = isJudged && price.tier.isLive();
        final long expiresAtNs = isLive ? expiresAtNs(quote, policy, price) : quote.expiresAtNs();
        if (nowNs >= expiresAtNs)
        {
            answers.figures(nowNs, expiresAtNs);
            kill(record, key, nowNs, Refusal.EXPIRED);
            return;
        }
        if (!isJudged)
        {
            answers.refuse(Refusal.NOT_FRESH);
            return;
        }
        answer.decidedRate(price.price);
        if (!isLive || price.asOfNs <= quote.asOfNs())
        {
            answers.figures(price.asOfNs, quote.asOfNs());
            answers.refuse(Refusal.NOT_FRESH);
            return;
        }
        final int maxDriftBps = Math.min(quote.maxRiseBps(), Narrowing.driftBps(policy, narrowing.of(price)));
        if (!Bps.within(price.price, quote.rate(), maxDriftBps))
        {
            answers.figures(Bps.ofDifference(price.price, quote.rate()), maxDriftBps);
            kill(record, key, nowNs, Refusal.DRIFT);
            return;
        }
        if (price.confidenceBps < policy.minConfidenceBps())
        {
            answers.figures(price.confidenceBps, policy.minConfidenceBps());
            kill(record, key, nowNs, Refusal.LOW_CONFIDENCE);
            return;
        }
        final Refusal forbidden = whyForbidden(quote, policy, price);
        if (forbidden != Refusal.NONE)
        {
            answers.refuse(forbidden);
            return;
        }
        authorize(record, key, policy, nowNs, answer);
    }

    /** The stricter of the quote's own end and the life its policy would have now. */
    private long expiresAtNs(final QuoteFrame quote, final QuotePolicy policy, final Evaluation price)
    {
        return Math.min(quote.expiresAtNs(), quote.issuedAtNs() + Narrowing.ttlNs(policy, narrowing.of(price)));
    }

    /** What tier, mode and cap say now; these pass, so they bind nothing. */
    private Refusal whyForbidden(final QuoteFrame quote, final QuotePolicy policy, final Evaluation price)
    {
        final Refusal forbidden = narrowing.whyNoAuthorization(price, quote.tier(), quote.mode());
        final long capMinorUnits = Narrowing.capMinorUnits(policy, narrowing.of(price));
        if (forbidden == Refusal.NONE && quote.fiatAmountLow() > capMinorUnits)
        {
            answers.figures(quote.fiatAmountLow(), capMinorUnits);
            return Refusal.ORDER_TOO_LARGE;
        }
        return forbidden;
    }

    private void authorize(
        final QuoteRecord record,
        final byte[] key,
        final QuotePolicy policy,
        final long nowNs,
        final AnswerFrame answer)
    {
        record.state = QuoteRecord.State.AUTHORIZED;
        record.captureUntilNs = nowNs + policy.captureTtlNs();
        answer.amount(record.frame.assetAmountLow(), record.frame.assetAmountHigh());
        answer.limit(record.captureUntilNs);
        answers.done(Answer.AUTHORIZED, Metric.QUOTES_AUTHORIZED);
        keep(record, key, record.captureUntilNs);
    }

    private void kill(final QuoteRecord record, final byte[] key, final long nowNs, final Refusal why)
    {
        record.state = QuoteRecord.State.KILLED;
        answers.refuse(why);
        keep(record, key, nowNs);
    }

    private void keep(final QuoteRecord record, final byte[] key, final long untilNs)
    {
        registry.retain(record, untilNs + policies[record.policy].receiptRetentionNs());
        registry.bind(record, key);
        System.arraycopy(requestDigest, 0, record.authorizeDigest, 0, requestDigest.length);
        answers.keep(record.authorizeAnswer);
    }
}
