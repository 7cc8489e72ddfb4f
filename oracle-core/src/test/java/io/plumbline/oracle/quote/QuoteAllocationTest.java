// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import org.junit.jupiter.api.Test;

/** Contract T: the whole life of a quote and its refusals allocate nothing once warm, outside the signature. */
final class QuoteAllocationTest
{
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 2_000;
    private static final long ROUND_NS = QuoteBench.SECOND_NS;

    private final QuoteBench bench = new QuoteBench(QuoteBench.config(QuoteBench.PATIENT,
        QuotePolicy.standard("plain").withTimes(ROUND_NS / 2, ROUND_NS, ROUND_NS)),
        QuoteBench.KEY, QuoteBench.BOOT_EPOCH);
    private final Evaluation[] prices = {bench.price};
    private final byte[] altered = new byte[bench.quoteBytes.length];
    private final byte[] presented = new byte[bench.quoteBytes.length];

    @Test
    void contractT_shouldAllocateNothingFromOrderToCapture()
    {
        run(WARM_UP);
        Allocations.assertNone(() -> run(ROUNDS));
    }

    private void run(final int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            live();
        }
    }

    /** One round: a clock event with a reference quote, every path of a command, and some refusals. */
    private void live()
    {
        bench.nowNs += ROUND_NS;
        bench.price.asOfNs = bench.nowNs - 2;
        bench.clock(bench.nowNs, prices);
        order();
        System.arraycopy(bench.quoteBytes, 0, altered, 0, altered.length);
        altered[altered.length - 1] ^= 1;
        bench.price.asOfNs++;
        expect(Refusal.BINDING_MISMATCH, bench.authorize("pay", altered));
        expect(Answer.AUTHORIZED, bench.authorize("pay", presented));
        expect(Answer.AUTHORIZED, bench.authorize("pay", presented));
        expect(Refusal.ALREADY_REDEEMED, bench.authorize("pay-2", presented));
        expect(Answer.SETTLED, bench.capture("pay", 156_250, 0));
        expect(Answer.SETTLED, bench.capture("pay", 156_250, 0));
        expect(Refusal.PAYMENT_ID_CONFLICT, bench.capture("pay", 156_251, 0));
        order();
        expect(Refusal.NOT_FRESH, bench.authorize("free", presented));
        bench.price.asOfNs++;
        expect(Answer.AUTHORIZED, bench.authorize("free", presented));
        expect(Answer.RELEASED, bench.release("free"));
        order();
        bench.price.asOfNs++;
        bench.price.price *= 2;
        expect(Refusal.DRIFT, bench.authorize("drifted", presented));
        bench.price.price /= 2;
        expect(Refusal.ORDER_TOO_LARGE, bench.order(Long.MAX_VALUE));
        bench.nowNs += 2 * ROUND_NS;
    }

    private void order()
    {
        expect(Answer.QUOTED, bench.order(Side.MERCHANT_RECEIVES, 0, 10_000, ""));
        System.arraycopy(bench.quoteBytes, 0, presented, 0, presented.length);
    }

    private static void expect(final Enum<?> expected, final Enum<?> ended)
    {
        if (expected != ended)
        {
            throw new AssertionError(ended);
        }
    }
}
