// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceStanding;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.price.PriceColumn;

/**
 * Who contributes to one instrument's price now, with which weight, and the figures of it. What it finds depends on
 * the book and on now alone: that each instrument's last selection is kept, and carried on where the change is small,
 * only saves time. Asking changes no answer, and the book itself notes what was put or removed in between.
 *
 * <p>Accessors speak of the instrument last selected, until the book changes. Prices, weights and figures hold after
 * NONE alone; who is fresh, trust, standing and stale share hold always. One thread; allocates nothing after
 * construction.
 */
final class Selection
{
    private static final int FULL_BPS = 10_000;

    private final Book book;
    private final FullSelection full;
    private final QuickSelection quick;
    private final Selected[] byInstrument;
    private int lastInstrument;
    private boolean hasPrice;

    Selection(final OracleConfig config, final Book book)
    {
        this.book = book;
        full = new FullSelection(config, book);
        quick = new QuickSelection(book);
        byInstrument = new Selected[config.instruments().size()];
        for (int instrument = 0; instrument < byInstrument.length; instrument++)
        {
            byInstrument[instrument] = new Selected(config, instrument);
        }
    }

    /**
     * Selects and weighs.
     *
     * @param instrument dense id.
     * @param nowNs      engine time, never before that of an earlier call.
     * @return NONE, or the first rule that the price fails.
     */
    Refusal select(final int instrument, final long nowNs)
    {
        lastInstrument = instrument;
        final Selected selected = byInstrument[instrument];
        Refusal why = Refusal.NONE;
        if (!quick.follow(selected, book.takeChanged(instrument), nowNs))
        {
            why = full.select(selected, nowNs);
        }
        hasPrice = why == Refusal.NONE;
        return why;
    }

    /**
     * Trust now by source, 16 bits each, as many words as the sources take; also of those the fence dropped, 0 for
     * those out, stale or unheard.
     */
    long[] trustWords()
    {
        return last().trustWords;
    }

    private Selected last()
    {
        return byInstrument[lastInstrument];
    }

    boolean isContributor(final int source)
    {
        return last().isContributor(source);
    }

    /** One bit a contributing source. */
    long contributorMask()
    {
        return last().contributorMask;
    }

    /** In or out, and by which rule; a source that is out altogether counts as unheard. */
    SourceStanding standing(final int source)
    {
        if (last().isContributor(source))
        {
            return SourceStanding.CONTRIBUTES;
        }
        if ((last().freshMask >>> source & 1) != 0)
        {
            return SourceStanding.OUTLIER;
        }
        final boolean isHeard = book.column(last().instrument).positionOf(source) != PriceColumn.ABSENT &&
            book.trustBps(source, last().instrument) > 0;
        return isHeard ? SourceStanding.STALE : SourceStanding.UNHEARD;
    }

    /** Trust now in basis points; 0 for those out, stale or unheard. */
    int trustBps(final int source)
    {
        return last().trustBps(source);
    }

    /** Capped base weight in 1/512 times trust in basis points, by source; 0 for those left out. */
    long effectiveWeight(final int source)
    {
        return last().effective[source];
    }

    /** A source's share of the price's weight, basis points, rounded down; 0 where there is no price. */
    int weightShareBps(final int source)
    {
        return hasPrice ? (int)(last().effective[source] * FULL_BPS / last().effectiveTotal) : 0;
    }

    int sources()
    {
        return last().sources;
    }

    /** How many sources have a feed for the instrument. */
    int configuredSources(final int instrument)
    {
        return byInstrument[instrument].configuredSources;
    }

    int lineages()
    {
        return last().lineages;
    }

    long median()
    {
        return last().quartiles[1];
    }

    long quartileLow()
    {
        return last().quartiles[0];
    }

    long quartileHigh()
    {
        return last().quartiles[2];
    }

    /** Lowest price of a contributor. */
    long low(final int instrument)
    {
        return byInstrument[instrument].low;
    }

    /** Highest price of a contributor. */
    long high(final int instrument)
    {
        return byInstrument[instrument].high;
    }

    /** Origin of the oldest contributor, epoch nanoseconds. */
    long oldestOriginNs()
    {
        return last().oldestOriginNs;
    }

    /** Average age of the contributors by capped weight, whole milliseconds in nanoseconds. */
    long averageAgeNs()
    {
        return last().averageAgeMs() * Selected.NS_PER_MS;
    }

    /** Interquartile range against the median, rounded up, saturated. */
    int dispersionBps()
    {
        return last().dispersionBps;
    }

    /** The last fence laid around a median, whether or not a price came of it; 0 where none was laid. */
    int fenceBps()
    {
        return last().fenceBps == Selected.NOT_COMPUTED ? last().fenceBps() : last().fenceBps;
    }

    /** Share of the configured base weight without a fresh believed price, rounded up; 0 where none is configured. */
    int staleShareBps(final int instrument)
    {
        return byInstrument[instrument].staleShareBps;
    }

    /**
     * Weighted median of the bid-ask spreads of the contributors that gave both; 0 where these are too few to bear the
     * liars that a price bears. At most 65,535.
     */
    int spreadBps(final int instrument)
    {
        final Selected selected = byInstrument[instrument];
        final long both = book.spreadMask(instrument) & selected.contributorMask;
        final PriceColumn spreads = book.spreads(instrument);
        if (both == selected.contributorMask)
        {
            return (int)spreads.weightedQuantile(selected.effective, 1, 2, selected.effectiveTotal);
        }
        long weight = 0;
        for (long rest = both; rest != 0; rest &= rest - 1)
        {
            weight += selected.capped[Long.numberOfTrailingZeros(rest)];
        }
        return selected.isMarginHeld(weight) ? (int)Math.max(0, spreads.weightedQuantile(selected.effective, 1, 2,
            spreads.totalWeight(selected.effective))) : 0;
    }

    /** Average trust of the contributors by capped weight, rounded down. */
    int trustBps()
    {
        return last().effectiveTotal == last().cappedTotal * FULL_BPS ? FULL_BPS :
            (int)(last().effectiveTotal / last().cappedTotal);
    }

    /** Weight after trust. */
    long effectiveTotal(final int instrument)
    {
        return byInstrument[instrument].effectiveTotal;
    }

    /** The same weight at full trust. */
    long fullTotal()
    {
        return last().cappedTotal * FULL_BPS;
    }
}
