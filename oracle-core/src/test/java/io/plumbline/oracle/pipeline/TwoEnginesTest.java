// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.pipeline.Doorway.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two engines with one key that hear the same ticks: a quote is good at the one that issued it, and nowhere else.
 */
final class TwoEnginesTest
{
    private static final int QUOTES = 10;

    private final Fleet.TestClock clock = new Fleet.TestClock();
    private final Fleet fleet = new Fleet(4, 1);
    private final List<OracleEngine> engines = new ArrayList<>();
    private long messageId;

    @AfterEach
    void close()
    {
        engines.forEach(OracleEngine::close);
    }

    /** A moment later than the one before, so that its boot epoch is another. */
    private OracleEngine launch(final long engineId)
    {
        clock.advance(1_000_000L);
        final OracleEngine engine = new OracleEngine(
            fleet.config(EngineRig.threading(Layout.FUSED), clock, engineId), OracleListener.NONE,
            new BouncyCastleKernel(), null);
        engines.add(engine);
        engine.start();
        EngineRig.await(() -> engine.health() == Health.GREEN);
        return engine;
    }

    private void tick(final long price)
    {
        clock.advance(1_000_000L);
        final ReferencePrice found = new ReferencePrice();
        for (int i = 0; i < fleet.sources; i++)
        {
            final Envelope envelope = fleet.frame(i, clock.epochNs(), price);
            messageId++;
            for (final OracleEngine engine : engines)
            {
                EngineRig.require(engine.ticks().offer(i, messageId, envelope));
            }
        }
        final long now = clock.epochNs();
        for (final OracleEngine engine : engines)
        {
            EngineRig.await(() -> engine.prices().read(0, found) == Refusal.NONE && found.asOfNs() == now &&
                found.sources() == fleet.sources && found.price() == price);
        }
    }

    private static byte[] quote(final OracleEngine engine, final int number)
    {
        return engine.quotes().submit(Fleet.order(0, 10_000, number), Doorway.TIMEOUT_NS)
            .thenApply(reply -> reply.quote().toByteArray()).toCompletableFuture().join();
    }

    private static Outcome authorize(
        final OracleEngine engine, final String paymentId, final int number, final byte[] quote)
    {
        return Doorway.AWAITED.ask(engine.quotes(), Fleet.authorization(paymentId, number, quote));
    }

    @ParameterizedTest
    @ValueSource(longs = {42, 43})
    void contractP_shouldRedeemAQuoteOnlyWhereItWasIssued(final long secondId)
    {
        final OracleEngine first = launch(42);
        final OracleEngine second = launch(secondId);
        assertArrayEquals(first.quotePublicKey(), second.quotePublicKey());
        tick(Fleet.PRICE);
        final List<byte[]> ofFirst = new ArrayList<>();
        final List<byte[]> ofSecond = new ArrayList<>();
        for (int i = 0; i < QUOTES; i++)
        {
            ofFirst.add(quote(first, i));
            ofSecond.add(quote(second, i));
        }
        tick(Fleet.PRICE + 1_000_000L);
        for (int i = 0; i < QUOTES; i++)
        {
            final String paymentId = "p" + i;
            assertEquals(Refusal.WRONG_ENGINE, authorize(second, paymentId, i, ofFirst.get(i)).refusal());
            assertEquals(Refusal.WRONG_ENGINE, authorize(first, paymentId, i, ofSecond.get(i)).refusal());
            // what was refused bound nothing
            assertEquals(Answer.AUTHORIZED, authorize(first, paymentId, i, ofFirst.get(i)).answer());
            assertEquals(Answer.AUTHORIZED, authorize(second, paymentId, i, ofSecond.get(i)).answer());
            // and stays refused
            assertEquals(Refusal.WRONG_ENGINE, authorize(second, paymentId + "b", i, ofFirst.get(i)).refusal());
        }
    }

    @Test
    void contractP_shouldAuthorizeOnceThoughManyPresentAQuoteAtBoth()
    {
        final OracleEngine first = launch(42);
        final OracleEngine second = launch(43);
        tick(Fleet.PRICE);
        final List<byte[]> quotes = new ArrayList<>();
        for (int i = 0; i < QUOTES; i++)
        {
            quotes.add(quote(first, i));
        }
        tick(Fleet.PRICE);
        try (Racers racers = new Racers(6))
        {
            for (int i = 0; i < QUOTES; i++)
            {
                final int order = i;
                final List<Outcome> outcomes = racers.race(racer -> authorize(
                    racer % 2 == 0 ? first : second, "p" + order + "-" + racer, order, quotes.get(order)));
                assertEquals(1, outcomes.stream().filter(it -> it.answer() == Answer.AUTHORIZED).count());
                assertEquals(2, outcomes.stream().filter(it -> it.refusal() == Refusal.ALREADY_REDEEMED).count());
                assertEquals(3, outcomes.stream().filter(it -> it.refusal() == Refusal.WRONG_ENGINE).count());
            }
        }
    }

    @Test
    void contractA_shouldFindTheSamePricesInTheSameTicks()
    {
        final OracleEngine first = launch(42);
        final OracleEngine second = launch(43);
        final ReferencePrice one = new ReferencePrice();
        final ReferencePrice other = new ReferencePrice();
        for (int i = 0; i < 20; i++)
        {
            tick(Fleet.PRICE + i * 1_000_000L);
            assertEquals(Refusal.NONE, first.prices().read(0, one));
            assertEquals(Refusal.NONE, second.prices().read(0, other));
            assertEquals(one.price(), other.price());
            assertEquals(one.asOfNs(), other.asOfNs());
            assertEquals(one.rangeLow(), other.rangeLow());
            assertEquals(one.rangeHigh(), other.rangeHigh());
            assertEquals(one.quartileLow(), other.quartileLow());
            assertEquals(one.quartileHigh(), other.quartileHigh());
            assertEquals(one.lineages(), other.lineages());
        }
    }
}
