// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * What became of a payment, as it stood when asked: the quote and its digest, the state, the answers with the figures
 * that decided them, and what arrived. The whole message, header included, is what is signed. One flat block.
 */
public final class ReceiptFrame extends MutableFlyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 34;

    /** Which answer: that to the authorization. */
    public static final int AUTHORIZE = 0;
    /** Which answer: that to the capture. */
    public static final int SETTLE = 1;

    private static final int RESERVED_LENGTH = 3;
    private static final int AT = 0;
    private static final int DECIDED_RATE = AT + Long.BYTES;
    private static final int QUOTED_RATE = DECIDED_RATE + Long.BYTES;
    private static final int LIMIT = QUOTED_RATE + Long.BYTES;
    private static final int MEASURED = LIMIT + Long.BYTES;
    private static final int ANSWER = MEASURED + Long.BYTES;
    private static final int FIGURES_RESERVED = ANSWER + 1;
    private static final int REFUSAL = FIGURES_RESERVED + 1;
    private static final int FIGURES_RESERVED_2 = REFUSAL + Short.BYTES;
    private static final int FIGURES_LENGTH = FIGURES_RESERVED_2 + Integer.BYTES;

    private static final int CONTEXT = MessageHeader.LENGTH;
    private static final int ENVIRONMENT = CONTEXT + Context.LENGTH;
    private static final int KEY_ID = ENVIRONMENT + Integer.BYTES;
    private static final int ENGINE_ID = KEY_ID + Integer.BYTES;
    private static final int BOOT_EPOCH = ENGINE_ID + Long.BYTES;
    private static final int QUOTE_SEQUENCE = BOOT_EPOCH + Long.BYTES;
    /** SHA-256 of the quote's unsigned bytes. */
    public static final DigestField QUOTE_DIGEST =
        new DigestField(TEMPLATE_ID, "quoteDigest", QUOTE_SEQUENCE + Long.BYTES);
    /** The merchant; 32 bytes. */
    public static final TextField MERCHANT = new TextField(TEMPLATE_ID, "merchant", QUOTE_DIGEST.end(), 32);
    /** The merchant's own id of the payment; 64 bytes. */
    public static final TextField PAYMENT_ID = new TextField(TEMPLATE_ID, "paymentId", MERCHANT.end(), 64);
    private static final int STATE = PAYMENT_ID.end();
    private static final int RESERVED = STATE + 1;
    private static final int FINALITY = RESERVED + RESERVED_LENGTH;
    private static final int ISSUED_AT = FINALITY + Integer.BYTES;
    private static final int CAPTURE_UNTIL = ISSUED_AT + Long.BYTES;
    private static final int AUTHORIZE_FIGURES = CAPTURE_UNTIL + Long.BYTES;
    private static final int SETTLE_FIGURES = AUTHORIZE_FIGURES + FIGURES_LENGTH;
    private static final int AMOUNT = SETTLE_FIGURES + FIGURES_LENGTH;
    /** The transaction that brought it; empty for none; 96 bytes. */
    public static final TextField TRANSACTION_ID =
        new TextField(TEMPLATE_ID, "transactionId", AMOUNT + 2 * Long.BYTES, 96);
    private static final int END = TRANSACTION_ID.end();

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    private static final TextField[] TEXTS = {MERCHANT, PAYMENT_ID, TRANSACTION_ID};

    /** Unwrapped; reused for one message after the other by one thread. */
    public ReceiptFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return the environment} */
    public int environment()
    {
        return i32(ENVIRONMENT);
    }

    /**
     * Sets the environment.
     *
     * @param environment 32 bits
     */
    public void environment(final int environment)
    {
        putU32(ENVIRONMENT, environment);
    }

    /** {@return the key that signs} */
    public int keyId()
    {
        return i32(KEY_ID);
    }

    /**
     * Sets the key that signs.
     *
     * @param keyId 32 bits
     */
    public void keyId(final int keyId)
    {
        putU32(KEY_ID, keyId);
    }

    /** {@return the engine, 64 bits} */
    public long engineId()
    {
        return i64(ENGINE_ID);
    }

    /**
     * Sets the engine.
     *
     * @param engineId 64 bits
     */
    public void engineId(final long engineId)
    {
        putI64(ENGINE_ID, engineId);
    }

    /** {@return the start of that engine, counted, 64 bits} */
    public long bootEpoch()
    {
        return i64(BOOT_EPOCH);
    }

    /**
     * Sets the start of that engine.
     *
     * @param bootEpoch counted, 64 bits
     */
    public void bootEpoch(final long bootEpoch)
    {
        putI64(BOOT_EPOCH, bootEpoch);
    }

    /** {@return the number of the quote within engine and epoch, 64 bits} */
    public long quoteSequence()
    {
        return i64(QUOTE_SEQUENCE);
    }

    /**
     * Sets the number of the quote within engine and epoch.
     *
     * @param quoteSequence 64 bits
     */
    public void quoteSequence(final long quoteSequence)
    {
        putI64(QUOTE_SEQUENCE, quoteSequence);
    }

    /** {@return the state of the quote, one of the {@link QuoteState} codes, never ISSUED} */
    public int state()
    {
        return u8(STATE);
    }

    /**
     * Sets the state of the quote.
     *
     * @param state one of the {@link QuoteState} codes but ISSUED; else refused
     */
    public void state(final int state)
    {
        refuseUnless(QuoteState.isOfPayment(state));
        putU8(STATE, state);
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

    /** {@return the engine time of the receipt, nanoseconds since 1970-01-01 UTC} */
    public long issuedAtNs()
    {
        return i64(ISSUED_AT);
    }

    /**
     * Sets the engine time of the receipt.
     *
     * @param issuedAtNs nanoseconds since 1970-01-01 UTC
     */
    public void issuedAtNs(final long issuedAtNs)
    {
        putI64(ISSUED_AT, issuedAtNs);
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

    /** {@return low 64 bits of what arrived, base units of the asset} */
    public long amountLow()
    {
        return i64(AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of what arrived, base units of the asset} */
    public long amountHigh()
    {
        return i64(AMOUNT + Long.BYTES);
    }

    /**
     * Sets what arrived, base units of the asset.
     *
     * @param low  its low 64 bits
     * @param high its high 64 bits, with the sign
     */
    public void amount(final long low, final long high)
    {
        putI128(AMOUNT, low, high);
    }

    /**
     * Reads the engine time of an answer, nanoseconds since 1970-01-01 UTC.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public long atNs(final int which)
    {
        return i64(figures(which) + AT);
    }

    /**
     * Reads the rate found when deciding, at the rate decimals of the quote.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public long decidedRate(final int which)
    {
        return i64(figures(which) + DECIDED_RATE);
    }

    /**
     * Reads the rate that was promised, at the rate decimals of the quote.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public long quotedRate(final int which)
    {
        return i64(figures(which) + QUOTED_RATE);
    }

    /**
     * Reads the figure that was not to be passed.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public long limit(final int which)
    {
        return i64(figures(which) + LIMIT);
    }

    /**
     * Reads the figure that was found.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public long measured(final int which)
    {
        return i64(figures(which) + MEASURED);
    }

    /**
     * Reads how it ended, the code of an answer.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public int answer(final int which)
    {
        return u8(figures(which) + ANSWER);
    }

    /**
     * Reads why it was refused, the code of a refusal, 0 for none.
     *
     * @param which {@link #AUTHORIZE} or {@link #SETTLE}
     * @return it; 0 where there is no such answer
     */
    public int refusal(final int which)
    {
        return u16(figures(which) + REFUSAL);
    }

    /**
     * Sets an answer from the one that was given, without its amount.
     *
     * @param which  {@link #AUTHORIZE} or {@link #SETTLE}; else refused
     * @param answer views the answer
     */
    public void answer(final int which, final AnswerFrame answer)
    {
        final boolean isKnown = which == AUTHORIZE || which == SETTLE;
        refuseUnless(isKnown);
        if (isKnown)
        {
            final int at = figures(which);
            putI64(at + AT, answer.atNs());
            putI64(at + DECIDED_RATE, answer.decidedRate());
            putI64(at + QUOTED_RATE, answer.quotedRate());
            putI64(at + LIMIT, answer.limit());
            putI64(at + MEASURED, answer.measured());
            putU8(at + ANSWER, answer.answer());
            putU16(at + REFUSAL, answer.refusal());
        }
    }

    private static int figures(final int which)
    {
        return which == AUTHORIZE ? AUTHORIZE_FIGURES : SETTLE_FIGURES;
    }

    @Override
    void start()
    {
        Context.RECEIPT.put(buffer(), offset() + CONTEXT);
    }

    @Override
    void complete()
    {
        refuseUnless(check() == WireStatus.OK);
    }

    @Override
    WireStatus check()
    {
        if (!Context.RECEIPT.isAt(buffer(), offset() + CONTEXT))
        {
            return WireStatus.BAD_CONTEXT;
        }
        if (!isZero(RESERVED, RESERVED_LENGTH) || !isPadded(AUTHORIZE_FIGURES) || !isPadded(SETTLE_FIGURES))
        {
            return WireStatus.BAD_PADDING;
        }
        if (!QuoteState.isOfPayment(state()) || i32(FINALITY) < 0)
        {
            return WireStatus.BAD_VALUE;
        }
        return isCanonicalText(TEXTS) ? checkFlat() : WireStatus.BAD_ASCII;
    }

    private boolean isPadded(final int figures)
    {
        return u8(figures + FIGURES_RESERVED) == 0 && i32(figures + FIGURES_RESERVED_2) == 0;
    }
}
