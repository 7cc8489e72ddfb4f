// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.crypto.Sha256;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import org.junit.jupiter.api.Test;

/** Contract T: handing over, issuing on a signature and withdrawing allocate nothing once warm. */
final class DeferredAllocationTest
{
    private static final int ROUNDS = 2_000;
    private static final long DELAY_NS = QuoteBench.SECOND_NS / 10;

    private final SignatureEvent event = new SignatureEvent();
    private final Sha256 sha256 = new Sha256();
    private final byte[] bytes = new byte[SignatureEvent.LENGTH];
    private final byte[] digest = new byte[Sha256.LENGTH];
    private final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
    private final QuoteBench bench = new QuoteBench(QuoteBench.config(QuoteBench.PATIENT,
        InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8).currency("USD", 2)
            .price(QuoteBench.BTC_PRICE_SCALE, 4)
            .emission(new EmissionPolicy(1, QuoteBench.SECOND_NS / 2, QuoteBench.SECOND_NS, DELAY_NS)).build(),
        QuotePolicy.standard("p").withTimes(QuoteBench.SECOND_NS / 2, QuoteBench.SECOND_NS, QuoteBench.SECOND_NS)
            .withMaxIssueDelay(DELAY_NS)),
        this::request, new Silent());
    private final Evaluation[] prices = {bench.price};
    private final Evaluation[] noPrices = {};
    private int requests;

    /** Leaves no trace, where a bench would copy. */
    private static final class Silent implements Outbox
    {
        @Override
        public void answer(final byte[] answer, final byte[] quote, final int quoteLength)
        {
            // the bench looks at it
        }

        @Override
        public void referenceQuote(final byte[] quote, final int length)
        {
            // the bench looks at it
        }
    }

    private void request(
        final int kind, final int instrument, final long sequence, final long dueNs, final byte[] quote)
    {
        requests++;
        event.begin(bytes, 0);
        event.kind(kind);
        event.instrument(instrument);
        event.quoteSequence(sequence);
        sha256.digest(quote, 0, QuoteFrame.LENGTH, digest, 0);
        event.digest(SignatureEvent.QUOTE_DIGEST, digest, 0);
    }

    @Test
    void contractT_shouldAllocateNothingFromHandOverToIssueOrWithdrawal()
    {
        bench.clock();
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < ROUNDS; i++)
            {
                round();
            }
        });
        for (final Metric metric : new Metric[]{Metric.QUOTES_ISSUED, Metric.REFERENCE_QUOTES, Metric.QUOTES_WITHDRAWN,
            Metric.SIGNATURES_DISCARDED, Metric.SIGNATURES_FAILED, Metric.SIGNATURES_STRAY})
        {
            assertTrue(bench.counters.count(metric) >= ROUNDS, metric::name);
        }
    }

    private void round()
    {
        bench.nowNs += QuoteBench.SECOND_NS;
        bench.price.asOfNs = bench.nowNs - 1;
        bench.clock(bench.nowNs, prices);
        answer(true);
        bench.post(10_000, 0);
        answer(true);
        answer(true);
        bench.post(10_000, 0);
        answer(false);
        bench.post(10_000, 0);
        bench.nowNs += DELAY_NS + 1;
        bench.clock(bench.nowNs, noPrices);
        answer(true);
        if (requests != 4)
        {
            throw new AssertionError("requests of one round: " + requests);
        }
        requests = 0;
    }

    private void answer(final boolean isSigned)
    {
        if (isSigned)
        {
            event.signature(signature, 0);
        }
        bench.post(SignatureEvent.TEMPLATE_ID, bytes, event.finish());
    }
}
