// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.fixtures.Shrinking;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract Q over random lives of a desk whose signer is outside. */
final class DeferredRationModelTest
{
    private static final int STEPS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void contractQ_shouldRationAsTheListDoesWhileQuotesAreBeingSigned(final long seed)
    {
        Shrinking.assertHolds(seed, STEPS, steps -> steps.forEach(new DeferredRationLife()::step));
    }

    @Test
    void contractQ_shouldMeetEveryAnswerInTheseLives()
    {
        final Set<Enum<?>> met = new HashSet<>();
        for (long seed = 1; seed <= 8; seed++)
        {
            final DeferredRationLife life = new DeferredRationLife();
            new Random(seed).longs(STEPS).forEach(life::step);
            met.addAll(life.met);
        }
        assertEquals(Set.of(Answer.QUOTED, Answer.AUTHORIZED, Refusal.ISSUE_DELAY, Refusal.SIGNER_FAILED,
            Refusal.SUSPENDED, Refusal.UNKNOWN_QUOTE, Refusal.ALREADY_REDEEMED, Refusal.QUOTE_DEAD, Refusal.EXPIRED,
            Refusal.ORDER_PAID, Refusal.REPRICE_LIMIT, Refusal.ISSUE_RATE, Refusal.INSTRUMENT_EXPOSURE,
            Refusal.POLICY_EXPOSURE, Refusal.SIGNER_BUSY, Refusal.REGISTRY_FULL), met);
    }
}
