// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** The merchant reports what really arrived for an authorized payment. */
public final class CaptureEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 21;

    /** The merchant, who alone may redeem; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", COMMAND_FIELDS, 32);
    /** The merchant's own id of the payment; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", MERCHANT.end(), 64);
    private static final int FINALITY = PAYMENT_ID.end();
    private static final int RESERVED = FINALITY + Integer.BYTES;
    /** Position of the amount; what stands between it and the payment id says how deep the payment is buried. */
    public static final int AMOUNT = RESERVED + Integer.BYTES;
    /** The asset that arrived; 96 bytes. */
    public static final TextField ASSET_ID = new TextField(TEMPLATE_ID, "assetId", AMOUNT + 2 * Long.BYTES, 96);
    /** The account that was paid; 96 bytes. */
    public static final TextField PAY_TO = new TextField(TEMPLATE_ID, "payTo", ASSET_ID.end(), 96);
    /** The transaction that brought it; 96 bytes. */
    public static final TextField TRANSACTION_ID = new TextField(TEMPLATE_ID, "transactionId", PAY_TO.end(), 96);
    private static final int END = TRANSACTION_ID.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {MERCHANT, PAYMENT_ID, ASSET_ID, PAY_TO, TRANSACTION_ID};

    /** Unwrapped; reused for one message after the other by one thread. */
    public CaptureEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the confirmations seen} */
    public int finality()
    {
        return i32(FINALITY);
    }

    /**
     * Sets the confirmations seen.
     *
     * @param finality not negative; else refused
     */
    public void finality(final int finality)
    {
        putIndex(FINALITY, finality);
    }

    /** {@return low 64 bits of the amount that arrived, base units of the asset} */
    public long amountLow()
    {
        return i64(AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount that arrived, base units of the asset} */
    public long amountHigh()
    {
        return i64(AMOUNT + Long.BYTES);
    }

    /**
     * Sets the amount that arrived, base units of the asset.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void amount(final long low, final long high)
    {
        putI128(AMOUNT, low, high);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, Integer.BYTES))
        {
            return WireStatus.BAD_PADDING;
        }
        if (i32(FINALITY) < 0)
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
