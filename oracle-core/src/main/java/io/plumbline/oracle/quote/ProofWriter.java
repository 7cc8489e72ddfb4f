// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.JwsQuote;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.WireStatus;
import org.jspecify.annotations.Nullable;

/**
 * Writes the documents merchants ask for, each from its record as it stands: the quote as it was issued, the reference
 * record it was cut from, the receipt of a payment. They leave unsigned, since what the engine does must not depend on
 * a signature; only the quote has its own. Changes nothing, so that it goes on while money is closed. One thread;
 * allocates nothing.
 */
final class ProofWriter
{
    private final QuoteRegistry registry;
    private final Answers answers;
    private final long bootEpoch;
    private final int environment;
    private final int keyId;
    private final ProofEvent request = new ProofEvent();
    private final PaymentKeys keys = new PaymentKeys();
    private final ReceiptFrame receipt = new ReceiptFrame();
    private final byte[] receiptBytes = new byte[ReceiptFrame.LENGTH];
    private final AnswerFrame kept = new AnswerFrame();
    private final Sha256 sha256 = new Sha256();
    private final byte[] digest = new byte[Sha256.LENGTH];

    ProofWriter(
        final OracleConfig config, final long bootEpoch, final QuoteRegistry registry, final Answers answers)
    {
        this.registry = registry;
        this.answers = answers;
        this.bootEpoch = bootEpoch;
        environment = config.environment();
        keyId = config.signingKeyId();
    }

    void onProof(final Slot slot, final long nowNs)
    {
        final boolean isReadable = request.wrap(slot.bytes, 0, slot.length) == WireStatus.OK;
        final AnswerFrame answer = answers.begin(isReadable ? request.correlation() : 0, nowNs);
        if (!isReadable)
        {
            answers.refuse(Refusal.MALFORMED);
        }
        else if (request.isText(ProofEvent.MERCHANT, ""))
        {
            answers.refuse(Refusal.INVALID_ARGUMENT);
        }
        else if (request.kind() == ProofEvent.RECEIPT)
        {
            onReceipt(slot.bytes, nowNs, answer);
        }
        else
        {
            onQuote(slot.bytes, nowNs, answer);
        }
    }

    private void onReceipt(final byte[] command, final long nowNs, final AnswerFrame answer)
    {
        if (request.isText(ProofEvent.PAYMENT_ID, ""))
        {
            answers.refuse(Refusal.INVALID_ARGUMENT);
            return;
        }
        final QuoteRecord record =
            registry.findPayment(keys.keyOf(command, ProofEvent.MERCHANT.offset()), nowNs);
        if (record == null)
        {
            answers.refuse(Refusal.UNKNOWN_OUTCOME);
            return;
        }
        write(record, nowNs);
        prove(record, receiptBytes, ReceiptFrame.LENGTH, answer);
    }

    private void onQuote(final byte[] command, final long nowNs, final AnswerFrame answer)
    {
        answer.quoteSequence(request.quoteSequence());
        final boolean isOwnEpoch = request.bootEpoch() == 0 || request.bootEpoch() == bootEpoch;
        final QuoteRecord record = isOwnEpoch ? registry.find(request.quoteSequence(), nowNs) :
            registry.findRestored(request.bootEpoch(), request.quoteSequence(), nowNs);
        final Refusal refusal = judge(record, isOwnEpoch, command);
        if (record == null || refusal != Refusal.NONE)
        {
            answers.refuse(refusal);
        }
        else if (request.kind() == ProofEvent.JWS)
        {
            prove(record, record.quote, record.quote.length, answer);
        }
        else
        {
            prove(record, record.reference, record.reference.length, answer);
        }
    }

    /** Whoever is not the quote's merchant is told what he would be told were there no such quote. */
    private Refusal judge(final @Nullable QuoteRecord record, final boolean isOwnEpoch, final byte[] command)
    {
        if (request.quoteSequence() == 0)
        {
            return Refusal.INVALID_ARGUMENT;
        }
        if (record == null)
        {
            return isOwnEpoch ? Refusal.UNKNOWN_QUOTE : Refusal.WRONG_ENGINE;
        }
        final boolean isIssued =
            record.state != QuoteRecord.State.SIGNING && record.state != QuoteRecord.State.FREE;
        if (!isIssued || !record.frame.isText(
            QuoteFrame.MERCHANT, command, ProofEvent.MERCHANT.offset(), ProofEvent.MERCHANT.length()))
        {
            return Refusal.UNKNOWN_QUOTE;
        }
        if (record.frame.keyId() != keyId)
        {
            return Refusal.UNKNOWN_KEY;
        }
        final boolean isWritable = request.kind() != ProofEvent.JWS || JwsQuote.isRenderable(record.frame);
        return isWritable ? Refusal.NONE : Refusal.INVALID_ARGUMENT;
    }

    private void write(final QuoteRecord record, final long nowNs)
    {
        final QuoteFrame quote = record.frame;
        sha256.digest(record.quote, 0, QuoteFrame.LENGTH, digest, 0);
        receipt.begin(receiptBytes, 0);
        receipt.environment(environment);
        receipt.keyId(keyId);
        receipt.engineId(quote.engineId());
        receipt.bootEpoch(quote.bootEpoch());
        receipt.quoteSequence(quote.quoteSequence());
        receipt.digest(ReceiptFrame.QUOTE_DIGEST, digest, 0);
        receipt.text(
            ReceiptFrame.MERCHANT, quote.buffer(), quote.offset() + QuoteFrame.MERCHANT.offset(),
            QuoteFrame.MERCHANT.length());
        receipt.text(ReceiptFrame.PAYMENT_ID, record.paymentId, 0, record.paymentId.length);
        receipt.state(code(record.state));
        receipt.issuedAtNs(nowNs);
        answered(ReceiptFrame.AUTHORIZE, record.authorizeAnswer);
        // a record is used again: what belongs to another state may be left from an earlier quote
        if (record.state != QuoteRecord.State.KILLED)
        {
            receipt.captureUntilNs(record.captureUntilNs);
        }
        if (record.state == QuoteRecord.State.CAPTURED || record.state == QuoteRecord.State.RELEASED)
        {
            answered(ReceiptFrame.SETTLE, record.captureAnswer);
        }
        if (record.state == QuoteRecord.State.CAPTURED)
        {
            receipt.amount(record.arrivedLow, record.arrivedHigh);
            receipt.finality(record.finality);
            receipt.text(ReceiptFrame.TRANSACTION_ID, record.transactionId, 0, record.transactionId.length);
        }
        if (receipt.finish() != ReceiptFrame.LENGTH)
        {
            throw new IllegalStateException("a receipt does not fit its wire form");
        }
    }

    private void answered(final int which, final byte[] answer)
    {
        if (kept.wrap(answer, 0, answer.length) == WireStatus.OK)
        {
            receipt.answer(which, kept);
        }
    }

    private void prove(
        final QuoteRecord record, final byte[] document, final int length, final AnswerFrame answer)
    {
        answer.quoteSequence(record.frame.quoteSequence());
        answer.quotedRate(record.frame.rate());
        answers.proved(document, length);
    }

    private static int code(final QuoteRecord.State state)
    {
        return switch (state)
        {
            case AUTHORIZED -> QuoteState.AUTHORIZED;
            case CAPTURED -> QuoteState.CAPTURED;
            case RELEASED -> QuoteState.RELEASED;
            case KILLED -> QuoteState.KILLED;
            case ISSUED, SIGNING, FREE -> throw new IllegalStateException("no payment is bound in state " + state);
        };
    }
}
