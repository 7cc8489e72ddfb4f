// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * Where a {@link Conversion} puts its answer: a status and, where that is OK, a non-negative 128-bit amount.
 * Reusable; owned by the thread that converts. A refused conversion leaves no amount behind: both halves are zero.
 */
public final class ConvertedAmount
{
    /**
     * What became of a conversion. Immutable, usable from any thread.
     */
    public enum Status
    {
        /** The amount stands. */
        OK,

        /** An amount is negative, or the result needs more than 127 bits. */
        OVERFLOW,

        /** Nothing is left, or rounding to what can be paid would move the amount by more than the bound. */
        TOO_SMALL,

        /** The given asset amount is no multiple of what can be paid. */
        OFF_GRID,

        /** A rate is zero or negative: there is nothing to convert by. */
        ZERO_RATE
    }

    private Status status = Status.ZERO_RATE;
    private long hi;
    private long lo;

    /**
     * An answer not yet given: no amount, ZERO_RATE.
     */
    public ConvertedAmount()
    {
    }

    /**
     * What became of the last conversion.
     *
     * @return the status.
     */
    public Status status()
    {
        return status;
    }

    /**
     * The upper half of the amount, see {@link Int128}.
     *
     * @return 0 or more; 0 unless OK.
     */
    public long hi()
    {
        return hi;
    }

    /**
     * The lower half of the amount, see {@link Int128}.
     *
     * @return an unsigned long; 0 unless OK.
     */
    public long lo()
    {
        return lo;
    }

    Status ok(final Wide amount)
    {
        status = Status.OK;
        hi = amount.hi();
        lo = amount.lo();
        return status;
    }

    Status refused(final Status refusal)
    {
        status = refusal;
        hi = 0;
        lo = 0;
        return status;
    }
}
