// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.wire.DigestField;
import io.plumbline.oracle.wire.QuoteState;
import io.plumbline.oracle.wire.ReceiptFrame;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What became of a payment, as it stood when asked, signed by the oracle. Immutable; any thread. The bytes alone are
 * authoritative; the accessors read them. Holding one proves nothing until its signature has been verified.
 */
public final class Receipt extends SignedDocument<ReceiptFrame>
{
    /** Bytes of a receipt with its signature. */
    public static final int LENGTH = ReceiptFrame.LENGTH + SIGNATURE_LENGTH;

    /**
     * Copies and reads a receipt.
     *
     * @param source where it stands.
     * @param offset of its first byte.
     * @param length must be {@link #LENGTH}.
     * @throws IllegalArgumentException if the bytes are no canonical receipt.
     */
    public Receipt(final byte[] source, final int offset, final int length)
    {
        super(new ReceiptFrame(), "receipt", ReceiptFrame.LENGTH, source, offset, length);
    }

    /** {@return the deployment it is of, 32 bits} */
    public int environment()
    {
        return frame.environment();
    }

    /** {@return the number of the key it is signed by} */
    public int keyId()
    {
        return frame.keyId();
    }

    /** {@return the engine that issued the quote} */
    public long engineId()
    {
        return frame.engineId();
    }

    /** {@return the start of that engine, counted} */
    public long bootEpoch()
    {
        return frame.bootEpoch();
    }

    /** {@return the number of the quote within the boot epoch} */
    public long quoteSequence()
    {
        return frame.quoteSequence();
    }

    /** {@return SHA-256 of the quote without its signature, 32 bytes} */
    public byte[] quoteDigest()
    {
        final byte[] digest = new byte[DigestField.LENGTH];
        frame.copyDigest(ReceiptFrame.QUOTE_DIGEST, digest, 0);
        return digest;
    }

    /**
     * Whether it is about a quote: the quote's digest stands in it.
     *
     * @param quote a quote.
     * @return false for any other.
     */
    public boolean isFor(final SignedQuote quote)
    {
        return frame.isDigest(ReceiptFrame.QUOTE_DIGEST, quote.digest(), 0);
    }

    /** {@return the merchant} */
    public String merchant()
    {
        return frame.text(ReceiptFrame.MERCHANT);
    }

    /** {@return the merchant's own id of the payment} */
    public String paymentId()
    {
        return frame.text(ReceiptFrame.PAYMENT_ID);
    }

    /** {@return what had become of the payment} */
    public State state()
    {
        return switch (frame.state())
        {
            case QuoteState.AUTHORIZED -> State.AUTHORIZED;
            case QuoteState.CAPTURED -> State.CAPTURED;
            case QuoteState.RELEASED -> State.RELEASED;
            default -> State.KILLED;
        };
    }

    /** {@return the engine time of the receipt, epoch nanoseconds} */
    public long issuedAtNs()
    {
        return frame.issuedAtNs();
    }

    /** {@return the end of the time to capture, epoch nanoseconds} */
    public long captureUntilNs()
    {
        return frame.captureUntilNs();
    }

    /** {@return the answer to the authorization; empty where none is kept} */
    public Optional<Decision> authorization()
    {
        return decision(ReceiptFrame.AUTHORIZE);
    }

    /** {@return the answer to the capture, or to the release; empty where none was given yet} */
    public Optional<Decision> capture()
    {
        return decision(ReceiptFrame.SETTLE);
    }

    /** {@return what arrived, base units of the asset; 0 where nothing was reported} */
    public BigInteger arrivedAmount()
    {
        return toBigInteger(frame.amountHigh(), frame.amountLow());
    }

    /** {@return the transaction that brought it; empty where nothing was reported} */
    public String transactionId()
    {
        return frame.text(ReceiptFrame.TRANSACTION_ID);
    }

    /** {@return the confirmations reported} */
    public int finality()
    {
        return frame.finality();
    }

    private Optional<Decision> decision(final int which)
    {
        final Answer answer = Answer.ofCode(frame.answer(which));
        final Refusal refusal = Refusal.ofCode(frame.refusal(which));
        return answer == Answer.REFUSED && refusal == Refusal.NONE ? Optional.empty() :
            Optional.of(new Decision(answer, refusal, frame.atNs(which), frame.decidedRate(which),
                frame.quotedRate(which), frame.measured(which), frame.limit(which)));
    }

    /**
     * What had become of a payment.
     */
    public enum State
    {
        /** The quote is reserved for it. */
        AUTHORIZED,
        /** It is settled, as its answer says. */
        CAPTURED,
        /** The merchant gave it up. */
        RELEASED,
        /** It was refused, and the quote died of it. */
        KILLED
    }

    /**
     * An answer with the figures that decided it.
     *
     * @param answer      how it ended.
     * @param refusal     why it was refused, NONE where it was not.
     * @param atNs        engine time of the answer, epoch nanoseconds.
     * @param decidedRate rate found when deciding, at the quote's rate decimals.
     * @param quotedRate  rate that was promised, at the quote's rate decimals.
     * @param measured    the figure that was found; what it counts depends on the refusal.
     * @param limit       the figure that was not to be passed.
     */
    public record Decision(
        Answer answer, Refusal refusal, long atNs, long decidedRate, long quotedRate, long measured, long limit)
    {
    }
}
