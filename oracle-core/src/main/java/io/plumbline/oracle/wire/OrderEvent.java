// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** The merchant asks for a quote. The amount is in minor units of the currency or in base units of the asset. */
public final class OrderEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 19;
    /** Unit of the amount: minor units of the currency. */
    public static final int AMOUNT_IN_FIAT = QuoteFrame.AMOUNT_IN_FIAT;
    /** Unit of the amount: base units of the asset. */
    public static final int AMOUNT_IN_ASSET = QuoteFrame.AMOUNT_IN_ASSET;

    private static final int RESERVED_LENGTH = 2;

    private static final int POLICY = COMMAND_FIELDS;
    private static final int INSTRUMENT = POLICY + Integer.BYTES;
    private static final int SIDE = INSTRUMENT + Integer.BYTES;
    private static final int AMOUNT_IN = SIDE + 1;
    private static final int RESERVED = AMOUNT_IN + 1;
    private static final int AMOUNT = RESERVED + RESERVED_LENGTH;
    /** The merchant, who alone may redeem; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", AMOUNT + 2 * Long.BYTES, 32);
    /** The customer, whose quotes are rationed; 32 bytes. */
    public static final TextField CUSTOMER = new TextField(TEMPLATE_ID, "customer", MERCHANT.end(), 32);
    /** The account that must pay; empty where any may; 96 bytes. */
    public static final TextField PAYER = new TextField(TEMPLATE_ID, "payer", CUSTOMER.end(), 96);
    /** The account to be paid; 96 bytes. */
    public static final TextField PAY_TO = new TextField(TEMPLATE_ID, "payTo", PAYER.end(), 96);
    /** Digest of the order. */
    public static final DigestField ORDER_DIGEST = new DigestField(TEMPLATE_ID, "orderDigest", PAY_TO.end());
    private static final int END = ORDER_DIGEST.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {MERCHANT, CUSTOMER, PAYER, PAY_TO};

    /** Unwrapped; reused for one message after the other by one thread. */
    public OrderEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the dense number of the policy} */
    public int policy()
    {
        return i32(POLICY);
    }

    /**
     * Sets the dense number of the policy.
     *
     * @param policy not negative; else refused
     */
    public void policy(final int policy)
    {
        putIndex(POLICY, policy);
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

    /** {@return the side, one of the {@code QuoteFrame.SIDE_} codes} */
    public int side()
    {
        return u8(SIDE);
    }

    /**
     * Sets the side.
     *
     * @param side one of the {@code QuoteFrame.SIDE_} codes; else refused
     */
    public void side(final int side)
    {
        refuseUnless(QuoteFrame.isSide(side));
        putU8(SIDE, side);
    }

    /** {@return the unit of the amount, one of the {@code AMOUNT_IN_} codes} */
    public int amountIn()
    {
        return u8(AMOUNT_IN);
    }

    /**
     * Sets the unit of the amount.
     *
     * @param amountIn one of the {@code AMOUNT_IN_} codes; else refused
     */
    public void amountIn(final int amountIn)
    {
        refuseUnless(isAmountIn(amountIn));
        putU8(AMOUNT_IN, amountIn);
    }

    /** {@return low 64 bits of the amount, in the unit of {@link #amountIn()}} */
    public long amountLow()
    {
        return i64(AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount, in the unit of {@link #amountIn()}} */
    public long amountHigh()
    {
        return i64(AMOUNT + Long.BYTES);
    }

    /**
     * Sets the amount, in the unit of {@link #amountIn()}.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void amount(final long low, final long high)
    {
        putI128(AMOUNT, low, high);
    }

    private static boolean isAmountIn(final int code)
    {
        return code == AMOUNT_IN_FIAT || code == AMOUNT_IN_ASSET;
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if ((i32(POLICY) | i32(INSTRUMENT)) < 0 || !QuoteFrame.isSide(side()) || !isAmountIn(amountIn()))
        {
            return WireStatus.BAD_VALUE;
        }
        if (!isCanonicalText(TEXTS))
        {
            return WireStatus.BAD_ASCII;
        }
        return checkFlat();
    }
}
