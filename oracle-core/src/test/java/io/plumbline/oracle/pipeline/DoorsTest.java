// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.QuoteDesk;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.fixtures.Allocations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The desk's two doors: replies whose owner is called back, and futures.
 */
final class DoorsTest
{
    private static final long TIMEOUT_NS = 20_000_000_000L;

    private static <T> T get(final CompletableFuture<T> future)
    {
        try
        {
            return future.get(20, TimeUnit.SECONDS);
        }
        catch (final Exception e)
        {
            throw new AssertionError(e);
        }
    }

    private static void stall(final EngineRig rig)
    {
        rig.open();
        rig.kernel.hang();
        rig.offer(0, Fleet.PRICE);
        EngineRig.await(() -> rig.engine.health() == Health.STALLED);
    }

    /** Both doors are full: the one code, at once, nobody is called back and nothing is pending. */
    private static void assertRefusedAtBothDoors(final EngineRig rig, final Refusal refusal)
    {
        final QuoteDesk desk = rig.engine.quotes();
        final AtomicInteger calls = new AtomicInteger();
        final QuoteReply reply = desk.newReply(done -> calls.incrementAndGet());
        final long before = rig.engine.counters().count(refusal);
        assertEquals(refusal, desk.submit(Fleet.order(0, 10_000, 1), reply));
        assertFalse(reply.abandon(), "nothing is pending");
        final CompletableFuture<QuoteReply> future =
            desk.submit(Fleet.order(0, 10_000, 1), TIMEOUT_NS).toCompletableFuture();
        assertTrue(future.isDone());
        assertEquals(Answer.REFUSED, future.join().answer());
        assertEquals(refusal, future.join().refusal());
        assertEquals(0, calls.get());
        assertEquals(before + 2, rig.engine.counters().count(refusal));
        rig.kernel.letGo();
        EngineRig.await(() -> desk.submit(Fleet.order(0, 10_000, 1), reply) == Refusal.NONE);
        EngineRig.await(() -> calls.get() == 1);
        EngineRig.await(() -> get(desk.submit(Fleet.order(0, 10_000, 1), TIMEOUT_NS).toCompletableFuture())
            .answer() == Answer.QUOTED);
    }

