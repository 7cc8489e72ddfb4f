// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reserves a quote for one payment, in the order of contract O: idempotency, gate, authenticity (equality with the
 * issued record), not redeemed, accepted, then the {@link RedeemJudge}; then redeems. Only what changed a quote is kept
 * as the payment's answer; refusals that bind nothing may be tried again. One thread, no allocation.
 */
final class Redeemer
{
    private final long engineId;
    private final long bootEpoch;
    private final PolicyBook book;
    private final Ration ration;
    private final Issuer issuer;
    private final boolean isSignedAtOnce;
    private final QuoteRegistry registry;
    private final Journal journal;
    private final Answers answers;
    private final Gate gate;
    private final RedeemJudge judge = new RedeemJudge();
    private final PaymentKeys keys = new PaymentKeys();
    private final AuthorizeEvent request = new AuthorizeEvent();
    private final QuoteFrame presented = new QuoteFrame();
    private final Sha256 sha256 = new Sha256();
    private final byte[] requestDigest = new byte[Sha256.LENGTH];
    private final byte[] quoteDigest = new byte[Sha256.LENGTH];

    Redeemer(
        final OracleConfig config,
        final long bootEpoch,
        final PolicyBook book,
        final Ration ration,
        final Issuer issuer,
        final boolean isSignedAtOnce,
        final QuoteRegistry registry,
        final Journal journal,
        final Answers answers,
        final Gate gate)
    {
        this.bootEpoch = bootEpoch;
        this.book = book;
        this.ration = ration;
        this.issuer = issuer;
        this.isSignedAtOnce = isSignedAtOnce;
        this.registry = registry;
        this.journal = journal;
        this.answers = answers;
        this.gate = gate;
        engineId = config.engineId();
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
        final QuoteRecord known = registry.findPayment(key, nowNs);
        if (known != null)
        {
            repeat(known, slot.bytes, nowNs);
            return;
        }
        final Refusal unbound = authenticate(slot, nowNs, answer);
        if (unbound != Refusal.NONE)
        {
            answers.refuse(unbound);
            return;
        }
        redeem(Objects.requireNonNull(find(nowNs)), key, slot, nowNs, answer);
    }

    private void repeat(final QuoteRecord known, final byte[] bytes, final long nowNs)
    {
        final int quoteAt = request.signedQuoteOffset();
        keys.digestOfAuthorization(bytes, requestDigest);
        if (!Arrays.equals(known.authorizeDigest, requestDigest) || !Arrays.equals(
            known.quote, 0, SignedQuote.LENGTH, bytes, quoteAt, quoteAt + request.signedQuoteLength()))
        {
            answers.refuse(Refusal.PAYMENT_ID_CONFLICT);
            return;
        }
        final QuoteRecord successor =
            known.repricedAs == 0 ? null : find(known.repricedEpoch, known.repricedAs, nowNs);
        if (successor == null)
        {
            answers.repeat(known.authorizeAnswer, request.correlation());
        }
        else
        {
            answers.repeat(known.authorizeAnswer, request.correlation(), successor.quote);
        }
    }

    /**
     * Everything that binds nothing: the gate, then whether this is one of our quotes, unaltered, presented by its
     * parties, and accepted where it was re-priced.
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
        answer.quoteSequence(presented.quoteSequence());
        final boolean isOwnEpoch = presented.bootEpoch() == bootEpoch;
        if (presented.engineId() != engineId || (!isOwnEpoch && find(nowNs) == null))
        {
            return Refusal.WRONG_ENGINE;
        }
        if (presented.kind() != QuoteFrame.KIND_ORDER)
        {
            return Refusal.BINDING_MISMATCH;
        }
        final QuoteRecord record = find(nowNs);
        if (record != null && record.state == QuoteRecord.State.SIGNING)
        {
            return Refusal.UNKNOWN_QUOTE;
        }
        if (record == null)
        {
            return registry.mayHaveIssued(presented.quoteSequence()) ? Refusal.UNKNOWN_OUTCOME :
                Refusal.UNKNOWN_QUOTE;
        }
        return compare(record, slot.bytes, quoteAt, answer);
    }

    /** The record the presented quote names, of this epoch or restored. */
    private @Nullable QuoteRecord find(final long nowNs)
    {
        return find(presented.bootEpoch(), presented.quoteSequence(), nowNs);
    }

    private @Nullable QuoteRecord find(final long epoch, final long sequence, final long nowNs)
    {
        return epoch == bootEpoch ? registry.find(sequence, nowNs) : registry.findRestored(epoch, sequence, nowNs);
    }

