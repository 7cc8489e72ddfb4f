// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Alert;
import io.plumbline.oracle.Gauge;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AlertPolicy;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.telemetry.BucketHistogram;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.telemetry.SummedCounters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AlertWatchTest
{
    private static final long SECOND = 1_000_000_000L;
    private static final long[] NO_TRUST = new long[ReferencePrice.TRUST_WORDS];

    private final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
    private final OracleListener listener = new OracleListener()
    {
        @Override
        public void onAlert(final Alert alert)
        {
            alerts.add(alert);
        }
    };
    private final ReferenceTable references = new ReferenceTable(2);
    private final StageCounters stage = new StageCounters();
    private final SharedCounters doors = new SharedCounters();
    private final SharedCounters counters = new SharedCounters();
    private final BucketHistogram ages = new BucketHistogram();
    private final EngineStatus status = new EngineStatus();
    private final ErrorLog errors = new ErrorLog();

    private AlertWatch watch(final OracleListener told)
    {
        return new AlertWatch(AlertPolicy.DEFAULT, 2, references, new SummedCounters(stage, doors), ages, status, told,
            counters, errors);
    }

    private void publish(final int instrument, final int dispersion, final int staleShare, final int tierSpread)
    {
        final Evaluation evaluation = new Evaluation();
        evaluation.instrument = instrument;
        evaluation.dispersionBps = dispersion;
        evaluation.staleShareBps = staleShare;
        evaluation.tierSpreadBps = tierSpread;
        references.publish(evaluation, NO_TRUST);
    }

    private void refuse(final Refusal refusal, final int times)
    {
        for (int i = 0; i < times; i++)
        {
            stage.add(refusal);
        }
    }

    @Test
    void shouldLookOnceASecond()
    {
        final AlertWatch watch = watch(listener);
        assertFalse(watch.onTime(-5));
        assertFalse(watch.onTime(-5 + SECOND - 1));
        assertTrue(watch.onTime(-5 + SECOND));
        assertFalse(watch.onTime(-5 + SECOND));
        assertTrue(watch.onTime(-5 + 5 * SECOND));
        assertFalse(watch.onTime(-5 + 6 * SECOND - 1));
        status.fail();
        assertFalse(watch.onTime(10 * SECOND), "a dead engine's figures stand still");
    }

    @Test
    void shouldReadTheFiguresOfEachInstrument()
    {
        final AlertWatch watch = watch(listener);
        watch.onTime(0);
        publish(1, 30, 2_999, 7);
        assertEquals(0, watch.value(Gauge.DISPERSION_BPS, 1), "not before the second is over");
        watch.onTime(SECOND);
        assertEquals(30, watch.value(Gauge.DISPERSION_BPS, 1));
        assertEquals(2_999, watch.value(Gauge.STALE_SHARE_BPS, 1));
        assertEquals(7, watch.value(Gauge.TIER_SPREAD_BPS, 1));
        assertEquals(0, watch.value(Gauge.DISPERSION_BPS, 0));
        assertEquals(-1, watch.value(Gauge.DISPERSION_BPS, 2));
        assertEquals(-1, watch.value(Gauge.STALE_SHARE_BPS, -1));
        publish(1, 23, 2_999, 7);
        publish(0, 0, 10_000, 0);
        watch.onTime(2 * SECOND);
        assertEquals(List.of(
            new Alert(Gauge.DISPERSION_BPS, 1, Refusal.NONE, 30, 30, true),
            new Alert(Gauge.STALE_SHARE_BPS, 0, Refusal.NONE, 10_000, 3_000, true),
            new Alert(Gauge.DISPERSION_BPS, 1, Refusal.NONE, 23, 30, false)), alerts);
        assertEquals(2, counters.count(Metric.ALERTS_RAISED));
        assertEquals(1, counters.count(Metric.ALERTS_ENDED));
    }

    @Test
    void shouldCountRefusalsOfDoorsAndStagesByTheSecondThatWas()
    {
        refuse(Refusal.STALE, 1_000_000);
        final AlertWatch watch = watch(listener);
        watch.onTime(0);
        watch.onTime(SECOND);
        assertEquals(0, watch.refusalsPerSec(Refusal.STALE), "what was before it began does not count");
        refuse(Refusal.STALE, 150);
        doors.add(Refusal.STALE);
        doors.add(Refusal.NO_CREDIT);
        watch.onTime(2 * SECOND);
        assertEquals(151, watch.refusalsPerSec(Refusal.STALE));
        assertEquals(1, watch.refusalsPerSec(Refusal.NO_CREDIT));
        assertEquals(151, watch.value(Gauge.REFUSALS_PER_SEC, -1));
        refuse(Refusal.STALE, 159);
        watch.onTime(4 * SECOND);
        assertEquals(79, watch.refusalsPerSec(Refusal.STALE), "two seconds in one, rounded down");
        assertEquals(List.of(
            new Alert(Gauge.REFUSALS_PER_SEC, -1, Refusal.STALE, 151, 100, true),
            new Alert(Gauge.REFUSALS_PER_SEC, -1, Refusal.STALE, 79, 100, false)), alerts);
        assertEquals(0, AlertWatch.perSec(0, SECOND));
        assertEquals(4_000_000_000_000L, AlertWatch.perSec(4_000_000_000_000L, SECOND));
        assertEquals(1, AlertWatch.perSec(86_400, 86_400 * SECOND));
    }

    @Test
    void shouldTakeTheQuotesOfTheLastSecondAlone()
    {
        final AlertWatch watch = watch(listener);
        ages.add(50 * SECOND);
        watch.onTime(0);
        for (int i = 1; i <= 100; i++)
        {
            ages.add(i);
        }
        watch.onTime(SECOND);
        final long p95 = watch.quoteAgeP95Ns();
        assertTrue(p95 >= 95 && p95 <= 95 + 95 / 32, "found " + p95);
        assertEquals(p95, watch.value(Gauge.QUOTE_AGE_P95_NS, 7));
        ages.add(4 * SECOND);
        watch.onTime(2 * SECOND);
        watch.onTime(3 * SECOND);
        assertEquals(0, watch.quoteAgeP95Ns(), "nobody was quoted");
        assertEquals(2, alerts.size());
        assertTrue(alerts.get(0).isRaised());
        assertTrue(alerts.get(0).value() >= 4 * SECOND && alerts.get(0).value() <= 4 * SECOND / 32 * 33);
        assertEquals(new Alert(Gauge.QUOTE_AGE_P95_NS, -1, Refusal.NONE, 0, 3 * SECOND, false), alerts.get(1));
    }

    @Test
    void shouldGoOnWhenAListenerThrows()
    {
        final AlertWatch watch = watch(new OracleListener()
        {
            @Override
            public void onAlert(final Alert alert)
            {
                alerts.add(alert);
                throw new IllegalStateException("the listener's own");
            }
        });
        watch.onTime(0);
        publish(0, 31, 3_001, 51);
        watch.onTime(SECOND);
        publish(0, 0, 0, 0);
        watch.onTime(2 * SECOND);
        assertEquals(6, alerts.size());
        assertEquals(6, counters.count(Metric.LISTENER_ERRORS));
        assertEquals(6, errors.records().get(0).count());
    }

    @Test
    void contractT_shouldLookWithoutAllocatingWhereNoAlertChanges()
    {
        final AlertWatch watch = watch(listener);
        publish(0, 29, 2_999, 49);
        publish(1, 31, 3_001, 51);
        final long[] nowNs = {0};
        watch.onTime(nowNs[0]);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 100; i++)
            {
                refuse(Refusal.STALE, 99);
                ages.add(SECOND);
                nowNs[0] += SECOND;
                watch.onTime(nowNs[0]);
            }
        });
        assertEquals(3, alerts.size());
    }

    /** Others write while it looks: each alert begins, ends, begins again, and never twice in a row. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldTellOfBeginningAndEndInTurnWhileOthersWrite() throws Exception
    {
        final AlertWatch watch = watch(listener);
        final AtomicBoolean isDone = new AtomicBoolean();
        final Thread writer = new Thread(() ->
        {
            for (int i = 0; !isDone.get(); i++)
            {
                publish(i & 1, i % 60, i % 6_000, i % 100);
                refuse(Refusal.STALE, i % 3);
                ages.add(i % 8 * SECOND);
            }
        });
        final Thread refuser = new Thread(() ->
        {
            while (!isDone.get())
            {
                doors.add(Refusal.NO_CREDIT);
            }
        });
        writer.start();
        refuser.start();
        long nowNs = 0;
        while (alerts.size() < 2_000)
        {
            watch.onTime(nowNs);
            nowNs += SECOND * (1 + alerts.size() % 50);
        }
        isDone.set(true);
        writer.join();
        refuser.join();
        final Map<String, Boolean> standing = new HashMap<>();
        for (final Alert alert : alerts)
        {
            final Boolean before =
                standing.put(alert.gauge() + " " + alert.instrument() + alert.refusal(), alert.isRaised());
            assertNotEquals(before == null ? false : before, alert.isRaised(), alert::toString);
        }
        final long raised = counters.count(Metric.ALERTS_RAISED);
        assertEquals(alerts.size(), raised + counters.count(Metric.ALERTS_ENDED));
        assertEquals(alerts.stream().filter(Alert::isRaised).count(), raised);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldTellTheListenerOfARunningEngine(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(EngineRig.threading(layout), listener))
        {
            rig.open();
            EngineRig.await(() ->
            {
                rig.engine.explanations().explain(99);
                return wasTold(Refusal.UNKNOWN_INSTRUMENT, true);
            });
            EngineRig.await(() -> wasTold(Refusal.UNKNOWN_INSTRUMENT, false));
            assertTrue(rig.engine.counters().count(Metric.ALERTS_RAISED) >= 1);
            assertTrue(rig.engine.counters().count(Metric.ALERTS_ENDED) >= 1);
            rig.clock.advance(700_000_000L);
            rig.quote(1);
            EngineRig.await(() -> rig.engine.gauges().quoteAgeP95Ns() > 0);
            final long ageNs = rig.engine.gauges().quoteAgeP95Ns();
            assertTrue(ageNs >= 700_000_000L && ageNs <= 700_000_000L / 32 * 33, "found " + ageNs);
        }
    }

    private boolean wasTold(final Refusal refusal, final boolean isRaised)
    {
        synchronized (alerts)
        {
            return alerts.stream().anyMatch(each -> each.refusal() == refusal && each.isRaised() == isRaised);
        }
    }
}
