// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.PolicyTrial;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contracts N and W, at the doors: terms are tried and adopted, a value is approved, finality is waited for. */
final class PolicyLifeTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final PolicyControl CONTROL = new PolicyControl(SECOND_NS, 1, Set.of());
    private static final QuotePolicy TIGHT = QuotePolicy.named("tight").maxFiatMinorUnits(5_000)
        .manualAboveMinorUnits(1_000).minConfirmations(3).build();

    private static OrderRequest order(final EngineRig rig, final int number)
    {
        return new OrderRequest().reset(0, rig.engine.quotes().policyId("tight"), Side.MERCHANT_RECEIVES)
            .order(Fleet.MERCHANT, Fleet.orderDigest(number)).parties("customer", "", Fleet.PAY_TO);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractW_shouldAdoptLooserTermsOnlyAfterTheirTrial(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(
            EngineRig.threading(layout), config -> config.policy(TIGHT).policyControl(CONTROL)))
        {
            rig.open();
            final OracleAdmin ann = rig.engine.admin().as("ann");
            final OrderRequest large = order(rig, 1).fiatAmount(10_000);
            assertEquals(Refusal.ORDER_TOO_LARGE, rig.ask(large).refusal());
            EngineRig.require(
                ann.changePolicy(TIGHT.toBuilder().version(2).maxFiatMinorUnits(20_000).build(), "a larger shop"));
            EngineRig.await(() -> ann.trial("tight").isPresent());
            assertEquals(Refusal.ORDER_TOO_LARGE, rig.ask(large).refusal());
            EngineRig.await(() -> ann.trial("tight").orElseThrow().count(PolicyTrial.Difference.ORDER_ISSUED) == 1);
            EngineRig.require(ann.adoptPolicy("tight", 2, "too early"));
            assertEquals(Refusal.ORDER_TOO_LARGE, rig.ask(large).refusal());
            rig.clock.advance(SECOND_NS);
            rig.refresh();
            EngineRig.await(() -> ann.trial("tight").orElseThrow().prices() > 0);
            EngineRig.require(ann.adoptPolicy("tight", 2, "a quiet day"));
            EngineRig.await(() -> ann.trial("tight").isEmpty());
            assertEquals(Answer.QUOTED, rig.ask(large).answer());
            EngineRig.require(
                ann.changePolicy(TIGHT.toBuilder().version(3).maxFiatMinorUnits(9_999).build(), "unquiet"));
            assertEquals(Refusal.ORDER_TOO_LARGE, rig.ask(order(rig, 2).fiatAmount(10_000)).refusal());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractN_shouldWaitForAnApprovalAndForFinality(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(EngineRig.threading(layout), config -> config.policy(TIGHT)))
        {
            rig.open();
            final SignedQuote quote = rig.ask(order(rig, 1).assetAmount(20_000, 0)).quote();
            assertEquals(BigInteger.valueOf(20_000), quote.assetAmount());
            assertTrue(quote.fiatAmount().signum() > 0);
            rig.refresh();
            final Authorization payment =
                new Authorization().reset(Fleet.MERCHANT, "p", Fleet.orderDigest(1), quote);
            final QuoteReply waiting = rig.ask(payment);
            assertEquals(Refusal.NEEDS_APPROVAL, waiting.refusal());
            assertEquals(quote.fiatAmount().longValueExact(), waiting.measured());
            assertEquals(1_000, waiting.limit());
            EngineRig.require(rig.engine.admin().approveQuote(waiting.quoteSequence(), "known customer"));
            assertEquals(Answer.AUTHORIZED, rig.ask(payment).answer());
            assertEquals(Refusal.NOT_FINAL, rig.ask(capture(2)).refusal());
            assertEquals(Answer.SETTLED, rig.ask(capture(3)).answer());
            assertEquals(Answer.SETTLED, rig.ask(capture(9)).answer());
        }
    }

    private static Capture capture(final int confirmations)
    {
        return new Capture().reset(Fleet.MERCHANT, "p").arrived(20_000, 0, Fleet.ASSET, Fleet.PAY_TO)
            .transaction("tx", confirmations);
    }
}
