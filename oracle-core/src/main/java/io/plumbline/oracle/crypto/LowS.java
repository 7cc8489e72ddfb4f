// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The low-S rule of secp256k1 signatures: of s and n-s, which sign alike, only the lesser is canonical. A pure
 * function, for any thread; allocates nothing. Which sources the rule binds is not known here.
 */
public final class LowS
{
    private static final int S_OFFSET = 32;
    private static final byte[] HALF_ORDER =
        HexFormat.of().parseHex("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");

    private LowS()
    {
    }

    /**
     * Whether a signature obeys the rule.
     *
     * @param rsv    holds r‖s, big-endian.
     * @param offset index of r's first byte.
     * @return true where s is not above half the group order.
     */
    public static boolean isLow(final byte[] rsv, final int offset)
    {
        final int from = offset + S_OFFSET;
        return Arrays.compareUnsigned(rsv, from, from + HALF_ORDER.length, HALF_ORDER, 0, HALF_ORDER.length) <= 0;
    }
}
