// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a field cannot carry is refused by the writer, and what it never carries is refused by the reader. */
final class RefusedFieldTest
{
    private static final int AT = 3;

    private final byte[] target = new byte[8_192];

    @ParameterizedTest
    @CsvSource({
        "QUOTE_FRAME, 8, 0x01, BAD_CONTEXT",
        "QUOTE_FRAME, 23, 0x01, BAD_CONTEXT",
        "QUOTE_FRAME, 56, 2, BAD_VALUE",
        "QUOTE_FRAME, 57, 2, BAD_VALUE",
        "QUOTE_FRAME, 58, 5, BAD_VALUE",
        "QUOTE_FRAME, 59, 3, BAD_VALUE",
        "QUOTE_FRAME, 57, 254, BAD_VALUE",
        "QUOTE_FRAME, 60, 2, BAD_VALUE",
        "QUOTE_FRAME, 147, 0x80, BAD_VALUE",
        "QUOTE_FRAME, 148, 2, BAD_VALUE",
        "QUOTE_FRAME, 148, 254, BAD_VALUE",
        "QUOTE_FRAME, 152, 2, BAD_VALUE",
        "QUOTE_FRAME, 152, 0xff, BAD_VALUE",
        "QUOTE_FRAME, 153, 1, BAD_PADDING",
        "QUOTE_FRAME, 159, 1, BAD_PADDING",
        "QUOTE_FRAME, 240, 0x20, BAD_ASCII",
        "QUOTE_FRAME, 623, 0x7f, BAD_ASCII",
        "ENVELOPE_EVENT, 19, 0x80, BAD_VALUE",
        "ENVELOPE_EVENT, 29, 17, BAD_COUNT",
        "ENVELOPE_EVENT, 30, 1, BAD_PADDING",
        "ENVELOPE_EVENT, 31, 1, BAD_PADDING",
        "ENVELOPE_EVENT, 32, 70, BAD_HEADER",
        "ENVELOPE_EVENT, 34, 17, BAD_COUNT",
        "CONNECTION_EVENT, 19, 0x80, BAD_VALUE",
        "CONNECTION_EVENT, 20, 2, BAD_VALUE",
        "CONNECTION_EVENT, 21, 1, BAD_PADDING",
        "CONNECTION_EVENT, 23, 1, BAD_PADDING",
        "ORDER_EVENT, 27, 0x80, BAD_VALUE",
        "ORDER_EVENT, 31, 0x80, BAD_VALUE",
        "ORDER_EVENT, 32, 2, BAD_VALUE",
        "ORDER_EVENT, 33, 2, BAD_VALUE",
        "ORDER_EVENT, 33, 255, BAD_VALUE",
        "ORDER_EVENT, 34, 1, BAD_PADDING",
        "ORDER_EVENT, 52, 0x80, BAD_ASCII",
        "AUTHORIZE_EVENT, 24, 0x1f, BAD_ASCII",
        "AUTHORIZE_EVENT, 281, 0xff, BAD_LENGTH",
        "CAPTURE_EVENT, 123, 0x80, BAD_VALUE",
        "CAPTURE_EVENT, 124, 1, BAD_PADDING",
        "CAPTURE_EVENT, 336, 0x7f, BAD_ASCII",
        "RELEASE_EVENT, 56, 0x20, BAD_ASCII",
        "EXPLAIN_EVENT, 27, 0x80, BAD_VALUE",
        "EXPLAIN_EVENT, 28, 1, BAD_PADDING",
        "EXPLAIN_EVENT, 31, 1, BAD_PADDING",
        "PROOF_EVENT, 24, 0x20, BAD_ASCII",
        "PROOF_EVENT, 136, 0, BAD_VALUE",
        "PROOF_EVENT, 136, 4, BAD_VALUE",
        "PROOF_EVENT, 137, 1, BAD_PADDING",
        "PROOF_EVENT, 143, 1, BAD_PADDING",
        "ADMIN_EVENT, 32, 0x20, BAD_ASCII",
        "ADMIN_EVENT, 64, 0, BAD_VALUE",
        "ADMIN_EVENT, 64, 12, BAD_VALUE",
        "ADMIN_EVENT, 65, 1, BAD_PADDING",
        "ADMIN_EVENT, 67, 1, BAD_PADDING",
        "ADMIN_EVENT, 71, 0x80, BAD_VALUE",
        "ADMIN_EVENT, 81, 0xff, BAD_LENGTH",
        "ADMIN_EVENT, 82, 0xff, BAD_TEXT",
        "POLICY_EVENT, 32, 0x20, BAD_ASCII",
        "POLICY_EVENT, 67, 0x80, BAD_VALUE",
        "POLICY_EVENT, 71, 0x80, BAD_VALUE",
        "POLICY_EVENT, 147, 0x80, BAD_VALUE",
        "POLICY_EVENT, 168, 2, BAD_VALUE",
        "POLICY_EVENT, 169, 2, BAD_VALUE",
        "POLICY_EVENT, 170, 9, BAD_COUNT",
        "POLICY_EVENT, 171, 1, BAD_PADDING",
        "POLICY_EVENT, 175, 1, BAD_PADDING",
        "POLICY_EVENT, 176, 16, BAD_VALUE",
        "POLICY_EVENT, 177, 1, BAD_PADDING",
        "POLICY_EVENT, 232, 16, BAD_VALUE",
        "POLICY_EVENT, 233, 1, BAD_PADDING",
        "POLICY_EVENT, 369, 0xff, BAD_LENGTH",
        "POLICY_EVENT, 370, 0xff, BAD_TEXT",
        "SIGNATURE_EVENT, 27, 0x80, BAD_VALUE",
        "SIGNATURE_EVENT, 28, 2, BAD_VALUE",
        "SIGNATURE_EVENT, 29, 2, BAD_VALUE",
        "SIGNATURE_EVENT, 30, 1, BAD_PADDING",
        "SIGNATURE_EVENT, 31, 1, BAD_PADDING",
        "ANSWER_FRAME, 27, 1, BAD_PADDING",
        "REFERENCE_FRAME, 8, 0x01, BAD_CONTEXT",
        "REFERENCE_FRAME, 23, 0x01, BAD_CONTEXT",
        "REFERENCE_FRAME, 48, 0x20, BAD_ASCII",
        "REFERENCE_FRAME, 73, 5, BAD_VALUE",
        "REFERENCE_FRAME, 74, 3, BAD_VALUE",
        "REFERENCE_FRAME, 75, 2, BAD_VALUE",
        "REFERENCE_FRAME, 162, 1, BAD_PADDING",
        "REFERENCE_FRAME, 167, 1, BAD_PADDING",
        "RECEIPT_FRAME, 8, 0x01, BAD_CONTEXT",
        "RECEIPT_FRAME, 23, 0x01, BAD_CONTEXT",
        "RECEIPT_FRAME, 88, 0x20, BAD_ASCII",
        "RECEIPT_FRAME, 184, 0, BAD_VALUE",
        "RECEIPT_FRAME, 184, 1, BAD_VALUE",
        "RECEIPT_FRAME, 184, 6, BAD_VALUE",
        "RECEIPT_FRAME, 185, 1, BAD_PADDING",
        "RECEIPT_FRAME, 187, 1, BAD_PADDING",
        "RECEIPT_FRAME, 191, 0x80, BAD_VALUE",
        "RECEIPT_FRAME, 249, 1, BAD_PADDING",
        "RECEIPT_FRAME, 255, 1, BAD_PADDING",
        "RECEIPT_FRAME, 297, 1, BAD_PADDING",
        "RECEIPT_FRAME, 303, 1, BAD_PADDING",
        "REDEMPTION_FRAME, 8, 0xa5, BAD_VALUE",
        "REDEMPTION_FRAME, 67, 0x80, BAD_VALUE",
        "REDEMPTION_FRAME, 71, 0x80, BAD_VALUE",
        "REDEMPTION_FRAME, 72, 0, BAD_VALUE",
        "REDEMPTION_FRAME, 72, 6, BAD_VALUE",
        "REDEMPTION_FRAME, 73, 2, BAD_VALUE",
        "REDEMPTION_FRAME, 74, 2, BAD_VALUE",
        "REDEMPTION_FRAME, 75, 1, BAD_PADDING",
        "REDEMPTION_FRAME, 79, 0x80, BAD_VALUE",
        "REDEMPTION_FRAME, 176, 0x20, BAD_ASCII",
        "REDEMPTION_FRAME, 504, 1, BAD_VALUE",
        "REDEMPTION_FRAME, 560, 0, BAD_VALUE",
        "REDEMPTION_FRAME, 1352, 1, BAD_VALUE"
    })
    void shouldRefuseToRead(final Message message, final int at, final String value, final WireStatus expected)
    {
        final byte[] bytes = message.sample(12);
        bytes[at] = Integer.decode(value).byteValue();
        assertEquals(expected, message.wrap(bytes, 0, bytes.length));
    }

