// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignatureEvent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An order quote that is signed outside the engine counts once its signature has come in time, and never otherwise. */
final class DeferredIssueTest
{
    private static final int CAPACITY = 16;
    private static final ThreadingConfig SMALL = QuoteBench.PATIENT.withSizes(256, 1_024, CAPACITY);
    private static final QuotePolicy QUICK =
        QuotePolicy.standard("quick").withMaxIssueDelay(QuoteBench.SECOND_NS / 10);
    private static final QuotePolicy SLOW = QuotePolicy.standard("slow").withMaxIssueDelay(5 * QuoteBench.SECOND_NS);

    private final SigningBench bench = new SigningBench(QuoteBench.config(SMALL, QUICK, SLOW));
    private final QuoteBench desk = bench.desk;

    private void assertMetrics(final int requested, final int taken, final int failed, final int discarded)
    {
        assertEquals(requested, desk.counters.count(Metric.SIGNATURES_REQUESTED), "requested");
        assertEquals(taken, desk.counters.count(Metric.SIGNATURES_TAKEN), "taken");
        assertEquals(failed, desk.counters.count(Metric.SIGNATURES_FAILED), "failed");
        assertEquals(discarded, desk.counters.count(Metric.SIGNATURES_DISCARDED), "discarded");
        assertEquals(taken, desk.counters.count(Metric.QUOTES_ISSUED), "issued");
    }

    @Test
    void shouldAnswerWhenTheSignatureHasCome()
    {
        final Request request = bench.request(0);
        assertEquals(QuoteFrame.KIND_ORDER, request.kind);
        assertEquals(QuoteBench.START_NS + QUICK.maxIssueDelayNs(), request.dueNs);
        assertEquals(0, bench.answers.size());
        assertMetrics(1, 0, 0, 0);
        desk.nowNs += 1_000;
        bench.sign(request);
        assertEquals(1, bench.answers.size());
        assertEquals(desk.lastCorrelation(), bench.last().correlation);
        assertEquals(Answer.QUOTED, bench.last().how);
        assertArrayEquals(SigningBench.signed(request), bench.last().quote);
        assertEquals(QuoteBench.START_NS, desk.quote.issuedAtNs());
        assertEquals(QuoteBench.START_NS + QUICK.ttlNs(), desk.quote.expiresAtNs());
        assertMetrics(1, 1, 0, 0);
        desk.price.asOfNs++;
        assertEquals(Answer.AUTHORIZED, desk.authorize("pay", bench.last().quote));
    }

    @Test
    void shouldGiveTheAnswerThatASignerInsideWouldHaveGiven()
    {
        final QuoteBench inside = QuoteBench.started(QuoteBench.config(SMALL, QUICK, SLOW));
        assertEquals(Answer.QUOTED, inside.order(10_000));
        bench.sign(bench.request(0));
        assertArrayEquals(inside.quoteBytes, desk.quoteBytes);
        assertEquals(inside.answer.quoteSequence(), bench.last().sequence);
        assertEquals(inside.answer.amountLow(), bench.last().amount);
    }

    @Test
    void shouldIssueAtTheLimitAndWithdrawOneNanosecondLater()
    {
        final Request atLimit = bench.request(0);
        desk.nowNs += QUICK.maxIssueDelayNs();
        desk.clock();
        assertEquals(0, bench.answers.size());
        bench.sign(atLimit);
        assertEquals(Answer.QUOTED, bench.last().how);

        final Request late = bench.request(0);
        desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        bench.sign(late);
        assertEquals(Refusal.ISSUE_DELAY, bench.last().how);
        assertEquals(QUICK.maxIssueDelayNs() + 1, bench.last().measured);
        assertEquals(QUICK.maxIssueDelayNs(), bench.last().limit);
        assertEquals(0, bench.last().quote.length);
        assertEquals(2, bench.answers.size());
        assertMetrics(2, 1, 0, 1);
        assertEquals(Refusal.UNKNOWN_QUOTE, desk.authorize("pay", SigningBench.signed(late)));
    }

