// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.QuoteFrame;
import org.junit.jupiter.api.Test;

/** Contract Q: a quote that has died of time or drift comes back at the price of now, and binds only who accepts it. */
final class RepricingTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long TTL_NS = 10 * SECOND_NS;
    private static final long PRICE = QuoteBench.BTC_PRICE_E8;
    private static final long FALLEN = PRICE - PRICE / 100;

    private final RationBench bench = RationBench.with(terms("p").build());
    private final QuoteBench desk = bench.desk;

    private static QuotePolicyBuilder terms(final String name)
    {
        return QuotePolicy.named(name).ttlNs(TTL_NS).repriced(true);
    }

    /** Presents a quote after the price has fallen by more than it may; the answer must be a new quote. */
    private byte[] repriced(final String paymentId, final byte[] quote)
    {
        bench.pass(1);
        bench.priceAt(desk.price.price - desk.price.price / 100);
        assertEquals(Answer.REPRICED, bench.authorize(paymentId, quote, RationBench.termsOf(quote)));
        return desk.quoteBytes.clone();
    }

    @Test
    void contractQ_shouldAnswerDriftWithANewQuoteAtThePriceOfNow()
    {
        final byte[] quote = bench.issue(7, 10_000);
        final long sequence = desk.answer.quoteSequence();
        bench.pass(SECOND_NS);
        bench.priceAt(FALLEN);
        assertEquals(Answer.REPRICED, bench.authorize("a", quote));
        assertEquals(Refusal.DRIFT.code(), desk.answer.refusal());
        assertEquals(Refusal.DRIFT, bench.counted);
        assertEquals(100, desk.answer.measured());
        assertEquals(75, desk.answer.limit());
        assertEquals(PRICE, desk.answer.quotedRate());
        assertEquals(FALLEN, desk.answer.decidedRate());
        assertTrue(desk.answer.quoteSequence() > sequence);
        assertEquals(desk.quote.assetAmountLow(), desk.answer.amountLow());
        assertEquals(desk.answer.quoteSequence(), desk.quote.quoteSequence());
        assertEquals(FALLEN, desk.quote.rate());
        assertEquals(10_000, desk.quote.fiatAmountLow());
        assertEquals(desk.nowNs, desk.quote.issuedAtNs());
        assertEquals(desk.nowNs + TTL_NS, desk.quote.expiresAtNs());
        assertEquals(1, desk.quote.reprices());
        assertTrue(desk.quote.isRepriced());
        assertTrue(desk.quote.isText(QuoteFrame.MERCHANT, QuoteBench.MERCHANT));
        assertTrue(desk.quote.isText(QuoteFrame.CUSTOMER, "alice"));
        assertTrue(desk.quote.isText(QuoteFrame.PAY_TO, QuoteBench.PAY_TO));
        assertTrue(desk.quote.isDigest(QuoteFrame.ORDER_DIGEST, RationBench.orderDigest(7), 0));
        assertEquals(1, desk.counters.count(Metric.QUOTES_REPRICED));
        assertEquals(2, desk.counters.count(Metric.QUOTES_ISSUED));
        assertEquals(0, desk.counters.count(Metric.QUOTES_SUPERSEDED));
        assertEquals(0, desk.counters.count(Metric.COMMANDS_REFUSED));
    }

    @Test
    void contractQ_shouldAnswerExpiryWithANewQuote()
    {
        final byte[] quote = bench.issue(1, 10_000);
        final long expiresAtNs = desk.quote.expiresAtNs();
        bench.pass(TTL_NS);
        assertEquals(Answer.REPRICED, bench.authorize("a", quote));
        assertEquals(Refusal.EXPIRED.code(), desk.answer.refusal());
        assertEquals(Refusal.EXPIRED, bench.counted);
        assertEquals(expiresAtNs, desk.answer.measured());
        assertEquals(expiresAtNs, desk.answer.limit());
        assertTrue(desk.quote.isRepriced());
    }

    @Test
    void contractQ_shouldGiveTheSameAnswerAndTheSameQuoteToTheSameAuthorization()
    {
        final byte[] quote = bench.issue(1, 10_000);
        final byte[] young = repriced("a", quote);
        final byte[] accepted = RationBench.termsOf(quote);
        final long sequence = desk.answer.quoteSequence();
        final long atNs = desk.answer.atNs();
        bench.pass(SECOND_NS);
        for (int i = 0; i < 2; i++)
        {
            assertEquals(Answer.REPRICED, bench.authorize("a", quote, accepted));
            assertArrayEquals(young, desk.quoteBytes);
            assertEquals(Refusal.DRIFT.code(), desk.answer.refusal());
            assertEquals(Refusal.NONE, bench.counted);
            assertEquals(sequence, desk.answer.quoteSequence());
            assertEquals(atNs, desk.answer.atNs());
            // whatever has become of the new quote
            assertEquals(Answer.AUTHORIZED, bench.authorize("b", young, RationBench.termsOf(young)));
        }
        assertEquals(2, desk.counters.count(Metric.QUOTES_ISSUED));
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("c", quote));
        assertEquals(Refusal.PAYMENT_ID_CONFLICT, bench.authorize("a", young, RationBench.termsOf(young)));
        assertEquals(Refusal.PAYMENT_ID_CONFLICT, bench.authorize("a", quote));
    }

    @Test
    void contractQ_shouldKeepTheNewQuoteForAsLongAsTheAnswerThatCameWithIt()
    {
        final long retentionNs = 60 * SECOND_NS;
        final RationBench brief = RationBench.with(terms("p").receiptRetentionNs(retentionNs).build());
        final byte[] quote = brief.issue(1, 10_000);
        brief.pass(1);
        brief.priceAt(FALLEN);
        // the new one lives half as long
        brief.desk.price.mode = Mode.STRESSED;
        assertEquals(Answer.REPRICED, brief.authorize("a", quote));
        final byte[] young = brief.desk.quoteBytes.clone();
        assertEquals(TTL_NS / 2, brief.desk.quote.expiresAtNs() - brief.desk.quote.issuedAtNs());
        brief.pass(TTL_NS + retentionNs - 2);
        assertEquals(Answer.REPRICED, brief.authorize("a", quote));
        assertArrayEquals(young, brief.desk.quoteBytes);
        brief.pass(1);
        assertEquals(Refusal.UNKNOWN_OUTCOME, brief.authorize("a", quote));
    }

    @Test
    void contractQ_shouldBindNobodyToTermsThatWereNotAccepted()
    {
        final byte[] quote = bench.issue(1, 10_000);
        final byte[] young = repriced("a", quote);
        bench.pass(1);
        bench.assertRefused(Refusal.TERMS_NOT_ACCEPTED, bench.authorize("b", young), 0, 0);
        final byte[] terms = RationBench.termsOf(young);
        for (int bit = 0; bit < 256; bit += 15)
        {
            final byte[] other = terms.clone();
            other[bit / 8] ^= (byte)(1 << bit % 8);
            assertEquals(Refusal.TERMS_NOT_ACCEPTED, bench.authorize("b", young, other));
        }
        assertEquals(Refusal.TERMS_NOT_ACCEPTED, bench.authorize("b", young, RationBench.termsOf(quote)));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", young, terms));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", young, terms));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("c", young));
    }

    @Test
    void contractQ_shouldAskForNoAcceptanceOfWhatTheMerchantAskedFor()
    {
        final byte[] quote = bench.issue(1, 10_000);
        repriced("a", quote);
        final byte[] asked = bench.issue(1, 10_000);
        assertFalse(desk.quote.isRepriced());
        assertEquals(2, desk.quote.reprices());
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", asked));
        final byte[] other = bench.issue(2, 10_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("c", other, RationBench.termsOf(quote)));
    }

    @Test
    void contractQ_shouldNameTheLimitOfFurtherQuotes()
    {
        final RationBench capped = RationBench.with(terms("p").maxReprices(1).build());
        final byte[] quote = capped.issue(1, 10_000);
        capped.pass(1);
        capped.priceAt(FALLEN);
        assertEquals(Answer.REPRICED, capped.authorize("a", quote));
        final byte[] young = capped.desk.quoteBytes.clone();
        capped.pass(TTL_NS);
        final byte[] terms = RationBench.termsOf(young);
        capped.assertRefused(Refusal.REPRICE_LIMIT, capped.authorize("b", young, terms), 2, 1);
        assertEquals(Refusal.REPRICE_LIMIT, capped.authorize("b", young, terms));
        assertEquals(Refusal.NONE, capped.counted);
        assertEquals(Refusal.QUOTE_DEAD, capped.authorize("c", young, terms));
        assertEquals(1, capped.desk.counters.count(Metric.QUOTES_REPRICED));
    }

    @Test
    void contractQ_shouldRefusePlainlyWhereIssuingRefuses()
    {
        final byte[] quote = bench.issue(1, 10_000);
        final long expiresAtNs = desk.quote.expiresAtNs();
        bench.pass(TTL_NS + 5);
        desk.price.confidenceBps = 1;
        bench.assertRefused(Refusal.EXPIRED, bench.authorize("a", quote), expiresAtNs + 5, expiresAtNs);
        desk.price.confidenceBps = 9_000;
        assertEquals(Refusal.EXPIRED, bench.authorize("a", quote));
        final byte[] other = bench.issue(2, 10_000);
        bench.pass(TTL_NS);
        desk.price.tier = Tier.CLOSED;
        desk.price.refusal = Refusal.NO_QUORUM;
        assertEquals(Refusal.EXPIRED, bench.authorize("b", other));
        desk.goodPrice();
        final byte[] third = bench.issue(3, 10_000);
        bench.pass(TTL_NS);
        desk.evaluationCount = 0;
        assertEquals(Refusal.EXPIRED, bench.authorize("c", third));
        assertEquals(0, desk.counters.count(Metric.QUOTES_REPRICED));
    }

    @Test
    void contractQ_shouldSpendTheCustomersRateAndRefusePlainlyWithoutIt()
    {
        final RationBench slow =
            RationBench.with(terms("p").customerBurst(2).customerIntervalNs(3_600 * SECOND_NS).build());
        final byte[] quote = slow.issue(1, 10_000);
        slow.pass(1);
        slow.priceAt(FALLEN);
        assertEquals(Answer.REPRICED, slow.authorize("a", quote));
        final byte[] young = slow.desk.quoteBytes.clone();
        slow.pass(1);
        slow.priceAt(PRICE);
        slow.assertRefused(Refusal.DRIFT, slow.authorize("b", young, RationBench.termsOf(young)), 102, 75);
        assertEquals(Refusal.ISSUE_RATE, slow.order(2, 10_000));
    }

    @Test
    void contractQ_shouldNotCountTheDeadQuoteAgainstTheLimitsOfTheNewOne()
    {
        final RationBench capped = RationBench.with(terms("p").maxOutstandingMinorUnits(10_000).build());
        final byte[] quote = capped.issue(1, 10_000);
        capped.pass(1);
        capped.priceAt(FALLEN);
        assertEquals(Answer.REPRICED, capped.authorize("a", quote));
        capped.assertRefused(Refusal.POLICY_EXPOSURE, capped.order(2, 1_000), 11_000, 10_000);
        capped.pass(TTL_NS);
        assertEquals(Answer.QUOTED, capped.order(2, 10_000));
    }

    @Test
    void contractQ_shouldNotRepriceWhatDiesOfUncertaintyNorWhereTheTermsDoNot()
    {
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        desk.price.confidenceBps = 1;
        assertEquals(Refusal.LOW_CONFIDENCE, bench.authorize("a", quote));
        final RationBench plain = RationBench.with(terms("p").repriced(false).build());
        final byte[] other = plain.issue(1, 10_000);
        plain.pass(TTL_NS);
        assertEquals(Refusal.EXPIRED, plain.authorize("a", other));
    }

    @Test
    void contractQ_shouldNotRepriceWhileProtectedWhateverThatPermits()
    {
        desk.price.instrument = RationBench.ETH;
        desk.price.mode = Mode.PROTECTED;
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(TTL_NS);
        assertEquals(Refusal.EXPIRED, bench.authorize("a", quote));
        assertEquals(Answer.QUOTED, bench.order(1, 10_000));
        desk.price.mode = Mode.NORMAL;
        assertEquals(Refusal.EXPIRED, bench.authorize("a", quote));
        assertEquals(0, desk.counters.count(Metric.QUOTES_REPRICED));
    }
}
