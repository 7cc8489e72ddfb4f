// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

/**
 * Which way the asset flows. It fixes the rounding: the merchant never loses the last unit. The ordinal is the wire
 * code.
 */
public enum Side
{
    /** The customer pays in the asset; the asset amount is rounded up. */
    MERCHANT_RECEIVES,

    /** The merchant pays out in the asset (a refund, a withdrawal); the asset amount is rounded down. */
    MERCHANT_PAYS;

    /**
     * The code that stands on the wire.
     *
     * @return an index without gaps, 0 and up.
     */
    public int code()
    {
        return ordinal();
    }
}
