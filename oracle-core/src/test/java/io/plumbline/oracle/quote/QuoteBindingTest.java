// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.fixtures.SchemaFields;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract M: a quote binds everything, is signed by the engine's key, and redeems only as it was issued. */
final class QuoteBindingTest
{
    private static final QuotePolicy POLICY = QuotePolicy.named("retail").version(3)
        .receiptRetentionNs(601 * QuoteBench.SECOND_NS).feeBps(33).build();
    private static final Set<Refusal> TAMPERED = EnumSet.of(Refusal.BINDING_MISMATCH, Refusal.WRONG_ENGINE,
        Refusal.MALFORMED, Refusal.UNKNOWN_QUOTE, Refusal.UNKNOWN_OUTCOME);

    private final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"), POLICY);

    @ParameterizedTest
    @EnumSource(Side.class)
    void contractM_shouldBindEveryField(final Side side)
    {
        assertEquals(Answer.QUOTED, bench.order(side, 1, 12_345, "payer-1"));
        final QuoteFrame quote = bench.quote;
        assertEquals(QuoteBench.ENVIRONMENT, quote.environment());
        assertEquals(QuoteBench.KEY_ID, quote.keyId());
        assertEquals(QuoteBench.ENGINE_ID, quote.engineId());
        assertEquals(QuoteBench.BOOT_EPOCH, quote.bootEpoch());
        assertEquals(1, quote.quoteSequence());
        assertEquals(QuoteFrame.KIND_ORDER, quote.kind());
        final boolean isReceive = side == Side.MERCHANT_RECEIVES;
        assertEquals(isReceive ? QuoteFrame.SIDE_MERCHANT_RECEIVES : QuoteFrame.SIDE_MERCHANT_PAYS, quote.side());
        assertEquals(isReceive ? QuoteFrame.ROUNDING_CEILING : QuoteFrame.ROUNDING_FLOOR, quote.rounding());
        assertEquals(Tier.PRIMARY.code(), quote.tier());
        assertEquals(0, quote.mode());
        assertEquals(8, quote.baseDecimals());
        assertEquals(2, quote.quoteDecimals());
        assertEquals(QuoteBench.BTC_PRICE_SCALE, quote.rateDecimals());
        assertEquals(bench.nowNs, quote.issuedAtNs());
        assertEquals(bench.nowNs + POLICY.ttlNs(), quote.expiresAtNs());
        assertEquals(33, quote.feeBps());
        assertEquals(50, quote.slippageBps());
        assertEquals(75, quote.maxRiseBps());
        assertEquals(75, quote.maxFallBps());
        assertEquals(QuoteFrame.AMOUNT_IN_FIAT, quote.amountIn());
        assertEquals(8, quote.payableDecimals());
        assertEquals(0, quote.reprices());
        assertFalse(quote.isRepriced());
        assertEquals(3, quote.policyVersion());
        assertEquals(12_345, quote.fiatAmountLow());
        assertEquals(0, quote.fiatAmountHigh());
        // 123.45 USD at 64,000 USD is 192,890.625 base units; with 33 bps more 193,527.16..., with 33 less 192,254.08
        assertEquals(isReceive ? 193_528 : 192_254, quote.assetAmountLow());
        assertEquals(0, quote.assetAmountHigh());
        assertEquals(41, quote.feeAmountLow());
        assertEquals(0, quote.feeAmountHigh());
    }

