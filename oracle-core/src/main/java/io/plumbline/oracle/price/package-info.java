// SPDX-License-Identifier: Apache-2.0
/**
 * Fixed-point prices and whole-number money: scales, basis points, wide intermediates, conversion, order statistics.
 *
 * <p>The room's rule: money is integers. A price is a {@code long} at its instrument's scale, an amount is a
 * 128-bit integer of base units, intermediates are 256 bits wide, and a value is rounded once, at the end, in a
 * direction that the method names. What does not fit is reported by a code or a {@code false}, never by a wrapped
 * number. Nothing here allocates after construction, conversions from and to text and {@code BigInteger} apart, which
 * serve the edges of the API.
 *
 * <p>The room imports no other room.
 */
@NullMarked
package io.plumbline.oracle.price;

import org.jspecify.annotations.NullMarked;
