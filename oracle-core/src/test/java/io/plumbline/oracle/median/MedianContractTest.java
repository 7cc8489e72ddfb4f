// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.Evaluation;
import org.junit.jupiter.api.Test;

final class MedianContractTest
{
    private static final long PRICE = 1_000_000;
    private static final long MAX_AGE = FreshnessPolicy.DEFAULT.maxAgeNs();
    private static final long HARD_AGE = FreshnessPolicy.DEFAULT.lastGoodMaxAgeNs();

    private static MedianBench of(final int sources)
    {
        return new MedianBench(new SampleOracle().independent(sources).build());
    }

    private static QuorumPolicy quorum(final int lineages, final int sources, final long liars, final int capBps)
    {
        return new QuorumPolicy(lineages, sources, liars, capBps, 7_500, 0);
    }

    private static void assertRefused(final Refusal why, final Tier tier, final Evaluation evaluation)
    {
        assertEquals(why, evaluation.refusal);
        assertEquals(tier, evaluation.tier);
    }

    @Test
    void shouldBeClosedWhereNothingWasHeard()
    {
        final Evaluation nothing = of(3).ask();
        assertRefused(Refusal.NO_PRICE, Tier.CLOSED, nothing);
        assertEquals(0, nothing.price);
        assertEquals(Long.MAX_VALUE, nothing.validUntilNs);
    }

    @Test
    void contractF_shouldCountLineagesNotSockets()
    {
        final MedianBench bench = new MedianBench(new SampleOracle().quorum(quorum(3, 3, 0, 6_000))
            .source("a", 100).source("a", 100).source("a", 100).source("b", 100).source("c", 100).build());
        assertRefused(Refusal.NO_QUORUM, Tier.CLOSED, bench.sayAll(PRICE, PRICE, PRICE, PRICE));
        bench.say(4, PRICE);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        assertEquals(5, bench.last.sources);
        assertEquals(3, bench.last.lineages);
    }

    @Test
    void contractF_shouldRefuseWhereNoWeightsSatisfyTheCap()
    {
        final MedianBench bench = new MedianBench(new SampleOracle().quorum(quorum(3, 3, 0, 4_000))
            .source("a", 100).source("a", 100).source("b", 100).build());
        assertRefused(Refusal.LINEAGE_CAP, Tier.CLOSED, bench.sayAll(PRICE, PRICE, PRICE));
    }

    @Test
    void contractF_shouldCapTheWeightOfALineageHoweverHeavyItsSources()
    {
        final MedianBench bench = new MedianBench(new SampleOracle().quorum(quorum(3, 3, 0, 4_000))
            .source("whale", 1_000_000).source("whale", 1_000_000).source("b", 100).source("c", 100)
            .source("d", 100).build());
        bench.sayAll(PRICE + 1_000, PRICE + 1_000, PRICE, PRICE, PRICE);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        assertEquals(PRICE, bench.last.price);
    }

    @Test
    void contractF_shouldAskForThreeLineagesByDefault()
    {
        assertEquals(3, QuorumPolicy.DEFAULT.minLineages());
    }

    @Test
    void contractB_shouldDropContributorsOneByOneAndReportTheOldest()
    {
        final MedianBench bench = of(5);
        for (int source = 0; source < 5; source++)
        {
            bench.say(source, 0, PRICE + source, MedianBench.FULL, START - (4 - source) * SECOND);
        }
        assertEquals(START - 4 * SECOND, bench.last.asOfNs, "not the newest");
        assertEquals(START - 4 * SECOND + MAX_AGE + 1, bench.last.validUntilNs);
        bench.now = START - 4 * SECOND + MAX_AGE;
        assertEquals(5, bench.ask().sources);
        bench.now++;
        final Evaluation four = bench.ask();
        assertEquals(4, four.sources);
        assertEquals(0b11110, four.contributorMask);
        assertEquals(START - 3 * SECOND, four.asOfNs);
        assertEquals(0, bench.lastTrust.trustBps(0));
        assertEquals(MedianBench.FULL, bench.lastTrust.trustBps(1));
    }

    @Test
    void contractG_shouldBearOneLiarOfThreeEqualLineagesAtTheDefaults()
    {
        final MedianBench bench = of(3);
        bench.say(0, 0, PRICE, 7_500, START);
        bench.say(1, 0, PRICE + 1_000, 7_500, START);
        bench.say(2, 0, PRICE + 2_000, 10_000, START);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        assertEquals(PRICE + 1_000, bench.last.price);
    }

