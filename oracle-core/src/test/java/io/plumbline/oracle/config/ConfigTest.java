// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What cannot be run is refused when it is built, by a message that names the field and the value.
 */
final class ConfigTest
{
    private static final long SECOND_NS = 1_000_000_000L;

    static Stream<Arguments> refused()
    {
        final ThreadingConfig threading = ThreadingConfig.DEFAULT;
        final QuotePolicy policy = QuotePolicy.standard("p");
        return Stream.of(
            of("maxAgeNs", "0", () -> new FreshnessPolicy(0, 0, 0, 0)),
            of("futureSkewNs", "60000000001", () -> new FreshnessPolicy(SECOND_NS, 60 * SECOND_NS + 1, 0, 0)),
            of("minLineages", "0", () -> new QuorumPolicy(0, 1, 0, 10_000, 7_500, 0)),
            of("minSources", "2", () -> new QuorumPolicy(3, 2, 0, 10_000, 7_500, 0)),
            of("lineageCapBps", "3333", () -> new QuorumPolicy(3, 3, 0, 3_333, 7_500, 0)),
            of("trustFloorBps", "0", () -> new QuorumPolicy(3, 3, 0, 4_000, 0, 0)),
            of("floorBps", "0", () -> new FencePolicy(0, 1, 0, 1)),
            of("heartbeatNs", "1", () -> new EmissionPolicy(1, 1, SECOND_NS)),
            of("fallBps", "10001", () -> new TrustPolicy(10_001, 1, 1, 0, SECOND_NS, 1, 1)),
            of("maxRiseBps", "5001", () -> policy.withLimits(5_001, 0, 0, 0)),
            of("ttlNs", "1", () -> policy.withTimes(1, SECOND_NS, SECOND_NS)),
            of("ringSize", "100", () -> threading.withSizes(100, 64, 64)),
            of("outboundSize", "16", () -> threading.withSizes(64, 16, 64)),
            of("waitMode", "BLOCKING", () -> threading.with(Layout.SPLIT, WaitMode.BLOCKING)),
            of("clockFaultNs", "3000000", () -> threading.withTimes(1_000_000, 3_000_000, 0, SECOND_NS)),
            of("connectionInFlight", "0", () -> threading.withConnectionInFlight(0)),
            of("publicKey length", "31", () -> SignerConfig.ed25519(1, new byte[31])),
            of("address length", "32", () -> SignerConfig.address(1, new byte[32])),
            of("publicKey length", "65", () -> SignerConfig.secp256k1(1, new byte[65])),
            of("public key length of s", "64", () -> source("s", 1).signer(
                SignerConfig.secp256k1(2, new byte[64])).build()),
            of("public key length of s", "32", () -> SourceConfig.named("s").redStone().connection("c")
                .signer(SignerConfig.ed25519(1, new byte[32])).feed(FeedConfig.named("A", "A/USD", 8)).build()),
            of("maxKeyTables", "-1", () -> new CryptoConfig(CryptoConfig.Arithmetic.TABLES, -1, false)),
            of("maxKeyTables", "4097", () -> new CryptoConfig(CryptoConfig.Arithmetic.TABLES, 4_097, false)),
            of("validUntilNs", "5", () -> SignerConfig.ed25519(1, new byte[32]).validBetween(5, 5)),
            of("seed length", "33", () -> new SigningSeed(1, new byte[33])),
            of("feedName", "32 bytes long, one too many: abcd", () ->
                FeedConfig.named("32 bytes long, one too many: abcd", "A/USD", 8)),
            of("feedName", "\n", () -> FeedConfig.named("a\nb", "A/USD", 8)),
            of("symbol", "A USD", () -> InstrumentConfig.named("A USD").asset("a", 8).currency("USD", 2).build()),
            of("assetId", "null", () -> InstrumentConfig.named("A/USD").currency("USD", 2).build()),
            of("threshold", "2", () -> source("s", 1).threshold(2).build()),
            of("connections", "[]", () -> SourceConfig.named("s").plumbline(1)
                .signer(SignerConfig.ed25519(1, new byte[32])).feed(FeedConfig.numbered(1, "A/USD")).build()),
            of("keyId", "1", () -> source("s", 1).signer(SignerConfig.ed25519(1, new byte[32])).build()),
            of("threshold", "2", () -> SourceConfig.named("s").redStone().threshold(2).connection("c")
                .signer(SignerConfig.address(1, new byte[20])).signer(SignerConfig.address(2, new byte[20]))
                .feed(FeedConfig.named("A", "A/USD", 8)).build()),
            of("maxIssueDelayNs", "999999", () -> policy.withMaxIssueDelay(999_999)),
            of("maxIssueDelayNs", "30000000000", () -> policy.withMaxIssueDelay(policy.ttlNs())),
            of("maxIssueDelayNs", "1000000000", () ->
                new EmissionPolicy(1, SECOND_NS, SECOND_NS, SECOND_NS)),
            of("quoteSigner", "key 7", () -> oracle().quoteSigner(signer(7)).build()),
            of("signingSeed", "null", () -> OracleConfig.builder().build()),
            of("sources", "0", () -> oracle().build()),
            of("source", "s", () -> oracle().source(source("s", 1).build()).source(source("s", 2).build()).build()),
            of("providerId", "1", () ->
                oracle().source(source("s", 1).build()).source(source("t", 1).build()).build()),
            of("instrument", "A/USD", () -> oracle().instrument(instrument()).source(source("s", 1).build()).build()),
            of("feed instrument", "B/USD", () -> oracle().source(
                source("s", 1).feed(FeedConfig.numbered(2, "B/USD")).build()).build()),
            of("feed", "2", () -> oracle().source(
                source("s", 1).feed(FeedConfig.numbered(2, "A/USD")).build()).build()),
            of("policy", "p", () -> oracle().policy(policy).policy(policy).source(source("s", 1).build()).build()));
    }

