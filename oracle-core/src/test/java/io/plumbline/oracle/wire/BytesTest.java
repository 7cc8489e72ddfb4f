// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BytesTest
{
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldReadAndWriteLittleEndian(final long seed)
    {
        final Values values = new Values(seed);
        final byte[] bytes = new byte[40];
        final ByteBuffer reference = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 1_000; i++)
        {
            final int at = i % 32;
            final long value = values.i64();
            Bytes.putI64(bytes, at, value);
            assertEquals(value, reference.getLong(at));
            assertEquals(value, Bytes.i64(bytes, at));
            Bytes.putU32(bytes, at, value);
            assertEquals((int)value, reference.getInt(at));
            assertEquals((int)value, Bytes.i32(bytes, at));
            assertEquals(Integer.toUnsignedLong((int)value), Bytes.u32(bytes, at));
            Bytes.putU16(bytes, at, (int)value);
            assertEquals((short)value, reference.getShort(at));
            assertEquals(Short.toUnsignedInt((short)value), Bytes.u16(bytes, at));
            Bytes.putU8(bytes, at, (int)value);
            assertEquals((byte)value, bytes[at]);
            assertEquals(Byte.toUnsignedInt((byte)value), Bytes.u8(bytes, at));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldJudgeTextLikeTheSlowReference(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++)
        {
            final int size = random.nextInt(34);
            final int at = random.nextInt(3);
            final byte[] bytes = new byte[at + size + random.nextInt(3)];
            random.nextBytes(bytes);
            final int text = random.nextInt(size + 1);
            for (int j = 0; j < size; j++)
            {
                final boolean isSpoiled = random.nextInt(40) == 0;
                bytes[at + j] = isSpoiled ? bytes[at + j] : j < text ? (byte)(0x21 + random.nextInt(0x5E)) : 0;
            }
            assertEquals(isAsciiSlowly(bytes, at, size), Bytes.isAscii(bytes, at, size), "round " + i);
            assertEquals(isZeroSlowly(bytes, at, size), Bytes.isZero(bytes, at, size), "round " + i);
        }
    }

    @Test
    void shouldJudgeEveryByteAtEveryPlace()
    {
        for (int value = 0; value < 256; value++)
        {
            for (int place = 0; place < 16; place++)
            {
                final byte[] bytes = "abcdefghijklmnop".getBytes(StandardCharsets.US_ASCII);
                bytes[place] = (byte)value;
                assertEquals(isAsciiSlowly(bytes, 0, 16), Bytes.isAscii(bytes, 0, 16), value + " at " + place);
            }
        }
    }

    @Test
    void shouldWriteAndReadText()
    {
        final byte[] bytes = new byte[10];
        Arrays.fill(bytes, (byte)7);
        assertTrue(Bytes.putAscii(bytes, 1, 8, "BTC-USD"));
        assertArrayEquals(new byte[] {7, 'B', 'T', 'C', '-', 'U', 'S', 'D', 0, 7}, bytes);
        assertEquals("BTC-USD", Bytes.ascii(bytes, 1, 8));
        assertEquals(7, Bytes.asciiLength(bytes, 1, 8));
        assertTrue(Bytes.putAscii(bytes, 1, 8, "12345678"));
        assertEquals("12345678", Bytes.ascii(bytes, 1, 8));
        assertTrue(Bytes.putAscii(bytes, 1, 8, ""));
        assertEquals("", Bytes.ascii(bytes, 1, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789", "a b", "a\u0000", "\u007f", "\u00e9", "\u0161", "ok\n", "\u2121"})
    void shouldRefuseTextThatBreaksTheRule(final String text)
    {
        final byte[] bytes = "........".getBytes(StandardCharsets.US_ASCII);
        assertFalse(Bytes.putAscii(bytes, 0, 8, text));
        assertArrayEquals(new byte[8], bytes, "left empty");
        final byte[] source = text.getBytes(StandardCharsets.UTF_8);
        final boolean isPadding = text.equals("a\u0000");
        assertEquals(isPadding, Bytes.putAscii(bytes, 0, 8, source, 0, source.length));
        assertEquals(isPadding ? "a" : "", Bytes.ascii(bytes, 0, 8));
    }

    @Test
    void shouldCopyTextWithAndWithoutPadding()
    {
        final byte[] source = {'x', 'U', 'S', 'D', 0, 0, 0, 0, 0, 0, 'y'};
        final byte[] bytes = new byte[5];
        assertTrue(Bytes.putAscii(bytes, 0, 5, source, 1, 3));
        assertEquals("USD", Bytes.ascii(bytes, 0, 5));
        assertTrue(Bytes.putAscii(bytes, 0, 5, source, 1, 9), "longer, but only by padding");
        assertEquals("USD", Bytes.ascii(bytes, 0, 5));
        assertFalse(Bytes.putAscii(bytes, 0, 5, source, 1, 10), "goes on after its padding");
        assertTrue(Bytes.putAscii(bytes, 0, 5, source, 1, 0));
        assertEquals("", Bytes.ascii(bytes, 0, 5));
    }

    @Test
    void shouldCompareText()
    {
        final byte[] field = {'U', 'S', 'D', 0, 0};
        assertTrue(Bytes.isSameAscii(field, 0, 5, "USD"));
        assertFalse(Bytes.isSameAscii(field, 0, 5, "US"));
        assertFalse(Bytes.isSameAscii(field, 0, 5, "USDT"));
        assertFalse(Bytes.isSameAscii(field, 0, 5, "USD\u0000"));
        assertFalse(Bytes.isSameAscii(field, 0, 5, "USD\u0000\u0000\u0000"));
        assertFalse(Bytes.isSameAscii(field, 0, 5, "\u0155SD"));
        assertTrue(Bytes.isSameAscii(field, 0, 5, field, 0, 3));
        assertTrue(Bytes.isSameAscii(field, 0, 3, field, 0, 5));
        assertFalse(Bytes.isSameAscii(field, 0, 5, field, 0, 2));
        assertFalse(Bytes.isSameAscii(field, 0, 2, field, 0, 5));
        assertTrue(Bytes.isSameAscii(field, 3, 2, field, 3, 0));
        assertFalse(Bytes.isSameAscii(field, 0, 5, new byte[] {'U', 'S', 'D', 0, 0, 1}, 0, 6));
    }

    @Test
    void shouldTellInsideFromOutside()
    {
        final byte[] bytes = new byte[10];
        assertTrue(Bytes.isInside(bytes, 0, 10));
        assertTrue(Bytes.isInside(bytes, 10, 0));
        assertFalse(Bytes.isInside(bytes, 1, 10));
        assertFalse(Bytes.isInside(bytes, -1, 5));
        assertFalse(Bytes.isInside(bytes, 5, -1));
        assertFalse(Bytes.isInside(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertFalse(Bytes.isInside(bytes, 0, Integer.MAX_VALUE));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldJudgeUtf8LikeTheJdk(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final int[] leads = {0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
        final int[] trails = {0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0};
        for (int i = 0; i < 50_000; i++)
        {
            final byte[] bytes = new byte[random.nextInt(6)];
            for (int j = 0; j < bytes.length; j++)
            {
                final int[] choice = random.nextInt(3) == 0 ? leads : trails;
                bytes[j] = (byte)(j == 0 ? leads[random.nextInt(leads.length)] : choice[random.nextInt(choice.length)]);
            }
            assertEquals(isUtf8ByTheJdk(bytes), Utf8.isWellFormed(bytes, 0, bytes.length), Arrays.toString(bytes));
        }
    }

    private static boolean isAsciiSlowly(final byte[] bytes, final int at, final int size)
    {
        boolean isPadding = false;
        for (int i = at; i < at + size; i++)
        {
            if (bytes[i] == 0)
            {
                isPadding = true;
            }
            else if (isPadding || bytes[i] < 0x21 || bytes[i] > 0x7E)
            {
                return false;
            }
        }
        return true;
    }

    private static boolean isZeroSlowly(final byte[] bytes, final int at, final int size)
    {
        for (int i = at; i < at + size; i++)
        {
            if (bytes[i] != 0)
            {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8ByTheJdk(final byte[] bytes)
    {
        try
        {
            final CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return chars.length() <= bytes.length;
        }
        catch (final CharacterCodingException e)
        {
            return false;
        }
    }
}
