// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which of two policies' terms are tighter, term by term. Any thread. */
final class PolicyStrictness
{
    private PolicyStrictness()
    {
    }

    static boolean isNoLooser(final QuotePolicy policy, final QuotePolicy than)
    {
        for (final PolicyTerm term : PolicyTerm.values())
        {
            if (!term.isNoLooser(policy.of(term), than.of(term)))
            {
                return false;
            }
        }
        for (final Tier tier : Tier.values())
        {
            if (!policy.rightsOf(tier).isNoWiderThan(than.rightsOf(tier)))
            {
                return false;
            }
        }
        for (final Mode mode : Mode.values())
        {
            if (!policy.rightsOf(mode).isNoWiderThan(than.rightsOf(mode)))
            {
                return false;
            }
        }
        return thresholds(policy, than).stream()
            .allMatch(value -> policy.step(value).isNoLooserThan(than.step(value)));
    }

    static QuotePolicy strictest(final QuotePolicy policy, final QuotePolicy other)
    {
        final QuotePolicyBuilder both = policy.toBuilder();
        for (final PolicyTerm term : PolicyTerm.values())
        {
            both.with(term, term.stricter(policy.of(term), other.of(term)));
        }
        for (final Tier tier : Tier.values())
        {
            both.rights(tier, policy.rightsOf(tier).and(other.rightsOf(tier)));
        }
        for (final Mode mode : Mode.values())
        {
            both.rights(mode, policy.rightsOf(mode).and(other.rightsOf(mode)));
        }
        return both.riskSteps(steps(policy, other)).build();
    }

    /** Between two of these nothing changes in either policy: what holds at each of them holds for any value. */
    private static SortedSet<Long> thresholds(final QuotePolicy policy, final QuotePolicy other)
    {
        final SortedSet<Long> values = new TreeSet<>();
        policy.riskSteps().forEach(step -> values.add(step.fromMinorUnits()));
        other.riskSteps().forEach(step -> values.add(step.fromMinorUnits()));
        return values;
    }

    private static List<RiskStep> steps(final QuotePolicy policy, final QuotePolicy other)
    {
        final List<RiskStep> steps = new ArrayList<>();
        RiskStep before = RiskStep.NONE;
        for (final long value : thresholds(policy, other))
        {
            final RiskStep step = RiskStep.both(value, policy.step(value), other.step(value));
            if (!before.isNoLooserThan(step))
            {
                steps.add(step);
                before = step;
            }
        }
        while (steps.size() > QuotePolicy.MAX_RISK_STEPS)
        {
            joinClosest(steps);
        }
        return steps;
    }

    /** The upper of two neighbours takes over from where the lower began: never looser than they were. */
    private static void joinClosest(final List<RiskStep> steps)
    {
        int lower = 0;
        for (int i = 1; i + 1 < steps.size(); i++)
        {
            if (gap(steps, i) < gap(steps, lower))
            {
                lower = i;
            }
        }
        final RiskStep upper = steps.remove(lower + 1);
        steps.set(lower, RiskStep.both(steps.get(lower).fromMinorUnits(), upper, upper));
    }

    private static long gap(final List<RiskStep> steps, final int lower)
    {
        return steps.get(lower + 1).fromMinorUnits() - steps.get(lower).fromMinorUnits();
    }
}
