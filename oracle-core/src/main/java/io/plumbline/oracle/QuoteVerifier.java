// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.wire.JwsQuote;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.ReceiptFrame;
import io.plumbline.oracle.wire.ReferenceFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies quotes, receipts and reference records anywhere, without an engine: by the public keys an oracle's operator
 * has made known, for one environment. Says that a quote was signed and is not expired; whether it is still to be had
 * only its engine knows. Immutable; any thread; allocates.
 */
public final class QuoteVerifier
{
    private final int environment;
    private final Map<Integer, Ed25519PublicKey> keys;

    private QuoteVerifier(final int environment, final Map<Integer, Ed25519PublicKey> keys)
    {
        this.environment = environment;
        this.keys = Map.copyOf(keys);
    }

    /**
     * A verifier with one key.
     *
     * @param environment the deployment quotes must be of.
     * @param keyId       the number quotes name the key by.
     * @param publicKey   32 bytes, RFC 8032 encoding, as {@link Oracle#quotePublicKey()} gives it.
     * @return the verifier.
     * @throws IllegalArgumentException if the key is no point of prime order.
     */
    public static QuoteVerifier of(final int environment, final int keyId, final byte[] publicKey)
    {
        return new QuoteVerifier(environment, Map.of(keyId, Ed25519PublicKey.of(publicKey)));
    }

    /**
     * The same with a further key, for rotation.
     *
     * @param keyId     the number quotes name it by; a number already known takes the new key.
     * @param publicKey 32 bytes, RFC 8032 encoding.
     * @return a new verifier.
     * @throws IllegalArgumentException if the key is no point of prime order.
     */
    public QuoteVerifier and(final int keyId, final byte[] publicKey)
    {
        final Map<Integer, Ed25519PublicKey> more = new HashMap<>(keys);
        more.put(keyId, Ed25519PublicKey.of(publicKey));
        return new QuoteVerifier(environment, more);
    }

    /**
     * Judges a quote's bytes, quote first and signature after it.
     *
     * @param bytes where they stand.
     * @param nowNs the verifier's time, epoch nanoseconds.
     * @return NONE for a quote signed by one of the keys and valid then; MALFORMED, WRONG_ENVIRONMENT, UNKNOWN_KEY,
     *     BAD_SIGNATURE, FUTURE_TIME where it is issued later than that, or EXPIRED.
     */
    public Refusal verify(final byte[] bytes, final long nowNs)
    {
        final QuoteFrame frame = new QuoteFrame();
        if (bytes.length != SignedQuote.LENGTH || frame.wrap(bytes, 0, QuoteFrame.LENGTH) != WireStatus.OK)
        {
            return Refusal.MALFORMED;
        }
        final Refusal refusal = judge(frame.environment(), frame.keyId(), bytes, QuoteFrame.LENGTH);
        if (refusal != Refusal.NONE)
        {
            return refusal;
        }
        if (frame.issuedAtNs() > nowNs)
        {
            return Refusal.FUTURE_TIME;
        }
        return nowNs >= frame.expiresAtNs() ? Refusal.EXPIRED : Refusal.NONE;
    }

    /**
     * Judges a quote, see {@link #verify(byte[], long)}.
     *
     * @param quote the quote.
     * @param nowNs the verifier's time, epoch nanoseconds.
     * @return NONE, or why it is not to be relied on.
     */
    public Refusal verify(final SignedQuote quote, final long nowNs)
    {
        return verify(quote.toByteArray(), nowNs);
    }

    /**
     * Judges a receipt's bytes, receipt first and signature after it.
     *
     * @param bytes where they stand.
     * @return NONE for a receipt signed by one of the keys; MALFORMED, WRONG_ENVIRONMENT, UNKNOWN_KEY or
     *     BAD_SIGNATURE.
     */
    public Refusal verifyReceipt(final byte[] bytes)
    {
        final ReceiptFrame frame = new ReceiptFrame();
        return bytes.length == Receipt.LENGTH && frame.wrap(bytes, 0, ReceiptFrame.LENGTH) == WireStatus.OK ?
            judge(frame.environment(), frame.keyId(), bytes, ReceiptFrame.LENGTH) : Refusal.MALFORMED;
    }

