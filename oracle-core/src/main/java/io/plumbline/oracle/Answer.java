// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * How a command ended. The ordinal is the wire code.
 */
public enum Answer
{
    /** Not answered; the refusal says why. */
    REFUSED,
    /** A quote was issued. */
    QUOTED,
    /** The quote is reserved for the payment. */
    AUTHORIZED,
    /** The payment settles the order. */
    SETTLED,
    /** Less arrived than slippage allows. */
    UNDERPAID,
    /** More arrived than was quoted. */
    OVERPAID,
    /** It arrived after the capture time. */
    LATE_PAYMENT,
    /** The reservation was set free. */
    RELEASED,
    /** An admin command was carried out. */
    DONE,
    /** The quote has died, the refusal says of what; a new one for the same order comes with the answer. */
    REPRICED,
    /** The proof asked for was given. */
    PROVED;

    private static final Answer[] VALUES = values();

    /**
     * The code that stands on the wire.
     *
     * @return an index without gaps, 0 and up.
     */
    public int code()
    {
        return ordinal();
    }

    /**
     * The answer of a wire code; any thread.
     *
     * @param code an ordinal.
     * @return the answer; {@link #REFUSED} for a code that is not known.
     */
    public static Answer ofCode(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : REFUSED;
    }
}
