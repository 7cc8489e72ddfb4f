// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.plumbline.oracle.Metric;
import io.plumbline.oracle.OracleAdmin;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.AdminAction;
import io.plumbline.oracle.config.FeedConfig;
import io.plumbline.oracle.config.InstrumentConfig;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.config.PolicyControl;
import io.plumbline.oracle.config.PolicyScope;
import io.plumbline.oracle.config.QuotePolicy;
import io.plumbline.oracle.config.SignerConfig;
import io.plumbline.oracle.config.SigningSeed;
import io.plumbline.oracle.config.SourceConfig;
import io.plumbline.oracle.slot.Slot;
import io.plumbline.oracle.telemetry.SharedCounters;
import io.plumbline.oracle.wire.AdminEvent;
import io.plumbline.oracle.wire.PolicyEvent;
import io.plumbline.oracle.wire.WireStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Contract W: operators' doors: who commanded what under which number, and what waits for a second operator. */
final class AdminDoorTest
{
    private static final PolicyScope SCOPE = new PolicyScope("art", "*", "*", "*");
    private static final QuotePolicy POLICY = QuotePolicy.standard("retail");
    private static final QuotePolicy SCOPED = QuotePolicy.named("scoped").scope(SCOPE).build();
    private static final Set<AdminAction> ALL = EnumSet.allOf(AdminAction.class);

    private final RingBuffer<Slot> ring =
        RingBuffer.createMultiProducer(Slot::new, 256, new YieldingWaitStrategy());
    private final Fleet.TestClock clock = new Fleet.TestClock();
    private final SharedCounters counters = new SharedCounters();
    private final AdminEvent admin = new AdminEvent();
    private final PolicyEvent policy = new PolicyEvent();

    private AdminDoor door(final Set<AdminAction> twoApprovals)
    {
        final OracleConfig config = OracleConfig.builder().signingSeed(new SigningSeed(1, new byte[32]))
            .instrument(InstrumentConfig.named("A/USD").asset("a", 8).currency("USD", 2).build())
            .source(SourceConfig.named("s").plumbline(1).connection("c").signer(SignerConfig.ed25519(7, new byte[32]))
                .feed(FeedConfig.numbered(1, "A/USD")).build())
            .policy(SCOPED).policy(POLICY).policyControl(new PolicyControl(0, 0, twoApprovals)).build();
        return new AdminDoor(config, new AdminLine(config, new RingDoor(ring, new EngineStatus(), counters), clock),
            id -> Optional.empty(), counters);
    }

    private long events()
    {
        return ring.getCursor() + 1;
    }

    private AdminEvent last()
    {
        final Slot slot = ring.get(ring.getCursor());
        assertEquals(WireStatus.OK, admin.wrap(slot.bytes, 0, slot.length));
        return admin;
    }

    @Test
    void contractW_shouldNumberEachCommandAndNameItsOperator()
    {
        final AdminDoor unnamed = door(Set.of());
        final OracleAdmin ann = unnamed.as("ann");
        final OracleAdmin bob = unnamed.as("bob");
        assertEquals(0, ann.lastSequence());
        assertEquals(Refusal.NONE, ann.suspend("maintenance"));
        assertEquals(1, ann.lastSequence());
        assertEquals(1, last().adminSequence());
        assertEquals("ann", last().text(AdminEvent.OPERATOR_NAME));
        assertEquals("maintenance", last().reason());
        assertEquals(Refusal.NONE, bob.resume("done"));
        assertEquals(2, bob.lastSequence());
        assertEquals(1, ann.lastSequence());
        assertEquals("bob", last().text(AdminEvent.OPERATOR_NAME));
        assertEquals(Refusal.NONE, unnamed.approveQuote(77, "seen"));
        assertEquals(3, last().adminSequence());
        assertEquals(AdminEvent.APPROVE_QUOTE, last().command());
        assertEquals(77, last().argument());
        assertEquals("", last().text(AdminEvent.OPERATOR_NAME));
        assertEquals(Refusal.NONE, unnamed.installTable(5));
        assertEquals(0, last().adminSequence());
        assertEquals(Refusal.NONE, ann.adoptPolicy("retail", 9, "seen"));
        assertEquals(4, last().adminSequence(), "the engine's own command takes no number");
        assertEquals(1, last().target());
        assertEquals(9, last().argument());
        assertEquals(Refusal.NONE, ann.discardPolicy("retail", "no"));
        assertEquals(AdminEvent.DISCARD_POLICY, last().command());
        for (final String name : List.of("", "a b", "a".repeat(33), "\u00e9", "\n"))
        {
            final String message =
                assertThrows(IllegalArgumentException.class, () -> unnamed.as(name)).getMessage();
            assertTrue(message.endsWith("was '" + name + "'"), message);
        }
        assertEquals(Refusal.NONE, unnamed.as("a".repeat(32)).suspend("longest name"));
    }