    /**
     * Judges a receipt, see {@link #verifyReceipt(byte[])}.
     *
     * @param receipt the receipt.
     * @return NONE, or why it is not to be relied on.
     */
    public Refusal verifyReceipt(final Receipt receipt)
    {
        return verifyReceipt(receipt.toByteArray());
    }

    /**
     * Judges a reference record's bytes, record first and signature after it.
     *
     * @param bytes where they stand.
     * @return NONE for a record signed by one of the keys; MALFORMED, WRONG_ENVIRONMENT, UNKNOWN_KEY or BAD_SIGNATURE.
     */
    public Refusal verifyReference(final byte[] bytes)
    {
        final ReferenceFrame frame = new ReferenceFrame();
        return bytes.length == ReferenceRecord.LENGTH && frame.wrap(bytes, 0, ReferenceFrame.LENGTH) == WireStatus.OK ?
            judge(frame.environment(), frame.keyId(), bytes, ReferenceFrame.LENGTH) : Refusal.MALFORMED;
    }

    /**
     * Judges a reference record, see {@link #verifyReference(byte[])}.
     *
     * @param record the record.
     * @return NONE, or why it is not to be relied on.
     */
    public Refusal verifyReference(final ReferenceRecord record)
    {
        return verifyReference(record.toByteArray());
    }

    private Refusal judge(final int ofEnvironment, final int keyId, final byte[] bytes, final int signedLength)
    {
        if (ofEnvironment != environment)
        {
            return Refusal.WRONG_ENVIRONMENT;
        }
        final Ed25519PublicKey key = keys.get(keyId);
        if (key == null)
        {
            return Refusal.UNKNOWN_KEY;
        }
        final boolean isSigned = new Ed25519Verifier().verify(
            key, bytes, 0, signedLength, bytes, signedLength, Ed25519Verifier.SIGNATURE_LENGTH);
        return isSigned ? Refusal.NONE : Refusal.BAD_SIGNATURE;
    }

    /**
     * Judges the second form of an order quote, a JWS in compact serialization, by the strict rules of that form. The
     * token's signature and the one in the quote it carries must both verify under the same key of this verifier; what
     * the header names or brings along is never used as a key.
     *
     * @param token    the token; untrusted.
     * @param issuer   the issuer it must be of.
     * @param audience the merchant it must be for.
     * @param nowNs    the verifier's time, epoch nanoseconds.
     * @return the quote with NONE where it may be relied on then; else MALFORMED, UNKNOWN_KEY, BAD_SIGNATURE,
     *     WRONG_ENVIRONMENT, BINDING_MISMATCH where issuer, audience, key or a claim differs from the quote's,
     *     FUTURE_TIME or EXPIRED.
     */
    public VerifiedQuote verifyJws(
        final String token, final String issuer, final String audience, final long nowNs)
    {
        final Optional<JwsQuote> jws = JwsQuote.parse(token);
        if (jws.isEmpty())
        {
            return new VerifiedQuote(Refusal.MALFORMED, Optional.empty());
        }
        final byte[] quote = jws.get().quote();
        final Refusal refusal = judge(jws.get(), quote, issuer, audience, nowNs);
        return new VerifiedQuote(refusal, refusal != Refusal.NONE ? Optional.empty() :
            Optional.of(new SignedQuote(quote, 0, quote.length)));
    }

    private Refusal judge(
        final JwsQuote jws, final byte[] quote, final String issuer, final String audience, final long nowNs)
    {
        final Ed25519PublicKey key = keys.get(jws.keyId());
        if (key == null)
        {
            return Refusal.UNKNOWN_KEY;
        }
        final byte[] signed = jws.signingInput();
        if (!new Ed25519Verifier().verify(key, signed, 0, signed.length, jws.signature(), 0,
            Ed25519Verifier.SIGNATURE_LENGTH))
        {
            return Refusal.BAD_SIGNATURE;
        }
        final Refusal refusal = verify(quote, nowNs);
        final boolean isOutOfTime = refusal == Refusal.FUTURE_TIME || refusal == Refusal.EXPIRED;
        if (refusal != Refusal.NONE && !isOutOfTime)
        {
            return refusal;
        }
        return jws.isBoundTo(issuer, audience) ? refusal : Refusal.BINDING_MISMATCH;
    }
}
