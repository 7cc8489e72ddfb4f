// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy's terms: their ranges, and which of two policies is the tighter, term by term. */
final class QuotePolicyTest
{
    static List<PolicyVariants.Pair> pairs()
    {
        return PolicyVariants.pairs();
    }

    @Test
    void contractQ_shouldForgetNoTerm()
    {
        final TreeSet<String> listed = Arrays.stream(PolicyTerm.values()).map(PolicyTerm::term)
            .collect(Collectors.toCollection(TreeSet::new));
        listed.addAll(List.of("riskSteps", "rightsOf"));
        assertEquals(PolicyVariants.terms(), listed);
        assertEquals(PolicyVariants.terms(),
            pairs().stream().map(PolicyVariants.Pair::term).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void contractQ_shouldTellTighterFromLooserByEachTerm(final PolicyVariants.Pair pair)
    {
        final QuotePolicy looser = pair.looser();
        final QuotePolicy tighter = pair.tighter();
        assertNotEquals(looser, tighter);
        assertTrue(tighter.isNoLooserThan(looser));
        assertFalse(looser.isNoLooserThan(tighter));
        assertTrue(looser.isNoLooserThan(looser));
        assertEquals(tighter, looser.strictest(tighter));
        assertEquals(tighter, tighter.strictest(looser));
        final QuotePolicy renamed = QuotePolicy.named("q").version(looser.version() + 1).build();
        assertTrue(renamed.isNoLooserThan(QuotePolicy.standard("p")) &&
            QuotePolicy.standard("p").isNoLooserThan(renamed), "name and version are no terms");
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void contractQ_shouldCompareAnyTwoAsTheSlowWayDoes(final long seed)
    {
        final Random random = new Random(seed);
        int tighter = 0;
        int joined = 0;
        for (int round = 0; round < 3_000; round++)
        {
            final QuotePolicy one = PolicyVariants.random(random);
            final QuotePolicy other = random.nextBoolean() ? PolicyVariants.random(random) :
                one.strictest(PolicyVariants.random(random));
            final String where = "seed " + seed + ", round " + round;
            assertEquals(isNoLooser(one, other), one.isNoLooserThan(other), where);
            assertEquals(isNoLooser(other, one), other.isNoLooserThan(one), where);
            tighter += other.isNoLooserThan(one) ? 1 : 0;
            final QuotePolicy both = one.strictest(other);
            assertTrue(isNoLooser(both, one) && isNoLooser(both, other), where);
            assertEquals(one.name() + one.version(), both.name() + both.version(), where);
            if (isExact(one, other, both))
            {
                assertEquals(other.isNoLooserThan(one), isNoLooser(other, both), where);
            }
            else
            {
                joined++;
            }
        }
        assertTrue(tighter > 500 && joined > 10, "seed " + seed + ": " + tighter + ", " + joined);
    }

    /** Term by term, risk steps at every value that could differ. */
    private static boolean isNoLooser(final QuotePolicy a, final QuotePolicy b)
    {
        boolean holds = a.ttlNs() <= b.ttlNs() && a.maxIssueDelayNs() <= b.maxIssueDelayNs() &&
            a.captureTtlNs() <= b.captureTtlNs() && a.receiptRetentionNs() >= b.receiptRetentionNs() &&
            a.maxRiseBps() <= b.maxRiseBps() && a.maxFallBps() <= b.maxFallBps() && a.feeBps() >= b.feeBps() &&
            a.lockFeeBps() >= b.lockFeeBps() && a.slippageBps() <= b.slippageBps() &&
            a.minConfidenceBps() >= b.minConfidenceBps() && a.minLineages() >= b.minLineages() &&
            a.maxRoundingBps() <= b.maxRoundingBps() && a.maxFiatMinorUnits() <= b.maxFiatMinorUnits() &&
            a.manualAboveMinorUnits() <= b.manualAboveMinorUnits() && a.minConfirmations() >= b.minConfirmations() &&
            a.maxNetworkFeeBps() <= b.maxNetworkFeeBps() && (!a.isRepriced() || b.isRepriced()) &&
            a.maxReprices() <= b.maxReprices() && (a.isNextObservation() || !b.isNextObservation()) &&
            a.customerBurst() <= b.customerBurst() && a.customerIntervalNs() >= b.customerIntervalNs() &&
            a.maxOutstandingMinorUnits() <= b.maxOutstandingMinorUnits();
        for (long value = 0; value < 60; value++)
        {
            final RiskStep one = step(a, value);
            final RiskStep other = step(b, value);
            holds &= one.ttlBps() <= other.ttlBps() && one.driftBps() <= other.driftBps() &&
                one.minLineages() >= other.minLineages() && one.minConfidenceBps() >= other.minConfidenceBps();
        }
        final List<Rights> ours = new ArrayList<>();
        final List<Rights> theirs = new ArrayList<>();
        List.of(Tier.values()).forEach(tier ->
        {
            ours.add(a.rightsOf(tier));
            theirs.add(b.rightsOf(tier));
        });
        List.of(Mode.values()).forEach(mode ->
        {
            ours.add(a.rightsOf(mode));
            theirs.add(b.rightsOf(mode));
        });
        for (int i = 0; i < ours.size(); i++)
        {
            final Rights one = ours.get(i);
            final Rights other = theirs.get(i);
            holds &= (!one.canIssue() || other.canIssue()) && (!one.canAuthorize() || other.canAuthorize()) &&
                (!one.canDisplay() || other.canDisplay()) && (one.isApprovalNeeded() || !other.isApprovalNeeded()) &&
                one.ttlBps() <= other.ttlBps() && one.driftBps() <= other.driftBps() && one.capBps() <= other.capBps();
        }
        return holds;
    }

    private static RiskStep step(final QuotePolicy policy, final long value)
    {
        RiskStep found = RiskStep.NONE;
        for (final RiskStep step : policy.riskSteps())
        {
            found = step.fromMinorUnits() <= value ? step : found;
        }
        assertSame(found, policy.step(value));
        return found;
    }

    /** Whether no steps had to be joined: each value's step asks no more than one of the two does. */
    private static boolean isExact(final QuotePolicy one, final QuotePolicy other, final QuotePolicy both)
    {
        for (long value = 0; value < 60; value++)
        {
            final RiskStep step = both.step(value);
            if (step.ttlBps() < Math.min(one.step(value).ttlBps(), other.step(value).ttlBps()) ||
                step.driftBps() < Math.min(one.step(value).driftBps(), other.step(value).driftBps()) ||
                step.minLineages() > Math.max(one.step(value).minLineages(), other.step(value).minLineages()) ||
                step.minConfidenceBps() >
                    Math.max(one.step(value).minConfidenceBps(), other.step(value).minConfidenceBps()))
            {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @EnumSource(PolicyTerm.class)
    void contractQ_shouldNameTermAndValueOutOfRange(final PolicyTerm term)
    {
        assertRefused(term.term(), term.min() - 1, term);
        if (term.max() < Long.MAX_VALUE)
        {
            assertRefused(term.term(), term.max() + 1, term);
        }
        final QuotePolicyBuilder least = QuotePolicy.named("p").maxIssueDelayNs(1_000_000).with(term, term.min());
        assertEquals(term.min(), least.build().of(term));
        if (term != PolicyTerm.MAX_ISSUE_DELAY_NS)
        {
            assertEquals(term.max(), least.with(term, term.max()).build().of(term));
        }
    }

    private static void assertRefused(final String name, final long value, final PolicyTerm term)
    {
        final QuotePolicyBuilder builder = QuotePolicy.named("p").with(term, value);
        final String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.startsWith(name + " ") && message.endsWith(" was " + value), message);
    }

    @Test
    void contractQ_shouldRefuseTermsThatDoNotGoTogether()
    {
        assertRefused("lockFeeBps and feeBps 3000 must be at most 5000 together, was 2001",
            QuotePolicy.named("p").feeBps(3_000).lockFeeBps(2_001));
        assertEquals(2_000, QuotePolicy.named("p").feeBps(3_000).lockFeeBps(2_000).build().lockFeeBps());
        assertRefused("maxIssueDelayNs must be within [1000000, 9999999], was 10000000",
            QuotePolicy.named("p").ttlNs(10_000_000).maxIssueDelayNs(10_000_000));
        for (final Tier tier : List.of(Tier.LAST_GOOD, Tier.CLOSED))
        {
            assertRefused("rights of " + tier + " must not permit money, was Rights[canIssue=false, canAuthorize=true",
                QuotePolicy.named("p").rights(tier, new Rights(false, true, false, false, 10_000, 10_000, 10_000)));
            assertRefused("rights of " + tier + " must not permit money",
                QuotePolicy.named("p").rights(tier, new Rights(true, false, false, false, 10_000, 10_000, 10_000)));
        }
        final QuotePolicy all = QuotePolicy.named("p").feeBps(5_000).build();
        final QuotePolicy lock = QuotePolicy.named("p").lockFeeBps(5_000).build();
        assertThrows(IllegalArgumentException.class, () -> all.strictest(lock));
    }

    @Test
    void contractQ_shouldRefuseRiskStepsThatDoNotTightenUpwards()
    {
        final RiskStep step = new RiskStep(100, 9_000, 9_000, 2, 100);
        final String order = "riskSteps must ascend from 1 on by fromMinorUnits, was [";
        assertRefused(order, QuotePolicy.named("p").riskStep(new RiskStep(0, 9_000, 9_000, 2, 100)));
        assertRefused(order, QuotePolicy.named("p").riskStep(step).riskStep(step));
        assertRefused(order, QuotePolicy.named("p").riskStep(step).riskStep(new RiskStep(99, 1, 1, 3, 100)));
        final String looser = "riskSteps must each be no looser than the one before, was [";
        assertRefused(looser, QuotePolicy.named("p").riskStep(step).riskStep(new RiskStep(101, 9_001, 1, 3, 100)));
        assertRefused(looser, QuotePolicy.named("p").riskStep(step).riskStep(new RiskStep(101, 1, 9_001, 3, 100)));
        assertRefused(looser, QuotePolicy.named("p").riskStep(step).riskStep(new RiskStep(101, 1, 1, 1, 100)));
        assertRefused(looser, QuotePolicy.named("p").riskStep(step).riskStep(new RiskStep(101, 1, 1, 2, 99)));
        final QuotePolicyBuilder many = QuotePolicy.named("p");
        for (int i = 1; i <= 8; i++)
        {
            many.riskStep(new RiskStep(i, 9_000, 9_000, 2, 100));
        }
        assertEquals(8, many.build().riskSteps().size());
        assertRefused("riskSteps must be within [0, 8], was 9", many.riskStep(new RiskStep(9, 1, 1, 2, 100)));
        assertThrows(IllegalArgumentException.class, () -> new RiskStep(-1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RiskStep(1, 0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RiskStep(1, 1, 10_001, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RiskStep(1, 1, 1, 65, 1));
        assertThrows(IllegalArgumentException.class, () -> new RiskStep(1, 1, 1, 1, 10_001));
    }

    private static void assertRefused(final String start, final QuotePolicyBuilder builder)
    {
        final String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.startsWith(start), message);
    }

    @Test
    void contractQ_shouldKeepAllInABuilderOfItsOwn()
    {
        final Random random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            final QuotePolicy policy = PolicyVariants.random(random).toBuilder()
                .scope(new PolicyScope("art", "*", "EU", "low")).build();
            assertEquals(policy, policy.toBuilder().build());
            assertEquals(policy.hashCode(), policy.toBuilder().build().hashCode());
            assertNotEquals(policy, policy.toBuilder().version(policy.version() + 1).build());
            assertNotEquals(policy, policy.toBuilder().scope(new PolicyScope("art", "*", "EU", "*")).build());
        }
    }

    @Test
    void contractQ_shouldReadTermsWithoutAllocating()
    {
        final QuotePolicy policy = PolicyVariants.random(new Random(3)).toBuilder()
            .riskSteps(List.of(new RiskStep(10, 1, 1, 1, 1), new RiskStep(20, 1, 1, 1, 1))).build();
        final long[] sum = new long[1];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 40; i++)
            {
                sum[0] += policy.step(i).ttlBps() + policy.ttlNs() + policy.maxRiseBps() +
                    policy.rightsOf(Tier.ofCode(i % 5)).ttlBps() + policy.rightsOf(Mode.ofCode(i % 3)).ttlBps() +
                    (policy.isRepriced() ? 1 : 0);
            }
        });
        assertNotEquals(0, sum[0]);
    }

    @Test
    void contractQ_shouldRankScopesByWhatTheyName()
    {
        final List<PolicyScope> byRank = new ArrayList<>();
        for (final String product : List.of("*", "art"))
        {
            for (final String collection : List.of("*", "old"))
            {
                for (final String region : List.of("*", "EU"))
                {
                    for (final String tier : List.of("*", "low"))
                    {
                        byRank.add(new PolicyScope(product, collection, region, tier));
                    }
                }
            }
        }
        assertEquals(16, byRank.stream().map(PolicyScope::rank).distinct().count());
        byRank.sort((a, b) -> Integer.compare(b.rank(), a.rank()));
        assertEquals("art old EU low", named(byRank.get(0)));
        assertEquals(List.of("art old EU *", "art old * low", "art * EU low", "* old EU low"),
            byRank.subList(1, 5).stream().map(QuotePolicyTest::named).toList());
        assertEquals(List.of("art * * *", "* old * *", "* * EU *", "* * * low", "* * * *"),
            byRank.subList(11, 16).stream().map(QuotePolicyTest::named).toList());
        byRank.forEach(scope -> assertTrue(scope.matches("art", "old", "EU", "low")));
        final PolicyScope scope = new PolicyScope("art", "*", "EU", "*");
        assertTrue(scope.matches("art", "new", "EU", "high"));
        assertFalse(scope.matches("toy", "new", "EU", "high"));
        assertFalse(scope.matches("art", "new", "US", "high"));
        assertFalse(new PolicyScope("*", "old", "*", "*").matches("art", "new", "EU", "high"));
        assertFalse(new PolicyScope("*", "*", "*", "low").matches("art", "new", "EU", "high"));
        assertThrows(IllegalArgumentException.class, () -> new PolicyScope("", "*", "*", "*"));
        assertThrows(IllegalArgumentException.class, () -> new PolicyScope("*", "a".repeat(17), "*", "*"));
        assertThrows(IllegalArgumentException.class, () -> new PolicyScope("*", "*", "E U", "*"));
        assertThrows(IllegalArgumentException.class, () -> new PolicyScope("*", "*", "*", "é"));
    }

    private static String named(final PolicyScope scope)
    {
        return scope.product() + ' ' + scope.collection() + ' ' + scope.region() + ' ' + scope.riskTier();
    }
}
