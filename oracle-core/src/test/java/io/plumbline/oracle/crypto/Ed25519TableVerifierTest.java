// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.VectorFiles;
import java.util.EnumSet;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Ed25519TableVerifierTest
{
    private static final HexFormat HEX = HexFormat.of();
    private static final int CASES = 12_500;
    private static final int CASES_SLOW = 125_000;

    private final Ed25519TableVerifier verifier = new Ed25519TableVerifier();
    private final Ed25519Batch batch = new Ed25519Batch();
    private final Ed25519Verifier strict = new Ed25519Verifier();

    /** 10^5 cases in all, one by one and in batches of every size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithTheVerifierWithoutTables(final long seed)
    {
        compare(seed, CASES);
    }

    /** 10^6 cases in all; runs with -Dplumbline.slow=true. */
    @Tag("slow")
    @EnabledIfSystemProperty(named = "plumbline.slow", matches = "true")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108})
    void shouldAgreeWithTheVerifierWithoutTablesAtLength(final long seed)
    {
        compare(seed, CASES_SLOW);
    }

    /** The windows' width changes speed and memory only; the reference judges, small and mixed order included. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 9, 10})
    void shouldAgreeWithReferenceAtEveryWidth(final int width)
    {
        final Ed25519Cases cases = new Ed25519Cases(width);
        for (int i = 0; i < 150; i++)
        {
            final Ed25519Cases.Case each = cases.next();
            final Ed25519Tables tables = Ed25519Tables.of(each.key, width);
            assertEquals(
                each.isGood,
                verifier.verify(
                    tables, each.message, each.offset, each.length, each.signature, each.signatureOffset),
                () -> "width " + width + ", " + each.describe(width));
        }
    }

    /** RFC 8032 section 7.1: TEST 1, TEST 2, TEST 3, TEST SHA(abc). */
    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,''," +
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b" +
            "d25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72," +
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c" +
            "387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82," +
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659" +
            "4a7c15e9716ed28dc027beceea1ec40a",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf," +
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd" +
            "454d4423643ce80e2a9ac94fa54ca49f," +
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030" +
            "3dca179c138ac17ad9bef1177331a704",
    })
    void shouldAcceptRfc8032(final String publicKey, final String message, final String signature)
    {
        final byte[] bytes = HEX.parseHex(signature);
        assertTrue(isGoodAlike(Ed25519PublicKey.of(HEX.parseHex(publicKey)), HEX.parseHex(message), bytes));
        bytes[40] ^= 1;
        assertFalse(isGoodAlike(Ed25519PublicKey.of(HEX.parseHex(publicKey)), HEX.parseHex(message), bytes));
    }

    @Test
    void shouldAgreeWithWycheproof()
    {
        int count = 0;
        int good = 0;
        final Object file = VectorFiles.json("crypto/wycheproof_ed25519_test.json");
        for (final Object group : VectorFiles.list(file, "testGroups"))
        {
            final Ed25519PublicKey key =
                Ed25519PublicKey.of(hex(VectorFiles.text(VectorFiles.get(group, "publicKey"), "pk")));
            for (final Object test : VectorFiles.list(group, "tests"))
            {
                final byte[] signature = hex(VectorFiles.text(test, "sig"));
                // Any other length is the caller's to refuse: here a range of 64 bytes is given.
                if (signature.length == 64)
                {
                    final boolean isGood = isGoodAlike(key, hex(VectorFiles.text(test, "msg")), signature);
                    assertEquals(
                        VectorFiles.text(test, "result").equals("valid"),
                        isGood,
                        () -> "tcId " + VectorFiles.text(test, "tcId"));
                    good += isGood ? 1 : 0;
                    count++;
                }
            }
        }
        assertTrue(good > 50 && count - good > 20, good + " good of " + count);
    }

    @Test
    void shouldRefuseEverySpeccheckCase()
    {
        final StringBuilder stops = new StringBuilder();
        for (final Object test : (List<?>)VectorFiles.json("crypto/ed25519_speccheck_cases.json"))
        {
            final byte[] message = hex(VectorFiles.text(test, "message"));
            final byte[] signature = hex(VectorFiles.text(test, "signature"));
            try
            {
                final Ed25519PublicKey key = Ed25519PublicKey.of(hex(VectorFiles.text(test, "pub_key")));
                stops.append(isGoodAlike(key, message, signature) ? '+' : 'v');
            }
            catch (final IllegalArgumentException refused)
            {
                stops.append('r');
            }
        }
        assertEquals("rrrrrrvvrrrr", stops.toString());
    }

    @Test
    void shouldRefuseEverySingleBitFlip()
    {
        final Ed25519SigningKey key = Ed25519SigningKey.ofSeed(new byte[32]);
        final Ed25519Tables tables = Ed25519Tables.of(key.publicKey());
        final byte[] message = new byte[40];
        final byte[] signature = new byte[64];
        key.sign(message, 0, message.length, signature, 0);
        for (int bit = 0; bit < (signature.length + message.length) * 8; bit++)
        {
            final byte[] target = bit < 512 ? signature : message;
            final int index = (bit < 512 ? bit : bit - 512) / 8;
            target[index] ^= (byte)(1 << (bit & 7));
            assertFalse(verifier.verify(tables, message, 0, 40, signature, 0), "bit " + bit);
            target[index] ^= (byte)(1 << (bit & 7));
        }
        assertTrue(verifier.verify(tables, message, 0, 40, signature, 0));
    }

    /** An envelope: 4 bytes, signature, key, length, signed bytes. */
    @Test
    void shouldVerifyRecordedPythMessagesAndRefuseEverySingleBitFlip()
    {
        for (final Object record : (List<?>)VectorFiles.json("pyth-lazer/solana_ed25519.json"))
        {
            final byte[] envelope = hex(VectorFiles.text(record, "payload"));
            final Ed25519Tables tables =
                Ed25519Tables.of(Ed25519PublicKey.of(Arrays.copyOfRange(envelope, 68, 100)));
            final int length = envelope.length - 102;
            assertTrue(verifier.verify(tables, envelope, 102, length, envelope, 4));
            for (int at = 4; at < envelope.length; at = at == 67 ? 102 : at + 1)
            {
                for (int bit = 0; bit < 8; bit++)
                {
                    envelope[at] ^= (byte)(1 << bit);
                    assertFalse(verifier.verify(tables, envelope, 102, length, envelope, 4), "byte " + at);
                    envelope[at] ^= (byte)(1 << bit);
                }
            }
        }
    }

    @Test
    void shouldThrowOnlyOnRangesOutsideArrays()
    {
        final Ed25519Tables tables = Ed25519Tables.of(Ed25519SigningKey.ofSeed(new byte[32]).publicKey());
        final Class<IndexOutOfBoundsException> expected = IndexOutOfBoundsException.class;
        final byte[] message = new byte[10];
        assertThrows(expected, () -> verifier.verify(tables, message, 0, 11, new byte[64], 0));
        assertThrows(expected, () -> verifier.verify(tables, message, -1, 5, new byte[64], 0));
        assertThrows(expected, () -> verifier.verify(tables, message, 0, -1, new byte[64], 0));
        assertThrows(expected, () -> verifier.verify(tables, message, 0, 10, new byte[64], 1));
        assertThrows(expected, () -> verifier.verify(tables, message, 0, 10, new byte[63], 0));
        assertFalse(verifier.verify(tables, message, 10, 0, new byte[64], 0));
    }

    @Test
    void shouldAllocateNothing()
    {
        final Ed25519Mutations[] cases = new Ed25519Mutations[64];
        for (int i = 0; i < cases.length; i++)
        {
            cases[i] = new Ed25519Mutations(i);
            cases[i].next();
        }
        final int[] good = new int[1];
        Allocations.assertNone(() ->
        {
            for (final Ed25519Mutations each : cases)
            {
                good[0] += verifier.verify(
                    each.tables(), each.message, each.offset, each.length, each.signature, each.signatureOffset) ?
                    1 : 0;
            }
        });
        assertTrue(good[0] > 0);
    }

    private void compare(final long seed, final int count)
    {
        final Ed25519Mutations cases = new Ed25519Mutations(seed);
        final Set<Ed25519Mutations.Kind> good = EnumSet.noneOf(Ed25519Mutations.Kind.class);
        final Set<Ed25519Mutations.Kind> bad = EnumSet.noneOf(Ed25519Mutations.Kind.class);
        int expected = 0;
        int batchSize = 1;
        for (int i = 0; i < count; i++)
        {
            cases.next();
            final boolean isGood = strict.verify(
                cases.key(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset, 64);
            final boolean isGoodByTable = verifier.verify(
                cases.tables(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
            assertEquals(isGood, isGoodByTable, () -> cases.describe(seed));
            (isGood ? good : bad).add(cases.kind);
            final int position = batch.add(
                cases.tables(), cases.message, cases.offset, cases.length, cases.signature, cases.signatureOffset);
            expected |= isGood ? 1 << position : 0;
            if (batch.size() == batchSize || i == count - 1)
            {
                final int size = batch.size();
                assertEquals(expected, batch.finish(), () -> "batch of " + size + ", last " + cases.describe(seed));
                expected = 0;
                batchSize = batchSize % Ed25519Batch.CAPACITY + 1;
            }
        }
        assertEquals(EnumSet.of(Ed25519Mutations.Kind.NONE), good, "seed " + seed);
        assertEquals(EnumSet.complementOf(EnumSet.copyOf(good)), bad, "seed " + seed);
    }

    /** The verdict with a table, which must be the one without. */
    private boolean isGoodAlike(final Ed25519PublicKey key, final byte[] message, final byte[] signature)
    {
        final Ed25519Tables tables = Ed25519Tables.of(key, 4);
        final boolean isGood = verifier.verify(tables, message, 0, message.length, signature, 0);
        assertEquals(strict.verify(key, message, 0, message.length, signature, 0, 64), isGood);
        batch.add(tables, message, 0, message.length, signature, 0);
        assertEquals(isGood ? 1 : 0, batch.finish());
        return isGood;
    }

    private static byte[] hex(final String digits)
    {
        return HEX.parseHex(digits);
    }
}
