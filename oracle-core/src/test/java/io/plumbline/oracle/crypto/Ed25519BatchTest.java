// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519BatchTest
{
    private static final int ALL = (1 << Ed25519Batch.CAPACITY) - 1;

    private final Ed25519Batch batch = new Ed25519Batch();
    private final Map<Ed25519PublicKey, Ed25519Tables> tables = new HashMap<>();

    /** Small and mixed order, foreign R, S beyond the order: whatever stands beside it, each has its own verdict. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithReferenceInBatchesOfEverySize(final long seed)
    {
        final Ed25519Cases cases = new Ed25519Cases(seed);
        final Random random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            final int size = 1 + random.nextInt(Ed25519Batch.CAPACITY);
            final List<Ed25519Cases.Case> drawn = new ArrayList<>();
            int expected = 0;
            for (int position = 0; position < size; position++)
            {
                final Ed25519Cases.Case each = cases.next();
                drawn.add(each);
                expected |= each.isGood ? 1 << position : 0;
                assertEquals(position, add(each));
                // The batch has read what it needs.
                Arrays.fill(each.signature, (byte)0);
            }
            assertEquals(size, batch.size());
            assertEquals(expected, batch.finish(), () -> "last of " + size + ": " + drawn.get(size - 1).describe(seed));
            assertEquals(0, batch.size());
        }
    }

    @Test
    void shouldLetNoHostileSignatureChangeAnotherVerdictInAnyPosition()
    {
        final Ed25519Cases cases = new Ed25519Cases(77);
        final Map<Ed25519Cases.Kind, Ed25519Cases.Case> hostile = new EnumMap<>(Ed25519Cases.Kind.class);
        final List<Ed25519Cases.Case> good = new ArrayList<>();
        while (hostile.size() < Ed25519Cases.Kind.values().length - 2 || good.size() < Ed25519Batch.CAPACITY)
        {
            final Ed25519Cases.Case each = cases.next();
            if (each.isGood)
            {
                good.add(each);
            }
            else
            {
                hostile.put(each.kind, each);
            }
        }
        for (final Ed25519Cases.Case each : hostile.values())
        {
            for (int position = 0; position < Ed25519Batch.CAPACITY; position++)
            {
                fill(position, each, good);
                assertEquals(ALL & ~(1 << position), batch.finish(), each.kind + " at " + position);
                fill(position, good.get(position), List.of(each));
                assertEquals(1 << position, batch.finish(), each.kind + " around " + position);
            }
        }
    }

    @Test
    void shouldTakeTheSameSignatureManyTimes()
    {
        final Ed25519Cases.Case good = firstGood();
        fill(0, good, List.of(good));
        assertEquals(ALL, batch.finish());
    }

    @Test
    void shouldStayAsItWasWhereARangeIsOutsideItsArray()
    {
        final Ed25519Cases.Case good = firstGood();
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        final Ed25519Tables built = Ed25519Tables.of(good.key);
        add(good);
        assertThrows(expected, () -> batch.add(built, new byte[3], 1, 3, good.signature, good.signatureOffset));
        assertThrows(expected, () -> batch.add(built, new byte[3], 0, 3, new byte[64], 1));
        assertEquals(1, batch.size());
        add(good);
        assertEquals(3, batch.finish());
    }

    @Test
    void shouldSayWhenItIsFullAndFinishEmpty()
    {
        assertEquals(0, batch.finish());
        final Ed25519Cases.Case good = firstGood();
        fill(0, good, List.of(good));
        assertThrows(IllegalStateException.class, () -> add(good));
        assertEquals(ALL, batch.finish());
        assertEquals(0, batch.finish());
        assertEquals(0, add(good));
        assertEquals(1, batch.finish());
    }

    @Test
    void shouldAllocateNothing()
    {
        final Ed25519Mutations[] cases = new Ed25519Mutations[Ed25519Batch.CAPACITY];
        for (int i = 0; i < cases.length; i++)
        {
            cases[i] = new Ed25519Mutations(i);
            cases[i].next();
        }
        final int[] verdicts = new int[1];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 4; i++)
            {
                for (final Ed25519Mutations each : cases)
                {
                    batch.add(
                        each.tables(), each.message, each.offset, each.length, each.signature, each.signatureOffset);
                }
                verdicts[0] |= batch.finish();
            }
        });
        assertTrue(verdicts[0] != 0 && verdicts[0] != ALL, Integer.toBinaryString(verdicts[0]));
    }

    /** One case at its position, the others around it. */
    private void fill(final int position, final Ed25519Cases.Case one, final List<Ed25519Cases.Case> others)
    {
        for (int i = 0; i < Ed25519Batch.CAPACITY; i++)
        {
            assertEquals(i, add(i == position ? one : others.get(i % others.size())));
        }
    }

    private int add(final Ed25519Cases.Case each)
    {
        return batch.add(
            tables.computeIfAbsent(each.key, Ed25519Tables::of), each.message, each.offset, each.length,
            each.signature, each.signatureOffset);
    }

    private static Ed25519Cases.Case firstGood()
    {
        final Ed25519Cases cases = new Ed25519Cases(78);
        Ed25519Cases.Case each = cases.next();
        while (!each.isGood)
        {
            each = cases.next();
        }
        return each;
    }
}
