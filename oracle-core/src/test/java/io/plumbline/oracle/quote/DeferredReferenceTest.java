// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import org.junit.jupiter.api.Test;

/** A reference quote that is signed outside the engine comes out once its signature has come in time. */
final class DeferredReferenceTest
{
    private static final int INSTRUMENTS = 300;
    private static final long DELAY_NS = QuoteBench.SECOND_NS / 10;
    private static final EmissionPolicy EMISSION =
        new EmissionPolicy(10, QuoteBench.SECOND_NS, 9 * QuoteBench.SECOND_NS, DELAY_NS);

    private final SigningBench bench = new SigningBench(config());
    private final QuoteBench desk = bench.desk;
    private final Evaluation price = desk.price;

    private static OracleConfig config()
    {
        final OracleConfigBuilder builder = OracleConfig.builder()
            .identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID).threading(QuoteBench.PATIENT.withSizes(256, 1_024,
                1_024)).signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED))
            .source(QuoteBench.source("I0", 100)).policy(QuotePolicy.standard("p"));
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            builder.instrument(InstrumentConfig.named("I" + i).asset("a:" + i, 8).currency("USD", 2).price(8, 4)
                .emission(EMISSION).build());
        }
        return builder.build();
    }

    private Request emit()
    {
        desk.clock(desk.nowNs, price);
        return bench.requests.get(bench.requests.size() - 1);
    }

    @Test
    void shouldEmitWhatWasSignedInTime()
    {
        price.instrument = 3;
        final Request request = emit();
        assertEquals(QuoteFrame.KIND_REFERENCE, request.kind);
        assertEquals(3, request.instrument);
        assertEquals(0, bench.references.size());
        desk.nowNs += DELAY_NS;
        bench.sign(request);
        assertEquals(1, bench.references.size());
        assertArrayEquals(SigningBench.signed(request), bench.references.get(0));
        assertEquals(1, desk.counters.count(Metric.REFERENCE_QUOTES));
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_TAKEN));
        bench.sign(request);
        assertEquals(1, bench.references.size());
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_STRAY));
    }

    @Test
    void shouldHaveOneOfAnInstrumentOutAtATime()
    {
        emit();
        price.price += price.price / 100;
        desk.clock(desk.nowNs, price);
        assertEquals(1, bench.requests.size());
        desk.nowNs += DELAY_NS;
        desk.clock(desk.nowNs, price);
        assertEquals(1, bench.requests.size());
        bench.sign(bench.requests.get(0));
        desk.clock(desk.nowNs, price);
        assertEquals(2, bench.requests.size(), "the price has moved since");
    }

    @Test
    void shouldWithdrawWhatIsLateAndDiscardItsSignature()
    {
        final Request atEvent = emit();
        desk.nowNs += DELAY_NS + 1;
        bench.sign(atEvent);
        assertEquals(1, desk.counters.count(Metric.REFERENCES_WITHDRAWN));
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_DISCARDED));
        desk.nowNs += EMISSION.heartbeatNs();
        final Request atClock = emit();
        desk.nowNs += EMISSION.heartbeatNs();
        final Request next = emit();
        assertEquals(3, bench.requests.size());
        assertEquals(2, desk.counters.count(Metric.REFERENCES_WITHDRAWN));
        bench.sign(atClock);
        assertEquals(2, desk.counters.count(Metric.SIGNATURES_DISCARDED));
        assertEquals(0, bench.references.size());
        bench.sign(next);
        assertArrayEquals(SigningBench.signed(next), bench.references.get(0));
    }

    @Test
    void shouldAskAgainOnceTheIssueDelayIsOverWhenTheSignerFailed()
    {
        bench.fail(emit());
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_FAILED));
        assertEquals(1, desk.counters.count(Metric.REFERENCES_WITHDRAWN));
        desk.nowNs += DELAY_NS - 1;
        desk.clock(desk.nowNs, price);
        assertEquals(1, bench.requests.size());
        desk.nowNs++;
        bench.sign(emit());
        assertEquals(1, bench.references.size());
    }

    @Test
    void shouldMeasureAMoveFromWhatWasPublishedLastNotFromWhatWasWithdrawn()
    {
        bench.sign(emit());
        price.price += price.price / 100;
        bench.fail(emit());
        assertEquals(1, bench.references.size());
        desk.nowNs += DELAY_NS;
        bench.sign(emit());
        assertEquals(2, bench.references.size(), "readers still have the price from before the move");
        desk.nowNs += DELAY_NS;
        desk.clock(desk.nowNs, price);
        assertEquals(3, bench.requests.size(), "now they have it");
    }

    @Test
    void shouldEmitNothingWhileMoneyIsClosed()
    {
        final Request request = emit();
        desk.admin(AdminEvent.CLOSE_ORACLE);
        bench.sign(request);
        assertEquals(0, bench.references.size());
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_DISCARDED));
    }

    @Test
    void shouldWaitForRoomAndTakeNoneFromOrders()
    {
        for (int i = 0; i < INSTRUMENTS; i++)
        {
            price.instrument = i;
            desk.clock(desk.nowNs, price);
        }
        assertEquals(Handover.MAX_REQUESTS, bench.requests.size());
        price.instrument = QuoteBench.BTC;
        bench.request(0);
        bench.sign(bench.requests.get(0));
        bench.sign(bench.requests.get(1));
        price.instrument = INSTRUMENTS - 1;
        desk.clock(desk.nowNs, price);
        assertEquals(Handover.MAX_REQUESTS + 2, bench.requests.size(), "due again as soon as there is room");
    }
}