    @Test
    void contractM_shouldBindPartiesAndJudgement()
    {
        assertEquals(Answer.QUOTED, bench.order(Side.MERCHANT_RECEIVES, 1, 12_345, "payer-1"));
        final QuoteFrame quote = bench.quote;
        assertEquals("BTC/USD", quote.text(QuoteFrame.INSTRUMENT));
        assertEquals(QuoteBench.BTC_ASSET, quote.text(QuoteFrame.ASSET_ID));
        assertEquals("USD", quote.text(QuoteFrame.CURRENCY));
        assertEquals(QuoteBench.MERCHANT, quote.text(QuoteFrame.MERCHANT));
        assertEquals("alice", quote.text(QuoteFrame.CUSTOMER));
        assertEquals("payer-1", quote.text(QuoteFrame.PAYER));
        assertEquals(QuoteBench.PAY_TO, quote.text(QuoteFrame.PAY_TO));
        assertTrue(quote.isDigest(QuoteFrame.ORDER_DIGEST, QuoteBench.ORDER_DIGEST, 0));
        assertTrue(quote.isDigest(QuoteFrame.EVIDENCE_DIGEST, bench.price.evidenceDigest, 0));
        assertTrue(quote.isDigest(QuoteFrame.POLICY_DIGEST, ConfigDigests.ofPolicy(POLICY), 0));
        assertTrue(quote.isDigest(QuoteFrame.SOURCE_SET_DIGEST,
            ConfigDigests.ofSources(QuoteBench.config(QuoteBench.PATIENT)), 0));
        assertEquals(bench.price.asOfNs, quote.asOfNs());
        assertEquals(bench.price.price, quote.rate());
        assertEquals(bench.price.rangeLow, quote.rangeLow());
        assertEquals(bench.price.rangeHigh, quote.rangeHigh());
        assertEquals(bench.price.quartileLow, quote.quartileLow());
        assertEquals(bench.price.quartileHigh, quote.quartileHigh());
        assertEquals(9_000, quote.confidenceBps());
        assertEquals(5, quote.sources());
        assertEquals(4, quote.lineages());
        assertEquals(0x8000_0000_0000_001fL, quote.contributorMask());
    }

    @Test
    void contractM_shouldAnswerWithTheQuotesFigures()
    {
        bench.issue(10_000);
        assertEquals(1, bench.answer.quoteSequence());
        assertEquals(QuoteBench.BTC_PRICE_E8, bench.answer.quotedRate());
        assertEquals(QuoteBench.BTC_PRICE_E8, bench.answer.decidedRate());
        assertEquals(156_250, bench.answer.amountLow());
        assertEquals(0, bench.answer.amountHigh());
        assertEquals(bench.nowNs, bench.answer.atNs());
        assertEquals(1, bench.counters.count(Metric.QUOTES_ISSUED));
    }

    @Test
    void contractM_shouldSignEveryByteOfTheQuote()
    {
        final byte[] quote = bench.issue(10_000);
        final Ed25519Verifier verifier = new Ed25519Verifier();
        assertTrue(isSigned(verifier, quote));
        for (int i = 0; i < SignedQuote.LENGTH; i += 37)
        {
            final byte[] altered = quote.clone();
            altered[i] ^= 1;
            assertFalse(isSigned(verifier, altered), "byte " + i);
        }
    }

