// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteVerifier;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.VerifiedQuote;
import io.plumbline.oracle.config.Side;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import io.plumbline.oracle.fixtures.Jose;
import io.plumbline.oracle.wire.JwsQuote;
import io.plumbline.oracle.wire.QuoteFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second form of a quote says what the quote says, and nothing else passes, well signed or not. */
final class JwsQuoteTest
{
    private final JwsRig rig = new JwsRig();

    @Test
    void contractM_shouldStateExactlyTheTermsOfTheQuote()
    {
        final String[] parts = JwsRig.parts(rig.token);
        assertEquals(3, parts.length);
        assertEquals(JwsRig.HEADER, Jose.decode(parts[0]));
        assertEquals(JwsRig.json(rig.claims()), Jose.decode(parts[1]));
        assertEquals(64, Base64.getUrlDecoder().decode(parts[2]).length);
        assertEquals(rig.token, new JwsRig().token);
        assertTrue(rig.token.length() < JwsQuote.MAX_LENGTH / 2, () -> rig.token.length() + " characters");
    }

    @Test
    void contractM_shouldStateUnsignedNumbersWholeSecondsAndNegativeAmountsAsTheyAre()
    {
        final byte[] edited = rig.quote.clone();
        final QuoteFrame frame = new QuoteFrame();
        frame.wrap(edited, 0, QuoteFrame.LENGTH);
        final int keyAt = at(edited, rig.bench.quote.keyId(), Integer.BYTES);
        edited[keyAt + 3] = (byte)0x80;
        final int engineAt = at(edited, rig.bench.quote.engineId(), Long.BYTES);
        edited[engineAt + 7] = (byte)0x91;
        final int issuedAt = at(edited, rig.bench.quote.issuedAtNs(), Long.BYTES);
        put(edited, issuedAt, 1_999_999_999L, Long.BYTES);
        final String[] parts = JwsRig.parts(JwsQuote.signingInput(edited, 0, JwsRig.ISSUER));
        assertTrue(Jose.decode(parts[0]).contains("\"kid\":\"2147483657\""), () -> Jose.decode(parts[0]));
        final String payload = Jose.decode(parts[1]);
        assertTrue(payload.contains("\"jti\":\"10457977653291284360-7-1\""), payload);
        assertTrue(payload.contains("\"iat\":1,"), payload);
    }

    @Test
    void contractM_shouldVerifyForItsIssuerMerchantAndTimeAlone()
    {
        final long issuedNs = rig.bench.quote.issuedAtNs();
        final long endNs = rig.bench.quote.expiresAtNs();
        final String shop = QuoteBench.MERCHANT;
        final VerifiedQuote good = rig.judge(rig.token);
        assertEquals(Refusal.NONE, good.refusal());
        assertArrayEquals(rig.quote, good.quote().orElseThrow().toByteArray());
        assertEquals(Refusal.NONE, verify(JwsRig.ISSUER, shop, endNs - 1));
        assertEquals(Refusal.EXPIRED, verify(JwsRig.ISSUER, shop, endNs));
        assertEquals(Refusal.FUTURE_TIME, verify(JwsRig.ISSUER, shop, issuedNs - 1));
        for (final String other : List.of("", "x", "plumbline tes", "plumbline test ", "PLUMBLINE TEST"))
        {
            assertEquals(Refusal.BINDING_MISMATCH, verify(other, shop, issuedNs), other);
        }
        for (final String other : List.of("", "sho", "shopp", "SHOP", "shop\0"))
        {
            assertEquals(Refusal.BINDING_MISMATCH, verify(JwsRig.ISSUER, other, issuedNs), other);
        }
        assertEquals(Refusal.BINDING_MISMATCH, verify("x", shop, endNs), "a stranger's token is not merely late");
    }

    @Test
    void contractM_shouldKnowItsOwnEnvironmentAndKeysAlone()
    {
        final byte[] key = QuoteBench.KEY.publicKey().toBytes();
        final Ed25519SigningKey other = Ed25519SigningKey.ofSeed(QuoteBench.filled(9));
        final byte[] otherKey = other.publicKey().toBytes();
        assertEquals(Refusal.WRONG_ENVIRONMENT,
            verify(QuoteVerifier.of(QuoteBench.ENVIRONMENT + 1, QuoteBench.KEY_ID, key), rig.token));
        final QuoteVerifier rotated = QuoteVerifier.of(QuoteBench.ENVIRONMENT, 10, otherKey);
        assertEquals(Refusal.UNKNOWN_KEY, verify(rotated, rig.token));
        assertEquals(Refusal.BAD_SIGNATURE, verify(rotated.and(QuoteBench.KEY_ID, otherKey), rig.token));
        final QuoteVerifier both = rotated.and(QuoteBench.KEY_ID, key);
        assertEquals(Refusal.NONE, verify(both, rig.token));
        final String input = Jose.encode(JwsRig.HEADER.replace("\"9\"", "\"10\"")) + '.' + JwsRig.parts(rig.token)[1];
        final String wrapped = input + '.' + Jose.encode(JwsRig.sign(input, other));
        assertEquals(Refusal.BINDING_MISMATCH, verify(both, wrapped), "two keys, each known, each signing well");
        assertEquals(Refusal.UNKNOWN_KEY, verify(rig.verifier, wrapped));
        assertEquals(Refusal.UNKNOWN_KEY, verify(rotated, wrapped), "the quote's own key is not known");
    }