    static Stream<Arguments> refusedTermsOfQuotes()
    {
        return Stream.of(
            of("payableDecimals", "9", () ->
                coin().payable(9).build()),
            of("payableDecimals", "-1", () ->
                coin().payable(-1).build()),
            of("networkFee", "A USD", () ->
                coin().networkFee("A USD").build()),
            of("maxOutstandingMinorUnits", "0", () ->
                coin().maxOutstanding(0).build()),
            of("maxOutstandingMinorUnits", "4611686018427387905", () ->
                coin().maxOutstanding((1L << 62) + 1).build()),
            of("issuer", "a\"b", () -> oracle().source(source("s", 1).build()).issuer("a\"b").build()),
            of("issuer", "a\\b", () -> oracle().source(source("s", 1).build()).issuer("a\\b").build()),
            of("issuer", "''", () -> oracle().source(source("s", 1).build()).issuer("").build()),
            of("shadowNs", "-1", () -> new PolicyControl(-1, 0, Set.of())),
            of("shadowPrices", "1000000001", () -> new PolicyControl(0, 1_000_000_001, Set.of())),
            of("isRepriced", "true", () -> OracleConfig.builder().quoteSigner(signer(7)).instrument(instrument())
                .source(source("s", 1).build()).policy(QuotePolicy.named("p").repriced(true).build()).build()),
            of("scope", "region=EU", () -> oracle().source(source("s", 1).build()).policy(scoped("p"))
                .policy(scoped("q")).build()));
    }

    private static InstrumentConfigBuilder coin()
    {
        return InstrumentConfig.named("A/USD").asset("a", 8).currency("USD", 2);
    }

    private static QuotePolicy scoped(final String name)
    {
        return QuotePolicy.named(name).scope(new PolicyScope("art", "*", "EU", "*")).build();
    }

    private static Arguments of(final String field, final String value, final Executable build)
    {
        return Arguments.of(field, value, build);
    }

    private static InstrumentConfig instrument()
    {
        return InstrumentConfig.named("A/USD").asset("a", 8).currency("USD", 2).build();
    }

    private static SourceConfig.Builder source(final String name, final int providerId)
    {
        return SourceConfig.named(name).plumbline(providerId).connection("c")
            .signer(SignerConfig.ed25519(1, new byte[32])).feed(FeedConfig.numbered(1, "A/USD"));
    }

    private static QuoteSigner signer(final int keyId)
    {
        return new QuoteSigner()
        {
            @Override
            public int keyId()
            {
                return keyId;
            }

            @Override
            public byte[] publicKey()
            {
                return new byte[32];
            }

            @Override
            public void sign(
                final byte[] message, final int offset, final int length, final byte[] out, final int outOffset)
            {
                throw new AssertionError("a configuration signs nothing");
            }
        };
    }

