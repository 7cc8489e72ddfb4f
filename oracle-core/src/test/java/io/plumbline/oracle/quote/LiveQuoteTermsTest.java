// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuotePolicyBuilder;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.quote.SigningBench.Request;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Contract O: terms that change while a quote is out bind it only where they are the stricter ones. */
final class LiveQuoteTermsTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final QuotePolicy TERMS = QuotePolicy.named("p").ttlNs(60 * SECOND_NS)
        .maxIssueDelayNs(20 * SECOND_NS).captureTtlNs(60 * SECOND_NS).receiptRetentionNs(100 * SECOND_NS)
        .manualAboveMinorUnits(15_000).minLineages(4)
        .minConfidenceBps(8_000).maxFiatMinorUnits(50_000).nextObservation(true).build();

    private final byte[] bytes = new byte[PolicyEvent.MAX_LENGTH];

    private static OracleConfig config(final QuotePolicy... policies)
    {
        final OracleConfigBuilder builder = OracleConfig.builder()
            .identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).threading(QuoteBench.PATIENT)
            .policyControl(new PolicyControl(0, 0, Set.of()))
            .instrument(InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8).currency("USD", 2)
                .price(QuoteBench.BTC_PRICE_SCALE, 4).build())
            .source(QuoteBench.source("BTC/USD", 100));
        for (final QuotePolicy policy : policies)
        {
            builder.policy(policy);
        }
        return builder.build();
    }

    private void change(final QuoteBench desk, final QuotePolicy terms)
    {
        final PolicyEvent event = new PolicyEvent();
        event.begin(bytes, 0);
        event.receivedAtNs(desk.nowNs);
        PolicyCodec.write(terms, event);
        desk.post(PolicyEvent.TEMPLATE_ID, bytes, event.finish());
    }

    private void adopt(final QuoteBench desk, final QuotePolicy terms)
    {
        change(desk, terms);
        final AdminEvent admin = new AdminEvent();
        admin.begin(bytes, 0);
        admin.receivedAtNs(desk.nowNs);
        admin.command(AdminEvent.ADOPT_POLICY);
        admin.argument(terms.version());
        desk.post(AdminEvent.TEMPLATE_ID, bytes, admin.finish());
        assertEquals(0, desk.counters.count(Refusal.SHADOW_RUNNING) + desk.counters.count(Refusal.STALE_VERSION) +
            desk.counters.count(Refusal.NO_CANDIDATE) + desk.counters.count(Refusal.MIXED_CHANGE));
    }

    private static QuotePolicyBuilder next()
    {
        return TERMS.toBuilder().version(TERMS.version() + 1);
    }

    /** What becomes of a quote of before and of one of after, where the terms have become looser in between. */
    private void assertBinding(
        final UnaryOperator<QuotePolicyBuilder> looser, final Consumer<QuoteBench> market, final Refusal refusal)
    {
        final QuoteBench desk = QuoteBench.started(config(TERMS));
        final byte[] before = desk.issue(10_000);
        final byte[] dear = desk.issue(20_000);
        adopt(desk, looser.apply(next()).build());
        final byte[] after = desk.issue(20_000);
        desk.advance(1);
        market.accept(desk);
        final byte[] held = refusal == Refusal.NEEDS_APPROVAL ? dear : before;
        assertEquals(Refusal.AWAITING_OBSERVATION, desk.authorize("w", held));
        assertEquals(refusal == Refusal.NEEDS_APPROVAL ? Refusal.AWAITING_OBSERVATION : Answer.AUTHORIZED,
            desk.authorize("a", after));
        desk.advance(SECOND_NS);
        market.accept(desk);
        assertEquals(refusal, desk.authorize("b", held));
    }

    @Test
    void contractO_shouldHoldAQuoteToTheTermsItWasIssuedOnWhereTheseAreStricter()
    {
        final UnaryOperator<QuotePolicyBuilder> free = it -> it.nextObservation(false)
            .manualAboveMinorUnits(Long.MAX_VALUE).minLineages(3).minConfidenceBps(5_000);
        assertBinding(free, desk -> desk.price.lineages = 3, Refusal.TOO_FEW_LINEAGES);
        assertBinding(free, desk -> desk.price.confidenceBps = 7_999, Refusal.LOW_CONFIDENCE);
        assertBinding(it -> it.manualAboveMinorUnits(Long.MAX_VALUE), desk -> desk.price.sources++,
            Refusal.NEEDS_APPROVAL);
    }

    @Test
    void contractO_shouldWaitNoLongerForACaptureAndForgetNoSoonerThanTheQuoteWasIssuedFor()
    {
        final QuoteBench desk = QuoteBench.started(config(TERMS.toBuilder().nextObservation(false).build()));
        final byte[] quote = desk.issue(10_000);
        adopt(desk, next().nextObservation(false).captureTtlNs(3_600 * SECOND_NS).receiptRetentionNs(SECOND_NS)
            .build());
        desk.advance(SECOND_NS);
        assertEquals(Answer.AUTHORIZED, desk.authorize("a", quote));
        assertEquals(desk.nowNs + 60 * SECOND_NS, desk.answer.limit());
        desk.advance(60 * SECOND_NS + 100 * SECOND_NS - 1);
        assertEquals(Answer.AUTHORIZED, desk.authorize("a", quote));
        assertEquals(Answer.LATE_PAYMENT, desk.capture("a", 1, 0));
        desk.advance(100 * SECOND_NS - 1);
        assertEquals(Answer.LATE_PAYMENT, desk.capture("a", 1, 0));
        desk.advance(1);
        assertEquals(Refusal.UNKNOWN_OUTCOME, desk.capture("a", 1, 0));
    }

    @Test
    void contractM_shouldWithdrawWhatHasWaitedLongerThanTheTighterTermsAllow()
    {
        final SigningBench signing = new SigningBench(config(TERMS));
        final Request request = signing.request(0);
        signing.desk.advance(2 * SECOND_NS);
        change(signing.desk, next().maxIssueDelayNs(SECOND_NS).build());
        signing.sign(request);
        assertEquals(Refusal.ISSUE_DELAY, signing.last().how);
        assertEquals(2 * SECOND_NS, signing.last().measured);
        assertEquals(SECOND_NS, signing.last().limit);
    }

    /** Whoever asked again on terms that forget sooner would begin to count anew, or call up what was superseded. */
    @Test
    void contractQ_shouldKnowTheLastQuoteOfAnOrderForAsLongAsAnEarlierOne()
    {
        final QuotePolicy brief = QuotePolicy.named("brief").ttlNs(2 * SECOND_NS).receiptRetentionNs(SECOND_NS).build();
        final RationBench bench = RationBench.with(TERMS, brief);
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 0, 10_000));
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 1, 10_000));
        bench.pass(100 * SECOND_NS);
        assertEquals(Answer.QUOTED, bench.order("alice", 1, 1, 10_000));
        assertEquals(2, bench.desk.quote.reprices());
        final SigningBench signing = new SigningBench(config(TERMS, brief));
        final RationBench outside = new RationBench(signing.desk);
        for (final int policy : new int[] {0, 1, 1})
        {
            outside.post(1, policy, 10_000);
            signing.sign(signing.requests.get(signing.requests.size() - 1));
            assertEquals(Answer.QUOTED, signing.last().how);
            outside.pass(50 * SECOND_NS);
        }
        assertEquals(2, signing.desk.quote.reprices());
    }

    /** The new quote is kept, the old one's death is not: nobody has seen either. */
    @Test
    void contractP_shouldNeitherCountNorChargeANewQuoteThatTheLogTookInVain()
    {
        final MemoryLog log = new MemoryLog().failingAt(append -> append == 2);
        final QuotePolicy rationed = QuotePolicy.named("p").repriced(true).customerBurst(2)
            .customerIntervalNs(3_600 * SECOND_NS).build();
        final InstrumentConfig btc = InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8)
            .currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE, 4).build();
        final RationBench bench = new RationBench(QuoteBench.started(RedemptionRestoreTest.config(
            log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, btc, rationed)));
        final byte[] quote = bench.issue(1, 10_000);
        bench.pass(1);
        bench.priceAt(QuoteBench.BTC_PRICE_E8 / 2);
        assertEquals(Refusal.LOG_FAILED, bench.authorize("a", quote));
        assertEquals(1, bench.desk.counters.count(Metric.QUOTES_ISSUED));
        assertEquals(Answer.REPRICED, bench.authorize("a", quote));
        assertEquals(1, bench.desk.quote.reprices());
        assertEquals(2, bench.desk.counters.count(Metric.QUOTES_ISSUED));
    }

    @Test
    void contractP_shouldFindNoRestoredQuoteByANumberThatIsNeverIssued()
    {
        final QuoteRegistry registry = new QuoteRegistry(16);
        assertTrue(registry.takeRestored(1, 100) != null);
        for (int number = -16; number <= 16; number++)
        {
            assertNull(registry.find(number, 2));
        }
    }
}
