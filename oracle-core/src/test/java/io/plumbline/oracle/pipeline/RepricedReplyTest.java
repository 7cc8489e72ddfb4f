// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract Q, at the door: a new quote comes with the answer and with its retry, and is paid once accepted. */
final class RepricedReplyTest
{
    private static final long SECOND_NS = 1_000_000_000L;
    private static final QuotePolicy REPRICED =
        QuotePolicy.standard("repriced").withTimes(SECOND_NS, SECOND_NS, 60 * SECOND_NS).toBuilder().repriced(true)
            .build();

    private static Authorization authorization(final String paymentId, final SignedQuote quote)
    {
        return new Authorization().reset(Fleet.MERCHANT, paymentId, Fleet.orderDigest(1), quote);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractQ_shouldHandOutTheNewQuoteWithTheAnswerAndWithItsRetry(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(EngineRig.threading(layout), config -> config.policy(REPRICED)))
        {
            rig.open();
            final SignedQuote old = rig.ask(new OrderRequest()
                .reset(0, rig.engine.quotes().policyId("repriced"), Side.MERCHANT_RECEIVES).fiatAmount(10_000)
                .order(Fleet.MERCHANT, Fleet.orderDigest(1)).parties("customer", "", Fleet.PAY_TO)).quote();
            rig.clock.advance(2 * SECOND_NS);
            rig.refresh();
            final QuoteReply reply = rig.ask(authorization("first", old));
            assertEquals(Answer.REPRICED, reply.answer());
            assertEquals(Refusal.EXPIRED, reply.refusal());
            final SignedQuote anew = reply.quote();
            assertNotEquals(old.quoteSequence(), anew.quoteSequence());
            assertEquals(reply.quoteSequence(), anew.quoteSequence());
            final byte[] copied = new byte[SignedQuote.LENGTH];
            assertEquals(SignedQuote.LENGTH, reply.copyQuote(copied, 0));
            assertArrayEquals(anew.toByteArray(), copied);
            assertEquals(anew, rig.ask(authorization("first", old)).quote());
            rig.refresh();
            assertEquals(Refusal.TERMS_NOT_ACCEPTED, rig.ask(authorization("second", anew)).refusal());
            assertTrue(anew.isRepriced());
            assertEquals(Answer.AUTHORIZED, rig.ask(authorization("second", anew).accept(anew.digest())).answer());
        }
    }
}
