// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Alert;
import io.plumbline.oracle.Gauge;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AlertPolicy;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Decides when an alert begins and ends: it is raised at its threshold and ended below the policy's share of it, once
 * each. A threshold of 0 leaves its figure out. One thread; allocates nothing where no alert changes.
 */
final class AlertJudge
{
    private static final int WHOLE_BPS = 10_000;

    private final Consumer<Alert> listener;
    private final Line dispersion;
    private final Line staleShare;
    private final Line tierSpread;
    private final Line refusals;
    private final Line quoteAge;

    AlertJudge(final AlertPolicy policy, final Consumer<Alert> listener)
    {
        this.listener = listener;
        dispersion = new Line(Gauge.DISPERSION_BPS, policy.dispersionBps(), policy.exitBps());
        staleShare = new Line(Gauge.STALE_SHARE_BPS, policy.staleShareBps(), policy.exitBps());
        tierSpread = new Line(Gauge.TIER_SPREAD_BPS, policy.tierSpreadBps(), policy.exitBps());
        refusals = new Line(Gauge.REFUSALS_PER_SEC, policy.refusalsPerSec(), policy.exitBps());
        quoteAge = new Line(Gauge.QUOTE_AGE_P95_NS, policy.quoteAgeP95Ns(), policy.exitBps());
    }

    void onInstrument(
        final int instrument, final int dispersionBps, final int staleShareBps, final int tierSpreadBps)
    {
        judge(dispersion, instrument, instrument, Refusal.NONE, dispersionBps);
        judge(staleShare, instrument, instrument, Refusal.NONE, staleShareBps);
        judge(tierSpread, instrument, instrument, Refusal.NONE, tierSpreadBps);
    }

    void onRefusals(final Refusal refusal, final long perSec)
    {
        judge(refusals, refusal.code(), -1, refusal, perSec);
    }

    void onQuoteAge(final long p95Ns)
    {
        judge(quoteAge, 0, -1, Refusal.NONE, p95Ns);
    }

    private void judge(
        final Line line, final int place, final int instrument, final Refusal refusal, final long value)
    {
        final boolean wasRaised = line.raised.get(place);
        final boolean isRaised = wasRaised ? value >= line.endsBelow : line.threshold > 0 && value >= line.threshold;
        if (isRaised != wasRaised)
        {
            line.raised.set(place, isRaised);
            listener.accept(new Alert(line.gauge, instrument, refusal, value, line.threshold, isRaised));
        }
    }

    /**
     * A gauge's threshold, and for which instruments or codes its alert stands.
     */
    private static final class Line
    {
        final Gauge gauge;
        final long threshold;
        final long endsBelow;
        final BitSet raised = new BitSet();

        Line(final Gauge gauge, final long threshold, final int exitBps)
        {
            this.gauge = gauge;
            this.threshold = threshold;
            // value * 10,000 < threshold * exitBps, for whole values
            endsBelow = (threshold * exitBps + WHOLE_BPS - 1) / WHOLE_BPS;
        }
    }
}
