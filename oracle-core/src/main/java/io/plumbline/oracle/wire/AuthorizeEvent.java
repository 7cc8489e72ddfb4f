// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * The merchant presents a signed quote for a payment. The quote is carried as it came, at most as long as a signed
 * quote; whether it is one, the quote stage decides.
 */
public final class AuthorizeEvent extends CommandEvent
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 20;

    /** The merchant, who alone may redeem; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", COMMAND_FIELDS, 32);
    /** The merchant's own id of the payment; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", MERCHANT.end(), 64);
    /** Digest of the order. */
    public static final DigestField ORDER_DIGEST =
        new DigestField(TEMPLATE_ID, "orderDigest", PAYMENT_ID.end());
    /** The account that pays; empty where not known; 96 bytes. */
    public static final TextField PAYER = new TextField(TEMPLATE_ID, "payer", ORDER_DIGEST.end(), 96);
    /** Digest of the unsigned quote whose terms were accepted; all zero for none. */
    public static final DigestField ACCEPTED_DIGEST =
        new DigestField(TEMPLATE_ID, "acceptedDigest", PAYER.end());
    private static final int END = ACCEPTED_DIGEST.end();
    private static final int MAX_SIGNED_QUOTE = SignedQuoteLayout.LENGTH;

    /** Most bytes the message can have, header included. */
    public static final int MAX_LENGTH = END + MessageHeader.SIZE_LENGTH + MAX_SIGNED_QUOTE;

    private static final TextField[] TEXTS = {MERCHANT, PAYMENT_ID, PAYER};

    /** Unwrapped; reused for one message after the other by one thread. */
    public AuthorizeEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return whether the terms of a quote were accepted by its digest} */
    public boolean hasAcceptedDigest()
    {
        return !isZero(ACCEPTED_DIGEST.offset(), DigestField.LENGTH);
    }

    /** {@return position in {@link #buffer()} of the signed quote} */
    public int signedQuoteOffset()
    {
        return offset() + END + MessageHeader.SIZE_LENGTH;
    }

    /** {@return length of the signed quote, 0..{@link SignedQuoteLayout#LENGTH}} */
    public int signedQuoteLength()
    {
        return u16(END);
    }

    /**
     * Appends the signed quote, once; left out, it is empty.
     *
     * @param source array that holds the quote and its signature
     * @param start  their position
     * @param size   0..{@link SignedQuoteLayout#LENGTH}; else refused
     */
    public void signedQuote(final byte[] source, final int start, final int size)
    {
        refuseUnless(length() == END);
        append(source, start, size, MAX_SIGNED_QUOTE);
    }

    @Override
    void complete()
    {
        if (length() == END)
        {
            append(buffer(), offset(), 0, MAX_SIGNED_QUOTE);
        }
    }

    @Override
    WireStatus check()
    {
        if (!isCanonicalText(TEXTS))
        {
            return WireStatus.BAD_ASCII;
        }
        return checkTail(END, MAX_SIGNED_QUOTE);
    }
}