    @Test
    void contractW_shouldRefuseAtTheDoorWhatNamesNothing()
    {
        final AdminDoor door = door(Set.of());
        assertEquals(Refusal.UNKNOWN_POLICY, door.changePolicy(QuotePolicy.standard("other"), "typo"));
        assertEquals(Refusal.UNKNOWN_POLICY, door.adoptPolicy("other", 1, "typo"));
        assertEquals(Refusal.UNKNOWN_POLICY, door.discardPolicy("other", "typo"));
        assertEquals(Refusal.INVALID_ARGUMENT, door.changePolicy(POLICY.toBuilder().scope(SCOPE).build(), "moved"));
        assertEquals(Refusal.INVALID_ARGUMENT, door.changePolicy(QuotePolicy.standard("scoped"), "moved"));
        assertEquals(Refusal.INVALID_ARGUMENT, door.changePolicy(POLICY, ""));
        assertEquals(Refusal.INVALID_ARGUMENT, door.changePolicy(POLICY, "x".repeat(257)));
        assertEquals(Refusal.INVALID_ARGUMENT, door.suspend(""));
        assertEquals(Refusal.INVALID_ARGUMENT, door.suspend("x".repeat(257)));
        assertEquals(Refusal.UNKNOWN_COMMAND, door.confirm(1, "what"));
        assertEquals(Optional.empty(), door.trial("other"));
        assertEquals(0, events());
        assertEquals(0, door.lastSequence());
        assertEquals(5, counters.count(Refusal.INVALID_ARGUMENT) - 1);
    }

    @Test
    void contractW_shouldSendAllTermsOfAPolicy()
    {
        final OracleAdmin ann = door(ALL).as("ann");
        final QuotePolicy terms = POLICY.toBuilder().version(12).maxRiseBps(33).build();
        assertEquals(Refusal.NONE, ann.changePolicy(terms, "unquiet"), "looser terms are on trial: they never wait");
        final Slot slot = ring.get(ring.getCursor());
        assertEquals(WireStatus.OK, policy.wrap(slot.bytes, 0, slot.length));
        assertEquals(1, policy.policy());
        assertEquals(12, policy.version());
        assertEquals(33, policy.maxRiseBps());
        assertEquals(1, policy.adminSequence());
        assertEquals(1, ann.lastSequence());
        assertEquals("ann", policy.text(PolicyEvent.OPERATOR_NAME));
        assertEquals("unquiet", policy.reason());
    }

