// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.ThreadingConfig;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.crypto.Ed25519PublicKey;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.crypto.Secp256k1Candidates;
import io.plumbline.oracle.crypto.SignatureKernel;
import io.plumbline.oracle.quote.Handover;
import io.plumbline.oracle.quote.QuoteStage;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.Events;
import io.plumbline.oracle.wire.ExplainEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same events give byte-identical outputs: called directly, on one thread, on four; with a key inside, or with
 * signatures that were recorded as events.
 */
final class DeterminismTest
{
    private static final int EVENTS = 100_000;
    private static final int DEFERRED_EVENTS = 30_000;

    private final Fleet fleet = new Fleet(6, 3);
    private final OracleConfig config = fleet.config(
        ThreadingConfig.DEFAULT.withTimes(10_000_000L, 60_000_000_000L, 30_000_000_000L, 1_000_000_000L),
        new Fleet.TestClock());
    private final ExplanationTree tree = new ExplanationTree(config);
    private final ExplainEvent explain = new ExplainEvent();
    private final OutsideSigner outside = new OutsideSigner();
    private final OracleConfig deferred = fleet.config(config.threading(), new Fleet.TestClock(), outside);

    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @ValueSource(longs = 20_261_120L)
    void contractA_shouldGiveTheSameBytesInEveryLayout(final long seed) throws Exception
    {
        final List<byte[]> events = new ArrayList<>(EVENTS);
        final EventStream stream = new EventStream(seed, fleet);
        final Journal direct = new Journal(stream::onQuote);
        final Stages stages = stages(direct);
        final Slot slot = new Slot();
        int explained = 0;
        for (int i = 0; i < EVENTS; i++)
        {
            final byte[] event = stream.next();
            events.add(event);
            slot.reset();
            System.arraycopy(event, 0, slot.bytes, 0, event.length);
            slot.length = event.length;
            explained += askFor(slot) ? 1 : 0;
            stages.onSlot(slot);
        }
        assertTrue(explained > 0, "nothing was asked for");
        assertReached(stages, direct);
        final String expected = direct.summary();
        assertEquals(expected, onRing(Layout.FUSED, events, this::stages), "seed " + seed);
        assertEquals(expected, onRing(Layout.SPLIT, events, this::stages), "seed " + seed);
    }

    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void contractA_shouldReplayAnOutsideSignersLifeFromItsEventsAlone(final long seed) throws Exception
    {
        final List<byte[]> events = new ArrayList<>(DEFERRED_EVENTS);
        final EventStream stream = new EventStream(seed, fleet);
        final Journal direct = new Journal(stream::onQuote);
        final ScriptedSigner signer = new ScriptedSigner(seed);
        final Stages stages = deferredStages(direct, signer);
        final Slot slot = new Slot();
        while (events.size() < DEFERRED_EVENTS)
        {
            final byte[] signature = signer.next(stream.nowNs());
            final byte[] event = signature == null ? stream.next() : signature;
            events.add(event);
            slot.reset();
            System.arraycopy(event, 0, slot.bytes, 0, event.length);
            slot.length = event.length;
            stages.onSlot(slot);
        }
        for (final Metric metric : new Metric[]{Metric.QUOTES_ISSUED, Metric.QUOTES_AUTHORIZED,
            Metric.REFERENCE_QUOTES, Metric.SIGNATURES_FAILED, Metric.SIGNATURES_DISCARDED, Metric.SIGNATURES_STRAY,
            Metric.QUOTES_WITHDRAWN, Metric.REFERENCES_WITHDRAWN})
        {
            assertTrue(stages.counters().count(metric) > 0, metric::toString);
        }
        assertTrue(stages.counters().count(Refusal.ISSUE_DELAY) > 0);
        final String expected = direct.summary();
        final Function<Journal, Stages> replay = journal -> deferredStages(journal, Handover.NONE);
        assertEquals(expected, onRing(Layout.FUSED, events, replay), "seed " + seed);
        assertEquals(expected, onRing(Layout.SPLIT, events, replay), "seed " + seed);
        assertEquals(0, outside.calls.get(), "a replay calls no signer");
    }

