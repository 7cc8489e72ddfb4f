// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.wire.AuthorizeEvent;
import io.plumbline.oracle.wire.OrderEvent;
import io.plumbline.oracle.wire.ProofEvent;
import io.plumbline.oracle.wire.WireStatus;
import org.junit.jupiter.api.Test;

/** Commands write the bytes they say, forget the last use, and refuse what a field cannot carry. */
final class QuoteCommandTest
{
    private static final byte[] DIGEST = SignedDocuments.filled(4);

    private final OrderEvent order = new OrderEvent();
    private final AuthorizeEvent authorize = new AuthorizeEvent();
    private final ProofEvent proof = new ProofEvent();

    @Test
    void contractN_shouldCarryAnAmountOfEitherKind()
    {
        final OrderRequest request = new OrderRequest().reset(2, 1, Side.MERCHANT_PAYS).fiatAmount(-5);
        assertAmount(request, OrderEvent.AMOUNT_IN_FIAT, -5, -1);
        assertAmount(request.fiatAmount(7, 8), OrderEvent.AMOUNT_IN_FIAT, 7, 8);
        assertAmount(request.assetAmount(9, 10), OrderEvent.AMOUNT_IN_ASSET, 9, 10);
        assertAmount(request.fiatAmount(11), OrderEvent.AMOUNT_IN_FIAT, 11, 0);
        assertAmount(request.assetAmount(-1, 0), OrderEvent.AMOUNT_IN_ASSET, -1, 0);
        assertAmount(request.reset(2, 1, Side.MERCHANT_PAYS), OrderEvent.AMOUNT_IN_FIAT, 0, 0);
    }

    private void assertAmount(final OrderRequest request, final int unit, final long low, final long high)
    {
        assertEquals(WireStatus.OK, order.wrap(request.bytes(), 0, request.finish(5, 6)));
        assertEquals(unit, order.amountIn());
        assertEquals(low, order.amountLow());
        assertEquals(high, order.amountHigh());
        assertEquals(5, order.receivedAtNs());
        assertEquals(6, order.correlation());
    }

    @Test
    void contractR_shouldAcceptTermsByDigestForOneAuthorizationOnly()
    {
        final SignedQuote quote = new SignedQuote(SignedDocuments.QUOTE.signed(), 0, SignedQuote.LENGTH);
        final Authorization request = new Authorization().reset("shop", "pay-1", DIGEST, quote);
        assertEquals(WireStatus.OK, authorize.wrap(request.bytes(), 0, request.finish(5, 6)));
        assertFalse(authorize.hasAcceptedDigest());
        request.reset("shop", "pay-1", DIGEST, quote).accept(quote.digest());
        assertEquals(WireStatus.OK, authorize.wrap(request.bytes(), 0, request.finish(5, 6)));
        assertTrue(authorize.hasAcceptedDigest());
        assertTrue(authorize.isDigest(AuthorizeEvent.ACCEPTED_DIGEST, quote.digest(), 0));
        request.reset("shop", "pay-1", DIGEST, quote);
        assertEquals(WireStatus.OK, authorize.wrap(request.bytes(), 0, request.finish(5, 6)));
        assertFalse(authorize.hasAcceptedDigest(), "forgotten");
        assertTrue(request.accept(new byte[31]).finish(5, 6) < 0, "no digest");
    }

    @Test
    void contractW_shouldNameADocumentByQuoteOrByPayment()
    {
        final ProofRequest request = new ProofRequest();
        assertTrue(request.finish(5, 6) < 0, "nothing was asked for");
        assertProof(request.jws("shop", 17), ProofEvent.JWS, "", 17, 0);
        assertProof(request.receipt("shop", "pay-1"), ProofEvent.RECEIPT, "pay-1", 0, 0);
        assertProof(request.reference("shop", -1), ProofEvent.REFERENCE, "", -1, 0);
        assertProof(request.reference("shop", 3).bootEpoch(9), ProofEvent.REFERENCE, "", 3, 9);
        assertProof(request.jws("shop", 3), ProofEvent.JWS, "", 3, 0);
        assertTrue(request.receipt("shop", "pay-1").bootEpoch(9).finish(5, 6) < 0, "a payment has no epoch");
        assertTrue(request.jws("two words", 1).finish(5, 6) < 0);
        assertTrue(request.receipt("shop", "x".repeat(65)).finish(5, 6) < 0);
    }

    private void assertProof(
        final ProofRequest request, final int kind, final String paymentId, final long sequence, final long epoch)
    {
        assertEquals(WireStatus.OK, proof.wrap(request.bytes(), 0, request.finish(5, 6)));
        assertEquals(kind, proof.kind());
        assertEquals("shop", proof.text(ProofEvent.MERCHANT));
        assertEquals(paymentId, proof.text(ProofEvent.PAYMENT_ID));
        assertEquals(sequence, proof.quoteSequence());
        assertEquals(epoch, proof.bootEpoch());
        assertEquals(5, proof.receivedAtNs());
        assertEquals(6, proof.correlation());
    }
}