    private Refusal compare(
        final QuoteRecord record, final byte[] bytes, final int quoteAt, final AnswerFrame answer)
    {
        if (!Arrays.equals(record.quote, 0, SignedQuote.LENGTH, bytes, quoteAt, quoteAt + SignedQuote.LENGTH) ||
            !isParty(record.frame, bytes))
        {
            return Refusal.BINDING_MISMATCH;
        }
        answer.quotedRate(record.frame.rate());
        return switch (record.state)
        {
            case ISSUED -> isAccepted(record, bytes) ? Refusal.NONE : Refusal.TERMS_NOT_ACCEPTED;
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

    /** Terms the engine has changed by itself bind nobody who has not named their digest. */
    private boolean isAccepted(final QuoteRecord record, final byte[] bytes)
    {
        if (!record.frame.isRepriced())
        {
            return true;
        }
        sha256.digest(record.quote, 0, QuoteFrame.LENGTH, quoteDigest, 0);
        final int at = AuthorizeEvent.ACCEPTED_DIGEST.offset();
        return Arrays.equals(quoteDigest, 0, Sha256.LENGTH, bytes, at, at + Sha256.LENGTH);
    }

    private void redeem(
        final QuoteRecord record,
        final byte[] key,
        final Slot slot,
        final long nowNs,
        final AnswerFrame answer)
    {
        final boolean isJudged = slot.evaluationCount > 0 && slot.evaluations[0].instrument == record.instrument;
        final Evaluation price = isJudged ? slot.evaluations[0] : null;
        final Refusal refusal = judge.judgeStrictest(record, price, book.of(record.policy), nowNs);
        if (price != null)
        {
            answer.decidedRate(price.price);
        }
        book.shadow().onAuthorize(record, price, refusal, nowNs);
        answers.figures(judge.measured, judge.limit);
        if (refusal == Refusal.NONE)
        {
            authorize(record, key, nowNs, answer);
        }
        else if (RedeemJudge.isKilling(refusal))
        {
            kill(record, key, price, nowNs, refusal);
        }
        else
        {
            if (refusal == Refusal.AWAITING_OBSERVATION && record.askedAtNs == 0)
            {
                record.askedAtNs = nowNs;
            }
            answers.refuse(refusal);
        }
    }

    private void authorize(
        final QuoteRecord record, final byte[] key, final long nowNs, final AnswerFrame answer)
    {
        record.state = QuoteRecord.State.AUTHORIZED;
        record.captureUntilNs = nowNs + record.captureTtlNs(book.of(record.policy).policy());
        answer.amount(record.frame.assetAmountLow(), record.frame.assetAmountHigh());
        answer.limit(record.captureUntilNs);
        answers.answer(Answer.AUTHORIZED);
        if (keep(record, key, record.captureUntilNs))
        {
            ration.authorized(record);
            answers.send(Metric.QUOTES_AUTHORIZED);
        }
        else
        {
            record.captureUntilNs = 0;
            undo(record, nowNs);
        }
    }

    private void kill(
        final QuoteRecord record,
        final byte[] key,
        final @Nullable Evaluation price,
        final long nowNs,
        final Refusal why)
    {
        record.state = QuoteRecord.State.KILLED;
        // first, since a quote in its place is kept as long: a retry of this authorization gets that one again
        registry.retain(record, nowNs + record.receiptRetentionNs(book.of(record.policy).policy()));
        final Refusal again = price != null && isRepriced(record, price, why) ? issuer.again(record, price, nowNs) :
            why;
        final QuoteRecord successor = issuer.takeCut();
        if (successor != null)
        {
            record.repricedAs = successor.sequence;
            record.repricedEpoch = bootEpoch;
            answers.repriced(why, successor);
        }
        else if (again == Refusal.REPRICE_LIMIT)
        {
            answers.figures(issuer.measured, issuer.limit).refusal(again);
        }
        else
        {
            answers.refusal(why);
        }
        if (!keep(record, key, nowNs))
        {
            record.repricedAs = 0;
            withdraw(successor, record, nowNs);
            undo(record, nowNs);
            return;
        }
        ration.over(record);
        if (successor == null)
        {
            answers.sendRefused(again == Refusal.REPRICE_LIMIT ? again : why);
        }
        else
        {
            answers.sendRepriced(why, successor);
        }
    }

    private boolean isRepriced(final QuoteRecord record, final Evaluation price, final Refusal why)
    {
        return isSignedAtOnce && book.of(record.policy).policy().isRepriced() && price.mode != Mode.PROTECTED &&
            (why == Refusal.EXPIRED || why == Refusal.DRIFT);
    }

    /** Takes back a quote nobody has seen. It keeps its record: the log has it and counts it at the next start. */
    private void withdraw(final @Nullable QuoteRecord successor, final QuoteRecord record, final long nowNs)
    {
        if (successor != null)
        {
            successor.state = QuoteRecord.State.KILLED;
            ration.takeBack(successor, record, book.of(record.policy).policy(), nowNs);
        }
    }

    /** Binds the payment to the record with the answer as written; false where the journal does not take it. */
    private boolean keep(final QuoteRecord record, final byte[] key, final long untilNs)
    {
        registry.retain(record, untilNs + record.receiptRetentionNs(book.of(record.policy).policy()));
        registry.bind(record, key);
        request.copyText(AuthorizeEvent.PAYMENT_ID, record.paymentId, 0);
        keys.digestOfAuthorization(request.buffer(), record.authorizeDigest);
        answers.keep(record.authorizeAnswer);
        return journal.append(record);
    }

    private void undo(final QuoteRecord record, final long nowNs)
    {
        record.state = QuoteRecord.State.ISSUED;
        registry.unbindPayment(record);
        answers.begin(request.correlation(), nowNs);
        answers.refuse(Refusal.LOG_FAILED);
    }
}
