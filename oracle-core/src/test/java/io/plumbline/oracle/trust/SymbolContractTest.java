// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.trust;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.trust.TrustBench.first;
import static io.plumbline.oracle.trust.TrustBench.trust;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.TrustCause;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.FencePolicy;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuorumPolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import org.junit.jupiter.api.Test;

final class SymbolContractTest
{
    private static final long COIN = 300_000;
    private static final long OTHER = 2_000;
    private static final FencePolicy STILL = new FencePolicy(30, 5, 0, 100);

    /** Two instruments, the second with a decimal less; all sources feed both, but the last feeds the first alone. */
    private static TrustBench of(final int sources)
    {
        final OracleConfigBuilder builder = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]));
        for (int i = 0; i < 2; i++)
        {
            builder.instrument(InstrumentConfig.named(SampleOracle.symbol(i)).asset("test:" + i, 8).currency("USD", 2)
                .price(8 - i, 2).quorum(SampleOracle.withDwell(
                    QuorumPolicy.DEFAULT, 0)).fence(STILL)
                .market(SampleOracle.STILL_MARKET).build());
        }
        for (int source = 0; source < sources; source++)
        {
            final SourceConfig.Builder settings = SourceConfig.named("S" + source).plumbline(source + 1)
                .connection("C" + source).signer(SignerConfig.ed25519(0, new byte[32]))
                .feed(FeedConfig.numbered(1, SampleOracle.symbol(0)));
            if (source < sources - 1)
            {
                settings.feed(FeedConfig.numbered(2, SampleOracle.symbol(1)));
            }
            builder.source(settings.build());
        }
        return new TrustBench(builder.build());
    }

    private static TrustBench spoken(final int sources)
    {
        final TrustBench bench = of(sources);
        for (int source = 0; source < sources; source++)
        {
            bench.say(source, 0, COIN);
            if (source < sources - 1)
            {
                bench.say(source, 1, OTHER);
            }
        }
        return bench;
    }

    private static void others(final TrustBench bench, final int fromSource, final int toSource)
    {
        for (int source = fromSource; source < toSource; source++)
        {
            bench.say(source, 0, COIN + source);
        }
    }

    @Test
    void contractE_shouldQuarantineTheSourceThatSwapsTwoSymbolsOnceTheOthersHaveSpokenAgain()
    {
        final TrustBench bench = spoken(6);
        assertEquals(Refusal.SYMBOL_SWAP, first(bench.say(0, 0, OTHER * 10 + 7)));
        assertFalse(bench.builder.slot().ticks.isWithdrawn[0], "the first to tell of a crash says another's price too");
        assertEquals(TrustCause.SYMBOL_SWAP.bit(), bench.causes(0));
        assertEquals(1, bench.falls(0));
        others(bench, 1, 6);
        assertEquals(Refusal.SYMBOL_SWAP, first(bench.say(0, 0, OTHER * 10 + 8)));
        assertTrue(bench.builder.slot().ticks.isWithdrawn[0]);
        assertEquals(Refusal.SOURCE_EXCLUDED, first(bench.say(0, 0, COIN)));
        assertEquals(Refusal.SYMBOL_SWAP, first(bench.say(0, 1, COIN / 10)), "and the other way, at the other scale");
    }

    @Test
    void contractH_shouldOnlyFallASwapWhereTheBudgetHasNothingToSpare()
    {
        final TrustBench bench = spoken(3);
        bench.say(1, 1, OTHER);
        // three feed the first; the second has two, and no cluster price
        assertEquals(Refusal.NONE, first(bench.say(0, 0, OTHER * 10)), "there is nothing to compare with");
        final TrustBench four = spoken(4);
        assertEquals(Refusal.SYMBOL_SWAP, first(four.say(0, 0, OTHER * 10)));
        others(four, 1, 4);
        assertEquals(Refusal.SYMBOL_SWAP, first(four.say(0, 0, OTHER * 10 + 1)));
        assertTrue(four.builder.slot().ticks.isWithdrawn[0], "three others are enough");
        assertEquals(Refusal.SYMBOL_SWAP, first(four.say(1, 0, OTHER * 10)));
        others(four, 2, 4);
        assertEquals(Refusal.SYMBOL_SWAP, first(four.say(1, 0, OTHER * 10 + 1)));
        assertFalse(four.builder.slot().ticks.isWithdrawn[0], "two others are not");
        assertEquals(TrustCause.SYMBOL_SWAP.bit(), four.causes(1));
        assertTrue(trust(four.say(1, 0, COIN)) > 0, "and it stays in");
    }

    @Test
    void contractE_shouldTellASwapFromADivergence()
    {
        final TrustBench bench = spoken(6);
        assertEquals(Refusal.NONE, first(bench.say(0, 0, OTHER * 10 + OTHER * 10 * 31 / 10_000)), "not the other's");
        assertEquals(Refusal.NONE, first(bench.say(5, 0, OTHER * 10)), "it does not feed the other");
        assertEquals(TrustCause.DIVERGENCE.bit(), bench.causes(0));
        assertEquals(TrustCause.DIVERGENCE.bit(), bench.causes(5));
        bench.now += 6 * SECOND;
        for (int source = 1; source < 5; source++)
        {
            bench.say(source, 0, COIN + source);
        }
        assertEquals(Refusal.NONE, first(bench.say(0, 0, OTHER * 10)), "the other's cluster price is too old");
    }

    @Test
    void contractE_shouldNotCallItASwapWhereTheTwoAreNearAnyway()
    {
        final TrustBench bench = of(6);
        for (int source = 0; source < 5; source++)
        {
            bench.say(source, 0, COIN);
            bench.say(source, 1, COIN / 10 * 108 / 100);
        }
        assertEquals(Refusal.NONE, first(bench.say(0, 0, COIN * 108 / 100)), "within 1,000 bps");
        assertEquals(TrustCause.DIVERGENCE.bit(), bench.causes(0));
    }
}
