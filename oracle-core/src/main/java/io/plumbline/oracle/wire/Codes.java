// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Which codes a field of a kind may hold, beside those that stand on their message. */
final class Codes
{
    /** How many tiers there are. */
    static final int TIERS = 5;
    /** How many modes there are. */
    static final int MODES = 3;

    private Codes()
    {
    }

    static boolean isTier(final int code)
    {
        return code >= 0 && code < TIERS;
    }

    static boolean isMode(final int code)
    {
        return code >= 0 && code < MODES;
    }

    static boolean isFlag(final int code)
    {
        return code == 0 || code == 1;
    }
}
