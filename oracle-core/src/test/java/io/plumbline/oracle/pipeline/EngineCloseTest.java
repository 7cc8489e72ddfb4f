// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SignedQuote;
import io.plumbline.oracle.config.Layout;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A close comes to its end, whoever is interrupted, hangs or takes his time.
 */
final class EngineCloseTest
{
    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldStopItsThreadsWhenTheClosingThreadIsInterrupted(final Layout layout) throws Exception
    {
        final Set<Thread> earlier = Thread.getAllStackTraces().keySet();
        final EngineRig rig = new EngineRig(layout);
        final Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
        own.removeAll(earlier);
        own.removeIf(thread -> !(thread instanceof OracleThread));
        rig.open();
        Thread.currentThread().interrupt();
        rig.close();
        assertTrue(Thread.interrupted(), "the interruption is the caller's to see");
        assertEquals(Health.CLOSED, rig.engine.health());
        assertTrue(own.size() >= 3, "threads of the engine: " + own);
        for (final Thread thread : own)
        {
            thread.join(2_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
    }

    @Test
    void shouldCloseThoughAListenerHangs() throws Exception
    {
        final CountDownLatch isInside = new CountDownLatch(1);
        final CountDownLatch letGo = new CountDownLatch(1);
        final OracleListener listener = new OracleListener()
        {
            @Override
            public void onReferenceQuote(final SignedQuote quote)
            {
                isInside.countDown();
                awaitWhatever(letGo);
            }
        };
        final EngineRig rig = new EngineRig(EngineRig.threading(Layout.FUSED)
            .withTimes(1_000_000L, EngineRig.MINUTE_NS, 100_000_000L, 200_000_000L), listener);
        rig.open();
        assertTrue(isInside.await(20, TimeUnit.SECONDS));
        final AtomicReference<IllegalStateException> refusedToWait = new AtomicReference<>();
        final QuoteReply reply = rig.engine.quotes().newReply(done -> refusedToWait.set(
            assertThrows(IllegalStateException.class, () -> new EngineFuture<Integer>().join())));
        EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
        final Thread closer = new Thread(rig::close);
        closer.start();
        closer.join(20_000);
        final boolean isClosed = !closer.isAlive();
        letGo.countDown();
        closer.join();
        assertTrue(isClosed, "close waits for a listener that hangs");
        assertEquals(Refusal.ENGINE_FAILED, reply.refusal());
        assertNotNull(refusedToWait.get(), "who closes calls back, and would wait for itself");
        assertEquals(Health.CLOSED, rig.engine.health());
    }

    @Test
    void shouldDeliverTheAnswersOfSlowCallbacksWithinTheDrainTime()
    {
        final EngineRig rig =
            new EngineRig(EngineRig.threading(Layout.FUSED).withSizes(256, 256, 256), OracleListener.NONE);
        final CompletableFuture<?>[] answers = new CompletableFuture<?>[100];
        try (rig)
        {
            rig.open();
            for (int i = 0; i < answers.length; i++)
            {
                answers[i] = rig.engine.quotes().submit(Fleet.order(0, 10_000, i), EngineRig.MINUTE_NS)
                    .toCompletableFuture().thenApply(reply ->
                    {
                        pause(20);
                        return reply.answer();
                    });
            }
        }
        for (final CompletableFuture<?> answer : answers)
        {
            assertEquals(Answer.QUOTED, answer.join());
        }
    }

    private static void awaitWhatever(final CountDownLatch latch)
    {
        boolean isOpen = false;
        while (!isOpen)
        {
            try
            {
                latch.await();
                isOpen = true;
            }
            catch (final InterruptedException e)
            {
                // a listener that does not listen
            }
        }
    }

    private static void pause(final long millis)
    {
        try
        {
            Thread.sleep(millis);
        }
        catch (final InterruptedException e)
        {
            throw new IllegalStateException(e);
        }
    }
}
