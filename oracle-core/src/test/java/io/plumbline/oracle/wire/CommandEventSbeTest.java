// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.wire.generated.AmountIn;
import io.plumbline.oracle.wire.generated.AuthorizeEventDecoder;
import io.plumbline.oracle.wire.generated.AuthorizeEventEncoder;
import io.plumbline.oracle.wire.generated.CaptureEventDecoder;
import io.plumbline.oracle.wire.generated.CaptureEventEncoder;
import io.plumbline.oracle.wire.generated.ExplainEventDecoder;
import io.plumbline.oracle.wire.generated.ExplainEventEncoder;
import io.plumbline.oracle.wire.generated.Int128Decoder;
import io.plumbline.oracle.wire.generated.MessageHeaderDecoder;
import io.plumbline.oracle.wire.generated.MessageHeaderEncoder;
import io.plumbline.oracle.wire.generated.OrderEventDecoder;
import io.plumbline.oracle.wire.generated.OrderEventEncoder;
import io.plumbline.oracle.wire.generated.ReleaseEventDecoder;
import io.plumbline.oracle.wire.generated.ReleaseEventEncoder;
import io.plumbline.oracle.wire.generated.Side;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the flyweights against codecs that sbe-tool generates from the schema, both ways. */
final class CommandEventSbeTest
{
    private static final int AT = 5;

    private final byte[] mine = new byte[8_192];
    private final byte[] other = new byte[8_192];
    private final UnsafeBuffer otherBuffer = new UnsafeBuffer(other);
    private final UnsafeBuffer mineBuffer = new UnsafeBuffer(mine);
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldOrderEventAgreeWithSchema(final long seed)
    {
        final OrderEvent writer = new OrderEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final OrderEvent ours = new OrderEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final OrderEventDecoder decoder = new OrderEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final OrderEventEncoder encoder =
            new OrderEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldAuthorizeEventAgreeWithSchema(final long seed)
    {
        final AuthorizeEvent writer = new AuthorizeEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final AuthorizeEvent ours = new AuthorizeEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final AuthorizeEventDecoder decoder =
            new AuthorizeEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final AuthorizeEventEncoder encoder =
            new AuthorizeEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldCaptureEventAgreeWithSchema(final long seed)
    {
        final CaptureEvent writer = new CaptureEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final CaptureEvent ours = new CaptureEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final CaptureEventDecoder decoder = new CaptureEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final CaptureEventEncoder encoder =
            new CaptureEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldReleaseEventAgreeWithSchema(final long seed)
    {
        final ReleaseEvent writer = new ReleaseEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ReleaseEvent ours = new ReleaseEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ReleaseEventDecoder decoder = new ReleaseEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final ReleaseEventEncoder encoder =
            new ReleaseEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void shouldExplainEventAgreeWithSchema(final long seed)
    {
        final ExplainEvent writer = new ExplainEvent();
        writer.begin(mine, AT);
        EventSamples.fill(writer, new Values(seed));
        final int length = writer.finish();
        final ExplainEvent ours = new ExplainEvent();
        assertEquals(WireStatus.OK, ours.wrap(mine, AT, length));

        final ExplainEventDecoder decoder = new ExplainEventDecoder().wrapAndApplyHeader(mineBuffer, AT, headerDecoder);
        assertSame(ours, decoder);
        final ExplainEventEncoder encoder =
            new ExplainEventEncoder().wrapAndApplyHeader(otherBuffer, AT, headerEncoder);
        encode(ours, encoder);
        assertAgree(length, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    private static void assertSame(final OrderEvent ours, final OrderEventDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.policy(), theirs.policy());
        assertEquals(ours.instrument(), theirs.instrument());
        assertEquals(ours.side(), theirs.sideRaw());
        assertEquals(ours.amountIn(), theirs.amountInRaw());
        assertSame(ours.amountLow(), ours.amountHigh(), theirs.amount());
        assertEquals(ours.text(OrderEvent.MERCHANT), theirs.merchant());
        assertEquals(ours.text(OrderEvent.CUSTOMER), theirs.customer());
        assertEquals(ours.text(OrderEvent.PAYER), theirs.payer());
        assertEquals(ours.text(OrderEvent.PAY_TO), theirs.payTo());
        theirs.getOrderDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(OrderEvent.ORDER_DIGEST, digest, 0));
    }

    private static void encode(final OrderEvent ours, final OrderEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.policy(ours.policy());
        theirs.instrument(ours.instrument());
        theirs.side(Side.get((short)ours.side()));
        theirs.amountIn(AmountIn.get((short)ours.amountIn()));
        theirs.reserved(0);
        theirs.amount().lo(ours.amountLow()).hi(ours.amountHigh());
        theirs.merchant(ours.text(OrderEvent.MERCHANT));
        theirs.customer(ours.text(OrderEvent.CUSTOMER));
        theirs.payer(ours.text(OrderEvent.PAYER));
        theirs.payTo(ours.text(OrderEvent.PAY_TO));
        theirs.putOrderDigest(ours.buffer(), ours.offset() + OrderEvent.ORDER_DIGEST.offset(), DigestField.LENGTH);
    }

    private static void assertSame(final AuthorizeEvent ours, final AuthorizeEventDecoder theirs)
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.text(AuthorizeEvent.MERCHANT), theirs.merchant());
        assertEquals(ours.text(AuthorizeEvent.PAYMENT_ID), theirs.paymentId());
        theirs.getOrderDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(AuthorizeEvent.ORDER_DIGEST, digest, 0));
        assertEquals(ours.text(AuthorizeEvent.PAYER), theirs.payer());
        theirs.getAcceptedDigest(digest, 0, digest.length);
        assertTrue(ours.isDigest(AuthorizeEvent.ACCEPTED_DIGEST, digest, 0));
        final byte[] quote = new byte[theirs.signedQuoteLength()];
        theirs.getSignedQuote(quote, 0, quote.length);
        assertArrayEquals(quote, region(ours, ours.signedQuoteOffset(), ours.signedQuoteLength()));
    }

    private static void encode(final AuthorizeEvent ours, final AuthorizeEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.merchant(ours.text(AuthorizeEvent.MERCHANT));
        theirs.paymentId(ours.text(AuthorizeEvent.PAYMENT_ID));
        theirs.putOrderDigest(ours.buffer(), ours.offset() + AuthorizeEvent.ORDER_DIGEST.offset(), DigestField.LENGTH);
        theirs.payer(ours.text(AuthorizeEvent.PAYER));
        theirs.putAcceptedDigest(
            ours.buffer(), ours.offset() + AuthorizeEvent.ACCEPTED_DIGEST.offset(), DigestField.LENGTH);
        theirs.putSignedQuote(ours.buffer(), ours.signedQuoteOffset(), ours.signedQuoteLength());
    }

    private static void assertSame(final CaptureEvent ours, final CaptureEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.text(CaptureEvent.MERCHANT), theirs.merchant());
        assertEquals(ours.text(CaptureEvent.PAYMENT_ID), theirs.paymentId());
        assertEquals(ours.finality(), theirs.finality());
        assertSame(ours.amountLow(), ours.amountHigh(), theirs.amount());
        assertEquals(ours.text(CaptureEvent.ASSET_ID), theirs.assetId());
        assertEquals(ours.text(CaptureEvent.PAY_TO), theirs.payTo());
        assertEquals(ours.text(CaptureEvent.TRANSACTION_ID), theirs.transactionId());
    }

