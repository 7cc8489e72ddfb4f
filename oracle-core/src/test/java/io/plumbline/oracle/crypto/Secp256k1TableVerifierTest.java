// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1TableVerifierTest
{
    private static final int CASES = 12_500;
    private static final int CASES_SLOW = 125_000;

    private final Secp256k1TableVerifier verifier = new Secp256k1TableVerifier();
    private final Secp256k1Batch batch = new Secp256k1Batch();
    private final Secp256k1Verifier slow = new Secp256k1Verifier();

    /** 10^5 cases in all, with and without v, one by one and in batches of every size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithBouncyCastle(final long seed)
    {
        compare(seed, CASES);
    }

    /** 10^6 cases in all; runs with -Dplumbline.slow=true. */
    @Tag("slow")
    @EnabledIfSystemProperty(named = "plumbline.slow", matches = "true")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108})
    void shouldAgreeWithBouncyCastleAtLength(final long seed)
    {
        compare(seed, CASES_SLOW);
    }

    private void compare(final long seed, final int count)
    {
        final Secp256k1Mutations cases = new Secp256k1Mutations(seed);
        final Random random = new Random(seed);
        final Set<Secp256k1Mutations.Kind> good = EnumSet.noneOf(Secp256k1Mutations.Kind.class);
        final boolean[] seen = new boolean[Secp256k1Verifier.NOT_BY_KEY + 1];
        final int[] expected = new int[Secp256k1Batch.CAPACITY];
        int batchSize = 1;
        for (int i = 0; i < count; i++)
        {
            cases.next();
            final boolean isRecoverable = random.nextBoolean();
            final int status = isRecoverable
                ? slow.verifyRecoverable(
                    cases.key(), cases.digest, 0, cases.rsv, cases.offset, 65, cases.isHighSAllowed)
                : slow.verify(cases.key(), cases.digest, 0, cases.rsv, cases.offset, 64, cases.isHighSAllowed);
            final int byTable = isRecoverable
                ? verifier.verifyRecoverable(
                    cases.tables(), cases.digest, 0, cases.rsv, cases.offset, cases.isHighSAllowed)
                : verifier.verify(cases.tables(), cases.digest, 0, cases.rsv, cases.offset, cases.isHighSAllowed);
            assertEquals(status, byTable, () -> cases.describe(seed) + ", recoverable " + isRecoverable);
            final int position = isRecoverable
                ? batch.addRecoverable(
                    cases.tables(), cases.digest, 0, cases.rsv, cases.offset, cases.isHighSAllowed)
                : batch.add(cases.tables(), cases.digest, 0, cases.rsv, cases.offset, cases.isHighSAllowed);
            expected[position] = status;
            seen[status] = true;
            if (status == Secp256k1Recovery.OK)
            {
                good.add(cases.kind);
            }
            if (batch.size() == batchSize || i == count - 1)
            {
                assertBatch(expected, batch.size(), () -> cases.describe(seed));
                batchSize = batchSize % Secp256k1Batch.CAPACITY + 1;
            }
        }
        assertTrue(good.containsAll(EnumSet.of(
            Secp256k1Mutations.Kind.NONE, Secp256k1Mutations.Kind.OTHER_S, Secp256k1Mutations.Kind.EDGE_DIGEST)));
        // Without v the parity does not matter, any v may be the right one, and an edge may be signed twice by one key.
        good.removeAll(EnumSet.of(
            Secp256k1Mutations.Kind.NONE, Secp256k1Mutations.Kind.OTHER_S, Secp256k1Mutations.Kind.EDGE_DIGEST,
            Secp256k1Mutations.Kind.OTHER_PARITY, Secp256k1Mutations.Kind.ANY_V,
            Secp256k1Mutations.Kind.OTHER_SIGNATURE));
        assertEquals(EnumSet.noneOf(Secp256k1Mutations.Kind.class), good, "seed " + seed);
        for (int status = 0; status < seen.length; status++)
        {
            final boolean isVerdict = status <= Secp256k1Recovery.HIGH_S || status == Secp256k1Verifier.NOT_BY_KEY;
            assertEquals(isVerdict, seen[status], "seed " + seed + ", status " + status);
        }
    }

    private void assertBatch(final int[] expected, final int size, final Supplier<String> last)
    {
        int verdicts = 0;
        for (int i = 0; i < size; i++)
        {
            verdicts |= expected[i] == Secp256k1Recovery.OK ? 1 << i : 0;
        }
        assertEquals(verdicts, batch.finish(), () -> "batch of " + size + ", last " + last.get());
        for (int i = 0; i < size; i++)
        {
            assertEquals(expected[i], batch.status(i), () -> "batch of " + size + ", last " + last.get());
        }
    }

    /** The big integers judge every path: keys that are infinite included, and whatever else the reference makes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithReference(final long seed)
    {
        final Secp256k1Cases cases = new Secp256k1Cases(seed);
        final Secp256k1Reference.Point point = cases.key();
        final Secp256k1PublicKey key = Secp256k1Judges.key(point);
        final Secp256k1Judges judges = new Secp256k1Judges();
        for (int i = 0; i < 60; i++)
        {
            final Secp256k1Cases.Case each = cases.next();
            final byte[] digest = each.digest();
            final byte[] rsv = Arrays.copyOfRange(each.rsv, each.rsvOffset, each.rsvOffset + 65);
            assertEquals(
                Secp256k1Reference.verify(point, digest, rsv, each.isHighSAllowed),
                judges.status(key, digest, rsv, 0, each.isHighSAllowed), () -> each.describe(seed));
            assertEquals(
                Secp256k1Reference.verifyRecoverable(point, digest, rsv, each.isHighSAllowed),
                judges.statusRecoverable(key, digest, rsv, 0, each.isHighSAllowed), () -> each.describe(seed));
        }
    }

    /** The windows' width changes speed and memory only. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 10, 11})
    void shouldAgreeAtEveryWidth(final int width)
    {
        final Secp256k1Mutations cases = new Secp256k1Mutations(width);
        final Secp256k1Judges judges = new Secp256k1Judges(width);
        int good = 0;
        for (int i = 0; i < 300; i++)
        {
            cases.next();
            final int status =
                judges.status(cases.key(), cases.digest, cases.rsv, cases.offset, cases.isHighSAllowed);
            judges.statusRecoverable(cases.key(), cases.digest, cases.rsv, cases.offset, cases.isHighSAllowed);
            good += status == Secp256k1Recovery.OK ? 1 : 0;
        }
        assertTrue(good > 30 && good < 250, good + " good");
    }

    @Test
    void shouldRefuseEverySingleBitFlip()
    {
        final Secp256k1PublicKey key = Secp256k1Judges.key(Secp256k1Reference.G.times(BigInteger.valueOf(77)));
        final Secp256k1Tables tables = Secp256k1Tables.of(key);
        final byte[] digest = new byte[32];
        new Random(3).nextBytes(digest);
        final byte[] rsv =
            Secp256k1Reference.sign(BigInteger.valueOf(77), BigInteger.valueOf(1234567), digest, 27);
        for (int bit = 0; bit < (rsv.length + digest.length) * 8; bit++)
        {
            final byte[] target = bit < rsv.length * 8 ? rsv : digest;
            final int index = (bit < rsv.length * 8 ? bit : bit - rsv.length * 8) / 8;
            target[index] ^= (byte)(1 << (bit & 7));
            final String name = "bit " + bit;
            final boolean isSame = index == 64 && target == rsv;
            assertEquals(isSame, verifier.verify(tables, digest, 0, rsv, 0, true) == Secp256k1Recovery.OK, name);
            final int status = verifier.verifyRecoverable(tables, digest, 0, rsv, 0, true);
            assertTrue(status != Secp256k1Recovery.OK, name);
            target[index] ^= (byte)(1 << (bit & 7));
        }
        assertEquals(Secp256k1Recovery.OK, verifier.verify(tables, digest, 0, rsv, 0, true));
        assertEquals(Secp256k1Recovery.OK, verifier.verifyRecoverable(tables, digest, 0, rsv, 0, true));
    }

    @Test
    void shouldThrowOnlyOnRangesOutsideArrays()
    {
        final Secp256k1Tables tables = Secp256k1Tables.generator();
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        final byte[] digest = new byte[32];
        assertThrows(expected, () -> verifier.verify(tables, digest, 1, new byte[64], 0, true));
        assertThrows(expected, () -> verifier.verify(tables, digest, -1, new byte[64], 0, true));
        assertThrows(expected, () -> verifier.verify(tables, digest, 0, new byte[64], 1, true));
        assertThrows(expected, () -> verifier.verify(tables, digest, 0, new byte[63], 0, true));
        assertThrows(expected, () -> verifier.verifyRecoverable(tables, digest, 1, new byte[65], 0, true));
        assertThrows(expected, () -> verifier.verifyRecoverable(tables, digest, 0, new byte[65], 1, true));
        assertThrows(expected, () -> verifier.verifyRecoverable(tables, digest, 0, new byte[64], 0, true));
        assertEquals(Secp256k1Recovery.OUT_OF_RANGE, verifier.verify(tables, digest, 0, new byte[64], 0, true));
    }

    @Test
    void shouldAllocateNothing()
    {
        final Secp256k1Mutations[] cases = new Secp256k1Mutations[32];
        for (int i = 0; i < cases.length; i++)
        {
            cases[i] = new Secp256k1Mutations(i);
            cases[i].next();
        }
        final int[] good = new int[1];
        Allocations.assertNone(() ->
        {
            for (final Secp256k1Mutations each : cases)
            {
                good[0] += verifier.verify(each.tables(), each.digest, 0, each.rsv, each.offset, true) == 0 ? 1 : 0;
                good[0] +=
                    verifier.verifyRecoverable(each.tables(), each.digest, 0, each.rsv, each.offset, true) == 0 ? 1 : 0;
            }
        });
        assertTrue(good[0] > 0);
    }
}
