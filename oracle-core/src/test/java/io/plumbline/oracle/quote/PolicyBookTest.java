// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.PolicyTrial.Difference;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.PolicyVariants;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.PolicyEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract Q: how a policy's terms change, and what is judged in shadow. */
final class PolicyBookTest implements OrderTrial, RedeemTrial
{
    private static final long START_NS = 1_000;
    private static final long SHADOW_NS = 500;
    private static final QuotePolicy PLAIN = QuotePolicy.named("plain").version(5).build();
    private static final QuotePolicy LOOSER = PLAIN.toBuilder().version(6).maxRiseBps(76).build();
    private static final QuotePolicy TIGHTER = PLAIN.toBuilder().version(6).maxRiseBps(74).build();
    private static final QuotePolicy MIXED = PLAIN.toBuilder().version(6).maxRiseBps(76).maxFallBps(74).build();

    private final StageCounters counters = new StageCounters();
    private final PolicyBook book = new PolicyBook(config(PLAIN), this, this, counters);
    private final Shadow shadow = book.shadow();
    private final Evaluation price = new Evaluation();
    private final Order order = new Order();
    private final QuoteRecord record = new QuoteRecord(0);
    private final List<String> judged = new ArrayList<>();
    private Refusal byForce = Refusal.NONE;
    private Refusal byCandidate = Refusal.NONE;
    private Refusal byRation = Refusal.NONE;
    private long smallest;

    static List<PolicyVariants.Pair> pairs()
    {
        return PolicyVariants.pairs();
    }

    private static OracleConfigBuilder builder(final QuotePolicy... policies)
    {
        final OracleConfigBuilder config = OracleConfig.builder().source(QuoteBench.source("BTC/USD", 100))
            .policyControl(new PolicyControl(SHADOW_NS, 2, Set.of()))
            .instrument(InstrumentConfig.named("BTC/USD").asset("b", 8).currency("USD", 2).build())
            .instrument(InstrumentConfig.named("FEE/USD").asset("f", 8).currency("USD", 2).supporting().build());
        List.of(policies).forEach(config::policy);
        return config;
    }

    static OracleConfig config(final QuotePolicy... policies)
    {
        return builder(policies).signingSeed(new SigningSeed(1, QuoteBench.SEED)).build();
    }

    @Override
    public Refusal judge(final Order asked, final Evaluation on, final PolicyTerms terms)
    {
        final boolean isForce = terms == book.of(0);
        if (asked != order && asked.amountLow < smallest)
        {
            return Refusal.ORDER_TOO_SMALL;
        }
        judged.add((isForce ? "force " : "candidate ") + asked.amountLow);
        return isForce ? byForce : byCandidate;
    }

    @Override
    public long value()
    {
        return 700;
    }

    @Override
    public Refusal ration(final Order asked, final QuotePolicy policy, final long value, final long nowNs)
    {
        assertEquals(LOOSER, policy);
        assertEquals(700, value);
        return byRation;
    }

    @Override
    public Refusal judge(
        final QuoteRecord asked, final @Nullable Evaluation on, final PolicyTerms terms, final long nowNs)
    {
        assertEquals(LOOSER, terms.policy());
        return byCandidate;
    }

    private Refusal change(final QuotePolicy terms, final long nowNs)
    {
        return change(book, 0, terms, nowNs);
    }

