// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.QuotePolicy;
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

    /** A hundred signatures a second, and so many orders. */
    @ParameterizedTest
    @ValueSource(ints = {8, 5})
    void shouldIssueMostOfWhatTheSignerCanSignHoweverManyOrdersCome(final int orderEveryMs)
    {
        final SigningBench bench =
            new SigningBench(QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 65_536), POLICY));
        int signed = 0;
        int busyMs = 0;
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
            busyMs = signed < bench.requests.size() ? busyMs + 1 : 0;
            if (busyMs > SIGNING_MS)
            {
                bench.sign(bench.requests.get(signed++));
                busyMs = 1;
            }
        }
        final long issued = bench.desk.counters.count(Metric.QUOTES_ISSUED);
        assertTrue(issued > 80 * SECONDS * SIGNING_MS / 10,
            "issued " + issued + " of " + signed + " that were signed");
    }
}
