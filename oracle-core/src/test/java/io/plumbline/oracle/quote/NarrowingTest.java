// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.Mode;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.Bps;
import io.plumbline.oracle.slot.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tier, mode and implied volatility take from a policy, at issue and again at authorization. */
final class NarrowingTest
{
    private static final QuotePolicy POLICY = QuotePolicy.standard("plain");
    private static final long SECOND = QuoteBench.SECOND_NS;

    private static QuoteBench bench()
    {
        return bench(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("BTC/IV")), FallbackPolicy.NONE);
    }

    private static QuoteBench bench(final MarketPolicy market, final FallbackPolicy fallback)
    {
        final InstrumentConfig instrument = InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8)
            .currency("USD", 2).market(market).fallback(fallback).build();
        final OracleConfig config = OracleConfig.builder().identity(QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID)
            .signingSeed(new SigningSeed(QuoteBench.KEY_ID, QuoteBench.SEED)).threading(QuoteBench.PATIENT)
            .instrument(instrument)
            .instrument(InstrumentConfig.named("BTC/IV").asset("iv:btc", 0).currency("1", 0).supporting().build())
            .source(QuoteBench.source("BTC/USD", 100)).policy(POLICY).build();
        return QuoteBench.started(config);
    }

    @Test
    void contractL_shouldNarrowTimeDriftAndOrderByTheTier()
    {
        final QuoteBench bench = bench();
        bench.price.tier = Tier.SECONDARY;
        final long cap = POLICY.maxFiatMinorUnits() / 4;
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.order(cap + 1));
        assertEquals(cap, bench.answer.limit());
        assertEquals(Answer.QUOTED, bench.order(cap));
        assertEquals(bench.nowNs + POLICY.ttlNs() / 2, bench.quote.expiresAtNs());
        assertEquals(POLICY.maxRiseBps() / 2, bench.quote.maxRiseBps());
        assertEquals(Tier.SECONDARY.code(), bench.quote.tier());
    }

    @Test
    void contractL_shouldNotIssueOnTheIndexButAuthorizeOnIt()
    {
        final QuoteBench bench = bench();
        final byte[] quote = bench.issue(10_000);
        bench.advance(SECOND);
        bench.price.tier = Tier.INDEX;
        assertEquals(Refusal.TIER, bench.order(10_000));
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
    }

    @Test
    void contractL_shouldAskForANewQuoteWhereTheTierHasFallenAndBindNothing()
    {
        final QuoteBench bench = bench();
        final byte[] earlier = bench.issue(10_000);
        bench.advance(SECOND);
        bench.price.tier = Tier.SECONDARY;
        assertEquals(Refusal.REAPPROVAL, bench.authorize("p1", earlier));
        final byte[] approved = bench.issue(10_000);
        bench.advance(SECOND);
        assertEquals(Answer.AUTHORIZED, bench.authorize("p2", approved), "issued on this tier");
        bench.price.tier = Tier.PRIMARY;
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", earlier), "the tier is back, and nothing was bound");
    }

    @Test
    void contractK_shouldNarrowByTheModeAndForbidIssueWhileProtected()
    {
        final QuoteBench bench = bench();
        bench.price.mode = Mode.STRESSED;
        final byte[] quote = bench.issue(10_000);
        assertEquals(bench.nowNs + POLICY.ttlNs() / 2, bench.quote.expiresAtNs());
        assertEquals(POLICY.maxRiseBps() / 2, bench.quote.maxRiseBps());
        assertEquals(Mode.STRESSED.code(), bench.quote.mode());
        bench.advance(SECOND);
        bench.price.mode = Mode.PROTECTED;
        assertEquals(Refusal.MODE, bench.order(10_000));
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
    }

    @Test
    void contractK_shouldKeepOnlyTheListedAssetsOnOfferWhileProtected()
    {
        final Rights listed = new Rights(true, true, true, false, 2_500, 2_500, 1_000);
        final QuoteBench bench = bench(MarketPolicy.DEFAULT.with(ModePolicy.DEFAULT.withProtectedRights(listed)),
            FallbackPolicy.NONE);
        bench.price.mode = Mode.PROTECTED;
        assertEquals(Answer.QUOTED, bench.order(POLICY.maxFiatMinorUnits() / 10));
        assertEquals(bench.nowNs + POLICY.ttlNs() / 4, bench.quote.expiresAtNs());
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.order(POLICY.maxFiatMinorUnits() / 10 + 1));
    }

    @Test
    void contractO_shouldHoldAnEarlierQuoteToTheNarrowerTermsOfNow()
    {
        final QuoteBench bench = bench();
        final byte[] quote = bench.issue(10_000);
        final byte[] other = bench.issue(10_000);
        bench.advance(SECOND);
        bench.price.mode = Mode.STRESSED;
        final int bps = POLICY.maxRiseBps() / 2;
        bench.price.price = QuoteBench.BTC_PRICE_E8 + Bps.portionFloor(QuoteBench.BTC_PRICE_E8, bps) + 1;
        assertEquals(Refusal.DRIFT, bench.authorize("p1", quote));
        assertEquals(bps, bench.answer.limit());
        bench.price.price = QuoteBench.BTC_PRICE_E8;
        bench.advance(POLICY.ttlNs() / 2 - SECOND);
        assertEquals(Refusal.EXPIRED, bench.authorize("p2", other));
        assertEquals(bench.nowNs, bench.answer.limit());
    }

    @Test
    void contractO_shouldHoldAnEarlierQuoteToTheNarrowerCapOfNowAndBindNothing()
    {
        final Rights small = new Rights(true, true, true, false, 10_000, 10_000, 2_500);
        final QuoteBench bench = bench(MarketPolicy.DEFAULT,
            new FallbackPolicy(List.of(), List.of(), small, small, Rights.DISPLAY));
        final byte[] quote = bench.issue(POLICY.maxFiatMinorUnits() / 4 + 1);
        bench.advance(SECOND);
        bench.price.tier = Tier.SECONDARY;
        assertEquals(Refusal.ORDER_TOO_LARGE, bench.authorize("p1", quote));
        assertEquals(POLICY.maxFiatMinorUnits() / 4, bench.answer.limit());
        bench.price.tier = Tier.PRIMARY;
        assertEquals(Answer.AUTHORIZED, bench.authorize("p1", quote));
    }

    @Test
    void contractL_shouldNarrowWhileImpliedVolatilityIsHigh()
    {
        final QuoteBench bench = bench();
        bench.price.isImpliedHigh = true;
        assertEquals(Answer.QUOTED, bench.order(10_000));
        assertEquals(bench.nowNs + POLICY.ttlNs() / 2, bench.quote.expiresAtNs());
        assertEquals(POLICY.maxRiseBps() / 2, bench.quote.maxRiseBps());
        final Rights none = new Rights(false, false, true, false, 10_000, 10_000, 10_000);
        final QuoteBench strict = bench(MarketPolicy.DEFAULT
            .with(new ImpliedPolicy("BTC/IV", 20_000, 2_000, none)), FallbackPolicy.NONE);
        final byte[] quote = strict.issue(10_000);
        strict.advance(SECOND);
        strict.price.isImpliedHigh = true;
        assertEquals(Refusal.IMPLIED_VOLATILITY, strict.order(10_000));
        assertEquals(Refusal.IMPLIED_VOLATILITY, strict.authorize("p1", quote));
        strict.price.isImpliedHigh = false;
        assertEquals(Answer.AUTHORIZED, strict.authorize("p1", quote));
    }

    @Test
    void shouldQuoteNothingOnAnInstrumentThatOnlySupportsOthers()
    {
        final QuoteBench bench = bench();
        assertEquals(Refusal.NOT_OFFERED, bench.send(new OrderRequest().reset(1, 0, Side.MERCHANT_RECEIVES)
            .fiatAmount(10_000).order(QuoteBench.MERCHANT, QuoteBench.ORDER_DIGEST)));
        final Evaluation supporting = new Evaluation();
        supporting.copyFrom(bench.price);
        supporting.instrument = 1;
        bench.clock(bench.nowNs, supporting);
        assertEquals(0, bench.referenceCount);
        bench.clock(bench.nowNs, supporting, bench.price);
        assertEquals(1, bench.referenceCount);
    }

    @Test
    void contractL_shouldNameTheTierBeforeTheModeAndTheModeBeforeImpliedVolatility()
    {
        final Rights none = new Rights(false, false, true, false, 10_000, 10_000, 10_000);
        final QuoteBench bench = bench(MarketPolicy.DEFAULT
            .with(new ImpliedPolicy("BTC/IV", 20_000, 2_000, none)), FallbackPolicy.NONE);
        bench.price.tier = Tier.INDEX;
        bench.price.mode = Mode.PROTECTED;
        bench.price.isImpliedHigh = true;
        assertEquals(Refusal.TIER, bench.order(10_000));
        bench.price.tier = Tier.PRIMARY;
        assertEquals(Refusal.MODE, bench.order(10_000));
        bench.price.mode = Mode.STRESSED;
        assertEquals(Refusal.IMPLIED_VOLATILITY, bench.order(10_000));
        assertTrue(bench.answer.decidedRate() > 0);
    }
}
