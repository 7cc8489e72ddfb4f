// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.Tier;

/** Which codes a field of a kind may hold, beside those that stand on their message. */
final class Codes
{
    private Codes()
    {
    }

    static boolean isTier(final int code)
    {
        return code >= 0 && code < Tier.count();
    }

    static boolean isMode(final int code)
    {
        return code >= 0 && code < Mode.count();
    }

    static boolean isFlag(final int code)
    {
        return code == 0 || code == 1;
    }
}
