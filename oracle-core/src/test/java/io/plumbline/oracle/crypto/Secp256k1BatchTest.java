// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Secp256k1BatchTest
{
    private static final int ALL = (1 << Secp256k1Batch.CAPACITY) - 1;
    private static final List<Entry> GOOD = good();
    private static final List<Entry> HOSTILE = hostile();

    private final Secp256k1Batch batch = new Secp256k1Batch();
    private final Secp256k1Judges judges = new Secp256k1Judges();

    /** One signature with its status, with and without v. */
    private static final class Entry
    {
        final String name;
        final Secp256k1PublicKey key;
        final byte[] digest;
        final byte[] rsv;
        final int status;
        final int statusWithV;

        Entry(
            final String name,
            final Secp256k1PublicKey key,
            final byte[] digest,
            final byte[] rsv,
            final int status,
            final int statusWithV)
        {
            this.name = name;
            this.key = key;
            this.digest = digest;
            this.rsv = rsv;
            this.status = status;
            this.statusWithV = statusWithV;
        }
    }

    /** Broken, out of range, wrapped, infinite or exceptional on the way: it moves no other verdict, nor do many. */
    @Test
    void shouldLetNoHostileSignatureChangeAnotherVerdictInAnyPosition()
    {
        for (final Entry each : HOSTILE)
        {
            for (int position = 0; position < Secp256k1Batch.CAPACITY; position++)
            {
                fill(position, each, GOOD);
                fill(position, GOOD.get(position), List.of(each));
            }
        }
        assertTrue(HOSTILE.size() > 30, HOSTILE.size() + " hostile");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldKeepVerdictsApartInMixedBatchesOfEverySize(final long seed)
    {
        final Random random = new Random(seed);
        final List<Entry> all = new ArrayList<>(GOOD);
        all.addAll(HOSTILE);
        for (int i = 0; i < 100; i++)
        {
            final int size = 1 + random.nextInt(Secp256k1Batch.CAPACITY);
            final List<Entry> drawn = new ArrayList<>();
            final boolean[] withV = new boolean[size];
            for (int position = 0; position < size; position++)
            {
                drawn.add(all.get(random.nextInt(all.size())));
                withV[position] = random.nextBoolean();
            }
            check(drawn, withV, "seed " + seed);
        }
    }

    @Test
    void shouldStayAsItWasWhereARangeIsOutsideItsArray()
    {
        final Entry good = GOOD.get(0);
        final Secp256k1Tables tables = judges.tables(good.key);
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        add(good, false);
        assertThrows(expected, () -> batch.add(tables, new byte[32], 1, good.rsv, 0, true));
        assertThrows(expected, () -> batch.add(tables, new byte[32], 0, good.rsv, 2, true));
        assertThrows(expected, () -> batch.addRecoverable(tables, new byte[31], 0, good.rsv, 0, true));
        assertThrows(expected, () -> batch.addRecoverable(tables, new byte[32], 0, good.rsv, 1, true));
        assertThrows(NullPointerException.class, () -> batch.add(null, new byte[32], 0, good.rsv, 0, true));
        assertEquals(1, batch.size());
        add(good, true);
        assertEquals(3, batch.finish());
        assertThrows(expected, () -> batch.status(16));
        assertThrows(expected, () -> batch.status(-1));
    }

    @Test
    void shouldSayWhenItIsFullAndFinishEmpty()
    {
        assertEquals(0, batch.finish());
        final Entry good = GOOD.get(0);
        fill(0, good, List.of(good));
        for (int i = 0; i < Secp256k1Batch.CAPACITY; i++)
        {
            assertEquals(i, add(good, false));
        }
        assertThrows(IllegalStateException.class, () -> add(good, false));
        assertThrows(IllegalStateException.class, () -> add(good, true));
        assertEquals(ALL, batch.finish());
        assertEquals(0, batch.finish());
        assertEquals(0, add(good, true));
        assertEquals(1, batch.finish());
        assertEquals(Secp256k1Recovery.OK, batch.status(0));
    }

    @Test
    void shouldAllocateNothing()
    {
        final Secp256k1Mutations[] cases = new Secp256k1Mutations[Secp256k1Batch.CAPACITY];
        for (int i = 0; i < cases.length; i++)
        {
            cases[i] = new Secp256k1Mutations(i);
            cases[i].next();
        }
        final int[] verdicts = new int[1];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 16; i++)
            {
                for (int j = 0; j < cases.length; j++)
                {
                    final Secp256k1Mutations each = cases[j];
                    final int position = (j & 1) == 0
                        ? batch.add(each.tables(), each.digest, 0, each.rsv, each.offset, true)
                        : batch.addRecoverable(each.tables(), each.digest, 0, each.rsv, each.offset, true);
                    verdicts[0] += position;
                }
                verdicts[0] |= batch.finish();
            }
        });
        assertTrue(verdicts[0] != 0);
    }

    /** One at its position, the others around it, every second with v. */
    private void fill(final int position, final Entry one, final List<Entry> others)
    {
        final List<Entry> entries = new ArrayList<>();
        final boolean[] withV = new boolean[Secp256k1Batch.CAPACITY];
        for (int i = 0; i < Secp256k1Batch.CAPACITY; i++)
        {
            entries.add(i == position ? one : others.get(i % others.size()));
            withV[i] = (i + position) % 2 == 0;
        }
        check(entries, withV, one.name + " at " + position);
    }

    private void check(final List<Entry> entries, final boolean[] withV, final String name)
    {
        int expected = 0;
        for (int i = 0; i < entries.size(); i++)
        {
            final Entry each = entries.get(i);
            assertEquals(i, add(each, withV[i]));
            final int status = withV[i] ? each.statusWithV : each.status;
            expected |= status == Secp256k1Recovery.OK ? 1 << i : 0;
        }
        assertEquals(entries.size(), batch.size());
        assertEquals(expected, batch.finish(), name);
        assertEquals(0, batch.size());
        for (int i = 0; i < entries.size(); i++)
        {
            final Entry each = entries.get(i);
            assertEquals(withV[i] ? each.statusWithV : each.status, batch.status(i), name);
        }
    }

    /** Adds it, and shows that what was handed in is read at once. */
    private int add(final Entry each, final boolean isWithV)
    {
        final byte[] digest = each.digest.clone();
        final byte[] rsv = each.rsv.clone();
        final Secp256k1Tables tables = judges.tables(each.key);
        final int position = isWithV
            ? batch.addRecoverable(tables, digest, 0, rsv, 0, true)
            : batch.add(tables, digest, 0, rsv, 0, true);
        Arrays.fill(digest, (byte)0);
        Arrays.fill(rsv, (byte)0);
        return position;
    }

    private static List<Entry> good()
    {
        final Random random = new Random(5);
        final List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < Secp256k1Batch.CAPACITY; i++)
        {
            final BigInteger secret = BigInteger.valueOf(1000 + i % 3);
            final byte[] digest = new byte[32];
            random.nextBytes(digest);
            final byte[] rsv = Secp256k1Reference.sign(secret, new BigInteger(250, random), digest, 27);
            entries.add(entry("good", Secp256k1Judges.key(Secp256k1Reference.G.times(secret)), digest, rsv));
        }
        entries.forEach(each -> assertEquals(Secp256k1Recovery.OK, each.status | each.statusWithV));
        return entries;
    }

    /** Forgeries of every kind, few enough keys for the tables; and good signatures with edges in r, s and v. */
    private static List<Entry> hostile()
    {
        final List<Entry> entries = new ArrayList<>();
        final Secp256k1Forgeries forgeries = new Secp256k1Forgeries(9);
        addSome(forgeries.exceptionalAdditions(Secp256k1TableVerifier.PAIR_FROM), 10, entries);
        addSome(forgeries.edgeScalars(), 12, entries);
        addSome(forgeries.nearBounds(), 10, entries);
        final Entry good = GOOD.get(0);
        final BigInteger[] edges = {
            BigInteger.ZERO, BigInteger.ONE, Secp256k1Reference.N.subtract(BigInteger.ONE), Secp256k1Reference.N,
            Secp256k1Reference.P
        };
        for (final BigInteger edge : edges)
        {
            final byte[] ofR = good.rsv.clone();
            System.arraycopy(Secp256k1Reference.bigEndian(edge), 0, ofR, 0, 32);
            entries.add(entry("r " + edge, good.key, good.digest, ofR));
            final byte[] ofS = good.rsv.clone();
            System.arraycopy(Secp256k1Reference.bigEndian(edge), 0, ofS, 32, 32);
            entries.add(entry("s " + edge, good.key, good.digest, ofS));
        }
        final byte[] badV = good.rsv.clone();
        badV[64] = 29;
        entries.add(entry("v 29", good.key, good.digest, badV));
        return entries;
    }

    private static void addSome(
        final List<Secp256k1Forgeries.Forgery> forgeries, final int count, final List<Entry> entries)
    {
        for (int i = 0; i < count; i++)
        {
            final Secp256k1Forgeries.Forgery each = forgeries.get(i * forgeries.size() / count);
            entries.add(entry(each.name, each.key, each.digest, each.rsv));
        }
    }

    private static Entry entry(
        final String name, final Secp256k1PublicKey key, final byte[] digest, final byte[] rsv)
    {
        final Secp256k1Verifier verifier = new Secp256k1Verifier();
        return new Entry(
            name, key, digest, rsv, verifier.verify(key, digest, 0, rsv, 0, 64, true),
            verifier.verifyRecoverable(key, digest, 0, rsv, 0, 65, true));
    }
}
