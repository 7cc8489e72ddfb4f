// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.wire.AnswerFrame;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.ReferenceFrameEncoder;
import java.util.Arrays;

/** One document of each kind, filled and signed by one key, and how each is read and verified. */
enum SignedDocuments
{
    QUOTE("QuoteFrame", SignedQuote.LENGTH)
    {
        @Override
        void write(final byte[] target)
        {
            final QuoteFrameEncoder quote = new QuoteFrameEncoder();
            quote.begin(target, 0);
            quote.environment(ENVIRONMENT);
            quote.keyId(KEY_ID);
            quote.engineId(ENGINE_ID);
            quote.bootEpoch(3);
            quote.quoteSequence(17);
            quote.kind(QuoteFrame.KIND_ORDER);
            quote.side(QuoteFrame.SIDE_MERCHANT_PAYS);
            quote.rounding(QuoteFrame.ROUNDING_FLOOR);
            quote.baseDecimals(18);
            quote.payableDecimals(12);
            quote.quoteDecimals(2);
            quote.rateDecimals(8);
            quote.issuedAtNs(NOW);
            quote.expiresAtNs(NOW + 1_000);
            quote.asOfNs(NOW - 5);
            quote.rate(6_400_000_000_000L);
            quote.confidenceBps(9_100);
            quote.sources(5);
            quote.lineages(4);
            quote.feeBps(33);
            quote.lockFeeBps(12);
            quote.slippageBps(50);
            quote.maxRiseBps(70);
            quote.maxFallBps(80);
            quote.minConfirmations(6);
            quote.amountIn(QuoteFrame.AMOUNT_IN_ASSET);
            quote.reprices(9);
            quote.isRepriced(true);
            quote.policyVersion(4);
            quote.fiatAmount(12_345, 0);
            quote.assetAmount(-1, 7);
            quote.feeAmount(41, 0);
            quote.lockFeeAmount(15, 0);
            quote.text(QuoteFrame.INSTRUMENT, "ETH/USD");
            quote.text(QuoteFrame.ASSET_ID, "eip155:1/slip44:60");
            quote.text(QuoteFrame.CURRENCY, "USD");
            quote.text(QuoteFrame.MERCHANT, "shop");
            quote.text(QuoteFrame.CUSTOMER, "alice");
            quote.text(QuoteFrame.PAYER, "payer-1");
            quote.text(QuoteFrame.PAY_TO, "till-1");
            quote.digest(QuoteFrame.ORDER_DIGEST, filled(1), 0);
            quote.digest(QuoteFrame.REFERENCE_DIGEST, new ReferenceRecord(REFERENCE.signed(), 0,
                ReferenceRecord.LENGTH).digest(), 0);
            quote.finish();
        }

        @Override
        SignedDocument<?> read(final byte[] bytes, final int offset, final int length)
        {
            return new SignedQuote(bytes, offset, length);
        }

        @Override
        Refusal verify(final byte[] bytes)
        {
            return VERIFIER.verify(bytes, NOW);
        }
    },
    RECEIPT("ReceiptFrame", Receipt.LENGTH)
    {
        @Override
        void write(final byte[] target)
        {
            final AnswerFrame answer = new AnswerFrame();
            answer.begin(new byte[AnswerFrame.LENGTH], 0);
            answer.answer(Answer.AUTHORIZED.code());
            answer.atNs(NOW + 10);
            answer.decidedRate(101);
            answer.quotedRate(100);
            answer.measured(7);
            answer.limit(8);
            final ReceiptFrame receipt = new ReceiptFrame();
            receipt.begin(target, 0);
            receipt.environment(ENVIRONMENT);
            receipt.keyId(KEY_ID);
            receipt.engineId(ENGINE_ID);
            receipt.bootEpoch(3);
            receipt.quoteSequence(17);
            final byte[] quoteDigest = new SignedQuote(QUOTE.signed(), 0, SignedQuote.LENGTH).digest();
            receipt.digest(ReceiptFrame.QUOTE_DIGEST, quoteDigest, 0);
            receipt.text(ReceiptFrame.MERCHANT, "shop");
            receipt.text(ReceiptFrame.PAYMENT_ID, "pay-1");
            receipt.state(QuoteState.CAPTURED);
            receipt.issuedAtNs(NOW + 100);
            receipt.captureUntilNs(NOW + 500);
            receipt.answer(ReceiptFrame.AUTHORIZE, answer);
            answer.answer(Answer.SETTLED.code());
            answer.atNs(NOW + 50);
            receipt.answer(ReceiptFrame.SETTLE, answer);
            receipt.amount(-2, 5);
            receipt.finality(12);
            receipt.text(ReceiptFrame.TRANSACTION_ID, "0xabc");
            receipt.finish();
        }

        @Override
        SignedDocument<?> read(final byte[] bytes, final int offset, final int length)
        {
            return new Receipt(bytes, offset, length);
        }

        @Override
        Refusal verify(final byte[] bytes)
        {
            return VERIFIER.verifyReceipt(bytes);
        }
    },
    REFERENCE("ReferenceFrame", ReferenceRecord.LENGTH)
    {
        @Override
        void write(final byte[] target)
        {
            final ReferenceFrameEncoder record = new ReferenceFrameEncoder();
            record.begin(target, 0);
            record.environment(ENVIRONMENT);
            record.keyId(KEY_ID);
            record.engineId(ENGINE_ID);
            record.bootEpoch(3);
            record.text(ReferenceFrame.INSTRUMENT, "ETH/USD");
            record.rateDecimals(8);
            record.tier(1);
            record.mode(2);
            record.isImpliedHigh(true);
            record.refusal(Refusal.WIDE_RANGE.code());
            record.primaryRefusal(Refusal.NO_QUORUM.code());
            record.price(500);
            record.rangeLow(490);
            record.rangeHigh(510);
            record.quartileLow(495);
            record.quartileHigh(505);
            record.asOfNs(NOW - 5);
            record.evaluatedAtNs(NOW);
            record.validUntilNs(NOW + 9);
            record.confidenceBps(9_100);
            record.sources(5);
            record.lineages(4);
            record.dispersionBps(21);
            record.trustBps(22);
            record.staleShareBps(23);
            record.spreadBps(24);
            record.tierSpreadBps(25);
            record.volatilityBps(26);
            record.contributorMask(0x8000_0000_0000_001fL);
            record.digest(ReferenceFrame.SOURCE_SET_DIGEST, filled(2), 0);
            record.digest(ReferenceFrame.EVIDENCE_DIGEST, filled(3), 0);
            record.finish();
        }

        @Override
        SignedDocument<?> read(final byte[] bytes, final int offset, final int length)
        {
            return new ReferenceRecord(bytes, offset, length);
        }

        @Override
        Refusal verify(final byte[] bytes)
        {
            return VERIFIER.verifyReference(bytes);
        }
    };

