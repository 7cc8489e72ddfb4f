// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every signature kernel must do, judged by the big-integer references. */
abstract class SignatureKernelContract
{
    private static final int ED25519_CASES = 400;
    private static final int ED25519_CASES_SLOW = 2500;
    private static final int SECP256K1_CASES = 80;
    private static final int SECP256K1_CASES_SLOW = 1000;

    private final SignatureKernel kernel = kernel();
    private final Secp256k1Candidates nobody = new Secp256k1Candidates(List.of());

    abstract SignatureKernel kernel();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithReferenceOnEd25519(final long seed)
    {
        compareEd25519(seed, ED25519_CASES);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104})
    void shouldAgreeWithReferenceOnEd25519AtLength(final long seed)
    {
        compareEd25519(seed, ED25519_CASES_SLOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithReferenceOnSecp256k1(final long seed)
    {
        compareSecp256k1(seed, SECP256K1_CASES);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {101, 102})
    void shouldAgreeWithReferenceOnSecp256k1AtLength(final long seed)
    {
        compareSecp256k1(seed, SECP256K1_CASES_SLOW);
    }

    @Test
    void shouldThrowOnlyOnRangesOutsideArrays()
    {
        final Ed25519PublicKey key = Ed25519SigningKey.ofSeed(new byte[32]).publicKey();
        final byte[] message = new byte[10];
        final byte[] address = new byte[20];
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        assertThrows(expected, () -> kernel.verifyEd25519(key, message, 0, 11, new byte[64], 0));
        assertThrows(expected, () -> kernel.verifyEd25519(key, message, -1, 5, new byte[64], 0));
        assertThrows(expected, () -> kernel.verifyEd25519(key, message, 0, -1, new byte[64], 0));
        assertThrows(expected, () -> kernel.verifyEd25519(key, message, 0, 10, new byte[64], 1));
        assertThrows(expected, () -> kernel.verifyEd25519(key, message, 0, 10, new byte[63], 0));
        assertThrows(expected, () -> kernel.recoverSecp256k1(message, 1, 10, new byte[65], 0, true, nobody, address));
        assertThrows(expected, () -> kernel.recoverSecp256k1(message, 0, 10, new byte[65], 1, true, nobody, address));
        assertThrows(expected,
            () -> kernel.recoverSecp256k1(message, 0, 10, new byte[65], 0, true, nobody, new byte[19]));
        assertFalse(kernel.verifyEd25519(key, message, 10, 0, new byte[64], 0));
    }

    private void compareEd25519(final long seed, final int count)
    {
        final Ed25519Cases cases = new Ed25519Cases(seed);
        final Set<Ed25519Cases.Kind> good = EnumSet.noneOf(Ed25519Cases.Kind.class);
        final Set<Ed25519Cases.Kind> bad = EnumSet.noneOf(Ed25519Cases.Kind.class);
        for (int i = 0; i < count; i++)
        {
            final Ed25519Cases.Case each = cases.next();
            final byte[] messageBefore = each.message.clone();
            final byte[] signatureBefore = each.signature.clone();
            final boolean isGood = kernel.verifyEd25519(
                each.key, each.message, each.offset, each.length, each.signature, each.signatureOffset);
            assertEquals(each.isGood, isGood, () -> each.describe(seed));
            assertArrayEquals(messageBefore, each.message, () -> each.describe(seed));
            assertArrayEquals(signatureBefore, each.signature, () -> each.describe(seed));
            (isGood ? good : bad).add(each.kind);
        }
        // A message of no bytes has no bit to flip: that kind may be good too.
        good.remove(Ed25519Cases.Kind.FLIPPED_MESSAGE_BIT);
        assertEquals(EnumSet.of(Ed25519Cases.Kind.VALID, Ed25519Cases.Kind.IDENTITY_R), good, "seed " + seed);
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(good)), bad, "seed " + seed);
    }

    private void compareSecp256k1(final long seed, final int count)
    {
        final Secp256k1Cases cases = new Secp256k1Cases(seed);
        final Random random = new Random(seed);
        final boolean[] seen = new boolean[Secp256k1Recovery.INFINITY + 1];
        for (int i = 0; i < count; i++)
        {
            final Secp256k1Cases.Case each = cases.next();
            final byte[] address = new byte[22];
            random.nextBytes(address);
            final byte[] expected = address.clone();
            Arrays.fill(expected, 0, 20, (byte)0);
            System.arraycopy(each.address, 0, expected, 0, 20);
            final int status = kernel.recoverSecp256k1(
                each.message, each.offset, each.length, each.rsv, each.rsvOffset, each.isHighSAllowed,
                nobody, address);
            assertEquals(each.status, status, () -> each.describe(seed));
            assertEquals(
                HexFormat.of().formatHex(expected), HexFormat.of().formatHex(address), () -> each.describe(seed));
            seen[status] = true;
        }
        for (int status = 0; status < seen.length; status++)
        {
            assertTrue(seen[status], "seed " + seed + " never met status " + status);
        }
    }
}
