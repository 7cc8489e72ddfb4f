// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.attack;

import static io.plumbline.oracle.attack.Market.FLOOR;
import static io.plumbline.oracle.attack.Market.SECOND;
import static io.plumbline.oracle.attack.Market.assertLive;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.Scheme;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.verify.SignedFrames;
import io.plumbline.oracle.verify.SignedFrames.Tick;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One symbol that nobody knows, or one tick that cannot be used, blocks the whole message. Here each tick of a
 * signed frame is judged by itself: the rest of the frame counts.
 */
final class BadSymbolTest
{
    private static final int ENVIRONMENT = 7;
    private static final long PRICE = 6_000_000_000_000L;
    private static final List<String> SYMBOLS = List.of("A-USD", "B-USD", "C-USD", "D-USD");

    private static OracleConfig config()
    {
        final OracleConfigBuilder builder =
            OracleConfig.builder().identity(ENVIRONMENT, 1).signingSeed(new SigningSeed(1, new byte[32]));
        SYMBOLS.forEach(symbol -> builder.instrument(InstrumentConfig.named(symbol).asset("test:" + symbol, 8)
            .currency("USD", 2).quorum(SampleOracle.withDwell(QuorumPolicy.DEFAULT, 0))
            .market(SampleOracle.STILL_MARKET).build()));
        for (int source = 0; source < 3; source++)
        {
            final SourceConfig.Builder settings = SourceConfig.named("S" + source).plumbline(100 + source)
                .connection("C" + source).signer(SignedFrames.signer(1, SignedFrames.key(source)));
            for (int i = 0; i < SYMBOLS.size(); i++)
            {
                settings.feed(FeedConfig.numbered(i, SYMBOLS.get(i)));
            }
            builder.source(settings.build());
        }
        return builder.build();
    }

    private static Refusal offer(
        final Gateway gateway, final int source, final long sequence, final Tick... ticks)
    {
        final byte[] frame = SignedFrames.frame(
            ENVIRONMENT, 100 + source, 1, 1, sequence, gateway.market.nowNs, ticks);
        return gateway.offer(source, Scheme.PLUMBLINE, frame,
            SignedFrames.sign(1, SignedFrames.key(source), frame));
    }

    private static Tick[] withBad(final Gateway gateway, final int position, final Tick bad)
    {
        final long nowNs = gateway.market.nowNs;
        final List<Tick> ticks = new ArrayList<>(List.of(Tick.of(0, -8, nowNs, PRICE), Tick.of(1, -8, nowNs, PRICE),
            Tick.of(2, -8, nowNs, PRICE)));
        ticks.add(position, bad);
        return ticks.toArray(new Tick[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void contractE_shouldCountTheRestOfAFrameWithOneBadTick(final int position)
    {
        final long nowNs = SampleOracle.START;
        final List<Tick> bads = List.of(Tick.of(77, -8, nowNs, PRICE), Tick.of(3, -8, nowNs, 0),
            Tick.of(3, -8, nowNs, -PRICE), Tick.of(3, 18, nowNs, Long.MAX_VALUE), Tick.of(3, -36, nowNs, 1),
            Tick.of(3, -8, nowNs + 3_600 * SECOND, PRICE), Tick.of(3, -8, nowNs - 3_600 * SECOND, PRICE),
            new Tick(3, -8, nowNs, PRICE, PRICE + 1, PRICE));
        for (final Tick bad : bads)
        {
            final Gateway gateway = new Gateway(config());
            for (int source = 0; source < 3; source++)
            {
                assertEquals(Refusal.NONE, offer(gateway, source, 1, withBad(gateway, position, bad)));
            }
            for (int instrument = 0; instrument < 3; instrument++)
            {
                assertLive(gateway.market.last(instrument), PRICE);
                assertEquals(3, gateway.market.last(instrument).sources, bad.toString());
            }
            assertFalse(gateway.market.orderOf(3).tier.isLive(), bad.toString());
            assertEquals(9, gateway.market.counters.count(Metric.TICKS_ACCEPTED), bad.toString());
        }
    }

    @Test
    void contractE_shouldKeepTheOtherSymbolsOfASourceThatHasOneWrongForEver()
    {
        final Gateway gateway = new Gateway(config());
        for (int round = 1; round <= 60; round++)
        {
            gateway.market.passMs(500);
            for (int source = 0; source < 3; source++)
            {
                final long nowNs = gateway.market.nowNs;
                offer(gateway, source, round, Tick.of(0, -8, nowNs, PRICE + round),
                    Tick.of(3, -8, nowNs, source == 0 ? 0 : PRICE), Tick.of(1, -8, nowNs, PRICE + round));
            }
            assertLive(gateway.market.last(0), PRICE + round);
            assertLive(gateway.market.last(1), PRICE + round);
            assertEquals(3, gateway.market.last(0).sources);
            assertFalse(gateway.market.last(3).tier.isLive());
        }
        assertTrue(gateway.market.trustOf(0) > FLOOR, "bad on one symbol, healthy on another");
    }
}
