// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.CaptureEvent;
import io.plumbline.oracle.wire.ReleaseEvent;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract N: what arrived decides how an authorized payment ends, once and for good. */
final class SettlementTest
{
    private static final QuotePolicy POLICY = QuotePolicy.standard("plain").withTimes(30 * QuoteBench.SECOND_NS,
        100 * QuoteBench.SECOND_NS, 50 * QuoteBench.SECOND_NS);
    private static final QuotePolicy BRIEF = QuotePolicy.standard("brief").withTimes(QuoteBench.SECOND_NS,
        QuoteBench.SECOND_NS, QuoteBench.SECOND_NS);
    /** 100.00 USD at 64,000 USD, in base units. */
    private static final long DUE = 156_250;

    private final QuoteBench bench = QuoteBench.with(POLICY, BRIEF);

    private void authorized(final String payment)
    {
        final byte[] quote = bench.issue(10_000);
        bench.advance(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize(payment, quote));
    }

    @Test
    void contractN_shouldSettleWithinSlippageToTheUnit()
    {
        // 50 bps of 156,250 are 781.25, so 155,468.75 settle at least
        assertCapture(Answer.SETTLED, DUE, 0);
        assertCapture(Answer.SETTLED, 155_469, 0);
        assertCapture(Answer.UNDERPAID, 155_468, 0);
        assertCapture(Answer.UNDERPAID, 0, 0);
        assertCapture(Answer.OVERPAID, DUE + 1, 0);
        assertCapture(Answer.OVERPAID, DUE, 1);
        assertCapture(Answer.OVERPAID, -1, Long.MAX_VALUE);
        assertEquals(2, bench.counters.count(Metric.PAYMENTS_SETTLED));
        assertEquals(2, bench.counters.count(Metric.PAYMENTS_UNDERPAID));
        assertEquals(3, bench.counters.count(Metric.PAYMENTS_OVERPAID));
    }