    private static Refusal fill(final EngineRig rig)
    {
        Refusal refusal = Refusal.NONE;
        for (int i = 0; refusal == Refusal.NONE; i++)
        {
            refusal = rig.engine.quotes().submit(Fleet.order(0, 10_000, i), rig.engine.quotes().newReply());
        }
        return refusal;
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractS_shouldRefuseAtBothDoorsWhenTheRingIsFull(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            stall(rig);
            assertEquals(Refusal.RING_FULL, fill(rig));
            assertRefusedAtBothDoors(rig, Refusal.RING_FULL);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractS_shouldRefuseAtBothDoorsWhenThereIsNoCredit(final Layout layout)
    {
        final ThreadingConfig threading = EngineRig.threading(layout).withSizes(256, 32, 256);
        try (EngineRig rig = new EngineRig(threading, OracleListener.NONE))
        {
            stall(rig);
            assertEquals(Refusal.NO_CREDIT, fill(rig));
            assertRefusedAtBothDoors(rig, Refusal.NO_CREDIT);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldCallBackOnceForEachCommandOnTheReplyThreadWithItsFigures(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            final List<Long> amounts = Collections.synchronizedList(new ArrayList<>());
            final List<String> threads = Collections.synchronizedList(new ArrayList<>());
            final QuoteReply reply = rig.engine.quotes().newReply(done ->
            {
                threads.add(Thread.currentThread().getName());
                amounts.add(done.quote().fiatAmount().longValueExact());
            });
            for (int i = 0; i < 50; i++)
            {
                final OrderRequest order = Fleet.order(0, 10_000L + i, i);
                EngineRig.await(() -> rig.engine.quotes().submit(order, reply) == Refusal.NONE);
            }
            EngineRig.await(() -> amounts.size() == 50);
            for (int i = 0; i < 50; i++)
            {
                assertEquals(10_000L + i, amounts.get(i));
                assertTrue(threads.get(i).contains("plumbline-reply"), threads.get(i));
            }
            assertEquals(50, rig.engine.counters().count(Metric.COMMANDS_ACCEPTED));
        }
    }

    @Test
    void shouldLetTheCallbackAskForMoreWithTheSameReply()
    {
        try (EngineRig rig = new EngineRig(Layout.SPLIT))
        {
            rig.open();
            final AtomicInteger left = new AtomicInteger(20);
            final AtomicReference<Refusal> refused = new AtomicReference<>(Refusal.NONE);
            final QuoteReply reply = rig.engine.quotes().newReply(done ->
            {
                if (left.decrementAndGet() > 0 && done.answer() == Answer.QUOTED)
                {
                    refused.set(rig.engine.quotes().submit(Fleet.order(0, 10_000, left.get()), done));
                }
            });
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 99), reply));
            EngineRig.await(() -> left.get() == 0);
            assertEquals(Refusal.NONE, refused.get());
            assertEquals(20, rig.engine.counters().count(Metric.QUOTES_ISSUED));
            EngineRig.await(() -> rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply) == Refusal.NONE);
        }
    }

    @Test
    void shouldRefuseAllOthersWhileTheCallbackRunsAndNobodyAfterwards()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final AtomicInteger stage = new AtomicInteger();
            final QuoteReply reply = rig.engine.quotes().newReply(done ->
            {
                stage.compareAndSet(0, 1);
                EngineRig.await(() -> stage.get() != 1);
                throw new IllegalArgumentException("what a callback throws harms nobody");
            });
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
            EngineRig.await(() -> stage.get() == 1);
            assertTrue(reply.isDone(), "its figures can be read");
            assertEquals(Refusal.REPLY_IN_USE, rig.engine.quotes().submit(Fleet.order(0, 10_000, 2), reply));
            stage.set(2);
            EngineRig.await(() -> rig.engine.counters().count(Metric.LISTENER_ERRORS) == 1);
            EngineRig.await(() -> rig.engine.quotes().submit(Fleet.order(0, 10_000, 2), reply) == Refusal.NONE);
            EngineRig.await(() -> rig.engine.counters().count(Metric.LISTENER_ERRORS) == 2);
        }
    }

    @Test
    void shouldNotCallBackForWhatWasGivenUp()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            stall(rig);
            final AtomicInteger calls = new AtomicInteger();
            final QuoteReply reply = rig.engine.quotes().newReply(done -> calls.incrementAndGet());
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
            assertTrue(reply.abandon());
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) == 1);
            assertEquals(0, calls.get());
        }
    }

    @Test
    void shouldRefuseACallbackThatIsNone()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            assertThrows(NullPointerException.class, () -> rig.engine.quotes().newReply(null));
        }
    }

    @Test
    void contractT_shouldAllocateNothingForACommandWhoseOwnerIsCalledBack()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final AtomicInteger calls = new AtomicInteger();
            final QuoteReply reply = rig.engine.quotes().newReply(done -> calls.incrementAndGet());
            final OrderRequest order = Fleet.order(0, 10_000, 1);
            Allocations.assertNone(() ->
            {
                for (int i = 0; i < 100; i++)
                {
                    final int before = calls.get();
                    if (rig.engine.quotes().submit(order, reply) == Refusal.NONE)
                    {
                        while (calls.get() == before)
                        {
                            Thread.onSpinWait();
                        }
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldRefuseToWaitForAnAnswerOnTheThreadThatGivesIt(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            final CompletableFuture<QuoteReply> gate = new CompletableFuture<>();
            final QuoteReply reply = rig.engine.quotes().newReply(done ->
            {
                assertRefusesToWait(rig.engine.quotes().submit(Fleet.order(0, 10_000, 2), TIMEOUT_NS)
                    .toCompletableFuture());
                final CompletableFuture<ExplainReply> why =
                    rig.engine.explanations().explain(0).toCompletableFuture();
                assertRefusesToWait(why);
                assertEquals(Refusal.UNKNOWN_INSTRUMENT,
                    rig.engine.explanations().explain(9).toCompletableFuture().join().refusal());
                gate.complete(done);
            });
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
            assertEquals(Answer.QUOTED, get(gate).answer());
            EngineRig.await(() -> rig.engine.counters().count(Metric.QUOTES_ISSUED) == 2);
            assertEquals(0, rig.engine.counters().count(Metric.LISTENER_ERRORS));
        }
    }

    private static <T> void assertRefusesToWait(final CompletableFuture<T> future)
    {
        assertThrows(IllegalStateException.class, future::join);
        final CompletableFuture<T> after = future.thenApply(Function.identity());
        assertThrows(IllegalStateException.class, after::get);
    }
}
