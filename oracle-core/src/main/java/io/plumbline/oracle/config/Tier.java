// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * How good a reference price is, and so what it permits. The ordinal is the wire code.
 */
public enum Tier
{
    /** Full quorum of fresh, independent sources: issue, authorize, display. */
    PRIMARY(true, true),

    /** The last price that had quorum, within its hard age: display only. */
    LAST_GOOD(false, true),

    /** No price. */
    CLOSED(false, false);

    private static final Tier[] VALUES = values();
    private final boolean isMoney;
    private final boolean isDisplay;

    Tier(final boolean isMoney, final boolean isDisplay)
    {
        this.isMoney = isMoney;
        this.isDisplay = isDisplay;
    }

    /**
     * Whether quotes may be issued and authorized on a price of this tier.
     *
     * @return true for {@link #PRIMARY} alone.
     */
    public boolean permitsMoney()
    {
        return isMoney;
    }

    /**
     * Whether a price of this tier may be shown to a person.
     *
     * @return false for {@link #CLOSED} alone.
     */
    public boolean permitsDisplay()
    {
        return isDisplay;
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
     * @param code 0 to 2.
     * @return the tier; {@link #CLOSED} for a code that is not known, so that the unknown permits nothing.
     */
    public static Tier ofCode(final int code)
    {
        return code >= 0 && code < VALUES.length ? VALUES[code] : CLOSED;
    }
}
