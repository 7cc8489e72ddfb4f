// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.price;

/**
 * The direction in which a non-negative quotient becomes a whole number.
 * Immutable, usable from any thread.
 */
public enum Rounding
{
    /** Towards zero: what a merchant pays out. */
    FLOOR,

    /** Away from zero: what a merchant receives. */
    CEILING,

    /** To the nearest whole number, ties to the even one: where neither side may gain. */
    HALF_EVEN
}
