// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.quote.RegistryLookup;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code plumbline}: one op = one live quote redeemed, through all four stages; quotes are issued between the measured
 * blocks of 256, so what the issuing allocates would show too. {@code registryLookupOnly} is the
 * floor: that the payment is not known, and the quote's record. Four sources, a registry of default size. An answer
 * that is not the due one fails the run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class AuthorizeBenchmark
{
    private static final int QUOTES = 256;
    private static final int ORDERS = 4_096;

    /** Quotes to be redeemed. */
    @State(Scope.Thread)
    public static class Quotes
    {
        private final QuoteWorld world = new QuoteWorld();
        private final Authorization[] authorizations = new Authorization[QUOTES];
        private final OrderRequest[] requests = new OrderRequest[ORDERS];
        private final String[] payments = new String[ORDERS];
        private int at;

        /** Makes the commands. */
        @Setup
        public void prepare()
        {
            for (int i = 0; i < ORDERS; i++)
            {
                requests[i] = world.order(i);
                payments[i] = "payment-" + i;
            }
            for (int i = 0; i < QUOTES; i++)
            {
                authorizations[i] = new Authorization();
            }
        }

        /** Issues fresh quotes, then lets every source speak again. */
        @Setup(Level.Invocation)
        public void issue()
        {
            for (int i = 0; i < QUOTES; i++)
            {
                at = at + 1 & ORDERS - 1;
                world.run(requests[at], Answer.QUOTED);
                world.authorization(authorizations[i], payments[at], at);
            }
            world.keepAlive();
        }
    }

    /** A registry with quotes in it. */
    @State(Scope.Thread)
    public static class Lookup
    {
        private final RegistryLookup registry = new RegistryLookup(4_096, 3_000);
    }

    /**
     * Redeems.
     *
     * @param quotes to be redeemed.
     */
    @Benchmark
    @OperationsPerInvocation(QUOTES)
    public void plumbline(final Quotes quotes)
    {
        for (int i = 0; i < QUOTES; i++)
        {
            quotes.world.run(quotes.authorizations[i], Answer.AUTHORIZED);
        }
    }

    /**
     * Looks up.
     *
     * @param lookup the registry.
     * @return whether the payment is new and its quote there.
     */
    @Benchmark
    public boolean registryLookupOnly(final Lookup lookup)
    {
        return lookup.registry.find();
    }
}
