// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.Spread;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.trust.Age;
import java.util.Arrays;

/**
 * One instrument's reference price at a time: the selection's statistics as PRIMARY, or what stands in its place.
 * Without quorum the last PRIMARY price is shown as LAST_GOOD until its hard age, then nothing; a range too wide for
 * money shows the present price as LAST_GOOD. One thread; allocates nothing after construction.
 */
final class Evaluator
{
    private static final int MAX_U16 = 0xffff;

    private final Book book;
    private final Selection selection;
    private final QuorumClock quorum;
    private final InstrumentConfig[] settings;
    private final Evaluation[] lastGood;
    private final EvidenceDigest evidence = new EvidenceDigest();
    private final int sources;

    Evaluator(final OracleConfig config, final Book book)
    {
        this.book = book;
        selection = new Selection(config, book);
        quorum = new QuorumClock(config);
        settings = config.instruments().toArray(new InstrumentConfig[0]);
        sources = config.sources().size();
        lastGood = new Evaluation[settings.length];
        for (int instrument = 0; instrument < settings.length; instrument++)
        {
            lastGood[instrument] = new Evaluation();
        }
    }

    /**
     * Judges an instrument. Times never go back from call to call.
     *
     * @param instrument   dense id.
     * @param nowNs        engine time.
     * @param out          receives the record; its digest is computed only where a present price stands in it.
     * @param withEvidence whether to compute the digest.
     */
    void evaluate(final int instrument, final long nowNs, final Evaluation out, final boolean withEvidence)
    {
        final Refusal why = selection.select(instrument, nowNs);
        if (why != Refusal.NONE)
        {
            quorum.lose(instrument);
            fallBack(instrument, nowNs, why, out);
            return;
        }
        if (!quorum.hold(instrument, nowNs))
        {
            fallBack(instrument, nowNs, Refusal.PROBATION, out);
            out.validUntilNs = Math.min(out.validUntilNs, quorum.opensAtNs(instrument));
            return;
        }
        describe(instrument, nowNs, out);
        if (Spread.isWithin(out.rangeLow, out.rangeHigh, out.price, settings[instrument].fence().maxRangeBps()))
        {
            out.tier = Tier.PRIMARY;
            out.refusal = Refusal.NONE;
            out.primaryRefusal = Refusal.NONE;
            lastGood[instrument].copyFrom(out);
        }
        else
        {
            out.tier = Tier.LAST_GOOD;
            out.refusal = Refusal.WIDE_RANGE;
            out.primaryRefusal = Refusal.WIDE_RANGE;
        }
        if (withEvidence)
        {
            digest(instrument, out);
        }
    }

    /** Trust by source as of the last evaluation. */
    long[] trustWords()
    {
        return selection.trustWords();
    }

    private void describe(final int instrument, final long nowNs, final Evaluation out)
    {
        final long maxAgeNs = settings[instrument].freshness().maxAgeNs();
        final long oldestNs = selection.oldestOriginNs();
        out.instrument = instrument;
        out.price = selection.median();
        out.rangeLow = selection.low(instrument);
        out.rangeHigh = selection.high(instrument);
        out.quartileLow = selection.quartileLow();
        out.quartileHigh = selection.quartileHigh();
        out.asOfNs = oldestNs;
        out.evaluatedAtNs = nowNs;
        out.validUntilNs = oldestNs + maxAgeNs + 1;
        out.dispersionBps = Math.min(MAX_U16, selection.dispersionBps());
        out.trustBps = selection.trustBps();
        out.staleShareBps = selection.staleShareBps(instrument);
        out.spreadBps = selection.spreadBps(instrument);
        out.confidenceBps = Confidence.bps(selection.sources(), selection.configuredSources(instrument),
            selection.lineages(), settings[instrument].quorum().minLineages(), out.dispersionBps,
            settings[instrument].fence().maxRangeBps(), nowNs - oldestNs, maxAgeNs, out.trustBps);
        out.sources = selection.sources();
        out.lineages = selection.lineages();
        out.contributorMask = selection.contributorMask();
        clearEvidence(out);
    }

    /**
     * The last good price within its hard age, with confidence 0; else no price. Its time and contributors are its
     * own.
     */
    private void fallBack(final int instrument, final long nowNs, final Refusal why, final Evaluation out)
    {
        final Evaluation good = lastGood[instrument];
        final long maxAgeNs = settings[instrument].freshness().lastGoodMaxAgeNs();
        if (good.price > 0 && !Age.isPast(good.evaluatedAtNs, nowNs, maxAgeNs))
        {
            out.copyFrom(good);
            out.tier = Tier.LAST_GOOD;
            out.validUntilNs = good.evaluatedAtNs + maxAgeNs + 1;
        }
        else
        {
            clear(instrument, out);
        }
        out.refusal = why;
        out.primaryRefusal = why;
        out.confidenceBps = 0;
        out.evaluatedAtNs = nowNs;
        clearEvidence(out);
    }

    private static void clear(final int instrument, final Evaluation out)
    {
        out.instrument = instrument;
        out.tier = Tier.CLOSED;
        out.price = 0;
        out.rangeLow = 0;
        out.rangeHigh = 0;
        out.quartileLow = 0;
        out.quartileHigh = 0;
        out.asOfNs = 0;
        out.validUntilNs = Long.MAX_VALUE;
        out.dispersionBps = 0;
        out.sources = 0;
        out.lineages = 0;
        out.contributorMask = 0;
    }

    private void digest(final int instrument, final Evaluation out)
    {
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

    private static void clearEvidence(final Evaluation out)
    {
        Arrays.fill(out.evidenceDigest, (byte)0);
        out.hasEvidence = false;
    }
}
