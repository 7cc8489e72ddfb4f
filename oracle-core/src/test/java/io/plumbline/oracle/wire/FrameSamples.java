// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Fills each frame with seeded values, and copies one field by field through its accessors and setters. */
final class FrameSamples
{
    private FrameSamples()
    {
    }

    static int write(final Values values, final byte[] target, final int at)
    {
        final TickFrameEncoder encoder = new TickFrameEncoder().begin(
            target, at, values.i32(), values.i32(), values.i32(), values.i64(), values.i64(), time(values));
        final int count = 1 + values.upTo(TickFrame.MAX_TICKS - 1);
        for (int i = 0; i < count; i++)
        {
            final long price = Math.max(values.i64(), TickFrame.NULL_PRICE + 1);
            encoder.addTick(values.i32(), (byte)values.u8(), time(values), price, values.i64(), values.i64());
        }
        return encoder.finish();
    }

    static int copy(final TickFrame from, final byte[] target, final int at)
    {
        final TickFrameEncoder encoder = new TickFrameEncoder().begin(target, at, from.environment(), from.providerId(),
            from.keyId(), from.sessionEpoch(), from.sequence(), from.signedAtNs());
        for (int i = 0; i < from.tickCount(); i++)
        {
            encoder.addTick(
                from.feedId(i), from.exponent(i), from.observedAtNs(i), from.price(i), from.bid(i), from.ask(i));
        }
        return encoder.finish();
    }

    private static long time(final Values values)
    {
        return values.i64() & Long.MAX_VALUE;
    }

