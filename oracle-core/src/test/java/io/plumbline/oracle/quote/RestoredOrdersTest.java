// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.InstrumentConfigBuilder;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.wire.RedemptionFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an order's quotes are to each other outlives the engine, also in a log that has left out every frame a later one
 * of the same quote has made idle.
 */
final class RestoredOrdersTest
{
    private static final long SECOND_NS = QuoteBench.SECOND_NS;
    private static final long PRICE = QuoteBench.BTC_PRICE_E8;
    private static final long FALLEN = PRICE - PRICE / 100;
    private static final QuotePolicy REPRICED =
        QuotePolicy.named("p").ttlNs(60 * SECOND_NS).captureTtlNs(60 * SECOND_NS).repriced(true).build();

    private long epoch = QuoteBench.BOOT_EPOCH;
    private long nowNs = QuoteBench.START_NS;

    private static InstrumentConfigBuilder btc()
    {
        return InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 8);
    }

    private static OracleConfig config(final MemoryLog log, final InstrumentConfig instrument)
    {
        return RedemptionRestoreTest.config(
            log, QuoteBench.ENVIRONMENT, QuoteBench.ENGINE_ID, 64, instrument, REPRICED);
    }

    /** The next life of the engine, a second later. */
    private RationBench launch(final MemoryLog log)
    {
        final InstrumentConfig instrument = btc().currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE, 4).build();
        final QuoteBench desk = new QuoteBench(config(log, instrument), QuoteBench.KEY, epoch++);
        nowNs += SECOND_NS;
        desk.nowNs = nowNs;
        desk.advance(SECOND_NS);
        return new RationBench(desk);
    }

    private RationBench relaunch(final RationBench before, final MemoryLog log)
    {
        nowNs = before.desk.nowNs;
        return launch(log);
    }

    /** The log as its operator may hand it over: the last frame of each quote, in its place. */
    private static MemoryLog left(final MemoryLog log, final boolean isCompacted)
    {
        final Map<List<Long>, Integer> last = new HashMap<>();
        final RedemptionFrame frame = new RedemptionFrame();
        final List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < log.frames.size(); i++)
        {
            frame.wrap(log.frames.get(i), 0, log.frames.get(i).length);
            last.put(List.of(frame.bootEpoch(), frame.quoteSequence()), i);
        }
        for (int i = 0; i < log.frames.size(); i++)
        {
            if (!isCompacted || last.containsValue(i))
            {
                frames.add(log.frames.get(i));
            }
        }
        return new MemoryLog(frames);
    }

    private static byte[] repriced(final RationBench bench, final String paymentId, final byte[] quote)
    {
        bench.pass(1);
        bench.priceAt(FALLEN);
        assertEquals(Answer.REPRICED, bench.authorize(paymentId, quote));
        return bench.desk.quoteBytes.clone();
    }

    private static void assertRepeated(
        final RationBench bench, final String paymentId, final byte[] quote, final byte[] successor)
    {
        assertEquals(Answer.REPRICED, bench.authorize(paymentId, quote));
        assertArrayEquals(successor, bench.desk.quoteBytes, "the quote that came with the answer");
    }

    /** Numbers begin anew with each epoch: that of the new quote may be one of an earlier epoch's quotes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void contractP_shouldRepeatWhatARestoredQuoteWasRepricedAs(final boolean isCompacted)
    {
        final MemoryLog log = new MemoryLog();
        final RationBench first = launch(log);
        final byte[] stranger = first.issue(1, 10_000);
        final byte[] quote = first.issue(2, 20_000);
        final MemoryLog later = left(log, isCompacted);
        final RationBench second = relaunch(first, later);
        final byte[] successor = repriced(second, "p", quote);
        assertRepeated(second, "p", quote, successor);
        final MemoryLog last = left(later, isCompacted);
        final RationBench third = relaunch(second, last);
        third.priceAt(FALLEN);
        assertRepeated(third, "p", quote, successor);
        assertEquals(Answer.AUTHORIZED, third.authorize("q", successor, RationBench.termsOf(successor)));
        assertRepeated(third, "p", quote, successor);
        third.priceAt(PRICE);
        assertEquals(Answer.AUTHORIZED, third.authorize("s", stranger));
        final RationBench fourth = relaunch(third, left(last, isCompacted));
        assertRepeated(fourth, "p", quote, successor);
        assertEquals(Answer.AUTHORIZED, fourth.authorize("q", successor, RationBench.termsOf(successor)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void contractQ_shouldKeepOneLiveQuoteOfAnOrderThatWasRepriced(final boolean isCompacted)
    {
        final MemoryLog log = new MemoryLog();
        final RationBench first = launch(log);
        final byte[] successor = repriced(first, "p", first.issue(1, 10_000));
        final RationBench second = relaunch(first, left(log, isCompacted));
        second.priceAt(FALLEN);
        final byte[] anew = second.issue(1, 10_000);
        assertEquals(2, second.desk.quote.reprices());
        second.pass(1);
        assertEquals(Answer.AUTHORIZED, second.authorize("a", anew));
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("b", successor, RationBench.termsOf(successor)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void contractQ_shouldLeaveASupersededQuoteDeadWhateverBecameOfTheNext(final boolean isCompacted)
    {
        final MemoryLog log = new MemoryLog();
        final RationBench first = launch(log);
        final byte[] superseded = first.issue(1, 10_000);
        final byte[] released = first.issue(1, 10_000);
        final byte[] old = first.issue(2, 10_000);
        final byte[] drifted = first.issue(2, 10_000);
        first.pass(1);
        assertEquals(Answer.AUTHORIZED, first.authorize("r", released));
        assertEquals(Answer.RELEASED, first.desk.release("r"));
        first.desk.price.lineages = 0;
        first.desk.price.confidenceBps = 0;
        assertEquals(Refusal.LOW_CONFIDENCE, first.authorize("d", drifted));
        final RationBench second = relaunch(first, left(log, isCompacted));
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("x", superseded));
        assertEquals(Refusal.QUOTE_DEAD, second.authorize("y", old));
        second.issue(1, 10_000);
        assertEquals(2, second.desk.quote.reprices());
        second.issue(2, 10_000);
        assertEquals(2, second.desk.quote.reprices());
    }

    /** A rate of other decimals, or in another currency, would be held against the price of now. */
    @Test
    void contractP_shouldRefuseALogWhoseAmountsMeanSomethingElseNow()
    {
        final MemoryLog log = new MemoryLog();
        launch(log).issue(1, 10_000);
        final List<InstrumentConfig> others = List.of(
            btc().currency("EUR", 2).price(QuoteBench.BTC_PRICE_SCALE, 4).build(),
            btc().currency("USD", 3).price(QuoteBench.BTC_PRICE_SCALE, 4).build(),
            btc().currency("USD", 2).price(QuoteBench.BTC_PRICE_SCALE - 1, 4).build(),
            InstrumentConfig.named("BTC/USD").asset(QuoteBench.BTC_ASSET, 9).currency("USD", 2)
                .price(QuoteBench.BTC_PRICE_SCALE, 4).build());
        for (final InstrumentConfig other : others)
        {
            final OracleConfig config = config(new MemoryLog(log.frames), other);
            final IllegalStateException refused = assertThrows(IllegalStateException.class,
                () -> new QuoteBench(config, QuoteBench.KEY, epoch), other::toString);
            assertTrue(refused.getMessage().contains("frame 1 names instrument 0"), refused::getMessage);
        }
    }
}
