// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second form of an order quote: a JWS in compact serialization (RFC 7515) whose payload states the quote's terms
 * and carries the signed quote, which alone is authoritative. Renders and reads; knows no key, so that one that was
 * read proves nothing until both signatures have been verified. Immutable; any thread; allocates.
 */
public final class JwsQuote
{
    /** Longest token that is looked at, in characters. */
    public static final int MAX_LENGTH = 8_192;

    private static final String ALGORITHM = "EdDSA";
    private static final String TYPE = "plumbline-quote+jws";
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final Set<String> TIMES = Set.of("iat", "exp");
    private static final Set<String> TEXTS = Set.of("iss", "aud", "jti", "instrument", "asset", "currency", "side",
        "assetAmount", "fiatAmount", "rate", "quote");
    private static final Set<String> NONE = Set.of();
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** Each part of a quote that becomes a text of the payload. */
    private static final TextField[] RENDERED =
        {QuoteFrame.MERCHANT, QuoteFrame.INSTRUMENT, QuoteFrame.ASSET_ID, QuoteFrame.CURRENCY};

    private final int keyId;
    private final Map<String, String> claims;
    private final byte[] signingInput;
    private final byte[] signature;
    private final byte[] quote;
    private final QuoteFrame frame = new QuoteFrame();

    private JwsQuote(
        final int keyId,
        final Map<String, String> claims,
        final byte[] signingInput,
        final byte[] signature,
        final byte[] quote)
    {
        this.keyId = keyId;
        this.claims = claims;
        this.signingInput = signingInput;
        this.signature = signature;
        this.quote = quote;
    }

    /**
     * Whether a quote has this form: it is an order's, issued and expiring after 1970, and none of its texts holds a
     * character that JSON would have to escape.
     *
     * @param quote a wrapped quote.
     * @return whether {@link #signingInput} takes it.
     */
    public static boolean isRenderable(final QuoteFrame quote)
    {
        for (final TextField field : RENDERED)
        {
            final int from = quote.offset() + field.offset();
            for (int i = from; i < from + field.length(); i++)
            {
                if (quote.buffer()[i] != 0 && !FlatJson.isPlain(quote.buffer()[i]))
                {
                    return false;
                }
            }
        }
        return quote.kind() == QuoteFrame.KIND_ORDER && quote.side() != QuoteFrame.SIDE_NONE &&
            quote.issuedAtNs() >= 0 && quote.expiresAtNs() >= 0;
    }

    /**
     * Whether a text may name an issuer.
     *
     * @param issuer any text.
     * @return whether it is printable ASCII that JSON needs not escape; spaces may stand in it.
     */
    public static boolean isIssuer(final String issuer)
    {
        return !issuer.isEmpty() && issuer.chars().allMatch(FlatJson::isPlain);
    }

    /**
     * Renders a signed quote as far as the token's own signature: header and payload, each in base64url, with a point
     * between. The same quote and issuer always give the same text.
     *
     * @param bytes  holds quote and signature.
     * @param at     where they begin.
     * @param issuer who issues, see {@link #isIssuer}.
     * @return what is to be signed, as the ASCII bytes of this text.
     * @throws IllegalArgumentException if the bytes are no canonical quote that {@link #isRenderable}, or the issuer is
     *     none.
     */
    public static String signingInput(final byte[] bytes, final int at, final String issuer)
    {
        final byte[] quote = Arrays.copyOfRange(bytes, at, at + SignedQuoteLayout.LENGTH);
        final QuoteFrame frame = new QuoteFrame();
        final WireStatus status = frame.wrap(quote, 0, QuoteFrame.LENGTH);
        if (status != WireStatus.OK || !isRenderable(frame))
        {
            throw new IllegalArgumentException("bytes must be an order quote without escapes, were " + status);
        }
        if (!isIssuer(issuer))
        {
            throw new IllegalArgumentException("issuer must be printable ASCII without escapes, was " + issuer);
        }
        final String header = "{\"alg\":\"" + ALGORITHM + "\",\"typ\":\"" + TYPE + "\",\"kid\":\"" +
            Integer.toUnsignedString(frame.keyId()) + "\"}";
        final StringBuilder payload = new StringBuilder(2 * SignedQuoteLayout.LENGTH);
        claims(frame, quote, issuer).forEach((name, value) ->
        {
            final String mark = TIMES.contains(name) ? "" : "\"";
            payload.append(payload.length() == 0 ? '{' : ',');
            payload.append('"').append(name).append("\":").append(mark).append(value).append(mark);
        });
        payload.append('}');
        return encode(header) + '.' + encode(payload.toString());
    }

    /**
     * Puts the token together.
     *
     * @param signingInput as {@link #signingInput(byte[], int, String)} gave it.
     * @param signature    64 bytes.
     * @return the token in compact serialization.
     */
    public static String compact(final String signingInput, final byte[] signature)
    {
        return signingInput + '.' + Base64Url.encode(signature);
    }

