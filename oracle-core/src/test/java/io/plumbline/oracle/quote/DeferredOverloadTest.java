// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.quote.SigningBench.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More orders than the signer outside can sign: it must not spend its time on quotes that are withdrawn by then. */
final class DeferredOverloadTest
{
    private static final long MILLI_NS = 1_000_000L;
    private static final int SECONDS = 60;
    private static final int SIGNING_MS = 10;
    private static final QuotePolicy POLICY = QuotePolicy.standard("web")
        .withTimes(30 * QuoteBench.SECOND_NS, QuoteBench.SECOND_NS, QuoteBench.SECOND_NS);

    private final SigningBench bench =
        new SigningBench(QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 65_536), POLICY));
    private int taken;
    private int doneAtMs;

    /** A hundred signatures a second, and up to a thousand orders. */
    @ParameterizedTest
    @ValueSource(ints = {8, 5, 2, 1})
    void shouldIssueMostOfWhatTheSignerCanSignHoweverManyOrdersCome(final int orderEveryMs)
    {
        for (int ms = 1; ms <= 1_000 * SECONDS; ms++)
        {
            bench.desk.nowNs += MILLI_NS;
            bench.desk.price.asOfNs = bench.desk.nowNs - 1;
            if (ms % 10 == 0)
            {
                bench.desk.clock();
            }
            if (ms % orderEveryMs == 0)
            {
                bench.order(0);
            }
            work(ms);
        }
        final long issued = bench.desk.counters.count(Metric.QUOTES_ISSUED);
        assertTrue(issued > 60L * 10 * SECONDS * SIGNING_MS / 100, "issued " + issued);
    }

    /** The signer's thread: one after the other, those that are overdue at no cost. */
    private void work(final int ms)
    {
        if (doneAtMs == ms)
        {
            bench.sign(bench.requests.get(taken - 1));
            doneAtMs = 0;
        }
        while (doneAtMs == 0 && taken < bench.requests.size())
        {
            final Request request = bench.requests.get(taken++);
            if (request.dueNs < bench.desk.nowNs)
            {
                bench.fail(request);
            }
            else
            {
                doneAtMs = ms + SIGNING_MS;
            }
        }
    }
}