    @Test
    void contractM_shouldAskForBothSignatures()
    {
        final byte[] forged = rig.quote.clone();
        forged[forged.length - 40] ^= 1;
        final String payload = JwsRig.json(rig.claims()).replace(Jose.encode(rig.quote), Jose.encode(forged));
        assertEquals(Refusal.BAD_SIGNATURE, rig.verify(JwsRig.signed(JwsRig.HEADER, payload)));
        final String[] parts = JwsRig.parts(rig.token);
        final byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
        for (int bit = 0; bit < 8 * signature.length; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            assertEquals(Refusal.BAD_SIGNATURE, rig.verify(parts[0] + '.' + parts[1] + '.' + Jose.encode(signature)));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "iss, x", "aud, shop2", "jti, 1234605616436508552-7-2", "jti, 01234605616436508552-7-1", "iat, 1700000001",
        "exp, 1700000001", "instrument, ETH/USD", "asset, bip122:000000000019d6689c085ae165831e93/slip44:1",
        "currency, EUR", "side, MERCHANT_PAYS", "side, merchant_receives", "assetAmount, 156251",
        "assetAmount, 0156250", "assetAmount, 156250.0",
        "assetAmount, +156250", "fiatAmount, 9999", "rate, 64000", "rate, 6400000000000.0"})
    void contractM_shouldRefuseAClaimThatDiffersThoughItIsSignedWell(final String name, final String value)
    {
        final Map<String, String> claims = rig.claims();
        final boolean isTime = "iat".equals(name) || "exp".equals(name);
        claims.put(name, isTime ? value : JwsRig.quoted(value));
        assertEquals(Refusal.BINDING_MISMATCH, rig.verify(JwsRig.signed(JwsRig.HEADER, JwsRig.json(claims))));
    }

    @Test
    void contractM_shouldTakeTheClaimsInAnyOrderWithAnyWhiteSpaceBetween()
    {
        final Random random = new Random(5);
        final List<String> names = new ArrayList<>(rig.claims().keySet());
        for (int i = 0; i < 50; i++)
        {
            Collections.shuffle(names, random);
            final Map<String, String> shuffled = new LinkedHashMap<>();
            names.forEach(name -> shuffled.put(name, rig.claims().get(name)));
            final String json = JwsRig.json(shuffled).replace(",\"", " ,\r\n\t\"").replace("\":", "\" : ") + '\n';
            assertEquals(Refusal.NONE, rig.verify(JwsRig.signed(" " + JwsRig.HEADER + " ", json)), json);
        }
    }

