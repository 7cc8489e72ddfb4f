// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Capture;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.RedemptionLog;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.pipeline.Doorway.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole engine that is launched again on the log of the one before.
 */
final class RedemptionLogTest
{
    private final Fleet.TestClock clock = new Fleet.TestClock();
    private final Fleet fleet = new Fleet(4, 1);
    private final List<OracleEngine> engines = new ArrayList<>();
    private long messageId;
    @TempDir
    private Path directory;

    @AfterEach
    void close()
    {
        engines.forEach(OracleEngine::close);
    }

    /** A new engine of the same id, with a price, once the one before is closed. */
    private OracleEngine launch(final Layout layout, final RedemptionLog log)
    {
        close();
        clock.advance(1_000_000L);
        final OracleEngine engine = new OracleEngine(fleet.config(EngineRig.threading(layout), clock, log),
            OracleListener.NONE, new BouncyCastleKernel(), null);
        engines.add(engine);
        engine.start();
        EngineRig.await(() -> engine.health() == Health.GREEN);
        tick(engine);
        return engine;
    }

    private void tick(final OracleEngine engine)
    {
        clock.advance(1_000_000L);
        for (int i = 0; i < fleet.sources; i++)
        {
            EngineRig.require(
                engine.ticks().offer(i, ++messageId, fleet.frame(i, clock.epochNs(), Fleet.PRICE)));
        }
        final ReferencePrice price = new ReferencePrice();
        EngineRig.await(() -> engine.prices().read(0, price) == Refusal.NONE && price.sources() == fleet.sources &&
            price.asOfNs() == clock.epochNs());
    }

    private static byte[] quote(final OracleEngine engine, final int number)
    {
        return engine.quotes().submit(Fleet.order(0, 10_000, number), Doorway.TIMEOUT_NS)
            .thenApply(reply -> reply.quote().toByteArray()).toCompletableFuture().join();
    }

    private static Outcome authorize(
        final OracleEngine engine, final String paymentId, final int number, final byte[] quote)
    {
        return Doorway.AWAITED.ask(engine.quotes(), Fleet.authorization(paymentId, number, quote));
    }

    private static Outcome capture(final OracleEngine engine, final String paymentId)
    {
        return Doorway.FUTURE.ask(engine.quotes(), new Capture().reset(Fleet.MERCHANT, paymentId)
            .arrived(Long.MAX_VALUE, 0, Fleet.ASSET, Fleet.PAY_TO).transaction("tx", 6));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractP_shouldAnswerAsTheEngineBeforeIt(final Layout layout)
    {
        final RedemptionLog log = new FileLog(directory.resolve("log"));
        final OracleEngine first = launch(layout, log);
        final byte[] paid = quote(first, 1);
        final byte[] open = quote(first, 2);
        tick(first);
        final Outcome authorized = authorize(first, "p1", 1, paid);
        assertEquals(Answer.AUTHORIZED, authorized.answer());

        final OracleEngine second = launch(layout, log);
        assertEquals(authorized, authorize(second, "p1", 1, paid));
        assertEquals(Refusal.ALREADY_REDEEMED, authorize(second, "p2", 1, paid).refusal());
        assertEquals(Answer.AUTHORIZED, authorize(second, "p2", 2, open).answer());
        final Outcome captured = capture(second, "p1");
        assertEquals(Answer.OVERPAID, captured.answer());

        final OracleEngine third = launch(layout, log);
        assertEquals(authorized, authorize(third, "p1", 1, paid));
        assertEquals(captured, capture(third, "p1"));
        assertEquals(Answer.OVERPAID, capture(third, "p2").answer());

        final OracleEngine without = launch(layout, new FileLog(directory.resolve("another")));
        assertEquals(Refusal.WRONG_ENGINE, authorize(without, "p1", 1, paid).refusal());
    }

    /** Whatever a crash leaves of the file: a quote is authorized once, and the payment that was answered is it. */
    @Test
    void contractP_shouldStartOnWhateverACrashLeavesOfTheFile() throws IOException
    {
        final Path file = directory.resolve("log");
        final OracleEngine first = launch(Layout.FUSED, new FileLog(file));
        final byte[] quote = quote(first, 1);
        final long afterQuote = Files.size(file);
        tick(first);
        final Outcome authorized = authorize(first, "p1", 1, quote);
        final byte[] whole = Files.readAllBytes(file);
        final SplittableRandom random = new SplittableRandom(0xf11e);
        for (int i = 0; i < 8; i++)
        {
            final int length = i == 0 ? whole.length : i == 1 ? (int)afterQuote + 2 : random.nextInt(whole.length);
            final Path left = directory.resolve("left-" + i);
            Files.write(left, Arrays.copyOf(whole, length));
            final OracleEngine second = launch(Layout.FUSED, new FileLog(left));
            final Outcome other = authorize(second, "p2", 1, quote);
            final String what = "length " + length + ": " + other;
            assertEquals(length < afterQuote ? Refusal.WRONG_ENGINE :
                length < whole.length ? Refusal.NONE : Refusal.ALREADY_REDEEMED, other.refusal(), what);
            if (length == whole.length)
            {
                assertEquals(authorized, authorize(second, "p1", 1, quote));
            }
            final OracleEngine third = launch(Layout.FUSED, new FileLog(left));
            assertEquals(other.refusal(), authorize(third, "p2", 1, quote).refusal(), what);
        }
    }

    @Test
    void contractP_shouldNotLaunchOnALogOfALaterStart()
    {
        final RedemptionLog log = new FileLog(directory.resolve("log"));
        final byte[] quote = quote(launch(Layout.FUSED, log), 1);
        assertTrue(quote.length > 0);
        close();
        clock.advance(-1_000_000_000L);
        final IllegalStateException refused = assertThrows(IllegalStateException.class,
            () -> new OracleEngine(fleet.config(EngineRig.threading(Layout.FUSED), clock, log), OracleListener.NONE,
                new BouncyCastleKernel(), null));
        assertTrue(refused.getMessage().contains("frame 1 is of epoch"), refused::getMessage);
    }

    @Test
    void contractP_shouldGoOnThoughItsLogThrowsAndSayWhatItThrew()
    {
        final FileLog nowhere = new FileLog(directory.resolve("no").resolve("such").resolve("log"));
        final OracleEngine engine = launch(Layout.SPLIT, nowhere);
        assertEquals(Refusal.LOG_FAILED,
            Doorway.AWAITED.ask(engine.quotes(), Fleet.order(0, 10_000, 1)).refusal());
        assertEquals(Refusal.LOG_FAILED,
            Doorway.CALLED_BACK.ask(engine.quotes(), Fleet.order(0, 10_000, 1)).refusal());
        assertEquals(2, engine.counters().count(Refusal.LOG_FAILED));
        assertTrue(engine.errors().stream().anyMatch(it -> it.toString().contains("NoSuchFileException")),
            () -> "" + engine.errors());
        assertEquals(Health.GREEN, engine.health());
    }
}
