// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import io.plumbline.oracle.QuoteVerifier;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.VerifiedQuote;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.fixtures.Jose;
import io.plumbline.oracle.wire.JwsQuote;
import io.plumbline.oracle.wire.QuoteFrame;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An issued quote, the token of it, and what is needed to make others like it by hand and sign them well. */
final class JwsRig
{
    static final String ISSUER = "plumbline test";
    static final String HEADER = "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\"}";

    final QuoteBench bench = QuoteBench.with(QuotePolicy.standard("plain"));
    final byte[] quote;
    final String token;
    final QuoteVerifier verifier =
        QuoteVerifier.of(QuoteBench.ENVIRONMENT, QuoteBench.KEY_ID, QuoteBench.KEY.publicKey().toBytes());

    JwsRig()
    {
        quote = bench.issue(10_000);
        final String input = JwsQuote.signingInput(quote, 0, ISSUER);
        token = JwsQuote.compact(input, sign(input, QuoteBench.KEY));
    }

    static byte[] sign(final String input, final Ed25519SigningKey key)
    {
        final byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        final byte[] signature = new byte[64];
        key.sign(bytes, 0, bytes.length, signature, 0);
        return signature;
    }

    /** A token of any header and payload, signed with the engine's key. */
    static String signed(final String header, final String payload)
    {
        final String input = Jose.encode(header) + '.' + Jose.encode(payload);
        return input + '.' + Jose.encode(sign(input, QuoteBench.KEY));
    }

    Refusal verify(final String other)
    {
        return judge(other).refusal();
    }

    VerifiedQuote judge(final String other)
    {
        return verifier.verifyJws(other, ISSUER, QuoteBench.MERCHANT, bench.quote.issuedAtNs());
    }

    /** What the payload must say, as JSON values, found without the code that is tested. */
    Map<String, String> claims()
    {
        final QuoteFrame frame = bench.quote;
        final Map<String, String> claims = new LinkedHashMap<>();
        claims.put("iss", quoted(ISSUER));
        claims.put("aud", quoted(QuoteBench.MERCHANT));
        claims.put("jti", quoted(QuoteBench.ENGINE_ID + "-" + QuoteBench.BOOT_EPOCH + "-" + frame.quoteSequence()));
        claims.put("iat", BigInteger.valueOf(frame.issuedAtNs()).divide(BigInteger.TEN.pow(9)).toString());
        claims.put("exp", BigInteger.valueOf(frame.expiresAtNs()).divide(BigInteger.TEN.pow(9)).toString());
        claims.put("instrument", quoted("BTC/USD"));
        claims.put("asset", quoted(QuoteBench.BTC_ASSET));
        claims.put("currency", quoted("USD"));
        claims.put("side", quoted(Side.MERCHANT_RECEIVES.name()));
        claims.put("assetAmount", quoted("156250"));
        claims.put("fiatAmount", quoted("10000"));
        claims.put("rate", quoted(Long.toString(QuoteBench.BTC_PRICE_E8)));
        claims.put("quote", quoted(Jose.encode(quote)));
        return claims;
    }

    /** The parts of a token. */
    static String[] parts(final String token)
    {
        return token.split("\\.", -1);
    }

    static String quoted(final String text)
    {
        return '"' + text + '"';
    }

    static String json(final Map<String, String> members)
    {
        final StringBuilder json = new StringBuilder();
        members.forEach((name, value) ->
            json.append(json.length() == 0 ? '{' : ',').append(quoted(name)).append(':').append(value));
        return json.append('}').toString();
    }
}
