// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.List;

/**
 * What is asked in addition of an order from a value on. Immutable; any thread.
 *
 * @param fromMinorUnits   the least value it holds for, minor units of the currency, 0 to 2^62; of a policy's step at
 *                         least 1.
 * @param ttlBps           factor on the life of a quote, basis points, 1 to 10,000.
 * @param driftBps         factor on the drift allowed at authorization, basis points, 0 to 10,000.
 * @param minLineages      fewest lineages the price must rest on, 0 to 64.
 * @param minConfidenceBps least confidence of the price, basis points, 0 to 10,000.
 */
public record RiskStep(long fromMinorUnits, int ttlBps, int driftBps, int minLineages, int minConfidenceBps)
{
    /** Nothing in addition. */
    public static final RiskStep NONE = new RiskStep(0, 10_000, 10_000, 0, 0);

    /**
     * Validates every component.
     *
     * @param fromMinorUnits   the least value it holds for, minor units of the currency, 0 to 2^62; of a policy's step
     *                         at least 1.
     * @param ttlBps           factor on the life of a quote, basis points, 1 to 10,000.
     * @param driftBps         factor on the drift allowed at authorization, basis points, 0 to 10,000.
     * @param minLineages      fewest lineages the price must rest on, 0 to 64.
     * @param minConfidenceBps least confidence of the price, basis points, 0 to 10,000.
     */
    public RiskStep
    {
        Check.range("fromMinorUnits", fromMinorUnits, 0, 1L << 62);
        Check.range("ttlBps", ttlBps, 1, 10_000);
        Check.range("driftBps", driftBps, 0, 10_000);
        Check.range("minLineages", minLineages, 0, 64);
        Check.range("minConfidenceBps", minConfidenceBps, 0, 10_000);
    }

    /**
     * Whether all it asks is asked as strictly as another step asks it, whatever the values they hold from.
     *
     * @param other the step compared with.
     * @return true where no factor is larger and no least smaller.
     */
    public boolean isNoLooserThan(final RiskStep other)
    {
        return ttlBps <= other.ttlBps && driftBps <= other.driftBps && minLineages >= other.minLineages &&
            minConfidenceBps >= other.minConfidenceBps;
    }

    /** Both, from a value on. */
    static RiskStep both(final long fromMinorUnits, final RiskStep one, final RiskStep other)
    {
        return new RiskStep(fromMinorUnits, Math.min(one.ttlBps, other.ttlBps),
            Math.min(one.driftBps, other.driftBps), Math.max(one.minLineages, other.minLineages),
            Math.max(one.minConfidenceBps, other.minConfidenceBps));
    }

    static void checkAscent(final List<RiskStep> steps, final int most)
    {
        Check.range("riskSteps", steps.size(), 0, most);
        RiskStep before = NONE;
        for (final RiskStep step : steps)
        {
            Check.that(step.fromMinorUnits > before.fromMinorUnits, "riskSteps", steps,
                "must ascend from 1 on by fromMinorUnits");
            Check.that(step.isNoLooserThan(before), "riskSteps", steps, "must each be no looser than the one before");
            before = step;
        }
    }
}