    @Test
    void contractO_shouldNameTheLimitOfAQuoteWhoseLifeIsShorterThanTheDelay()
    {
        final long ttlNs = 2 * QuoteBench.SECOND_NS;
        final QuotePolicy brief = QuotePolicy.standard("brief")
            .withTimes(ttlNs, QuoteBench.SECOND_NS, QuoteBench.SECOND_NS).withMaxIssueDelay(ttlNs - 1);
        final SigningBench narrow = new SigningBench(QuoteBench.config(SMALL, brief));
        narrow.desk.price.mode = Mode.STRESSED;
        final Request request = narrow.request(0);
        assertEquals(QuoteBench.START_NS + ttlNs / 2 - 1, request.dueNs);
        narrow.desk.nowNs += ttlNs / 4;
        narrow.order(0);
        assertEquals(Refusal.SIGNER_BUSY, narrow.last().how, "behind by half of what it may wait");
        narrow.desk.nowNs += ttlNs / 4;
        narrow.sign(request);
        assertEquals(Refusal.ISSUE_DELAY, narrow.last().how);
        assertEquals(ttlNs / 2, narrow.last().measured);
        assertEquals(ttlNs / 2 - 1, narrow.last().limit);
    }

    @Test
    void shouldWithdrawAtAClockEventAndDiscardWhatComesLater()
    {
        final Request request = bench.request(0);
        desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        desk.clock();
        assertEquals(Refusal.ISSUE_DELAY, bench.last().how);
        assertEquals(1, desk.counters.count(Metric.QUOTES_WITHDRAWN));
        bench.sign(request);
        desk.clock();
        assertEquals(1, bench.answers.size(), "one answer, once");
        assertMetrics(1, 0, 0, 1);
        assertEquals(Refusal.UNKNOWN_QUOTE, desk.authorize("pay", SigningBench.signed(request)));
    }

    @Test
    void shouldWithdrawAtOnceWhenTheSignerFailed()
    {
        final Request request = bench.request(0);
        bench.fail(request);
        assertEquals(Refusal.SIGNER_FAILED, bench.last().how);
        assertMetrics(1, 0, 1, 0);
        bench.sign(request);
        desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        desk.clock();
        assertEquals(1, bench.answers.size());
        assertEquals(1, desk.counters.count(Metric.SIGNATURES_STRAY));
    }

    @Test
    void shouldWithdrawWhenMoneyWasClosedMeanwhile()
    {
        final Request request = bench.request(0);
        desk.admin(AdminEvent.CLOSE_ORACLE);
        bench.sign(request);
        assertEquals(Refusal.SUSPENDED, bench.last().how);
        assertMetrics(1, 0, 0, 1);
        desk.admin(AdminEvent.REOPEN_ORACLE);
        assertEquals(Refusal.UNKNOWN_QUOTE, desk.authorize("pay", SigningBench.signed(request)));
    }

    @Test
    void shouldIgnoreSignaturesThatAnswerNoRequest()
    {
        final Request request = bench.request(0);
        final byte[] digest = SigningBench.digestOf(request);
        final byte[] signature = SigningBench.signatureOf(request);
        digest[31] ^= 1;
        bench.send(request, digest, signature);
        digest[31] ^= 1;
        final byte[] quote = request.quote;
        bench.send(new Request(QuoteFrame.KIND_REFERENCE, 0, request.sequence, 0, quote), digest, signature);
        bench.send(new Request(QuoteFrame.KIND_ORDER, 0, request.sequence + 1, 0, quote), digest, signature);
        bench.send(new Request(QuoteFrame.KIND_ORDER, 0, -1, 0, quote), digest, signature);
        assertEquals(0, bench.answers.size());
        assertEquals(4, desk.counters.count(Metric.SIGNATURES_STRAY));
        bench.sign(request);
        bench.sign(request);
        assertEquals(1, bench.answers.size());
        assertEquals(Answer.QUOTED, bench.last().how);
        assertEquals(5, desk.counters.count(Metric.SIGNATURES_STRAY));
    }

