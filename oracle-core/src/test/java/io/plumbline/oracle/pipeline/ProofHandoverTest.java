// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents come back in the order they were handed over, each once, never more than there are places for. */
final class ProofHandoverTest
{
    private static final int PLACES = 8;

    private final ProofHandover handover = new ProofHandover(PLACES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldKeepTheOrderOfWhatItWasGiven(final long seed)
    {
        final String where = "seed " + seed;
        final Random random = new Random(seed);
        final Deque<Integer> waiting = new ArrayDeque<>();
        final Deque<Integer> signed = new ArrayDeque<>();
        int next = 0;
        for (int step = 0; step < 20_000; step++)
        {
            switch (random.nextInt(3))
            {
                case 0 ->
                {
                    final Proof place = handover.free();
                    assertEquals(waiting.size() + signed.size() == PLACES, place == null, where);
                    if (place != null)
                    {
                        place.signature()[0] = (byte)next;
                        handover.handOver();
                        waiting.add(next++ & 0xFF);
                    }
                }
                case 1 ->
                {
                    final Proof proof = handover.next();
                    assertEquals(waiting.isEmpty(), proof == null, where);
                    if (proof != null)
                    {
                        assertEquals(waiting.getFirst(), proof.signature()[0] & 0xFF, where);
                        handover.done();
                        signed.add(waiting.remove());
                    }
                }
                default ->
                {
                    final Proof proof = handover.back();
                    assertEquals(signed.isEmpty(), proof == null, where);
                    if (proof != null)
                    {
                        assertEquals(signed.remove(), proof.signature()[0] & 0xFF, where);
                        handover.taken();
                    }
                }
            }
            assertEquals(waiting.size() + signed.size(), handover.out(), where);
        }
    }

    @Test
    void shouldBeEmptyAtFirst()
    {
        assertNull(handover.next());
        assertNull(handover.back());
        assertNotNull(handover.free());
        assertEquals(0, handover.out());
    }
}
