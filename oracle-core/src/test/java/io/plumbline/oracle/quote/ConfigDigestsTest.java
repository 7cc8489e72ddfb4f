// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.BreakerPolicy;
import io.plumbline.oracle.config.EmissionPolicy;
import io.plumbline.oracle.config.FallbackPolicy;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.FreshnessPolicy;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.LegConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.ModePolicy;
import io.plumbline.oracle.config.ModeThresholds;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.PolicyVariants;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.Rights;
import io.plumbline.oracle.config.RiskStep;
import io.plumbline.oracle.config.VolatilityPolicy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract M: the digests in a quote cover whatever it was judged by. */
final class ConfigDigestsTest
{
    private static final String STANDARD_INSTRUMENT = """
        instrument BTC/USD bip122:000000000019d6689c085ae165831e93/slip44:0 8 USD 2 8 4 8 - 4611686018427387904 false
        freshness 5000000000 2000000000 60000000000 60000000000
        quorum 3 3 100 4000 7500 1000000000
        fence 30 5 5 100
        emission %s
        volatility 1000000000 4
        breakers 300 8 10 10 300 60 100 8000 10000000000
        stressed 20 30 3000 30
        protected 50 100 5000 80
        modes 7000 30000000000 false
        rights NORMAL true true true false 10000 10000 10000
        rights STRESSED true true true false 5000 5000 10000
        rights PROTECTED false true true false 5000 5000 10000
        rights PRIMARY true true true false 10000 10000 10000
        rights SECONDARY true true true true 5000 5000 2500
        rights INDEX false true true false 10000 5000 2500
        rights LAST_GOOD false false true false 10000 10000 10000
        rights CLOSED false false false false 10000 10000 10000
        """;

    static List<PolicyVariants.Pair> pairs()
    {
        return PolicyVariants.pairs();
    }

