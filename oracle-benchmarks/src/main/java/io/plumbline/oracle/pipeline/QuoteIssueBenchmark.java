// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.OrderRequest;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.wire.QuoteFrame;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * {@code plumbline}: one op = one order, from its fields, through all four stages to a signed quote, rationing and
 * the pinned reference record included; {@code signatureOnly} is the floor, the Ed25519 signature in it; {@code
 * plumblineUnsigned} the rest, with a signer that does nothing. Four sources, a registry of default size, 4,096
 * orders of 256 customers in turn; prices are renewed every 1,024 commands. An answer that is not the due one fails
 * the run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class QuoteIssueBenchmark
{
    private static final int ORDERS = 4_096;

    /** Orders to be quoted. */
    @State(Scope.Thread)
    public static class Orders
    {
        private final QuoteWorld world = new QuoteWorld();
        private final OrderRequest request = new OrderRequest();
        private final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        private final byte[] signature = new byte[64];
        private int at;

        /** Makes a quote to sign. */
        @Setup
        public void prepare()
        {
            world.order(request, 0);
            world.run(request, Answer.QUOTED);
        }
    }

    /** Orders to be quoted by a signer that does nothing. */
    @State(Scope.Thread)
    public static class Unsigned
    {
        private final QuoteWorld world = new QuoteWorld((message, offset, length, out, outOffset) ->
        {
        });
        private final OrderRequest request = new OrderRequest();
        private int at;
    }

    /**
     * Quotes but for the signature.
     *
     * @param orders to be quoted.
     */
    @Benchmark
    public void plumblineUnsigned(final Unsigned orders)
    {
        orders.at = orders.at + 1 & ORDERS - 1;
        orders.world.order(orders.request, orders.at);
        orders.world.run(orders.request, Answer.QUOTED);
    }

    /**
     * Quotes.
     *
     * @param orders to be quoted.
     */
    @Benchmark
    public void plumbline(final Orders orders)
    {
        orders.at = orders.at + 1 & ORDERS - 1;
        orders.world.order(orders.request, orders.at);
        orders.world.run(orders.request, Answer.QUOTED);
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
