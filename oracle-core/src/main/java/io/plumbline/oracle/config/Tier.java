// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * On what a reference price stands, best first. The ordinal is the wire code. What a tier permits is policy, see {@link
 * FallbackPolicy#rightsOf}.
 */
public enum Tier
{
    /** Full quorum of the instrument's own sources or legs. */
    PRIMARY,

    /** The price of a named secondary instrument that has full quorum of its own. */
    SECONDARY,

    /** The median of several routes, none of which carries the others. */
    INDEX,

    /** The last live price, within its hard age. */
    LAST_GOOD,

    /** No price. */
    CLOSED;

    private static final Tier[] VALUES = values();

    /**
     * Whether the price is of now.
     *
     * @return true for {@link #PRIMARY}, {@link #SECONDARY} and {@link #INDEX}.
     */
    public boolean isLive()
    {
        return ordinal() <= INDEX.ordinal();
    }

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
     * The tier of a wire code; any thread.
     *
     * @param code 0 to 4.
     * @return the tier; {@link #CLOSED} for a code that is not known, so that the unknown permits nothing.
     */
    public static Tier ofCode(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : CLOSED;
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
