// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How carefully an instrument is quoted, by the state of its market. The ordinal is the wire code. What a mode narrows
 * is policy, see {@link ModePolicy#rightsOf}.
 */
public enum Mode
{
    /** Nothing is narrowed. */
    NORMAL,

    /** The market is unquiet. */
    STRESSED,

    /** The market is not to be relied on. */
    PROTECTED;

    private static final Mode[] VALUES = values();

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
     * The mode of a wire code; any thread.
     *
     * @param code 0 to 2.
     * @return the mode; {@link #PROTECTED} for a code that is not known.
     */
    public static Mode ofCode(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : PROTECTED;
    }

    /**
     * The worse of two.
     *
     * @param a a mode.
     * @param b a mode.
     * @return the one with the larger code.
     */
    public static Mode worst(final Mode a, final Mode b)
    {
        return a.ordinal() >= b.ordinal() ? a : b;
    }

    /**
     * How many there are.
     *
     * @return one more than the largest code.
     */
    public static int count()
    {
        return VALUES.length;
    }
}
