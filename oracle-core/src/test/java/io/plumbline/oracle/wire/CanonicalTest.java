// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One value, one byte string; and no bytes whatever make a decoder throw. */
final class CanonicalTest
{
    private static final int SEEDS = 60;
    private static final int MUTATIONS = 3_000;

    @ParameterizedTest
    @EnumSource
    void shouldEncodeWhatWasDecodedToTheSameBytes(final Message message)
    {
        for (long seed = 1; seed <= SEEDS; seed++)
        {
            final byte[] bytes = message.sample(seed);
            assertEquals(WireStatus.OK, message.wrap(bytes, 0, bytes.length), "seed " + seed);
            assertArrayEquals(bytes, message.rewritten(bytes, 0, bytes.length), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldDependOnNothingAroundTheMessage(final Message message)
    {
        final byte[] bytes = message.sample(7);
        final byte[] dirty = new byte[message.maxLength() + 40];
        Arrays.fill(dirty, (byte)0xA5);
        assertEquals(bytes.length, message.write(new Values(7), dirty, 13));
        assertArrayEquals(bytes, Arrays.copyOfRange(dirty, 13, 13 + bytes.length));
        for (int i = 0; i < dirty.length; i++)
        {
            if (i < 13 || i >= 13 + message.maxLength())
            {
                assertEquals((byte)0xA5, dirty[i], "byte " + i);
            }
        }
        assertEquals(WireStatus.OK, message.wrap(dirty, 13, bytes.length));
        assertArrayEquals(bytes, message.rewritten(dirty, 13, bytes.length));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryTruncation(final Message message)
    {
        final byte[] bytes = message.sample(3);
        for (int size = 0; size < bytes.length; size++)
        {
            assertNotEquals(WireStatus.OK, message.wrap(bytes, 0, size), "size " + size);
            final byte[] cut = Arrays.copyOf(bytes, size);
            assertEquals(WireStatus.TOO_SHORT, message.wrap(cut, 0, bytes.length), "array of " + size);
            assertEquals(WireStatus.TOO_SHORT, message.wrap(cut, 0, size), "message of " + size);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsLeftOver(final Message message)
    {
        final byte[] bytes = message.sample(4);
        for (int more = 1; more <= 80; more++)
        {
            final byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
            assertEquals(WireStatus.BAD_LENGTH, message.wrap(longer, 0, longer.length), "more " + more);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEveryFlippedHeaderBit(final Message message)
    {
        final byte[] bytes = message.sample(5);
        for (int bit = 0; bit < MessageHeader.LENGTH * Byte.SIZE; bit++)
        {
            bytes[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
            assertEquals(WireStatus.BAD_HEADER, message.wrap(bytes, 0, bytes.length), "bit " + bit);
            bytes[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
        }
        assertEquals(WireStatus.OK, message.wrap(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseOrReadDifferentlyEveryFlippedByte(final Message message)
    {
        final byte[] bytes = message.sample(6);
        for (int i = 0; i < bytes.length; i++)
        {
            final byte[] flipped = bytes.clone();
            flipped[i] ^= (byte)0x80;
            assertRefusedOrCanonical(message, flipped, "byte " + i);
            flipped[i] ^= (byte)0x81;
            assertRefusedOrCanonical(message, flipped, "byte " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverThrowOnMutatedBytes(final Message message)
    {
        for (long seed = 1; seed <= MUTATIONS; seed++)
        {
            final SplittableRandom random = new SplittableRandom(seed);
            final byte[] bytes = message.sample(seed % SEEDS);
            for (int i = random.nextInt(4); i >= 0; i--)
            {
                bytes[random.nextInt(bytes.length)] = random.nextBoolean() ? 0 : (byte)random.nextInt(256);
            }
            final int size = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
            assertRefusedOrCanonical(message, Arrays.copyOf(bytes, size), "seed " + seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldViewNothingAfterARefusal(final Message message)
    {
        final byte[] bytes = message.sample(8);
        final Flyweight view = message.newView();
        assertEquals(WireStatus.OK, view.wrap(bytes, 0, bytes.length));
        assertEquals(bytes.length, view.length());
        assertNotEquals(WireStatus.OK, view.wrap(bytes, 0, bytes.length - 1));
        assertEquals(0, view.length());
        assertEquals(0, view.buffer().length);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseRegionsThatLieOutside(final Message message)
    {
        final byte[] bytes = message.sample(9);
        final int[] numbers = {Integer.MIN_VALUE, -1, 0, 1, bytes.length, bytes.length + 1, Integer.MAX_VALUE};
        for (final int at : numbers)
        {
            for (final int size : numbers)
            {
                final WireStatus expected = at == 0 && size == bytes.length ? WireStatus.OK : null;
                final WireStatus status = message.wrap(bytes, at, size);
                assertEquals(expected == WireStatus.OK, status == WireStatus.OK, at + " " + size);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameTheTemplate(final Message message)
    {
        final byte[] bytes = message.sample(10);
        assertEquals(message.templateId(), Events.templateId(bytes, 0, bytes.length));
        assertEquals(Events.UNKNOWN, Events.templateId(bytes, 0, MessageHeader.LENGTH - 1));
        assertEquals(Events.UNKNOWN, Events.templateId(bytes, -1, bytes.length));
        bytes[4] ^= 1;
        assertEquals(Events.UNKNOWN, Events.templateId(bytes, 0, bytes.length), "other schema");
        bytes[4] ^= 1;
        bytes[6] ^= 1;
        assertEquals(Events.UNKNOWN, Events.templateId(bytes, 0, bytes.length), "other version");
    }

    @Test
    void shouldKeepMessagesApart()
    {
        for (final Message written : Message.values())
        {
            final byte[] bytes = written.sample(11);
            for (final Message read : Message.values())
            {
                final WireStatus expected = read == written ? WireStatus.OK : WireStatus.BAD_HEADER;
                assertEquals(expected, read.wrap(bytes, 0, bytes.length), written + " as " + read);
            }
        }
    }

    private static void assertRefusedOrCanonical(final Message message, final byte[] bytes, final String what)
    {
        if (message.wrap(bytes, 0, bytes.length) == WireStatus.OK)
        {
            assertArrayEquals(bytes, message.rewritten(bytes, 0, bytes.length), what);
        }
    }
}
