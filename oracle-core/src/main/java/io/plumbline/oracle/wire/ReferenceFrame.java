// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A reference price and what it rests on, to be read: the record that quotes are cut from. The whole message, header
 * included, is what is digested into a quote and, when asked for, signed. Prices are at the rate decimals; one flat
 * block.
 */
public final class ReferenceFrame extends Flyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 33;

    private static final int RESERVED_LENGTH = 6;

    static final int CONTEXT = MessageHeader.LENGTH;
    static final int ENVIRONMENT = CONTEXT + Context.LENGTH;
    static final int KEY_ID = ENVIRONMENT + Integer.BYTES;
    static final int ENGINE_ID = KEY_ID + Integer.BYTES;
    static final int BOOT_EPOCH = ENGINE_ID + Long.BYTES;
    /** The instrument's symbol; 24 bytes. */
    public static final TextField INSTRUMENT =
        new TextField(TEMPLATE_ID, "instrument", BOOT_EPOCH + Long.BYTES, 24);
    static final int RATE_DECIMALS = INSTRUMENT.end();
    static final int TIER = RATE_DECIMALS + 1;
    static final int MODE = TIER + 1;
    static final int IS_IMPLIED_HIGH = MODE + 1;
    static final int REFUSAL = IS_IMPLIED_HIGH + 1;
    static final int PRIMARY_REFUSAL = REFUSAL + Short.BYTES;
    static final int PRICE = PRIMARY_REFUSAL + Short.BYTES;
    static final int RANGE_LOW = PRICE + Long.BYTES;
    static final int RANGE_HIGH = RANGE_LOW + Long.BYTES;
    static final int QUARTILE_LOW = RANGE_HIGH + Long.BYTES;
    static final int QUARTILE_HIGH = QUARTILE_LOW + Long.BYTES;
    static final int AS_OF = QUARTILE_HIGH + Long.BYTES;
    static final int EVALUATED_AT = AS_OF + Long.BYTES;
    static final int VALID_UNTIL = EVALUATED_AT + Long.BYTES;
    static final int CONFIDENCE_BPS = VALID_UNTIL + Long.BYTES;
    static final int SOURCES = CONFIDENCE_BPS + Short.BYTES;
    static final int LINEAGES = SOURCES + Short.BYTES;
    static final int DISPERSION_BPS = LINEAGES + Short.BYTES;
    static final int TRUST_BPS = DISPERSION_BPS + Short.BYTES;
    static final int STALE_SHARE_BPS = TRUST_BPS + Short.BYTES;
    static final int SPREAD_BPS = STALE_SHARE_BPS + Short.BYTES;
    static final int TIER_SPREAD_BPS = SPREAD_BPS + Short.BYTES;
    static final int VOLATILITY_BPS = TIER_SPREAD_BPS + Short.BYTES;
    static final int RESERVED = VOLATILITY_BPS + Short.BYTES;
    static final int CONTRIBUTOR_MASK = RESERVED + RESERVED_LENGTH;
    /** Digest of the set of sources. */
    public static final DigestField SOURCE_SET_DIGEST =
        new DigestField(TEMPLATE_ID, "sourceSetDigest", CONTRIBUTOR_MASK + Long.BYTES);
    /** Digest of the list of contributions; all zero where none was made. */
    public static final DigestField EVIDENCE_DIGEST =
        new DigestField(TEMPLATE_ID, "evidenceDigest", SOURCE_SET_DIGEST.end());
    private static final int END = EVIDENCE_DIGEST.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {INSTRUMENT};

    /** Unwrapped; reused for one message after the other by one thread. */
    public ReferenceFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the environment} */
    public int environment()
    {
        return i32(ENVIRONMENT);
    }

    /** {@return the key that signs} */
    public int keyId()
    {
        return i32(KEY_ID);
    }

    /** {@return the engine, 64 bits} */
    public long engineId()
    {
        return i64(ENGINE_ID);
    }

    /** {@return the start of that engine, counted, 64 bits} */
    public long bootEpoch()
    {
        return i64(BOOT_EPOCH);
    }

    /** {@return the decimals of every price} */
    public int rateDecimals()
    {
        return u8(RATE_DECIMALS);
    }

    /** {@return the code of the tier} */
    public int tier()
    {
        return u8(TIER);
    }

    /** {@return the code of the mode} */
    public int mode()
    {
        return u8(MODE);
    }

    /** {@return whether implied volatility is high against realized volatility} */
    public boolean isImpliedHigh()
    {
        return u8(IS_IMPLIED_HIGH) == 1;
    }

    /** {@return why there is no price, the code of a refusal, 0 for none} */
    public int refusal()
    {
        return u16(REFUSAL);
    }

    /** {@return why it is not PRIMARY, the code of a refusal, 0 where it is} */
    public int primaryRefusal()
    {
        return u16(PRIMARY_REFUSAL);
    }

    /** {@return the reference price, 0 where there is none} */
    public long price()
    {
        return i64(PRICE);
    }

    /** {@return the lowest admitted price} */
    public long rangeLow()
    {
        return i64(RANGE_LOW);
    }

    /** {@return the highest admitted price} */
    public long rangeHigh()
    {
        return i64(RANGE_HIGH);
    }

    /** {@return the lower weighted quartile} */
    public long quartileLow()
    {
        return i64(QUARTILE_LOW);
    }

    /** {@return the upper weighted quartile} */
    public long quartileHigh()
    {
        return i64(QUARTILE_HIGH);
    }

    /** {@return the time of the oldest contributor, nanoseconds since 1970-01-01 UTC} */
    public long asOfNs()
    {
        return i64(AS_OF);
    }

    /** {@return the engine time of the evaluation, nanoseconds since 1970-01-01 UTC} */
    public long evaluatedAtNs()
    {
        return i64(EVALUATED_AT);
    }

    /** {@return the end of validity, nanoseconds since 1970-01-01 UTC} */
    public long validUntilNs()
    {
        return i64(VALID_UNTIL);
    }

    /** {@return the confidence, in basis points} */
    public int confidenceBps()
    {
        return u16(CONFIDENCE_BPS);
    }

    /** {@return the number of contributing sources} */
    public int sources()
    {
        return u16(SOURCES);
    }

    /** {@return the number of contributing lineages} */
    public int lineages()
    {
        return u16(LINEAGES);
    }

    /** {@return the dispersion of the contributors, in basis points of the price} */
    public int dispersionBps()
    {
        return u16(DISPERSION_BPS);
    }

    /** {@return the average trust of the contributors, in basis points} */
    public int trustBps()
    {
        return u16(TRUST_BPS);
    }

    /** {@return the share of the weight without a fresh believed price, in basis points} */
    public int staleShareBps()
    {
        return u16(STALE_SHARE_BPS);
    }

    /** {@return the bid-ask spread of the contributors, in basis points, 0 where too few gave both} */
    public int spreadBps()
    {
        return u16(SPREAD_BPS);
    }

    /** {@return the distance of PRIMARY and SECONDARY, in basis points, 0 where there are not both} */
    public int tierSpreadBps()
    {
        return u16(TIER_SPREAD_BPS);
    }

    /** {@return the realized volatility over one minute, in basis points} */
    public int volatilityBps()
    {
        return u16(VOLATILITY_BPS);
    }

    /** {@return the contributors, one bit each} */
    public long contributorMask()
    {
        return i64(CONTRIBUTOR_MASK);
    }

    @Override
    WireStatus check()
    {
        return check(this);
    }

    /** The rules of a reference record, for every flyweight that views one. */
    static WireStatus check(final Flyweight record)
    {
        if (!Context.REFERENCE.isAt(record.buffer(), record.offset() + CONTEXT))
        {
            return WireStatus.BAD_CONTEXT;
        }
        if (!record.isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!Codes.isTier(record.u8(TIER)) || !Codes.isMode(record.u8(MODE)) ||
            !Codes.isFlag(record.u8(IS_IMPLIED_HIGH)))
        {
            return WireStatus.BAD_VALUE;
        }
        return record.isCanonicalText(TEXTS) ? record.checkFlat() : WireStatus.BAD_ASCII;
    }
}
