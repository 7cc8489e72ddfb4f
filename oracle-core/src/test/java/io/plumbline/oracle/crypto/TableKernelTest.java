// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableKernelTest extends SignatureKernelContract
{
    private static final SignatureKernel OTHER = new BouncyCastleKernel();

    /** Gives every key its table before the kernel sees it. */
    private static final class EveryKeyInstalled implements SignatureKernel
    {
        private final TableKernel kernel = new TableKernel(new TableShelf());
        private final Set<Ed25519PublicKey> installed = new HashSet<>();

        @Override
        public boolean verifyEd25519(
            final Ed25519PublicKey key,
            final byte[] message,
            final int offset,
            final int length,
            final byte[] signature,
            final int signatureOffset)
        {
            if (installed.add(key))
            {
                kernel.install(Ed25519Tables.of(key));
            }
            return kernel.verifyEd25519(key, message, offset, length, signature, signatureOffset);
        }

        @Override
        public int recoverSecp256k1(
            final byte[] message,
            final int offset,
            final int length,
            final byte[] rsv,
            final int rsvOffset,
            final boolean isHighSAllowed,
            final Secp256k1Candidates candidates,
            final byte[] outAddress)
        {
            return kernel.recoverSecp256k1(
                message, offset, length, rsv, rsvOffset, isHighSAllowed, candidates, outAddress);
        }
    }

    @Override
    SignatureKernel kernel()
    {
        return new EveryKeyInstalled();
    }

    @Test
    void shouldGiveTheSameVerdictsWithAndWithoutTable()
    {
        final TableKernel kernel = new TableKernel(new TableShelf());
        final Ed25519Mutations cases = new Ed25519Mutations(9);
        int good = 0;
        for (int i = 0; i < 1000; i++)
        {
            cases.next();
            final boolean isGood = verify(kernel, cases);
            kernel.install(cases.tables());
            assertEquals(isGood, verify(kernel, cases), () -> cases.describe(9));
            kernel.remove(cases.key());
            kernel.remove(cases.key());
            assertEquals(isGood, verify(kernel, cases), () -> cases.describe(9));
            good += isGood ? 1 : 0;
        }
        assertTrue(good > 50, "good: " + good);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void shouldGiveEachOfManyTheVerdictItHasAlone(final long seed)
    {
        final TableShelf shelf = new TableShelf();
        final TableKernel kernel = new TableKernel(shelf);
        final Random random = new Random(seed);
        final PendingSignatures pending = new PendingSignatures();
        final Ed25519Mutations cases = new Ed25519Mutations(seed);
        int good = 0;
        for (int round = 0; round < 60; round++)
        {
            pending.truncate(0);
            int expected = 0;
            final int size = random.nextInt(PendingSignatures.CAPACITY + 1);
            for (int i = 0; i < size; i++)
            {
                cases.next();
                if (round > 10 && random.nextInt(8) == 0)
                {
                    shelf.build(cases.key());
                    assertTrue(kernel.install(cases.key()));
                    assertFalse(kernel.install(cases.key()), "a table is put once and taken once");
                }
                expected |= verify(OTHER, cases) ? 1 << i : 0;
                pending.add(cases.key(), cases.message.clone(), cases.offset, cases.length, cases.signature.clone(),
                    cases.signatureOffset);
            }
            good += Integer.bitCount(expected);
            assertEquals(expected, kernel.verifyEd25519(pending), "seed " + seed + ", round " + round);
            assertEquals(expected, OTHER.verifyEd25519(pending), "seed " + seed + ", round " + round);
        }
        assertTrue(good > 20, "good: " + good);
    }

    @Test
    void shouldForgetWhatAnExceptionLeftBehind()
    {
        final TableKernel kernel = new TableKernel(new TableShelf());
        final Ed25519Mutations cases = new Ed25519Mutations(12);
        do
        {
            cases.next();
        }
        while (!verify(OTHER, cases));
        kernel.install(cases.tables());
        final PendingSignatures pending = new PendingSignatures();
        pending.add(cases.key(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
        pending.add(cases.key(), cases.message, cases.offset, -1, cases.signature, cases.signatureOffset);
        assertThrows(IndexOutOfBoundsException.class, () -> kernel.verifyEd25519(pending));
        pending.truncate(0);
        assertEquals(0, kernel.verifyEd25519(pending));
        pending.add(cases.key(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
        assertEquals(1, kernel.verifyEd25519(pending));
    }

    @Test
    void shouldTakeNoMoreSignaturesThanThereIsRoomFor()
    {
        final PendingSignatures pending = new PendingSignatures();
        final Ed25519Mutations cases = new Ed25519Mutations(13);
        for (int i = 0; i < PendingSignatures.CAPACITY; i++)
        {
            assertEquals(i, pending.size());
            pending.add(cases.key(), cases.message, 0, 0, cases.signature, 0);
        }
        assertThrows(IllegalStateException.class,
            () -> pending.add(cases.key(), cases.message, 0, 0, cases.signature, 0));
        pending.truncate(20);
        assertEquals(PendingSignatures.CAPACITY, pending.size());
        pending.truncate(-1);
        assertEquals(0, pending.size());
    }

    @Test
    void shouldAllocateNothingWhereATableIsInstalled()
    {
        final TableKernel kernel = new TableKernel(new TableShelf());
        final Ed25519Mutations cases = new Ed25519Mutations(10);
        cases.next();
        kernel.install(cases.tables());
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 50; i++)
            {
                verify(kernel, cases);
            }
        });
    }

    private static boolean verify(final SignatureKernel kernel, final Ed25519Mutations cases)
    {
        return kernel.verifyEd25519(
            cases.key(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
    }
}
