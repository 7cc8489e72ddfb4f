// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plumbline.oracle.fixtures.Allocations;
import io.plumbline.oracle.fixtures.VectorFiles;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Eip191Test
{
    private final Eip191 eip191 = new Eip191();

    @Test
    void shouldHashPrefixAndHash()
    {
        final Random random = new Random(1);
        final byte[] prefix = "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 50; i++)
        {
            final byte[] message = new byte[random.nextInt(300) + 7];
            random.nextBytes(message);
            final byte[] prefixed = new byte[prefix.length + 32];
            System.arraycopy(prefix, 0, prefixed, 0, prefix.length);
            final byte[] hash = KeccakReference.hash(message, 5, message.length - 7);
            System.arraycopy(hash, 0, prefixed, prefix.length, 32);
            final byte[] expected = new byte[40];
            System.arraycopy(KeccakReference.hash(prefixed, 0, prefixed.length), 0, expected, 3, 32);
            final byte[] out = new byte[40];
            eip191.digest(hash, 0, out, 3);
            assertArrayEquals(expected, out);
            eip191.digestMessage(message, 5, message.length - 7, out, 3);
            assertArrayEquals(expected, out);
            // In place.
            eip191.digest(prefixed, prefix.length, prefixed, 3);
            System.arraycopy(prefixed, 3, out, 3, 32);
            assertArrayEquals(expected, out);
        }
    }

    @Test
    void shouldAgreeWithRecordedDigests()
    {
        for (final Object record : (List<?>)VectorFiles.json("open-oracle/messages.json"))
        {
            final byte[] message =
                HexFormat.of().parseHex(VectorFiles.text(VectorFiles.get(record, "payload"), "message").substring(2));
            final byte[] out = new byte[32];
            eip191.digestMessage(message, 0, message.length, out, 0);
            assertEquals(
                VectorFiles.text(VectorFiles.get(record, "expected"), "eip191Hash"),
                "0x" + HexFormat.of().formatHex(out));
        }
    }

    @Test
    void shouldThrowOnlyOnRangesOutsideArraysAndStartAfresh()
    {
        final byte[] bytes = new byte[32];
        final byte[] first = new byte[32];
        final byte[] second = new byte[32];
        eip191.digest(bytes, 0, first, 0);
        assertThrows(IndexOutOfBoundsException.class, () -> eip191.digest(bytes, 1, new byte[32], 0));
        assertThrows(IndexOutOfBoundsException.class, () -> eip191.digest(bytes, 0, new byte[32], 1));
        assertThrows(IndexOutOfBoundsException.class, () -> eip191.digestMessage(bytes, 0, 33, new byte[32], 0));
        eip191.digest(bytes, 0, second, 0);
        assertArrayEquals(first, second);
    }

    @Test
    void shouldAllocateNothing()
    {
        final byte[] bytes = new byte[100];
        Allocations.assertNone(() ->
        {
            for (int i = 0; i < 100; i++)
            {
                eip191.digestMessage(bytes, 0, bytes.length, bytes, 0);
            }
        });
    }
}