    static final int ENVIRONMENT = 7;
    static final int KEY_ID = 11;
    static final long ENGINE_ID = 13;
    static final long NOW = 1_700_000_000_000_000_000L;
    static final Ed25519SigningKey KEY = Ed25519SigningKey.ofSeed(filled(0x51));
    static final QuoteVerifier VERIFIER = QuoteVerifier.of(ENVIRONMENT, KEY_ID, KEY.publicKey().toBytes());

    private final String message;
    private final int length;

    SignedDocuments(final String message, final int length)
    {
        this.message = message;
        this.length = length;
    }

    static byte[] filled(final int value)
    {
        final byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte)value);
        return bytes;
    }

    /** The document and its signature, in an array of its own. */
    final byte[] signed()
    {
        final byte[] bytes = new byte[length];
        write(bytes);
        return sign(bytes);
    }

    /** Signs what stands in front of the signature, whatever it is. */
    static byte[] sign(final byte[] bytes)
    {
        final int signed = bytes.length - SignedDocument.SIGNATURE_LENGTH;
        KEY.sign(bytes, 0, signed, bytes, signed);
        return bytes;
    }

    final String message()
    {
        return message;
    }

    final int length()
    {
        return length;
    }

    /** Writes the document without its signature. */
    abstract void write(byte[] target);

    abstract SignedDocument<?> read(byte[] bytes, int offset, int length);

    /** What the verifier says while the document is valid. */
    abstract Refusal verify(byte[] bytes);
}
