// SPDX-License-Identifier: Apache-2.0
/**
 * Whether an authentic tick is believed, and how far: order, time, contradiction; scale and symbol; silence, frozen
 * values, divergence, decorrelation, errors; from these a source's trust on each instrument, and its exclusion. How
 * much an instrument's cluster of prices moves is measured here too.
 *
 * <p>The room's rule: a tick changes the trust of its own source alone. Objective faults, those a source's own signed
 * bytes prove, exclude freely; subjective ones, a judgement by the others, share the budget that the Byzantine margin
 * leaves. Findings travel in the slot; what time alone changes is a pure function of a record and now, see {@link
 * io.plumbline.oracle.trust.TrustDecay}.
 */
@NullMarked
package io.plumbline.oracle.trust;

import org.jspecify.annotations.NullMarked;
