// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.slot.Evaluation;

/**
 * What a price made of several records takes from them whatever the arithmetic: of each figure the worst, the oldest
 * time, the earliest end, everybody who contributed. One thread; allocates nothing after construction.
 */
final class Combined
{
    private long asOfNs;
    private long validUntilNs;
    private int sources;
    private int lineages;
    private long contributorMask;
    private int trustBps;
    private int staleShareBps;
    private int spreadBps;
    private int volatilityBps;
    private Mode mode = Mode.NORMAL;

    Combined()
    {
    }

    void begin()
    {
        asOfNs = Long.MAX_VALUE;
        validUntilNs = Long.MAX_VALUE;
        sources = Integer.MAX_VALUE;
        lineages = Integer.MAX_VALUE;
        contributorMask = 0;
        trustBps = Integer.MAX_VALUE;
        staleShareBps = 0;
        spreadBps = 0;
        volatilityBps = 0;
        mode = Mode.NORMAL;
    }

    void add(final Evaluation record)
    {
        asOfNs = Math.min(asOfNs, record.asOfNs);
        validUntilNs = Math.min(validUntilNs, record.validUntilNs);
        sources = Math.min(sources, record.sources);
        lineages = Math.min(lineages, record.lineages);
        contributorMask |= record.contributorMask;
        trustBps = Math.min(trustBps, record.trustBps);
        staleShareBps = Math.max(staleShareBps, record.staleShareBps);
        spreadBps = Math.max(spreadBps, record.spreadBps);
        volatilityBps = Math.max(volatilityBps, record.volatilityBps);
        mode = Mode.worst(mode, record.mode);
    }

    /** Writes the figures that a record has though its price may be missing. */
    void figuresTo(final Evaluation out)
    {
        out.staleShareBps = staleShareBps;
        out.spreadBps = spreadBps;
        out.volatilityBps = volatilityBps;
    }

    /** Writes everything. */
    void to(final Evaluation out)
    {
        figuresTo(out);
        out.asOfNs = asOfNs;
        out.validUntilNs = validUntilNs;
        out.sources = sources;
        out.lineages = lineages;
        out.contributorMask = contributorMask;
        out.trustBps = trustBps;
    }

    /** The worst. */
    Mode mode()
    {
        return mode;
    }
}
