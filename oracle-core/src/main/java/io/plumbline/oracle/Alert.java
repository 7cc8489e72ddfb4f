// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

/**
 * A watched figure has reached its threshold, or is back below it for good measure. Immutable.
 *
 * @param gauge      which figure.
 * @param instrument dense id; -1 for a figure of the oracle as a whole.
 * @param refusal    which code for REFUSALS_PER_SEC, else NONE.
 * @param value      the figure now, in the gauge's unit.
 * @param threshold  from which figure on it is raised.
 * @param isRaised   true where it begins, false where it ends.
 */
public record Alert(Gauge gauge, int instrument, Refusal refusal, long value, long threshold, boolean isRaised)
{
}
