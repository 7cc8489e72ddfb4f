// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Little-endian reads and writes of a byte array, and the two text rules of the wire. All methods are pure
 * functions of their arguments, for any thread, and allocate nothing save {@link #ascii}. A position outside the array
 * is a programming error and throws {@link IndexOutOfBoundsException}.
 */
public final class Bytes
{
    private static final VarHandle U16 =
        MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 =
        MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I64 =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST_PRINTABLE = 0x21;
    private static final int LAST_PRINTABLE = 0x7E;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    /** Added to a byte below 0x80, sets its high bit when the byte is at least 0x21. */
    private static final long REACHES_FIRST = 0x5F5F_5F5F_5F5F_5F5FL;
    /** Added to a byte below 0x80, sets its high bit when the byte is 0x7f. */
    private static final long PASSES_LAST = 0x0101_0101_0101_0101L;

    private Bytes()
    {
    }

    /**
     * Reads an unsigned byte.
     *
     * @param bytes read from
     * @param at    position of the byte
     * @return 0..255
     */
    public static int u8(final byte[] bytes, final int at)
    {
        return bytes[at] & 0xFF;
    }

    /**
     * Writes the low 8 bits of a value.
     *
     * @param bytes written to
     * @param at    position of the byte
     * @param value its low 8 bits count
     */
    public static void putU8(final byte[] bytes, final int at, final int value)
    {
        bytes[at] = (byte)value;
    }

    /**
     * Reads an unsigned 16-bit value.
     *
     * @param bytes read from
     * @param at    position of its lowest byte
     * @return 0..65535
     */
    public static int u16(final byte[] bytes, final int at)
    {
        return (short)U16.get(bytes, at) & 0xFFFF;
    }

    /**
     * Writes the low 16 bits of a value.
     *
     * @param bytes written to
     * @param at    position of the lowest byte
     * @param value its low 16 bits count
     */
    public static void putU16(final byte[] bytes, final int at, final int value)
    {
        U16.set(bytes, at, (short)value);
    }

    /**
     * Reads an unsigned 32-bit value.
     *
     * @param bytes read from
     * @param at    position of its lowest byte
     * @return 0..2^32-1
     */
    public static long u32(final byte[] bytes, final int at)
    {
        return (int)U32.get(bytes, at) & 0xFFFF_FFFFL;
    }

    /**
     * Reads 32 bits; an unsigned value comes back as the same bits.
     *
     * @param bytes read from
     * @param at    position of its lowest byte
     * @return the 32 bits
     */
    public static int i32(final byte[] bytes, final int at)
    {
        return (int)U32.get(bytes, at);
    }

    /**
     * Writes the low 32 bits of a value.
     *
     * @param bytes written to
     * @param at    position of the lowest byte
     * @param value its low 32 bits count
     */
    public static void putU32(final byte[] bytes, final int at, final long value)
    {
        U32.set(bytes, at, (int)value);
    }

    /**
     * Reads a 64-bit value; an unsigned one comes back as the same bits.
     *
     * @param bytes read from
     * @param at    position of its lowest byte
     * @return the 64 bits
     */
    public static long i64(final byte[] bytes, final int at)
    {
        return (long)I64.get(bytes, at);
    }

    /**
     * Writes a 64-bit value.
     *
     * @param bytes written to
     * @param at    position of the lowest byte
     * @param value the 64 bits
     */
    public static void putI64(final byte[] bytes, final int at, final long value)
    {
        I64.set(bytes, at, value);
    }

    /**
     * Whether a region lies inside an array; safe for every combination of numbers.
     *
     * @param bytes the array
     * @param at    start of the region
     * @param size  length of the region
     * @return true where both numbers are non-negative and the region ends inside the array
     */
    public static boolean isInside(final byte[] bytes, final int at, final int size)
    {
        return at >= 0 && size >= 0 && at <= bytes.length - size;
    }

    /**
     * Whether two regions of the same length hold the same bytes. Time depends on the content: not for secrets.
     *
     * @param left    first array
     * @param leftAt  start in the first array
     * @param right   second array
     * @param rightAt start in the second array
     * @param size    number of bytes
     * @return true where all bytes agree
     */
    public static boolean isEqual(
        final byte[] left, final int leftAt, final byte[] right, final int rightAt, final int size)
    {
        return Arrays.equals(left, leftAt, leftAt + size, right, rightAt, rightAt + size);
    }

    /**
     * Whether every byte of a region is zero; an empty region is.
     *
     * @param bytes read from
     * @param at    start of the region
     * @param size  number of bytes
     * @return true where no byte differs from zero
     */
    public static boolean isZero(final byte[] bytes, final int at, final int size)
    {
        final int end = at + size;
        int next = at;
        for (; next <= end - Long.BYTES; next += Long.BYTES)
        {
            if (i64(bytes, next) != 0)
            {
                return false;
            }
        }
        while (next < end && bytes[next] == 0)
        {
            next++;
        }
        return next >= end;
    }

    /**
     * Whether a fixed field is canonical text: bytes 0x21..0x7e, then zeros to the end. An empty text is canonical.
     *
     * @param bytes read from
     * @param at    start of the field
     * @param size  length of the field
     * @return true where the field obeys the rule
     */
    public static boolean isAscii(final byte[] bytes, final int at, final int size)
    {
        final int end = at + size;
        int next = at;
        while (next <= end - Long.BYTES && areAllPrintable(i64(bytes, next)))
        {
            next += Long.BYTES;
        }
        while (next < end && isPrintable(u8(bytes, next)))
        {
            next++;
        }
        return isZero(bytes, next, end - next);
    }

    /**
     * Length of the text in a fixed field, that is, the number of bytes before the first zero.
     *
     * @param bytes read from
     * @param at    start of the field
     * @param size  length of the field
     * @return 0..size
     */
    public static int asciiLength(final byte[] bytes, final int at, final int size)
    {
        int length = 0;
        while (length < size && bytes[at + length] != 0)
        {
            length++;
        }
        return length;
    }

    /**
     * The text of a fixed field without its padding. Allocates: for the edge only.
     *
     * @param bytes read from
     * @param at    start of the field
     * @param size  length of the field
     * @return the text, empty where the field is
     */
    public static String ascii(final byte[] bytes, final int at, final int size)
    {
        return new String(bytes, at, asciiLength(bytes, at, size), StandardCharsets.US_ASCII);
    }

    /**
     * Writes a text into a fixed field and pads it with zeros. A text that is too long or breaks the rule leaves the
     * field empty.
     *
     * @param bytes written to
     * @param at    start of the field
     * @param size  length of the field
     * @param text  characters 0x21..0x7e, at most {@code size} of them
     * @return true where the text was written
     */
    public static boolean putAscii(final byte[] bytes, final int at, final int size, final String text)
    {
        final int length = text.length();
        Arrays.fill(bytes, at, at + size, (byte)0);
        if (length > size)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            final char c = text.charAt(i);
            if (!isPrintable(c))
            {
                Arrays.fill(bytes, at, at + i, (byte)0);
                return false;
            }
            bytes[at + i] = (byte)c;
        }
        return true;
    }

    /**
     * Copies a text from another region, padded or not, into a fixed field and pads it with zeros. A text that is too
     * long or breaks the rule leaves the field empty. The regions must not overlap.
     *
     * @param bytes  written to
     * @param at     start of the field
     * @param size   length of the field
     * @param text   read from
     * @param textAt start of the text
     * @param length number of bytes of the text, its padding included
     * @return true where the text was written
     */
    public static boolean putAscii(
        final byte[] bytes, final int at, final int size, final byte[] text, final int textAt, final int length)
    {
        final int taken = Math.min(size, length);
        Arrays.fill(bytes, at, at + size, (byte)0);
        if (!isAscii(text, textAt, length) || !isZero(text, textAt + taken, length - taken))
        {
            return false;
        }
        System.arraycopy(text, textAt, bytes, at, taken);
        return true;
    }

    /**
     * Whether two regions hold the same text, each with or without padding.
     *
     * @param left      first array
     * @param leftAt    start of the first text
     * @param leftSize  length of the first region
     * @param right     second array
     * @param rightAt   start of the second text
     * @param rightSize length of the second region
     * @return true where the regions agree and what the longer one adds is zero
     */
    public static boolean isSameAscii(
        final byte[] left,
        final int leftAt,
        final int leftSize,
        final byte[] right,
        final int rightAt,
        final int rightSize)
    {
        final int shared = Math.min(leftSize, rightSize);
        return isEqual(left, leftAt, right, rightAt, shared) &&
            isZero(left, leftAt + shared, leftSize - shared) &&
            isZero(right, rightAt + shared, rightSize - shared);
    }

    /**
     * Whether a fixed field holds exactly this text.
     *
     * @param bytes read from
     * @param at    start of the field
     * @param size  length of the field
     * @param text  compared character by character
     * @return true where the field is the text and its padding
     */
    public static boolean isSameAscii(final byte[] bytes, final int at, final int size, final String text)
    {
        final int length = text.length();
        if (length > size || !isZero(bytes, at + length, size - length))
        {
            return false;
        }
        int i = 0;
        while (i < length && u8(bytes, at + i) == text.charAt(i) && bytes[at + i] != 0)
        {
            i++;
        }
        return i == length;
    }

    private static boolean isPrintable(final int value)
    {
        return value >= FIRST_PRINTABLE && value <= LAST_PRINTABLE;
    }

    private static boolean areAllPrintable(final long word)
    {
        return (word & HIGH_BITS) == 0 &&
            (word + REACHES_FIRST & HIGH_BITS) == HIGH_BITS &&
            (word + PASSES_LAST & HIGH_BITS) == 0;
    }
}
