// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-over keeps what it was given, each kind in order and orders first, never more than it has places for. */
final class SignatureHandoverTest
{
    private static final int PLACES = 8;

    private final SignatureHandover handover = new SignatureHandover(PLACES);
    private final SignatureRequest request = new SignatureRequest();
    private final byte[] quote = new byte[SignedQuoteLayout.LENGTH];

    private void write(final int kind, final long number)
    {
        Arrays.fill(quote, (byte)number);
        handover.request(kind, (int)number, number, 2 * number, quote);
    }

    private void assertTaken(final int kind, final long number, final String where)
    {
        assertTrue(handover.take(request), where);
        assertEquals(kind, request.kind, where);
        assertEquals(number, request.sequence, where);
        assertEquals((int)number, request.instrument, where);
        assertEquals(2 * number, request.dueNs, where);
        final byte[] expected = new byte[QuoteFrame.LENGTH];
        Arrays.fill(expected, (byte)number);
        assertArrayEquals(expected, request.quote, where);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHandOverEachKindInOrderAndOrdersFirst(final long seed)
    {
        final String where = "seed " + seed;
        final Random random = new Random(seed);
        final List<Deque<Long>> model = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        long next = 0;
        long unanswered = 0;
        int ordersTaken = 0;
        for (int step = 0; step < 20_000; step++)
        {
            final int held = model.get(0).size() + model.get(1).size();
            final int kind = random.nextInt(2);
            final int choice = random.nextInt(3);
            if (choice == 0 && model.get(kind).size() < PLACES)
            {
                model.get(kind).add(next);
                unanswered++;
                write(kind, next++);
            }
            else if (choice == 1 && held == 0)
            {
                assertFalse(handover.take(request), where);
                ordersTaken = 0;
            }
            else if (choice == 1)
            {
                final boolean isTurnOfReferences = ordersTaken == SignatureHandover.MAX_ORDERS_FIRST &&
                    !model.get(QuoteFrame.KIND_REFERENCE).isEmpty();
                final int first = model.get(QuoteFrame.KIND_ORDER).isEmpty() || isTurnOfReferences ?
                    QuoteFrame.KIND_REFERENCE : QuoteFrame.KIND_ORDER;
                assertTaken(first, model.get(first).remove(), where);
                ordersTaken = first == QuoteFrame.KIND_REFERENCE ? 0 :
                    ordersTaken == SignatureHandover.MAX_ORDERS_FIRST ? 1 : ordersTaken + 1;
            }
            else if (unanswered > held)
            {
                handover.answered();
                unanswered--;
            }
            assertEquals(unanswered == 0, handover.isIdle(), where);
        }
    }

    @Test
    void shouldLetAReferenceQuoteThroughHoweverManyOrdersCome()
    {
        write(QuoteFrame.KIND_REFERENCE, 99);
        for (int i = 0; i < SignatureHandover.MAX_ORDERS_FIRST; i++)
        {
            write(QuoteFrame.KIND_ORDER, i);
            assertTaken(QuoteFrame.KIND_ORDER, i, "order " + i);
        }
        write(QuoteFrame.KIND_ORDER, 50);
        assertTaken(QuoteFrame.KIND_REFERENCE, 99, "its turn");
        assertTaken(QuoteFrame.KIND_ORDER, 50, "orders again");
    }

    @Test
    void shouldTakeNoMoreReferenceQuotesWhileTheEngineCloses()
    {
        write(QuoteFrame.KIND_REFERENCE, 1);
        handover.close();
        write(QuoteFrame.KIND_REFERENCE, 2);
        write(QuoteFrame.KIND_ORDER, 3);
        assertTaken(QuoteFrame.KIND_ORDER, 3, "somebody waits for it");
        assertTaken(QuoteFrame.KIND_REFERENCE, 1, "was there before");
        assertFalse(handover.take(request));
        handover.answered();
        handover.answered();
        assertTrue(handover.isIdle());
    }

    @ParameterizedTest
    @ValueSource(ints = {QuoteFrame.KIND_REFERENCE, QuoteFrame.KIND_ORDER})
    void shouldTakeAsManyAsItHasPlacesAndNoMore(final int kind)
    {
        for (int i = 0; i < PLACES; i++)
        {
            write(kind, i);
        }
        assertThrows(IllegalStateException.class, () -> write(kind, -1));
        assertTaken(kind, 0, "first");
        write(kind, PLACES);
        for (int i = 1; i <= PLACES; i++)
        {
            assertTaken(kind, i, "place " + i);
        }
        assertFalse(handover.take(request));
    }

    @Test
    void contractT_shouldAllocateNothing()
    {
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 10_000; i++)
            {
                handover.request(1, 0, i, 0, quote);
                handover.take(request);
                handover.answered();
            }
        });
        assertTrue(handover.isIdle());
    }
}
