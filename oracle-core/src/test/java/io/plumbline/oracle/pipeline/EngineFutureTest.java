// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class EngineFutureTest
{
    private static void onOwnThread(final Executable body) throws InterruptedException
    {
        final AtomicReference<Throwable> thrown = new AtomicReference<>();
        final Thread thread = new OracleThread(() ->
        {
            try
            {
                body.execute();
            }
            catch (final Throwable e)
            {
                thrown.set(e);
            }
        }, "own");
        thread.start();
        thread.join();
        assertNull(thrown.get(), () -> "on the oracle's thread: " + thrown.get());
    }

    private static void assertRefusesToWait(final CompletableFuture<?> future)
    {
        assertThrows(IllegalStateException.class, future::join);
        assertThrows(IllegalStateException.class, future::get);
        assertThrows(IllegalStateException.class, () -> future.get(1, TimeUnit.SECONDS));
        assertFalse(future.isDone());
        assertNull(future.getNow(null));
    }

    private static List<CompletableFuture<?>> dependentsOf(final CompletableFuture<Integer> future)
    {
        final List<CompletableFuture<?>> dependents = new ArrayList<>();
        dependents.add(future.thenApply(value -> value + 1));
        dependents.add(future.thenAccept(value -> { }));
        dependents.add(future.thenRun(() -> { }));
        dependents.add(future.handle((value, failure) -> value));
        dependents.add(future.whenComplete((value, failure) -> { }));
        dependents.add(future.exceptionally(failure -> 0));
        dependents.add(future.thenCompose(CompletableFuture::completedFuture));
        dependents.add(future.thenCombine(new CompletableFuture<Integer>(), Integer::sum));
        dependents.add(future.applyToEither(new CompletableFuture<>(), Function.identity()));
        dependents.add(future.thenApplyAsync(value -> value));
        dependents.add(future.copy());
        dependents.add(future.minimalCompletionStage().toCompletableFuture());
        dependents.add(future.thenApply(value -> value).thenApply(value -> value));
        return dependents;
    }

    @Test
    void shouldRefuseToWaitOnTheOraclesThreadsForItselfAndWhatDependsOnIt() throws InterruptedException
    {
        final CompletableFuture<Integer> future = new EngineFuture<>();
        onOwnThread(() -> assertRefusesToWait(future));
        for (final CompletableFuture<?> dependent : dependentsOf(future))
        {
            assertInstanceOf(EngineFuture.class, dependent);
            onOwnThread(() -> assertRefusesToWait(dependent));
        }
    }

    @Test
    void shouldGiveWhatItHasAnywhereOnceItIsComplete() throws InterruptedException
    {
        final CompletableFuture<Integer> future = new EngineFuture<>();
        final CompletableFuture<Integer> after = future.thenApply(value -> value + 1);
        future.complete(7);
        onOwnThread(() ->
        {
            assertEquals(7, future.join());
            assertEquals(7, future.get());
            assertEquals(8, after.get(1, TimeUnit.SECONDS));
        });
    }

    @Test
    void shouldLetEverybodyElseWait() throws Exception
    {
        final CompletableFuture<Integer> future = new EngineFuture<>();
        final Thread completing = new Thread(() -> future.complete(7));
        completing.start();
        assertEquals(7, future.join());
        assertEquals(7, future.get(20, TimeUnit.SECONDS));
        completing.join();
    }

    @Test
    void shouldCountWhoStandsInForAnOracleThreadAsOneAndNoLonger()
    {
        final CompletableFuture<Integer> future = new EngineFuture<>();
        OracleThread.standIn(() -> assertRefusesToWait(future));
        assertThrows(IllegalArgumentException.class, () -> OracleThread.standIn(() ->
        {
            throw new IllegalArgumentException("the body's own");
        }));
        OracleThread.refuseToBlock("nothing");
    }
}
