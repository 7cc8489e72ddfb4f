// SPDX-License-Identifier: Apache-2.0
/**
 * The reference price: the book of last believed prices, lineage caps, weighted median and quartiles, fences, quorum,
 * the Byzantine margin, and what is shown when there is no quorum.
 *
 * <p>The room's rule: contributors are dropped, never clamped, one by one and by reason; what survives must by itself
 * meet every bound, else there is a refusal and never a wider selection. Weights are exact integers: base weight in
 * units of 1/512, times trust in basis points. The room decides nothing about money.
 */
@NullMarked
package io.plumbline.oracle.median;

import org.jspecify.annotations.NullMarked;
