// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.adversary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.fixtures.SampleOracle;
import org.junit.jupiter.api.Test;

/**
 * One asset is quoted in two pairs that stand at about one price, and crashes in both, first in the one. Whoever brings
 * the news to the other pair first is telling the truth, not swapping symbols.
 */
class CrashAcrossPairsTest
{
    private static final long PRICE = 37_000_000;
    private static final long CRASHED = PRICE * 88 / 100;

    @Test
    void contractH_shouldNotTakeACrashInBothPairsForASwapOfSymbols()
    {
        final Arena arena = new Arena(new SampleOracle().instruments(2).independent(6).build());
        for (int i = 0; i < 100; i++)
        {
            arena.pass(Arena.SECOND / 5);
            arena.everybody(0, PRICE + i % 3);
            arena.everybody(1, PRICE + i % 3);
        }
        arena.pass(Arena.SECOND);
        arena.everybody(1, CRASHED);
        arena.pass(Arena.SECOND);
        arena.everybody(1, CRASHED + 1);
        for (int source = 0; source < 6; source++)
        {
            arena.pass(Arena.MS);
            arena.say(source, 0, CRASHED);
        }
        arena.pass(Arena.SECOND / 2);
        for (int source = 0; source < 6; source++)
        {
            assertEquals(Refusal.NONE, arena.say(source, 0, CRASHED + 1), "source " + source);
        }
    }
}