    @Test
    void contractG_shouldPublishOnlyAboveTheMarginExactly()
    {
        // 300 > F · (1 + 1/0.75) holds for F up to 128; at F = 129 the need is 301.
        for (final int liars : new int[] {128, 129})
        {
            final MedianBench bench = new MedianBench(
                new SampleOracle().quorum(quorum(3, 3, liars, 4_000)).independent(3).build());
            assertEquals(liars == 128 ? Refusal.NONE : Refusal.BYZANTINE_MARGIN,
                bench.sayAll(PRICE, PRICE, PRICE).refusal);
        }
        // Equality is not above: 7 · 0.75 = 3 · 1.75.
        final MedianBench equal = new MedianBench(new SampleOracle().quorum(quorum(3, 3, 3, 4_000))
            .source("a", 2).source("b", 2).source("c", 2).source("d", 1).build());
        assertEquals(Refusal.BYZANTINE_MARGIN, equal.sayAll(PRICE, PRICE, PRICE, PRICE).refusal);
    }

    @Test
    void contractG_shouldWeighTheMarginByCappedWeight()
    {
        // The whale is capped to 200 of 500, which does not bear 250 liars; uncapped it would.
        final MedianBench bench = new MedianBench(new SampleOracle().quorum(quorum(3, 3, 250, 4_000))
            .source("whale", 10_000).source("b", 100).source("c", 100).source("d", 100).build());
        assertEquals(Refusal.BYZANTINE_MARGIN, bench.sayAll(PRICE, PRICE, PRICE, PRICE).refusal);
    }

