// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.slot.Verdict;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.ClockEvent;
import io.plumbline.oracle.wire.EnvelopeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import org.junit.jupiter.api.Test;

/** Contract A: time comes only from events, and where they contradict the wall clock or stay away, no money flows. */
final class ClockGateTest
{
    private static final long FAULT_NS = ThreadingConfig.DEFAULT.clockFaultNs();

    private final QuoteBench bench = new QuoteBench(
        QuoteBench.config(ThreadingConfig.DEFAULT, QuotePolicy.standard("plain")), QuoteBench.KEY,
        QuoteBench.BOOT_EPOCH);

    private void assertGate(final Refusal closedBy)
    {
        assertEquals(closedBy == Refusal.NONE ? Answer.QUOTED : closedBy, bench.order(10_000));
        assertEquals(closedBy, bench.stage.gate().closedBy());
    }

    @Test
    void contractA_shouldBeClosedBeforeTheFirstClockEvent()
    {
        assertGate(Refusal.CLOCK_FAULT);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertGate(Refusal.CLOCK_FAULT);
        bench.nowNs += 10 * FAULT_NS;
        assertGate(Refusal.CLOCK_FAULT);
        bench.clock();
        assertGate(Refusal.NONE);
        assertEquals(0, bench.counters.count(Metric.CLOCK_FAULTS));
        assertEquals(1, bench.counters.count(Metric.CLOCK_EVENTS));
    }

    @Test
    void contractA_shouldCloseWhenTheWallClockStepsEitherWay()
    {
        bench.clock();
        bench.clock(bench.nowNs + FAULT_NS);
        bench.clock(bench.nowNs - FAULT_NS);
        assertGate(Refusal.NONE);
        for (final long step : new long[]{FAULT_NS + 1, -FAULT_NS - 1, Long.MAX_VALUE - bench.nowNs, -bench.nowNs})
        {
            bench.clock(bench.nowNs + step);
            assertGate(Refusal.CLOCK_FAULT);
            bench.clock();
            assertGate(Refusal.CLOCK_FAULT);
            bench.admin(AdminEvent.REOPEN_CLOCK);
            assertGate(Refusal.NONE);
            bench.clock();
            assertGate(Refusal.NONE);
        }
        assertEquals(4, bench.counters.count(Metric.CLOCK_FAULTS));
    }

    @Test
    void contractA_shouldAcceptTheStepItIsReopenedWith()
    {
        bench.clock();
        final long offsetNs = 5 * FAULT_NS;
        bench.clock(bench.nowNs + offsetNs);
        assertGate(Refusal.CLOCK_FAULT);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        bench.clock(bench.nowNs + offsetNs - FAULT_NS);
        bench.clock(bench.nowNs + offsetNs + FAULT_NS);
        assertGate(Refusal.NONE);
        bench.clock();
        assertGate(Refusal.CLOCK_FAULT);
    }

    @Test
    void contractA_shouldCloseWhenClockEventsStayAway()
    {
        bench.clock();
        bench.nowNs += FAULT_NS;
        assertGate(Refusal.NONE);
        bench.nowNs++;
        assertGate(Refusal.CLOCK_FAULT);
        bench.clock();
        assertGate(Refusal.CLOCK_FAULT);
        assertEquals(1, bench.counters.count(Metric.CLOCK_FAULTS));
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertGate(Refusal.NONE);
        bench.nowNs += FAULT_NS + 1;
        bench.clock();
        assertGate(Refusal.CLOCK_FAULT);
        assertEquals(2, bench.counters.count(Metric.CLOCK_FAULTS));
    }

    @Test
    void contractA_shouldNoticeSilenceByAnyVerifiedEvent()
    {
        bench.clock();
        bench.nowNs += FAULT_NS + 1;
        bench.slot.reset();
        bench.slot.kind = EnvelopeEvent.TEMPLATE_ID;
        bench.slot.receivedAtNs = bench.nowNs;
        bench.slot.verdict = Verdict.REFUSED;
        bench.stage.onSlot(bench.slot);
        assertEquals(Refusal.NONE, bench.stage.gate().closedBy());
        bench.slot.verdict = Verdict.VERIFIED;
        bench.stage.onSlot(bench.slot);
        assertEquals(Refusal.CLOCK_FAULT, bench.stage.gate().closedBy());
    }

    @Test
    void contractA_shouldMeasureSilenceFromTheReopening()
    {
        bench.clock();
        bench.nowNs += 3 * FAULT_NS;
        assertGate(Refusal.CLOCK_FAULT);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        bench.nowNs += FAULT_NS;
        assertGate(Refusal.NONE);
        bench.nowNs++;
        assertGate(Refusal.CLOCK_FAULT);
    }

    @Test
    void contractA_shouldNeverRunBackwards()
    {
        bench.clock();
        bench.nowNs += 500;
        bench.issue(10_000);
        bench.nowNs -= 500;
        bench.issue(10_000);
        assertEquals(bench.nowNs + 500, bench.quote.issuedAtNs());
        assertEquals(bench.nowNs + 500, bench.answer.atNs());
    }

    @Test
    void shouldStaySuspendedUntilResumed()
    {
        bench.clock();
        bench.admin(AdminEvent.CLOSE_ORACLE);
        bench.clock();
        assertGate(Refusal.SUSPENDED);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertGate(Refusal.SUSPENDED);
        bench.admin(AdminEvent.EXCLUDE_SOURCE);
        assertGate(Refusal.SUSPENDED);
        bench.clock(0);
        assertGate(Refusal.CLOCK_FAULT);
        bench.admin(AdminEvent.REOPEN_ORACLE);
        assertGate(Refusal.CLOCK_FAULT);
        bench.admin(AdminEvent.REOPEN_CLOCK);
        assertGate(Refusal.NONE);
        assertEquals(5, bench.counters.count(Metric.ADMIN_COMMANDS));
    }

    @Test
    void shouldIgnoreWhatIsNotVerifiedOrNotReadable()
    {
        final Slot slot = bench.slot;
        slot.reset();
        slot.kind = ClockEvent.TEMPLATE_ID;
        slot.receivedAtNs = bench.nowNs;
        slot.length = 3;
        slot.verdict = Verdict.VERIFIED;
        bench.stage.onSlot(slot);
        slot.kind = AdminEvent.TEMPLATE_ID;
        bench.stage.onSlot(slot);
        slot.kind = OrderEvent.TEMPLATE_ID;
        for (final Verdict verdict : new Verdict[]{Verdict.UNVERIFIED, Verdict.REFUSED, Verdict.VOID})
        {
            slot.verdict = verdict;
            bench.stage.onSlot(slot);
        }
        assertEquals(0, bench.answerCount());
        assertEquals(0, bench.counters.count(Metric.CLOCK_EVENTS) + bench.counters.count(Metric.ADMIN_COMMANDS));
        assertGate(Refusal.CLOCK_FAULT);
    }
}
