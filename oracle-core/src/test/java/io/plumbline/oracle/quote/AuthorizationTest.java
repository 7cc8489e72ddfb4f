// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.AuthorizeEvent;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts N and O: what an authorization binds, what it kills, what it leaves alone, and how long that is known. */
final class AuthorizationTest
{
    private static final QuotePolicy POLICY = QuotePolicy.standard("plain").withTimes(30 * QuoteBench.SECOND_NS,
        100 * QuoteBench.SECOND_NS, 50 * QuoteBench.SECOND_NS);

    private final QuoteBench bench = QuoteBench.with(POLICY);

    @Test
    void contractN_shouldReserveTheQuoteUnderTheCaptureTime()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(QuoteBench.SECOND_NS);
        bench.price.price += 7;
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
        assertEquals(1, bench.answer.quoteSequence());
        assertEquals(bench.nowNs, bench.answer.atNs());
        assertEquals(bench.nowNs + POLICY.captureTtlNs(), bench.answer.limit());
        assertEquals(QuoteBench.BTC_PRICE_E8 + 7, bench.answer.decidedRate());
        assertEquals(QuoteBench.BTC_PRICE_E8, bench.answer.quotedRate());
        assertEquals(156_250, bench.answer.amountLow());
    }

    @Test
    void contractO_shouldRepeatTheAnswerWhateverTimeAndPriceSay()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
        final long atNs = bench.answer.atNs();
        final byte[] first = answerApartFromCorrelation();
        bench.nowNs += POLICY.captureTtlNs() + POLICY.receiptRetentionNs() - 1;
        bench.price.tier = Tier.CLOSED;
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
        assertEquals(atNs, bench.answer.atNs());
        assertArrayEquals(first, answerApartFromCorrelation());
        assertEquals(1, bench.counters.count(Metric.QUOTES_AUTHORIZED));
        bench.nowNs++;
        bench.admin(AdminEvent.REOPEN_ORACLE);
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.authorize("pay", quote));
    }

    private byte[] answerApartFromCorrelation()
    {
        bench.answer.correlation(0);
        return Arrays.copyOf(bench.answer.buffer(), bench.answer.length());
    }

    @Test
    void contractO_shouldRefuseAnotherRequestUnderAKnownPaymentId()
    {
        final byte[] quote = bench.issue(10_000);
        final byte[] other = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
        assertEquals(Refusal.PAYMENT_ID_CONFLICT, bench.authorize("pay", other));
        assertEquals(Refusal.PAYMENT_ID_CONFLICT,
            bench.authorize(QuoteBench.MERCHANT, "pay", QuoteBench.ORDER_DIGEST, "payer", quote));
        assertEquals(Refusal.BINDING_MISMATCH,
            bench.authorize("other", "pay", QuoteBench.ORDER_DIGEST, "", other));
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay-2", other));
    }

    @Test
    void contractP_shouldRedeemAQuoteOnce()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("pay-2", quote));
        assertEquals(Answer.SETTLED, bench.capture("pay", 156_250, 0));
        assertEquals(Refusal.ALREADY_REDEEMED, bench.authorize("pay-2", quote));
        assertEquals(1, bench.counters.count(Metric.QUOTES_AUTHORIZED));
    }

    @Test
    void contractO_shouldKillAnExpiredQuote()
    {
        final byte[] quote = bench.issue(10_000);
        final byte[] other = bench.issue(10_000);
        bench.advance(POLICY.ttlNs() - 1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", other));
        bench.advance(1);
        assertEquals(Refusal.EXPIRED, bench.authorize("late", quote));
        assertEquals(bench.nowNs, bench.answer.measured());
        assertEquals(bench.nowNs, bench.answer.limit());
        assertDead(quote, "late", Refusal.EXPIRED);
    }

    @Test
    void contractO_shouldKillOnDriftEitherWay()
    {
        for (final int sign : new int[]{-1, 1})
        {
            bench.goodPrice();
            final byte[] quote = bench.issue(10_000);
            final byte[] other = bench.issue(10_000);
            bench.advance(1);
            bench.price.price += sign * (QuoteBench.BTC_PRICE_E8 * 75 / 10_000);
            assertEquals(Answer.AUTHORIZED, bench.authorize("within" + sign, other));
            bench.price.price += sign;
            assertEquals(Refusal.DRIFT, bench.authorize("beyond" + sign, quote));
            assertEquals(76, bench.answer.measured());
            assertEquals(75, bench.answer.limit());
            assertEquals(bench.price.price, bench.answer.decidedRate());
            assertDead(quote, "beyond" + sign, Refusal.DRIFT);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void contractO_shouldMeasureDriftExactly(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 20; i++)
        {
            bench.goodPrice();
            bench.price.price = 1L + random.nextInt(1 << random.nextInt(1, 31));
            final long rate = bench.price.price;
            final Enum<?> ended = bench.order(1_000 + random.nextInt(100_000));
            assertEquals(Answer.QUOTED, ended);
            final byte[] quote = bench.quoteBytes.clone();
            bench.advance(POLICY.ttlNs() - 1);
            bench.price.price = rate + rate * 75 / 10_000 * (random.nextBoolean() ? 1 : -1) + random.nextInt(3) - 1;
            final BigInteger moved = BigInteger.valueOf(bench.price.price - rate).abs();
            final boolean isWithin = moved.multiply(BigInteger.valueOf(10_000))
                .compareTo(BigInteger.valueOf(rate).multiply(BigInteger.valueOf(75))) <= 0;
            assertEquals(isWithin ? Answer.AUTHORIZED : Refusal.DRIFT, bench.authorize("pay" + i, quote),
                "seed " + seed + ", rate " + rate + ", now " + bench.price.price);
            bench.advance(200 * QuoteBench.SECOND_NS);
        }
    }

    @Test
    void contractO_shouldKillOnLowConfidence()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        bench.price.confidenceBps = POLICY.minConfidenceBps() - 1;
        assertEquals(Refusal.LOW_CONFIDENCE, bench.authorize("pay", quote));
        assertEquals(4_999, bench.answer.measured());
        assertEquals(5_000, bench.answer.limit());
        assertDead(quote, "pay", Refusal.LOW_CONFIDENCE);
    }

    /** The payment that killed it keeps its answer, however good the price is now; any other finds the quote dead. */
    private void assertDead(final byte[] quote, final String payment, final Refusal why)
    {
        bench.price.price = QuoteBench.BTC_PRICE_E8;
        bench.price.confidenceBps = 10_000;
        final long refusals = bench.counters.count(why);
        assertEquals(why, bench.authorize(payment, quote));
        assertEquals(refusals, bench.counters.count(why), "a repeated answer is not judged again");
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize(payment + "-2", quote));
        assertEquals(Refusal.NOT_AUTHORIZED, bench.capture(payment, 156_250, 0));
        assertEquals(Refusal.NOT_AUTHORIZED, bench.release(payment));
    }

    @Test
    void contractO_shouldBindNothingWhereThePriceIsNotFresh()
    {
        final byte[] quote = bench.issue(10_000);
        final long quotedAsOfNs = bench.price.asOfNs;
        bench.advance(1);
        bench.price.asOfNs = quotedAsOfNs;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("pay", quote));
        assertEquals(quotedAsOfNs, bench.answer.measured());
        assertEquals(quotedAsOfNs, bench.answer.limit());
        bench.price.asOfNs = quotedAsOfNs + 1;
        bench.price.tier = Tier.LAST_GOOD;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("pay", quote));
        bench.price.tier = Tier.CLOSED;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("pay", quote));
        bench.price.tier = Tier.PRIMARY;
        bench.price.instrument = 1;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("pay", quote));
        bench.price.instrument = QuoteBench.BTC;
        bench.evaluationCount = 0;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("pay", quote));
        bench.evaluationCount = 1;
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractO_shouldBindNothingWhileClosed()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        bench.admin(AdminEvent.CLOSE_ORACLE);
        assertEquals(Refusal.SUSPENDED, bench.authorize("pay", quote));
        bench.admin(AdminEvent.REOPEN_ORACLE);
        bench.clock(bench.nowNs - QuoteBench.PATIENT.clockFaultNs() - 1);
        assertEquals(Refusal.CLOCK_FAULT, bench.authorize("pay", quote));
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote));
    }

    @Test
    void contractO_shouldForgetAnUnredeemedQuoteAfterItsRetention()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(POLICY.ttlNs() + POLICY.receiptRetentionNs());
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.authorize("pay", quote));
    }

    @Test
    void contractO_shouldKeepARefusalAWholeRetentionFromWhenItWasGiven()
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(POLICY.ttlNs() + POLICY.receiptRetentionNs() - 1);
        assertEquals(Refusal.EXPIRED, bench.authorize("pay", quote));
        bench.advance(POLICY.receiptRetentionNs() - 1);
        assertEquals(Refusal.EXPIRED, bench.authorize("pay", quote));
        bench.advance(1);
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.authorize("pay", quote));
    }

    @Test
    void contractO_shouldRefuseBytesThatAreNoCommand()
    {
        assertEquals(Refusal.MALFORMED, bench.send(AuthorizeEvent.TEMPLATE_ID, new byte[9], 9));
        assertEquals(0, bench.answer.correlation());
    }
}
