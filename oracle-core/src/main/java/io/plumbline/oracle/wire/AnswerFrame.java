// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/**
 * Canonical bytes of an outcome: how a command ended and the figures that decided it. Rates are at the rate scale of
 * the quote; what limit and measured count depends on the refusal.
 */
public final class AnswerFrame extends MutableFlyweight
{
    /** Template id of the message in the schema. */
    public static final int TEMPLATE_ID = 32;

    private static final int CORRELATION = MessageHeader.LENGTH;
    private static final int AT = CORRELATION + Long.BYTES;
    private static final int ANSWER = AT + Long.BYTES;
    private static final int REFUSAL = ANSWER + 1;
    private static final int RESERVED = REFUSAL + Short.BYTES;
    private static final int QUOTE_SEQUENCE = RESERVED + 1;
    private static final int DECIDED_RATE = QUOTE_SEQUENCE + Long.BYTES;
    private static final int QUOTED_RATE = DECIDED_RATE + Long.BYTES;
    private static final int LIMIT = QUOTED_RATE + Long.BYTES;
    private static final int MEASURED = LIMIT + Long.BYTES;
    private static final int AMOUNT = MEASURED + Long.BYTES;
    private static final int END = AMOUNT + 2 * Long.BYTES;

    /** Length of the message in bytes, header included. */
    public static final int LENGTH = END;

    /** Unwrapped; reused for one message after the other by one thread. */
    public AnswerFrame()
    {
        super(TEMPLATE_ID, END);
    }

    /** {@return what ties the answer to its command, 64 bits} */
    public long correlation()
    {
        return i64(CORRELATION);
    }

    /**
     * Sets what ties the answer to its command.
     *
     * @param correlation 64 bits
     */
    public void correlation(final long correlation)
    {
        putI64(CORRELATION, correlation);
    }

    /** {@return the engine time of the answer, nanoseconds since 1970-01-01 UTC} */
    public long atNs()
    {
        return i64(AT);
    }

    /**
     * Sets the engine time of the answer.
     *
     * @param atNs nanoseconds since 1970-01-01 UTC
     */
    public void atNs(final long atNs)
    {
        putI64(AT, atNs);
    }

    /** {@return how it ended, the code of an answer} */
    public int answer()
    {
        return u8(ANSWER);
    }

    /**
     * Sets how it ended.
     *
     * @param answer the code of an answer, 0..255; else refused
     */
    public void answer(final int answer)
    {
        putU8(ANSWER, answer);
    }

    /** {@return why it was refused, the code of a refusal, 0 for none} */
    public int refusal()
    {
        return u16(REFUSAL);
    }

    /**
     * Sets why it was refused.
     *
     * @param refusal the code of a refusal, 0 for none, 0..65535; else refused
     */
    public void refusal(final int refusal)
    {
        putU16(REFUSAL, refusal);
    }

    /** {@return the sequence of the quote concerned, 0 for none} */
    public long quoteSequence()
    {
        return i64(QUOTE_SEQUENCE);
    }

    /**
     * Sets the sequence of the quote concerned.
     *
     * @param quoteSequence 0 for none
     */
    public void quoteSequence(final long quoteSequence)
    {
        putI64(QUOTE_SEQUENCE, quoteSequence);
    }

    /** {@return the rate found when deciding} */
    public long decidedRate()
    {
        return i64(DECIDED_RATE);
    }

    /**
     * Sets the rate found when deciding.
     *
     * @param decidedRate any
     */
    public void decidedRate(final long decidedRate)
    {
        putI64(DECIDED_RATE, decidedRate);
    }

    /** {@return the rate that was promised} */
    public long quotedRate()
    {
        return i64(QUOTED_RATE);
    }

    /**
     * Sets the rate that was promised.
     *
     * @param quotedRate any
     */
    public void quotedRate(final long quotedRate)
    {
        putI64(QUOTED_RATE, quotedRate);
    }

    /** {@return the figure that was not to be passed} */
    public long limit()
    {
        return i64(LIMIT);
    }

    /**
     * Sets the figure that was not to be passed.
     *
     * @param limit any
     */
    public void limit(final long limit)
    {
        putI64(LIMIT, limit);
    }

    /** {@return the figure that was found} */
    public long measured()
    {
        return i64(MEASURED);
    }

    /**
     * Sets the figure that was found.
     *
     * @param measured any
     */
    public void measured(final long measured)
    {
        putI64(MEASURED, measured);
    }

    /** {@return low 64 bits of the amount that decided, base units of the asset} */
    public long amountLow()
    {
        return i64(AMOUNT);
    }

    /** {@return high 64 bits, with the sign, of the amount that decided, base units of the asset} */
    public long amountHigh()
    {
        return i64(AMOUNT + Long.BYTES);
    }

    /**
     * Sets the amount that decided, base units of the asset.
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
        if (!isZero(RESERVED, 1))
        {
            return WireStatus.BAD_PADDING;
        }
        return checkFlat();
    }
}
