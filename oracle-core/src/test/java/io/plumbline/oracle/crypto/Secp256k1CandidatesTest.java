// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1CandidatesTest
{
    private static Secp256k1Candidates candidates(final int count)
    {
        final List<Secp256k1Signer> signers = new ArrayList<>();
        for (int i = 0; i < count; i++)
        {
            final byte[] address = new byte[20];
            address[3] = (byte)(i + 1);
            signers.add(Secp256k1Signer.ofAddress(address));
        }
        return new Secp256k1Candidates(signers);
    }

    private static int stepsTo(final Secp256k1Candidates candidates, final int signer)
    {
        int step = 0;
        while (candidates.candidate(step) != signer)
        {
            step++;
        }
        return step;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldTryEachOnceWhoeverSigned(final long seed)
    {
        final Random random = new Random(seed);
        for (int count = 1; count < 9; count++)
        {
            final Secp256k1Candidates candidates = candidates(count);
            for (int i = 0; i < 50; i++)
            {
                final TreeSet<Integer> tried = new TreeSet<>();
                for (int step = 0; step < count; step++)
                {
                    tried.add(candidates.candidate(step));
                }
                assertEquals(count, tried.size(), "seed " + seed);
                assertTrue(tried.first() == 0 && tried.last() == count - 1, "seed " + seed);
                candidates.signed(random.nextInt(count));
            }
        }
    }

    @Test
    void shouldGuessWhoFollowedTheLastTime()
    {
        final Secp256k1Candidates candidates = candidates(5);
        final int[] round = {3, 0, 4, 1, 2};
        for (final int signer : round)
        {
            candidates.signed(signer);
        }
        candidates.signed(round[0]);
        for (int i = 1; i < 20; i++)
        {
            final int signer = round[i % round.length];
            assertEquals(0, stepsTo(candidates, signer), "step " + i);
            candidates.signed(signer);
        }
    }

    @Test
    void shouldFindAnAddress()
    {
        final Secp256k1Candidates candidates = candidates(3);
        assertEquals(2, candidates.indexOf(candidates.signer(2).toBytes()));
        assertEquals(-1, candidates.indexOf(new byte[20]));
        assertEquals(0, candidates(0).size());
        assertEquals(-1, candidates(0).indexOf(new byte[20]));
    }
}
