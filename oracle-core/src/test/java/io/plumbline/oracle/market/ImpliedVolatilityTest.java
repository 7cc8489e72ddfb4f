// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.market;

import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.ImpliedPolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.MarketPolicy;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.config.Tier;
import io.plumbline.oracle.price.Scales;
import io.plumbline.oracle.slot.Evaluation;
import io.plumbline.oracle.trust.VolatilityScale;
import org.junit.jupiter.api.Test;

final class ImpliedVolatilityTest
{
    private final Evaluation signal = new Evaluation();

    private static ImpliedVolatility of(final int scale)
    {
        return new ImpliedVolatility(OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .instrument(InstrumentConfig.named("BTC").asset("test:0", 8).currency("USD", 2)
                .market(MarketPolicy.DEFAULT.with(ImpliedPolicy.of("VOL"))).build())
            .instrument(InstrumentConfig.named("VOL").asset("test:1", 8).currency("USD", 2).price(scale, 2)
                .supporting().build())
            .source(SourceConfig.named("S").plumbline(1).lineage("L").connection("C")
                .signer(SignerConfig.ed25519(0, new byte[32])).feed(FeedConfig.numbered(1, "BTC")).build()).build());
    }

    private boolean isHigh(final int scale, final long price, final int volatility)
    {
        signal.tier = Tier.PRIMARY;
        signal.validUntilNs = START + 1;
        signal.price = price;
        return of(scale).isHigh(0, signal, volatility, START);
    }

    @Test
    void contractL_shouldBeHighFromTheRatioOn()
    {
        // 40 % a year against the floor of 20 %, at every scale
        for (int scale = 1; scale <= 18; scale++)
        {
            final long forty = 4 * Scales.pow10(scale - 1);
            assertTrue(isHigh(scale, forty, 0), "scale " + scale);
            assertFalse(isHigh(scale, forty - 1, 0), "scale " + scale);
        }
        assertTrue(isHigh(0, 1, 0));
        assertFalse(isHigh(0, 0, 0));
        assertTrue(isHigh(0, Long.MAX_VALUE, 2_000_000), "no overflow");
        assertTrue(isHigh(3, Long.MAX_VALUE, 0), "no overflow");
    }

    @Test
    void contractL_shouldMeasureAgainstRealizedVolatility()
    {
        final int volatility = 200;
        final long yearBps = VolatilityScale.overYearBps(volatility, 1_000_000_000L);
        assertEquals(11_231, yearBps);
        assertTrue(isHigh(4, 2 * yearBps, volatility));
        assertFalse(isHigh(4, 2 * yearBps - 1, volatility));
    }

    @Test
    void contractL_shouldBelieveOnlyAPrimarySignalThatHolds()
    {
        assertTrue(isHigh(4, 10_000, 0));
        signal.tier = Tier.LAST_GOOD;
        assertFalse(of(4).isHigh(0, signal, 0, START));
        signal.tier = Tier.SECONDARY;
        assertFalse(of(4).isHigh(0, signal, 0, START));
        signal.tier = Tier.PRIMARY;
        assertFalse(of(4).isHigh(0, signal, 0, START + 1));
        assertFalse(of(4).isHigh(1, signal, 0, START), "an instrument without a signal");
        assertEquals(1, of(4).signal(0));
        assertEquals(-1, of(4).signal(1));
    }
}
