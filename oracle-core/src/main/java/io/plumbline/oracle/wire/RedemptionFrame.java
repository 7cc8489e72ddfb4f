// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * The state of one quote, as a redemption log keeps it: the quote, the record it was cut from, and the payment that is
 * bound to it with its requests and answers. One flat block. Without a payment every field of one is zero.
 */
public final class RedemptionFrame extends MutableFlyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 35;

    private static final int ENGINE_ID = MessageHeader.LENGTH;
    private static final int BOOT_EPOCH = ENGINE_ID + Long.BYTES;
    private static final int QUOTE_SEQUENCE = BOOT_EPOCH + Long.BYTES;
    private static final int RETAIN_UNTIL = QUOTE_SEQUENCE + Long.BYTES;
    private static final int CAPTURE_UNTIL = RETAIN_UNTIL + Long.BYTES;
    private static final int ASKED_AT = CAPTURE_UNTIL + Long.BYTES;
    private static final int REPRICED_AS = ASKED_AT + Long.BYTES;
    private static final int POLICY = REPRICED_AS + Long.BYTES;
    private static final int INSTRUMENT = POLICY + Integer.BYTES;
    private static final int STATE = INSTRUMENT + Integer.BYTES;
    private static final int IS_APPROVED = STATE + 1;
    private static final int HAS_PAYMENT = IS_APPROVED + 1;
    private static final int RESERVED = HAS_PAYMENT + 1;
    private static final int FINALITY = RESERVED + 1;
    private static final int PAYMENT = FINALITY + Integer.BYTES;
    /** Key of the payment; all zero for none. */
    public static final DigestField PAYMENT_KEY = new DigestField(TEMPLATE_ID, "paymentKey", PAYMENT);
    /** Digest of the authorization; all zero for none. */
    public static final DigestField AUTHORIZE_DIGEST =
        new DigestField(TEMPLATE_ID, "authorizeDigest", PAYMENT_KEY.end());
    /** Digest of the capture; all zero for none. */
    public static final DigestField CAPTURE_DIGEST =
        new DigestField(TEMPLATE_ID, "captureDigest", AUTHORIZE_DIGEST.end());
    /** The merchant's own id of the payment; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", CAPTURE_DIGEST.end(), 64);
    /** The transaction that brought what arrived; 96 bytes. */
    public static final TextField TRANSACTION_ID =
        new TextField(TEMPLATE_ID, "transactionId", PAYMENT_ID.end(), 96);
    private static final int AUTHORIZE_ANSWER = TRANSACTION_ID.end();
    private static final int CAPTURE_ANSWER = AUTHORIZE_ANSWER + AnswerFrame.LENGTH;
    private static final int SIGNED_QUOTE = CAPTURE_ANSWER + AnswerFrame.LENGTH;
    private static final int REFERENCE = SIGNED_QUOTE + SignedQuoteLayout.LENGTH;
    private static final int END = REFERENCE + ReferenceFrame.LENGTH;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {PAYMENT_ID, TRANSACTION_ID};

    private final AnswerFrame answer = new AnswerFrame();
    private final QuoteFrame quote = new QuoteFrame();
    private final ReferenceFrame record = new ReferenceFrame();

    /** Unwrapped; reused for one message after the other by one thread. */
    public RedemptionFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the engine that issued the quote, 64 bits} */
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

    /** {@return the time until which the record is retained, nanoseconds since 1970-01-01 UTC} */
    public long retainUntilNs()
    {
        return i64(RETAIN_UNTIL);
    }

    /**
     * Sets the time until which the record is retained.
     *
     * @param retainUntilNs nanoseconds since 1970-01-01 UTC
     */
    public void retainUntilNs(final long retainUntilNs)
    {
        putI64(RETAIN_UNTIL, retainUntilNs);
    }

    /** {@return the end of the time to capture, nanoseconds since 1970-01-01 UTC} */
    public long captureUntilNs()
    {
        return i64(CAPTURE_UNTIL);
    }

    /**
     * Sets the end of the time to capture.
     *
     * @param captureUntilNs nanoseconds since 1970-01-01 UTC
     */
    public void captureUntilNs(final long captureUntilNs)
    {
        putI64(CAPTURE_UNTIL, captureUntilNs);
    }

    /** {@return the time of the first authorization, 0 for none, nanoseconds since 1970-01-01 UTC} */
    public long askedAtNs()
    {
        return i64(ASKED_AT);
    }

    /**
     * Sets the time of the first authorization, 0 for none.
     *
     * @param askedAtNs nanoseconds since 1970-01-01 UTC
     */
    public void askedAtNs(final long askedAtNs)
    {
        putI64(ASKED_AT, askedAtNs);
    }

    /** {@return the sequence of the quote in its place, 0 for none} */
    public long repricedAs()
    {
        return i64(REPRICED_AS);
    }

    /**
     * Sets the sequence of the quote in its place.
     *
     * @param repricedAs 0 for none
     */
    public void repricedAs(final long repricedAs)
    {
        putI64(REPRICED_AS, repricedAs);
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

    /** {@return the state of the quote, one of the {@link QuoteState} codes} */
    public int state()
    {
        return u8(STATE);
    }

    /**
     * Sets the state of the quote.
     *
     * @param state one of the {@link QuoteState} codes; else refused
     */
    public void state(final int state)
    {
        refuseUnless(QuoteState.isKnown(state));
        putU8(STATE, state);
    }

    /** {@return whether an operator has approved the quote} */
    public boolean isApproved()
    {
        return u8(IS_APPROVED) == 1;
    }

    /**
     * Sets whether an operator has approved the quote.
     *
     * @param isApproved false where left out
     */
    public void isApproved(final boolean isApproved)
    {
        putU8(IS_APPROVED, isApproved ? 1 : 0);
    }

    /** {@return whether a payment is bound to the quote} */
    public boolean hasPayment()
    {
        return u8(HAS_PAYMENT) == 1;
    }

    /**
     * Sets whether a payment is bound to the quote.
     *
     * @param hasPayment false where left out
     */
    public void hasPayment(final boolean hasPayment)
    {
        putU8(HAS_PAYMENT, hasPayment ? 1 : 0);
    }

    /** {@return the confirmations reported} */
    public int finality()
    {
        return i32(FINALITY);
    }

    /**
     * Sets the confirmations reported.
     *
     * @param finality not negative; else refused
     */
    public void finality(final int finality)
    {
        putIndex(FINALITY, finality);
    }

    /** {@return position in {@link #buffer()} of the answer to the authorization, all zero for none} */
    public int authorizeAnswerOffset()
    {
        return offset() + AUTHORIZE_ANSWER;
    }

    /**
     * Sets the answer to the authorization.
     *
     * @param source array that holds its {@link AnswerFrame#LENGTH} bytes; else refused
     * @param start  their position
     */
    public void authorizeAnswer(final byte[] source, final int start)
    {
        put(AUTHORIZE_ANSWER, source, start, AnswerFrame.LENGTH);
    }

    /** {@return position in {@link #buffer()} of the answer to the capture, all zero for none} */
    public int captureAnswerOffset()
    {
        return offset() + CAPTURE_ANSWER;
    }

    /**
     * Sets the answer to the capture.
     *
     * @param source array that holds its {@link AnswerFrame#LENGTH} bytes; else refused
     * @param start  their position
     */
    public void captureAnswer(final byte[] source, final int start)
    {
        put(CAPTURE_ANSWER, source, start, AnswerFrame.LENGTH);
    }

    /** {@return position in {@link #buffer()} of the reference record, unsigned, all zero for none} */
    public int referenceOffset()
    {
        return offset() + REFERENCE;
    }

    /**
     * Sets the reference record.
     *
     * @param source array that holds its {@link ReferenceFrame#LENGTH} bytes; else refused
     * @param start  their position
     */
    public void reference(final byte[] source, final int start)
    {
        put(REFERENCE, source, start, ReferenceFrame.LENGTH);
    }

    /** {@return position in {@link #buffer()} of the quote and its signature} */
    public int signedQuoteOffset()
    {
        return offset() + SIGNED_QUOTE;
    }

    /**
     * Sets the quote, and with it engine, epoch and sequence.
     *
     * @param source array that holds the {@link SignedQuoteLayout#LENGTH} bytes of an order quote; else refused
     * @param start  their position
     */
    public void signedQuote(final byte[] source, final int start)
    {
        if (put(SIGNED_QUOTE, source, start, SignedQuoteLayout.LENGTH))
        {
            putI64(ENGINE_ID, i64(SIGNED_QUOTE + QuoteFrame.ENGINE_ID));
            putI64(BOOT_EPOCH, i64(SIGNED_QUOTE + QuoteFrame.BOOT_EPOCH));
            putI64(QUOTE_SEQUENCE, i64(SIGNED_QUOTE + QuoteFrame.QUOTE_SEQUENCE));
        }
    }

    private boolean put(final int at, final byte[] source, final int start, final int size)
    {
        final boolean isWhole = Bytes.isInside(source, start, size);
        refuseUnless(isWhole);
        if (isWhole)
        {
            System.arraycopy(source, start, buffer(), offset() + at, size);
        }
        return isWhole;
    }

    @Override
    void complete()
    {
        refuseUnless(check() == WireStatus.OK);
    }

    @Override
    WireStatus check()
    {
        if (!isZero(RESERVED, 1))
        {
            return WireStatus.BAD_PADDING;
        }
        if ((i32(POLICY) | i32(INSTRUMENT) | i32(FINALITY)) < 0 || !QuoteState.isKnown(state()) ||
            !Codes.isFlag(u8(IS_APPROVED)) || !Codes.isFlag(u8(HAS_PAYMENT)))
        {
            return WireStatus.BAD_VALUE;
        }
        if (!isCanonicalText(TEXTS))
        {
            return WireStatus.BAD_ASCII;
        }
        return isWhole() ? checkFlat() : WireStatus.BAD_VALUE;
    }

    /** Whether what is carried is canonical itself and agrees with the fields beside it. */
    private boolean isWhole()
    {
        return isQuote() && isNoneOr(record, REFERENCE, ReferenceFrame.LENGTH) &&
            isNoneOr(answer, AUTHORIZE_ANSWER, AnswerFrame.LENGTH) &&
            isNoneOr(answer, CAPTURE_ANSWER, AnswerFrame.LENGTH) &&
            (hasPayment() || (finality() == 0 && isZero(PAYMENT, SIGNED_QUOTE - PAYMENT)));
    }

    private boolean isQuote()
    {
        return quote.wrap(buffer(), signedQuoteOffset(), QuoteFrame.LENGTH) == WireStatus.OK &&
            quote.kind() == QuoteFrame.KIND_ORDER && quote.engineId() == engineId() &&
            quote.bootEpoch() == bootEpoch() && quote.quoteSequence() == quoteSequence();
    }

    private boolean isNoneOr(final Flyweight view, final int at, final int size)
    {
        return isZero(at, size) || view.wrap(buffer(), offset() + at, size) == WireStatus.OK;
    }
}
