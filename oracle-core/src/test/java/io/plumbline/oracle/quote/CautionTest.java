// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import org.junit.jupiter.api.Test;

/** Contract Q: terms that wait for the next observation, and values that wait for an operator. */
final class CautionTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final QuotePolicy WAITING = QuotePolicy.named("p").ttlNs(SECOND_NS).maxIssueDelayNs(SECOND_NS / 2)
        .receiptRetentionNs(SECOND_NS).captureTtlNs(SECOND_NS).nextObservation(true).build();
    private static final QuotePolicy MANUAL = QuotePolicy.named("p").manualAboveMinorUnits(50_000).build();

    @Test
    void contractQ_shouldWaitForAPriceObservedAfterItWasFirstAskedFor()
    {
        final RationBench bench = RationBench.with(WAITING);
        final QuoteBench desk = bench.desk;
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(100);
        final long askedAtNs = desk.nowNs;
        bench.assertRefused(Refusal.AWAITING_OBSERVATION, bench.authorize("a", quote), askedAtNs - 1, askedAtNs);
        bench.pass(100);
        desk.price.asOfNs = askedAtNs;
        bench.assertRefused(Refusal.AWAITING_OBSERVATION, bench.authorize("a", quote), askedAtNs, askedAtNs);
        bench.pass(100);
        desk.price.asOfNs = askedAtNs + 1;
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", quote));
        assertEquals(2, desk.counters.count(Refusal.AWAITING_OBSERVATION));
    }

    @Test
    void contractQ_shouldWaitAtLeastOnceHoweverYoungThePriceIs()
    {
        final RationBench bench = RationBench.with(WAITING);
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(100);
        bench.desk.price.asOfNs = bench.desk.nowNs + 1;
        assertEquals(Refusal.AWAITING_OBSERVATION, bench.authorize("a", quote));
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
    }

    @Test
    void contractQ_shouldJudgeDriftByTheObservationItHasWaitedFor()
    {
        final RationBench bench = RationBench.with(WAITING);
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        bench.priceAt(2 * QuoteBench.BTC_PRICE_E8);
        assertEquals(Refusal.AWAITING_OBSERVATION, bench.authorize("a", quote));
        bench.pass(10);
        bench.priceAt(QuoteBench.BTC_PRICE_E8);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", quote));
        final byte[] other = bench.issue(2, 10_000);
        bench.pass(1);
        assertEquals(Refusal.AWAITING_OBSERVATION, bench.authorize("b", other));
        bench.pass(10);
        bench.priceAt(2 * QuoteBench.BTC_PRICE_E8);
        assertEquals(Refusal.DRIFT, bench.authorize("b", other));
    }

    @Test
    void contractQ_shouldTakeNothingForAskingThatCameNotSoFar()
    {
        final RationBench bench = RationBench.with(WAITING);
        final byte[] quote = bench.issue(1, 10_000);
        final long quotedAsOfNs = bench.desk.quote.asOfNs();
        bench.pass(1);
        bench.desk.price.asOfNs = quotedAsOfNs;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("a", quote));
        bench.pass(10);
        assertEquals(Refusal.AWAITING_OBSERVATION, bench.authorize("a", quote));
    }

    @Test
    void contractQ_shouldAskAnewForEachQuoteEvenInARecordUsedAgain()
    {
        final RationBench bench = new RationBench(QuoteBench.started(RationBench.config(
            QuoteBench.PATIENT.withSizes(256, 1_024, 16), Long.MAX_VALUE >> 1, WAITING)));
        for (int i = 0; i < 40; i++)
        {
            final byte[] quote = bench.issue(i, 10_000);
            bench.pass(1);
            assertEquals(Refusal.AWAITING_OBSERVATION, bench.authorize("a" + i, quote));
            bench.pass(10);
            assertEquals(Answer.AUTHORIZED, bench.authorize("a" + i, quote));
            bench.pass(SECOND_NS);
        }
    }

    @Test
    void contractQ_shouldAskAnOperatorAboveTheValueThatNeedsIt()
    {
        final RationBench bench = RationBench.with(MANUAL);
        final byte[] small = bench.issue(1, 50_000);
        final byte[] large = bench.issue(2, 50_001);
        final long sequence = bench.desk.answer.quoteSequence();
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", small));
        bench.assertRefused(Refusal.NEEDS_APPROVAL, bench.authorize("b", large), 50_001, 50_000);
        bench.approve(sequence - 1);
        bench.approve(sequence + 1);
        assertEquals(Refusal.NEEDS_APPROVAL, bench.authorize("b", large));
        assertEquals(0, bench.desk.counters.count(Metric.QUOTES_APPROVED));
        bench.approve(sequence);
        assertEquals(1, bench.desk.counters.count(Metric.QUOTES_APPROVED));
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", large));
    }

    @Test
    void contractQ_shouldTakeAnApprovalBeforeTheQuoteIsPresentedAndNotForTheNextOne()
    {
        final RationBench bench = RationBench.with(MANUAL);
        final byte[] old = bench.issue(1, 60_000);
        bench.approve(bench.desk.answer.quoteSequence());
        final byte[] young = bench.issue(1, 60_000);
        bench.pass(1);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", old));
        assertEquals(Refusal.NEEDS_APPROVAL, bench.authorize("a", young));
        bench.approve(bench.desk.answer.quoteSequence());
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", young));
    }

    @Test
    void contractQ_shouldAskForAnApprovalOfEachQuoteEvenInARecordUsedAgain()
    {
        final RationBench bench = new RationBench(QuoteBench.started(RationBench.config(
            QuoteBench.PATIENT.withSizes(256, 1_024, 16), Long.MAX_VALUE >> 1,
            WAITING.toBuilder().nextObservation(false).manualAboveMinorUnits(50_000).build())));
        for (int i = 0; i < 40; i++)
        {
            final byte[] quote = bench.issue(i, 60_000);
            final long sequence = bench.desk.answer.quoteSequence();
            bench.pass(1);
            assertEquals(Refusal.NEEDS_APPROVAL, bench.authorize("a" + i, quote));
            bench.approve(sequence);
            assertEquals(Answer.AUTHORIZED, bench.authorize("a" + i, quote));
            bench.pass(SECOND_NS);
        }
    }

    @Test
    void contractQ_shouldNotLetAnApprovalOutvoteTheOtherRules()
    {
        final RationBench bench = RationBench.with(MANUAL);
        final byte[] quote = bench.issue(1, 60_000);
        bench.approve(bench.desk.answer.quoteSequence());
        bench.pass(1);
        bench.priceAt(2 * QuoteBench.BTC_PRICE_E8);
        assertEquals(Refusal.DRIFT, bench.authorize("a", quote));
    }
}
