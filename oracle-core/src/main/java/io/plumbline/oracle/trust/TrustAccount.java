// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.StateHash;

/**
 * Tells what trust holds: to whoever explains a price, and as one figure to whoever compares two engines. The owner's
 * thread; changes nothing.
 */
final class TrustAccount
{
    private final int sources;
    private final int instruments;
    private final TrustScores scores;
    private final VolatilityGauge gauge;

    TrustAccount(final int sources, final int instruments, final TrustScores scores, final VolatilityGauge gauge)
    {
        this.sources = sources;
        this.instruments = instruments;
        this.scores = scores;
        this.gauge = gauge;
    }

    /** Fills trust's part in, of the node and of all below it. */
    void fill(final ExplanationDraft draft)
    {
        for (int source = 0; source < sources; source++)
        {
            final int dense = source * instruments + draft.instrument;
            draft.trustBps[source] = scores.trustBps(dense);
            draft.overrideBps[source] = scores.overrideBps(source);
            draft.falls[source] = scores.falls(dense);
            draft.causes[source] = scores.causes(dense);
            draft.outUntilNs[source] = Math.max(scores.sourceOutUntilNs(source), scores.outUntilNs(dense));
        }
        draft.volatilityCentiBps = gauge.sigmaCentiBps(draft.instrument);
        draft.clusterPrice = gauge.price(draft.instrument);
        for (int i = 0; i < draft.children.size(); i++)
        {
            fill(draft.children.get(i));
        }
    }

    long stateHash()
    {
        final StateHash hash = new StateHash();
        for (int source = 0; source < sources; source++)
        {
            hash.add(scores.sourceOutUntilNs(source));
            hash.add(scores.overrideBps(source));
        }
        for (int dense = 0; dense < sources * instruments; dense++)
        {
            hash.add(scores.trustBps(dense));
            hash.add(scores.falls(dense));
            hash.add(scores.healthyTicks(dense));
            hash.add(scores.outUntilNs(dense));
            hash.add(scores.causes(dense));
        }
        for (int instrument = 0; instrument < instruments; instrument++)
        {
            hash.add(gauge.sigmaCentiBps(instrument));
            hash.add(gauge.price(instrument));
            hash.add(gauge.sampledAtNs(instrument));
        }
        return hash.value();
    }
}
