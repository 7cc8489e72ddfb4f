// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens from anywhere: reading never throws, and one that is bound to its quote is one that could be rendered. */
final class JwsQuoteFuzzTest
{
    private static final String ISSUER = "plumbline";
    private static final String MERCHANT = "shop";

    static Stream<byte[]> tokens()
    {
        final byte[] quote = new byte[SignedQuoteLayout.LENGTH];
        final QuoteFrameEncoder encoder = new QuoteFrameEncoder();
        encoder.begin(quote, 0);
        encoder.kind(QuoteFrame.KIND_ORDER);
        encoder.keyId(9);
        encoder.issuedAtNs(1_700_000_000_000_000_000L);
        encoder.expiresAtNs(1_700_000_060_000_000_000L);
        encoder.rate(64_000);
        encoder.assetAmount(156_250, 0);
        encoder.text(QuoteFrame.MERCHANT, MERCHANT);
        encoder.text(QuoteFrame.INSTRUMENT, "BTC/USD");
        encoder.finish();
        final String input = JwsQuote.signingInput(quote, 0, ISSUER);
        return Stream.of(JwsQuote.compact(input, new byte[SignedQuoteLayout.SIGNATURE_LENGTH]),
            "eyJhbGciOiJFZERTQSJ9.e30.AA", "..").map(token -> token.getBytes(StandardCharsets.US_ASCII));
    }

    static Stream<byte[]> objects()
    {
        return Stream.of("{\"a\":\"x y\",\"n\":17}", " { \"n\" : 0 , \"a\" : \"\" } ")
            .map(json -> json.getBytes(StandardCharsets.US_ASCII));
    }

    @MethodSource("tokens")
    @FuzzTest
    void shouldNeverThrowOnTokens(final byte[] bytes)
    {
        final String token = new String(bytes, StandardCharsets.ISO_8859_1);
        JwsQuote.parse(token).ifPresent(jws ->
        {
            final String again = JwsQuote.signingInput(jws.quote(), 0, ISSUER);
            final JwsQuote rendered = JwsQuote.parse(JwsQuote.compact(again, jws.signature())).orElseThrow();
            if (!Arrays.equals(rendered.quote(), jws.quote()) || !Arrays.equals(rendered.signature(), jws.signature()))
            {
                throw new AssertionError("rendered otherwise: " + token);
            }
            if (jws.isBoundTo(ISSUER, MERCHANT) && rendered.keyId() != jws.keyId())
            {
                throw new AssertionError("bound to another key: " + token);
            }
        });
    }

    @MethodSource("objects")
    @FuzzTest
    void shouldNeverThrowOnObjects(final byte[] bytes)
    {
        final Map<String, String> members = FlatJson.read(bytes, Set.of("a"), Set.of("n"));
        if (members != null &&
            (!members.keySet().equals(Set.of("a", "n")) || !members.get("n").matches("0|[1-9][0-9]*")))
        {
            throw new AssertionError("not flat: " + members);
        }
    }
}
