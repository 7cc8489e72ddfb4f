// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.quote;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plumbline.oracle.Answer;
import io.plumbline.oracle.Refusal;
import io.plumbline.oracle.fixtures.Shrinking;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts N to Q over random lives of a desk: each answer, with its figures and its quote, equals the model's. */
final class DeskModelTest
{
    private static final int SEEDS = 50;
    private static final int STEPS = 3_000;

    static Stream<Long> seeds()
    {
        return LongStream.rangeClosed(1, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contractP_shouldAnswerAsTheModelOverAnyLife(final long seed)
    {
        Shrinking.assertHolds(seed, STEPS, steps ->
        {
            final DeskLife life = new DeskLife();
            try
            {
                steps.forEach(life::step);
                life.check();
            }
            catch (final AssertionError e)
            {
                throw new AssertionError(e.getMessage() + "\n" + String.join("\n", life.story), e);
            }
        });
    }

    @Test
    void contractP_shouldMeetEveryAnswerInTheseLives()
    {
        final Set<Enum<?>> met = new HashSet<>();
        for (long seed = 1; seed <= 10; seed++)
        {
            final DeskLife life = new DeskLife();
            new Random(seed).longs(STEPS).forEach(life::step);
            met.addAll(life.model.given.keySet());
            met.addAll(life.model.refusedToOperators.keySet());
        }
        assertEquals(Set.of(Answer.QUOTED, Answer.REPRICED, Answer.AUTHORIZED, Answer.SETTLED, Answer.UNDERPAID,
            Answer.OVERPAID, Answer.LATE_PAYMENT, Answer.RELEASED, Refusal.NO_QUORUM, Refusal.CLOCK_FAULT,
            Refusal.SUSPENDED, Refusal.LOW_CONFIDENCE, Refusal.TOO_FEW_LINEAGES, Refusal.REGISTRY_FULL,
            Refusal.BINDING_MISMATCH, Refusal.ALREADY_REDEEMED, Refusal.QUOTE_DEAD, Refusal.EXPIRED,
            Refusal.NOT_FRESH, Refusal.DRIFT, Refusal.PAYMENT_ID_CONFLICT, Refusal.NOT_AUTHORIZED,
            Refusal.UNKNOWN_OUTCOME, Refusal.WRONG_PAYMENT, Refusal.TIER, Refusal.MODE, Refusal.REAPPROVAL,
            Refusal.ORDER_TOO_LARGE, Refusal.ORDER_PAID, Refusal.REPRICE_LIMIT, Refusal.ISSUE_RATE,
            Refusal.INSTRUMENT_EXPOSURE, Refusal.POLICY_EXPOSURE, Refusal.TERMS_NOT_ACCEPTED,
            Refusal.AWAITING_OBSERVATION, Refusal.NEEDS_APPROVAL, Refusal.NOT_FINAL, Refusal.STALE_VERSION,
            Refusal.MIXED_CHANGE,
            Refusal.NO_CANDIDATE), met);
    }
}
