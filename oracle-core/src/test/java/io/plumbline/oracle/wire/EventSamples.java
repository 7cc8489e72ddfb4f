// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

/** Fills each event with seeded values, and copies one field by field through its accessors and setters. */
final class EventSamples
{
    private EventSamples()
    {
    }

    static void fill(final EnvelopeEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.connection(values.index());
        to.messageId(values.i64());
        to.scheme(values.u8());
        final int count = values.upTo(EnvelopeEvent.MAX_SIGNATURES);
        for (int i = 0; i < count; i++)
        {
            to.addSignature(values.i32(), values.bytes(65), 0, 64 + values.upTo(1));
        }
        final byte[] signed = values.bytes(values.upTo(EnvelopeEvent.MAX_SIGNED_BYTES));
        to.signedBytes(signed, 0, signed.length);
    }

    static void copy(final EnvelopeEvent from, final EnvelopeEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.connection(from.connection());
        to.messageId(from.messageId());
        to.scheme(from.scheme());
        for (int i = 0; i < from.signatureCount(); i++)
        {
            to.addSignature(from.keyId(i), from.buffer(), from.signatureOffset(i), EnvelopeEvent.SIGNATURE_LENGTH);
        }
        to.signedBytes(from.buffer(), from.signedBytesOffset(), from.signedBytesLength());
    }

    static void fill(final ClockEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.wallNs(values.i64());
    }

    static void copy(final ClockEvent from, final ClockEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.wallNs(from.wallNs());
    }

    static void fill(final ConnectionEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.connection(values.index());
        to.open(values.upTo(1) == 1);
    }

    static void copy(final ConnectionEvent from, final ConnectionEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.connection(from.connection());
        to.open(from.isOpen());
    }

    static void fill(final OrderEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.policy(values.index());
        to.instrument(values.index());
        to.side(values.oneOf(0, 1, 255));
        to.amountIn(values.upTo(1));
        to.amount(values.i64(), values.i64());
        to.text(OrderEvent.MERCHANT, values.text(OrderEvent.MERCHANT.length()));
        to.text(OrderEvent.CUSTOMER, values.text(OrderEvent.CUSTOMER.length()));
        to.text(OrderEvent.PAYER, values.text(OrderEvent.PAYER.length()));
        to.text(OrderEvent.PAY_TO, values.text(OrderEvent.PAY_TO.length()));
        to.digest(OrderEvent.ORDER_DIGEST, values.bytes(DigestField.LENGTH), 0);
    }

    static void copy(final OrderEvent from, final OrderEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.policy(from.policy());
        to.instrument(from.instrument());
        to.side(from.side());
        to.amountIn(from.amountIn());
        to.amount(from.amountLow(), from.amountHigh());
        to.text(OrderEvent.MERCHANT, from.text(OrderEvent.MERCHANT));
        to.text(OrderEvent.CUSTOMER, from.text(OrderEvent.CUSTOMER));
        to.text(OrderEvent.PAYER, from.text(OrderEvent.PAYER));
        to.text(OrderEvent.PAY_TO, from.text(OrderEvent.PAY_TO));
        to.digest(OrderEvent.ORDER_DIGEST, from.buffer(), from.offset() + OrderEvent.ORDER_DIGEST.offset());
    }

    static void fill(final AuthorizeEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.text(AuthorizeEvent.MERCHANT, values.text(AuthorizeEvent.MERCHANT.length()));
        to.text(AuthorizeEvent.PAYMENT_ID, values.text(AuthorizeEvent.PAYMENT_ID.length()));
        to.digest(AuthorizeEvent.ORDER_DIGEST, values.bytes(DigestField.LENGTH), 0);
        to.text(AuthorizeEvent.PAYER, values.text(AuthorizeEvent.PAYER.length()));
        to.digest(AuthorizeEvent.ACCEPTED_DIGEST, values.bytes(DigestField.LENGTH), 0);
        final byte[] quote = values.bytes(values.upTo(SignedQuoteLayout.LENGTH));
        to.signedQuote(quote, 0, quote.length);
    }

    static void copy(final AuthorizeEvent from, final AuthorizeEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.text(AuthorizeEvent.MERCHANT, from.text(AuthorizeEvent.MERCHANT));
        to.text(AuthorizeEvent.PAYMENT_ID, from.text(AuthorizeEvent.PAYMENT_ID));
        to.digest(AuthorizeEvent.ORDER_DIGEST, from.buffer(), from.offset() + AuthorizeEvent.ORDER_DIGEST.offset());
        to.text(AuthorizeEvent.PAYER, from.text(AuthorizeEvent.PAYER));
        to.digest(
            AuthorizeEvent.ACCEPTED_DIGEST, from.buffer(), from.offset() + AuthorizeEvent.ACCEPTED_DIGEST.offset());
        to.signedQuote(from.buffer(), from.signedQuoteOffset(), from.signedQuoteLength());
    }

