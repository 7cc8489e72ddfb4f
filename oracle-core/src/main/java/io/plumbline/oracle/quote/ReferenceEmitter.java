// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;

/**
 * Emits signed reference quotes at clock events: when the price has moved by its deviation or its heartbeat is due. A
 * clock event brings at most {@link Slot#MAX_EVALUATIONS} instruments, so its work is bounded. One thread.
 */
final class ReferenceEmitter
{
    private final EmissionPolicy[] policies;
    private final long[] lastPrice;
    private final long[] lastEmittedNs;
    private final byte[] buffer = QuoteWriter.newBuffer();
    private final QuoteWriter writer;
    private final Outbox outbox;
    private final StageCounters counters;
    private long nextSequence = 1;

    ReferenceEmitter(
        final OracleConfig config, final QuoteWriter writer, final Outbox outbox, final StageCounters counters)
    {
        this.writer = writer;
        this.outbox = outbox;
        this.counters = counters;
        policies = config.instruments().stream().map(i -> i.emission()).toArray(EmissionPolicy[]::new);
        lastPrice = new long[policies.length];
        lastEmittedNs = new long[policies.length];
    }

    void onClock(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.evaluationCount; i++)
        {
            final Evaluation price = slot.evaluations[i];
            if (price.tier.permitsMoney() && price.hasEvidence && isDue(price, nowNs))
            {
                lastPrice[price.instrument] = price.price;
                lastEmittedNs[price.instrument] = nowNs;
                writer.writeReference(price, nextSequence++, nowNs, buffer);
                counters.add(Metric.REFERENCE_QUOTES);
                outbox.referenceQuote(buffer, buffer.length);
            }
        }
    }

    private boolean isDue(final Evaluation price, final long nowNs)
    {
        final long last = lastPrice[price.instrument];
        final EmissionPolicy policy = policies[price.instrument];
        return last == 0 || nowNs - lastEmittedNs[price.instrument] >= policy.heartbeatNs() ||
            Bps.ofDifference(price.price, last) >= policy.deviationBps();
    }
}
