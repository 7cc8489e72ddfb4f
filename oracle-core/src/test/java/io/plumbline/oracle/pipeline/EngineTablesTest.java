// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Oracle;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.CryptoConfig;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineTablesTest
{
    private static final int SOURCES = 5;

    private final Fleet fleet = new Fleet(SOURCES, 1);
    private final Fleet.TestClock clock = new Fleet.TestClock();

    private Oracle launch(final Layout layout, final CryptoConfig crypto)
    {
        final OracleConfig config = fleet.config(EngineRig.threading(layout), clock, crypto);
        return Oracle.launch(config);
    }

    /** One good frame of each source and one with a bit turned. */
    private void feed(final Oracle oracle)
    {
        for (int i = 0; i < SOURCES; i++)
        {
            final long good = oracle.counters().count(Metric.FRAMES_VERIFIED);
            EngineRig.require(oracle.ticks().offer(i, 1, fleet.frame(i, clock.epochNs(), Fleet.PRICE)));
            EngineRig.await(() -> oracle.counters().count(Metric.FRAMES_VERIFIED) == good + 1);
            final long bad = oracle.counters().count(Refusal.BAD_SIGNATURE);
            final Envelope forged = fleet.frame(i, clock.epochNs(), Fleet.PRICE);
            forged.signatures()[40] ^= 1;
            EngineRig.require(oracle.ticks().offer(i, 2, forged));
            EngineRig.await(() -> oracle.counters().count(Refusal.BAD_SIGNATURE) == bad + 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldBuildTablesInTheBackgroundAndVerifyBeforeAndAfter(final Layout layout)
    {
        try (Oracle oracle = launch(layout, CryptoConfig.DEFAULT))
        {
            feed(oracle);
            EngineRig.await(() -> oracle.counters().count(Metric.KEY_TABLES_INSTALLED) == SOURCES);
            feed(oracle);
            assertEquals(0, oracle.counters().count(Metric.ADMIN_COMMANDS), "no operator did that");
            EngineRig.await(() -> !isRunning("plumbline-tables"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TABLES, 2, 2", "TABLES, 0, 0", "BOUNCY_CASTLE, 64, 0"})
    void shouldVerifyTheSameWhateverIsConfigured(
        final CryptoConfig.Arithmetic arithmetic, final int maxTables, final int installed)
    {
        try (Oracle oracle = launch(Layout.FUSED, new CryptoConfig(arithmetic, maxTables, true)))
        {
            EngineRig.await(() -> !isRunning("plumbline-tables"));
            feed(oracle);
            assertEquals(installed, oracle.counters().count(Metric.KEY_TABLES_INSTALLED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldIssueQuotesThatVerifyWhetherTheyWereVerifiedBeforeOrNot(final boolean isSigningVerified)
    {
        try (Oracle oracle =
            launch(Layout.FUSED, new CryptoConfig(CryptoConfig.Arithmetic.TABLES, 64, isSigningVerified)))
        {
            feed(oracle);
            final byte[] quote = oracle.quotes().submit(Fleet.order(0, 10_000, 1), 10_000_000_000L)
                .toCompletableFuture().join().quote().toByteArray();
            final int length = quote.length - Ed25519Verifier.SIGNATURE_LENGTH;
            assertTrue(new Ed25519Verifier().verify(Ed25519PublicKey.of(oracle.quotePublicKey()), quote, 0, length,
                quote, length, Ed25519Verifier.SIGNATURE_LENGTH));
        }
    }

    @Test
    void shouldEndTheBuilderWhereTheEngineIsClosed()
    {
        launch(Layout.FUSED, CryptoConfig.DEFAULT).close();
        EngineRig.await(() -> !isRunning("plumbline-tables"));
        assertFalse(isRunning("plumbline-tables"));
    }

    private static boolean isRunning(final String name)
    {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(name));
    }
}
