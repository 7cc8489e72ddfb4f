// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.Tier;
import java.util.Arrays;

/**
 * A caller-owned copy of one reference record. Owned by one thread and overwritten by each read. Prices are at the
 * instrument's scale, times epoch nanoseconds, trust basis points.
 */
public final class ReferencePrice
{
    /** Longs that hold the sources' trust, 16 bits each. */
    public static final int TRUST_WORDS = OracleConfig.MAX_SOURCES / 4;

    /** Longs one record takes. */
    public static final int WORDS = 13 + TRUST_WORDS;

    private static final int PRICE = 0;
    private static final int RANGE_LOW = 1;
    private static final int RANGE_HIGH = 2;
    private static final int QUARTILE_LOW = 3;
    private static final int QUARTILE_HIGH = 4;
    private static final int AS_OF = 5;
    private static final int EVALUATED_AT = 6;
    private static final int VALID_UNTIL = 7;
    private static final int CODES = 8;
    private static final int COUNTS = 9;
    private static final int CONTRIBUTORS = 10;
    private static final int FIGURES = 11;
    private static final int MORE = 12;
    private static final int TRUST = 13;

    private final long[] words = new long[WORDS];

    /**
     * An empty record: tier CLOSED, NO_PRICE.
     */
    public ReferencePrice()
    {
        clear();
    }

    /**
     * Empties the record, so that nothing of an earlier read can be taken for this one's.
     */
    public void clear()
    {
        Arrays.fill(words, 0);
        words[CODES] = codes(Tier.CLOSED, Mode.NORMAL, Refusal.NO_PRICE, 0, 0);
        words[MORE] = more(Refusal.NO_PRICE, false, 0);
    }

    /**
     * The words of the record, in the order this class reads them; for the engine that fills it.
     *
     * @return this object's own array.
     */
    public long[] words()
    {
        return words;
    }

    /**
     * The weighted median.
     *
     * @return 0 where there is no price.
     */
    public long price()
    {
        return words[PRICE];
    }

    /**
     * Lowest admitted price.
     *
     * @return 0 where there is no price.
     */
    public long rangeLow()
    {
        return words[RANGE_LOW];
    }

    /**
     * Highest admitted price.
     *
     * @return 0 where there is no price.
     */
    public long rangeHigh()
    {
        return words[RANGE_HIGH];
    }

    /**
     * Weighted lower quartile.
     *
     * @return 0 where there is no price.
     */
    public long quartileLow()
    {
        return words[QUARTILE_LOW];
    }

    /**
     * Weighted upper quartile.
     *
     * @return 0 where there is no price.
     */
    public long quartileHigh()
    {
        return words[QUARTILE_HIGH];
    }

    /**
     * Time of the oldest contributor.
     *
     * @return epoch nanoseconds.
     */
    public long asOfNs()
    {
        return words[AS_OF];
    }

    /**
     * Engine time at which it was judged.
     *
     * @return epoch nanoseconds.
     */
    public long evaluatedAtNs()
    {
        return words[EVALUATED_AT];
    }

    /**
     * First instant at which it no longer holds.
     *
     * @return epoch nanoseconds.
     */
    public long validUntilNs()
    {
        return words[VALID_UNTIL];
    }

    /**
     * On what the price stands.
     *
     * @return the tier.
     */
    public Tier tier()
    {
        return Tier.ofCode((int)(words[CODES] & 0xff));
    }

    /**
     * Why the price is not of now.
     *
     * @return NONE where its tier is live.
     */
    public Refusal refusal()
    {
        return Refusal.ofCode((int)(words[CODES] >>> 8 & 0xffff));
    }

    /**
     * How far the price can be relied on.
     *
     * @return 0 to 10,000 basis points.
     */
    public int confidenceBps()
    {
        return (int)(words[CODES] >>> 32 & 0xffff);
    }

    /**
     * Interquartile range against the price.
     *
     * @return basis points, rounded up, at most 65,535.
     */
    public int dispersionBps()
    {
        return (int)(words[CODES] >>> 48 & 0xffff);
    }

    /**
     * How many sources contributed.
     *
     * @return 0 to 64.
     */
    public int sources()
    {
        return (int)(words[COUNTS] & 0xffff);
    }

