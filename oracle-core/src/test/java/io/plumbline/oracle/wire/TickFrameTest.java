// SPDX-License-Identifier: Apache-2.0
package io.plumbline.oracle.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TickFrameTest
{
    private static final int CONTEXT = 8;
    private static final int RESERVED = 36;
    private static final int SIGNED_AT_TOP = 63;
    private static final int GROUP = 64;
    private static final int COUNT = 66;
    private static final int FIRST_TICK = 68;

    private final byte[] bytes = new byte[TickFrame.MAX_LENGTH];
    private final TickFrame frame = new TickFrame();
    private final TickFrameEncoder encoder = new TickFrameEncoder();

    @Test
    void shouldReadWhatWasWritten()
    {
        encoder.begin(bytes, 0, 1, 2, -3, 4, 5, 6);
        encoder.addTick(7, -8, 9, 10, TickFrame.NULL_PRICE, 12);
        encoder.addTick(-1, 127, 0, -10, 11, TickFrame.NULL_PRICE);
        final int length = encoder.finish();
        assertEquals(FIRST_TICK + 2 * 40, length);
        assertEquals(WireStatus.OK, frame.wrap(bytes, 0, length));
        assertEquals(1, frame.environment());
        assertEquals(2, frame.providerId());
        assertEquals(-3, frame.keyId());
        assertEquals(4, frame.sessionEpoch());
        assertEquals(5, frame.sequence());
        assertEquals(6, frame.signedAtNs());
        assertEquals(2, frame.tickCount());
        assertEquals(7, frame.feedId(0));
        assertEquals(-8, frame.exponent(0));
        assertEquals(9, frame.observedAtNs(0));
        assertEquals(10, frame.price(0));
        assertEquals(TickFrame.NULL_PRICE, frame.bid(0));
        assertEquals(12, frame.ask(0));
        assertEquals(-1, frame.feedId(1));
        assertEquals(127, frame.exponent(1));
        assertEquals(-10, frame.price(1));
        assertThrows(IndexOutOfBoundsException.class, () -> frame.price(2));
        assertThrows(IndexOutOfBoundsException.class, () -> frame.price(-1));
    }

    @ParameterizedTest
    @CsvSource({
        "8, BAD_CONTEXT", "23, BAD_CONTEXT", "36, BAD_PADDING", "39, BAD_PADDING", "63, BAD_VALUE", "64, BAD_HEADER",
        "65, BAD_HEADER", "67, BAD_COUNT", "73, BAD_PADDING", "74, BAD_PADDING", "75, BAD_PADDING", "83, BAD_VALUE"
    })
    void shouldRefuseAHighBitAt(final int at, final WireStatus expected)
    {
        final int length = oneTick();
        bytes[at] ^= (byte)0x80;
        assertEquals(expected, frame.wrap(bytes, 0, length));
    }

    @ParameterizedTest
    @CsvSource({"0, BAD_COUNT", "2, TOO_SHORT", "64, TOO_SHORT", "65, BAD_COUNT", "65535, BAD_COUNT"})
    void shouldRefuseACountOf(final int count, final WireStatus expected)
    {
        final int length = oneTick();
        Bytes.putU16(bytes, COUNT, count);
        assertEquals(expected, frame.wrap(bytes, 0, length));
    }

    @Test
    void shouldRefuseAFrameWithoutPrice()
    {
        final int length = oneTick();
        Bytes.putI64(bytes, FIRST_TICK + 16, TickFrame.NULL_PRICE);
        assertEquals(WireStatus.BAD_VALUE, frame.wrap(bytes, 0, length));
    }

    @Test
    void shouldRefuseAQuoteInTheClothesOfATick()
    {
        final int length = oneTick();
        Context.QUOTE.put(bytes, CONTEXT);
        assertEquals(WireStatus.BAD_CONTEXT, frame.wrap(bytes, 0, length));
    }

    @Test
    void shouldLayOutAsTheSchemaSays()
    {
        oneTick();
        assertEquals(0, Bytes.u32(bytes, RESERVED));
        assertEquals(0, bytes[SIGNED_AT_TOP]);
        assertEquals(40, Bytes.u16(bytes, GROUP));
        assertEquals(1, Bytes.u16(bytes, COUNT));
    }

    @ParameterizedTest
    @ValueSource(ints = {-129, 128, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void shouldNameExponentAndValueWhenEncoding(final int exponent)
    {
        encoder.begin(bytes, 0, 1, 2, 3, 4, 5, 6);
        assertNames("exponent: " + exponent, () -> encoder.addTick(1, exponent, 1, 1, 1, 1));
    }

    @Test
    void shouldNameFieldAndValueWhenEncoding()
    {
        assertNames("signedAtNs: -1", () -> encoder.begin(bytes, 0, 1, 2, 3, 4, 5, -1));
        assertNames("target: 108 bytes", () -> encoder.begin(new byte[107], 0, 1, 2, 3, 4, 5, 6));
        encoder.begin(bytes, 0, 1, 2, 3, 4, 5, 6);
        assertNames("tickCount: 0", encoder::finish);
        assertNames("price: -9223372036854775808", () -> encoder.addTick(1, 1, 1, TickFrame.NULL_PRICE, 1, 1));
        assertNames("observedAtNs: -5", () -> encoder.addTick(1, 1, -5, 1, 1, 1));
        for (int i = 0; i < TickFrame.MAX_TICKS; i++)
        {
            encoder.addTick(i, 1, 1, 1, 1, 1);
        }
        assertNames("tickCount: 65", () -> encoder.addTick(1, 1, 1, 1, 1, 1));
        assertEquals(TickFrame.MAX_LENGTH, encoder.finish());
        encoder.begin(new byte[TickFrame.MIN_LENGTH], 0, 1, 2, 3, 4, 5, 6).addTick(1, 1, 1, 1, 1, 1);
        assertNames("target: no room for tick 2", () -> encoder.addTick(1, 1, 1, 1, 1, 1));
        assertEquals(TickFrame.MIN_LENGTH, encoder.finish());
    }

    @Test
    void shouldNotEncodeBeforeBegin()
    {
        assertThrows(IllegalStateException.class, encoder::finish);
        assertThrows(IllegalStateException.class, () -> encoder.addTick(1, 1, 1, 1, 1, 1));
    }

    private int oneTick()
    {
        return encoder.begin(bytes, 0, 1, 2, 3, 4, 5, 6).addTick(7, 8, 9, 10, 11, 12).finish();
    }

    private static void assertNames(final String expected, final Executable junk)
    {
        final String message = assertThrows(IllegalArgumentException.class, junk).getMessage();
        assertTrue(message.startsWith(expected), message);
    }
}
