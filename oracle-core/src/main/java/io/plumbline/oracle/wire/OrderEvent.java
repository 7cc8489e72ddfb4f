// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** The merchant asks for a quote. Amounts are in minor units of the currency. */
public final class OrderEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 19;
    /** Unit of the amount: the currency of the policy. */
    public static final int AMOUNT_IN_FIAT = 0;

    private static final int RESERVED_LENGTH = 2;

    private static final int POLICY = COMMAND_FIELDS;
    private static final int INSTRUMENT = POLICY + Integer.BYTES;
    private static final int SIDE = INSTRUMENT + Integer.BYTES;
    private static final int AMOUNT_IN = SIDE + 1;
    private static final int RESERVED = AMOUNT_IN + 1;
    private static final int FIAT_AMOUNT = RESERVED + RESERVED_LENGTH;
    /** The merchant, who alone may redeem; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", FIAT_AMOUNT + 2 * Long.BYTES, 32);
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

    /** {@return the unit of the amount, 0 for the currency} */
    public int amountIn()
    {
        return u8(AMOUNT_IN);
    }

    /**
     * Sets the unit of the amount.
     *
     * @param amountIn 0 for the currency; else refused
     */
    public void amountIn(final int amountIn)
    {
        refuseUnless(amountIn == AMOUNT_IN_FIAT);
        putU8(AMOUNT_IN, amountIn);
    }

    /** {@return low 64 bits of the amount, minor units of the currency} */
    public long fiatAmountLow()
    {
        return i64(FIAT_AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount, minor units of the currency} */
    public long fiatAmountHigh()
    {
        return i64(FIAT_AMOUNT + Long.BYTES);
    }

    /**
     * Sets the amount, minor units of the currency.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void fiatAmount(final long low, final long high)
    {
        putI128(FIAT_AMOUNT, low, high);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if ((i32(POLICY) | i32(INSTRUMENT)) < 0 || !QuoteFrame.isSide(side()) || amountIn() != AMOUNT_IN_FIAT)
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