    private static OracleConfigBuilder oracle()
    {
        return OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32])).instrument(instrument());
    }

    @ParameterizedTest
    @MethodSource({"refused", "refusedTermsOfQuotes"})
    void shouldNameFieldAndValue(final String field, final String value, final Executable build)
    {
        final String message = assertThrows(IllegalArgumentException.class, build).getMessage();
        assertTrue(message.startsWith(field + " "), message);
        assertTrue(message.contains(value), message);
    }

    @Test
    void shouldGiveDenseIdsInOrder()
    {
        final OracleConfig config = oracle()
            .instrument(InstrumentConfig.named("B/USD").asset("b", 8).currency("USD", 2).build())
            .source(source("s", 1).connection("d").build()).source(source("t", 2).connection("e").build()).build();
        assertEquals(1, config.instrumentId("B/USD"));
        assertEquals(-1, config.instrumentId("C/USD"));
        assertEquals(Arrays.asList("c", "d", "e"), config.connections());
        assertTrue(config.clock().isEmpty());
    }

    @Test
    void shouldKeepWhatItWasGivenAndDefaultTheRest()
    {
        final OracleConfig plain = oracle().source(source("s", 1).build()).build();
        assertEquals("plumbline", plain.issuer());
        assertEquals(new PolicyControl(60 * SECOND_NS, 100, Set.of()), plain.policyControl());
        assertEquals(8, plain.instruments().get(0).payableDecimals());
        assertEquals(1L << 62, plain.instruments().get(0).maxOutstandingMinorUnits());
        assertTrue(plain.instruments().get(0).networkFee().isEmpty());
        final PolicyControl control = new PolicyControl(1, 2, Set.of(AdminAction.RESUME));
        final OracleConfig config = oracle().source(source("s", 1).build()).issuer("shop.example")
            .policyControl(control)
            .instrument(InstrumentConfig.named("B/USD").asset("b", 8).currency("USD", 2).payable(6).maxOutstanding(9)
                .build()).build();
        assertEquals("shop.example", config.issuer());
        assertEquals(control, config.policyControl());
        assertEquals(6, config.instruments().get(1).payableDecimals());
        assertEquals(9, config.instruments().get(1).maxOutstandingMinorUnits());
    }

    @Test
    void shouldNameTheKeyOfWhoeverSigns()
    {
        final OracleConfig own = oracle().source(source("s", 1).build()).build();
        assertEquals(1, own.signingKeyId());
        assertTrue(own.quoteSigner().isEmpty());
        final OracleConfig outside = OracleConfig.builder().quoteSigner(signer(7)).instrument(instrument())
            .source(source("s", 1).build()).build();
        assertEquals(7, outside.signingKeyId());
        assertTrue(outside.signingSeed().isEmpty());
        assertTrue(outside.quoteSigner().isPresent());
    }

    @Test
    void shouldShortenTheIssueDelayWithTheLifeOfAQuote()
    {
        final QuotePolicy policy = QuotePolicy.standard("p");
        assertEquals(SECOND_NS, policy.maxIssueDelayNs());
        assertEquals(SECOND_NS / 2, policy.withTimes(SECOND_NS, SECOND_NS, SECOND_NS).maxIssueDelayNs());
        assertEquals(SECOND_NS, EmissionPolicy.DEFAULT.maxIssueDelayNs());
        assertEquals(5_000_000, new EmissionPolicy(1, SECOND_NS, 10_000_000).maxIssueDelayNs());
    }

    @Test
    void shouldKeepSecretsAndKeysToItself()
    {
        final byte[] seed = new byte[32];
        Arrays.fill(seed, (byte)0x5a);
        final SigningSeed secret = new SigningSeed(3, seed);
        seed[0] = 0;
        assertEquals(0x5a, secret.copySeed()[0]);
        assertEquals("SigningSeed[keyId=3]", secret.toString());
        secret.destroy();
        assertThrows(IllegalStateException.class, secret::copySeed);
        final byte[] key = new byte[32];
        final SignerConfig signer = SignerConfig.ed25519(1, key);
        key[0] = 1;
        signer.publicBytes()[0] = 1;
        assertEquals(0, signer.publicBytes()[0]);
    }

    @Test
    void contractL_shouldPermitNothingOnATierThatIsNotKnown()
    {
        assertEquals(Tier.CLOSED, Tier.ofCode(-1));
        assertEquals(Tier.CLOSED, Tier.ofCode(Tier.count()));
        for (final Tier tier : Tier.values())
        {
            assertEquals(tier, Tier.ofCode(tier.code()));
            final Rights rights = FallbackPolicy.NONE.rightsOf(tier);
            assertEquals(tier == Tier.PRIMARY || tier == Tier.SECONDARY, rights.canIssue());
            assertEquals(tier.isLive(), rights.canAuthorize());
            assertEquals(tier != Tier.CLOSED, rights.canDisplay());
        }
        assertFalse(Scheme.isCode(0));
        assertFalse(Scheme.isCode(Scheme.values().length + 1));
        for (final Scheme scheme : Scheme.values())
        {
            assertEquals(scheme, Scheme.ofCode(scheme.code()));
        }
    }
}