    /**
     * How many lineages contributed.
     *
     * @return 0 to 64.
     */
    public int lineages()
    {
        return (int)(words[COUNTS] >>> 16 & 0xffff);
    }

    /**
     * Whether a source contributed.
     *
     * @param source dense id.
     * @return true where its price was admitted.
     */
    public boolean isContributor(final int source)
    {
        return (words[CONTRIBUTORS] >>> source & 1) != 0;
    }

    /**
     * A source's trust on this instrument when the record was judged.
     *
     * @param source dense id.
     * @return basis points; 0 for a source that is excluded, stale or unheard.
     */
    public int trustBps(final int source)
    {
        return (int)(words[TRUST + (source >> 2)] >>> ((source & 3) << 4) & 0xffff);
    }

    /**
     * How carefully the instrument is quoted.
     *
     * @return the mode.
     */
    public Mode mode()
    {
        return Mode.ofCode((int)(words[CODES] >>> 24 & 0xff));
    }

    /**
     * Why the price is not PRIMARY.
     *
     * @return NONE where it is.
     */
    public Refusal primaryRefusal()
    {
        return Refusal.ofCode((int)(words[MORE] & 0xffff));
    }

    /**
     * Whether implied volatility is high against realized volatility.
     *
     * @return false where there is no signal.
     */
    public boolean isImpliedHigh()
    {
        return (words[MORE] >>> 16 & 1) != 0;
    }

    /**
     * Average trust of the contributors.
     *
     * @return 0 to 10,000 basis points.
     */
    public int trustBps()
    {
        return (int)(words[MORE] >>> 32 & 0xffff);
    }

    /**
     * Share of the configured base weight without a fresh believed price.
     *
     * @return 0 to 10,000 basis points.
     */
    public int staleShareBps()
    {
        return (int)(words[FIGURES] & 0xffff);
    }

    /**
     * Bid-ask spread of the contributors.
     *
     * @return basis points, rounded up, at most 65,535; 0 where too few gave both.
     */
    public int spreadBps()
    {
        return (int)(words[FIGURES] >>> 16 & 0xffff);
    }

    /**
     * Distance of PRIMARY and SECONDARY.
     *
     * @return basis points, rounded up, at most 65,535; 0 where there are not both.
     */
    public int tierSpreadBps()
    {
        return (int)(words[FIGURES] >>> 32 & 0xffff);
    }

    /**
     * Realized volatility over one minute.
     *
     * @return basis points, at most 65,535.
     */
    public int volatilityBps()
    {
        return (int)(words[FIGURES] >>> 48 & 0xffff);
    }

    /**
     * Packs the codes word.
     *
     * @param tier          on what the price stands.
     * @param mode          how carefully it is quoted.
     * @param refusal       why it is not of now.
     * @param confidenceBps 0 to 10,000.
     * @param dispersionBps 0 to 65,535.
     * @return the word.
     */
    public static long codes(
        final Tier tier, final Mode mode, final Refusal refusal, final int confidenceBps, final int dispersionBps)
    {
        return (long)dispersionBps << 48 | (long)confidenceBps << 32 | (long)mode.code() << 24 |
            (long)refusal.code() << 8 | tier.code();
    }

    /**
     * Packs the figures word.
     *
     * @param staleShareBps 0 to 10,000.
     * @param spreadBps     0 to 65,535.
     * @param tierSpreadBps 0 to 65,535.
     * @param volatilityBps 0 to 65,535.
     * @return the word.
     */
    public static long figures(
        final int staleShareBps, final int spreadBps, final int tierSpreadBps, final int volatilityBps)
    {
        return (long)volatilityBps << 48 | (long)tierSpreadBps << 32 | (long)spreadBps << 16 | staleShareBps;
    }

    /**
     * Packs the word of what is left.
     *
     * @param primaryRefusal why the price is not PRIMARY.
     * @param isImpliedHigh  whether implied volatility is high.
     * @param trustBps       0 to 10,000.
     * @return the word.
     */
    public static long more(final Refusal primaryRefusal, final boolean isImpliedHigh, final int trustBps)
    {
        return (long)trustBps << 32 | (isImpliedHigh ? 1L << 16 : 0) | primaryRefusal.code();
    }
}
