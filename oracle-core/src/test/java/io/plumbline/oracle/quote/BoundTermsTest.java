// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.ReferenceFrameEncoder;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

/** Contract M: a quote states the terms it was issued on and the record it was cut from. */
final class BoundTermsTest
{
    private static final QuotePolicy POLICY = QuotePolicy.named("retail").version(5).maxRiseBps(61).maxFallBps(87)
        .feeBps(33).lockFeeBps(12).minConfirmations(6).build();

    private final OracleConfig config = QuoteBench.config(QuoteBench.PATIENT, InstrumentConfig.named("BTC/USD")
        .asset(QuoteBench.BTC_ASSET, 8).payable(6).currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE, 4).build(),
        POLICY);
    private final QuoteBench bench = QuoteBench.started(config);

    @Test
    void contractM_shouldBindTheTermsOfAnOrderInTheAsset()
    {
        final OrderRequest order = new OrderRequest().reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES)
            .assetAmount(156_300, 0).order(QuoteBench.MERCHANT, QuoteBench.ORDER_DIGEST)
            .parties("alice", "", QuoteBench.PAY_TO);
        assertEquals(Answer.QUOTED, bench.send(order));
        final SignedQuote quote = quote();
        assertEquals(61, quote.maxRiseBps());
        assertEquals(87, quote.maxFallBps());
        assertEquals(33, quote.feeBps());
        assertEquals(12, quote.lockFeeBps());
        assertEquals(6, quote.minConfirmations());
        assertEquals(5, quote.policyVersion());
        assertEquals(8, quote.assetDecimals());
        assertEquals(6, quote.payableDecimals());
        assertEquals(0, quote.reprices());
        assertFalse(quote.isRepriced());
        assertEquals(QuoteFrame.AMOUNT_IN_ASSET, bench.quote.amountIn());
        // 0.001563 BTC at 64,000 USD is 100.032 USD, of which 45 bps more than the value: 99.5838...
        assertEquals(BigInteger.valueOf(156_300), quote.assetAmount());
        assertEquals(BigInteger.valueOf(9_958), quote.fiatAmount());
        assertEquals(BigInteger.valueOf(33), quote.feeAmount());
        assertEquals(BigInteger.valueOf(12), quote.lockFeeAmount());
        assertEquals(QuoteFrame.ROUNDING_FLOOR, bench.quote.rounding(), "what was found is the credit");
    }

    @Test
    void contractM_shouldCarryTheDigestOfTheRecordItWasCutFrom() throws NoSuchAlgorithmException
    {
        bench.price.mode = Mode.STRESSED;
        bench.price.primaryRefusal = Refusal.BREAKER_SPREAD;
        bench.price.isImpliedHigh = false;
        bench.price.trustBps = 8_800;
        bench.price.staleShareBps = 410;
        bench.price.spreadBps = 3;
        bench.price.tierSpreadBps = 4;
        bench.price.volatilityBps = 5;
        bench.price.dispersionBps = 6;
        final byte[] issued = bench.issue(10_000);
        assertArrayEquals(digestOf(record()), quote().referenceDigest());
        bench.price.trustBps++;
        bench.issue(10_000);
        assertArrayEquals(digestOf(record()), quote().referenceDigest());
        assertNotEquals(quote(), new SignedQuote(issued, 0, issued.length));
    }

    private SignedQuote quote()
    {
        return new SignedQuote(bench.quoteBytes, 0, SignedQuote.LENGTH);
    }

    /** The record as the schema has it, written from what median found. */
    private byte[] record()
    {
        final byte[] bytes = new byte[ReferenceFrame.LENGTH];
        final ReferenceFrameEncoder record = new ReferenceFrameEncoder();
        record.begin(bytes, 0);
        record.environment(QuoteBench.ENVIRONMENT);
        record.keyId(QuoteBench.KEY_ID);
        record.engineId(QuoteBench.ENGINE_ID);
        record.bootEpoch(QuoteBench.BOOT_EPOCH);
        record.text(ReferenceFrame.INSTRUMENT, "BTC/USD");
        record.rateDecimals(QuoteBench.BTC_PRICE_SCALE);
        record.tier(bench.price.tier.code());
        record.mode(Mode.STRESSED.code());
        record.primaryRefusal(Refusal.BREAKER_SPREAD.code());
        record.price(bench.price.price);
        record.rangeLow(bench.price.rangeLow);
        record.rangeHigh(bench.price.rangeHigh);
        record.quartileLow(bench.price.quartileLow);
        record.quartileHigh(bench.price.quartileHigh);
        record.asOfNs(bench.price.asOfNs);
        record.evaluatedAtNs(bench.price.evaluatedAtNs);
        record.validUntilNs(bench.price.validUntilNs);
        record.confidenceBps(9_000);
        record.sources(5);
        record.lineages(4);
        record.dispersionBps(6);
        record.trustBps(bench.price.trustBps);
        record.staleShareBps(410);
        record.spreadBps(3);
        record.tierSpreadBps(4);
        record.volatilityBps(5);
        record.contributorMask(0x8000_0000_0000_001fL);
        record.digest(ReferenceFrame.SOURCE_SET_DIGEST, ConfigDigests.ofSources(config), 0);
        record.digest(ReferenceFrame.EVIDENCE_DIGEST, bench.price.evidenceDigest, 0);
        assertEquals(ReferenceFrame.LENGTH, record.finish());
        return bytes;
    }

    private static byte[] digestOf(final byte[] record) throws NoSuchAlgorithmException
    {
        return MessageDigest.getInstance("SHA-256").digest(record);
    }
}
