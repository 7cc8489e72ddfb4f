// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Authorization;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.wire.QuoteFrame;
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
 * {@code order}: one op = one order from its fields through all four stages to a signed quote; {@code signatureOnly}
 * is the Ed25519 signature in it. {@code authorize}: one op = one live quote redeemed, through all four stages; quotes
 * are issued between the measured blocks, so the bytes a profiler counts for this row are the issuing's too. Four
 * sources, a registry of default size; prices are renewed every 1,024 commands. An answer that is not the due one fails
 * the run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class QuoteBenchmark
{
    private static final int QUOTES = 256;

    /** Orders to be quoted. */
    @State(Scope.Thread)
    public static class Orders
    {
        private final QuoteWorld world = new QuoteWorld();
        private final OrderRequest[] requests = new OrderRequest[QUOTES];
        private final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        private final byte[] signature = new byte[64];
        private int at;

        /** Makes the orders, and a quote to sign. */
        @Setup
        public void prepare()
        {
            for (int i = 0; i < QUOTES; i++)
            {
                requests[i] = world.order(i);
            }
            world.run(requests[0], Answer.QUOTED);
        }
    }

    /** Quotes to be redeemed. */
    @State(Scope.Thread)
    public static class Quotes
    {
        private final QuoteWorld world = new QuoteWorld();
        private final Authorization[] authorizations = new Authorization[QUOTES];
        private final OrderRequest[] requests = new OrderRequest[QUOTES];
        private long payment;

        /** Makes the commands. */
        @Setup
        public void prepare()
        {
            for (int i = 0; i < QUOTES; i++)
            {
                requests[i] = world.order(i);
                authorizations[i] = new Authorization();
            }
        }

        /** Issues fresh quotes, then lets every source speak again. */
        @Setup(Level.Invocation)
        public void issue()
        {
            for (int i = 0; i < QUOTES; i++)
            {
                world.run(requests[i], Answer.QUOTED);
                world.authorization(authorizations[i], ++payment, i);
            }
            world.keepAlive();
        }
    }

    /**
     * Quotes.
     *
     * @param orders to be quoted.
     */
    @Benchmark
    public void order(final Orders orders)
    {
        orders.at = orders.at + 1 & QUOTES - 1;
        orders.world.run(orders.requests[orders.at], Answer.QUOTED);
    }

    /**
     * Redeems.
     *
     * @param quotes to be redeemed.
     */
    @Benchmark
    @OperationsPerInvocation(QUOTES)
    public void authorize(final Quotes quotes)
    {
        for (int i = 0; i < QUOTES; i++)
        {
            quotes.world.run(quotes.authorizations[i], Answer.AUTHORIZED);
        }
    }

    /**
     * Signs as many bytes as a quote has.
     *
     * @param orders whose key signs.
     * @return the signature.
     */
    @Benchmark
    public byte[] signatureOnly(final Orders orders)
    {
        orders.key.sign(orders.world.quote(), 0, QuoteFrame.LENGTH, orders.signature, 0);
        return orders.signature;
    }
}
