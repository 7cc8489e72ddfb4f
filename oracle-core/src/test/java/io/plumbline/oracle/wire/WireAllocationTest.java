// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plumbline.oracle.fixtures.Allocations;
import org.junit.jupiter.api.Test;

/** Reading and writing allocate nothing after warm-up, refusals included. */
final class WireAllocationTest
{
    private static final int ROUNDS = 10_000;

    private final byte[] target = new byte[8_192];
    private final byte[] data = new Values(1).bytes(4_608);
    private final byte[] text = {'s', 'h', 'o', 'p'};
    private long sink;

    @Test
    void shouldReadTicksWithoutAllocation()
    {
        final byte[] bytes = Message.TICK_FRAME.sample(1);
        final TickFrame frame = new TickFrame();
        assertAllocatesNothing(() ->
        {
            expect(WireStatus.OK, frame.wrap(bytes, 0, bytes.length));
            for (int i = 0; i < frame.tickCount(); i++)
            {
                sink += frame.price(i) + frame.exponent(i) + frame.bid(i) + frame.ask(i) + frame.observedAtNs(i);
            }
            expect(WireStatus.TOO_SHORT, frame.wrap(bytes, 0, bytes.length - 1));
        });
    }

    @Test
    void shouldSplitMessagesWithoutAllocation()
    {
        final byte[] frame = Message.TICK_FRAME.sample(1);
        final int length = new TickMessageEncoder().begin(target, 0).addSignature(1, data, 0)
            .finish(frame, 0, frame.length);
        final TickMessage message = new TickMessage();
        assertAllocatesNothing(() ->
        {
            expect(WireStatus.OK, message.wrap(target, 0, length));
            sink += message.keyId(0) + message.signatureOffset(0) + message.frameOffset() + message.frameLength();
        });
    }

    @Test
    void shouldWriteAndReadQuotesWithoutAllocation()
    {
        final QuoteFrameEncoder quote = new QuoteFrameEncoder();
        final QuoteFrame reader = new QuoteFrame();
        assertAllocatesNothing(() ->
        {
            quote.begin(target, 0);
            quote.kind(QuoteFrame.KIND_ORDER);
            quote.rate(sink);
            quote.fiatAmount(sink, 0);
            quote.text(QuoteFrame.CURRENCY, "USD");
            quote.text(QuoteFrame.MERCHANT, text, 0, text.length);
            quote.digest(QuoteFrame.EVIDENCE_DIGEST, data, 0);
            expect(WireStatus.OK, reader.wrap(target, 0, quote.finish()));
            sink += reader.isText(QuoteFrame.MERCHANT, "shop") ? 1 : 0;
            sink += reader.isDigest(QuoteFrame.EVIDENCE_DIGEST, data, 0) ? reader.rate() : 0;
        });
    }

    @Test
    void shouldWriteAndReadEventsWithoutAllocation()
    {
        final EnvelopeEvent envelope = new EnvelopeEvent();
        final ClockEvent clock = new ClockEvent();
        final OrderEvent order = new OrderEvent();
        final AuthorizeEvent authorize = new AuthorizeEvent();
        final SignatureEvent signature = new SignatureEvent();
        final ExplainEvent explain = new ExplainEvent();
        assertAllocatesNothing(() ->
        {
            envelope.begin(target, 0);
            envelope.connection(3);
            envelope.addSignature(1, data, 0, 64);
            envelope.signedBytes(data, 0, 500);
            expect(WireStatus.OK, envelope.wrap(target, 0, envelope.finish()));
            clock.begin(target, 0);
            clock.wallNs(sink);
            expect(WireStatus.OK, clock.wrap(target, 0, clock.finish()));
            order.begin(target, 0);
            order.text(OrderEvent.MERCHANT, "shop");
            order.text(OrderEvent.PAYER, text, 0, text.length);
            expect(WireStatus.OK, order.wrap(target, 0, order.finish()));
            authorize.begin(target, 0);
            authorize.text(AuthorizeEvent.PAYMENT_ID, "not canonical");
            authorize.signedQuote(data, 0, SignedQuoteLayout.LENGTH);
            sink += authorize.finish();
            explain.begin(target, 0);
            explain.instrument(5);
            expect(WireStatus.OK, explain.wrap(target, 0, explain.finish()));
            sink += explain.instrument();
            signature.begin(target, 0);
            signature.quoteSequence(sink);
            signature.digest(SignatureEvent.QUOTE_DIGEST, data, 0);
            signature.signature(data, 0);
            expect(WireStatus.OK, signature.wrap(target, 0, signature.finish()));
            signature.copySignature(target, SignatureEvent.LENGTH);
        });
    }

    @Test
    void shouldWriteAndReadDocumentsAndTermsWithoutAllocation()
    {
        final ReferenceFrameEncoder encoder = new ReferenceFrameEncoder();
        final ReferenceFrame reference = new ReferenceFrame();
        final ReceiptFrame receipt = new ReceiptFrame();
        final RedemptionFrame redemption = new RedemptionFrame();
        final PolicyEvent policy = new PolicyEvent();
        final ProofEvent proof = new ProofEvent();
        final AnswerFrame answer = RecordSamples.answer(new Values(1));
        final byte[] quote = new byte[SignedQuoteLayout.LENGTH];
        final QuoteFrameEncoder quotes = new QuoteFrameEncoder();
        quotes.begin(quote, 0);
        quotes.kind(QuoteFrame.KIND_ORDER);
        quotes.finish();
        assertAllocatesNothing(() ->
        {
            encoder.begin(target, 0);
            encoder.price(sink);
            encoder.text(ReferenceFrame.INSTRUMENT, "BTC/USD");
            expect(WireStatus.OK, reference.wrap(target, 0, encoder.finish()));
            receipt.begin(target, 1_000);
            receipt.state(QuoteState.CAPTURED);
            receipt.answer(ReceiptFrame.SETTLE, answer);
            expect(WireStatus.OK, receipt.wrap(target, 1_000, receipt.finish()));
            redemption.begin(target, 2_000);
            redemption.state(QuoteState.AUTHORIZED);
            redemption.hasPayment(true);
            redemption.signedQuote(quote, 0);
            redemption.reference(target, 0);
            redemption.authorizeAnswer(answer.buffer(), 0);
            expect(WireStatus.OK, redemption.wrap(target, 2_000, redemption.finish()));
            policy.begin(target, 4_000);
            policy.addRiskStep(1, 2, 3, 4, 5);
            policy.rights(PolicyEvent.placeOfMode(1), PolicyEvent.CAN_DISPLAY, 1, 2, 3);
            expect(WireStatus.OK, policy.wrap(target, 4_000, policy.finish()));
            proof.begin(target, 5_000);
            sink += proof.finish();
            proof.begin(target, 5_000);
            proof.kind(ProofEvent.JWS);
            expect(WireStatus.OK, proof.wrap(target, 5_000, proof.finish()));
            sink += receipt.atNs(ReceiptFrame.SETTLE) + policy.stepTtlBps(0) + redemption.quoteSequence() + 1;
        });
    }

    private static void expect(final WireStatus expected, final WireStatus status)
    {
        if (expected != status)
        {
            throw new AssertionError(status);
        }
    }

    private void assertAllocatesNothing(final Runnable work)
    {
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < ROUNDS; i++)
            {
                work.run();
            }
        });
        assertNotEquals(0, sink);
    }
}
