// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Canonical bytes of a reference price and of what it rests on. Prices are at the scale of the instrument.
 */
public final class ReferenceFrame extends MutableFlyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 33;

    private static final int INSTRUMENT = MessageHeader.LENGTH;
    private static final int TIER = INSTRUMENT + Integer.BYTES;
    private static final int REFUSAL = TIER + 1;
    private static final int MODE = REFUSAL + Short.BYTES;
    private static final int PRICE = MODE + 1;
    private static final int RANGE_LOW = PRICE + Long.BYTES;
    private static final int RANGE_HIGH = RANGE_LOW + Long.BYTES;
    private static final int QUARTILE_LOW = RANGE_HIGH + Long.BYTES;
    private static final int QUARTILE_HIGH = QUARTILE_LOW + Long.BYTES;
    private static final int AS_OF = QUARTILE_HIGH + Long.BYTES;
    private static final int EVALUATED_AT = AS_OF + Long.BYTES;
    private static final int VALID_UNTIL = EVALUATED_AT + Long.BYTES;
    private static final int CONFIDENCE_BPS = VALID_UNTIL + Long.BYTES;
    private static final int SOURCES = CONFIDENCE_BPS + Short.BYTES;
    private static final int LINEAGES = SOURCES + Short.BYTES;
    private static final int DISPERSION_BPS = LINEAGES + Short.BYTES;
    private static final int CONTRIBUTOR_MASK = DISPERSION_BPS + Short.BYTES;
    private static final int END = CONTRIBUTOR_MASK + Long.BYTES;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public ReferenceFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the dense number of the instrument} */
    public int instrument()
    {
        return i32(INSTRUMENT);
    }

    /**
     * Sets the dense number of the instrument.
     *
     * @param instrument not negative; else refused
     */
    public void instrument(final int instrument)
    {
        putIndex(INSTRUMENT, instrument);
    }

    /** {@return the code of the tier} */
    public int tier()
    {
        return u8(TIER);
    }

    /**
     * Sets the code of the tier.
     *
     * @param tier 0..255; else refused
     */
    public void tier(final int tier)
    {
        putU8(TIER, tier);
    }

    /** {@return why there is no price, the code of a refusal, 0 for none} */
    public int refusal()
    {
        return u16(REFUSAL);
    }

    /**
     * Sets why there is no price.
     *
     * @param refusal the code of a refusal, 0 for none, 0..65535; else refused
     */
    public void refusal(final int refusal)
    {
        putU16(REFUSAL, refusal);
    }

    /** {@return the code of the mode} */
    public int mode()
    {
        return u8(MODE);
    }

    /**
     * Sets the code of the mode.
     *
     * @param mode 0..255; else refused
     */
    public void mode(final int mode)
    {
        putU8(MODE, mode);
    }

    /** {@return the reference price, {@link Long#MIN_VALUE} for none} */
    public long price()
    {
        return i64(PRICE);
    }

    /**
     * Sets the reference price.
     *
     * @param price {@link Long#MIN_VALUE} for none
     */
    public void price(final long price)
    {
        putI64(PRICE, price);
    }

    /** {@return the lowest admitted price} */
    public long rangeLow()
    {
        return i64(RANGE_LOW);
    }

    /**
     * Sets the lowest admitted price.
     *
     * @param rangeLow any
     */
    public void rangeLow(final long rangeLow)
    {
        putI64(RANGE_LOW, rangeLow);
    }

    /** {@return the highest admitted price} */
    public long rangeHigh()
    {
        return i64(RANGE_HIGH);
    }

    /**
     * Sets the highest admitted price.
     *
     * @param rangeHigh any
     */
    public void rangeHigh(final long rangeHigh)
    {
        putI64(RANGE_HIGH, rangeHigh);
    }

    /** {@return the lower weighted quartile} */
    public long quartileLow()
    {
        return i64(QUARTILE_LOW);
    }

    /**
     * Sets the lower weighted quartile.
     *
     * @param quartileLow any
     */
    public void quartileLow(final long quartileLow)
    {
        putI64(QUARTILE_LOW, quartileLow);
    }

    /** {@return the upper weighted quartile} */
    public long quartileHigh()
    {
        return i64(QUARTILE_HIGH);
    }

    /**
     * Sets the upper weighted quartile.
     *
     * @param quartileHigh any
     */
    public void quartileHigh(final long quartileHigh)
    {
        putI64(QUARTILE_HIGH, quartileHigh);
    }

    /** {@return the time of the oldest contributor, nanoseconds since 1970-01-01 UTC} */
    public long asOfNs()
    {
        return i64(AS_OF);
    }

    /**
     * Sets the time of the oldest contributor.
     *
     * @param asOfNs nanoseconds since 1970-01-01 UTC
     */
    public void asOfNs(final long asOfNs)
    {
        putI64(AS_OF, asOfNs);
    }

    /** {@return the engine time of the evaluation, nanoseconds since 1970-01-01 UTC} */
    public long evaluatedAtNs()
    {
        return i64(EVALUATED_AT);
    }

    /**
     * Sets the engine time of the evaluation.
     *
     * @param evaluatedAtNs nanoseconds since 1970-01-01 UTC
     */
    public void evaluatedAtNs(final long evaluatedAtNs)
    {
        putI64(EVALUATED_AT, evaluatedAtNs);
    }

    /** {@return the end of validity, nanoseconds since 1970-01-01 UTC} */
    public long validUntilNs()
    {
        return i64(VALID_UNTIL);
    }

    /**
     * Sets the end of validity.
     *
     * @param validUntilNs nanoseconds since 1970-01-01 UTC
     */
    public void validUntilNs(final long validUntilNs)
    {
        putI64(VALID_UNTIL, validUntilNs);
    }

    /** {@return the confidence, in basis points} */
    public int confidenceBps()
    {
        return u16(CONFIDENCE_BPS);
    }

    /**
     * Sets the confidence.
     *
     * @param confidenceBps in basis points, 0..65535; else refused
     */
    public void confidenceBps(final int confidenceBps)
    {
        putU16(CONFIDENCE_BPS, confidenceBps);
    }

    /** {@return the number of contributing sources} */
    public int sources()
    {
        return u16(SOURCES);
    }

    /**
     * Sets the number of contributing sources.
     *
     * @param sources 0..65535; else refused
     */
    public void sources(final int sources)
    {
        putU16(SOURCES, sources);
    }

    /** {@return the number of contributing lineages} */
    public int lineages()
    {
        return u16(LINEAGES);
    }

    /**
     * Sets the number of contributing lineages.
     *
     * @param lineages 0..65535; else refused
     */
    public void lineages(final int lineages)
    {
        putU16(LINEAGES, lineages);
    }

    /** {@return the dispersion of the contributors, in basis points of the price} */
    public int dispersionBps()
    {
        return u16(DISPERSION_BPS);
    }

    /**
     * Sets the dispersion of the contributors.
     *
     * @param dispersionBps in basis points of the price, 0..65535; else refused
     */
    public void dispersionBps(final int dispersionBps)
    {
        putU16(DISPERSION_BPS, dispersionBps);
    }

    /** {@return the contributors, one bit each} */
    public long contributorMask()
    {
        return i64(CONTRIBUTOR_MASK);
    }

    /**
     * Sets the contributors.
     *
     * @param contributorMask one bit each
     */
    public void contributorMask(final long contributorMask)
    {
        putI64(CONTRIBUTOR_MASK, contributorMask);
    }

    @Override
    WireStatus check()
    {
        if (i32(INSTRUMENT) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return checkFlat();
    }
}
