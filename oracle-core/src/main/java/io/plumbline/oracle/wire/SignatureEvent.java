// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What a signer outside the engine made of one quote: a signature, or nothing. It names the quote by kind, instrument
 * and sequence, and by the digest of the very bytes that were signed, so that it fits no other quote.
 */
public final class SignatureEvent extends Event
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 24;

    /** Status: the signer failed, and the signature is all zero. */
    public static final int FAILED = 0;
    /** Status: the signature is there. */
    public static final int SIGNED = 1;
    /** Length of a signature in bytes. */
    public static final int SIGNATURE_LENGTH = SignedQuoteLayout.SIGNATURE_LENGTH;

    private static final int RESERVED_LENGTH = 2;

    private static final int QUOTE_SEQUENCE = FIELDS;
    private static final int INSTRUMENT = QUOTE_SEQUENCE + Long.BYTES;
    private static final int KIND = INSTRUMENT + Integer.BYTES;
    private static final int STATUS = KIND + 1;
    private static final int RESERVED = STATUS + 1;

    /** SHA-256 of the quote's unsigned bytes. */
    public static final DigestField QUOTE_DIGEST =
        new DigestField(TEMPLATE_ID, "quoteDigest", RESERVED + RESERVED_LENGTH);
    private static final int SIGNATURE = QUOTE_DIGEST.end();
    private static final int END = SIGNATURE + SIGNATURE_LENGTH;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public SignatureEvent()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the quote's sequence within its kind} */
    public long quoteSequence()
    {
        return i64(QUOTE_SEQUENCE);
    }

    /**
     * Sets the quote's sequence.
     *
     * @param sequence as in the quote
     */
    public void quoteSequence(final long sequence)
    {
        putI64(QUOTE_SEQUENCE, sequence);
    }

    /** {@return the dense number of a reference quote's instrument; 0 for an order quote} */
    public int instrument()
    {
        return i32(INSTRUMENT);
    }

    /**
     * Sets the instrument of a reference quote.
     *
     * @param instrument not negative, 0 for an order quote; else refused
     */
    public void instrument(final int instrument)
    {
        putIndex(INSTRUMENT, instrument);
    }

    /** {@return {@link QuoteFrame#KIND_REFERENCE} or {@link QuoteFrame#KIND_ORDER}} */
    public int kind()
    {
        return u8(KIND);
    }

    /**
     * Sets the kind of the quote.
     *
     * @param kind {@link QuoteFrame#KIND_REFERENCE} or {@link QuoteFrame#KIND_ORDER}; else refused
     */
    public void kind(final int kind)
    {
        refuseUnless(isKind(kind));
        putU8(KIND, kind);
    }

    /** {@return whether there is a signature} */
    public boolean isSigned()
    {
        return u8(STATUS) == SIGNED;
    }

    /**
     * Sets the signature and that there is one; left out, the signer failed.
     *
     * @param source array that holds the signature
     * @param start  position of its {@link #SIGNATURE_LENGTH} bytes; a region outside the array is refused
     */
    public void signature(final byte[] source, final int start)
    {
        final boolean isInside = Bytes.isInside(source, start, SIGNATURE_LENGTH);
        refuseUnless(isInside);
        if (isInside)
        {
            putU8(STATUS, SIGNED);
            System.arraycopy(source, start, buffer(), offset() + SIGNATURE, SIGNATURE_LENGTH);
        }
    }

    /**
     * Copies the signature.
     *
     * @param target receives {@link #SIGNATURE_LENGTH} bytes, all zero where there is none
     * @param start  where they begin
     */
    public void copySignature(final byte[] target, final int start)
    {
        System.arraycopy(buffer(), offset() + SIGNATURE, target, start, SIGNATURE_LENGTH);
    }

    @Override
    void complete()
    {
        refuseUnless(check() == WireStatus.OK);
    }

    private static boolean isKind(final int kind)
    {
        return kind == QuoteFrame.KIND_REFERENCE || kind == QuoteFrame.KIND_ORDER;
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, RESERVED_LENGTH))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!isKind(kind()) || u8(STATUS) > SIGNED || i32(INSTRUMENT) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        if (kind() == QuoteFrame.KIND_ORDER && i32(INSTRUMENT) != 0)
        {
            return WireStatus.BAD_VALUE;
        }
        if (!isSigned() && !isZero(SIGNATURE, SIGNATURE_LENGTH))
        {
            return WireStatus.BAD_VALUE;
        }
        return checkFlat();
    }
}
