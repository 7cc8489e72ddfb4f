// SPDX-License-Identifier: Apache-2.0
/**
 * What a user types: launch an {@link io.plumbline.oracle.Oracle}, offer envelopes to its
 * {@link io.plumbline.oracle.TickSink}, read {@link io.plumbline.oracle.ReferencePrices}, ask its
 * {@link io.plumbline.oracle.QuoteDesk} for quotes and redeem them. Interfaces, commands, records and refusal codes;
 * no algorithm.
 */
@NullMarked
package io.plumbline.oracle;

import org.jspecify.annotations.NullMarked;
