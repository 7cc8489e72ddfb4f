// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.median;

import static io.plumbline.oracle.fixtures.SampleOracle.SECOND;
import static io.plumbline.oracle.fixtures.SampleOracle.START;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.config.OracleConfig;
import io.plumbline.oracle.fixtures.SampleOracle;
import io.plumbline.oracle.slot.SlotBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuickSelectionTest
{
    private static final int STEPS = 4_000;
    private static final long PRICE = 1_000_000;

    private final OracleConfig config = new SampleOracle().independent(5).build();
    private final Book book = new Book(1, 5);
    private final QuickSelection quick = new QuickSelection(book);
    private final FullSelection full = new FullSelection(config, book);
    private final Selected selected = new Selected(config, 0);
    private final SlotBuilder builder = new SlotBuilder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void shouldFindWhatAFullSelectionFinds(final long seed)
    {
        final SelectionStream stream = new SelectionStream(seed);
        final QuickSelection carriedOn = new QuickSelection(stream.book);
        final FullSelection anew = new FullSelection(stream.config, stream.book);
        final Selected actual = new Selected(stream.config, 0);
        final Selected expected = new Selected(stream.config, 0);
        int quickly = 0;
        for (int step = 0; step < STEPS; step++)
        {
            stream.step();
            Refusal why = Refusal.NONE;
            if (carriedOn.follow(actual, stream.book.takeChanged(0), stream.now))
            {
                quickly++;
            }
            else
            {
                why = anew.select(actual, stream.now);
            }
            final String where = "seed " + seed + " step " + step;
            assertEquals(anew.select(expected, stream.now), why, where);
            assertSame(expected, actual, where);
        }
        final int times = quickly;
        assertTrue(quickly > STEPS / 50 && quickly < STEPS, () -> "seed " + seed + ": quickly " + times);
    }

    private static void assertSame(final Selected expected, final Selected actual, final String where)
    {
        assertEquals(expected.freshMask, actual.freshMask, where);
        assertEquals(expected.contributorMask, actual.contributorMask, where);
        assertEquals(expected.sources, actual.sources, where);
        assertEquals(expected.staleShareBps, actual.staleShareBps, where);
        assertArrayEquals(expected.trustWords, actual.trustWords, where);
        assertEquals(expected.isSteady, actual.isSteady, where);
        if (expected.isSteady)
        {
            assertArrayEquals(expected.capped, actual.capped, where);
            assertArrayEquals(expected.effective, actual.effective, where);
            assertArrayEquals(expected.originNs, actual.originNs, where);
            assertTrue(expected.steadyUntilNs >= actual.steadyUntilNs && actual.steadyUntilNs >= actual.nowNs, where);
            assertArrayEquals(expected.quartiles, actual.quartiles, where);
            assertEquals(expected.lineages, actual.lineages, where);
            assertEquals(expected.cappedTotal, actual.cappedTotal, where);
            assertEquals(expected.effectiveTotal, actual.effectiveTotal, where);
            assertEquals(expected.low, actual.low, where);
            assertEquals(expected.high, actual.high, where);
            assertEquals(expected.dispersionBps, actual.dispersionBps, where);
            assertEquals(expected.oldestOriginNs, actual.oldestOriginNs, where);
            assertEquals(expected.weightedOriginMs, actual.weightedOriginMs, where);
            assertEquals(expected.volatilityCentiBps, actual.volatilityCentiBps, where);
            assertEquals(expected.fenceBps, actual.fenceBps, where);
            assertEquals(expected.fenceBps(), actual.fenceBps(), where);
        }
    }

    private void say(final int source, final long price, final int trustBps, final long originNs, final long decayNs)
    {
        builder.envelope(source, originNs).tick(0, originNs, price).found(trustBps, originNs, decayNs);
        book.put(builder.slot(), 0);
    }

    private boolean isFollowedAt(final long nowNs)
    {
        return quick.follow(selected, book.takeChanged(0), nowNs);
    }

    private void settle()
    {
        for (int source = 0; source < 5; source++)
        {
            say(source, PRICE, 10_000, START + source, START + 9 * SECOND);
        }
        book.takeChanged(0);
        assertEquals(Refusal.NONE, full.select(selected, START + 4));
        assertTrue(isFollowedAt(START + 4));
    }

    @Test
    void shouldFollowContributorsAndMereQuestions()
    {
        settle();
        say(0, PRICE + 1, 9_000, START + 5, START + 8 * SECOND);
        say(1, PRICE + 2, 7_500, START + 6, 0);
        assertTrue(isFollowedAt(START + 6), "trust at the floor falls no further");
        assertEquals(START + 2, selected.oldestOriginNs);
        assertTrue(isFollowedAt(START + SECOND));
        assertEquals(5, selected.sources);
    }

    @Test
    void shouldGiveUpWhereSomebodyIsTooOldExactly()
    {
        settle();
        assertTrue(isFollowedAt(START + 5 * SECOND));
        assertFalse(isFollowedAt(START + 5 * SECOND + 1));
    }

    @Test
    void shouldGiveUpWhereTrustBeginsToFallExactly()
    {
        settle();
        say(3, PRICE, 10_000, START + 5, START + SECOND);
        assertTrue(isFollowedAt(START + SECOND));
        assertFalse(isFollowedAt(START + SECOND + 1));
        assertEquals(Refusal.NONE, full.select(selected, START + SECOND + 1));
        assertFalse(isFollowedAt(START + SECOND + 1), "it falls on");
    }

    @Test
    void shouldGiveUpWhereAContributorLeaves()
    {
        settle();
        assertTrue(book.remove(2, 0));
        assertFalse(isFollowedAt(START + 5));
        settle();
        say(2, PRICE, 0, START + 5, START + 9 * SECOND);
        assertFalse(isFollowedAt(START + 5));
    }

    @Test
    void shouldGiveUpWhereSomebodyJoins()
    {
        settle();
        book.remove(2, 0);
        assertEquals(Refusal.NONE, full.select(selected, START + 5));
        book.takeChanged(0);
        assertTrue(isFollowedAt(START + 5));
        say(2, PRICE, 10_000, START + 5, START + 9 * SECOND);
        assertFalse(isFollowedAt(START + 5));
    }

    @Test
    void shouldGiveUpWhereAnEndIsOutsideTheFence()
    {
        settle();
        say(0, PRICE - 3_000, 10_000, START + 5, START + 9 * SECOND);
        assertTrue(isFollowedAt(START + 5), "the fence itself is inside");
        say(0, PRICE - 3_001, 10_000, START + 5, START + 9 * SECOND);
        assertFalse(isFollowedAt(START + 5));
        settle();
        say(4, PRICE + 3_001, 10_000, START + 5, START + 9 * SECOND);
        assertFalse(isFollowedAt(START + 5));
        assertEquals(Refusal.NONE, full.select(selected, START + 5));
        assertFalse(isFollowedAt(START + 5), "somebody stands outside");
    }
}