    /**
     * Reads a token by the strict rules: three parts in canonical base64url, a header of exactly the three members, a
     * payload of exactly the claims, a canonical order quote in it. Compares nothing and verifies nothing.
     *
     * @param token the compact serialization; untrusted.
     * @return what it says; empty where it breaks a rule of the form.
     */
    public static Optional<JwsQuote> parse(final String token)
    {
        return Optional.ofNullable(read(token));
    }

    private static @Nullable JwsQuote read(final String token)
    {
        final int first = token.indexOf('.');
        final int second = token.indexOf('.', first + 1);
        if (token.length() > MAX_LENGTH || first < 0 || second < 0)
        {
            return null;
        }
        final Map<String, String> header = object(token, 0, first, HEADER, NONE);
        final Map<String, String> claims = object(token, first + 1, second, TEXTS, TIMES);
        final byte[] signature = Base64Url.decode(token, second + 1, token.length());
        if (header == null || claims == null || signature == null ||
            signature.length != SignedQuoteLayout.SIGNATURE_LENGTH || !isKey(header))
        {
            return null;
        }
        final String text = claims.getOrDefault("quote", "");
        final byte[] quote = Base64Url.decode(text, 0, text.length());
        if (quote == null || quote.length != SignedQuoteLayout.LENGTH)
        {
            return null;
        }
        final JwsQuote read = new JwsQuote(Integer.parseUnsignedInt(header.getOrDefault("kid", "")), claims,
            token.substring(0, second).getBytes(StandardCharsets.US_ASCII), signature, quote);
        final boolean isQuote = read.frame.wrap(quote, 0, QuoteFrame.LENGTH) == WireStatus.OK;
        return isQuote && isRenderable(read.frame) ? read : null;
    }

    /**
     * The key that the header names.
     *
     * @return 32 bits, unsigned.
     */
    public int keyId()
    {
        return keyId;
    }

    /**
     * What the token's own signature signs.
     *
     * @return a copy.
     */
    public byte[] signingInput()
    {
        return signingInput.clone();
    }

    /**
     * The token's own signature.
     *
     * @return a copy, 64 bytes.
     */
    public byte[] signature()
    {
        return signature.clone();
    }

    /**
     * The binary quote with its signature.
     *
     * @return a copy.
     */
    public byte[] quote()
    {
        return quote.clone();
    }

    /**
     * Whether the token says what its quote says: header and every claim are what this issuer would render of that
     * quote for its merchant, and that merchant is the audience.
     *
     * @param issuer   the only one expected.
     * @param audience the merchant who looks.
     * @return whether nothing differs.
     */
    public boolean isBoundTo(final String issuer, final String audience)
    {
        return keyId == frame.keyId() && frame.isText(QuoteFrame.MERCHANT, audience) &&
            claims.equals(claims(frame, quote, issuer));
    }

    /** What the payload says of a quote, in the order it is rendered in. */
    private static Map<String, String> claims(final QuoteFrame frame, final byte[] quote, final String issuer)
    {
        final Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", frame.text(QuoteFrame.MERCHANT));
        claims.put("jti", Long.toUnsignedString(frame.engineId()) + '-' +
            Long.toUnsignedString(frame.bootEpoch()) + '-' + Long.toUnsignedString(frame.quoteSequence()));
        claims.put("iat", Long.toString(Math.floorDiv(frame.issuedAtNs(), NS_PER_SECOND)));
        claims.put("exp", Long.toString(Math.floorDiv(frame.expiresAtNs(), NS_PER_SECOND)));
        claims.put("instrument", frame.text(QuoteFrame.INSTRUMENT));
        claims.put("asset", frame.text(QuoteFrame.ASSET_ID));
        claims.put("currency", frame.text(QuoteFrame.CURRENCY));
        claims.put("side", side(frame.side()));
        claims.put("assetAmount", amount(frame.assetAmountHigh(), frame.assetAmountLow()));
        claims.put("fiatAmount", amount(frame.fiatAmountHigh(), frame.fiatAmountLow()));
        claims.put("rate", Long.toString(frame.rate()));
        claims.put("quote", Base64Url.encode(quote));
        return claims;
    }

    private static String side(final int code)
    {
        return code == QuoteFrame.SIDE_MERCHANT_RECEIVES ? "MERCHANT_RECEIVES" : "MERCHANT_PAYS";
    }

    private static String amount(final long high, final long low)
    {
        final BigInteger lowest = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lowest).toString();
    }

    private static String encode(final String ascii)
    {
        return Base64Url.encode(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static @Nullable Map<String, String> object(
        final String token, final int from, final int to, final Set<String> strings, final Set<String> numbers)
    {
        final byte[] json = Base64Url.decode(token, from, to);
        return json == null ? null : FlatJson.read(json, strings, numbers);
    }

    /** Whether the header is of this form and its key's number is the text of 32 unsigned bits. */
    private static boolean isKey(final Map<String, String> header)
    {
        final String kid = header.getOrDefault("kid", "");
        return !kid.isEmpty() && kid.length() <= 10 && kid.chars().allMatch(c -> c >= '0' && c <= '9') &&
            ALGORITHM.equals(header.get("alg")) && TYPE.equals(header.get("typ")) &&
            Long.toString(Long.parseLong(kid)).equals(kid) && Long.parseLong(kid) <= 0xFFFF_FFFFL;
    }
}
