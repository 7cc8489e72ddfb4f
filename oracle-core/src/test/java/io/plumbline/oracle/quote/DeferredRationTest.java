// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import org.junit.jupiter.api.Test;

/** Contract Q with a signer outside: what waits for its signature counts, but kills nobody before it has it. */
final class DeferredRationTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long CAP = 30_000;
    private static final QuotePolicy POLICY = QuotePolicy.named("p").ttlNs(20 * SECOND_NS).maxIssueDelayNs(SECOND_NS)
        .maxOutstandingMinorUnits(CAP).customerBurst(6).customerIntervalNs(3_600 * SECOND_NS).repriced(true)
        .maxReprices(2).build();

    private final SigningBench signing =
        new SigningBench(RationBench.config(QuoteBench.PATIENT, Long.MAX_VALUE >> 1, POLICY));
    private final QuoteBench desk = signing.desk;
    private final RationBench bench = new RationBench(desk);
    private int customers;

    /** An order that must wait; each by a customer of its own. */
    private Request request(final int number, final long fiat)
    {
        final int before = signing.requests.size();
        bench.post("c" + customers++, number, 0, fiat);
        assertEquals(before + 1, signing.requests.size(), "handed over");
        return signing.requests.get(before);
    }

    private byte[] issue(final int number, final long fiat)
    {
        final Request request = request(number, fiat);
        signing.sign(request);
        assertEquals(Answer.QUOTED, signing.last().how);
        return SigningBench.signed(request);
    }

    private void assertRefused(final Refusal refusal, final int number, final long fiat, final long measured)
    {
        final int before = signing.requests.size();
        bench.post("c" + customers++, number, 0, fiat);
        assertEquals(before, signing.requests.size());
        assertEquals(refusal, signing.last().how);
        assertEquals(measured, signing.last().measured);
    }

    private long superseded()
    {
        return desk.counters.count(Metric.QUOTES_SUPERSEDED);
    }

    @Test
    void contractQ_shouldKillTheOldQuoteOnlyOnceTheNewOneIsSigned()
    {
        final byte[] old = issue(1, 1_000);
        final Request young = request(1, 1_000);
        assertEquals(0, superseded());
        bench.pass(1);
        bench.priceAt(QuoteBench.BTC_PRICE_E8 / 2);
        desk.price.asOfNs = 0;
        assertEquals(Refusal.NOT_FRESH, bench.authorize("a", old));
        signing.sign(young);
        assertEquals(1, superseded());
        bench.priceAt(QuoteBench.BTC_PRICE_E8);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", old));
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", SigningBench.signed(young)));
    }

    @Test
    void contractQ_shouldWithdrawTheNewQuoteWhereTheOldOneIsPaidMeanwhile()
    {
        final byte[] old = issue(1, 1_000);
        final Request young = request(1, 1_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", old));
        assertRefused(Refusal.ORDER_PAID, 1, 1_000, 0);
        signing.sign(young);
        assertEquals(Refusal.ORDER_PAID, signing.last().how);
        assertEquals(2, desk.counters.count(Refusal.ORDER_PAID));
        assertEquals(1, desk.counters.count(Metric.QUOTES_WITHDRAWN));
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_DISCARDED));
        assertEquals(0, superseded());
        assertEquals(Refusal.UNKNOWN_QUOTE, bench.authorize("b", SigningBench.signed(young)));
        assertEquals(Answer.SETTLED, desk.capture("a", 15_625, 0));
        final Request third = request(2, CAP);
        signing.sign(third);
        assertEquals(Answer.QUOTED, signing.last().how);
    }

    @Test
    void contractQ_shouldIssueTheNewQuoteWhereThePaymentWasReleasedMeanwhile()
    {
        final byte[] old = issue(1, 1_000);
        final Request young = request(1, 1_000);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", old));
        assertEquals(Answer.RELEASED, desk.release("a"));
        signing.sign(young);
        assertEquals(Answer.QUOTED, signing.last().how);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("b", SigningBench.signed(young)));
    }

    @Test
    void contractQ_shouldLeaveOneLiveQuoteOfTwoThatWereSignedAtOnce()
    {
        final Request first = request(1, 1_000);
        final Request second = request(1, 2_000);
        signing.sign(first);
        assertEquals(Answer.QUOTED, signing.last().how);
        signing.sign(second);
        assertEquals(Answer.QUOTED, signing.last().how);
        assertEquals(1, superseded());
        bench.pass(1);
        assertEquals(Refusal.QUOTE_DEAD, bench.authorize("a", SigningBench.signed(first)));
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", SigningBench.signed(second)));
    }

    @Test
    void contractQ_shouldIssueTheOneWhereTheOtherIsWithdrawn()
    {
        final Request first = request(1, 1_000);
        final Request second = request(1, 2_000);
        signing.fail(first);
        assertEquals(Refusal.SIGNER_FAILED, signing.last().how);
        signing.sign(second);
        assertEquals(Answer.QUOTED, signing.last().how);
        assertEquals(0, superseded());
        final Request third = request(1, 1_000);
        signing.fail(third);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", SigningBench.signed(second)));
    }

    @Test
    void contractQ_shouldWithdrawTheSecondOfTwoWhereTheFirstIsPaidBetweenTheirSignatures()
    {
        final Request first = request(1, 1_000);
        final Request second = request(1, 1_000);
        signing.sign(first);
        bench.pass(1);
        assertEquals(Answer.AUTHORIZED, bench.authorize("a", SigningBench.signed(first)));
        signing.sign(second);
        assertEquals(Refusal.ORDER_PAID, signing.last().how);
        assertEquals(Answer.SETTLED, desk.capture("a", 15_625, 0));
        assertRefused(Refusal.ORDER_PAID, 1, 1_000, 0);
    }

    @Test
    void contractQ_shouldReserveTheValueOfWhatIsBeingSigned()
    {
        final Request first = request(1, 20_000);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 10_001, 30_001);
        final Request second = request(2, 10_000);
        assertRefused(Refusal.POLICY_EXPOSURE, 3, 1_000, 31_000);
        signing.sign(first);
        assertRefused(Refusal.POLICY_EXPOSURE, 3, 1_000, 31_000);
        signing.fail(second);
        request(3, 10_000);
        assertRefused(Refusal.POLICY_EXPOSURE, 4, 1_000, 31_000);
    }

    @Test
    void contractQ_shouldGiveBackWhatIsWithdrawnForItsDelayOrAClosedGate()
    {
        request(1, 20_000);
        desk.advance(SECOND_NS);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 10_001, 30_001);
        desk.advance(1);
        assertEquals(1, desk.counters.count(Metric.QUOTES_WITHDRAWN));
        final Request second = request(2, CAP);
        desk.admin(AdminEvent.CLOSE_ORACLE);
        signing.sign(second);
        assertEquals(Refusal.SUSPENDED, signing.last().how);
        desk.admin(AdminEvent.REOPEN_ORACLE);
        request(3, CAP);
        assertRefused(Refusal.POLICY_EXPOSURE, 4, 1_000, 31_000);
    }

    @Test
    void contractQ_shouldCountOldAndNewUntilTheNewIsSigned()
    {
        issue(1, 20_000);
        final Request young = request(1, CAP);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 1_000, 51_000);
        signing.sign(young);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 1_000, 31_000);
        final Request third = request(1, 5_000);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 1_000, 36_000);
        signing.fail(third);
        assertRefused(Refusal.POLICY_EXPOSURE, 2, 1_000, 31_000);
    }

    @Test
    void contractQ_shouldSpendTheCustomersRateAtTheHandOver()
    {
        for (int i = 0; i < 6; i++)
        {
            bench.post("alice", i, 0, 1_000);
        }
        assertEquals(6, signing.requests.size());
        bench.post("alice", 6, 0, 1_000);
        assertEquals(Refusal.ISSUE_RATE, signing.last().how);
        assertEquals(6 * 3_600 * SECOND_NS, signing.last().measured);
        assertEquals(5 * 3_600 * SECOND_NS, signing.last().limit);
        signing.requests.forEach(signing::fail);
        bench.post("alice", 6, 0, 1_000);
        assertEquals(Refusal.ISSUE_RATE, signing.last().how);
    }

    @Test
    void contractQ_shouldCountFurtherQuotesByTheLastThatWasIssued()
    {
        issue(1, 1_000);
        assertEquals(1, repricesOf(request(1, 1_000)));
        final Request again = request(1, 1_000);
        assertEquals(1, repricesOf(again));
        signing.sign(again);
        final Request third = request(1, 1_000);
        assertEquals(2, repricesOf(third));
        signing.sign(third);
        assertRefused(Refusal.REPRICE_LIMIT, 1, 1_000, 3);
    }

    private static int repricesOf(final Request request)
    {
        final QuoteFrame frame = new QuoteFrame();
        frame.wrap(request.quote, 0, QuoteFrame.LENGTH);
        assertFalse(frame.isRepriced());
        return frame.reprices();
    }

    @Test
    void contractQ_shouldNeverRepriceByItself()
    {
        final byte[] quote = issue(1, 1_000);
        bench.pass(1);
        bench.priceAt(QuoteBench.BTC_PRICE_E8 / 2);
        assertEquals(Refusal.DRIFT, bench.authorize("a", quote));
        assertEquals(1, signing.requests.size());
    }
}