    private void assertCapture(final Answer expected, final long low, final long high)
    {
        final String payment = "pay" + low + "," + high;
        authorized(payment);
        final long sequence = bench.answer.quoteSequence();
        assertEquals(expected, bench.capture(payment, low, high));
        assertEquals(sequence, bench.answer.quoteSequence());
        assertEquals(low, bench.answer.amountLow());
        assertEquals(high, bench.answer.amountHigh());
        assertEquals(low, bench.answer.measured());
        assertEquals(DUE, bench.answer.limit());
        assertEquals(QuoteBench.BTC_PRICE_E8, bench.answer.quotedRate());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void contractN_shouldJudgeAmountsExactly(final long seed)
    {
        final Random random = new Random(seed);
        for (int round = 0; round < 20; round++)
        {
            final int slippageBps = random.nextInt(5_001);
            final QuotePolicy policy = QuotePolicy.named("p").ttlNs(QuoteBench.SECOND_NS)
                .maxIssueDelayNs(1_000_000L).captureTtlNs(QuoteBench.SECOND_NS)
                .receiptRetentionNs(QuoteBench.SECOND_NS).slippageBps(slippageBps).minConfidenceBps(0)
                .maxRoundingBps(5_000).maxFiatMinorUnits(1L << 62).build();
            final QuoteBench wide = QuoteBench.started(QuoteBench.config(QuoteBench.PATIENT,
                InstrumentConfig.named("WEI/USD").asset(QuoteBench.BTC_ASSET, 18).currency("USD", 0).price(0, 1)
                    .build(), policy));
            wide.price.price = 1L + random.nextInt(50);
            final byte[] quote = wide.issue((random.nextLong() >>> (2 + random.nextInt(40))) + 1);
            final BigInteger due = big(wide.quote.assetAmountHigh(), wide.quote.assetAmountLow());
            wide.advance(1);
            assertEquals(Answer.AUTHORIZED, wide.authorize("pay", quote));
            final BigInteger share = due.multiply(BigInteger.valueOf(10_000 - slippageBps));
            final BigInteger least = share.add(BigInteger.valueOf(9_999)).divide(BigInteger.valueOf(10_000));
            final BigInteger arrived = random.nextBoolean() ? least.add(BigInteger.valueOf(random.nextInt(3) - 1)) :
                due.add(BigInteger.valueOf(random.nextInt(3) - 1));
            final Answer expected = arrived.compareTo(due) > 0 ? Answer.OVERPAID :
                arrived.multiply(BigInteger.valueOf(10_000)).compareTo(share) < 0 ? Answer.UNDERPAID : Answer.SETTLED;
            assertEquals(expected, wide.capture("pay", arrived.longValue(), arrived.shiftRight(64).longValue()),
                "seed " + seed + ", round " + round + ", due " + due + ", arrived " + arrived);
        }
    }

    private static BigInteger big(final long high, final long low)
    {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    @Test
    void contractN_shouldCallAPaymentLateFromTheCaptureTimeOn()
    {
        authorized("in-time");
        bench.nowNs += POLICY.captureTtlNs() - 1;
        assertEquals(Answer.SETTLED, bench.capture("in-time", DUE, 0));
        authorized("late");
        final long untilNs = bench.answer.limit();
        bench.nowNs += POLICY.captureTtlNs();
        assertEquals(Answer.LATE_PAYMENT, bench.capture("late", DUE, 0));
        assertEquals(untilNs, bench.answer.limit());
        assertEquals(bench.nowNs, bench.answer.measured());
        assertEquals(1, bench.counters.count(Metric.PAYMENTS_LATE));
    }

    @Test
    void contractN_shouldRepeatACaptureAndRefuseAnother()
    {
        authorized("pay");
        assertEquals(Answer.UNDERPAID, bench.capture("pay", 7, 0));
        final long atNs = bench.answer.atNs();
        bench.nowNs += POLICY.receiptRetentionNs();
        assertEquals(Answer.UNDERPAID, bench.capture("pay", 7, 0));
        assertEquals(atNs, bench.answer.atNs());
        assertEquals(Refusal.PAYMENT_ID_CONFLICT, bench.capture("pay", 8, 0));
        assertEquals(Refusal.PAYMENT_ID_CONFLICT, bench.send(new Capture().reset(QuoteBench.MERCHANT, "pay")
            .arrived(7, 0, QuoteBench.BTC_ASSET, QuoteBench.PAY_TO).transaction("other", 6)));
        assertEquals(Refusal.NOT_AUTHORIZED, bench.release("pay"));
        assertEquals(1, bench.counters.count(Metric.PAYMENTS_UNDERPAID));
    }

    @Test
    void contractN_shouldTakeOnlyTheQuotedAssetAndDestination()
    {
        authorized("pay");
        assertEquals(Refusal.WRONG_PAYMENT, bench.capture("pay", DUE, 0, "slip44:60", QuoteBench.PAY_TO));
        assertEquals(Refusal.WRONG_PAYMENT, bench.capture("pay", DUE, 0, QuoteBench.BTC_ASSET, "elsewhere"));
        assertEquals(Refusal.WRONG_PAYMENT, bench.capture("pay", DUE, 0, QuoteBench.BTC_ASSET, ""));
        assertEquals(Refusal.INVALID_ARGUMENT, bench.capture("pay", DUE, -1));
        assertEquals(Answer.SETTLED, bench.capture("pay", DUE, 0));
    }

    @Test
    void contractN_shouldSetAPaymentFreeOnceAndForGood()
    {
        authorized("pay");
        final byte[] quote = bench.quoteBytes.clone();
        assertEquals(Answer.RELEASED, bench.release("pay"));
        final long atNs = bench.answer.atNs();
        assertEquals(1, bench.answer.quoteSequence());
        bench.nowNs++;
        assertEquals(Answer.RELEASED, bench.release("pay"));
        assertEquals(atNs, bench.answer.atNs());
        assertEquals(1, bench.counters.count(Metric.PAYMENTS_RELEASED));
        assertEquals(Refusal.NOT_AUTHORIZED, bench.capture("pay", DUE, 0));
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("pay-2", quote));
        assertEquals(Answer.AUTHORIZED, bench.authorize("pay", quote), "the payment's own answer stands");
    }

    @Test
    void contractN_shouldKnowNothingOfPaymentsNeverAuthorized()
    {
        bench.issue(10_000);
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.capture("pay", DUE, 0));
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.release("pay"));
        assertEquals(0, bench.answer.quoteSequence());
    }

    @Test
    void contractO_shouldKeepEveryAnswerAWholeRetention()
    {
        authorized("captured");
        authorized("freed");
        bench.nowNs += POLICY.captureTtlNs() + POLICY.receiptRetentionNs() - 2;
        assertEquals(Answer.LATE_PAYMENT, bench.capture("captured", DUE, 0));
        assertEquals(Answer.RELEASED, bench.release("freed"));
        bench.nowNs += POLICY.receiptRetentionNs() - 1;
        assertEquals(Answer.LATE_PAYMENT, bench.capture("captured", DUE, 0));
        assertEquals(Answer.RELEASED, bench.release("freed"));
        bench.nowNs++;
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.capture("captured", DUE, 0));
        assertEquals(Refusal.UNKNOWN_OUTCOME, bench.release("freed"));
    }

    @Test
    void contractO_shouldKeepAnAuthorizedPaymentWhileTheRegistryTurnsOver()
    {
        authorized("pay");
        for (int i = 0; i < 1_000; i++)
        {
            bench.advance(100_000_000);
            assertEquals(Answer.QUOTED, bench.order(Side.MERCHANT_RECEIVES, 1, 10_000, ""));
        }
        assertEquals(Answer.LATE_PAYMENT, bench.capture("pay", DUE, 0));
    }

    @Test
    void contractA_shouldSettleWhileClosed()
    {
        authorized("pay");
        authorized("free");
        bench.admin(AdminEvent.CLOSE_ORACLE);
        bench.clock(0);
        assertEquals(Refusal.CLOCK_FAULT, bench.order(10_000));
        bench.price.instrument = -1;
        assertEquals(Answer.SETTLED, bench.capture("pay", DUE, 0));
        assertEquals(Answer.RELEASED, bench.release("free"));
    }

    @Test
    void contractN_shouldRefuseBytesThatAreNoCommand()
    {
        assertEquals(Refusal.MALFORMED, bench.send(CaptureEvent.TEMPLATE_ID, new byte[9], 9));
        assertEquals(Refusal.MALFORMED, bench.send(ReleaseEvent.TEMPLATE_ID, new byte[0], 0));
    }
}
