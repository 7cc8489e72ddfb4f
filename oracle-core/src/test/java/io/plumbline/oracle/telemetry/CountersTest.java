// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.ErrorRecord;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.fixtures.Allocations;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CountersTest
{
    @Test
    void shouldCountEachCodeInItsOwnPlace()
    {
        final StageCounters stage = new StageCounters();
        final SharedCounters shared = new SharedCounters();
        for (final Refusal refusal : Refusal.values())
        {
            for (int i = 0; i <= refusal.code(); i++)
            {
                stage.add(refusal);
            }
            shared.add(refusal);
        }
        for (final Metric metric : Metric.values())
        {
            stage.add(metric, metric.code());
            stage.add(metric);
            shared.add(metric);
        }
        final SummedCounters sum = new SummedCounters(stage, shared);
        for (final Refusal refusal : Refusal.values())
        {
            assertEquals(refusal.code() + 2, sum.count(refusal), refusal::toString);
            assertEquals(refusal, Refusal.ofCode(refusal.code()));
        }
        for (final Metric metric : Metric.values())
        {
            assertEquals(metric.code() + 2, sum.count(metric), metric::toString);
        }
        assertEquals(Refusal.MALFORMED, Refusal.ofCode(-1));
        assertEquals(Refusal.MALFORMED, Refusal.ofCode(Refusal.count()));
    }

    @Test
    void contractT_shouldCountWithoutAllocating()
    {
        final StageCounters stage = new StageCounters();
        final SharedCounters shared = new SharedCounters();
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 10_000; i++)
            {
                stage.add(Refusal.STALE);
                shared.add(Metric.CLOCK_EVENTS);
            }
        });
        assertEquals(stage.count(Refusal.STALE), shared.count(Metric.CLOCK_EVENTS));
    }

    @Test
    void shouldKeepDistinctErrorsWithinItsBound()
    {
        final ErrorLog log = new ErrorLog();
        for (int i = 0; i < 3; i++)
        {
            log.add(error(7, "message " + i));
        }
        assertEquals(List.of(new ErrorRecord("java.lang.IllegalStateException at a.B.c(B.java:7)", 3)), log.records());
        for (int i = 0; i < 200; i++)
        {
            log.add(error(i, "message"));
        }
        final List<ErrorRecord> records = log.records();
        assertEquals(ErrorLog.MAX_ENTRIES + 1, records.size());
        assertEquals(new ErrorRecord(ErrorLog.OTHER, 200 - ErrorLog.MAX_ENTRIES),
            records.get(ErrorLog.MAX_ENTRIES));
    }

    private static Throwable error(final int line, final String message)
    {
        final Throwable error = new IllegalStateException(message);
        error.setStackTrace(new StackTraceElement[]{new StackTraceElement("a.B", "c", "B.java", line)});
        return error;
    }
}
