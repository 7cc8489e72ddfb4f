// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Alert;
import io.plumbline.oracle.Counters;
import io.plumbline.oracle.Gauge;
import io.plumbline.oracle.Gauges;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AlertPolicy;
import io.plumbline.oracle.telemetry.BucketHistogram;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.HistogramWindow;
import io.plumbline.oracle.telemetry.SharedCounters;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.concurrent.Agent;

/**
 * Looks at what the engine says of itself once a second, on the reply agent's thread, keeps the figures for those who
 * read them and has alerts judged. Counts and times are differences of two looks, so that a late second counts for
 * what it was. Whatever a listener throws is counted and ends nothing.
 */
final class AlertWatch implements Agent, Gauges
{
    static final long SECOND_NS = 1_000_000_000L;

    private static final int P95_BPS = 9_500;
    private static final int DISPERSION = 0;
    private static final int STALE_SHARE = 1;
    private static final int TIER_SPREAD = 2;
    private static final int FIGURES = 3;

    private final ReferenceTable references;
    private final Counters watched;
    private final HistogramWindow quoteAges;
    private final EngineStatus status;
    private final OracleListener listener;
    private final SharedCounters counters;
    private final ErrorLog errors;
    private final AlertJudge judge;
    private final int instruments;
    private final ReferencePrice price = new ReferencePrice();
    private final long[] refusalsBefore = new long[Refusal.count()];
    private final AtomicLongArray ofInstruments;
    private final AtomicLongArray refusalsPerSec = new AtomicLongArray(Refusal.count());
    private final AtomicLongArray ofOracle = new AtomicLongArray(2);
    private boolean hasBegun;
    private long lastNs;

    /**
     * Watches an engine.
     *
     * @param watched   the counters of all doors and stages.
     * @param quoteAges age of the price at issue, written by the last stage.
     * @param counters  where alerts are counted.
     */
    AlertWatch(
        final AlertPolicy policy,
        final int instruments,
        final ReferenceTable references,
        final Counters watched,
        final BucketHistogram quoteAges,
        final EngineStatus status,
        final OracleListener listener,
        final SharedCounters counters,
        final ErrorLog errors)
    {
        this.instruments = instruments;
        this.references = references;
        this.watched = watched;
        this.quoteAges = new HistogramWindow(quoteAges);
        this.status = status;
        this.listener = listener;
        this.counters = counters;
        this.errors = errors;
        judge = new AlertJudge(policy, this::announce);
        ofInstruments = new AtomicLongArray(instruments * FIGURES);
    }

    @Override
    public int doWork()
    {
        return onTime(OracleThread.monotonicNs()) ? 1 : 0;
    }

    @Override
    public String roleName()
    {
        return "plumbline-alerts";
    }

    /**
     * Looks, where a second has passed since the last look.
     *
     * @param nowNs monotonic nanoseconds.
     * @return whether it looked.
     */
    boolean onTime(final long nowNs)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            lastNs = nowNs;
            takeCounts();
            return false;
        }
        final long elapsedNs = nowNs - lastNs;
        if (elapsedNs < SECOND_NS || status.phase() != EngineStatus.Phase.RUNNING)
        {
            return false;
        }
        lastNs = nowNs;
        lookAtInstruments();
        lookAtRefusals(elapsedNs);
        quoteAges.advance();
        final long ageNs = quoteAges.percentile(P95_BPS);
        ofOracle.setRelease(1, ageNs);
        judge.onQuoteAge(ageNs);
        return true;
    }

    private void takeCounts()
    {
        for (int code = 0; code < refusalsBefore.length; code++)
        {
            refusalsBefore[code] = watched.count(Refusal.ofCode(code));
        }
        quoteAges.advance();
    }

    private void lookAtInstruments()
    {
        for (int i = 0; i < instruments; i++)
        {
            if (references.read(i, price))
            {
                ofInstruments.setRelease(i * FIGURES + DISPERSION, price.dispersionBps());
                ofInstruments.setRelease(i * FIGURES + STALE_SHARE, price.staleShareBps());
                ofInstruments.setRelease(i * FIGURES + TIER_SPREAD, price.tierSpreadBps());
                judge.onInstrument(i, price.dispersionBps(), price.staleShareBps(), price.tierSpreadBps());
            }
        }
    }

    private void lookAtRefusals(final long elapsedNs)
    {
        long most = 0;
        for (int code = 1; code < refusalsBefore.length; code++)
        {
            final Refusal refusal = Refusal.ofCode(code);
            final long count = watched.count(refusal);
            final long perSec = perSec(count - refusalsBefore[code], elapsedNs);
            refusalsBefore[code] = count;
            most = Math.max(most, perSec);
            refusalsPerSec.setRelease(code, perSec);
            judge.onRefusals(refusal, perSec);
        }
        ofOracle.setRelease(0, most);
    }

    /** In microseconds, so that no count and no pause overflow. */
    static long perSec(final long count, final long elapsedNs)
    {
        return count * (SECOND_NS / 1_000) / (elapsedNs / 1_000);
    }

    private void announce(final Alert alert)
    {
        counters.add(alert.isRaised() ? Metric.ALERTS_RAISED : Metric.ALERTS_ENDED);
        try
        {
            listener.onAlert(alert);
        }
        catch (final RuntimeException | Error e)
        {
            counters.add(Metric.LISTENER_ERRORS);
            errors.add(e);
        }
    }

    @Override
    public long value(final Gauge gauge, final int instrument)
    {
        if (gauge.isOfInstrument() && (instrument < 0 || instrument >= instruments))
        {
            return -1;
        }
        return switch (gauge)
        {
            case DISPERSION_BPS -> ofInstruments.getAcquire(instrument * FIGURES + DISPERSION);
            case STALE_SHARE_BPS -> ofInstruments.getAcquire(instrument * FIGURES + STALE_SHARE);
            case TIER_SPREAD_BPS -> ofInstruments.getAcquire(instrument * FIGURES + TIER_SPREAD);
            case REFUSALS_PER_SEC -> ofOracle.getAcquire(0);
            case QUOTE_AGE_P95_NS -> quoteAgeP95Ns();
        };
    }

    @Override
    public long refusalsPerSec(final Refusal refusal)
    {
        return refusalsPerSec.getAcquire(refusal.code());
    }

    @Override
    public long quoteAgeP95Ns()
    {
        return ofOracle.getAcquire(1);
    }
}
