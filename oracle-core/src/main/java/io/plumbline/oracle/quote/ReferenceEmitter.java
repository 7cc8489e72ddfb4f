// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import java.util.Arrays;

/**
 * Emits signed reference quotes at clock events: when the price has moved by its deviation or its heartbeat is due. A
 * clock event brings at most {@link Slot#MAX_EVALUATIONS} instruments, so its work is bounded. Where the signer is
 * outside the engine, a reference quote comes out when its signature comes in time, and at most one of an instrument
 * waits; one withdrawn leaves price and time of the last emission as they were, and the next is asked for no sooner
 * than the instrument's issue delay after it. One thread.
 */
final class ReferenceEmitter
{
    private static final long NONE = 0;

    private final EmissionPolicy[] policies;
    private final long[] lastPrice;
    private final long[] lastEmittedNs;
    /** What was last asked for, which becomes the last emission once it is signed. */
    private final long[] askedPrice;
    private final long[] askedNs;
    /** Sequence of the instrument's quote that waits for its signature, or NONE. */
    private final long[] waiting;
    /** The last quote of each instrument. */
    private final byte[][] quotes;
    /** Nothing is quoted on instruments that only support others. */
    private final boolean[] isOffered;
    private final QuoteWriter writer;
    private final Signing signing;
    private final Gate gate;
    private final Outbox outbox;
    private final StageCounters counters;
    private long nextSequence = 1;

    ReferenceEmitter(
        final OracleConfig config,
        final QuoteWriter writer,
        final Signing signing,
        final Gate gate,
        final Outbox outbox,
        final StageCounters counters)
    {
        this.writer = writer;
        this.signing = signing;
        this.gate = gate;
        this.outbox = outbox;
        this.counters = counters;
        isOffered = new boolean[config.instruments().size()];
        for (int instrument = 0; instrument < isOffered.length; instrument++)
        {
            isOffered[instrument] = !config.instruments().get(instrument).isSupporting();
        }
        policies = config.instruments().stream().map(i -> i.emission()).toArray(EmissionPolicy[]::new);
        lastPrice = new long[policies.length];
        lastEmittedNs = new long[policies.length];
        askedPrice = new long[policies.length];
        askedNs = new long[policies.length];
        waiting = new long[policies.length];
        quotes = new byte[policies.length][];
        // a quote that is signed at once leaves its bytes to the next one
        final byte[] shared = QuoteWriter.newBuffer();
        Arrays.setAll(quotes, i -> signing.isAtOnce() ? shared : QuoteWriter.newBuffer());
    }

    void onClock(final Slot slot, final long nowNs)
    {
        for (int i = 0; i < slot.evaluationCount; i++)
        {
            final Evaluation price = slot.evaluations[i];
            final int instrument = price.instrument;
            if (waiting[instrument] != NONE && isLate(instrument, nowNs))
            {
                withdraw(instrument);
            }
            if (isOffered[instrument] && price.tier.isLive() && price.hasEvidence && waiting[instrument] == NONE &&
                isDue(price, nowNs) && signing.hasRoom())
            {
                emit(price, nowNs);
            }
        }
    }

    /**
     * Emits the quote whose request an event has answered, unless it was withdrawn or is late by now.
     */
    void onSignature(final SignatureEvent event, final long nowNs)
    {
        final int instrument = event.instrument();
        final boolean isWaiting = waiting[instrument] == event.quoteSequence();
        if (isWaiting && event.isSigned() && !isLate(instrument, nowNs) && gate.closedBy() == Refusal.NONE)
        {
            waiting[instrument] = NONE;
            counters.add(Metric.SIGNATURES_TAKEN);
            event.copySignature(quotes[instrument], QuoteFrame.LENGTH);
            send(instrument);
            return;
        }
        counters.add(event.isSigned() ? Metric.SIGNATURES_DISCARDED : Metric.SIGNATURES_FAILED);
        if (isWaiting)
        {
            withdraw(instrument);
        }
    }

    private void emit(final Evaluation price, final long nowNs)
    {
        final int instrument = price.instrument;
        final long sequence = nextSequence++;
        askedPrice[instrument] = price.price;
        askedNs[instrument] = nowNs;
        writer.writeReference(price, sequence, nowNs, quotes[instrument]);
        final long maxDelayNs = policies[instrument].maxIssueDelayNs();
        if (signing.sign(nowNs, maxDelayNs, instrument, sequence, quotes[instrument]))
        {
            send(instrument);
        }
        else
        {
            waiting[instrument] = sequence;
        }
    }

    private void send(final int instrument)
    {
        lastPrice[instrument] = askedPrice[instrument];
        lastEmittedNs[instrument] = askedNs[instrument];
        counters.add(Metric.REFERENCE_QUOTES);
        outbox.referenceQuote(quotes[instrument], quotes[instrument].length);
    }

    private void withdraw(final int instrument)
    {
        waiting[instrument] = NONE;
        counters.add(Metric.REFERENCES_WITHDRAWN);
    }

    private boolean isLate(final int instrument, final long nowNs)
    {
        return nowNs - askedNs[instrument] > policies[instrument].maxIssueDelayNs();
    }

    private boolean isDue(final Evaluation price, final long nowNs)
    {
        final int instrument = price.instrument;
        final long last = lastPrice[instrument];
        final EmissionPolicy policy = policies[instrument];
        final boolean wasWithdrawn = askedNs[instrument] != lastEmittedNs[instrument];
        if (wasWithdrawn && nowNs - askedNs[instrument] < policy.maxIssueDelayNs())
        {
            return false;
        }
        return last == 0 || nowNs - lastEmittedNs[instrument] >= policy.heartbeatNs() ||
            Bps.ofDifference(price.price, last) >= policy.deviationBps();
    }
}
