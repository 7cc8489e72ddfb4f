// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * The merchant asks for a signed document: the JWS or the reference record of a quote, or the receipt of a payment. A
 * receipt is named by its payment, the others by the quote, and what does not name it is zero or empty.
 */
public final class ProofEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 26;

    /** Document: the second form of a quote. */
    public static final int JWS = 1;
    /** Document: the receipt of a payment. */
    public static final int RECEIPT = 2;
    /** Document: the reference record of a quote. */
    public static final int REFERENCE = 3;

    private static final int RESERVED_LENGTH = 7;

    /** The merchant, to whom alone documents are given; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", COMMAND_FIELDS, 32);
    /** The payment of a receipt; else empty; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", MERCHANT.end(), 64);
    private static final int QUOTE_SEQUENCE = PAYMENT_ID.end();
    private static final int BOOT_EPOCH = QUOTE_SEQUENCE + Long.BYTES;
    private static final int KIND = BOOT_EPOCH + Long.BYTES;
    private static final int RESERVED = KIND + 1;
    private static final int END = RESERVED + RESERVED_LENGTH;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {MERCHANT, PAYMENT_ID};

    /** Unwrapped; reused for one message after the other by one thread. */
    public ProofEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the number of the quote, 0 for a receipt} */
    public long quoteSequence()
    {
        return i64(QUOTE_SEQUENCE);
    }

    /**
     * Sets the number of the quote.
     *
     * @param quoteSequence 0 for a receipt
     */
    public void quoteSequence(final long quoteSequence)
    {
        putI64(QUOTE_SEQUENCE, quoteSequence);
    }

    /** {@return the start of the engine that issued the quote, 0 for this one's and for a receipt} */
    public long bootEpoch()
    {
        return i64(BOOT_EPOCH);
    }

    /**
     * Sets the start of the engine that issued the quote.
     *
     * @param bootEpoch 0 for this one's and for a receipt
     */
    public void bootEpoch(final long bootEpoch)
    {
        putI64(BOOT_EPOCH, bootEpoch);
    }

    /** {@return the document asked for, {@link #JWS}, {@link #RECEIPT} or {@link #REFERENCE}} */
    public int kind()
    {
        return u8(KIND);
    }

    /**
     * Sets the document asked for.
     *
     * @param kind {@link #JWS}, {@link #RECEIPT} or {@link #REFERENCE}; else refused
     */
    public void kind(final int kind)
    {
        refuseUnless(isKind(kind));
        putU8(KIND, kind);
    }

    @Override
    void complete()
    {
        refuseUnless(check() == WireStatus.OK);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!isCanonicalText(TEXTS))
        {
            return WireStatus.BAD_ASCII;
        }
        return isKind(kind()) && isNamedOnce() ? checkFlat() : WireStatus.BAD_VALUE;
    }

    private boolean isNamedOnce()
    {
        return kind() == RECEIPT ? (quoteSequence() | bootEpoch()) == 0 : isText(PAYMENT_ID, "");
    }

    private static boolean isKind(final int code)
    {
        return code >= JWS && code <= REFERENCE;
    }
}
