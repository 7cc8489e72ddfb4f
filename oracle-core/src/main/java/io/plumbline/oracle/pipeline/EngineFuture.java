// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What one of the oracle's own threads completes: on such a thread nobody may wait for it, nor for what depends on it,
 * since the thread would wait for itself. One that is complete may be read anywhere. Any thread.
 *
 * @param <T> what it completes with.
 */
final class EngineFuture<T extends @Nullable Object> extends CompletableFuture<T>
{
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture()
    {
        return new EngineFuture<>();
    }

    /**
     * A future of its own: what a minimal stage makes of itself forgets that nobody may wait for it here.
     */
    @Override
    public CompletionStage<T> minimalCompletionStage()
    {
        return copy();
    }

    @Override
    public T join()
    {
        refuseToWait("join");
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException
    {
        refuseToWait("get");
        return super.get();
    }

    @Override
    public T get(final long timeout, final TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException
    {
        refuseToWait("get");
        return super.get(timeout, unit);
    }

    private void refuseToWait(final String call)
    {
        if (!isDone())
        {
            OracleThread.refuseToBlock(call);
        }
    }
}