    private static Refusal change(final PolicyBook in, final int policy, final QuotePolicy terms, final long nowNs)
    {
        final PolicyEvent event = new PolicyEvent();
        event.begin(new byte[PolicyEvent.MAX_LENGTH], 0);
        event.policy(policy);
        PolicyCodec.write(terms, event);
        assertTrue(event.finish() > 0);
        return in.onPolicy(event, nowNs);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void contractQ_shouldPutTighterTermsInForceAtOnceAndTryLooserOnes(final PolicyVariants.Pair pair)
    {
        final PolicyBook tightened = new PolicyBook(config(pair.looser()), this, this, counters);
        assertEquals(Refusal.NONE, change(tightened, 0, pair.tighter().toBuilder().version(6).build(), START_NS));
        assertEquals(pair.tighter().toBuilder().version(6).build(), tightened.of(0).policy());
        assertTrue(tightened.shadow().report(0).isEmpty());

        final PolicyBook loosened = new PolicyBook(config(pair.tighter()), this, this, counters);
        final QuotePolicy candidate = pair.looser().toBuilder().version(6).build();
        assertEquals(Refusal.NONE, change(loosened, 0, candidate, START_NS));
        assertEquals(pair.tighter(), loosened.of(0).policy());
        assertEquals(candidate, loosened.shadow().report(0).orElseThrow().candidate());
    }

    @Test
    void contractQ_shouldDigestWhatIsInForce()
    {
        assertArrayEquals(ConfigDigests.ofPolicy(PLAIN), book.of(0).digest());
        assertEquals(Refusal.NONE, change(TIGHTER, START_NS));
        assertArrayEquals(ConfigDigests.ofPolicy(TIGHTER), book.of(0).digest());
        assertEquals(Refusal.NONE, change(TIGHTER.toBuilder().version(7).build(), START_NS), "equal terms");
        assertEquals(7, book.of(0).policy().version());
    }

    @Test
    void contractQ_shouldRefuseMixedChangesAndTakeTheStricterPartFirst()
    {
        assertEquals(Refusal.MIXED_CHANGE, change(MIXED, START_NS));
        assertSame(PLAIN, book.of(0).policy());
        assertTrue(shadow.report(0).isEmpty());
        assertEquals(Refusal.NONE, change(MIXED.strictest(PLAIN), START_NS), "a refused version is not used up");
        assertEquals(74, book.of(0).policy().maxFallBps());
        assertEquals(75, book.of(0).policy().maxRiseBps());
        assertEquals(Refusal.NONE, change(MIXED.toBuilder().version(7).build(), START_NS));
        assertEquals(76, shadow.report(0).orElseThrow().candidate().maxRiseBps());
    }

    @Test
    void contractQ_shouldRefuseVersionsThatDoNotRise()
    {
        for (final long version : new long[]{1, 4, 5})
        {
            assertEquals(Refusal.STALE_VERSION, change(TIGHTER.toBuilder().version(version).build(), START_NS));
            assertEquals(version, book.measured);
            assertEquals(5, book.limit);
        }
        assertEquals(Refusal.NONE, change(LOOSER, START_NS));
        assertEquals(Refusal.STALE_VERSION, change(TIGHTER, START_NS), "6 names the candidate's terms");
        assertEquals(Refusal.NONE, book.onDiscard(0));
        assertEquals(Refusal.STALE_VERSION, change(TIGHTER, START_NS), "and still does");
        assertEquals(PLAIN, book.of(0).policy());
    }

    @Test
    void contractQ_shouldRefuseWhatCannotBe()
    {
        assertEquals(Refusal.UNKNOWN_POLICY, change(book, 1, TIGHTER, START_NS));
        assertEquals(Refusal.UNKNOWN_POLICY, book.onAdopt(1, 6, START_NS));
        assertEquals(Refusal.UNKNOWN_POLICY, book.onDiscard(1));
        assertEquals(Refusal.NO_CANDIDATE, book.onAdopt(0, 5, START_NS));
        assertEquals(Refusal.NO_CANDIDATE, book.onDiscard(0));
        final PolicyEvent event = new PolicyEvent();
        event.begin(new byte[PolicyEvent.MAX_LENGTH], 0);
        event.version(9);
        assertTrue(event.finish() > 0);
        assertEquals(Refusal.INVALID_ARGUMENT, book.onPolicy(event, START_NS), "terms of nought");
        final PolicyBook outside =
            new PolicyBook(builder(PLAIN).quoteSigner(new NoSigner()).build(), this, this, counters);
        assertEquals(Refusal.INVALID_ARGUMENT,
            change(outside, 0, PLAIN.toBuilder().version(6).repriced(true).build(), START_NS));
        assertEquals(Refusal.NONE, change(outside, 0, LOOSER, START_NS));
    }

    @Test
    void contractQ_shouldAdoptNotBeforeTimeAndPricesHavePassed()
    {
        assertEquals(Refusal.NONE, change(LOOSER, START_NS));
        final Slot slot = clock(Tier.PRIMARY);
        shadow.onPrices(slot);
        shadow.onPrices(slot);
        assertEquals(Refusal.SHADOW_RUNNING, book.onAdopt(0, 6, START_NS + SHADOW_NS - 1));
        assertEquals(SHADOW_NS - 1, book.measured);
        assertEquals(SHADOW_NS, book.limit);
        assertEquals(Refusal.STALE_VERSION, book.onAdopt(0, 5, START_NS + SHADOW_NS));
        assertEquals(PLAIN, book.of(0).policy());
        assertEquals(Refusal.NONE, book.onAdopt(0, 6, START_NS + SHADOW_NS));
        assertEquals(LOOSER, book.of(0).policy());
        assertTrue(shadow.report(0).isEmpty());
        assertEquals(Refusal.NO_CANDIDATE, book.onAdopt(0, 6, START_NS + SHADOW_NS));

        final QuotePolicy next = LOOSER.toBuilder().version(7).maxRiseBps(80).build();
        assertEquals(Refusal.NONE, change(next, START_NS));
        shadow.onPrices(clock(Tier.INDEX));
        shadow.onPrices(clock(Tier.LAST_GOOD));
        shadow.onPrices(clock(Tier.CLOSED));
        assertEquals(Refusal.SHADOW_RUNNING, book.onAdopt(0, 7, START_NS + SHADOW_NS));
        assertEquals(1, book.measured);
        assertEquals(2, book.limit);
        shadow.onPrices(clock(Tier.SECONDARY));
        assertEquals(Refusal.NONE, book.onAdopt(0, 7, START_NS + SHADOW_NS));
        assertEquals(2, counters.count(Metric.POLICIES_ON_TRIAL));
        assertEquals(2, counters.count(Metric.POLICIES_CHANGED));
        assertEquals(4, counters.count(Metric.SHADOW_JUDGEMENTS));
        assertEquals(Refusal.NONE, change(next.toBuilder().version(8).maxRiseBps(1).build(), START_NS));
        assertEquals(3, counters.count(Metric.POLICIES_CHANGED));
        assertEquals(2, counters.count(Metric.POLICIES_ON_TRIAL));
    }

    @Test
    void contractQ_shouldBeginANewWithEachChangeAndEndWithTighterTerms()
    {
        assertEquals(Refusal.NONE, change(LOOSER, START_NS));
        shadow.onPrices(clock(Tier.PRIMARY));
        final QuotePolicy second = PLAIN.toBuilder().version(7).maxRiseBps(90).build();
        assertEquals(Refusal.NONE, change(second, START_NS + 9));
        final PolicyTrial trial = shadow.report(0).orElseThrow();
        assertEquals(second, trial.candidate());
        assertEquals(START_NS + 9, trial.startedAtNs());
        assertEquals(0, trial.prices());
        assertEquals(Refusal.NONE, change(PLAIN.toBuilder().version(8).maxRiseBps(1).build(), START_NS));
        assertTrue(shadow.report(0).isEmpty());
        assertEquals(Refusal.NO_CANDIDATE, book.onAdopt(0, 7, START_NS + SHADOW_NS));
    }

    @Test
    void contractQ_shouldCountWhatWouldHaveComeOutOtherwise()
    {
        shadow.onOrder(order, price, Refusal.TIER, START_NS);
        assertEquals(List.of(), judged, "no candidate, no judgement");
        assertEquals(Refusal.NONE, change(LOOSER, START_NS));
        byCandidate = Refusal.NONE;
        shadow.onOrder(order, price, Refusal.NONE, START_NS);
        shadow.onOrder(order, price, Refusal.LOW_CONFIDENCE, START_NS);
        shadow.onOrder(order, price, Refusal.ISSUE_RATE, START_NS);
        shadow.onOrder(order, price, Refusal.REGISTRY_FULL, START_NS);
        shadow.onOrder(order, price, Refusal.SIGNER_BUSY, START_NS);
        shadow.onOrder(order, price, Refusal.LOG_FAILED, START_NS);
        shadow.onAuthorize(record, price, Refusal.DRIFT, START_NS);
        shadow.onAuthorize(record, null, Refusal.NONE, START_NS);
        byRation = Refusal.ISSUE_RATE;
        shadow.onOrder(order, price, Refusal.ISSUE_RATE, START_NS);
        shadow.onOrder(order, price, Refusal.TIER, START_NS);
        byCandidate = Refusal.ORDER_TOO_SMALL;
        shadow.onOrder(order, price, Refusal.NONE, START_NS);
        shadow.onOrder(order, price, Refusal.TIER, START_NS);
        shadow.onAuthorize(record, price, Refusal.NONE, START_NS);
        shadow.onAuthorize(record, price, Refusal.EXPIRED, START_NS);
        final PolicyTrial trial = shadow.report(0).orElseThrow();
        assertEquals(10, trial.orders());
        assertEquals(4, trial.authorizations());
        assertEquals(14, counters.count(Metric.SHADOW_JUDGEMENTS));
        assertEquals(2, trial.count(Difference.ORDER_ISSUED));
        assertEquals(1, trial.count(Difference.ORDER_ISSUED, Refusal.LOW_CONFIDENCE));
        assertEquals(1, trial.count(Difference.ORDER_ISSUED, Refusal.ISSUE_RATE));
        assertEquals(1, trial.count(Difference.ORDER_REFUSED));
        assertEquals(1, trial.count(Difference.ORDER_REFUSED, Refusal.ORDER_TOO_SMALL));
        assertEquals(1, trial.count(Difference.PAYMENT_AUTHORIZED));
        assertEquals(1, trial.count(Difference.PAYMENT_AUTHORIZED, Refusal.DRIFT));
        assertEquals(1, trial.count(Difference.PAYMENT_REFUSED));
        assertEquals(1, trial.count(Difference.PAYMENT_REFUSED, Refusal.ORDER_TOO_SMALL));
        assertEquals(1_400, trial.addedMinorUnits(0));
        assertEquals(0, trial.addedMinorUnits(1));
        assertEquals(PLAIN, book.of(0).policy(), "the candidate binds nothing");
    }

    @Test
    void contractQ_shouldJudgePricesByTheSmallestOrderThatConverts()
    {
        assertEquals(Refusal.NONE, change(LOOSER, START_NS));
        smallest = 100;
        byForce = Refusal.MODE;
        shadow.onPrices(clock(Tier.PRIMARY));
        assertEquals(List.of("force 128", "candidate 128"), judged);
        judged.clear();
        smallest = 30;
        shadow.onPrices(clock(Tier.PRIMARY));
        shadow.onPrices(clock(Tier.PRIMARY));
        assertEquals(List.of("force 64", "candidate 32", "force 32", "candidate 32"), judged, "it follows the price");
        byForce = Refusal.NONE;
        shadow.onPrices(clock(Tier.PRIMARY));
        byForce = Refusal.NETWORK_FEE_UNKNOWN;
        shadow.onPrices(clock(Tier.PRIMARY));
        final Slot supporting = clock(Tier.PRIMARY);
        supporting.evaluations[0].instrument = 1;
        shadow.onPrices(supporting);
        final PolicyTrial trial = shadow.report(0).orElseThrow();
        assertEquals(5, trial.prices());
        assertEquals(3, trial.count(Difference.PRICE_OPENED, Refusal.MODE));
        assertEquals(3, trial.count(Difference.PRICE_OPENED));
    }

    @Test
    void contractQ_shouldJudgeInShadowWithoutAllocating()
    {
        final OrderTrial silent = new OrderTrial()
        {
            @Override
            public Refusal judge(final Order asked, final Evaluation on, final PolicyTerms terms)
            {
                return terms.policy().version() == 6 ? Refusal.NONE : Refusal.TIER;
            }

            @Override
            public long value()
            {
                return 1;
            }

            @Override
            public Refusal ration(final Order asked, final QuotePolicy policy, final long value, final long nowNs)
            {
                return Refusal.NONE;
            }
        };
        final PolicyBook quiet = new PolicyBook(config(PLAIN), silent, (asked, on, terms, nowNs) -> Refusal.DRIFT,
            counters);
        assertEquals(Refusal.NONE, change(quiet, 0, LOOSER, START_NS));
        final Slot slot = clock(Tier.PRIMARY);
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 100; i++)
            {
                quiet.shadow().onOrder(order, price, Refusal.TIER, i);
                quiet.shadow().onAuthorize(record, price, Refusal.NONE, i);
                quiet.shadow().onPrices(slot);
            }
        });
        final PolicyTrial trial = quiet.shadow().report(0).orElseThrow();
        assertEquals(trial.orders(), trial.addedMinorUnits(0));
        assertEquals(trial.orders(), trial.prices());
        assertEquals(trial.prices(), trial.count(Difference.PRICE_OPENED, Refusal.TIER));
        assertEquals(trial.authorizations(), trial.count(Difference.PAYMENT_REFUSED, Refusal.DRIFT));
    }

    private static Slot clock(final Tier tier)
    {
        final Slot slot = new Slot();
        slot.evaluationCount = 1;
        slot.evaluations[0].tier = tier;
        return slot;
    }

    private static final class NoSigner implements QuoteSigner
    {
        @Override
        public int keyId()
        {
            return 1;
        }

        @Override
        public byte[] publicKey()
        {
            return new byte[32];
        }

        @Override
        public void sign(
            final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
        {
            throw new AssertionError("nothing is signed");
        }
    }
}
