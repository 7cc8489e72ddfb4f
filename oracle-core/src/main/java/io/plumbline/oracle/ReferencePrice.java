// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

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
    public static final int WORDS = 11 + TRUST_WORDS;

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
    private static final int TRUST = 11;

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
        words[CODES] = codes(Tier.CLOSED, Refusal.NO_PRICE, 0, 0);
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
     * What the price permits.
     *
     * @return the tier.
     */
    public Tier tier()
    {
        return Tier.ofCode((int)(words[CODES] & 0xff));
    }

    /**
     * Why the price is not PRIMARY.
     *
     * @return NONE where it is.
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
     * Packs the codes word.
     *
     * @param tier          what the price permits.
     * @param refusal       why it is not PRIMARY.
     * @param confidenceBps 0 to 10,000.
     * @param dispersionBps 0 to 65,535.
     * @return the word.
     */
    public static long codes(final Tier tier, final Refusal refusal, final int confidenceBps, final int dispersionBps)
    {
        return (long)dispersionBps << 48 | (long)confidenceBps << 32 | (long)refusal.code() << 8 | tier.code();
    }
}
