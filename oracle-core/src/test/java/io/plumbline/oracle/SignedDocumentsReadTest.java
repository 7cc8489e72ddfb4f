// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.QuoteFrameEncoder;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.ReceiptFrame;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every accessor reads the field it names. */
final class SignedDocumentsReadTest
{
    private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);
    private static final long NOW = SignedDocuments.NOW;

    @Test
    void contractM_shouldReadAQuote()
    {
        final SignedQuote quote = new SignedQuote(SignedDocuments.QUOTE.signed(), 0, SignedQuote.LENGTH);
        assertEquals(SignedDocuments.ENVIRONMENT, quote.environment());
        assertEquals(SignedDocuments.KEY_ID, quote.keyId());
        assertEquals(SignedDocuments.ENGINE_ID, quote.engineId());
        assertEquals(3, quote.bootEpoch());
        assertEquals(17, quote.quoteSequence());
        assertTrue(quote.isOrder());
        assertEquals(Optional.of(Side.MERCHANT_PAYS), quote.side());
        assertTrue(quote.isAssetGiven());
        assertEquals(18, quote.assetDecimals());
        assertEquals(12, quote.payableDecimals());
        assertEquals(2, quote.fiatDecimals());
        assertEquals(8, quote.rateDecimals());
        assertEquals(33, quote.feeBps());
        assertEquals(12, quote.lockFeeBps());
        assertEquals(50, quote.slippageBps());
        assertEquals(70, quote.maxRiseBps());
        assertEquals(80, quote.maxFallBps());
        assertEquals(6, quote.minConfirmations());
        assertEquals(9, quote.reprices());
        assertTrue(quote.isRepriced());
        assertEquals(4, quote.policyVersion());
        assertEquals(BigInteger.valueOf(12_345), quote.fiatAmount());
        assertEquals(TWO_64.multiply(BigInteger.valueOf(8)).subtract(BigInteger.ONE), quote.assetAmount());
        assertEquals(BigInteger.valueOf(41), quote.feeAmount());
        assertEquals(BigInteger.valueOf(15), quote.lockFeeAmount());
        assertEquals("ETH/USD", quote.instrument());
        assertEquals("eip155:1/slip44:60", quote.assetId());
        assertEquals("USD", quote.currency());
        assertEquals("shop", quote.merchant());
        assertEquals("alice", quote.customer());
        assertEquals("payer-1", quote.payer());
        assertEquals("till-1", quote.payTo());
        assertArrayEquals(SignedDocuments.filled(1), quote.orderDigest());
    }

    @Test
    void contractM_shouldReadAReferenceQuoteAsOne()
    {
        final byte[] bytes = new byte[SignedQuote.LENGTH];
        final QuoteFrameEncoder frame = new QuoteFrameEncoder();
        frame.begin(bytes, 0);
        frame.kind(QuoteFrame.KIND_REFERENCE);
        frame.side(QuoteFrame.SIDE_NONE);
        frame.amountIn(QuoteFrame.AMOUNT_IN_NONE);
        frame.finish();
        final SignedQuote quote = new SignedQuote(bytes, 0, bytes.length);
        assertFalse(quote.isOrder());
        assertFalse(quote.isAssetGiven());
        assertFalse(quote.isRepriced());
        assertEquals(Optional.empty(), quote.side());
    }

    @Test
    void contractW_shouldReadAReceipt()
    {
        final Receipt receipt = new Receipt(SignedDocuments.RECEIPT.signed(), 0, Receipt.LENGTH);
        assertEquals(SignedDocuments.ENVIRONMENT, receipt.environment());
        assertEquals(SignedDocuments.KEY_ID, receipt.keyId());
        assertEquals(SignedDocuments.ENGINE_ID, receipt.engineId());
        assertEquals(3, receipt.bootEpoch());
        assertEquals(17, receipt.quoteSequence());
        assertEquals("shop", receipt.merchant());
        assertEquals("pay-1", receipt.paymentId());
        assertEquals(Receipt.State.CAPTURED, receipt.state());
        assertEquals(NOW + 100, receipt.issuedAtNs());
        assertEquals(NOW + 500, receipt.captureUntilNs());
        assertEquals(Optional.of(new Receipt.Decision(Answer.AUTHORIZED, Refusal.NONE, NOW + 10, 101, 100, 7, 8)),
            receipt.authorization());
        assertEquals(Optional.of(new Receipt.Decision(Answer.SETTLED, Refusal.NONE, NOW + 50, 101, 100, 7, 8)),
            receipt.capture());
        assertEquals(TWO_64.multiply(BigInteger.valueOf(6)).subtract(BigInteger.TWO), receipt.arrivedAmount());
        assertEquals(12, receipt.finality());
        assertEquals("0xabc", receipt.transactionId());
    }

    @Test
    void contractW_shouldReadEveryStateAndNoAnswerThatWasNotGiven()
    {
        final int[] codes = {QuoteState.AUTHORIZED, QuoteState.CAPTURED, QuoteState.RELEASED, QuoteState.KILLED};
        for (int i = 0; i < codes.length; i++)
        {
            final byte[] bytes = new byte[Receipt.LENGTH];
            final ReceiptFrame frame = new ReceiptFrame();
            frame.begin(bytes, 0);
            frame.state(codes[i]);
            assertEquals(ReceiptFrame.LENGTH, frame.finish());
            final Receipt receipt = new Receipt(bytes, 0, bytes.length);
            assertEquals(Receipt.State.values()[i], receipt.state());
            assertEquals(Optional.empty(), receipt.authorization());
            assertEquals(Optional.empty(), receipt.capture());
        }
        assertEquals(codes.length, Receipt.State.values().length);
    }

    @Test
    void contractW_shouldReadAReferenceRecord()
    {
        final ReferenceRecord record =
            new ReferenceRecord(SignedDocuments.REFERENCE.signed(), 0, ReferenceRecord.LENGTH);
        assertEquals(SignedDocuments.ENVIRONMENT, record.environment());
        assertEquals(SignedDocuments.KEY_ID, record.keyId());
        assertEquals(SignedDocuments.ENGINE_ID, record.engineId());
        assertEquals(3, record.bootEpoch());
        assertEquals("ETH/USD", record.instrument());
        assertEquals(8, record.rateDecimals());
        assertEquals(Tier.SECONDARY, record.tier());
        assertEquals(Mode.PROTECTED, record.mode());
        assertTrue(record.isImpliedHigh());
        assertEquals(Refusal.WIDE_RANGE, record.refusal());
        assertEquals(Refusal.NO_QUORUM, record.primaryRefusal());
        assertEquals(500, record.price());
        assertEquals(490, record.rangeLow());
        assertEquals(510, record.rangeHigh());
        assertEquals(495, record.quartileLow());
        assertEquals(505, record.quartileHigh());
        assertEquals(NOW - 5, record.asOfNs());
        assertEquals(NOW, record.evaluatedAtNs());
        assertEquals(NOW + 9, record.validUntilNs());
        assertEquals(9_100, record.confidenceBps());
        assertEquals(5, record.sources());
        assertEquals(4, record.lineages());
        assertEquals(21, record.dispersionBps());
        assertEquals(22, record.trustBps());
        assertEquals(23, record.staleShareBps());
        assertEquals(24, record.spreadBps());
        assertEquals(25, record.tierSpreadBps());
        assertEquals(26, record.volatilityBps());
        assertEquals(0x8000_0000_0000_001fL, record.contributorMask());
        assertArrayEquals(SignedDocuments.filled(2), record.sourceSetDigest());
        assertArrayEquals(SignedDocuments.filled(3), record.evidenceDigest());
    }
}
