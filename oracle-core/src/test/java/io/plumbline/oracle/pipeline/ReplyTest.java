// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.wire.AnswerFrame;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReplyTest
{
    private static final byte[] NO_QUOTE = new byte[0];

    @Test
    void shouldTakeTheAnswerOfItsOwnCommandOnly()
    {
        final Reply reply = new Reply(null);
        assertTrue(reply.begin(5));
        assertFalse(reply.begin(6));
        assertFalse(reply.complete(4, frame(Answer.AUTHORIZED), NO_QUOTE, 0));
        assertFalse(reply.isDone());
        assertTrue(reply.complete(5, frame(Answer.AUTHORIZED), NO_QUOTE, 0));
        assertTrue(reply.isDone());
        assertEquals(Answer.AUTHORIZED, reply.answer());
        assertEquals(77, reply.decidedAtNs());
        assertFalse(reply.complete(5, frame(Answer.RELEASED), NO_QUOTE, 0));
        assertFalse(reply.abandon());
        assertThrows(IllegalStateException.class, reply::quote);
        assertEquals(0, reply.copyQuote(new byte[2_000], 0));
        assertTrue(reply.begin(6));
        assertFalse(reply.isDone());
    }

    @Test
    void shouldDiscardWhatComesAfterItWasAbandoned()
    {
        final Reply reply = new Reply(null);
        assertTrue(reply.begin(5));
        assertTrue(reply.abandon());
        assertFalse(reply.complete(5, frame(Answer.AUTHORIZED), NO_QUOTE, 0));
        assertFalse(reply.fail(5, Refusal.ENGINE_FAILED));
        assertFalse(reply.isDone());
    }

    @Test
    void shouldHandOutEachCreditOnceAndTakeItBackOnce()
    {
        final ReplyTable table = new ReplyTable(3);
        final Reply reply = new Reply(null);
        final Set<Long> correlations = new HashSet<>();
        for (int round = 0; round < 100; round++)
        {
            final long first = table.reserve();
            final long second = table.reserve();
            final long third = table.reserve();
            assertEquals(0, table.reserve());
            assertTrue(correlations.add(first));
            assertTrue(correlations.add(second));
            assertTrue(correlations.add(third));
            table.enter(first, reply);
            assertSame(reply, table.take(first));
            assertNull(table.take(first));
            assertNull(table.take(second));
            table.enter(second, reply);
            assertNotEquals(0, table.correlationAt((int)second & 0xffff));
            assertSame(reply, table.take(second));
            table.release(third);
        }
        assertNull(table.take(0));
        assertNull(table.take(0xffff));
    }

    private static AnswerFrame frame(final Answer answer)
    {
        final AnswerFrame frame = new AnswerFrame();
        frame.begin(new byte[AnswerFrame.LENGTH], 0);
        frame.answer(answer.code());
        frame.atNs(77);
        frame.finish();
        return frame;
    }
}
