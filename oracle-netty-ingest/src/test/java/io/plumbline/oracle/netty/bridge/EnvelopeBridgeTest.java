// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.netty.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.netty.IngestCause;
import io.plumbline.oracle.netty.MessageFormat;
import io.plumbline.oracle.netty.codec.MessageCodec;
import io.plumbline.oracle.netty.fixtures.Messages;
import io.plumbline.oracle.netty.fixtures.RecordingSink;
import io.plumbline.oracle.netty.transport.MessageReceiver;
import io.plumbline.oracle.netty.transport.SocketLink;
import io.plumbline.oracle.netty.transport.Tally;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EnvelopeBridgeTest
{
    private static final byte[] GOOD = Messages.plumbline(1, 1, 1);
    private static final byte[] BAD = new byte[20];

    private final RecordingSink sink = new RecordingSink("other", "feed");
    private final Tally tally = new Tally();
    private final ConnectionDoor door = new ConnectionDoor(sink, 1, tally);

    @Test
    void shouldOfferWithRisingMessageIdsAlsoAcrossSockets()
    {
        final EnvelopeBridge first = bridge(MessageFormat.PLUMBLINE);
        assertEquals(MessageReceiver.CARRY_ON, first.onOpen(new FakeLink()));
        first.onMessage(GOOD, GOOD.length);
        first.onMessage(GOOD, GOOD.length);
        first.onClose();
        final EnvelopeBridge second = bridge(MessageFormat.PLUMBLINE);
        second.onOpen(new FakeLink());
        second.onMessage(GOOD, GOOD.length);
        assertEquals(List.of(1L, 2L, 3L), sink.offers().stream().map(RecordingSink.Offer::messageId).toList());
        assertArrayEquals(Messages.frameOf(GOOD), sink.offers().get(0).signedBytes());
        assertEquals(1, sink.offers().get(0).connection());
        assertEquals(List.of("feed+", "feed-", "feed+"), sink.connections());
        assertEquals(3, tally.count(Refusal.NONE));
        assertEquals(3, tally.count(IngestCause.DECODED));
    }

    @Test
    void shouldGiveTheEnvelopesOfAMessageOneId()
    {
        final byte[] one = Messages.redStonePackage(1, 1, 32);
        final byte[] payload = Messages.redStone(new byte[0], one, one, one);
        final EnvelopeBridge bridge = bridge(MessageFormat.REDSTONE);
        bridge.onOpen(new FakeLink());
        bridge.onMessage(payload, payload.length);
        bridge.onMessage(payload, payload.length);
        assertEquals(
            List.of(1L, 1L, 1L, 2L, 2L, 2L), sink.offers().stream().map(RecordingSink.Offer::messageId).toList());
    }

    @ParameterizedTest
    @EnumSource(
        value = Refusal.class, names = {"RING_FULL", "CONNECTION_LIMIT", "ENVELOPE_BOUNDS", "UNKNOWN_CONNECTION"})
    void shouldCountARefusalAndCarryOn(final Refusal refusal)
    {
        final EnvelopeBridge bridge = bridge(MessageFormat.PLUMBLINE);
        bridge.onOpen(new FakeLink());
        sink.answerOffers(refusal);
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(GOOD, GOOD.length));
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(GOOD, GOOD.length));
        assertEquals(2, tally.count(refusal));
    }

    @ParameterizedTest
    @EnumSource(value = Refusal.class, names = {"ENGINE_FAILED", "CLOSED"})
    void shouldCloseTheSocketWhenTheEngineIsGone(final Refusal refusal)
    {
        final byte[] one = Messages.redStonePackage(1, 1, 32);
        final byte[] payload = Messages.redStone(new byte[0], one, one, one);
        final EnvelopeBridge bridge = bridge(MessageFormat.REDSTONE);
        bridge.onOpen(new FakeLink());
        sink.answerOffers(refusal);
        assertEquals(MessageReceiver.GOING_AWAY, bridge.onMessage(payload, payload.length));
        assertEquals(1, tally.count(refusal));
        assertEquals(1, tally.count(IngestCause.ENGINE_GONE));
        bridge.onClose();
        sink.answerConnections(refusal);
        assertEquals(MessageReceiver.GOING_AWAY, bridge(MessageFormat.REDSTONE).onOpen(new FakeLink()));
    }

    @Test
    void shouldCloseAfterTooManyMalformedMessagesInARow()
    {
        final EnvelopeBridge bridge = bridge(MessageFormat.PLUMBLINE);
        bridge.onOpen(new FakeLink());
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(BAD, BAD.length));
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(BAD, BAD.length));
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(GOOD, GOOD.length));
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(BAD, BAD.length));
        assertEquals(MessageReceiver.CARRY_ON, bridge.onMessage(BAD, BAD.length));
        assertEquals(MessageReceiver.INVALID_DATA, bridge.onMessage(BAD, BAD.length));
        assertEquals(5, tally.count(IngestCause.MALFORMED_MESSAGE));
        assertEquals(5, tally.count(IngestCause.SIGNATURE_COUNT));
        assertEquals(1, tally.count(IngestCause.MALFORMED_LIMIT));
        assertEquals(1, sink.offers().size());
    }

    @Test
    void shouldLetANewerSocketTakeTheConnection()
    {
        final EnvelopeBridge older = bridge(MessageFormat.PLUMBLINE);
        final EnvelopeBridge newer = bridge(MessageFormat.PLUMBLINE);
        final FakeLink olderLink = new FakeLink();
        older.onOpen(olderLink);
        newer.onOpen(new FakeLink());
        assertEquals(MessageReceiver.GOING_AWAY, olderLink.closeStatus);
        assertEquals(MessageReceiver.GOING_AWAY, older.onMessage(GOOD, GOOD.length));
        older.onClose();
        assertEquals(MessageReceiver.CARRY_ON, newer.onMessage(GOOD, GOOD.length));
        assertEquals(List.of("feed+", "feed-", "feed+"), sink.connections());
        assertEquals(1, tally.count(IngestCause.CONNECTION_REPLACED));
        assertEquals(1, tally.count(IngestCause.MESSAGE_AFTER_REPLACEMENT));
        assertEquals(1, sink.offers().size());
        newer.onClose();
        assertEquals(List.of("feed+", "feed-", "feed+", "feed-"), sink.connections());
    }

    @Test
    void shouldTellOpeningsAndClosingsLaterWhereTheRingIsFull()
    {
        sink.answerConnections(Refusal.RING_FULL);
        final FakeLink link = new FakeLink();
        final EnvelopeBridge bridge = bridge(MessageFormat.PLUMBLINE);
        assertEquals(MessageReceiver.CARRY_ON, bridge.onOpen(link));
        assertEquals(1, link.tasks.size());
        link.runOne();
        assertEquals(1, link.tasks.size());
        sink.answerConnections(Refusal.NONE);
        link.runOne();
        assertTrue(link.tasks.isEmpty());
        assertEquals(List.of("feed+"), sink.connections());
        assertEquals(2, tally.count(Refusal.RING_FULL));

        sink.answerConnections(Refusal.RING_FULL);
        bridge.onClose();
        final FakeLink next = new FakeLink();
        bridge(MessageFormat.PLUMBLINE).onOpen(next);
        sink.answerConnections(Refusal.NONE);
        link.runOne();
        assertEquals(List.of("feed+", "feed-", "feed+"), sink.connections());
        assertTrue(link.tasks.isEmpty() && next.tasks.isEmpty());
    }

    @Test
    void shouldNotTellAClosingOfAnOpeningThatWasNeverTold()
    {
        sink.answerConnections(Refusal.RING_FULL);
        final FakeLink link = new FakeLink();
        final EnvelopeBridge bridge = bridge(MessageFormat.PLUMBLINE);
        bridge.onOpen(link);
        bridge.onClose();
        sink.answerConnections(Refusal.NONE);
        link.runOne();
        assertEquals(List.of(), sink.connections());
    }

    @Test
    void shouldCloseTheHolderWhenALateOpeningFindsTheEngineGone()
    {
        sink.answerConnections(Refusal.RING_FULL);
        final FakeLink link = new FakeLink();
        bridge(MessageFormat.PLUMBLINE).onOpen(link);
        sink.answerConnections(Refusal.ENGINE_FAILED);
        link.runOne();
        assertEquals(MessageReceiver.GOING_AWAY, link.closeStatus);
    }

    private EnvelopeBridge bridge(final MessageFormat format)
    {
        return new EnvelopeBridge(door, MessageCodec.of(format), 3, tally);
    }

    private static final class FakeLink implements SocketLink
    {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private int closeStatus;

        @Override
        public void close(final int status, final String reason)
        {
            closeStatus = status;
        }

        @Override
        public boolean later(final Runnable task, final long delayMs)
        {
            tasks.add(task);
            return true;
        }

        void runOne()
        {
            tasks.remove().run();
        }
    }
}