    @Test
    void contractM_shouldRefuseEachClaimThatIsMissingTwiceOrOfAnotherKind()
    {
        for (final String name : rig.claims().keySet())
        {
            final Map<String, String> fewer = rig.claims();
            final String value = fewer.remove(name);
            assertMalformed(JwsRig.json(fewer));
            final String twice = JwsRig.json(rig.claims());
            assertMalformed(twice.replace("}", ",\"" + name + "\":" + value + "}"));
            assertMalformed(twice.replace("{", "{\"" + name + "\":" + value + ","));
            for (final String kind :
                List.of("null", "[" + value + "]", "{\"a\":" + value + "}", "true", "-1", "1.5", "1e3"))
            {
                final Map<String, String> other = rig.claims();
                other.put(name, kind);
                assertMalformed(JwsRig.json(other));
            }
            final Map<String, String> crossed = rig.claims();
            crossed.put(name, value.startsWith("\"") ? "1" : JwsRig.quoted(value));
            assertMalformed(JwsRig.json(crossed));
        }
        final Map<String, String> more = rig.claims();
        more.put("nbf", "1");
        assertMalformed(JwsRig.json(more));
        assertMalformed(JwsRig.json(rig.claims()).replace("shop", "\\u0073hop"));
        assertMalformed(JwsRig.json(rig.claims()).replace("bip122:000000000019d6689c085ae165831e93/",
            "bip122:000000000019d6689c085ae165831e93\\/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"alg\":\"EdDSA\",\"kid\":\"9\"}", "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\"}",
        "{\"alg\":\"none\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\"}",
        "{\"alg\":\"Ed25519\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\"}",
        "{\"alg\":\"eddsa\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+JWS\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"application/plumbline-quote+jws\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":9}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"09\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"+9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\" 9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"4294967305\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"99999999999999999999\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"\"}",
        "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\",\"kid\":\"9\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\",\"cty\":\"JWT\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\",\"jku\":\"https://x.example\"}",
        "{\"alg\":\"EdDSA\",\"typ\":\"plumbline-quote+jws\",\"kid\":\"9\",\"x5c\":[]}"})
    void contractM_shouldRefuseEveryOtherHeaderThoughItIsSignedWell(final String header)
    {
        assertEquals(Refusal.MALFORMED, rig.verify(JwsRig.signed(header, JwsRig.json(rig.claims()))));
    }

    @Test
    void contractM_shouldRefuseEveryOtherShapeOfAToken()
    {
        final String[] parts = JwsRig.parts(rig.token);
        final String padding = "=".repeat((4 - parts[1].length() % 4) % 4) + "=";
        final List<String> shapes = List.of("", ".", "..", "...", rig.token + '.', '.' + rig.token,
            rig.token + "." + parts[2],
            parts[0] + '.' + parts[1], parts[0] + '.' + parts[1] + '.', '.' + parts[1] + '.' + parts[2],
            parts[0] + ".." + parts[2], rig.token + '=', parts[0] + '.' + parts[1] + padding + '.' + parts[2],
            rig.token + ' ', ' ' + rig.token, rig.token + '\n', rig.token.replace('-', '+').replace('_', '/') + '+',
            rig.token + 'A', rig.token.substring(0, rig.token.length() - 1), "\uff21" + rig.token.substring(1));
        for (final String shape : shapes)
        {
            assertEquals(Refusal.MALFORMED, rig.verify(shape), shape);
        }
        final String spaces = " ".repeat(JwsQuote.MAX_LENGTH);
        assertEquals(Refusal.MALFORMED, rig.verify(JwsRig.signed(JwsRig.HEADER, spaces + JwsRig.json(rig.claims()))));
    }

    @Test
    void contractM_shouldHaveNoFormForWhatJsonWouldEscapeOrForAReferenceQuote()
    {
        for (final String merchant : List.of("a\"b", "a\\b"))
        {
            final QuoteBench bench = new JwsRig().bench;
            final OrderRequest order = new OrderRequest();
            bench.send(order.reset(QuoteBench.BTC, 0, Side.MERCHANT_RECEIVES).fiatAmount(10_000)
                .order(merchant, QuoteBench.ORDER_DIGEST).parties("bob", "", QuoteBench.PAY_TO));
            assertFalse(JwsQuote.isRenderable(bench.quote), merchant);
            assertThrows(IllegalArgumentException.class, () ->
                JwsQuote.signingInput(bench.quoteBytes, 0, JwsRig.ISSUER));
        }
        rig.bench.clock(rig.bench.nowNs, rig.bench.price);
        final byte[] reference = rig.bench.references[0];
        assertThrows(IllegalArgumentException.class, () -> JwsQuote.signingInput(reference, 0, JwsRig.ISSUER));
        final String payload = JwsRig.json(rig.claims()).replace(Jose.encode(rig.quote), Jose.encode(reference));
        assertMalformed(payload);
        for (final String issuer : List.of("", "a\"b", "a\\b", "a\nb", "\u00e9"))
        {
            assertThrows(IllegalArgumentException.class, () -> JwsQuote.signingInput(rig.quote, 0, issuer), issuer);
        }
    }

    /** RFC 8037, appendix A.4 and A.5. */
    @Test
    void contractM_shouldSignAsTheStandardSigns()
    {
        final byte[] seed = Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
        final byte[] publicKey = Base64.getUrlDecoder().decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        final String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        final String signature =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        assertEquals(input, Jose.encode("{\"alg\":\"EdDSA\"}") + '.' + Jose.encode("Example of Ed25519 signing"));
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(seed);
        assertArrayEquals(publicKey, key.publicKey().toBytes());
        final byte[] made = JwsRig.sign(input, key);
        assertEquals(input + '.' + signature, JwsQuote.compact(input, made));
        final byte[] signed = input.getBytes(StandardCharsets.US_ASCII);
        assertTrue(new Ed25519Verifier().verify(Ed25519PublicKey.of(publicKey), signed, 0, signed.length, made, 0, 64));
        assertEquals(Optional.empty(), JwsQuote.parse(input + '.' + signature), "a good JWS, but no quote");
    }

    private void assertMalformed(final String payload)
    {
        assertEquals(Refusal.MALFORMED, rig.verify(JwsRig.signed(JwsRig.HEADER, payload)), payload);
    }

    private Refusal verify(final String issuer, final String audience, final long nowNs)
    {
        return rig.verifier.verifyJws(rig.token, issuer, audience, nowNs).refusal();
    }

    private Refusal verify(final QuoteVerifier verifier, final String token)
    {
        return verifier.verifyJws(token, JwsRig.ISSUER, QuoteBench.MERCHANT, rig.bench.quote.issuedAtNs()).refusal();
    }

    /** Where a value stands, little-endian. */
    private static int at(final byte[] bytes, final long value, final int size)
    {
        final byte[] wanted = new byte[size];
        put(wanted, 0, value, size);
        for (int i = 0; i <= bytes.length - size; i++)
        {
            if (Arrays.equals(bytes, i, i + size, wanted, 0, size))
            {
                return i;
            }
        }
        throw new AssertionError("not there: " + value);
    }

    private static void put(final byte[] bytes, final int at, final long value, final int size)
    {
        for (int i = 0; i < size; i++)
        {
            bytes[at + i] = (byte)(value >>> (8 * i));
        }
    }
}
