// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * A quote, to be read: everything that is promised, to whom, and on what judgement. The whole message, header included,
 * is what is signed; {@link SignedQuoteLayout} says where the signature stands. One flat block.
 */
public final class QuoteFrame extends QuotePositions
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 2;

    /** Kind: a price to be shown. */
    public static final int KIND_REFERENCE = 0;
    /** Kind: a promise for one order. */
    public static final int KIND_ORDER = 1;
    /** Side: the customer pays in the asset. */
    public static final int SIDE_MERCHANT_RECEIVES = 0;
    /** Side: the merchant pays out in the asset. */
    public static final int SIDE_MERCHANT_PAYS = 1;
    /** Side: none, a price without a direction. */
    public static final int SIDE_NONE = 255;
    /** Rounding: up, the merchant receives. */
    public static final int ROUNDING_CEILING = 0;
    /** Rounding: down, the merchant pays. */
    public static final int ROUNDING_FLOOR = 1;
    /** Rounding: nothing was rounded. */
    public static final int ROUNDING_NONE = 255;
    /** Amount given: the one in the currency. */
    public static final int AMOUNT_IN_FIAT = 0;
    /** Amount given: the one in the asset. */
    public static final int AMOUNT_IN_ASSET = 1;
    /** Amount given: none, a price without an amount. */
    public static final int AMOUNT_IN_NONE = 255;

    /** The instrument; 24 bytes. */
    public static final TextField INSTRUMENT = new TextField(TEMPLATE_ID, "instrument", NUMBERS_END, 24);
    /** The asset, CAIP-19 style; 96 bytes. */
    public static final TextField ASSET_ID = new TextField(TEMPLATE_ID, "assetId", INSTRUMENT.end(), 96);
    /** The currency; 8 bytes. */
    public static final TextField CURRENCY = new TextField(TEMPLATE_ID, "currency", ASSET_ID.end(), 8);
    /** The merchant, the only audience of the quote; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", CURRENCY.end(), 32);
    /** The customer; empty where not named; 32 bytes. */
    public static final TextField CUSTOMER = new TextField(TEMPLATE_ID, "customer", MERCHANT.end(), 32);
    /** The account that must pay; empty where any may; 96 bytes. */
    public static final TextField PAYER = new TextField(TEMPLATE_ID, "payer", CUSTOMER.end(), 96);
    /** The account to be paid; 96 bytes. */
    public static final TextField PAY_TO = new TextField(TEMPLATE_ID, "payTo", PAYER.end(), 96);
    /** Digest of the order. */
    public static final DigestField ORDER_DIGEST = new DigestField(TEMPLATE_ID, "orderDigest", PAY_TO.end());
    /** Digest of the policy. */
    public static final DigestField POLICY_DIGEST =
        new DigestField(TEMPLATE_ID, "policyDigest", ORDER_DIGEST.end());
    /** Digest of the set of sources. */
    public static final DigestField SOURCE_SET_DIGEST =
        new DigestField(TEMPLATE_ID, "sourceSetDigest", POLICY_DIGEST.end());
    /** Digest of the list of contributions. */
    public static final DigestField EVIDENCE_DIGEST =
        new DigestField(TEMPLATE_ID, "evidenceDigest", SOURCE_SET_DIGEST.end());
    /** SHA-256 of the reference record it was cut from. */
    public static final DigestField REFERENCE_DIGEST =
        new DigestField(TEMPLATE_ID, "referenceDigest", EVIDENCE_DIGEST.end());
    private static final int END = REFERENCE_DIGEST.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {INSTRUMENT, ASSET_ID, CURRENCY, MERCHANT, CUSTOMER, PAYER, PAY_TO};

    /** Unwrapped; reused for one message after the other by one thread. */
    public QuoteFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the environment, 32 bits} */
    public int environment()
    {
        return i32(ENVIRONMENT);
    }

    /** {@return the key that signs, 32 bits} */
    public int keyId()
    {
        return i32(KEY_ID);
    }

    /** {@return the engine that issues, 64 bits} */
    public long engineId()
    {
        return i64(ENGINE_ID);
    }

    /** {@return the start of that engine, counted, 64 bits} */
    public long bootEpoch()
    {
        return i64(BOOT_EPOCH);
    }

    /** {@return the number of the quote within engine and epoch, 64 bits} */
    public long quoteSequence()
    {
        return i64(QUOTE_SEQUENCE);
    }

    /** {@return the kind, one of the {@code KIND_} codes} */
    public int kind()
    {
        return u8(KIND);
    }

    /** {@return the side, one of the {@code SIDE_} codes} */
    public int side()
    {
        return u8(SIDE);
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

    /** {@return the rounding, one of the {@code ROUNDING_} codes} */
    public int rounding()
    {
        return u8(ROUNDING);
    }

    /** {@return the decimals of the asset amount} */
    public int baseDecimals()
    {
        return u8(BASE_DECIMALS);
    }

    /** {@return the decimals of currency amounts} */
    public int quoteDecimals()
    {
        return u8(QUOTE_DECIMALS);
    }

    /** {@return the decimals of rate, range and quartiles} */
    public int rateDecimals()
    {
        return u8(RATE_DECIMALS);
    }

    /** {@return the time of issue, nanoseconds since 1970-01-01 UTC} */
    public long issuedAtNs()
    {
        return i64(ISSUED_AT);
    }

    /** {@return the time of expiry, nanoseconds since 1970-01-01 UTC} */
    public long expiresAtNs()
    {
        return i64(EXPIRES_AT);
    }

    /** {@return the time of the oldest contributor, nanoseconds since 1970-01-01 UTC} */
    public long asOfNs()
    {
        return i64(AS_OF);
    }

    /** {@return the rate, at the rate decimals} */
    public long rate()
    {
        return i64(RATE);
    }

    /** {@return the lowest admitted price, at the rate decimals} */
    public long rangeLow()
    {
        return i64(RANGE_LOW);
    }

    /** {@return the highest admitted price, at the rate decimals} */
    public long rangeHigh()
    {
        return i64(RANGE_HIGH);
    }

    /** {@return the lower weighted quartile, at the rate decimals} */
    public long quartileLow()
    {
        return i64(QUARTILE_LOW);
    }

    /** {@return the upper weighted quartile, at the rate decimals} */
    public long quartileHigh()
    {
        return i64(QUARTILE_HIGH);
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

    /** {@return the fee, in basis points} */
    public int feeBps()
    {
        return u16(FEE_BPS);
    }

    /** {@return the slippage allowed, in basis points} */
    public int slippageBps()
    {
        return u16(SLIPPAGE_BPS);
    }

    /** {@return the rise of the price allowed at authorization, in basis points} */
    public int maxRiseBps()
    {
        return u16(MAX_RISE_BPS);
    }

    /** {@return the fall of the price allowed at authorization, in basis points} */
    public int maxFallBps()
    {
        return u16(MAX_FALL_BPS);
    }

    /** {@return the fee for holding the price, in basis points} */
    public int lockFeeBps()
    {
        return u16(LOCK_FEE_BPS);
    }

    /** {@return the confirmations asked at capture} */
    public int minConfirmations()
    {
        return i32(MIN_CONFIRMATIONS);
    }

    /** {@return which amount the order gave, one of the {@code AMOUNT_IN_} codes} */
    public int amountIn()
    {
        return u8(AMOUNT_IN);
    }

    /** {@return the decimals of the asset amounts that a wallet can send} */
    public int payableDecimals()
    {
        return u8(PAYABLE_DECIMALS);
    }

    /** {@return the quotes of the same order before this one} */
    public int reprices()
    {
        return u16(REPRICES);
    }

    /** {@return whether it takes the place of a quote that expired or drifted} */
    public boolean isRepriced()
    {
        return u8(IS_REPRICED) == 1;
    }

    /** {@return the contributors, one bit each} */
    public long contributorMask()
    {
        return i64(CONTRIBUTOR_MASK);
    }

    /** {@return the version of the policy, 64 bits} */
    public long policyVersion()
    {
        return i64(POLICY_VERSION);
    }

    /** {@return low 64 bits of the amount to be paid, minor units of the currency} */
    public long fiatAmountLow()
    {
        return i64(FIAT_AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount to be paid, minor units of the currency} */
    public long fiatAmountHigh()
    {
        return i64(FIAT_AMOUNT + Long.BYTES);
    }

    /** {@return low 64 bits of the amount of the asset, base units} */
    public long assetAmountLow()
    {
        return i64(ASSET_AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount of the asset, base units} */
    public long assetAmountHigh()
    {
        return i64(ASSET_AMOUNT + Long.BYTES);
    }

    /** {@return low 64 bits of the fee, minor units of the currency} */
    public long feeAmountLow()
    {
        return i64(FEE_AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the fee, minor units of the currency} */
    public long feeAmountHigh()
    {
        return i64(FEE_AMOUNT + Long.BYTES);
    }

    /** {@return low 64 bits of the fee for holding the price, minor units of the currency} */
    public long lockFeeAmountLow()
    {
        return i64(LOCK_FEE_AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the fee for holding the price, minor units of the currency} */
    public long lockFeeAmountHigh()
    {
        return i64(LOCK_FEE_AMOUNT + Long.BYTES);
    }

    @Override
    WireStatus check()
    {
        return check(this);
    }

    /** The rules of a quote, for every flyweight that views one. */
    static WireStatus check(final Flyweight quote)
    {
        if (!Context.QUOTE.isAt(quote.buffer(), quote.offset() + CONTEXT))
        {
            return WireStatus.BAD_CONTEXT;
        }
        if (!quote.isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!isKind(quote.u8(KIND)) || !isSide(quote.u8(SIDE)) || !isRounding(quote.u8(ROUNDING)) ||
            !Codes.isTier(quote.u8(TIER)) || !Codes.isMode(quote.u8(MODE)) || !isAmountIn(quote.u8(AMOUNT_IN)) ||
            !Codes.isFlag(quote.u8(IS_REPRICED)) || quote.i32(MIN_CONFIRMATIONS) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return quote.isCanonicalText(TEXTS) ? quote.checkFlat() : WireStatus.BAD_ASCII;
    }

    static boolean isKind(final int code)
    {
        return code == KIND_REFERENCE || code == KIND_ORDER;
    }

    static boolean isSide(final int code)
    {
        return code == SIDE_MERCHANT_RECEIVES || code == SIDE_MERCHANT_PAYS || code == SIDE_NONE;
    }

    static boolean isRounding(final int code)
    {
        return code == ROUNDING_CEILING || code == ROUNDING_FLOOR || code == ROUNDING_NONE;
    }

    static boolean isAmountIn(final int code)
    {
        return code == AMOUNT_IN_FIAT || code == AMOUNT_IN_ASSET || code == AMOUNT_IN_NONE;
    }
}
