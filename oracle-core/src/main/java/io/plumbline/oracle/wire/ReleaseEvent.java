// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** The merchant frees what a payment reserved. */
public final class ReleaseEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 22;

    /** The merchant, who alone may redeem; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", COMMAND_FIELDS, 32);
    /** The merchant's own id of the payment; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", MERCHANT.end(), 64);
    private static final int END = PAYMENT_ID.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {MERCHANT, PAYMENT_ID};

    /** Unwrapped; reused for one message after the other by one thread. */
    public ReleaseEvent()
    {
        super(TEMPLATE_ID, END);
    }

    @Override
    WireStatus check()
    {
        if (!isCanonicalText(TEXTS))
        {
            return WireStatus.BAD_ASCII;
        }
        return checkFlat();
    }
}
