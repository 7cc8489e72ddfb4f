// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Envelope;
import io.plumbline.oracle.Health;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleListener;
import io.plumbline.oracle.QuoteReply;
import io.plumbline.oracle.ReferencePrice;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.Layout;
import io.plumbline.oracle.config.Scheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The traps of the ring: a fill that throws, a stage that throws or hangs, a late reply, a close after death.
 */
final class EngineFaultTest
{
    @Test
    void shouldPublishAVoidSlotWhenAFillThrows()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            final byte[] tooLong = new byte[1];
            assertEquals(Refusal.FILL_FAILED, rig.engine.ringDoor().offerCommand(tooLong, 2));
            final Envelope envelope = new Envelope().reset(Scheme.PLUMBLINE, new byte[4], 2, 3);
            assertEquals(Refusal.FILL_FAILED, rig.engine.ringDoor().offerEnvelope(0, 1, envelope, 1));
            assertEquals(2, rig.engine.counters().count(Metric.VOID_SLOTS));
            assertEquals(Answer.QUOTED, rig.ask(Fleet.order(0, 10_000, 1)).answer());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void shouldFailLoudlyWhenAStageThrowsInTheMiddleOfABatch(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            final byte[] quote = rig.quote(1);
            rig.kernel.hang();
            rig.kernel.die();
            rig.offer(0, Fleet.PRICE);
            final List<QuoteReply> pending = new ArrayList<>();
            for (int i = 0; i < 8; i++)
            {
                final QuoteReply reply = rig.engine.quotes().newReply();
                EngineRig.require(rig.engine.quotes().submit(Fleet.authorization("p" + i, 1, quote), reply));
                pending.add(reply);
            }
            rig.kernel.letGo();
            for (final QuoteReply reply : pending)
            {
                assertTrue(reply.await(10_000_000_000L));
                assertEquals(Refusal.ENGINE_FAILED, reply.refusal());
            }
            assertEquals(0, rig.engine.counters().count(Metric.QUOTES_AUTHORIZED));
            assertEquals(Health.FAILED, rig.engine.health());
            assertEquals(Refusal.ENGINE_FAILED, rig.offer(1, Fleet.PRICE));
            for (int i = 0; i < 2_000; i++)
            {
                // at the door, every time: the agent that fails what was accepted must not meet a new command
                assertEquals(Refusal.ENGINE_FAILED,
                    rig.engine.quotes().submit(Fleet.order(0, 1, 1), rig.engine.quotes().newReply()));
            }
            assertEquals(Refusal.STALE, rig.engine.prices().read(0, new ReferencePrice()));
            rig.engine.close();
            assertEquals(Health.CLOSED, rig.engine.health());
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void contractS_shouldKeepRoomForEachClassWhileAStageHangs(final Layout layout)
    {
        try (EngineRig rig = new EngineRig(layout))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            EngineRig.await(() -> rig.engine.health() == Health.STALLED);
            int envelopes = 1;
            Refusal refusal = Refusal.NONE;
            for (int i = 0; refusal == Refusal.NONE; i++)
            {
                refusal = rig.offer(i % 4, Fleet.PRICE);
                envelopes += refusal == Refusal.NONE ? 1 : 0;
            }
            assertEquals(Refusal.RING_FULL, refusal);
            assertTrue(envelopes <= 48, "envelopes may fill three quarters of 64, took " + envelopes);
            assertTrue(envelopes >= 40, "one clock event may be pending, took " + envelopes);
            int commands = 0;
            refusal = Refusal.NONE;
            while (refusal == Refusal.NONE)
            {
                refusal = rig.engine.quotes().submit(Fleet.order(0, 10_000, commands),
                    rig.engine.quotes().newReply());
                commands += refusal == Refusal.NONE ? 1 : 0;
            }
            assertEquals(Refusal.RING_FULL, refusal);
            assertEquals(8, commands);
            assertEquals(Refusal.NONE, rig.engine.admin().suspend("there is room for operators"));
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.health() == Health.SUSPENDED);
        }
    }

    @Test
    void contractS_shouldLimitAConnectionThatBringsForgeries()
    {
        try (EngineRig rig = new EngineRig(
            EngineRig.threading(Layout.FUSED).withConnectionInFlight(4), OracleListener.NONE))
        {
            rig.open();
            rig.kernel.hang();
            for (int i = 0; i < 4; i++)
            {
                final Envelope forged = rig.fleet.frame(0, rig.clock.epochNs(), Fleet.PRICE);
                forged.signatures()[3] ^= 1;
                EngineRig.require(rig.engine.ticks().offer(0, i, forged));
            }
            assertEquals(Refusal.CONNECTION_LIMIT, rig.offer(0, Fleet.PRICE));
            assertEquals(Refusal.NONE, rig.offer(1, Fleet.PRICE));
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Refusal.BAD_SIGNATURE) == 4);
            EngineRig.await(() -> rig.offer(0, Fleet.PRICE) == Refusal.NONE);
        }
    }

    @Test
    void contractD_shouldNotChargeAConnectionForAnUnknownKey()
    {
        final ConnectionCredits credits = new ConnectionCredits(1, 1);
        assertTrue(credits.take(0));
        assertFalse(credits.take(0));
        credits.onVerdict(0, Refusal.UNKNOWN_KEY, false);
        assertTrue(credits.take(0));
        credits.onVerdict(0, Refusal.NONE, true);
        assertTrue(credits.take(0));
        credits.onVerdict(0, Refusal.BAD_SIGNATURE, false);
        assertFalse(credits.take(0));
        credits.onClock();
        assertTrue(credits.take(0));
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_REVOKED", "KEY_NOT_VALID"})
    void contractD_shouldChargeAConnectionForARecoveryWhateverBecameOfIt(final Refusal refusal)
    {
        final ConnectionCredits credits = new ConnectionCredits(1, 1);
        assertTrue(credits.take(0));
        credits.onVerdict(0, refusal, false);
        assertTrue(credits.take(0));
        credits.onVerdict(0, refusal, true);
        assertFalse(credits.take(0));
        credits.onClock();
        assertTrue(credits.take(0));
    }

    @Test
    void contractS_shouldRefuseACommandWithoutACreditAndTakeItLater()
    {
        try (EngineRig rig = new EngineRig(
            EngineRig.threading(Layout.FUSED).withSizes(256, 32, 256), OracleListener.NONE))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            Refusal refusal = Refusal.NONE;
            int accepted = 0;
            while (refusal == Refusal.NONE)
            {
                refusal = rig.engine.quotes().submit(Fleet.order(0, 10_000, accepted),
                    rig.engine.quotes().newReply());
                accepted += refusal == Refusal.NONE ? 1 : 0;
            }
            assertEquals(Refusal.NO_CREDIT, refusal);
            assertEquals(12, accepted, "half of 32 outbound slots, less 4");
            rig.kernel.letGo();
            EngineRig.await(() -> rig.engine.counters().count(Metric.QUOTES_ISSUED) == 12);
            EngineRig.await(() -> rig.engine.quotes().submit(Fleet.order(0, 10_000, 99),
                rig.engine.quotes().newReply()) == Refusal.NONE);
        }
    }

    @Test
    void shouldDiscardALateReply()
    {
        try (EngineRig rig = new EngineRig(Layout.FUSED))
        {
            rig.open();
            rig.kernel.hang();
            rig.offer(0, Fleet.PRICE);
            final QuoteReply reply = rig.engine.quotes().newReply();
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, 1), reply));
            assertEquals(Refusal.REPLY_IN_USE, rig.engine.quotes().submit(Fleet.order(0, 10_000, 2), reply));
            assertFalse(reply.await(1_000_000L));
            assertTrue(reply.abandon());
            assertFalse(reply.abandon());
            EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 20_000, 3), reply));
            rig.kernel.letGo();
            assertTrue(reply.await(10_000_000_000L));
            assertEquals(20_000, reply.quote().fiatAmount().intValueExact());
            EngineRig.await(() -> rig.engine.counters().count(Metric.LATE_REPLIES) == 1);
        }
    }

    @Test
    void shouldAnswerWhatWasAcceptedBeforeAClose()
    {
        final EngineRig rig = new EngineRig(Layout.SPLIT);
        final List<QuoteReply> replies = new ArrayList<>();
        try (rig)
        {
            rig.open();
            for (int i = 0; i < 6; i++)
            {
                final QuoteReply reply = rig.engine.quotes().newReply();
                EngineRig.require(rig.engine.quotes().submit(Fleet.order(0, 10_000, i), reply));
                replies.add(reply);
            }
        }
        for (final QuoteReply reply : replies)
        {
            assertTrue(reply.isDone());
            assertEquals(Answer.QUOTED, reply.answer());
        }
        assertEquals(Refusal.CLOSED, rig.offer(0, Fleet.PRICE));
        rig.engine.close();
    }

    @Test
    void shouldCompleteEveryAcceptedCommandWhenCallersRaceAClose() throws Exception
    {
        for (int round = 0; round < 10; round++)
        {
            final EngineRig rig = new EngineRig(Layout.FUSED);
            final List<QuoteReply> accepted = new ArrayList<>();
            final Thread caller = new Thread(() ->
            {
                Refusal refusal = Refusal.NONE;
                for (int i = 0; refusal != Refusal.CLOSED; i++)
                {
                    final QuoteReply reply = rig.engine.quotes().newReply();
                    refusal = rig.engine.quotes().submit(Fleet.order(0, 10_000, i), reply);
                    if (refusal == Refusal.NONE)
                    {
                        accepted.add(reply);
                    }
                }
            });
            try (rig)
            {
                rig.open();
                caller.start();
                EngineRig.await(() -> rig.engine.counters().count(Metric.QUOTES_ISSUED) > 3);
            }
            caller.join();
            for (final QuoteReply reply : accepted)
            {
                assertTrue(reply.isDone(), "an accepted command was left without an answer");
            }
        }
    }
}