    /**
     * Somebody waits for an explanation in the first life; nobody does in a replay.
     */
    private boolean askFor(final Slot slot)
    {
        if (Events.templateId(slot.bytes, 0, slot.length) != ExplainEvent.TEMPLATE_ID ||
            explain.wrap(slot.bytes, 0, slot.length) != WireStatus.OK || explain.instrument() >= fleet.instruments)
        {
            return false;
        }
        slot.draft = tree.draft(explain.instrument());
        return true;
    }

    /**
     * The stream must have gone everywhere, or the comparison shows little.
     */
    private static void assertReached(final Stages stages, final Journal journal)
    {
        assertTrue(journal.outputCount() > 1_000, "too few outputs: " + journal.outputCount());
        for (final Metric metric : new Metric[]{Metric.QUOTES_ISSUED, Metric.QUOTES_AUTHORIZED,
            Metric.PAYMENTS_SETTLED, Metric.PAYMENTS_RELEASED, Metric.REFERENCE_QUOTES, Metric.TICKS_ACCEPTED,
            Metric.PROOFS_WRITTEN})
        {
            assertTrue(stages.counters().count(metric) > 0, metric::toString);
        }
        for (final Refusal refusal : new Refusal[]{Refusal.BAD_SIGNATURE, Refusal.SOURCE_NOT_BOUND,
            Refusal.OLDER_TICK, Refusal.EQUIVOCATION, Refusal.FUTURE_TIME, Refusal.MALFORMED, Refusal.SUSPENDED})
        {
            assertTrue(stages.counters().count(refusal) > 0, refusal::toString);
        }
    }

    private static String onRing(
        final Layout layout, final List<byte[]> events, final Function<Journal, Stages> stages)
        throws InterruptedException
    {
        final Journal journal = new Journal(quote ->
        {
        });
        final EngineStatus status = new EngineStatus();
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 256,
            ProcessorFactory.waitStrategy(WaitMode.PARKING));
        final RingDoor door = new RingDoor(ring, status, new SharedCounters());
        final Stages replayed = stages.apply(journal);
        final StageThreads threads = new StageThreads(layout, ring, status, replayed, slot ->
        {
        });
        threads.start();
        for (final byte[] event : events)
        {
            while (door.offerSystem(event, event.length) == Refusal.RING_FULL)
            {
                Thread.onSpinWait();
            }
        }
        assertTrue(threads.drain(60_000_000_000L));
        assertTrue(threads.halt());
        return journal.summary();
    }

    private Stages deferredStages(final Journal journal, final Handover handover)
    {
        final StageCounters counters = new StageCounters();
        return new Stages(deferred, new MarkKernel(), journal,
            new QuoteStage(deferred, handover, 1, journal, counters), counters);
    }

    private Stages stages(final Journal journal)
    {
        return new Stages(config, new MarkKernel(), Ed25519SigningKey.ofSeed(new byte[32]), 1, journal, journal,
            new StageCounters());
    }

    /**
     * Takes a signature whose first byte is zero for good: the curve is not what is tested here.
     */
    private static final class MarkKernel implements SignatureKernel
    {
        @Override
        public boolean verifyEd25519(
            final Ed25519PublicKey key,
            final byte[] message,
            final int offset,
            final int length,
            final byte[] signature,
            final int signatureOffset)
        {
            return signature[signatureOffset] == 0;
        }

        @Override
        public int recoverSecp256k1(
            final byte[] message,
            final int offset,
            final int length,
            final byte[] rsv,
            final int rsvOffset,
            final boolean isHighSAllowed,
            final Secp256k1Candidates candidates,
            final byte[] outAddress)
        {
            throw new AssertionError("no such scheme in this stream");
        }
    }
}