    @Test
    void shouldIgnoreASignatureWhereTheEngineSignsItself()
    {
        final Request request = bench.request(0);
        final QuoteBench inside = QuoteBench.with(QUICK);
        final SignatureEvent event = new SignatureEvent();
        final byte[] bytes = new byte[SignatureEvent.LENGTH];
        event.begin(bytes, 0);
        event.kind(QuoteFrame.KIND_ORDER);
        event.quoteSequence(request.sequence);
        inside.post(SignatureEvent.TEMPLATE_ID, bytes, event.finish());
        assertEquals(0, inside.answerCount());
        assertEquals(1, inside.counters.count(Metric.SIGNATURES_STRAY));
    }

    @Test
    void shouldNotTouchTheQuoteThatHasTakenAWithdrawnOnesRecord()
    {
        final Request withdrawn = bench.request(0);
        desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        desk.clock();
        Request heir = bench.request(0);
        while ((heir.sequence & CAPACITY - 1) != (withdrawn.sequence & CAPACITY - 1))
        {
            bench.sign(heir);
            heir = bench.request(0);
        }
        assertNotEquals(withdrawn.sequence, heir.sequence);
        final int before = bench.answers.size();
        bench.sign(withdrawn);
        assertEquals(before, bench.answers.size());
        assertEquals(Refusal.UNKNOWN_OUTCOME, desk.authorize("pay", SigningBench.signed(withdrawn)));
        bench.sign(heir);
        assertEquals(Answer.QUOTED, bench.last().how);
        assertArrayEquals(SigningBench.signed(heir), bench.last().quote);
    }

    @Test
    void shouldKnowNoQuoteThatNobodyCanHoldYet()
    {
        final Request request = bench.request(1);
        desk.price.asOfNs++;
        assertEquals(Refusal.UNKNOWN_QUOTE, desk.authorize("pay", SigningBench.signed(request)));
        assertEquals(Refusal.UNKNOWN_QUOTE,
            desk.authorize("pay", Arrays.copyOf(request.quote, QuoteFrame.LENGTH + 64)));
        bench.sign(request);
        assertEquals(Answer.QUOTED, bench.last().how);
        assertEquals(Answer.AUTHORIZED, desk.authorize("pay", SigningBench.signed(request)));
    }

    @Test
    void shouldKeepARecordWhateverTheTimeUntilItsCommandIsAnswered()
    {
        for (int i = 0; i < CAPACITY; i++)
        {
            bench.request(0);
        }
        bench.sign(bench.requests.get(CAPACITY - 1));
        desk.nowNs += 2 * (QUICK.ttlNs() + QUICK.receiptRetentionNs());
        bench.request(0);
        bench.order(0);
        assertEquals(Refusal.REGISTRY_FULL, bench.last().how);
        desk.clock();
        final Set<Long> answered = new HashSet<>();
        bench.answers.forEach(ended -> answered.add(ended.correlation));
        assertEquals(CAPACITY + 1, answered.size());
        assertEquals(CAPACITY + 1, bench.answers.size());
    }