    @Test
    void contractI_shouldStayClosedUntilQuorumHasDwelt()
    {
        final long dwell = 3 * SECOND;
        final MedianBench bench = new MedianBench(new SampleOracle()
            .quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, dwell)).independent(3).build());
        assertRefused(Refusal.PROBATION, Tier.CLOSED, bench.sayAll(PRICE, PRICE, PRICE));
        assertEquals(START + dwell, bench.last.validUntilNs);
        bench.now = START + dwell - 1;
        assertRefused(Refusal.PROBATION, Tier.CLOSED, bench.sayAll(PRICE, PRICE, PRICE));
        bench.now++;
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.ask());
        bench.now += MAX_AGE + 1;
        assertRefused(Refusal.NO_QUORUM, Tier.LAST_GOOD, bench.ask());
        assertRefused(Refusal.PROBATION, Tier.LAST_GOOD, bench.sayAll(PRICE + 1, PRICE + 1, PRICE + 1));
        assertEquals(PRICE, bench.last.price, "the price that had dwelt");
    }

    @Test
    void contractL_shouldShowTheLastGoodPriceUntilItsHardAgeThenNothing()
    {
        final MedianBench bench = of(3);
        bench.sayAll(PRICE, PRICE + 1, PRICE + 2);
        bench.now = START + HARD_AGE;
        final Evaluation shown = bench.ask();
        assertRefused(Refusal.NO_QUORUM, Tier.LAST_GOOD, shown);
        assertEquals(PRICE + 1, shown.price);
        assertEquals(START, shown.asOfNs);
        assertEquals(START + HARD_AGE + 1, shown.validUntilNs);
        assertEquals(0, shown.confidenceBps);
        assertFalse(shown.hasEvidence);
        bench.now++;
        final Evaluation closed = bench.ask();
        assertRefused(Refusal.NO_QUORUM, Tier.CLOSED, closed);
        assertEquals(0, closed.price);
    }

    @Test
    void contractJ_shouldDropAnOutlierNotClampIt()
    {
        final MedianBench bench = of(6);
        bench.sayAll(PRICE, PRICE, PRICE + 100, PRICE + 100, PRICE + 200, PRICE * 3);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        assertEquals(5, bench.last.sources);
        assertEquals(PRICE + 100, bench.last.price);
        assertEquals(PRICE + 200, bench.last.rangeHigh);
        assertEquals(MedianBench.FULL, bench.lastTrust.trustBps(5), "trust is not the fence's to change");
    }

    @Test
    void contractJ_shouldNeverFallBackToTheUnfilteredSet()
    {
        // Seven are quorum, six are not: the seventh is an outlier and stays one.
        final MedianBench bench = new MedianBench(
            new SampleOracle().quorum(quorum(7, 7, 0, 4_000)).independent(7).build());
        bench.sayAll(PRICE, PRICE, PRICE, PRICE, PRICE, PRICE, PRICE * 2);
        assertEquals(Tier.CLOSED, bench.last.tier);
        assertEquals(Refusal.NO_QUORUM, bench.last.refusal);
        assertEquals(0, bench.last.price);
    }

    @Test
    void contractJ_shouldKeepThreeGoodSourcesThatDifferByLessThanTheFloor()
    {
        // Mean ± one sigma would leave one of these three.
        final MedianBench bench = of(3);
        bench.sayAll(PRICE, PRICE + 100, PRICE + 300);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        assertEquals(3, bench.last.sources);
    }

    @Test
    void contractJ_shouldKeepMoneyOffAWideRangeYetShowThePrice()
    {
        final FencePolicy wide = new FencePolicy(400, 5, 0, 100);
        final MedianBench bench = new MedianBench(new SampleOracle().fence(wide).independent(3).build());
        bench.sayAll(PRICE - 5_000, PRICE, PRICE + 5_000);
        assertRefused(Refusal.NONE, Tier.PRIMARY, bench.last);
        bench.sayAll(PRICE - 5_000, PRICE, PRICE + 5_001);
        assertRefused(Refusal.WIDE_RANGE, Tier.LAST_GOOD, bench.last);
        assertEquals(PRICE, bench.last.price);
        assertEquals(PRICE + 5_001, bench.last.rangeHigh);
        assertTrue(bench.ask().hasEvidence);
    }

    @Test
    void shouldLetADistrustedSourceWeighLessAndAnExcludedOneNothing()
    {
        final MedianBench bench = of(5);
        bench.sayAll(PRICE, PRICE, PRICE + 100, PRICE + 100);
        bench.say(0, 0, PRICE, 7_500, START);
        assertEquals(PRICE + 100, bench.last.price);
        bench.say(2, 0, PRICE + 100, 0, START);
        assertEquals(PRICE, bench.last.price);
        assertEquals(0b1011, bench.last.contributorMask);
    }

    @Test
    void shouldLetTrustDecayWithSilence()
    {
        final MedianBench bench = of(5);
        bench.sayAll(PRICE, PRICE, PRICE + 100, PRICE + 100);
        for (int source = 0; source < 2; source++)
        {
            bench.on(bench.builder.envelope(source, START).tick(0, START, PRICE).found(10_000, START, START + SECOND));
        }
        assertEquals(PRICE + 50, bench.last.price);
        bench.now = START + 2 * SECOND;
        assertEquals(PRICE + 100, bench.ask().price);
        assertEquals(9_000, bench.lastTrust.trustBps(0));
        assertEquals(10_000, bench.lastTrust.trustBps(2));
    }

    @Test
    void shouldRateConfidenceByItsFiveMarks()
    {
        assertEquals(10_000, Confidence.bps(5, 5, 5, 3, 0, 100, 0, SECOND, 10_000));
        assertEquals(10_000, Confidence.bps(9, 9, 9, 3, 0, 100, 0, SECOND, 10_000));
        assertEquals(7_500, Confidence.bps(5, 10, 5, 3, 0, 100, 0, SECOND, 10_000));
        assertEquals(8_000, Confidence.bps(5, 5, 3, 3, 0, 100, 0, SECOND, 10_000));
        assertEquals(7_500, Confidence.bps(5, 5, 5, 3, 50, 100, 0, SECOND, 10_000));
        assertEquals(5_000, Confidence.bps(5, 5, 5, 3, 500, 100, 0, SECOND, 10_000));
        assertEquals(7_500, Confidence.bps(5, 5, 5, 3, 0, 100, SECOND / 2, SECOND, 10_000));
        assertEquals(5_000, Confidence.bps(5, 5, 5, 3, 0, 100, SECOND, SECOND, 10_000));
        assertEquals(8_750, Confidence.bps(5, 5, 5, 3, 0, 100, 0, SECOND, 7_500));
        assertEquals(5_000 * 3 / 5, Confidence.bps(1, 1, 1, 3, 100, 100, 0, SECOND, 10_000));
    }

    @Test
    void shouldRoundEachMarkOfConfidenceDownAndTheProductTwice()
    {
        // ⌊⌊20,000 · 13,333 · 13,333 · 20,000 / 20,000⌋ · 13,333 / 1.6e13⌋
        assertEquals(2_962, Confidence.bps(1, 3, 1, 1, 2, 3, 2, 3, 10_000));
    }
}
