// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Contract T: superseding, refusing by rate and value, re-pricing and its retry allocate nothing once warm. */
final class RationAllocationTest
{
    private static final int WARM_UP = 10_000;
    private static final int ROUNDS = 1_000;
    private static final long ROUND_NS = QuoteBench.SECOND_NS;
    private static final long FIAT = 10_000;

    private final QuoteBench bench = new QuoteBench(RationBench.config(QuoteBench.PATIENT, 4 * FIAT,
        terms("rated").customerBurst(6).customerIntervalNs(ROUND_NS / 6).build(),
        terms("capped").maxOutstandingMinorUnits(2 * FIAT).build()), RationAllocationTest::sign, 1);
    private final OrderRequest order = new OrderRequest();
    private final Authorization authorization = new Authorization();
    private final Sha256 sha256 = new Sha256();
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] terms = new byte[Sha256.LENGTH];
    private final byte[] presented = new byte[bench.quoteBytes.length];
    private final byte[] bytes = new byte[4_096];
    private final Evaluation[] noPrices = {};
    private int number;

    private static QuotePolicyBuilder terms(final String name)
    {
        return QuotePolicy.named(name).ttlNs(ROUND_NS / 2).maxIssueDelayNs(ROUND_NS / 4).captureTtlNs(ROUND_NS / 2)
            .receiptRetentionNs(2 * ROUND_NS).repriced(true);
    }

    /** No signature; what it costs is measured elsewhere. */
    private static void sign(
        final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
    {
        out[outOffset] = message[offset];
    }

    @Test
    void contractT_shouldAllocateNothingWhereQuotesAreRationed()
    {
        run(WARM_UP);
        Allocations.assertNone(() -> run(ROUNDS));
        assertTrue(bench.counters.count(Metric.QUOTES_REPRICED) >= ROUNDS);
        assertTrue(bench.counters.count(Metric.QUOTES_SUPERSEDED) >= ROUNDS);
    }

    private void run(final int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            round();
        }
    }

    private void round()
    {
        bench.nowNs += 4 * ROUND_NS;
        bench.price.asOfNs = bench.nowNs - 2;
        bench.clock(bench.nowNs, noPrices);
        number++;
        expect(Answer.QUOTED, order(number, "alice", 0));
        keep();
        expect(Answer.QUOTED, order(-number, "alice", 0));
        expect(Answer.QUOTED, order(-number, "alice", 0));
        expect(Answer.QUOTED, order(-number, "bob", 1));
        expect(Refusal.POLICY_EXPOSURE, order(1 << 20 | number, "bob", 1, 2 * FIAT));
        expect(Refusal.INSTRUMENT_EXPOSURE, order(1 << 20 | number, "bob", 0, 3 * FIAT));
        bench.price.asOfNs++;
        bench.price.price *= 2;
        expect(Answer.REPRICED, authorize("drifted"));
        expect(Answer.REPRICED, authorize("drifted"));
        keep();
        bench.price.asOfNs++;
        expect(Refusal.TERMS_NOT_ACCEPTED, authorize("paid"));
        sha256.digest(presented, 0, QuoteFrame.LENGTH, terms, 0);
        expect(Answer.AUTHORIZED, authorize("paid"));
        expect(Refusal.ORDER_PAID, order(number, "alice", 0));
        expect(Answer.QUOTED, order(-number, "alice", 0));
        expect(Answer.QUOTED, order(-number, "alice", 0));
        expect(Refusal.ISSUE_RATE, order(-number, "alice", 0));
        bench.price.price /= 2;
    }

    private void keep()
    {
        System.arraycopy(bench.quoteBytes, 0, presented, 0, presented.length);
        Arrays.fill(terms, (byte)0);
    }

    private Enum<?> order(final int name, final String customer, final int policy)
    {
        return order(name, customer, policy, FIAT);
    }

    private Enum<?> order(final int name, final String customer, final int policy, final long fiat)
    {
        for (int i = 0; i < Integer.BYTES; i++)
        {
            digest[i] = (byte)(name >> (8 * i));
        }
        return bench.send(order.reset(0, policy, Side.MERCHANT_RECEIVES).fiatAmount(fiat).order("shop", digest)
            .parties(customer, "", "here"));
    }

    private Enum<?> authorize(final String id)
    {
        System.arraycopy(presented, QuoteFrame.ORDER_DIGEST.offset(), digest, 0, digest.length);
        authorization.reset(QuoteBench.MERCHANT, id, digest, "", presented, 0, presented.length);
        final int length = authorization.finish(bench.nowNs, bench.lastCorrelation());
        System.arraycopy(authorization.bytes(), 0, bytes, 0, length);
        System.arraycopy(terms, 0, bytes, AuthorizeEvent.ACCEPTED_DIGEST.offset(), terms.length);
        return bench.send(AuthorizeEvent.TEMPLATE_ID, bytes, length);
    }

    private static void expect(final Enum<?> expected, final Enum<?> ended)
    {
        if (expected != ended)
        {
            throw new AssertionError(ended);
        }
    }
}