    @Test
    void shouldBeBusyWhenTooManyRequestsAreOutAndFreeAgainOnceTheyComeBack()
    {
        final SigningBench wide = new SigningBench(
            QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 1_024), QUICK, SLOW));
        for (int i = 0; i < Handover.MAX_REQUESTS; i++)
        {
            wide.request(0);
        }
        wide.order(0);
        assertEquals(Refusal.SIGNER_BUSY, wide.last().how);
        assertEquals(1, wide.answers.size());
        // withdrawn or not, what is out is out
        wide.desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        for (int i = 0; i < Handover.MAX_REQUESTS / PendingQuotes.MAX_WITHDRAWN; i++)
        {
            wide.desk.clock();
        }
        assertEquals(Handover.MAX_REQUESTS, wide.desk.counters.count(Metric.QUOTES_WITHDRAWN));
        wide.order(0);
        assertEquals(Refusal.SIGNER_BUSY, wide.last().how);
        wide.sign(wide.requests.get(0));
        wide.request(0);
        wide.order(0);
        assertEquals(Refusal.SIGNER_BUSY, wide.last().how);
        // a later one that comes back says that those before it are lost
        wide.fail(wide.requests.get(100));
        wide.order(0);
        assertEquals(Refusal.SIGNER_BUSY, wide.last().how, "there is room, but the oldest is out for too long");
        wide.fail(wide.requests.get(Handover.MAX_REQUESTS - 1));
        for (int i = 1; i < Handover.MAX_REQUESTS; i++)
        {
            wide.request(0);
        }
        wide.order(0);
        assertEquals(Refusal.SIGNER_BUSY, wide.last().how);
        wide.sign(wide.requests.get(50));
        assertEquals(1, wide.desk.counters.count(Metric.SIGNATURES_STRAY));
    }

    @Test
    void shouldBeBusyWhereTheSignerIsBehindByHalfOfWhatTheQuoteMayWait()
    {
        final Request oldest = bench.request(1);
        desk.nowNs += QUICK.maxIssueDelayNs() / 2;
        bench.request(0);
        desk.nowNs++;
        bench.order(0);
        assertEquals(Refusal.SIGNER_BUSY, bench.last().how);
        bench.request(1);
        desk.nowNs += SLOW.maxIssueDelayNs() / 2 - QUICK.maxIssueDelayNs() / 2;
        bench.order(1);
        assertEquals(Refusal.SIGNER_BUSY, bench.last().how);
        bench.sign(oldest);
        bench.sign(bench.requests.get(1));
        bench.request(1);
    }

    @Test
    void shouldAskASignerThatIsBehindForOneQuoteWhileNoneWaits()
    {
        final Request hanging = bench.request(0);
        desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        desk.clock();
        assertEquals(Refusal.ISSUE_DELAY, bench.last().how);
        final Request next = bench.request(0);
        bench.order(0);
        assertEquals(Refusal.SIGNER_BUSY, bench.last().how);
        bench.fail(hanging);
        bench.sign(next);
        assertEquals(Answer.QUOTED, bench.last().how);
    }

    @Test
    void shouldWithdrawABoundedNumberAClockEventAndLetNoPolicyWait()
    {
        final SigningBench wide = new SigningBench(
            QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 1_024), SLOW, QUICK));
        final int each = PendingQuotes.MAX_WITHDRAWN + 8;
        for (int i = 0; i < each; i++)
        {
            wide.request(0);
            wide.request(1);
        }
        wide.desk.nowNs += QUICK.maxIssueDelayNs() + 1;
        wide.desk.clock();
        assertEquals(PendingQuotes.MAX_WITHDRAWN, wide.answers.size());
        wide.desk.clock();
        assertEquals(each, wide.answers.size(), "the long ones at the head keep no short one waiting");
        wide.desk.clock();
        assertEquals(each, wide.answers.size());
        assertTrue(wide.answers.stream().allMatch(ended -> ended.how == Refusal.ISSUE_DELAY));
    }

    @Test
    void shouldLetEachPolicyHaveItsTurnWhereBothAreOverdue()
    {
        final SigningBench wide = new SigningBench(
            QuoteBench.config(QuoteBench.PATIENT.withSizes(256, 1_024, 1_024), SLOW, QUICK));
        final int each = PendingQuotes.MAX_WITHDRAWN + 8;
        for (int i = 0; i < each; i++)
        {
            wide.request(0);
            wide.request(1);
        }
        wide.desk.nowNs += SLOW.maxIssueDelayNs() + 1;
        wide.desk.clock();
        wide.desk.clock();
        assertEquals(2 * PendingQuotes.MAX_WITHDRAWN, wide.answers.size());
        final Set<Long> byPolicy = wide.answers.stream().map(ended -> ended.limit).collect(Collectors.toSet());
        assertEquals(Set.of(SLOW.maxIssueDelayNs(), QUICK.maxIssueDelayNs()), byPolicy, "each has its turn");
        wide.desk.clock();
        assertEquals(2 * each, wide.answers.size());
        assertTrue(wide.answers.stream().allMatch(ended -> ended.how == Refusal.ISSUE_DELAY));
    }

    @Test
    void shouldGiveTheRecordOfAWithdrawnQuoteToTheNextOrder()
    {
        for (int round = 0; round < 3 * CAPACITY; round++)
        {
            bench.fail(bench.request(0));
        }
        for (int i = 0; i < CAPACITY; i++)
        {
            bench.sign(bench.request(1));
        }
        bench.order(0);
        assertEquals(Refusal.REGISTRY_FULL, bench.last().how);
    }
}
