// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.trust.VolatilityScale;

/**
 * The price of an instrument's own sources: the selection's statistics and figures, written into a record. One thread;
 * allocates nothing after construction.
 */
final class OwnPrice
{
    private static final int MAX_U16 = 0xffff;

    private final Book book;
    private final Selection selection;
    private final InstrumentConfig[] settings;
    private final EvidenceDigest evidence = new EvidenceDigest();
    private final int sources;
    private final int[] spreadBps;
    private final int[] knownCentiBps;
    private final int[] minuteBps;

    OwnPrice(final OracleConfig config, final Book book)
    {
        this.book = book;
        selection = new Selection(config, book);
        settings = config.instruments().toArray(new InstrumentConfig[0]);
        sources = config.sources().size();
        spreadBps = new int[settings.length];
        knownCentiBps = new int[settings.length];
        minuteBps = new int[settings.length];
    }

    /** Takes an accepted tick in. */
    void put(final Slot slot, final int i)
    {
        book.put(slot, i);
    }

    /**
     * Selects; NONE, or why there is no price. Either way the record has the figures that need none: stale share,
     * volatility, and the spread as last known.
     */
    Refusal select(final int instrument, final long nowNs, final Evaluation out)
    {
        final Refusal why = selection.select(instrument, nowNs);
        out.staleShareBps = selection.staleShareBps(instrument);
        out.volatilityBps = volatilityBps(instrument);
        out.spreadBps = spreadBps[instrument];
        return why;
    }

    /** Roots are dear and volatility changes once a sample, so that what it is over a minute is kept. */
    private int volatilityBps(final int instrument)
    {
        final int centiBps = book.volatilityCentiBps(instrument);
        if (centiBps != knownCentiBps[instrument])
        {
            knownCentiBps[instrument] = centiBps;
            minuteBps[instrument] = VolatilityScale.overMinuteBps(centiBps,
                settings[instrument].market().volatility().sampleIntervalNs());
        }
        return minuteBps[instrument];
    }

    /**
     * Writes down the price last selected.
     *
     * @param withEvidence whether the digest and the bid-ask spread are computed.
     * @param isMoving     whether the spread is the last known from now on.
     */
    void describe(
        final int instrument,
        final long nowNs,
        final Evaluation out,
        final boolean withEvidence,
        final boolean isMoving)
    {
        final long maxAgeNs = settings[instrument].freshness().maxAgeNs();
        final long oldestNs = selection.oldestOriginNs();
        out.price = selection.median();
        out.rangeLow = selection.low(instrument);
        out.rangeHigh = selection.high(instrument);
        out.quartileLow = selection.quartileLow();
        out.quartileHigh = selection.quartileHigh();
        out.asOfNs = oldestNs;
        out.validUntilNs = oldestNs + maxAgeNs + 1;
        out.dispersionBps = Math.min(MAX_U16, selection.dispersionBps());
        out.trustBps = selection.trustBps();
        out.confidenceBps = Confidence.bps(selection.sources(), selection.configuredSources(instrument),
            selection.lineages(), settings[instrument].quorum().minLineages(), out.dispersionBps,
            settings[instrument].fence().maxRangeBps(), selection.averageAgeNs(), maxAgeNs, out.trustBps);
        out.sources = selection.sources();
        out.lineages = selection.lineages();
        out.contributorMask = selection.contributorMask();
        if (withEvidence)
        {
            prove(instrument, out, isMoving);
        }
    }

    private void prove(final int instrument, final Evaluation out, final boolean isMoving)
    {
        out.spreadBps = selection.spreadBps(instrument);
        if (isMoving)
        {
            spreadBps[instrument] = out.spreadBps;
        }
        evidence.begin();
        for (int source = 0; source < sources; source++)
        {
            if (selection.isContributor(source))
            {
                evidence.add(source, book.tickIndex(source, instrument), selection.effectiveWeight(source),
                    book.hashes(), book.hashOffset(source, instrument));
            }
        }
        evidence.finish(out.evidenceDigest);
        out.hasEvidence = true;
    }

    /** Realized volatility over one sample interval, centi-bps; 0 for a derived instrument. */
    int volatilityCentiBps(final int instrument)
    {
        return book.volatilityCentiBps(instrument);
    }

    /** The fence around the price last selected, basis points; 0 where none was laid. */
    int fenceBps()
    {
        return selection.fenceBps();
    }

    /** The selection last made. */
    Selection selection()
    {
        return selection;
    }
}
