// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about markets, tiers and anomalies, and what of it cannot be run. */
final class MarketConfigTest
{
    private static final ModeThresholds FIGURES = new ModeThresholds(1, 1, 1, 1);

    static Stream<Arguments> refused()
    {
        return Stream.of(
            of("ttlBps", "0", () -> new Rights(true, true, true, false, 0, 1, 1)),
            of("driftBps", "10001", () -> new Rights(true, true, true, false, 1, 10_001, 1)),
            of("capBps", "0", () -> new Rights(true, true, true, false, 1, 1, 0)),
            of("routes", "[A, B]", () -> new FallbackPolicy(List.of(), List.of("A", "B"))),
            of("routes", "[A, B, A]", () -> new FallbackPolicy(List.of(), List.of("A", "B", "A"))),
            of("secondaries", "[A, A]", () -> new FallbackPolicy(List.of("A", "A"), List.of())),
            of("lastGoodRights", "Rights", () -> new FallbackPolicy(List.of(), List.of(), Rights.FULL, Rights.FULL,
                new Rights(false, true, true, false, 1, 1, 1))),
            of("sampleIntervalNs", "9999999", () -> new VolatilityPolicy(9_999_999, 1)),
            of("fenceMultiple", "101", () -> new VolatilityPolicy(1_000_000_000L, 101)),
            of("ratioBps", "9999", () -> new ImpliedPolicy("S", 9_999, 1, Rights.FULL)),
            of("highRights", "isApprovalNeeded=true", () -> new ImpliedPolicy("S", 10_000, 1,
                new Rights(true, true, true, true, 1, 1, 1))),
            of("jumpBps", "0", () -> new BreakerPolicy(0, 0, 1, 0, 0, 1, 1, 1, 0)),
            of("anchorBpsPerSec", "0", () -> new BreakerPolicy(1, 0, 0, 0, 0, 1, 1, 1, 0)),
            of("maxSilenceBps", "5001", () -> new BreakerPolicy(1, 0, 1, 0, 5_001, 1, 1, 1, 0)),
            of("exitBps", "10001", () -> new BreakerPolicy(1, 0, 1, 0, 0, 1, 1, 10_001, 0)),
            of("healNs", "-1", () -> new BreakerPolicy(1, 0, 1, 0, 0, 1, 1, 1, -1)),
            of("staleShareBps", "10001", () -> new ModeThresholds(0, 0, 10_001, 0)),
            of("exitBps", "0", () -> new ModePolicy(FIGURES, FIGURES, 0, 0, false, Rights.FULL, Rights.FULL)),
            of("errorBurst", "0", () -> new AnomalyPolicy(0, 100_000_000L, 1, 1, 1)),
            of("disagreements", "9", () -> new AnomalyPolicy(1, 100_000_000L, 1, 9, 1)),
            of("scaleToleranceBps", "4001", () -> new AnomalyPolicy(1, 100_000_000L, 1, 1, 4_001)),
            of("refusalsPerSec", "-1", () -> new AlertPolicy(0, 0, 0, -1, 0, 1)),
            of("expectedIntervalNs", "999999", () -> FeedConfig.numbered(1, "A/USD").every(999_999)),
            of("maxSkewNs", "60000000001", () -> source().maxSkewNs(60_000_000_001L).build()),
            of("feed instrument", "A/EUR", () -> oracle().source(source().feed(FeedConfig.numbered(2, "A/EUR"))
                .build()).build()),
            of("feeds", "X/USD", () -> oracle().instrument(usd("X/USD").leg(LegConfig.times("A/USD"))
                .fallback(new FallbackPolicy(List.of("X/2"), List.of())).build()).instrument(usd("X/2").build())
                .source(source().feed(FeedConfig.numbered(2, "X/2")).build()).build()),
            of("feeds", "A/USD", () -> oracle().source(source().feed(FeedConfig.numbered(2, "A/2"))
                .build()).build()));
    }

    private static Arguments of(final String field, final String value, final Executable build)
    {
        return Arguments.of(field, value, build);
    }

    private static SourceConfig.Builder source()
    {
        return SourceConfig.named("s").plumbline(1).connection("c").signer(SignerConfig.ed25519(1, new byte[32]))
            .feed(FeedConfig.numbered(1, "A/USD"));
    }

    /** A/USD with a secondary A/2, and A/EUR derived from both. */
    private static OracleConfigBuilder oracle()
    {
        return OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .instrument(usd("A/USD").fallback(new FallbackPolicy(List.of("A/2"), List.of())).build())
            .instrument(usd("A/2").supporting().build())
            .instrument(usd("A/EUR").leg(LegConfig.times("A/USD")).leg(LegConfig.per("A/2")).build());
    }

    private static InstrumentConfigBuilder usd(final String symbol)
    {
        return InstrumentConfig.named(symbol).asset("a", 8).currency("USD", 2);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldNameTheFieldAndTheValueItRefuses(final String field, final String value, final Executable build)
    {
        final String message = assertThrows(IllegalArgumentException.class, build).getMessage();
        assertTrue(message.contains(field) && message.contains(value), message);
    }

    @Test
    void contractL_shouldForbidWhatEitherForbidsAndTakeTheSmallerFactor()
    {
        final Rights one = new Rights(true, false, true, true, 9_000, 100, 5_000);
        final Rights other = new Rights(true, true, false, false, 8_000, 200, 6_000);
        assertEquals(new Rights(true, false, false, true, 8_000, 100, 5_000), one.and(other));
        assertEquals(one, one.and(Rights.FULL));
        assertFalse(Rights.FULL.and(Rights.NONE).canDisplay());
    }

    @Test
    void contractK_shouldReadAnUnknownModeAsTheMostCareful()
    {
        assertEquals(Mode.PROTECTED, Mode.ofCode(Mode.count()));
        assertEquals(Mode.PROTECTED, Mode.ofCode(-1));
        for (final Mode mode : Mode.values())
        {
            assertEquals(mode, Mode.ofCode(mode.code()));
            assertEquals(Mode.PROTECTED, Mode.worst(mode, Mode.PROTECTED));
            assertEquals(mode, Mode.worst(Mode.NORMAL, mode));
        }
    }

    @Test
    void shouldRunWhatStandsAboveWithoutItsFault()
    {
        final OracleConfig config = oracle().source(source().maxSkewNs(5).build()).build();
        assertEquals(5, config.sources().get(0).maxSkewNs());
        assertEquals(2, config.graph().legs(2).size());
        assertEquals(7, FeedConfig.numbered(1, "A/USD").every(7_000_000).expectedIntervalNs() / 1_000_000);
    }
}
