// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.quote.Handover;
import io.plumbline.oracle.wire.QuoteFrame;
import io.plumbline.oracle.wire.SignedQuoteLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hand-over keeps what it was given, in order, and never more than it has places for. */
final class SignatureHandoverTest
{
    private final SignatureHandover handover = new SignatureHandover();
    private final SignatureRequest request = new SignatureRequest();
    private final byte[] quote = new byte[SignedQuoteLayout.LENGTH];

    private void write(final long number)
    {
        Arrays.fill(quote, (byte)number);
        handover.request((int)number & 1, (int)number, number, quote);
    }

    private void assertTaken(final long number)
    {
        assertTrue(handover.take(request));
        assertEquals(number, request.sequence);
        assertEquals((int)number, request.instrument);
        assertEquals((int)number & 1, request.kind);
        final byte[] expected = new byte[QuoteFrame.LENGTH];
        Arrays.fill(expected, (byte)number);
        assertArrayEquals(expected, request.quote);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHandOverInOrder(final long seed)
    {
        final Random random = new Random(seed);
        final Deque<Long> model = new ArrayDeque<>();
        long next = 0;
        long unanswered = 0;
        for (int step = 0; step < 20_000; step++)
        {
            switch (random.nextInt(3))
            {
                case 0 ->
                {
                    if (model.size() < Handover.MAX_REQUESTS)
                    {
                        model.add(next);
                        unanswered++;
                        write(next++);
                    }
                }
                case 1 ->
                {
                    if (model.isEmpty())
                    {
                        assertFalse(handover.take(request), "seed " + seed);
                    }
                    else
                    {
                        assertTaken(model.remove());
                    }
                }
                default ->
                {
                    if (unanswered > model.size())
                    {
                        handover.answered();
                        unanswered--;
                    }
                }
            }
            assertEquals(unanswered == 0, handover.isIdle(), "seed " + seed);
        }
    }

    @Test
    void shouldTakeAsManyAsMayBeOutAndNoMore()
    {
        for (int i = 0; i < Handover.MAX_REQUESTS; i++)
        {
            write(i);
        }
        assertThrows(IllegalStateException.class, () -> write(-1));
        assertTaken(0);
        write(Handover.MAX_REQUESTS);
        for (int i = 1; i <= Handover.MAX_REQUESTS; i++)
        {
            assertTaken(i);
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
                handover.request(1, 0, i, quote);
                handover.take(request);
                handover.answered();
            }
        });
        assertTrue(handover.isIdle());
    }
}