    static void fill(final QuoteFrameEncoder to, final Values values)
    {
        to.environment(values.i32());
        to.keyId(values.i32());
        to.engineId(values.i64());
        to.bootEpoch(values.i64());
        to.quoteSequence(values.i64());
        to.kind(values.upTo(1));
        to.side(values.oneOf(0, 1, 255));
        to.tier(values.upTo(4));
        to.mode(values.upTo(2));
        to.rounding(values.oneOf(0, 1, 255));
        to.baseDecimals(values.u8());
        to.quoteDecimals(values.u8());
        to.rateDecimals(values.u8());
        to.issuedAtNs(values.i64());
        to.expiresAtNs(values.i64());
        to.asOfNs(values.i64());
        to.rate(values.i64());
        to.rangeLow(values.i64());
        to.rangeHigh(values.i64());
        to.quartileLow(values.i64());
        to.quartileHigh(values.i64());
        to.confidenceBps(values.u16());
        to.sources(values.u16());
        to.lineages(values.u16());
        to.feeBps(values.u16());
        to.slippageBps(values.u16());
        to.maxRiseBps(values.u16());
        to.maxFallBps(values.u16());
        to.lockFeeBps(values.u16());
        to.minConfirmations(values.index());
        to.amountIn(values.oneOf(0, 1, 255));
        to.payableDecimals(values.u8());
        to.reprices(values.u16());
        to.isRepriced(values.upTo(1) == 1);
        to.contributorMask(values.i64());
        to.policyVersion(values.i64());
        to.fiatAmount(values.i64(), values.i64());
        to.assetAmount(values.i64(), values.i64());
        to.feeAmount(values.i64(), values.i64());
        to.lockFeeAmount(values.i64(), values.i64());
        to.text(QuoteFrame.INSTRUMENT, values.text(QuoteFrame.INSTRUMENT.length()));
        to.text(QuoteFrame.ASSET_ID, values.text(QuoteFrame.ASSET_ID.length()));
        to.text(QuoteFrame.CURRENCY, values.text(QuoteFrame.CURRENCY.length()));
        to.text(QuoteFrame.MERCHANT, values.text(QuoteFrame.MERCHANT.length()));
        to.text(QuoteFrame.CUSTOMER, values.text(QuoteFrame.CUSTOMER.length()));
        to.text(QuoteFrame.PAYER, values.text(QuoteFrame.PAYER.length()));
        to.text(QuoteFrame.PAY_TO, values.text(QuoteFrame.PAY_TO.length()));
        to.digest(QuoteFrame.ORDER_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.digest(QuoteFrame.POLICY_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.digest(QuoteFrame.SOURCE_SET_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.digest(QuoteFrame.EVIDENCE_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.digest(QuoteFrame.REFERENCE_DIGEST, values.bytes(DigestField.LENGTH), 0);
    }

    static void copy(final QuoteFrame from, final QuoteFrameEncoder to)
    {
        to.environment(from.environment());
        to.keyId(from.keyId());
        to.engineId(from.engineId());
        to.bootEpoch(from.bootEpoch());
        to.quoteSequence(from.quoteSequence());
        to.kind(from.kind());
        to.side(from.side());
        to.tier(from.tier());
        to.mode(from.mode());
        to.rounding(from.rounding());
        to.baseDecimals(from.baseDecimals());
        to.quoteDecimals(from.quoteDecimals());
        to.rateDecimals(from.rateDecimals());
        to.issuedAtNs(from.issuedAtNs());
        to.expiresAtNs(from.expiresAtNs());
        to.asOfNs(from.asOfNs());
        to.rate(from.rate());
        to.rangeLow(from.rangeLow());
        to.rangeHigh(from.rangeHigh());
        to.quartileLow(from.quartileLow());
        to.quartileHigh(from.quartileHigh());
        to.confidenceBps(from.confidenceBps());
        to.sources(from.sources());
        to.lineages(from.lineages());
        to.feeBps(from.feeBps());
        to.slippageBps(from.slippageBps());
        to.maxRiseBps(from.maxRiseBps());
        to.maxFallBps(from.maxFallBps());
        to.lockFeeBps(from.lockFeeBps());
        to.minConfirmations(from.minConfirmations());
        to.amountIn(from.amountIn());
        to.payableDecimals(from.payableDecimals());
        to.reprices(from.reprices());
        to.isRepriced(from.isRepriced());
        to.contributorMask(from.contributorMask());
        to.policyVersion(from.policyVersion());
        to.fiatAmount(from.fiatAmountLow(), from.fiatAmountHigh());
        to.assetAmount(from.assetAmountLow(), from.assetAmountHigh());
        to.feeAmount(from.feeAmountLow(), from.feeAmountHigh());
        to.lockFeeAmount(from.lockFeeAmountLow(), from.lockFeeAmountHigh());
        to.text(QuoteFrame.INSTRUMENT, from.text(QuoteFrame.INSTRUMENT));
        to.text(QuoteFrame.ASSET_ID, from.text(QuoteFrame.ASSET_ID));
        to.text(QuoteFrame.CURRENCY, from.text(QuoteFrame.CURRENCY));
        to.text(QuoteFrame.MERCHANT, from.text(QuoteFrame.MERCHANT));
        to.text(QuoteFrame.CUSTOMER, from.text(QuoteFrame.CUSTOMER));
        to.text(QuoteFrame.PAYER, from.text(QuoteFrame.PAYER));
        to.text(QuoteFrame.PAY_TO, from.text(QuoteFrame.PAY_TO));
        to.digest(QuoteFrame.ORDER_DIGEST, from.buffer(), from.offset() + QuoteFrame.ORDER_DIGEST.offset());
        to.digest(QuoteFrame.POLICY_DIGEST, from.buffer(), from.offset() + QuoteFrame.POLICY_DIGEST.offset());
        to.digest(QuoteFrame.SOURCE_SET_DIGEST, from.buffer(), from.offset() + QuoteFrame.SOURCE_SET_DIGEST.offset());
        to.digest(QuoteFrame.EVIDENCE_DIGEST, from.buffer(), from.offset() + QuoteFrame.EVIDENCE_DIGEST.offset());
        to.digest(QuoteFrame.REFERENCE_DIGEST, from.buffer(), from.offset() + QuoteFrame.REFERENCE_DIGEST.offset());
    }

    static void fill(final AnswerFrame to, final Values values)
    {
        to.correlation(values.i64());
        to.atNs(values.i64());
        to.answer(values.u8());
        to.refusal(values.u16());
        to.quoteSequence(values.i64());
        to.decidedRate(values.i64());
        to.quotedRate(values.i64());
        to.limit(values.i64());
        to.measured(values.i64());
        to.amount(values.i64(), values.i64());
    }

    static void copy(final AnswerFrame from, final AnswerFrame to)
    {
        to.correlation(from.correlation());
        to.atNs(from.atNs());
        to.answer(from.answer());
        to.refusal(from.refusal());
        to.quoteSequence(from.quoteSequence());
        to.decidedRate(from.decidedRate());
        to.quotedRate(from.quotedRate());
        to.limit(from.limit());
        to.measured(from.measured());
        to.amount(from.amountLow(), from.amountHigh());
    }
}
