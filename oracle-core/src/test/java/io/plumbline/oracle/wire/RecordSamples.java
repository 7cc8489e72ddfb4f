// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Fills records of outcomes and prices with seeded values, and copies one through its accessors and setters. */
final class RecordSamples
{
    private RecordSamples()
    {
    }

    static void fill(final ReferenceFrameEncoder to, final Values values)
    {
        to.environment(values.i32());
        to.keyId(values.i32());
        to.engineId(values.i64());
        to.bootEpoch(values.i64());
        to.text(ReferenceFrame.INSTRUMENT, values.text(ReferenceFrame.INSTRUMENT.length()));
        to.rateDecimals(values.u8());
        to.tier(values.upTo(4));
        to.mode(values.upTo(2));
        to.isImpliedHigh(values.upTo(1) == 1);
        to.refusal(values.u16());
        to.primaryRefusal(values.u16());
        to.price(values.i64());
        to.rangeLow(values.i64());
        to.rangeHigh(values.i64());
        to.quartileLow(values.i64());
        to.quartileHigh(values.i64());
        to.asOfNs(values.i64());
        to.evaluatedAtNs(values.i64());
        to.validUntilNs(values.i64());
        to.confidenceBps(values.u16());
        to.sources(values.u16());
        to.lineages(values.u16());
        to.dispersionBps(values.u16());
        to.trustBps(values.u16());
        to.staleShareBps(values.u16());
        to.spreadBps(values.u16());
        to.tierSpreadBps(values.u16());
        to.volatilityBps(values.u16());
        to.contributorMask(values.i64());
        to.digest(ReferenceFrame.SOURCE_SET_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.digest(ReferenceFrame.EVIDENCE_DIGEST, values.bytes(DigestField.LENGTH), 0);
    }

    static void copy(final ReferenceFrame from, final ReferenceFrameEncoder to)
    {
        to.environment(from.environment());
        to.keyId(from.keyId());
        to.engineId(from.engineId());
        to.bootEpoch(from.bootEpoch());
        to.text(ReferenceFrame.INSTRUMENT, from.text(ReferenceFrame.INSTRUMENT));
        to.rateDecimals(from.rateDecimals());
        to.tier(from.tier());
        to.mode(from.mode());
        to.isImpliedHigh(from.isImpliedHigh());
        to.refusal(from.refusal());
        to.primaryRefusal(from.primaryRefusal());
        to.price(from.price());
        to.rangeLow(from.rangeLow());
        to.rangeHigh(from.rangeHigh());
        to.quartileLow(from.quartileLow());
        to.quartileHigh(from.quartileHigh());
        to.asOfNs(from.asOfNs());
        to.evaluatedAtNs(from.evaluatedAtNs());
        to.validUntilNs(from.validUntilNs());
        to.confidenceBps(from.confidenceBps());
        to.sources(from.sources());
        to.lineages(from.lineages());
        to.dispersionBps(from.dispersionBps());
        to.trustBps(from.trustBps());
        to.staleShareBps(from.staleShareBps());
        to.spreadBps(from.spreadBps());
        to.tierSpreadBps(from.tierSpreadBps());
        to.volatilityBps(from.volatilityBps());
        to.contributorMask(from.contributorMask());
        to.digest(
            ReferenceFrame.SOURCE_SET_DIGEST, from.buffer(), from.offset() + ReferenceFrame.SOURCE_SET_DIGEST.offset());
        to.digest(
            ReferenceFrame.EVIDENCE_DIGEST, from.buffer(), from.offset() + ReferenceFrame.EVIDENCE_DIGEST.offset());
    }

    static void fill(final ReceiptFrame to, final Values values)
    {
        to.environment(values.i32());
        to.keyId(values.i32());
        to.engineId(values.i64());
        to.bootEpoch(values.i64());
        to.quoteSequence(values.i64());
        to.digest(ReceiptFrame.QUOTE_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.text(ReceiptFrame.MERCHANT, values.text(ReceiptFrame.MERCHANT.length()));
        to.text(ReceiptFrame.PAYMENT_ID, values.text(ReceiptFrame.PAYMENT_ID.length()));
        to.state(2 + values.upTo(3));
        to.finality(values.index());
        to.issuedAtNs(values.i64());
        to.captureUntilNs(values.i64());
        to.amount(values.i64(), values.i64());
        to.text(ReceiptFrame.TRANSACTION_ID, values.text(ReceiptFrame.TRANSACTION_ID.length()));
        to.answer(ReceiptFrame.AUTHORIZE, answer(values));
        if (values.upTo(1) == 1)
        {
            to.answer(ReceiptFrame.SETTLE, answer(values));
        }
    }

    static void copy(final ReceiptFrame from, final ReceiptFrame to)
    {
        to.environment(from.environment());
        to.keyId(from.keyId());
        to.engineId(from.engineId());
        to.bootEpoch(from.bootEpoch());
        to.quoteSequence(from.quoteSequence());
        to.digest(ReceiptFrame.QUOTE_DIGEST, from.buffer(), from.offset() + ReceiptFrame.QUOTE_DIGEST.offset());
        to.text(ReceiptFrame.MERCHANT, from.text(ReceiptFrame.MERCHANT));
        to.text(ReceiptFrame.PAYMENT_ID, from.text(ReceiptFrame.PAYMENT_ID));
        to.state(from.state());
        to.finality(from.finality());
        to.issuedAtNs(from.issuedAtNs());
        to.captureUntilNs(from.captureUntilNs());
        to.amount(from.amountLow(), from.amountHigh());
        to.text(ReceiptFrame.TRANSACTION_ID, from.text(ReceiptFrame.TRANSACTION_ID));
        for (int which = ReceiptFrame.AUTHORIZE; which <= ReceiptFrame.SETTLE; which++)
        {
            final AnswerFrame answer = new AnswerFrame();
            answer.begin(new byte[AnswerFrame.LENGTH], 0);
            answer.atNs(from.atNs(which));
            answer.decidedRate(from.decidedRate(which));
            answer.quotedRate(from.quotedRate(which));
            answer.limit(from.limit(which));
            answer.measured(from.measured(which));
            answer.answer(from.answer(which));
            answer.refusal(from.refusal(which));
            to.answer(which, answer);
        }
    }

    static void fill(final RedemptionFrame to, final Values values)
    {
        final byte[] quote = new byte[SignedQuoteLayout.LENGTH];
        final QuoteFrameEncoder encoder = new QuoteFrameEncoder();
        encoder.begin(quote, 0);
        FrameSamples.fill(encoder, values);
        encoder.kind(QuoteFrame.KIND_ORDER);
        encoder.finish();
        System.arraycopy(values.bytes(SignedQuoteLayout.SIGNATURE_LENGTH), 0, quote, SignedQuoteLayout.SIGNATURE,
            SignedQuoteLayout.SIGNATURE_LENGTH);
        to.signedQuote(quote, 0);
        if (values.upTo(3) > 0)
        {
            to.reference(reference(values), 0);
        }
        to.retainUntilNs(values.i64());
        to.captureUntilNs(values.i64());
        to.askedAtNs(values.i64());
        to.repricedAs(values.i64());
        to.policy(values.index());
        to.instrument(values.index());
        to.state(1 + values.upTo(4));
        to.isApproved(values.upTo(1) == 1);
        if (values.upTo(2) > 0)
        {
            to.hasPayment(true);
            to.finality(values.index());
            to.digest(RedemptionFrame.PAYMENT_KEY, values.bytes(DigestField.LENGTH), 0);
            to.digest(RedemptionFrame.AUTHORIZE_DIGEST, values.bytes(DigestField.LENGTH), 0);
            to.digest(RedemptionFrame.CAPTURE_DIGEST, values.bytes(DigestField.LENGTH), 0);
            to.text(RedemptionFrame.PAYMENT_ID, values.text(RedemptionFrame.PAYMENT_ID.length()));
            to.text(RedemptionFrame.TRANSACTION_ID, values.text(RedemptionFrame.TRANSACTION_ID.length()));
            to.authorizeAnswer(answer(values).buffer(), 0);
            if (values.upTo(1) == 1)
            {
                to.captureAnswer(answer(values).buffer(), 0);
            }
        }
    }

    static void copy(final RedemptionFrame from, final RedemptionFrame to)
    {
        to.retainUntilNs(from.retainUntilNs());
        to.captureUntilNs(from.captureUntilNs());
        to.askedAtNs(from.askedAtNs());
        to.repricedAs(from.repricedAs());
        to.policy(from.policy());
        to.instrument(from.instrument());
        to.state(from.state());
        to.isApproved(from.isApproved());
        to.hasPayment(from.hasPayment());
        to.finality(from.finality());
        to.digest(RedemptionFrame.PAYMENT_KEY, from.buffer(), from.offset() + RedemptionFrame.PAYMENT_KEY.offset());
        to.digest(
            RedemptionFrame.AUTHORIZE_DIGEST, from.buffer(), from.offset() + RedemptionFrame.AUTHORIZE_DIGEST.offset());
        to.digest(
            RedemptionFrame.CAPTURE_DIGEST, from.buffer(), from.offset() + RedemptionFrame.CAPTURE_DIGEST.offset());
        to.text(RedemptionFrame.PAYMENT_ID, from.text(RedemptionFrame.PAYMENT_ID));
        to.text(RedemptionFrame.TRANSACTION_ID, from.text(RedemptionFrame.TRANSACTION_ID));
        to.authorizeAnswer(from.buffer(), from.authorizeAnswerOffset());
        to.captureAnswer(from.buffer(), from.captureAnswerOffset());
        to.signedQuote(from.buffer(), from.signedQuoteOffset());
        to.reference(from.buffer(), from.referenceOffset());
    }

    static byte[] reference(final Values values)
    {
        final byte[] bytes = new byte[ReferenceFrame.LENGTH];
        final ReferenceFrameEncoder encoder = new ReferenceFrameEncoder();
        encoder.begin(bytes, 0);
        fill(encoder, values);
        encoder.finish();
        return bytes;
    }

    static AnswerFrame answer(final Values values)
    {
        final AnswerFrame answer = new AnswerFrame();
        answer.begin(new byte[AnswerFrame.LENGTH], 0);
        FrameSamples.fill(answer, values);
        answer.finish();
        return answer;
    }
}