    @Test
    void contractW_shouldKeepWhatLoosensForASecondOperatorAndNothingElse()
    {
        final OracleAdmin ann = door(ALL).as("ann");
        assertEquals(Refusal.NONE, ann.suspend("now"));
        assertEquals(Refusal.NONE, ann.revokeKey("s", 7, "now"));
        assertEquals(Refusal.NONE, ann.excludeSource("s", "now"));
        assertEquals(Refusal.NONE, ann.discardPolicy("retail", "now"));
        final long before = events();
        assertEquals(4, before);
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("done"));
        assertEquals(5, ann.lastSequence());
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.reopenAfterClockFault("checked"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.readmitSource("s", "checked"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.overrideTrust("s", 9_000, "good"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.endTrustOverride("s", "enough"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.adoptPolicy("retail", 2, "quiet"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.approveQuote(3, "seen"));
        assertEquals(before, events());
        assertEquals(Refusal.INVALID_ARGUMENT, door(ALL).resume("nobody"));
    }

    @Test
    void contractW_shouldGiveAKeptCommandOnceAndOnlyByAnother()
    {
        final AdminDoor door = door(Set.of(AdminAction.ADOPT_POLICY));
        final OracleAdmin ann = door.as("ann");
        final OracleAdmin bob = door.as("bob");
        assertEquals(Refusal.NONE, ann.resume("needs one alone"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.adoptPolicy("retail", 9, "trial was quiet"));
        final long sequence = ann.lastSequence();
        assertEquals(Refusal.SAME_OPERATOR, ann.confirm(sequence, "me too"));
        assertEquals(Refusal.SAME_OPERATOR, door.as("ann").confirm(sequence, "by another object"));
        assertEquals(Refusal.INVALID_ARGUMENT, door.confirm(sequence, "nameless"));
        assertEquals(Refusal.INVALID_ARGUMENT, bob.confirm(sequence, ""));
        assertEquals(Refusal.UNKNOWN_COMMAND, bob.confirm(sequence - 1, "that one did not wait"));
        assertEquals(Refusal.UNKNOWN_COMMAND, bob.confirm(sequence + 1, "not yet given"));
        assertEquals(1, events());
        clock.advance(AdminLine.MAX_KEPT_NS);
        assertEquals(Refusal.NONE, bob.confirm(sequence, "read it"));
        assertEquals(2, events());
        assertEquals(sequence, last().adminSequence());
        assertEquals("ann", last().text(AdminEvent.OPERATOR_NAME));
        assertEquals(9, last().argument());
        assertEquals(clock.epochNs(), last().receivedAtNs());
        assertEquals("trial was quiet | confirmed by bob: read it", last().reason());
        assertEquals(Refusal.UNKNOWN_COMMAND, bob.confirm(sequence, "again"));
        assertEquals(2, events());
        assertEquals(1, counters.count(Metric.ADMIN_CONFIRMED));
    }

    @Test
    void contractW_shouldNotLetOneOperatorBecomeTwo()
    {
        final AdminDoor door = door(ALL);
        final OracleAdmin ann = door.as("ann");
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("done"));
        assertThrows(IllegalStateException.class, () -> ann.as("bob"), "a door handed to ann gives nobody else's");
        assertEquals(Refusal.SAME_OPERATOR, ann.as("ann").confirm(1, "me again"));
        assertEquals(Refusal.SAME_OPERATOR, door.as("Ann").confirm(1, "written another way"));
        assertEquals(Refusal.SAME_OPERATOR, door.as("ANN").confirm(1, "written another way"));
        assertEquals(0, events());
        assertEquals(Refusal.NONE, door.as("bob").confirm(1, "seen"));
    }

    @Test
    void contractW_shouldNotUndoATighteningByWhatWaitedBeforeIt()
    {
        final AdminDoor door = door(ALL);
        final OracleAdmin ann = door.as("ann");
        final OracleAdmin bob = door.as("bob");
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("the feed is back"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.readmitSource("s", "healthy"));
        assertEquals(Refusal.NONE, door.suspend("something else"));
        assertEquals(Refusal.UNKNOWN_COMMAND, bob.confirm(1, "late"), "asked for before the reason to suspend");
        assertEquals(Refusal.NONE, door.excludeSource("s", "caught lying"));
        assertEquals(Refusal.UNKNOWN_COMMAND, bob.confirm(2, "late"));
        assertEquals(2, events());
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("asked anew"));
        assertEquals(Refusal.NONE, bob.confirm(ann.lastSequence(), "seen"));
    }

    @Test
    void contractW_shouldForgetWhatWaitsWhereTheClockIsSetBack()
    {
        final AdminDoor door = door(ALL);
        assertEquals(Refusal.AWAITING_CONFIRMATION, door.as("ann").resume("done"));
        clock.advance(-1);
        assertEquals(Refusal.UNKNOWN_COMMAND, door.as("bob").confirm(1, "a year later by another clock"));
        assertEquals(0, events());
    }

    @Test
    void contractW_shouldForgetAfterAnHourAndKeepSixtyFour()
    {
        final AdminDoor door = door(ALL);
        final OracleAdmin ann = door.as("ann");
        for (int i = 0; i < AdminLine.MAX_KEPT; i++)
        {
            assertEquals(Refusal.AWAITING_CONFIRMATION, ann.approveQuote(i, "one of many"));
        }
        assertEquals(Refusal.RING_FULL, ann.approveQuote(64, "one too many"));
        assertEquals(64, ann.lastSequence());
        assertEquals(Refusal.NONE, door.as("bob").confirm(1, "first"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.approveQuote(65, "room again"));
        clock.advance(AdminLine.MAX_KEPT_NS + 1);
        assertEquals(Refusal.UNKNOWN_COMMAND, door.as("bob").confirm(2, "too late"));
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.approveQuote(66, "all forgotten"));
        assertEquals(1, events());
    }

    @Test
    void contractW_shouldKeepACommandTheRingHasNoRoomFor()
    {
        final AdminDoor door = door(Set.of(AdminAction.RESUME));
        final OracleAdmin ann = door.as("ann");
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("done"));
        ring.addGatingSequences(new Sequence());
        while (ann.revokeKey("s", 7, "fill") == Refusal.NONE)
        {
            assertTrue(events() <= ring.getBufferSize());
        }
        final long last = ann.lastSequence();
        assertEquals(Refusal.RING_FULL, door.as("bob").confirm(1, "no room"));
        assertEquals(Refusal.RING_FULL, ann.suspend("no room"));
        assertEquals(last, ann.lastSequence(), "a refused command takes no number");
    }

    @Test
    void contractW_shouldCutReasonsBetweenCharacters()
    {
        final AdminDoor door = door(ALL);
        final OracleAdmin ann = door.as("ann");
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("\u00e9".repeat(128)));
        assertEquals(Refusal.NONE, door.as("bob").confirm(1, "\u20ac".repeat(200)));
        final String reason = last().reason();
        assertTrue(reason.getBytes(StandardCharsets.UTF_8).length <= AdminEvent.MAX_REASON, reason);
        assertTrue(reason.startsWith("\u00e9".repeat(60)), reason);
        assertTrue(reason.contains("\u00e9 | confirmed by bob: \u20ac\u20ac") && reason.endsWith("\u20ac"), reason);
        assertEquals(Refusal.AWAITING_CONFIRMATION, ann.resume("short"));
        assertEquals(Refusal.NONE, door.as("bob").confirm(2, "y".repeat(256)));
        assertTrue(last().reason().startsWith("short | confirmed by bob: yyy"));
        assertEquals(AdminEvent.MAX_REASON, last().reason().length());
    }

