// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle;

import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.WireStatus;
import java.util.HashMap;
import java.util.Map;

/**
 * Verifies quotes anywhere, without an engine: by the public keys an oracle's operator has made known, for one
 * environment. Says that a quote was signed and is not expired; whether it is still to be had only its engine knows.
 * Immutable; any thread; allocates.
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
        if (frame.environment() != environment)
        {
            return Refusal.WRONG_ENVIRONMENT;
        }
        final Ed25519PublicKey key = keys.get(frame.keyId());
        if (key == null)
        {
            return Refusal.UNKNOWN_KEY;
        }
        if (!new Ed25519Verifier().verify(key, bytes, 0, QuoteFrame.LENGTH, bytes, QuoteFrame.LENGTH,
            Ed25519Verifier.SIGNATURE_LENGTH))
        {
            return Refusal.BAD_SIGNATURE;
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
}