    private static void encode(final CaptureEvent ours, final CaptureEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.merchant(ours.text(CaptureEvent.MERCHANT));
        theirs.paymentId(ours.text(CaptureEvent.PAYMENT_ID));
        theirs.finality(ours.finality());
        theirs.reserved(0);
        theirs.amount().lo(ours.amountLow()).hi(ours.amountHigh());
        theirs.assetId(ours.text(CaptureEvent.ASSET_ID));
        theirs.payTo(ours.text(CaptureEvent.PAY_TO));
        theirs.transactionId(ours.text(CaptureEvent.TRANSACTION_ID));
    }

    private static void assertSame(final ReleaseEvent ours, final ReleaseEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.text(ReleaseEvent.MERCHANT), theirs.merchant());
        assertEquals(ours.text(ReleaseEvent.PAYMENT_ID), theirs.paymentId());
    }

    private static void encode(final ReleaseEvent ours, final ReleaseEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.merchant(ours.text(ReleaseEvent.MERCHANT));
        theirs.paymentId(ours.text(ReleaseEvent.PAYMENT_ID));
    }

    private static void assertSame(final ExplainEvent ours, final ExplainEventDecoder theirs)
    {
        assertEquals(ours.receivedAtNs(), theirs.receivedAtNs());
        assertEquals(ours.correlation(), theirs.correlation());
        assertEquals(ours.instrument(), theirs.instrument());
    }

    private static void encode(final ExplainEvent ours, final ExplainEventEncoder theirs)
    {
        theirs.receivedAtNs(ours.receivedAtNs());
        theirs.correlation(ours.correlation());
        theirs.instrument(ours.instrument());
        theirs.reserved(0);
    }

    private void assertAgree(final int length, final int otherLength)
    {
        assertEquals(length, otherLength);
        assertArrayEquals(Arrays.copyOfRange(mine, AT, AT + length), Arrays.copyOfRange(other, AT, AT + length));
    }

    private static void assertSame(final long low, final long high, final Int128Decoder theirs)
    {
        assertEquals(low, theirs.lo());
        assertEquals(high, theirs.hi());
    }

    private static byte[] region(final Flyweight view, final int at, final int size)
    {
        return Arrays.copyOfRange(view.buffer(), at, at + size);
    }
}