    @Test
    void contractM_shouldDigestThePolicyAsText() throws NoSuchAlgorithmException
    {
        final String text = """
            PLUMBLINE-POLICY-2
            name retail
            version 3
            scope art * EU low
            ttlNs 30000000000
            maxIssueDelayNs 1000000000
            captureTtlNs 600000000000
            receiptRetentionNs 601000000000
            maxRiseBps 75
            maxFallBps 75
            feeBps 33
            lockFeeBps 0
            slippageBps 50
            minConfidenceBps 5000
            minLineages 0
            maxRoundingBps 10
            maxFiatMinorUnits 100000000
            manualAboveMinorUnits 9223372036854775807
            minConfirmations 0
            maxNetworkFeeBps 10000
            isRepriced 0
            maxReprices 100
            isNextObservation 0
            customerBurst 1000
            customerIntervalNs 10000000
            maxOutstandingMinorUnits 4611686018427387904
            riskStep 500000 5000 6000 3 7000
            rights PRIMARY true true true false 10000 10000 10000
            rights SECONDARY true true true false 10000 10000 10000
            rights INDEX true true true false 10000 10000 10000
            rights LAST_GOOD false false true false 10000 10000 10000
            rights CLOSED false false false false 10000 10000 10000
            rights NORMAL true true true false 10000 10000 10000
            rights STRESSED true true true false 10000 10000 10000
            rights PROTECTED true true true false 10000 10000 10000
            """;
        final QuotePolicy policy = QuotePolicy.named("retail").version(3)
            .scope(new PolicyScope("art", "*", "EU", "low")).receiptRetentionNs(601_000_000_000L).feeBps(33)
            .riskStep(new RiskStep(500_000, 5_000, 6_000, 3, 7_000))
            .build();
        assertArrayEquals(sha256(text), ConfigDigests.ofPolicy(policy));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void contractM_shouldDigestEachTermOfThePolicy(final PolicyVariants.Pair pair)
    {
        assertNotEquals(hex(ConfigDigests.ofPolicy(pair.looser())), hex(ConfigDigests.ofPolicy(pair.tighter())));
        assertEquals(PolicyVariants.terms(),
            pairs().stream().map(PolicyVariants.Pair::term).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void contractM_shouldDigestNameVersionAndScope()
    {
        final QuotePolicy policy = QuotePolicy.standard("p");
        final Set<String> digests = new HashSet<>();
        for (final QuotePolicy each : List.of(policy, QuotePolicy.standard("q"), policy.toBuilder().version(2).build(),
            policy.toBuilder().scope(new PolicyScope("a", "*", "*", "*")).build(),
            policy.toBuilder().scope(new PolicyScope("*", "a", "*", "*")).build(),
            policy.toBuilder().scope(new PolicyScope("*", "*", "a", "*")).build(),
            policy.toBuilder().scope(new PolicyScope("*", "*", "*", "a")).build()))
        {
            assertTrue(digests.add(hex(ConfigDigests.ofPolicy(each))), each + " " + each.scope());
        }
    }

    @Test
    void contractM_shouldDigestTheSourceSetAsText() throws NoSuchAlgorithmException
    {
        final EmissionPolicy emission = EmissionPolicy.DEFAULT;
        final String text = "PLUMBLINE-SOURCES-2\n" + STANDARD_INSTRUMENT.formatted(emission.deviationBps() + " " +
            emission.heartbeatNs() + " " + emission.ttlNs() + " " + emission.maxIssueDelayNs()) +
            "source alpha 1 alpha 100 PLUMBLINE 1 false\nsigner 1 " +
            HexFormat.of().formatHex(QuoteBench.filled(1)) + " " + Long.MIN_VALUE + " " + Long.MAX_VALUE +
            "\nfeed 1  BTC/USD 0\n";
        final OracleConfig config = QuoteBench.config(QuoteBench.PATIENT);
        assertArrayEquals(sha256(text), ConfigDigests.ofSources(config));
        final OracleConfig heavier = OracleConfig.builder().signingSeed(config.signingSeed().orElseThrow())
            .instrument(config.instruments().get(0)).source(QuoteBench.source("BTC/USD", 101)).build();
        assertNotEquals(hex(ConfigDigests.ofSources(config)), hex(ConfigDigests.ofSources(heavier)));
    }

    @Test
    void contractM_shouldDigestEachRuleOfAnInstrument()
    {
        final Set<String> covered = new TreeSet<>();
        final Set<String> digests = new HashSet<>();
        assertTrue(digests.add(lines(instrument())));
        assertNew(digests, covered, "symbol", InstrumentConfig.named("C/USD").asset("a", 8).currency("USD", 2));
        assertNew(digests, covered, "assetId", instrument().asset("b", 8));
        assertNew(digests, covered, "assetDecimals", instrument().asset("a", 9).payable(8));
        assertNew(digests, covered, "currency", instrument().currency("EUR", 2));
        assertNew(digests, covered, "currencyDecimals", instrument().currency("USD", 3));
        assertNew(digests, covered, "priceScale", instrument().price(7, 4));
        assertNew(digests, covered, "minSignificantDigits", instrument().price(8, 5));
        assertNew(digests, covered, "payableDecimals", instrument().payable(7));
        assertNew(digests, covered, "networkFee", instrument().networkFee("A/FEE"));
        assertNew(digests, covered, "maxOutstandingMinorUnits", instrument().maxOutstanding(77));
        assertNew(digests, covered, "isSupporting", instrument().supporting());
        assertNew(digests, covered, "legs", instrument().leg(LegConfig.times("A/C")));
        assertNew(digests, covered, "legs", instrument().leg(LegConfig.per("A/C")));
        each(FreshnessPolicy.DEFAULT).forEach(to ->
            assertNew(digests, covered, "freshness", instrument().freshness(to)));
        each(new QuorumPolicy(3, 5, 100, 4_000, 7_500, 1)).forEach(to ->
            assertNew(digests, covered, "quorum", instrument().quorum(to)));
        each(FencePolicy.DEFAULT).forEach(to -> assertNew(digests, covered, "fence", instrument().fence(to)));
        each(EmissionPolicy.DEFAULT).forEach(to ->
            assertNew(digests, covered, "emission", instrument().emission(to)));
        final MarketPolicy market = MarketPolicy.DEFAULT;
        each(VolatilityPolicy.DEFAULT).forEach(to ->
            assertNew(digests, covered, "market", instrument().market(market.with(to))));
        each(BreakerPolicy.DEFAULT).forEach(to ->
            assertNew(digests, covered, "market", instrument().market(market.with(to))));
        each(new ModePolicy(new ModeThresholds(1, 2, 3, 4), new ModeThresholds(5, 6, 7, 8), 9, 10, true, Rights.FULL,
            Rights.FULL)).forEach(to -> assertNew(digests, covered, "market", instrument().market(market.with(to))));
        each(new ImpliedPolicy("A/IV", 20_000, 2_000, Rights.FULL)).forEach(to ->
            assertNew(digests, covered, "market", instrument().market(market.with(to))));
        each(new FallbackPolicy(List.of("A/2"), List.of("A/3", "A/4", "A/5"))).forEach(to ->
            assertNew(digests, covered, "fallback", instrument().fallback(to)));
        final Set<String> accessors = Arrays.stream(InstrumentConfig.class.getDeclaredMethods())
            .filter(method -> method.getParameterCount() == 0 && !method.isSynthetic())
            .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(accessors, covered);
    }

    private static void assertNew(
        final Set<String> digests,
        final Set<String> covered,
        final String rule,
        final InstrumentConfigBuilder instrument)
    {
        covered.add(rule);
        assertTrue(digests.add(lines(instrument)), rule + " of " + lines(instrument));
    }

    private static String lines(final InstrumentConfigBuilder instrument)
    {
        final StringBuilder text = new StringBuilder();
        InstrumentLines.append(text, instrument.build());
        return text.toString();
    }

    private static InstrumentConfigBuilder instrument()
    {
        return InstrumentConfig.named("A/USD").asset("a", 8).currency("USD", 2);
    }

    /** The record with each component changed in turn, those of records in it too; what is refused is left out. */
    private static <T extends Record> List<T> each(final T from)
    {
        final RecordComponent[] components = from.getClass().getRecordComponents();
        final List<T> changed = new ArrayList<>();
        for (int i = 0; i < components.length; i++)
        {
            final int before = changed.size();
            for (final Object value : others(value(components[i], from)))
            {
                with(from, components, i, value).ifPresent(changed::add);
            }
            final RecordComponent component = components[i];
            assertTrue(changed.size() > before || component.getName().startsWith("isApproval"), component.toString());
        }
        return changed;
    }

    private static List<?> others(final Object value)
    {
        if (value instanceof Integer number)
        {
            return List.of(number + 1, number - 1).subList(0, number > 0 ? 2 : 1);
        }
        if (value instanceof Long number)
        {
            return List.of(number + 1);
        }
        if (value instanceof Boolean flag)
        {
            return List.of(!flag);
        }
        if (value instanceof String text)
        {
            return List.of(text + "x");
        }
        return value instanceof List<?> list ? List.of(list.stream().map(name -> name + "x").toList()) :
            each((Record)value);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> Optional<T> with(
        final T from, final RecordComponent[] components, final int changed, final Object to)
    {
        final Class<?>[] types = new Class<?>[components.length];
        final Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++)
        {
            types[i] = components[i].getType();
            values[i] = i == changed ? to : value(components[i], from);
        }
        try
        {
            final Constructor<?> constructor = from.getClass().getDeclaredConstructor(types);
            return Optional.of((T)constructor.newInstance(values));
        }
        catch (final InvocationTargetException refused)
        {
            return Optional.empty();
        }
        catch (final ReflectiveOperationException impossible)
        {
            throw new LinkageError("no record", impossible);
        }
    }

    private static Object value(final RecordComponent component, final Record from)
    {
        try
        {
            return component.getAccessor().invoke(from);
        }
        catch (final ReflectiveOperationException impossible)
        {
            throw new LinkageError("no record", impossible);
        }
    }

    private static String hex(final byte[] digest)
    {
        return HexFormat.of().formatHex(digest);
    }

    private static byte[] sha256(final String text) throws NoSuchAlgorithmException
    {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
