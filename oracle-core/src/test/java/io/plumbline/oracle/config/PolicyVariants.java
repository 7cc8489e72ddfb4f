// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies that differ in one term, for every term there is, and random ones. */
public final class PolicyVariants
{
    /** What {@link QuotePolicy} says of itself that is no term. */
    private static final Set<String> NO_TERMS = Set.of("name", "version", "toBuilder", "hashCode", "toString", "scope");

    /**
     * One policy, and one that is tighter in a single term.
     *
     * @param term    the accessor's name.
     * @param looser  the terms.
     * @param tighter the same but for one.
     */
    public record Pair(String term, QuotePolicy looser, QuotePolicy tighter)
    {
        @Override
        public String toString()
        {
            return term;
        }
    }

    private PolicyVariants()
    {
    }

    /** The names of all terms, as the accessors have them: those without arguments and those by tier or mode. */
    public static Set<String> terms()
    {
        return Arrays.stream(QuotePolicy.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0 || method.getName().equals("rightsOf"))
            .map(Method::getName).filter(name -> !NO_TERMS.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /** At least one pair for each term, its two policies differing in that alone. */
    public static List<Pair> pairs()
    {
        final QuotePolicy base = QuotePolicy.named("p").version(5).ttlNs(20_000_000_000L).feeBps(10).lockFeeBps(10)
            .minLineages(2).minConfirmations(3).maxNetworkFeeBps(100).manualAboveMinorUnits(70_000)
            .riskStep(new RiskStep(1_000, 9_000, 8_000, 3, 6_000))
            .riskStep(new RiskStep(50_000, 5_000, 5_000, 4, 7_000))
            .maxOutstandingMinorUnits(1L << 40).build();
        final List<Pair> pairs = new ArrayList<>();
        for (final PolicyTerm term : PolicyTerm.values())
        {
            final long value = base.of(term);
            if (term.isFlag())
            {
                final long tight = term.isSmallerTighter() ? 0 : 1;
                pairs.add(new Pair(term.term(), base.toBuilder().with(term, 1 - tight).build(),
                    base.toBuilder().with(term, tight).build()));
            }
            else
            {
                final long other = term.isSmallerTighter() ? value - 1 : value + 1;
                pairs.add(new Pair(term.term(), base, base.toBuilder().with(term, other).build()));
            }
        }
        for (final Tier tier : Tier.values())
        {
            narrowed(base.rightsOf(tier)).forEach(rights ->
                pairs.add(new Pair("rightsOf", base, base.toBuilder().rights(tier, rights).build())));
        }
        for (final Mode mode : Mode.values())
        {
            narrowed(base.rightsOf(mode)).forEach(rights ->
                pairs.add(new Pair("rightsOf", base, base.toBuilder().rights(mode, rights).build())));
        }
        final RiskStep last = base.riskSteps().get(1);
        Stream.of(new RiskStep(49_999, 5_000, 5_000, 4, 7_000), new RiskStep(50_000, 4_999, 5_000, 4, 7_000),
            new RiskStep(50_000, 5_000, 4_999, 4, 7_000), new RiskStep(50_000, 5_000, 5_000, 5, 7_000),
            new RiskStep(50_000, 5_000, 5_000, 4, 7_001)).forEach(step -> pairs.add(new Pair("riskSteps", base,
                base.toBuilder().riskSteps(List.of(base.riskSteps().get(0), step)).build())));
        pairs.add(new Pair("riskSteps", base.toBuilder().riskSteps(List.of(last)).build(), base));
        pairs.add(new Pair("riskSteps", base, base.toBuilder().riskStep(new RiskStep(60_000, 1, 0, 4, 7_000)).build()));
        return pairs;
    }

    private static List<Rights> narrowed(final Rights from)
    {
        return Stream.of(
            new Rights(false, from.canAuthorize(), from.canDisplay(), false, 10_000, 10_000, 10_000),
            new Rights(from.canIssue(), false, from.canDisplay(), false, 10_000, 10_000, 10_000),
            new Rights(from.canIssue(), from.canAuthorize(), false, false, 10_000, 10_000, 10_000),
            new Rights(from.canIssue(), from.canAuthorize(), from.canDisplay(), true, 10_000, 10_000, 10_000),
            new Rights(from.canIssue(), from.canAuthorize(), from.canDisplay(), false, 9_999, 10_000, 10_000),
            new Rights(from.canIssue(), from.canAuthorize(), from.canDisplay(), false, 10_000, 9_999, 10_000),
            new Rights(from.canIssue(), from.canAuthorize(), from.canDisplay(), false, 10_000, 10_000, 9_999))
            .filter(rights -> !rights.equals(from)).toList();
    }

    /** Any policy; few values each, so that two of them often agree in a term. */
    public static QuotePolicy random(final Random random)
    {
        final QuotePolicyBuilder builder = QuotePolicy.named("p").version(1 + random.nextInt(9));
        for (final PolicyTerm term : PolicyTerm.values())
        {
            if (term != PolicyTerm.FEE_BPS && term != PolicyTerm.LOCK_FEE_BPS && random.nextInt(4) == 0)
            {
                builder.with(term,
                    Math.min(term.max(), term.min() + random.nextInt(2) * term.min() + random.nextInt(2)));
            }
        }
        builder.feeBps(random.nextInt(2)).lockFeeBps(random.nextInt(2)).maxIssueDelayNs(1_000_000 + random.nextInt(2));
        for (final Tier tier : Tier.values())
        {
            builder.rights(tier, tier.isLive() ? rights(random) : Rights.NONE);
        }
        for (final Mode mode : Mode.values())
        {
            builder.rights(mode, rights(random));
        }
        return builder.riskSteps(steps(random)).build();
    }

    private static Rights rights(final Random random)
    {
        return random.nextInt(3) > 0 ? Rights.FULL : new Rights(random.nextBoolean(), random.nextBoolean(),
            random.nextBoolean(), random.nextBoolean(), 9_999 + random.nextInt(2), 9_999 + random.nextInt(2),
            9_999 + random.nextInt(2));
    }

    private static List<RiskStep> steps(final Random random)
    {
        final List<RiskStep> steps = new ArrayList<>();
        RiskStep before = RiskStep.NONE;
        for (int count = random.nextInt(QuotePolicy.MAX_RISK_STEPS + 1); count > 0; count--)
        {
            before = new RiskStep(before.fromMinorUnits() + 1 + random.nextInt(6),
                before.ttlBps() - random.nextInt(2), before.driftBps() - random.nextInt(2),
                before.minLineages() + random.nextInt(2), before.minConfidenceBps() + random.nextInt(2));
            steps.add(before);
        }
        return steps;
    }
}
