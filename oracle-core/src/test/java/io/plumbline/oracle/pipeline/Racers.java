// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Threads that start at once, again and again; whatever one of them throws is the test's.
 */
final class Racers implements AutoCloseable
{
    private final int count;
    private final ExecutorService pool;
    private final CyclicBarrier start;

    Racers(final int count)
    {
        this.count = count;
        pool = Executors.newFixedThreadPool(count);
        start = new CyclicBarrier(count);
    }

    /** What each of them gave, by its number. */
    <T> List<T> race(final IntFunction<T> body)
    {
        final List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final int number = i;
            futures.add(pool.submit(() ->
            {
                start.await(30, TimeUnit.SECONDS);
                return body.apply(number);
            }));
        }
        final List<T> results = new ArrayList<>();
        for (final Future<T> future : futures)
        {
            try
            {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            catch (final InterruptedException | ExecutionException | TimeoutException e)
            {
                throw new AssertionError(e);
            }
        }
        return results;
    }

    @Override
    public void close()
    {
        pool.shutdownNow();
    }
}
