// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.trust.Age;
import java.util.Arrays;

/**
 * The last record of each instrument and its last live one, both of market events. One thread; allocates nothing after
 * construction.
 */
final class Records
{
    /** At no time is anything this young. */
    private static final long NEVER_SHOWN = -1;

    private final Evaluation[] last;
    private final Evaluation[] lastGood;
    private final long[] hardAgeNs;

    Records(final InstrumentConfig[] settings)
    {
        last = new Evaluation[settings.length];
        lastGood = new Evaluation[settings.length];
        hardAgeNs = new long[settings.length];
        for (int instrument = 0; instrument < settings.length; instrument++)
        {
            last[instrument] = new Evaluation();
            last[instrument].instrument = instrument;
            lastGood[instrument] = new Evaluation();
            final boolean isShown = settings[instrument].fallback().lastGoodRights().canDisplay();
            hardAgeNs[instrument] = isShown ? settings[instrument].freshness().lastGoodMaxAgeNs() : NEVER_SHOWN;
        }
    }

    /** The record last published at a market event. */
    Evaluation last(final int instrument)
    {
        return last[instrument];
    }

    /** Whether a price that is not live may be shown. */
    boolean isShown(final int instrument)
    {
        return hardAgeNs[instrument] != NEVER_SHOWN;
    }

    /** The last live record. */
    Evaluation lastGood(final int instrument)
    {
        return lastGood[instrument];
    }

    /** Whether there has been a live record. */
    boolean hasBeenLive(final int instrument)
    {
        return lastGood[instrument].price > 0;
    }

    /**
     * The last good price within its hard age, with confidence 0; else no price. Its time and contributors are its own;
     * stale share, spread and volatility are the present ones, which {@code out} has already.
     */
    void fallBack(final int instrument, final long nowNs, final Evaluation out)
    {
        final int staleShareBps = out.staleShareBps;
        final int spreadBps = out.spreadBps;
        final int volatilityBps = out.volatilityBps;
        final Evaluation good = lastGood[instrument];
        if (good.price > 0 && !Age.isPast(good.evaluatedAtNs, nowNs, hardAgeNs[instrument]))
        {
            out.copyFrom(good);
            out.tier = Tier.LAST_GOOD;
            out.validUntilNs = good.evaluatedAtNs + hardAgeNs[instrument] + 1;
        }
        else
        {
            close(out);
        }
        out.staleShareBps = staleShareBps;
        out.spreadBps = spreadBps;
        out.volatilityBps = volatilityBps;
        out.tierSpreadBps = 0;
        out.confidenceBps = 0;
        clearEvidence(out);
    }

    private static void close(final Evaluation out)
    {
        out.tier = Tier.CLOSED;
        out.price = 0;
        out.rangeLow = 0;
        out.rangeHigh = 0;
        out.quartileLow = 0;
        out.quartileHigh = 0;
        out.asOfNs = 0;
        out.validUntilNs = Long.MAX_VALUE;
        out.dispersionBps = 0;
        out.trustBps = 0;
        out.sources = 0;
        out.lineages = 0;
        out.contributorMask = 0;
    }

    static void clearEvidence(final Evaluation out)
    {
        if (out.hasEvidence)
        {
            Arrays.fill(out.evidenceDigest, (byte)0);
            out.hasEvidence = false;
        }
    }
}
