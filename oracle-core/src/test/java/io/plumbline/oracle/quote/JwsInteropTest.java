// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.QuoteVerifier;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.fixtures.Jose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** Another library takes our tokens, we take what it makes of the same claims, and none of the known attacks. */
final class JwsInteropTest
{
    private static final byte[] PUBLIC_KEY = QuoteBench.KEY.publicKey().toBytes();

    private final JwsRig rig = new JwsRig();

    @Test
    void contractM_shouldBeVerifiedByAnotherLibrary() throws JoseException
    {
        final JsonWebSignature jws = Jose.read(rig.token, PUBLIC_KEY);
        assertTrue(jws.verifySignature());
        assertEquals(Map.of("alg", "EdDSA", "typ", "plumbline-quote+jws", "kid", "9"), Jose.header(jws));
        assertEquals(JsonUtil.parseJson(JwsRig.json(rig.claims())), JsonUtil.parseJson(jws.getPayload()));
        final String[] parts = JwsRig.parts(rig.token);
        final char last = parts[2].charAt(5);
        final String turned = parts[2].substring(0, 5) + (last == 'A' ? 'B' : 'A') + parts[2].substring(6);
        assertFalse(Jose.read(parts[0] + '.' + parts[1] + '.' + turned, PUBLIC_KEY).verifySignature());
    }

    @Test
    void contractM_shouldPassAsAJwtWithIssuerAudienceAndTimes() throws Exception
    {
        final long issuedSeconds = rig.bench.quote.issuedAtNs() / QuoteBench.SECOND_NS;
        final JwtClaims claims = consumer(issuedSeconds, QuoteBench.MERCHANT).processToClaims(rig.token);
        assertEquals(issuedSeconds, claims.getIssuedAt().getValue());
        assertEquals(rig.bench.quote.expiresAtNs() / QuoteBench.SECOND_NS, claims.getExpirationTime().getValue());
        assertEquals("156250", claims.getStringClaimValue("assetAmount"));
        final long end = claims.getExpirationTime().getValue();
        assertThrows(InvalidJwtException.class, () ->
            consumer(end, QuoteBench.MERCHANT).processToClaims(rig.token));
        assertThrows(InvalidJwtException.class, () -> consumer(issuedSeconds, "shop2").processToClaims(rig.token));
    }

    @Test
    void contractM_shouldTakeWhatAnotherLibrarySignsOfTheSameClaims() throws JoseException
    {
        final List<String> names = new ArrayList<>(rig.claims().keySet());
        Collections.reverse(names);
        final Map<String, String> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, rig.claims().get(name)));
        final JsonWebSignature jws = Jose.unsigned("9", JwsRig.json(reversed));
        assertEquals(Refusal.NONE, rig.verify(signed(jws)));
    }

    @Test
    void contractM_shouldRefuseATokenThatNamesNoAlgorithm() throws JoseException
    {
        final JsonWebSignature jws = unsigned();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        final String token = jws.getCompactSerialization();
        assertEquals(Refusal.MALFORMED, rig.verify(token));
        assertEquals(Refusal.MALFORMED, rig.verify(token + JwsRig.parts(rig.token)[2]));
    }

    @Test
    void contractM_shouldRefuseAMacUnderThePublicKey() throws JoseException
    {
        final JsonWebSignature jws = unsigned();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey(PUBLIC_KEY));
        assertEquals(Refusal.MALFORMED, rig.verify(jws.getCompactSerialization()));
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA512);
        jws.setDoKeyValidation(false);
        assertEquals(Refusal.MALFORMED, rig.verify(jws.getCompactSerialization()));
    }

    @Test
    void contractM_shouldRefuseAKeyThatComesAlong() throws JoseException
    {
        final byte[] seed = QuoteBench.filled(0x66);
        final JsonWebSignature foreign = unsigned();
        foreign.setJwkHeader(new OctetKeyPairJsonWebKey(Jose.publicKey(
            Ed25519SigningKey.ofSeed(seed).publicKey().toBytes())));
        foreign.setKey(Jose.privateKey(seed));
        assertEquals(Refusal.MALFORMED, rig.verify(foreign.getCompactSerialization()));
        final JsonWebSignature own = unsigned();
        own.setJwkHeader(new OctetKeyPairJsonWebKey(Jose.publicKey(PUBLIC_KEY)));
        assertEquals(Refusal.MALFORMED, rig.verify(signed(own)));
        final JsonWebSignature plain = unsigned();
        plain.setKey(Jose.privateKey(seed));
        assertEquals(Refusal.BAD_SIGNATURE, rig.verify(plain.getCompactSerialization()));
    }

    @Test
    void contractM_shouldRefuseWhatWantsToBeUnderstood() throws JoseException
    {
        final JsonWebSignature critical = unsigned();
        critical.setCriticalHeaderNames("plumbline");
        critical.setHeader("plumbline", "x");
        assertEquals(Refusal.MALFORMED, rig.verify(signed(critical)));
        final JsonWebSignature raw = unsigned();
        raw.setHeader("b64", false);
        raw.setCriticalHeaderNames("b64");
        raw.setKey(Jose.privateKey(QuoteBench.SEED));
        final String detached = raw.getDetachedContentCompactSerialization();
        assertEquals(Refusal.MALFORMED, rig.verify(detached));
        final String[] parts = JwsRig.parts(detached);
        assertEquals(Refusal.MALFORMED, rig.verify(parts[0] + '.' + JwsRig.parts(rig.token)[1] + '.' + parts[2]));
        assertEquals(Refusal.MALFORMED,
            rig.verify(parts[0] + '.' + JwsRig.json(rig.claims()) + '.' + parts[2]));
    }

    @Test
    void contractM_shouldRefuseAnotherTypeOrAnotherKeysNumber() throws JoseException
    {
        final JsonWebSignature type = unsigned();
        type.setHeader("typ", "JWT");
        assertEquals(Refusal.MALFORMED, rig.verify(signed(type)));
        final JsonWebSignature number = Jose.unsigned("10", JwsRig.json(rig.claims()));
        final String token = signed(number);
        assertEquals(Refusal.UNKNOWN_KEY, rig.verify(token));
        final QuoteVerifier both = rig.verifier.and(10, PUBLIC_KEY);
        assertEquals(Refusal.BINDING_MISMATCH, both.verifyJws(
            token, JwsRig.ISSUER, QuoteBench.MERCHANT, rig.bench.quote.issuedAtNs()).refusal());
    }

    private JsonWebSignature unsigned()
    {
        return Jose.unsigned("9", JwsRig.json(rig.claims()));
    }

    private static String signed(final JsonWebSignature jws) throws JoseException
    {
        jws.setKey(Jose.privateKey(QuoteBench.SEED));
        return jws.getCompactSerialization();
    }

    private static JwtConsumer consumer(final long nowSeconds, final String audience) throws JoseException
    {
        return new JwtConsumerBuilder().setExpectedIssuer(JwsRig.ISSUER).setExpectedAudience(audience)
            .setExpectedType(true, "plumbline-quote+jws").setRequireJwtId().setRequireIssuedAt()
            .setRequireExpirationTime().setEvaluationTime(NumericDate.fromSeconds(nowSeconds))
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
            .setVerificationKey(Jose.publicKey(PUBLIC_KEY)).build();
    }
}