    @Test
    void shouldRefuseTextAfterItsPadding()
    {
        final QuoteFrameEncoder quote = new QuoteFrameEncoder();
        quote.begin(target, AT);
        quote.text(QuoteFrame.CURRENCY, "USD");
        final int length = quote.finish();
        assertEquals(QuoteFrame.LENGTH, length);
        final QuoteFrame reader = new QuoteFrame();
        assertEquals(WireStatus.OK, reader.wrap(target, AT, length));
        target[AT + QuoteFrame.CURRENCY.offset() + 4] = 'T';
        assertEquals(WireStatus.BAD_ASCII, reader.wrap(target, AT, length));
    }

    @Test
    void shouldRefuseAnEnvelopeWhoseCountsDisagree()
    {
        final byte[] bytes = Message.ENVELOPE_EVENT.sample(12);
        bytes[29] = (byte)(bytes[29] == 0 ? 1 : bytes[29] - 1);
        assertEquals(WireStatus.BAD_COUNT, new EnvelopeEvent().wrap(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 2, 3, 254, 256, Integer.MIN_VALUE})
    void shouldRefuseToWriteAQuoteWithUnknownCodes(final int code)
    {
        assertQuoteRefused(quote -> quote.kind(code));
        assertQuoteRefused(quote -> quote.side(code));
        assertQuoteRefused(quote -> quote.rounding(code));
        assertQuoteRefused(quote -> quote.amountIn(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldRefuseToWriteNumbersOutOfRange(final int value)
    {
        assertQuoteRefused(quote -> quote.tier(value));
        assertQuoteRefused(quote -> quote.mode(value));
        assertQuoteRefused(quote -> quote.baseDecimals(value));
        assertQuoteRefused(quote -> quote.quoteDecimals(value));
        assertQuoteRefused(quote -> quote.rateDecimals(value));
        assertQuoteRefused(quote -> quote.confidenceBps(value));
        assertQuoteRefused(quote -> quote.sources(value));
        assertQuoteRefused(quote -> quote.lineages(value));
        assertQuoteRefused(quote -> quote.feeBps(value));
        assertQuoteRefused(quote -> quote.slippageBps(value));
        assertQuoteRefused(quote -> quote.maxRiseBps(value));
        assertQuoteRefused(quote -> quote.maxFallBps(value));
        assertQuoteRefused(quote -> quote.lockFeeBps(value));
        assertQuoteRefused(quote -> quote.amountIn(value));
        assertQuoteRefused(quote -> quote.payableDecimals(value));
        assertQuoteRefused(quote -> quote.reprices(value));
        assertRefused(new EnvelopeEvent(), event -> event.scheme(value));
        assertRefused(new OrderEvent(), event -> event.side(value));
        assertRefused(new OrderEvent(), event -> event.amountIn(value));
        assertRefused(new AdminEvent(), event -> event.command(value));
        assertRefused(new SignatureEvent(), event -> event.kind(value));
        assertRefused(new AnswerFrame(), frame -> frame.answer(value));
        assertRefused(new AnswerFrame(), frame -> frame.refusal(value));
        assertRefused(new ReferenceFrameEncoder(), frame -> frame.dispersionBps(value));
        assertRefused(new ReferenceFrameEncoder(), frame -> frame.tier(value));
        assertRefused(new ReferenceFrameEncoder(), frame -> frame.mode(value));
        assertRefused(new ProofEvent(), event -> event.kind(value));
        assertRefused(new PolicyEvent(), event -> event.maxRiseBps(value));
        assertRefused(new PolicyEvent(), event -> event.rights(0, value, 1, 1, 1));
        assertRefused(new PolicyEvent(), event -> event.rights(value, 1, 1, 1, 1));
        assertRefused(new PolicyEvent(), event -> event.addRiskStep(1, value, 1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void shouldRefuseToWriteNegativeIndices(final int index)
    {
        assertRefused(new EnvelopeEvent(), event -> event.connection(index));
        assertRefused(new ConnectionEvent(), event -> event.connection(index));
        assertRefused(new OrderEvent(), event -> event.policy(index));
        assertRefused(new OrderEvent(), event -> event.instrument(index));
        assertRefused(new CaptureEvent(), event -> event.finality(index));
        assertRefused(new ExplainEvent(), event -> event.instrument(index));
        assertRefused(new AdminEvent(), event -> event.target(index));
        assertRefused(new SignatureEvent(), event -> event.instrument(index));
        assertQuoteRefused(quote -> quote.minConfirmations(index));
        assertRefused(new PolicyEvent(), event -> event.policy(index));
        assertRefused(new PolicyEvent(), event -> event.customerBurst(index));
        assertRefused(new PolicyEvent(), event -> event.minConfirmations(index));
    }

    @Test
    void shouldCarryASignatureOnlyWhereThereIsOneAndAnInstrumentOnlyForAReference()
    {
        final byte[] signature = new Values(3).bytes(SignatureEvent.SIGNATURE_LENGTH);
        final SignatureEvent event = new SignatureEvent();
        event.begin(target, AT);
        event.kind(QuoteFrame.KIND_ORDER);
        event.signature(signature, 0);
        assertEquals(SignatureEvent.LENGTH, event.finish());
        final int statusAt = AT + 29;
        target[statusAt] = SignatureEvent.FAILED;
        assertEquals(WireStatus.BAD_VALUE, event.wrap(target, AT, SignatureEvent.LENGTH));
        target[statusAt] = SignatureEvent.SIGNED;
        assertEquals(WireStatus.OK, event.wrap(target, AT, SignatureEvent.LENGTH));
        target[AT + 24] = 1;
        assertEquals(WireStatus.BAD_VALUE, event.wrap(target, AT, SignatureEvent.LENGTH));
        assertRefused(new SignatureEvent(), order ->
        {
            order.kind(QuoteFrame.KIND_ORDER);
            order.instrument(1);
        });
        assertRefused(new SignatureEvent(), cut -> cut.signature(signature, 1));
    }

    @Test
    void shouldRefuseToWriteText()
    {
        assertQuoteRefused(quote -> quote.text(QuoteFrame.CURRENCY, "DOLLARS!!"));
        assertQuoteRefused(quote -> quote.text(QuoteFrame.MERCHANT, "two words"));
        assertQuoteRefused(quote -> quote.text(QuoteFrame.PAYER, new byte[] {'a', 0, 'b'}, 0, 3));
        final byte[] wide = "x".repeat(EnvelopeEvent.MAX_SIGNED_BYTES + 1).getBytes(StandardCharsets.US_ASCII);
        assertRefused(new EnvelopeEvent(), event -> event.signedBytes(wide, 0, wide.length));
        assertRefused(new AuthorizeEvent(), event -> event.signedQuote(wide, 0, SignedQuoteLayout.LENGTH + 1));
        assertRefused(new AdminEvent(), event -> event.reason(wide, 0, AdminEvent.MAX_REASON + 1));
        assertRefused(new AdminEvent(), event -> event.reason(new byte[] {(byte)0xC0, (byte)0x80}, 0, 2));
        assertRefused(new AdminEvent(), event -> event.reason(wide, -1, 2));
        assertRefused(new AdminEvent(), event -> event.reason(wide, 0, -1));
    }

    @Test
    void shouldRefusePartsOutOfOrder()
    {
        final byte[] part = new byte[65];
        assertRefused(new EnvelopeEvent(), event ->
        {
            event.signedBytes(part, 0, 65);
            event.addSignature(1, part, 0, 65);
        });
        assertRefused(new EnvelopeEvent(), event ->
        {
            event.signedBytes(part, 0, 65);
            event.signedBytes(part, 0, 65);
        });
        assertRefused(new EnvelopeEvent(), event -> event.addSignature(1, part, 0, 63));
        assertRefused(new EnvelopeEvent(), event -> event.addSignature(1, part, 1, 65));
        assertRefused(new EnvelopeEvent(), event ->
        {
            for (int i = 0; i <= EnvelopeEvent.MAX_SIGNATURES; i++)
            {
                event.addSignature(i, part, 0, 64);
            }
        });
        assertRefused(new AuthorizeEvent(), event ->
        {
            event.signedQuote(part, 0, 1);
            event.signedQuote(part, 0, 1);
        });
    }

    @Test
    void shouldRefuseWhatTheArrayCannotHold()
    {
        final byte[] part = new byte[64];
        for (int room = 32; room < 32 + 4 + 69 + 2 + 64; room++)
        {
            final byte[] small = new byte[room];
            final EnvelopeEvent event = new EnvelopeEvent();
            event.begin(small, 0);
            event.addSignature(1, part, 0, 64);
            event.signedBytes(part, 0, 64);
            assertEquals(MutableFlyweight.REFUSED, event.finish(), "room " + room);
        }
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> new ClockEvent().begin(new byte[23], 0));
        assertTrue(e.getMessage().startsWith("target: 24 bytes"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ClockEvent().begin(target, -1));
    }

    @Test
    void shouldForgetARefusalWithTheNextMessage()
    {
        final ConnectionEvent event = new ConnectionEvent();
        assertEquals(MutableFlyweight.REFUSED, event.finish(), "nothing was begun");
        event.begin(target, AT);
        event.connection(-1);
        assertEquals(MutableFlyweight.REFUSED, event.finish());
        assertEquals(0, event.length());
        event.begin(target, AT);
        event.connection(1);
        assertEquals(ConnectionEvent.LENGTH, event.finish());
        assertEquals(1, event.connection());
    }

    @Test
    void shouldZeroWhatIsLeftOut()
    {
        Arrays.fill(target, (byte)0x55);
        final QuoteFrameEncoder quote = new QuoteFrameEncoder();
        quote.begin(target, AT);
        assertEquals(QuoteFrame.LENGTH, quote.finish());
        final byte[] expected = new byte[QuoteFrame.LENGTH];
        Bytes.putI64(expected, 0, MessageHeader.word(2, QuoteFrame.LENGTH - 8));
        Context.QUOTE.put(expected, 8);
        assertArrayEquals(expected, Arrays.copyOfRange(target, AT, AT + expected.length));
    }

    @Test
    void shouldKeepFieldsWithTheirMessage()
    {
        final OrderEvent order = new OrderEvent();
        order.begin(target, AT);
        order.text(OrderEvent.MERCHANT, "shop-1");
        order.digest(OrderEvent.ORDER_DIGEST, new Values(1).bytes(32), 0);
        assertEquals(OrderEvent.LENGTH, order.finish());
        assertEquals("shop-1", order.text(OrderEvent.MERCHANT));
        assertTrue(order.isText(OrderEvent.MERCHANT, "shop-1"));
        assertFalse(order.isText(OrderEvent.MERCHANT, "shop-12"));
        final byte[] copy = new byte[40];
        order.copyText(OrderEvent.MERCHANT, copy, 4);
        assertTrue(order.isText(OrderEvent.MERCHANT, copy, 4, 32));
        order.copyDigest(OrderEvent.ORDER_DIGEST, copy, 8);
        assertTrue(order.isDigest(OrderEvent.ORDER_DIGEST, copy, 8));
        copy[8] ^= 1;
        assertFalse(order.isDigest(OrderEvent.ORDER_DIGEST, copy, 8));
        assertThrows(IllegalArgumentException.class, () -> order.text(QuoteFrame.MERCHANT));
        assertThrows(IllegalArgumentException.class, () -> order.isDigest(QuoteFrame.ORDER_DIGEST, copy, 0));
    }

    private void assertQuoteRefused(final Consumer<QuoteFrameEncoder> junk)
    {
        assertRefused(new QuoteFrameEncoder(), junk);
    }

    private <T extends MutableFlyweight> void assertRefused(final T writer, final Consumer<T> junk)
    {
        writer.begin(target, AT);
        if (writer instanceof AdminEvent event)
        {
            event.command(AdminEvent.CLOSE_ORACLE);
        }
        junk.accept(writer);
        assertEquals(MutableFlyweight.REFUSED, writer.finish());
    }
}