    static void fill(final CaptureEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.text(CaptureEvent.MERCHANT, values.text(CaptureEvent.MERCHANT.length()));
        to.text(CaptureEvent.PAYMENT_ID, values.text(CaptureEvent.PAYMENT_ID.length()));
        to.finality(values.index());
        to.amount(values.i64(), values.i64());
        to.text(CaptureEvent.ASSET_ID, values.text(CaptureEvent.ASSET_ID.length()));
        to.text(CaptureEvent.PAY_TO, values.text(CaptureEvent.PAY_TO.length()));
        to.text(CaptureEvent.TRANSACTION_ID, values.text(CaptureEvent.TRANSACTION_ID.length()));
    }

    static void copy(final CaptureEvent from, final CaptureEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.text(CaptureEvent.MERCHANT, from.text(CaptureEvent.MERCHANT));
        to.text(CaptureEvent.PAYMENT_ID, from.text(CaptureEvent.PAYMENT_ID));
        to.finality(from.finality());
        to.amount(from.amountLow(), from.amountHigh());
        to.text(CaptureEvent.ASSET_ID, from.text(CaptureEvent.ASSET_ID));
        to.text(CaptureEvent.PAY_TO, from.text(CaptureEvent.PAY_TO));
        to.text(CaptureEvent.TRANSACTION_ID, from.text(CaptureEvent.TRANSACTION_ID));
    }

    static void fill(final ReleaseEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.text(ReleaseEvent.MERCHANT, values.text(ReleaseEvent.MERCHANT.length()));
        to.text(ReleaseEvent.PAYMENT_ID, values.text(ReleaseEvent.PAYMENT_ID.length()));
    }

    static void copy(final ReleaseEvent from, final ReleaseEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.text(ReleaseEvent.MERCHANT, from.text(ReleaseEvent.MERCHANT));
        to.text(ReleaseEvent.PAYMENT_ID, from.text(ReleaseEvent.PAYMENT_ID));
    }

    static void fill(final ExplainEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.instrument(values.index());
    }

    static void copy(final ExplainEvent from, final ExplainEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.instrument(from.instrument());
    }

    static void fill(final SignatureEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.quoteSequence(values.i64());
        final int kind = values.upTo(1);
        to.kind(kind);
        to.instrument(kind == QuoteFrame.KIND_REFERENCE ? values.index() : 0);
        to.digest(SignatureEvent.QUOTE_DIGEST, values.bytes(DigestField.LENGTH), 0);
        if (values.upTo(3) > 0)
        {
            to.signature(values.bytes(SignatureEvent.SIGNATURE_LENGTH), 0);
        }
    }

    static void copy(final SignatureEvent from, final SignatureEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.quoteSequence(from.quoteSequence());
        to.kind(from.kind());
        to.instrument(from.instrument());
        to.digest(SignatureEvent.QUOTE_DIGEST, from.buffer(), from.offset() + SignatureEvent.QUOTE_DIGEST.offset());
        if (from.isSigned())
        {
            final byte[] signature = new byte[SignatureEvent.SIGNATURE_LENGTH];
            from.copySignature(signature, 0);
            to.signature(signature, 0);
        }
    }

    static void fill(final ProofEvent to, final Values values)
    {
        to.receivedAtNs(values.i64());
        to.correlation(values.i64());
        to.text(ProofEvent.MERCHANT, values.text(ProofEvent.MERCHANT.length()));
        final int kind = 1 + values.upTo(2);
        to.kind(kind);
        if (kind == ProofEvent.RECEIPT)
        {
            to.text(ProofEvent.PAYMENT_ID, values.text(ProofEvent.PAYMENT_ID.length()));
        }
        else
        {
            to.quoteSequence(values.i64());
            to.bootEpoch(values.i64());
        }
    }

    static void copy(final ProofEvent from, final ProofEvent to)
    {
        to.receivedAtNs(from.receivedAtNs());
        to.correlation(from.correlation());
        to.text(ProofEvent.MERCHANT, from.text(ProofEvent.MERCHANT));
        to.text(ProofEvent.PAYMENT_ID, from.text(ProofEvent.PAYMENT_ID));
        to.quoteSequence(from.quoteSequence());
        to.bootEpoch(from.bootEpoch());
        to.kind(from.kind());
    }
}
