// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract Q: a rise and a fall have limits of their own, and holding the price has its fee. */
final class DriftDirectionTest
{
    private static final long PRICE = QuoteBench.BTC_PRICE_E8;
    private static final QuotePolicy POLICY = QuotePolicy.named("p").maxRiseBps(120).maxFallBps(40).build();

    private final RationBench bench = RationBench.with(POLICY);

    @ParameterizedTest
    @CsvSource({"NORMAL, 120", "STRESSED, 60"})
    void contractQ_shouldAllowARiseUpToItsLimit(final Mode mode, final int maxBps)
    {
        final byte[] quote = bench.issue(1, 10_000);
        final byte[] other = bench.issue(2, 10_000);
        bench.desk.price.mode = mode;
        bench.pass(1);
        bench.priceAt(PRICE + PRICE / 10_000 * maxBps);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        bench.priceAt(bench.desk.price.price + 1);
        bench.assertRefused(Refusal.DRIFT, bench.authorize("b", other), maxBps + 1, maxBps);
        bench.priceAt(PRICE);
        assertEquals(Refusal.DRIFT, bench.authorize("b", other));
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("c", other));
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 40", "STRESSED, 20"})
    void contractQ_shouldAllowAFallDownToItsLimit(final Mode mode, final int maxBps)
    {
        final byte[] quote = bench.issue(1, 10_000);
        final byte[] other = bench.issue(2, 10_000);
        bench.desk.price.mode = mode;
        bench.pass(1);
        bench.priceAt(PRICE - PRICE / 10_000 * maxBps);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        bench.priceAt(bench.desk.price.price - 1);
        bench.assertRefused(Refusal.DRIFT, bench.authorize("b", other), maxBps + 1, maxBps);
    }

    @Test
    void contractQ_shouldStateBothLimitsInTheQuote()
    {
        bench.issue(1, 10_000);
        assertEquals(120, bench.desk.quote.maxRiseBps());
        assertEquals(40, bench.desk.quote.maxFallBps());
        bench.desk.price.mode = Mode.STRESSED;
        bench.issue(2, 10_000);
        assertEquals(60, bench.desk.quote.maxRiseBps());
        assertEquals(20, bench.desk.quote.maxFallBps());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 10000", "100, 0, 10000", "0, 50, 10000", "100, 50, 10000", "33, 17, 123457", "1, 1, 9999"})
    void contractQ_shouldTakeTheLockFeeOnTheOrdersValueBesidesTheFee(
        final int feeBps, final int lockFeeBps, final long fiat)
    {
        final QuotePolicy policy = QuotePolicy.named("p").feeBps(feeBps).lockFeeBps(lockFeeBps).build();
        final QuoteBench desk = QuoteBench.with(policy);
        final BigInteger value = BigInteger.valueOf(fiat);
        final BigInteger scale = BigInteger.TEN.pow(8 + 8 - 2);
        for (final Side side : Side.values())
        {
            assertEquals(Answer.QUOTED, desk.order(side, 0, fiat, ""));
            final boolean isReceived = side == Side.MERCHANT_RECEIVES;
            final int fees = feeBps + lockFeeBps;
            final BigInteger[] due = value.multiply(BigInteger.valueOf(10_000 + (isReceived ? fees : -fees)))
                .multiply(scale).divideAndRemainder(BigInteger.valueOf(PRICE).multiply(BigInteger.valueOf(10_000)));
            final BigInteger rounded = due[0].add(BigInteger.valueOf(isReceived ? due[1].signum() : 0));
            assertEquals(rounded, BigInteger.valueOf(desk.quote.assetAmountLow()), side::name);
            assertEquals(ceiling(fiat * feeBps), desk.quote.feeAmountLow());
            assertEquals(ceiling(fiat * lockFeeBps), desk.quote.lockFeeAmountLow());
            assertEquals(0, desk.quote.lockFeeAmountHigh());
            assertEquals(lockFeeBps, desk.quote.lockFeeBps());
            assertEquals(feeBps, desk.quote.feeBps());
        }
    }

    private static long ceiling(final long tenThousandths)
    {
        return (tenThousandths + 9_999) / 10_000;
    }
}
