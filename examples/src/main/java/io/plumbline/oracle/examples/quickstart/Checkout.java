// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.examples.quickstart;

import io.plumbline.oracle.Oracle;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The shop's backend: customers come in one after the other, each with a habit; a few are served at a time.
 */
final class Checkout
{
    private static final long BETWEEN_CUSTOMERS_MS = 350;
    private static final int COUNTERS = 4;
    private static final long CLOSE_MS = 15_000;
    private static final Customer.Habit[] ROTA =
    {
        Customer.Habit.PAYS, Customer.Habit.LAPSES, Customer.Habit.PAYS, Customer.Habit.TWICE, Customer.Habit.PAYS,
        Customer.Habit.LATE, Customer.Habit.PAYS, Customer.Habit.TAMPERS, Customer.Habit.PAYS, Customer.Habit.WAITS
    };

    private final Oracle oracle;
    private final Outcomes outcomes;
    private final Events events;
    private final SplittableRandom random;
    private final ExecutorService counters = Executors.newFixedThreadPool(COUNTERS, Checkout::thread);
    private final Thread door = thread(this::admit);
    private final CountDownLatch closing = new CountDownLatch(1);

    Checkout(final Oracle oracle, final Outcomes outcomes, final Events events, final long seed)
    {
        this.oracle = oracle;
        this.outcomes = outcomes;
        this.events = events;
        random = new SplittableRandom(seed);
    }

    private static Thread thread(final Runnable work)
    {
        final Thread thread = new Thread(work, "checkout");
        thread.setDaemon(true);
        return thread;
    }

    Checkout open()
    {
        door.start();
        return this;
    }

    private void admit()
    {
        try
        {
            for (int order = 1; !closing.await(BETWEEN_CUSTOMERS_MS, TimeUnit.MILLISECONDS); order++)
            {
                final Customer.Habit habit = ROTA[(order - 1) % ROTA.length];
                final int instrument = random.nextInt(World.ASSETS.size());
                final long cents = random.nextLong(1_990, 49_990);
                final Customer customer = new Customer(order, habit, instrument, cents, oracle, outcomes, closing);
                counters.execute(() -> serve(customer));
            }
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(final Customer customer)
    {
        try
        {
            customer.shop();
        }
        catch (final InterruptedException e)
        {
            Thread.currentThread().interrupt();
        }
        catch (final CompletionException e)
        {
            events.add("a customer left without an answer: " + e.getCause());
        }
    }

    /** Admits nobody any more and lets those inside finish. */
    void close() throws InterruptedException
    {
        closing.countDown();
        door.join();
        counters.shutdown();
        if (!counters.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS))
        {
            counters.shutdownNow();
        }
    }
}