    @Test
    void contractW_shouldPublishOneOfManyConfirmations() throws Exception
    {
        final int threads = 4;
        final int rounds = 50;
        final AdminDoor door = door(ALL);
        final OracleAdmin ann = door.as("ann");
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                assertEquals(Refusal.AWAITING_CONFIRMATION, ann.approveQuote(round, "seen"));
                final long sequence = ann.lastSequence();
                final CountDownLatch start = new CountDownLatch(1);
                final List<Future<Refusal>> confirmed = new ArrayList<>();
                for (int i = 0; i < threads; i++)
                {
                    final OracleAdmin other = door.as("operator-" + i);
                    confirmed.add(pool.submit(() ->
                    {
                        start.await();
                        return other.confirm(sequence, "seen too");
                    }));
                }
                start.countDown();
                int accepted = 0;
                for (final Future<Refusal> each : confirmed)
                {
                    final Refusal refusal = each.get();
                    accepted += refusal == Refusal.NONE ? 1 : 0;
                    assertTrue(refusal == Refusal.NONE || refusal == Refusal.UNKNOWN_COMMAND, refusal.toString());
                }
                assertEquals(1, accepted);
                assertEquals(round + 1, events());
                assertEquals(sequence, last().adminSequence());
            }
        }
        finally
        {
            pool.shutdownNow();
        }
    }

    @Test
    void contractW_shouldNumberWithoutGapsFromManyThreads() throws Exception
    {
        final int threads = 4;
        final int each = 50;
        final AdminDoor door = door(Set.of());
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try
        {
            final List<Future<List<Long>>> given = new ArrayList<>();
            for (int i = 0; i < threads; i++)
            {
                final OracleAdmin own = door.as("operator-" + i);
                given.add(pool.submit(() ->
                {
                    final List<Long> sequences = new ArrayList<>();
                    for (int j = 0; j < each; j++)
                    {
                        assertEquals(Refusal.NONE, own.suspend("again"));
                        sequences.add(own.lastSequence());
                    }
                    return sequences;
                }));
            }
            final List<Long> all = new ArrayList<>();
            for (final Future<List<Long>> sequences : given)
            {
                all.addAll(sequences.get());
            }
            assertEquals(threads * each, all.stream().distinct().count());
            for (int i = 0; i < threads * each; i++)
            {
                final Slot slot = ring.get(i);
                assertEquals(WireStatus.OK, admin.wrap(slot.bytes, 0, slot.length));
                assertEquals(i + 1, admin.adminSequence(), "in ring order");
            }
        }
        finally
        {
            pool.shutdownNow();
        }
    }
}