    private static boolean isSigned(final Ed25519Verifier verifier, final byte[] quote)
    {
        return verifier.verify(QuoteBench.KEY.publicKey(), quote, 0, QuoteFrame.LENGTH, quote,
            SignedQuoteLayout.SIGNATURE, SignedQuoteLayout.SIGNATURE_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x80, 0xff})
    void contractM_shouldRefuseEveryAlteredByteAndBindNothing(final int flip)
    {
        bench.issue(9_000);
        final byte[] quote = bench.issue(10_000);
        bench.issue(11_000);
        bench.advance(1);
        for (int i = 0; i < quote.length; i++)
        {
            final byte[] altered = quote.clone();
            altered[i] ^= (byte)flip;
            final Enum<?> ended = bench.authorize("pay", altered);
            assertTrue(TAMPERED.contains(ended), "byte " + i + " altered: " + ended);
        }
        assertEquals(quote.length, bench.counters.count(Metric.COMMANDS_REFUSED));
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractM_shouldRefuseEveryFieldAlteredThoughTheKeySignedIt()
    {
        bench.issue(9_000);
        final byte[] quote = bench.issue(10_000);
        bench.issue(11_000);
        bench.advance(1);
        for (final SchemaFields.Field field : SchemaFields.of("QuoteFrame"))
        {
            final Set<Enum<?>> found = new HashSet<>();
            for (int at = field.offset(); at < field.offset() + field.length(); at++)
            {
                for (int flip = 1; flip <= 0x80; flip <<= 1)
                {
                    final byte[] altered = quote.clone();
                    altered[at] ^= (byte)flip;
                    QuoteBench.KEY.sign(altered, 0, QuoteFrame.LENGTH, altered, QuoteFrame.LENGTH);
                    found.add(bench.authorize("pay", altered));
                }
            }
            final Refusal expected = switch (field.name())
            {
                case "engineId", "bootEpoch" -> Refusal.WRONG_ENGINE;
                default -> field.isFixed() ? Refusal.MALFORMED : Refusal.BINDING_MISMATCH;
            };
            assertTrue(found.contains(expected), field.name() + ": " + found);
            found.remove(expected);
            found.remove(field.name().equals("quoteSequence") ? Refusal.UNKNOWN_QUOTE : Refusal.MALFORMED);
            assertEquals(Set.of(), found, field.name());
        }
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractM_shouldRefuseAQuoteOfAnotherLength()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Refusal.MALFORMED, bench.authorize("pay", Arrays.copyOf(quote, quote.length - 1)));
        assertEquals(Refusal.MALFORMED, bench.authorize("pay", Arrays.copyOf(quote, QuoteFrame.LENGTH)));
        assertEquals(Refusal.MALFORMED, bench.authorize("pay", new byte[0]));
        assertEquals(Refusal.MALFORMED, bench.authorize("pay", new byte[quote.length]));
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractM_shouldRefuseOtherParties()
    {
        assertEquals(Answer.QUOTED, bench.order(Side.MERCHANT_RECEIVES, 0, 10_000, "payer-1"));
        final byte[] quote = bench.quoteBytes.clone();
        bench.advance(1);
        final byte[] otherOrder = QuoteBench.ORDER_DIGEST.clone();
        otherOrder[31] ^= 1;
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize("shoq", "pay", QuoteBench.ORDER_DIGEST, "payer-1", quote));
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize("shop-2", "pay", QuoteBench.ORDER_DIGEST, "payer-1", quote));
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize(QuoteBench.MERCHANT, "pay", otherOrder, "payer-1", quote));
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize(QuoteBench.MERCHANT, "pay", QuoteBench.ORDER_DIGEST, "payer-2", quote));
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize(QuoteBench.MERCHANT, "pay", QuoteBench.ORDER_DIGEST, "", quote));
        assertEquals(5, bench.counters.count(Refusal.BINDING_MISMATCH));
        assertEquals(Answer.AUTHORIZED,
            bench.authorize(QuoteBench.MERCHANT, "pay", QuoteBench.ORDER_DIGEST, "payer-1", quote));
    }

    @Test
    void contractM_shouldTakeAnyPayerWhereNoneIsBound()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Answer.AUTHORIZED,
            bench.authorize(QuoteBench.MERCHANT, "pay", QuoteBench.ORDER_DIGEST, "whoever", quote));
    }

    @Test
    void contractM_shouldNotRedeemAReferenceQuote()
    {
        bench.clock(bench.nowNs, bench.price);
        assertEquals(1, bench.referenceCount);
        assertEquals(Refusal.BINDING_MISMATCH, bench.authorize("pay", bench.references[0]), "though none was issued");
        bench.issue(10_000);
        bench.advance(1);
        assertEquals(Refusal.BINDING_MISMATCH, bench.authorize("pay", bench.references[0]));
    }

    @Test
    void contractP_shouldRedeemOnlyWhatThisEngineAndEpochIssued()
    {
        final byte[] quote = bench.issue(10_000);
        final OracleConfig config = QuoteBench.config(QuoteBench.PATIENT, QuotePolicy.standard("plain"), POLICY);
        final QuoteBench restarted = new QuoteBench(config, QuoteBench.KEY, QuoteBench.BOOT_EPOCH + 1);
        restarted.clock();
        restarted.issue(10_000);
        restarted.advance(1);
        assertEquals(Refusal.WRONG_ENGINE, restarted.authorize("pay", quote));

        final OracleConfig other = OracleConfig.builder().identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID + 1)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).instrument(config.instruments().get(0))
            .source(config.sources().get(0)).policy(POLICY).build();
        final QuoteBench neighbour = QuoteBench.started(other);
        neighbour.issue(10_000);
        assertEquals(Refusal.WRONG_ENGINE, neighbour.authorize("pay", quote));
        assertEquals(1, neighbour.counters.count(Refusal.WRONG_ENGINE));
    }
}
