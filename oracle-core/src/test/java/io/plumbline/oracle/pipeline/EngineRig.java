// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.QuoteCommand;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleConfigBuilder;
import io.plumbline.oracle.config.QuoteSigner;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.WaitMode;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A running engine with a fleet to feed it, a clock the test moves and a kernel the test can stop.
 */
final class EngineRig implements AutoCloseable
{
    static final long MINUTE_NS = 60_000_000_000L;

    final Fleet fleet;
    final Fleet.TestClock clock = new Fleet.TestClock();
    final GatedKernel kernel = new GatedKernel();
    final OracleEngine engine;
    private long messageId;

    EngineRig(final Layout layout)
    {
        this(threading(layout), OracleListener.NONE);
    }

    EngineRig(final ThreadingConfig threading, final OracleListener listener)
    {
        this(threading, listener, null);
    }

    EngineRig(final ThreadingConfig threading, final OracleListener listener, final @Nullable QuoteSigner signer)
    {
        this(new Fleet(4, 1), threading, listener, signer);
    }

    EngineRig(
        final Fleet fleet,
        final ThreadingConfig threading,
        final OracleListener listener,
        final @Nullable QuoteSigner signer)
    {
        this.fleet = fleet;
        engine = new OracleEngine(fleet.config(threading, clock, signer), listener, kernel, null);
        engine.start();
    }

    EngineRig(final ThreadingConfig threading, final UnaryOperator<OracleConfigBuilder> further)
    {
        fleet = new Fleet(4, 1);
        engine = new OracleEngine(fleet.config(threading, clock, further), OracleListener.NONE, kernel, null);
        engine.start();
    }

    static ThreadingConfig threading(final Layout layout)
    {
        return ThreadingConfig.DEFAULT.with(layout, WaitMode.PARKING).withSizes(64, 128, 256)
            .withTimes(1_000_000L, MINUTE_NS, 5_000_000_000L, 200_000_000L);
    }

    Refusal offer(final int source, final long price)
    {
        return engine.ticks().offer(source, ++messageId, fleet.frame(source, clock.epochNs(), price));
    }

    /**
     * Feeds every source once and waits until there is a price for money.
     */
    void open()
    {
        await(() -> engine.health() == Health.GREEN);
        for (int i = 0; i < fleet.sources; i++)
        {
            require(offer(i, Fleet.PRICE));
        }
        final ReferencePrice price = new ReferencePrice();
        await(() -> engine.prices().read(0, price) == Refusal.NONE && price.sources() == fleet.sources);
    }

    /**
     * A moment later, every source is heard again.
     */
    void refresh()
    {
        clock.advance(1_000_000L);
        final ReferencePrice price = new ReferencePrice();
        for (int i = 0; i < fleet.sources; i++)
        {
            require(offer(i, Fleet.PRICE));
        }
        final long now = clock.epochNs();
        await(() -> engine.prices().read(0, price) == Refusal.NONE && price.asOfNs() == now &&
            price.sources() == fleet.sources);
    }

    QuoteReply ask(final QuoteCommand command)
    {
        final QuoteReply reply = engine.quotes().newReply();
        require(engine.quotes().submit(command, reply));
        if (!reply.await(10_000_000_000L))
        {
            throw new AssertionError("no answer");
        }
        return reply;
    }

    byte[] quote(final int number)
    {
        final QuoteReply reply = ask(Fleet.order(0, 10_000, number));
        if (reply.answer() != Answer.QUOTED)
        {
            throw new AssertionError(reply.refusal());
        }
        return reply.quote().toByteArray();
    }

    static void require(final Refusal refusal)
    {
        if (refusal != Refusal.NONE)
        {
            throw new AssertionError(refusal);
        }
    }

    static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean())
        {
            if (System.nanoTime() - deadlineNs >= 0)
            {
                throw new AssertionError("condition did not come to hold");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close()
    {
        kernel.letGo();
        engine.close();
    }
}
