// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ClockRotaTest
{
    private static final int PLACES = 4;

    private final int[] chosen = new int[PLACES];

    @Test
    void shouldReachAQuietInstrumentHoweverBusyTheOthersAre()
    {
        final int instruments = 8;
        final int quiet = 5;
        final ClockRota rota = new ClockRota(instruments);
        rota.published(quiet, Long.MAX_VALUE, true);
        boolean isReached = false;
        for (int round = 0; round < 2 * instruments && !isReached; round++)
        {
            final int count = rota.choose(1, chosen);
            assertEquals(PLACES, count);
            assertEquals(PLACES, IntStream.of(chosen).distinct().count());
            isReached = IntStream.of(chosen).anyMatch(i -> i == quiet);
            for (int i = 0; i < instruments; i++)
            {
                if (i != quiet)
                {
                    rota.published(i, Long.MAX_VALUE, false);
                }
            }
        }
        assertTrue(isReached, "its heartbeat waits for ever");
    }

    @Test
    void shouldChooseEveryInstrumentWhereThereIsAPlaceForEach()
    {
        final ClockRota rota = new ClockRota(3);
        assertEquals(3, rota.choose(1, chosen));
        for (int i = 0; i < 3; i++)
        {
            rota.published(i, i == 1 ? 5 : Long.MAX_VALUE, true);
        }
        assertEquals(3, rota.choose(9, chosen));
        assertEquals(1, chosen[0], "the one out of date comes first");
    }
}
