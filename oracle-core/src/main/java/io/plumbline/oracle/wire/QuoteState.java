// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** What became of a quote, as receipts and redemption logs carry it. */
public final class QuoteState
{
    /** Promised, bound to no payment. */
    public static final int ISSUED = 1;
    /** Reserved for a payment. */
    public static final int AUTHORIZED = 2;
    /** The payment is settled, as its answer says. */
    public static final int CAPTURED = 3;
    /** Freed by the merchant. */
    public static final int RELEASED = 4;
    /** No longer to be had, with a payment's refusal or without one. */
    public static final int KILLED = 5;

    private QuoteState()
    {
    }

    static boolean isKnown(final int code)
    {
        return code >= ISSUED && code <= KILLED;
    }

    static boolean isOfPayment(final int code)
    {
        return code >= AUTHORIZED && code <= KILLED;
    }
}
