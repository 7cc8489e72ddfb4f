// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import io.plumbline.oracle.Answer;
import io.plumbline.oracle.ExplainReply;
import io.plumbline.oracle.Explanation;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.SourceExplanation;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.WaitMode;
import io.plumbline.oracle.crypto.BouncyCastleKernel;
import io.plumbline.oracle.crypto.Ed25519SigningKey;
import io.plumbline.oracle.slot.ExplanationDraft;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.ErrorLog;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.telemetry.StageCounters;
import io.plumbline.oracle.wire.ExplainEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExplainDoorTest
{
    private static CompletableFuture<ExplainReply> ask(final EngineRig rig, final int instrument)
    {
        return rig.engine.explanations().explain(instrument).toCompletableFuture();
    }

    private static ExplainReply get(final Future<ExplainReply> reply)
    {
        try
        {
            return reply.get(20, TimeUnit.SECONDS);
        }
        catch (final InterruptedException | ExecutionException | TimeoutException e)
        {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldExplainAPriceOfARunningEngine(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            for (int i = 0; i < 100; i++)
            {
                final Explanation explanation = get(ask(rig, 0)).explanation();
                assertEquals("A0/USD", explanation.instrument());
                assertEquals(List.of("source-0", "source-1", "source-2", "source-3"),
                    explanation.sources().stream().map(SourceExplanation::name).toList());
            }
            assertEquals(100, rig.engine.counters().count(Metric.EXPLANATIONS));
            assertEquals(Refusal.UNKNOWN_INSTRUMENT, get(ask(rig, 1)).refusal());
            assertEquals(Refusal.UNKNOWN_INSTRUMENT, get(ask(rig, -1)).refusal());
            assertEquals(2, rig.engine.counters().count(Refusal.UNKNOWN_INSTRUMENT));
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @Test
    void contractV_shouldRefuseMoreAsksThanItHasPlacesForAndTakeThemLater()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            EngineRig.await(() -> rig.engine.health() == Health.STALLED);
            final List<CompletableFuture<ExplainReply>> asks = new ArrayList<>();
            for (int i = 0; i < ExplainDoor.MAX_ASKS; i++)
            {
                asks.add(ask(rig, 0));
                assertFalse(asks.get(i).isDone());
            }
            assertEquals(Refusal.NO_CREDIT, get(ask(rig, 0)).refusal());
            rig.kernel.letGo();
            asks.forEach(each -> assertEquals(Refusal.NONE, get(each).refusal()));
            assertEquals(Refusal.NONE, get(ask(rig, 0)).refusal());
        }
    }

    @Test
    void contractS_shouldCountAsACommandForTheRoomOfTheRing()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            EngineRig.await(() -> rig.engine.health() == Health.STALLED);
            while (rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), rig.engine.quotes().newReply()) ==
                Refusal.NONE)
            {
                // until the commands' share of the ring is taken
            }
            assertEquals(Refusal.RING_FULL, get(ask(rig, 0)).refusal());
            assertEquals(Refusal.NONE, rig.engine.admin().suspend("there is room for operators"));
            rig.kernel.letGo();
            EngineRig.await(() -> get(ask(rig, 0)).refusal() == Refusal.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldLeaveNobodyWaitingWhenTheEngineDiesOrCloses(final Layout layout)
    {
        final List<CompletableFuture<ExplainReply>> asks = new ArrayList<>();
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            rig.kernel.hang();
            rig.kernel.die();
            rig.offer(0, Fleet.PRICE);
            EngineRig.await(() -> rig.engine.health() == Health.STALLED);
            for (int i = 0; i < 4; i++)
            {
                asks.add(ask(rig, 0));
            }
            rig.kernel.letGo();
            asks.forEach(each -> assertEquals(Refusal.ENGINE_FAILED, get(each).refusal()));
            assertEquals(Refusal.ENGINE_FAILED, get(ask(rig, 0)).refusal());
            rig.engine.close();
            assertEquals(Refusal.CLOSED, get(ask(rig, 0)).refusal());
            assertEquals(0, rig.engine.counters().count(Metric.EXPLANATIONS));
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldCompleteEveryAskWhenAskersRaceAClose(final Layout layout) throws Exception
    {
        for (int round = 0; round < 5; round++)
        {
            final EngineRig rig = new EngineRig(layout);
            final ConcurrentLinkedQueue<CompletableFuture<ExplainReply>> asks = new ConcurrentLinkedQueue<>();
            final List<Thread> askers = new ArrayList<>();
            for (int i = 0; i < 2; i++)
            {
                askers.add(new Thread(() ->
                {
                    CompletableFuture<ExplainReply> last = ask(rig, 0);
                    while (!last.isDone() || last.join().refusal() != Refusal.CLOSED)
                    {
                        asks.add(last);
                        last = ask(rig, 0);
                    }
                }));
            }
            try (rig)
            {
                rig.open();
                askers.forEach(Thread::start);
                EngineRig.await(() -> rig.engine.counters().count(Metric.EXPLANATIONS) > 3);
            }
            for (final Thread asker : askers)
            {
                asker.join();
            }
            asks.forEach(each -> assertTrue(each.isDone(), "an ask was left without an answer"));
        }
    }

    @Test
    void shouldGoOnWhateverAnAskerDoesWithItsAnswer()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.engine.explanations().explain(0).thenAccept(reply ->
            {
                throw new IllegalStateException("the asker's own");
            });
            assertEquals(Refusal.NONE, get(ask(rig, 0)).refusal());
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    /**
     * The last stage's handler finds the draft on the slot, the event's bytes beside it, and the asker gets what was
     * filled in; the next lap's event does not find it again.
     */
    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractV_shouldCarryTheDraftThroughTheStagesAndBack(final Layout layout) throws Exception
    {
        final Fleet fleet = new Fleet(2, 1);
        final Fleet.TestClock clock = new Fleet.TestClock();
        final OracleConfig config = fleet.config(EngineRig.threading(layout), clock);
        final EngineStatus status = new EngineStatus();
        final StageCounters quoteCounters = new StageCounters();
        final OutboundRing outbound = new OutboundRing(32, quoteCounters);
        final ReplyTable table = new ReplyTable(outbound.credits());
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 16,
            ProcessorFactory.waitStrategy(WaitMode.PARKING));
        final SharedCounters counters = new SharedCounters();
        final RingDoor door = new RingDoor(ring, status, counters);
        final ExplainDoor explain = new ExplainDoor(new ExplanationTree(config), table, door, status, clock, counters,
            new ErrorLog());
        final ReplyAgent agent = new ReplyAgent(outbound, table, status, OracleListener.NONE, counters, new ErrorLog(),
            explain, null);
        final Stages stages = new Stages(config, new BouncyCastleKernel(), Ed25519SigningKey.ofSeed(new byte[32]), 1,
            new ReferenceTable(1), outbound, quoteCounters);
        final ExplainEvent event = new ExplainEvent();
        final StageThreads threads = new StageThreads(layout, ring, status, stages, slot ->
        {
            final ExplanationDraft draft = slot.draft;
            if (draft != null)
            {
                assertEquals(WireStatus.OK, event.wrap(slot.bytes, 0, slot.length));
                draft.price[1] = event.receivedAtNs();
                draft.record.price = event.instrument() + 7L;
                slot.draft = null;
                outbound.explained(draft, slot.refusal);
            }
        });
        threads.start();
        for (int i = 0; i < 100; i++)
        {
            clock.advance(1);
            final CompletableFuture<ExplainReply> reply = explain.explain(0).toCompletableFuture();
            EngineRig.await(() -> agent.doWork() >= 0 && reply.isDone());
            final Explanation explanation = reply.join().explanation();
            assertEquals(7, explanation.figures().price());
            assertEquals(clock.epochNs(), explanation.sources().get(1).price());
        }
        assertTrue(threads.drain(20_000_000_000L));
        assertTrue(threads.halt());
        assertEquals(EngineStatus.Phase.RUNNING, status.phase(), "no handler failed");
        for (int i = 0; i < 16; i++)
        {
            assertNull(ring.get(i).draft);
        }
        assertEquals(100, counters.count(Metric.EXPLANATIONS));
    }

    @Test
    void shouldRefuseADraftThatComesBackRefused()
    {
        final Fleet fleet = new Fleet(2, 1);
        final Fleet.TestClock clock = new Fleet.TestClock();
        final EngineStatus status = new EngineStatus();
        final SharedCounters counters = new SharedCounters();
        final RingBuffer<Slot> ring = RingBuffer.createMultiProducer(Slot::new, 16,
            ProcessorFactory.waitStrategy(WaitMode.PARKING));
        final ReplyTable table = new ReplyTable(1);
        final ExplainDoor door = new ExplainDoor(
            new ExplanationTree(fleet.config(EngineRig.threading(Layout.FUSED), clock)), table,
            new RingDoor(ring, status, counters), status, clock, counters, new ErrorLog());
        final CompletableFuture<ExplainReply> reply = door.explain(0).toCompletableFuture();
        assertEquals(Refusal.NO_CREDIT, door.explain(0).toCompletableFuture().join().refusal());
        final ExplanationDraft draft = ring.get(0).draft;
        door.finish(new ExplanationDraft(0, 2, List.of()), Refusal.NONE);
        assertFalse(reply.isDone(), "another's draft");
        assertEquals(1, counters.count(Metric.LATE_REPLIES));
        door.finish(draft, Refusal.MALFORMED);
        assertEquals(Refusal.MALFORMED, reply.join().refusal());
        door.finish(draft, Refusal.NONE);
        assertEquals(2, counters.count(Metric.LATE_REPLIES));
        assertFalse(door.explain(0).toCompletableFuture().isDone(), "the credit is free again");
    }
}
