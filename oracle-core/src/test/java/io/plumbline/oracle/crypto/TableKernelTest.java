// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TableKernelTest extends SignatureKernelContract
{
    /** Gives every key its table before the kernel sees it. */
    private static final class EveryKeyInstalled implements SignatureKernel
    {
        private final TableKernel kernel = new TableKernel();
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
            final byte[] outAddress)
        {
            return kernel.recoverSecp256k1(message, offset, length, rsv, rsvOffset, isHighSAllowed, outAddress);
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
        final TableKernel kernel = new TableKernel();
        final Ed25519Mutations cases = new Ed25519Mutations(9);
        int good = 0;
        for (int i = 0; i < 1000; i++)
        {
            cases.next();
            final boolean isGood = verify(kernel, cases);
            kernel.install(cases.tables());
            assertEquals(isGood, verify(kernel, cases), () -> cases.describe(9));
            assertTrue(kernel.remove(cases.key()));
            assertFalse(kernel.remove(cases.key()));
            assertEquals(isGood, verify(kernel, cases), () -> cases.describe(9));
            good += isGood ? 1 : 0;
        }
        assertTrue(good > 50, "good: " + good);
    }

    @Test
    void shouldAllocateNothingWhereATableIsInstalled()
    {
        final TableKernel kernel = new TableKernel();
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

    private static boolean verify(final TableKernel kernel, final Ed25519Mutations cases)
    {
        return kernel.verifyEd25519(
            cases.key(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
    }
}
